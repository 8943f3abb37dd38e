"""Two output folders to the rows that were added, removed or changed, each with its cause."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pipeline.outputs.reader import Cells, Recorded
from pipeline.tables.csv import OF_DOCUMENT, TABLES
from pipeline.tools import code_digest
from pipeline.workbench.compare import named
from pipeline.workbench.compare.again import LEXICONS, Again, Workshop, keyed
from pipeline.workbench.compare.causes import (
    FOLLOWS,
    NOT_RUN,
    Case,
    Proof,
    RowChange,
    guilty,
    needs_lexicons,
    proof,
)
from pipeline.workbench.compare.derived import Ids, Index, story_now
from pipeline.workbench.compare.named import Cause
from pipeline.workbench.compare.pairs import by_document, changes_of, only_moved, pairs_of
from pipeline.workbench.compare.result import Comparison, Difference

READ = "ok"
DOCUMENTS, STORIES, COPIED = "documents", "stories", "duplicate_of"


def compare(old: Path, new: Path) -> Comparison:
    """Compare two output folders. Raises RecordError where one of them holds no run."""
    runs = Recorded(old), Recorded(new)
    for run in runs:
        _ = run.facts
    return _Comparing(*runs).comparison()


@dataclass(frozen=True, eq=False)
class _Comparing:
    """Two runs while they are compared."""

    old: Recorded
    new: Recorded

    @cached_property
    def workshop(self) -> Workshop:
        return Workshop(self.old, self.new)

    @cached_property
    def rows(self) -> dict[bool, dict[str, list[Cells]]]:
        """All rows of both runs, by table."""
        return {
            side: {name: list(run.table(name)) for name in TABLES if _has(run, name)}
            for side, run in ((False, self.old), (True, self.new))
        }

    @cached_property
    def columns(self) -> dict[str, list[str]]:
        """The columns that both runs have; of an empty table those of the other."""
        found = {}
        for name in self.rows[True].keys() & self.rows[False].keys():
            old, new = (self.rows[side][name] for side in (False, True))
            wanted = list((new or old or [{}])[0])
            found[name] = [c for c in wanted if c in (old or new)[0]] if old or new else wanted
        return {name: found[name] for name in TABLES if name in found}

    @cached_property
    def documents(self) -> dict[bool, dict[str, Cells]]:
        return {
            side: {row["doc_id"]: row for row in tables["documents"]}
            for side, tables in self.rows.items()
        }

    def comparison(self) -> Comparison:
        differences: list[Difference] = []
        moved = 0
        pairs = pairs_of(self.documents[False], self.documents[True])
        of_document = {side: by_document(tables) for side, tables in self.rows.items()}
        ids = Ids({new_id: old_id for old_id, new_id in pairs if old_id and new_id})
        proved: list[tuple[Again, RowChange, Proof, Mapping[bool, Cells]]] = []
        for old_id, new_id in pairs:
            tables = {
                False: of_document[False].get(old_id, {}), True: of_document[True].get(new_id, {})
            }  # fmt: skip
            if not old_id or not new_id:
                differences += self._only_in(old_id or new_id, tables, is_new=not old_id)
                continue
            documents = {False: self.documents[False][old_id], True: self.documents[True][new_id]}
            if any(row["status"] != READ for row in documents.values()):
                differences += self._unread(tables, documents)
                continue
            if tables[False] == tables[True]:
                continue
            again = Again(self.workshop, {False: old_id, True: new_id}, self._own_columns)
            ids.moved[old_id] = again.moved
            former, now = (again.written(side, self._all(tables[side])) for side in (False, True))
            changes = list(changes_of(former, now))
            moved += only_moved(tables, former) if again.is_moved else 0
            proved += [(again, change, proof(again, change), documents) for change in changes]
        differences += self._explained(proved)
        differences += self._derived(differences, ids)
        return Comparison(
            named.recorded_runs(self.old, self.new), len(pairs),
            tuple(sorted(differences, key=_order)), moved, tuple(self._notes()),
        )  # fmt: skip

    @cached_property
    def _own_columns(self) -> dict[str, list[str]]:
        return {name: columns for name, columns in self.columns.items() if name in OF_DOCUMENT}

    def _all(self, tables: Mapping[str, list[Cells]]) -> dict[str, list[Cells]]:
        return {name: tables.get(name, []) for name in self._own_columns}

    def _only_in(
        self, doc_id: str, tables: Mapping[bool, Mapping[str, list[Cells]]], *, is_new: bool
    ) -> Iterator[Difference]:
        document = self.documents[is_new][doc_id]
        causes = (named.only_in((document,), is_new=is_new),)
        for change in self._plain_changes(tables):
            yield Difference(change, document["path"], causes, named.ARTICLE)

    def _plain_changes(
        self, tables: Mapping[bool, Mapping[str, list[Cells]]]
    ) -> Iterator[RowChange]:
        """Yield the changes of a document that is not run again."""
        former, now = (
            {
                name: keyed(name, rows, self._own_columns[name])
                for name, rows in self._all(tables[side]).items()
            }
            for side in (False, True)
        )
        yield from changes_of(former, now)

    def _unread(
        self, tables: Mapping[bool, Mapping[str, list[Cells]]], documents: Mapping[bool, Cells]
    ) -> Iterator[Difference]:
        """Yield the changes of a document that one of the runs could not read."""
        cause = named.of_reading(documents, self.workshop)
        for change in self._plain_changes(tables):
            yield Difference(change, documents[True]["path"], (cause,), NOT_RUN)

    def _explained(
        self, proved: Sequence[tuple[Again, RowChange, Proof, Mapping[bool, Cells]]]
    ) -> Iterator[Difference]:
        """Yield the changes with the names of their causes, lexicon rows told apart."""
        places = [place for place, (_, _, found, _) in enumerate(proved) if needs_lexicons(found)]
        cases = [
            Case(again, change, next(taken for taken in found.sets if LEXICONS in taken))
            for again, change, found, _ in (proved[place] for place in places)
        ]
        pieces = guilty(self.workshop, cases) if cases else {}
        by_place = {places[case]: some for case, some in pieces.items()}
        for place, (_, change, found, documents) in enumerate(proved):
            rows = by_place.get(place, frozenset())
            causes = self._named(change, found, rows, documents)
            how = found.with_pieces(rows).how
            yield Difference(change, documents[True]["path"], causes, how)

    def _named(
        self, change: RowChange, found: Proof, rows: frozenset[int], documents: Mapping[bool, Cells]
    ) -> tuple[Cause, ...]:
        causes: list[Cause] = []
        for factor in dict.fromkeys(name for taken in found.sets for name in sorted(taken)):
            if factor == LEXICONS and rows:
                causes += [named.of_row(self.workshop.changes[row]) for row in sorted(rows)]
            else:
                causes += named.of_factor(factor, self.workshop, documents, change)
        if found.is_program:
            model = named.of_model(self.workshop) if change.cells.get("basis") == "model" else None
            causes.append(model or named.of_program(self.workshop))
        return tuple(dict.fromkeys(causes))

    def _derived(self, differences: Sequence[Difference], ids: Ids) -> Iterator[Difference]:
        """Yield the changes of the tables that are made of all documents, with the causes of the
        rows that they are about.
        """
        index = Index((found.change, found.causes) for found in differences)
        others = tuple(dict.fromkeys(cause for found in differences for cause in found.causes))
        for change in (*self._copies(ids), *self._gathered(ids)):
            causes = index.causes(change) or self._of_entry(change) or others
            path = self.documents[True][change.key]["path"] if change.table == DOCUMENTS else ""
            yield Difference(change, path, causes or (named.of_program(self.workshop),), FOLLOWS)

    def _gathered(self, ids: Ids) -> Iterator[RowChange]:
        """Yield the changes of organizations, rules, stories, candidates …"""
        for name, columns in self.columns.items():
            if name not in OF_DOCUMENT:
                old, new = (self.rows[side][name] for side in (False, True))
                if name == STORIES:
                    old = [story_now(row, ids.now) for row in old]
                former, now = ({name: keyed(name, rows, columns)} for rows in (old, new))
                yield from changes_of(former, now)

    def _copies(self, ids: Ids) -> Iterator[RowChange]:
        """Yield the documents that are copies of another one now: what they copy, alone."""
        for new_id, new in self.documents[True].items():
            old = self.documents[False].get(ids.former.get(new_id, ""))
            if old and COPIED in old and COPIED in new:
                before, after = ids.document(old[COPIED]), new[COPIED]
                if before != after:
                    yield RowChange(DOCUMENTS, new_id, {COPIED: before}, {COPIED: after})

    def _of_entry(self, change: RowChange) -> tuple[Cause, ...]:
        """Return the changed lexicon row that an entity's names come from."""
        return tuple(
            named.of_row(piece)
            for piece in self.workshop.changes
            if piece.table == change.table and piece.key[0] == change.key
        )

    def _notes(self) -> Iterator[str]:
        if self.new.facts.get("code") != code_digest():
            yield "the new run was made by other code than that of today: causes are less sure"
        if strange := ", ".join(self.workshop.strange):
            yield f"the former run wrote its {strange} otherwise: taken as part of the program"
        for name in sorted(self.rows[True].keys() ^ self.rows[False].keys()):
            yield f"{name}.csv is in one of the runs only"
        for name, columns in self.columns.items():
            for side in (False, True):
                rows = self.rows[side][name]
                for column in [c for c in (rows[0] if rows else ()) if c not in columns]:
                    yield f"{name}.csv: column {column} is in one of the runs only"


def _has(run: Recorded, name: str) -> bool:
    return (run.outputs / f"{name}.csv").is_file()


def _order(found: Difference) -> tuple[int, str, int, str]:
    cells = found.change.cells
    place = cells.get("start", "")
    return list(TABLES).index(found.change.table), found.path, int(place or 0), found.change.key
