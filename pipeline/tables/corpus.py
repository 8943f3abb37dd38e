"""The rows of all documents to the tables of the corpus: organizations, technologies, places."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.instruments.nature import Nature
from pipeline.lexicon import Lexicons, Row
from pipeline.lexicon.bodies import ancestors
from pipeline.organizations.local import country_of
from pipeline.plain import converter, plain_form
from pipeline.tables.count import Count
from pipeline.tables.rows import (
    DocumentRows,
    EventRow,
    InstrumentRow,
    IsoDate,
    OrganizationRow,
    PlaceRow,
    TechnologyRow,
)


@dataclass
class Gathered:
    """What the mentions of one id add up to."""

    name: str
    group: str
    basis: str
    surfaces: dict[str, None] = field(default_factory=dict)
    count: Count = field(default_factory=Count)
    days: tuple[str, str] = ("", "")

    def add(self, mention: Any, events: Iterable[EventRow]) -> None:
        """Count one more mention, and the days of the events that it stands in."""
        self.count.add(mention.doc_id)
        self.surfaces.setdefault(mention.text)
        days = [*self.days]
        for event in events:
            if event.start <= mention.start < event.end:
                days += [event.start_date, event.end_date]
        told = [day for day in days if day]
        self.days = (min(told), max(told)) if told else ("", "")


def organization_rows(
    documents: Iterable[DocumentRows], lexicons: Lexicons
) -> list[OrganizationRow]:
    """Gather the organizations that have an id, sorted by it."""
    entries = {row["id"]: row for row in lexicons["organizations"]}
    parents = {row["body"]: row["parent"] for row in lexicons["bodies"]}
    rows = []
    for org_id, found in sorted(
        _gather(documents, "organization_mentions", "org_id", "kind").items()
    ):
        entry = entries.get(org_id)
        rows.append(
            OrganizationRow(
                org_id, *_names(entry, found.name), found.group, entry["country"] if entry else country_of(org_id),
                found.basis, tuple(found.surfaces), found.count.mentions, found.count.documents,
                *_extent(found.days), parents.get(org_id, ""),
            )
        )  # fmt: skip
    return rows


def unmentioned_rows(ids: Iterable[str], lexicons: Lexicons) -> Iterator[OrganizationRow]:
    """Yield the organizations with these ids and what they are parts of, without mention or day, for
    those that no article names: Commerce where only its Bureau of Industry and Security is told of.
    """
    entries = {row["id"]: row for row in lexicons["organizations"]}
    parents = {row["body"]: row["parent"] for row in lexicons["bodies"]}
    for org_id in sorted({above for one in ids for above in (one, *ancestors(one, parents))}):
        if entry := entries.get(org_id):
            yield OrganizationRow(
                org_id, *_names(entry, ""), entry["kind"], entry["country"],
                "lexicon", (), 0, 0, *_extent(("", "")), parents.get(org_id, ""),
            )  # fmt: skip


def technology_rows(documents: Iterable[DocumentRows], lexicons: Lexicons) -> list[TechnologyRow]:
    """Gather the technology terms that have an id, sorted by it."""
    entries = {row["id"]: row for row in lexicons["technologies"]}
    rows = []
    for tech_id, found in sorted(
        _gather(documents, "technology_mentions", "tech_id", "category").items()
    ):
        rows.append(
            TechnologyRow(
                tech_id, *_names(entries.get(tech_id), found.name), found.group, found.basis,
                tuple(found.surfaces), found.count.mentions, found.count.documents, *_extent(found.days),
            )
        )  # fmt: skip
    return rows


def place_rows(documents: Iterable[DocumentRows], lexicons: Lexicons) -> list[PlaceRow]:
    """Gather the places that have an id, sorted by it; a mention of 中美 counts for both."""
    entries = {row["id"]: row for row in lexicons["places"]}
    return [
        PlaceRow(
            place_id, *_names(entries.get(place_id), found.name), tuple(found.surfaces),
            found.count.mentions, found.count.documents, *_extent(found.days),
        )
        for place_id, found in sorted(_gather(documents, "place_mentions", "place_id", "").items())
    ]  # fmt: skip


def instrument_rows(documents: Iterable[DocumentRows], lexicons: Lexicons) -> list[InstrumentRow]:
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
                row_id, chinese, english, kind, country, tuple(found.surfaces), found.count.mentions,
                found.count.documents,
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
                found.add(mention, events[mention.sentence_id])
    return gathered


def _begun(mention: Any, group_column: str) -> Gathered:
    group = getattr(mention, group_column) if group_column else ""
    return Gathered(mention.name, group, getattr(mention, "basis", ""))


def _events_by_sentence(events: Iterable[EventRow]) -> defaultdict[str, list[EventRow]]:
    by_sentence: defaultdict[str, list[EventRow]] = defaultdict(list)
    for event in events:
        by_sentence[event.sentence_id].append(event)
    return by_sentence


def _extent(days: tuple[str, str]) -> tuple[IsoDate, IsoDate]:
    """Return the first and the last day of the dated events that a name takes part in."""
    return IsoDate(days[0]), IsoDate(days[1])


def _names(entry: Row | None, name: str) -> tuple[str, str, str]:
    """Return the name in simplified and traditional script and in English, as far as known."""
    if entry:
        chinese, english = entry["name_zh_hans"], entry["name_en"]
    else:
        plain = plain_form(name)
        chinese, english = ("", name) if name.isascii() else (plain, "")
    return chinese, converter("s2t")(chinese), english
