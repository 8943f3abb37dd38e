"""Entries of parts to documents and tables in their order: each is read when somebody asks for it, so
that a run of any size holds few of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import Any, overload

from pipeline.batch.crew import Crew
from pipeline.batch.parts import (
    Entry,
    Examined,
    entries_of,
    load,
    load_cells,
    load_rows,
    tables,
    texts,
    write_part,
)
from pipeline.review import Verdict, apply_verdicts
from pipeline.review.confidence import NONE, Correction, corrected, corrected_events
from pipeline.tables.copies import copies, sketches
from pipeline.tables.csv import columns_of
from pipeline.tables.rows import DocumentRows

SHARE = 50  # documents whose sketches are made together


@dataclass(frozen=True)
class Documents(Sequence[DocumentRows]):
    """The documents of a run in the order of their paths, with the tables and texts named here and
    their confidence corrected.
    """

    entries: tuple[Entry, ...]
    names: tuple[str, ...] = (*tables(), *texts())
    correction: Correction = NONE

    def only(self, *names: str) -> "Documents":
        """Return the documents with these tables and texts alone: what else they have stays away."""
        return replace(self, names=names)

    def read(self) -> "Documents":
        """Return the documents that have text."""
        return replace(self, entries=tuple(e for e in self.entries if e.document.status == "ok"))

    def table(self, name: str) -> "Rows":
        """Return the rows of one table of all documents."""
        return Rows(self, name)

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[DocumentRows]:
        return (corrected(rows, self.correction) for rows in load(self.entries, self.names))

    @overload
    def __getitem__(self, place: int) -> DocumentRows: ...
    @overload
    def __getitem__(self, place: slice) -> "Documents": ...
    def __getitem__(self, place: int | slice) -> "DocumentRows | Documents":
        if isinstance(place, slice):
            return replace(self, entries=self.entries[place])
        return next(iter(replace(self, entries=(self.entries[place],))))


@dataclass(frozen=True)
class Rows(Sequence[Any]):
    """The rows of one table of all documents, in the order of the documents."""

    documents: Documents
    name: str

    def __len__(self) -> int:
        if self.name == "documents":
            return len(self.documents)
        place = list(tables()).index(self.name)
        return sum(entry.counts[place] for entry in self.documents.entries)

    def __iter__(self) -> Iterator[Any]:
        if self.name == "documents":
            return (entry.document for entry in self.documents.entries)
        rows = load_rows(self.documents.entries, self.name)
        if self.name == "events":
            return corrected_events(rows, self.documents.correction)
        return rows

    def cells(self) -> Iterator[tuple[Any, ...]]:
        """Return the cells of the rows in the order of the columns: who only writes them needs no rows."""
        is_corrected = self.name == "events" and self.documents.correction != NONE
        if self.name == "documents" or is_corrected:
            return map(attrgetter(*columns_of(self.name)), self)
        return load_cells(self.documents.entries, self.name)

    @overload
    def __getitem__(self, place: int) -> Any: ...
    @overload
    def __getitem__(self, place: slice) -> list[Any]: ...
    def __getitem__(self, place: int | slice) -> Any:
        return list(self)[place]


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries in the order of the tables."""
    return tuple(sorted(entries, key=lambda e: (e.document.path, e.file, e.number)))


def reviewed(
    documents: Documents, verdicts: Sequence[Verdict], folder: Path
) -> tuple[Documents, tuple[Verdict, ...]]:
    """Lay verdicts over the documents that they name, which then lie in a part of their own; return
    the documents and the verdicts that match no row.
    """
    named = {name for verdict in verdicts for name in (verdict.sha256, verdict.doc_id) if name}
    told = [e for e in documents.entries if named & {e.document.doc_id, e.document.sha256}]
    applied = apply_verdicts(Documents(tuple(told)), verdicts)
    if not told:
        return documents, applied.unmatched
    folder.mkdir(exist_ok=True)
    changed = [
        Examined(entry.file, entry.key, entry.number, entry.is_last, rows)
        for entry, rows in zip(told, applied.documents, strict=True)
    ]
    moved = {(entry.part, entry.place) for entry in told}
    kept = [entry for entry in documents.entries if (entry.part, entry.place) not in moved]
    laid = entries_of(write_part(folder, changed, ""))
    return Documents(in_order([*kept, *laid])), applied.unmatched


def with_copies(documents: Documents, hands: Crew) -> Documents:
    """Return the documents, those that are copies of another one told so."""
    told = documents.only("sentences")
    shares = [(_sketched, (place,)) for place in range(0, len(told), SHARE)]
    sketched = chain.from_iterable(hands.do(told, shares))
    found = copies([e.document for e in documents.entries], told, list(sketched))
    entries = (
        replace(e, document=replace(e.document, duplicate_of=found.get(e.document.doc_id, "")))
        for e in documents.entries
    )
    return replace(documents, entries=tuple(entries))


def _sketched(documents: Documents, place: int) -> Any:
    """Return the sketches of a share of the documents."""
    return sketches(documents[place : place + SHARE])
