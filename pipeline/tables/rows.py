"""Rows of the tables: flat records whose field order is the column order.

All offsets are source offsets (code points, half-open); `quote` is the source at that place, `text`
what repair left of it.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    import pandas

IsoDate = NewType("IsoDate", str)
Items = tuple[str, ...]

# What stands between a file of many articles and the id of one.
RECORD = re.compile(r"(?<=\.jsonl)#|(?<=\.csv)#", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    title: str
    published: IsoDate
    published_basis: str
    url: str
    language: str
    status: str
    message: str
    duplicate_of: str = ""
    events: int
    dates: int
    organizations: int
    technologies: int
    places: int
    sentences: int
    repairs: int
    source_characters: int
    clean_characters: int
    media_type: str
    encoding: str
    encoding_basis: str
    doc_id: str
    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class RepairRow:
    doc_id: str
    repair_id: str
    start: int
    end: int
    quote: str
    replacement: str
    rule: str
    kept_start: int | None
    kept_end: int | None


@dataclass(frozen=True, slots=True)
class SentenceRow:
    doc_id: str
    sentence_id: str
    start: int
    end: int
    language: str
    text: str
    plain: str
    words: Items


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRow:
    text: str
    start_date: IsoDate
    end_date: IsoDate
    timex: str
    precision: str
    modifier: str
    basis: str
    quote: str
    doc_id: str
    date_id: str
    sentence_id: str
    start: int
    end: int
    anchor_date_id: str
    rule: str
    review: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    start_date: IsoDate
    end_date: IsoDate
    date_text: str
    actors: Items
    trigger: str
    objects: Items
    recipients: Items
    event_type: str
    modality: str
    quote: str
    article: str
    technologies: Items
    places: Items
    confidence: float
    precision: str
    basis: str
    actor_ids: Items
    object_ids: Items
    recipient_ids: Items
    technology_ids: Items
    place_ids: Items
    same_as: str
    doc_id: str
    event_id: str
    date_id: str
    sentence_id: str
    start: int
    end: int
    trigger_start: int
    trigger_end: int
    rule: str
    review: str = ""


@dataclass(frozen=True, slots=True)
class OrganizationMentionRow:
    doc_id: str
    mention_id: str
    sentence_id: str
    start: int
    end: int
    quote: str
    text: str
    org_id: str
    name: str
    kind: str
    basis: str
    rule: str
    review: str = ""


@dataclass(frozen=True, slots=True)
class TechnologyMentionRow:
    doc_id: str
    mention_id: str
    sentence_id: str
    start: int
    end: int
    quote: str
    text: str
    tech_id: str
    name: str
    category: str
    basis: str
    rule: str
    review: str = ""


@dataclass(frozen=True, slots=True)
class PlaceMentionRow:
    doc_id: str
    mention_id: str
    sentence_id: str
    start: int
    end: int
    quote: str
    text: str
    place_id: str
    name: str
    rule: str
    review: str = ""


@dataclass(frozen=True, slots=True)
class InstrumentMentionRow:
    doc_id: str
    mention_id: str
    sentence_id: str
    start: int
    end: int
    quote: str
    text: str
    instrument_id: str
    name: str
    rule: str
    review: str = ""


@dataclass(frozen=True, slots=True)
class NamePairRow:
    doc_id: str
    pair_id: str
    sentence_id: str
    start: int
    end: int
    quote: str
    zh: str
    en: str
    acronym: str
    refers_to: str


@dataclass(frozen=True, slots=True)
class RejectedRow:
    doc_id: str
    start: int
    end: int
    quote: str
    kind: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class OrganizationRow:
    org_id: str
    name_zh_hans: str
    name_zh_hant: str
    name_en: str
    kind: str
    country: str
    basis: str
    aliases_seen: Items
    mentions: int
    documents: int
    first_date: IsoDate
    last_date: IsoDate
    parent: str


@dataclass(frozen=True, slots=True)
class TechnologyRow:
    tech_id: str
    name_zh_hans: str
    name_zh_hant: str
    name_en: str
    category: str
    basis: str
    aliases_seen: Items
    mentions: int
    documents: int
    first_date: IsoDate
    last_date: IsoDate


@dataclass(frozen=True, slots=True)
class PlaceRow:
    place_id: str
    name_zh_hans: str
    name_zh_hant: str
    name_en: str
    aliases_seen: Items
    mentions: int
    documents: int
    first_date: IsoDate
    last_date: IsoDate


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow:
    story_id: str
    start_date: IsoDate
    end_date: IsoDate
    event_type: str
    actors: Items
    objects: Items
    articles: int
    first_published: IsoDate
    event_ids: Items
    disagreements: Items


@dataclass(frozen=True, slots=True)
class InstrumentRow:
    instrument_id: str
    name_zh_hans: str
    name_en: str
    kind: str
    country: str
    aliases_seen: Items
    mentions: int
    documents: int


@dataclass(frozen=True, slots=True)
class CandidateRow:
    kind: str
    text: str
    plain: str
    mentions: int
    documents: int
    nearest_id: str
    nearest_name: str
    similarity: float
    example_doc_id: str
    example_start: int
    example_end: int
    example: str


@dataclass(frozen=True, slots=True)
class RuleRow:
    rule: str
    stage: str
    meaning: str
    rows: int
    meaning_zh: str


@dataclass(frozen=True)
class DocumentRows:
    """All rows of one document, and its clean text."""

    document: DocumentRow
    source_text: str = ""
    clean_text: str = ""
    repairs: tuple[RepairRow, ...] = ()
    sentences: tuple[SentenceRow, ...] = ()
    dates: tuple[DateRow, ...] = ()
    events: tuple[EventRow, ...] = ()
    organization_mentions: tuple[OrganizationMentionRow, ...] = ()
    technology_mentions: tuple[TechnologyMentionRow, ...] = ()
    place_mentions: tuple[PlaceMentionRow, ...] = ()
    instrument_mentions: tuple[InstrumentMentionRow, ...] = ()
    name_pairs: tuple[NamePairRow, ...] = ()
    rejected: tuple[RejectedRow, ...] = ()

    def to_frame(self, table: str = "events") -> "pandas.DataFrame":
        """Return the rows of a table in pandas, as `read_frame` would read them.

        Raises UnknownTableError for a table that no run writes, or that is made of many documents.
        """
        from pipeline.tables.shown import document_frame

        return document_frame(self, table)

    def _repr_html_(self) -> str:
        """Return the events and the numbers of the other rows, as a notebook shows them."""
        from pipeline.tables.shown import document_html

        return document_html(self)


def document_id(path: str) -> str:
    """Return the id of the document at a path below the corpus: a readable piece and a short
    hash. A record keeps its name: news.jsonl#a1 gives news-a1.

    >>> document_id('news.jsonl#a1')
    'news-a1-201a2003'
    """
    file, _, record = RECORD.sub("\0", path, count=1).partition("\0")
    readable = f"{PurePosixPath(file).stem}-{record}"
    stem = re.sub(r"[^\w]+", "-", readable.lower()).strip("-_")[:40]
    digest = hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    start = "" if re.match("[a-z]", stem) else "d-"
    return f"{start}{stem}-{digest}" if stem else f"d-{digest}"
