"""The rows of all documents to the tables of the corpus: organizations, technologies, and
candidates for the lexicons.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.instruments.nature import Nature
from pipeline.lexicon import Lexicons, Row
from pipeline.organizations.local import country_of
from pipeline.plain import converter, plain_form
from pipeline.tables.rows import (
    CandidateRow,
    DocumentRows,
    EventRow,
    InstrumentRow,
    IsoDate,
    OrganizationRow,
    PlaceRow,
    TechnologyRow,
)

# A candidate's nearest entry is shown from here on (rapidfuzz's ratio, 0 to 100).
FEWEST_SIMILAR = 60.0
ID_COLUMNS = {"organization": "org_id", "technology": "tech_id", "instrument": "instrument_id"}
TITLED, ROWS = ("law-title", "named-act"), "instruments.csv:"
CONTEXT = 20  # characters shown on each side of a candidate's example


@dataclass
class Gathered:
    """What the mentions of one id add up to."""

    name: str
    group: str
    basis: str
    surfaces: dict[str, None] = field(default_factory=dict)
    documents: dict[str, None] = field(default_factory=dict)
    mentions: int = 0
    days: list[str] = field(default_factory=list)


def organization_rows(
    documents: Sequence[DocumentRows], lexicons: Lexicons
) -> list[OrganizationRow]:
    """Gather the organizations that have an id, sorted by it."""
    entries = {row["id"]: row for row in lexicons["organizations"]}
    rows = []
    for org_id, found in sorted(
        _gather(documents, "organization_mentions", "org_id", "kind").items()
    ):
        entry = entries.get(org_id)
        rows.append(
            OrganizationRow(
                org_id, *_names(entry, found.name), found.group, entry["country"] if entry else country_of(org_id),
                found.basis, tuple(found.surfaces), found.mentions, len(found.documents),
                *_extent(found.days),
            )
        )  # fmt: skip
    return rows


def technology_rows(documents: Sequence[DocumentRows], lexicons: Lexicons) -> list[TechnologyRow]:
    """Gather the technology terms that have an id, sorted by it."""
    entries = {row["id"]: row for row in lexicons["technologies"]}
    rows = []
    for tech_id, found in sorted(
        _gather(documents, "technology_mentions", "tech_id", "category").items()
    ):
        rows.append(
            TechnologyRow(
                tech_id, *_names(entries.get(tech_id), found.name), found.group, found.basis,
                tuple(found.surfaces), found.mentions, len(found.documents), *_extent(found.days),
            )
        )  # fmt: skip
    return rows


def place_rows(documents: Sequence[DocumentRows], lexicons: Lexicons) -> list[PlaceRow]:
    """Gather the places that have an id, sorted by it; a mention of 中美 counts for both."""
    entries = {row["id"]: row for row in lexicons["places"]}
    return [
        PlaceRow(
            place_id, *_names(entries.get(place_id), found.name), tuple(found.surfaces),
            found.mentions, len(found.documents), *_extent(found.days),
        )
        for place_id, found in sorted(_gather(documents, "place_mentions", "place_id", "").items())
    ]  # fmt: skip


def instrument_rows(documents: Sequence[DocumentRows], lexicons: Lexicons) -> list[InstrumentRow]:
    """Gather the instruments that have an id, sorted by it."""
    entries = {row["id"]: row for row in lexicons["instruments"]}
    told = Nature(lexicons)
    rows = []
    for row_id, found in sorted(
        _gather(documents, "instrument_mentions", "instrument_id", "").items()
    ):
        entry = entries.get(row_id)
        chinese, _, english = _names(entry, found.name)
        kind, country = (entry["kind"], entry["country"]) if entry else told.of(found.name)
        rows.append(
            InstrumentRow(
                row_id, chinese, english, kind, country, tuple(found.surfaces), found.mentions,
                len(found.documents),
            )
        )  # fmt: skip
    return rows


def _gather(
    documents: Iterable[DocumentRows], table: str, id_column: str, group_column: str
) -> dict[str, Gathered]:
    gathered: dict[str, Gathered] = {}
    for rows in documents:
        events = _events_by_sentence(rows.events)
        for mention in getattr(rows, table):
            for row_id in filter(None, getattr(mention, id_column).split("+")):
                found = gathered.setdefault(row_id, _begun(mention, group_column))
                found.mentions += 1
                found.surfaces.setdefault(mention.text)
                found.documents.setdefault(mention.doc_id)
                for event in events[mention.sentence_id]:
                    if event.start <= mention.start < event.end:
                        found.days += [day for day in (event.start_date, event.end_date) if day]
    return gathered


def _begun(mention: Any, group_column: str) -> Gathered:
    group = getattr(mention, group_column) if group_column else ""
    return Gathered(mention.name, group, getattr(mention, "basis", ""))


def _events_by_sentence(events: Iterable[EventRow]) -> defaultdict[str, list[EventRow]]:
    by_sentence: defaultdict[str, list[EventRow]] = defaultdict(list)
    for event in events:
        by_sentence[event.sentence_id].append(event)
    return by_sentence


def _extent(days: list[str]) -> tuple[IsoDate, IsoDate]:
    """Return the first and the last day of the dated events that a name takes part in."""
    return (IsoDate(min(days)), IsoDate(max(days))) if days else (IsoDate(""), IsoDate(""))


def _names(entry: Row | None, name: str) -> tuple[str, str, str]:
    """Return the name in simplified and traditional script and in English, as far as known."""
    if entry:
        chinese, english = entry["name_zh_hans"], entry["name_en"]
    else:
        plain = plain_form(name)
        chinese, english = ("", name) if name.isascii() else (plain, "")
    return chinese, converter("s2t")(chinese), english


def candidate_rows(documents: Sequence[DocumentRows], lexicons: Lexicons) -> list[CandidateRow]:
    """Gather names and terms that are in no lexicon, the most used first, each with the nearest
    entry.
    """
    rows: list[CandidateRow] = []
    for kind, table, lexicon in (
        ("organization", "organization_mentions", "organizations"),
        ("technology", "technology_mentions", "technologies"),
        ("instrument", "instrument_mentions", "instruments"),
    ):
        unknown: dict[str, list[Any]] = {}
        for document in documents:
            for mention in getattr(document, table):
                if _is_open(mention):
                    unknown.setdefault(plain_form(mention.text), []).append((document, mention))
        id_column = ID_COLUMNS[kind]
        nearest = _meant(unknown, lexicons[lexicon], id_column)
        nearest |= _nearest([name for name in unknown if name not in nearest], lexicons[lexicon])
        rows += [_candidate(kind, plain, uses, nearest[plain]) for plain, uses in unknown.items()]
    return sorted(rows, key=lambda row: (row.kind, -row.documents, -row.mentions, row.plain))


def _is_open(mention: Any) -> bool:
    """Tell whether no lexicon has a name; what is known by its number needs no row."""
    if basis := getattr(mention, "basis", ""):
        return bool(basis != "lexicon")
    return mention.rule.split("+")[0] in TITLED and ROWS not in mention.rule


def _candidate(
    kind: str, plain: str, uses: list[Any], nearest: tuple[str, str, float]
) -> CandidateRow:
    document, mention = uses[0]
    text = document.source_text
    example = text[max(0, mention.start - CONTEXT) : mention.end + CONTEXT]
    return CandidateRow(
        kind, mention.text, plain, len(uses), len({use.doc_id for _, use in uses}), *nearest,
        mention.doc_id, mention.start, mention.end, " ".join(example.split()),
    )  # fmt: skip


def _meant(
    unknown: dict[str, list[Any]], entries: Sequence[Row], id_column: str
) -> dict[str, tuple[str, str, float]]:
    """Return the entry that a text itself gives a name to: CPO for the CHIPS Program Office."""
    names = {row["id"]: row["name_zh_hans"] or row["name_en"] for row in entries}
    ids = {plain: getattr(uses[0][1], id_column) for plain, uses in unknown.items()}
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
