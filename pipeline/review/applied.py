"""Verdicts laid over the rows of documents: accepted rows marked, rejected ones moved to rejected.csv,
corrected cells written, new rows added; whatever matches no row is given back.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, get_type_hints

from pipeline.review.added import added_row
from pipeline.review.verdicts import ACCEPT, ADD, EDIT, REJECT, UNSURE, Verdict
from pipeline.tables.csv import split_items
from pipeline.tables.rows import DocumentRows, Items, RejectedRow

# Where the rows of each kind stand, and the column of their id.
TABLES = {
    "event": ("events", "event_id"),
    "date": ("dates", "date_id"),
    "organization": ("organization_mentions", "mention_id"),
    "technology": ("technology_mentions", "mention_id"),
    "place": ("place_mentions", "mention_id"),
    "instrument": ("instrument_mentions", "mention_id"),
}
# The columns of documents.csv that count the rows of a table.
COUNTED = {
    "events": "events",
    "dates": "dates",
    "organization_mentions": "organizations",
    "technology_mentions": "technologies",
    "place_mentions": "places",
}
ACCEPTED, EDITED = "accepted", "edited"
REVIEWER = "reviewer"
IDS_OF = {"actors": "actor_ids", "objects": "object_ids", "recipients": "recipient_ids"}


@dataclass(frozen=True)
class Applied:
    """Documents with the verdicts laid over them, and the verdicts that match no row."""

    documents: tuple[DocumentRows, ...]
    unmatched: tuple[Verdict, ...]


def apply_verdicts(documents: Iterable[DocumentRows], verdicts: Sequence[Verdict]) -> Applied:
    """Lay verdicts over the rows of their documents.

    A verdict belongs to the document with its sha256, else to the one with its id; to the row with
    its id and quote, else to the only row of its kind with that quote.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, verdict in enumerate(verdicts):
        for name in {verdict.sha256, verdict.doc_id} - {""}:
            places[name].append(place)
    reviewed, matched = [], set[int]()
    for rows in documents:
        own = {*places[rows.document.doc_id], *places[rows.document.sha256]}
        review = _Review(rows)
        matched |= {place for place in sorted(own) if review.apply(verdicts[place])}
        reviewed.append(review.rows())
    lost = (verdict for place, verdict in enumerate(verdicts) if place not in matched)
    return Applied(tuple(reviewed), tuple(lost))


class _Review:
    """The rows of one document while verdicts change them."""

    def __init__(self, document: DocumentRows):
        self._document = document
        self._tables: dict[str, list[Any]] = {}
        self._rejected: list[RejectedRow] = []

    def apply(self, verdict: Verdict) -> bool:
        """Do what a verdict says; tell whether it matched."""
        table, key = TABLES[verdict.kind]
        if not hasattr(self._document, table):
            return False
        rows = self._rows(table)
        if verdict.verdict == ADD:
            row = added_row(self._document, verdict)
            if row is not None:
                rows.append(row)
            return row is not None
        place = _found(rows, key, verdict)
        if place is None:
            return False
        if verdict.verdict == REJECT:
            self._reject(table, place, verdict)
        elif verdict.verdict == EDIT:
            rows[place] = replace(_corrected(rows[place], verdict), review=EDITED)
        elif verdict.verdict == ACCEPT:
            rows[place] = replace(rows[place], review=ACCEPTED)
        return verdict.verdict in (ACCEPT, EDIT, REJECT, UNSURE)

    def rows(self) -> DocumentRows:
        """Return the document with its tables in order, and the numbers of their rows."""
        if not self._tables:
            return self._document
        tables: dict[str, Any] = {
            name: tuple(sorted(rows, key=lambda row: row.start))
            for name, rows in self._tables.items()
        }
        refused = (*self._document.rejected, *self._rejected)
        tables["rejected"] = tuple(sorted(refused, key=lambda row: row.start))
        counts: dict[str, Any] = {
            column: len(tables[name]) for name, column in COUNTED.items() if name in tables
        }
        document = replace(self._document.document, **counts)
        return replace(self._document, document=document, **tables)

    def _rows(self, table: str) -> list[Any]:
        return self._tables.setdefault(table, list(getattr(self._document, table)))

    def _reject(self, table: str, place: int, verdict: Verdict) -> None:
        """Move a row to rejected.csv; the events of a rejected date go with it, and what leaned on
        a rejected row stands alone.
        """
        row = self._rows(table).pop(place)
        note = f"{REVIEWER}: {verdict.note}" if verdict.note else REVIEWER
        self._rejected.append(
            RejectedRow(row.doc_id, row.start, row.end, row.quote, verdict.kind, REVIEWER, note)
        )
        if table == "dates":
            events = self._rows("events")
            for index in reversed([i for i, e in enumerate(events) if e.date_id == row.date_id]):
                self._reject("events", index, replace(verdict, id=events[index].event_id))
            self._tables["dates"] = list(
                _without(self._rows("dates"), "anchor_date_id", row.date_id)
            )
        elif table == "events":
            self._tables["events"] = list(_without(self._rows("events"), "same_as", row.event_id))


def _without(rows: Iterable[Any], column: str, row_id: str) -> Iterator[Any]:
    """Yield rows, none of them leaning on a row that is gone."""
    for row in rows:
        yield replace(row, **{column: ""}) if getattr(row, column) == row_id else row


def _found(rows: Sequence[Any], key: str, verdict: Verdict) -> int | None:
    """Return the place of the row that a verdict means; a spreadsheet writes line breaks its own way."""
    quote = verdict.quote.split()
    same = [place for place, row in enumerate(rows) if row.quote.split() == quote]
    exact = [place for place in same if getattr(rows[place], key) == verdict.id]
    if exact:
        return exact[0]
    return same[0] if len(same) == 1 else None


def _corrected(row: Any, verdict: Verdict) -> Any:
    """Return a row with corrected cells; an item of a list that stays keeps its id."""
    kinds = get_type_hints(type(row))
    names = {field.name for field in fields(row)}
    cells: dict[str, Any] = {}
    for column, value in verdict.corrected.items():
        if column not in names:
            continue
        cells[column] = tuple(split_items(value)) if kinds[column] == Items else value
        ids = IDS_OF.get(column, "")
        if ids in names:
            known = dict(zip(getattr(row, column), getattr(row, ids), strict=True))
            cells[ids] = tuple(known.get(item, "") for item in cells[column])
    return replace(row, **cells)
