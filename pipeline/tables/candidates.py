"""The rows of all documents to candidates for the lexicons: names, terms and verbs that no entry
has.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.lexicon import Lexicons, Row
from pipeline.plain import plain_form
from pipeline.tables.count import Count
from pipeline.tables.rows import CandidateRow, DocumentRows

# A candidate's nearest entry is shown from here on (rapidfuzz's ratio, 0 to 100).
FEWEST_SIMILAR = 60.0
CONTEXT = 20  # characters shown on each side of a candidate's example
# Kinds of candidates: table, column of the id, lexicon.
UNKNOWN = (
    ("organization", "organization_mentions", "org_id", "organizations"),
    ("technology", "technology_mentions", "tech_id", "technologies"),
    ("instrument", "instrument_mentions", "instrument_id", "instruments"),
)
VERB = "verb"
UNLISTED = "part-of-speech"  # the rule of an event whose verb is in no list
TITLED, ROWS = ("law-title", "named-act"), "instruments.csv:"


@dataclass(frozen=True)
class Use:
    """A name that is in no lexicon: where it stands first, what stands around it, how often."""

    mention: Any
    example: str
    count: Count = field(default_factory=Count)


def candidate_rows(documents: Iterable[DocumentRows], lexicons: Lexicons) -> list[CandidateRow]:
    """Gather names, terms and verbs that are in no lexicon, the most used first, each with the
    nearest entry.
    """
    unknown = _unknown(documents)
    rows: list[CandidateRow] = []
    for kind, _, id_column, lexicon in UNKNOWN:
        uses = unknown[kind]
        nearest = _meant(uses, lexicons[lexicon], id_column)
        nearest |= _nearest([name for name in uses if name not in nearest], lexicons[lexicon])
        rows += [_candidate(kind, plain, use, nearest[plain]) for plain, use in uses.items()]
    verbs = unknown[VERB].items()
    rows += [_candidate(VERB, plain, use, ("", "", 0.0)) for plain, use in verbs]
    return sorted(rows, key=lambda row: (row.kind, -row.documents, -row.mentions, row.plain))


def _unknown(documents: Iterable[DocumentRows]) -> dict[str, dict[str, Use]]:
    """Return the uses of unknown names and verbs, by kind and plain form."""
    kinds = (*(kind for kind, *_ in UNKNOWN), VERB)
    unknown: dict[str, dict[str, Use]] = {kind: {} for kind in kinds}
    for document in documents:
        for kind, plain, mention in (*_open_names(document), *_unlisted_verbs(document)):
            if plain not in unknown[kind]:
                unknown[kind][plain] = Use(mention, _example(document, mention))
            unknown[kind][plain].count.add(mention.doc_id)
    return unknown


def _open_names(document: DocumentRows) -> Iterator[tuple[str, str, Any]]:
    for kind, table, *_ in UNKNOWN:
        for mention in getattr(document, table):
            if _is_open(mention):
                yield kind, plain_form(mention.text), mention


@dataclass(frozen=True, slots=True)
class Verb:
    """Where a verb stands that made an event, and that event_triggers.csv has not."""

    text: str
    doc_id: str
    start: int
    end: int


def _unlisted_verbs(document: DocumentRows) -> Iterator[tuple[str, str, Any]]:
    """Yield the verbs of events that only their part of speech made: 召见, pitched."""
    for row in document.events:
        if UNLISTED in row.rule.split("+"):
            verb = Verb(row.trigger, row.doc_id, row.trigger_start, row.trigger_end)
            yield VERB, plain_form(row.trigger).lower(), verb


def _is_open(mention: Any) -> bool:
    """Tell whether no lexicon has a name; what is known by its number needs no row."""
    if basis := getattr(mention, "basis", ""):
        return bool(basis != "lexicon")
    return mention.rule.split("+")[0] in TITLED and ROWS not in mention.rule


def _example(document: DocumentRows, mention: Any) -> str:
    text = document.source_text[max(0, mention.start - CONTEXT) : mention.end + CONTEXT]
    return " ".join(text.split())


def _candidate(kind: str, plain: str, use: Use, nearest: tuple[str, str, float]) -> CandidateRow:
    mention = use.mention
    return CandidateRow(
        kind, mention.text, plain, use.count.mentions, use.count.documents, *nearest,
        mention.doc_id, mention.start, mention.end, use.example,
    )  # fmt: skip


def _meant(
    unknown: dict[str, Use], entries: Sequence[Row], id_column: str
) -> dict[str, tuple[str, str, float]]:
    """Return the entry that a text itself gives a name to: CPO for the CHIPS Program Office."""
    names = {row["id"]: row["name_zh_hans"] or row["name_en"] for row in entries}
    ids = {plain: getattr(use.mention, id_column) for plain, use in unknown.items()}
    return {plain: (known, names[known], 1.0) for plain, known in ids.items() if known in names}


def _nearest(names: list[str], entries: Sequence[Row]) -> dict[str, tuple[str, str, float]]:
    """Find the entry whose name is most like each name, by rapidfuzz's ratio of characters."""
    from rapidfuzz import fuzz, process

    if not names or not entries:
        return dict.fromkeys(names, ("", "", 0.0))
    choices = [row["name_zh_hans"] or row["name_en"] for row in entries]
    found: dict[str, tuple[str, str, float]] = {}
    for name in names:
        best = process.extractOne(name, choices, scorer=fuzz.ratio, score_cutoff=FEWEST_SIMILAR)
        found[name] = (
            (entries[best[2]]["id"], best[0], round(best[1] / 100, 3)) if best else ("", "", 0.0)
        )
    return found
