"""A document run again, with some of what decides its rows from the one run and the rest from the
other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property

from pipeline.document import Mark, Source
from pipeline.lexicon import Lexicons, Row
from pipeline.lexicon.schema import TABLES as FILES
from pipeline.lexicon.snapshot import FILE as RECORD
from pipeline.lexicon.snapshot import RecordError, read_beside
from pipeline.outputs.reader import Cells, Recorded, as_cells
from pipeline.read.raised import NOTE_MARK
from pipeline.read.rules import RULES as READING
from pipeline.review import apply_verdicts
from pipeline.review.confidence import corrected
from pipeline.run import examine
from pipeline.tables.csv import PRIMARY_KEYS, all_rows
from pipeline.tables.rows import DocumentRows
from pipeline.text import SourceSpan
from pipeline.tools import Settings, Tools, build_tools
from pipeline.workbench.compare.moved import Moved
from pipeline.workbench.diff import Change, changes

# What decides the rows of a document.
TEXT, METADATA, LEXICONS = "text", "metadata", "lexicons"
VERDICTS, SETTINGS = "verdicts", "settings"
FACTORS = (TEXT, METADATA, LEXICONS, VERDICTS, SETTINGS)
Taken = frozenset[str]  # the factors that are taken from the new run
# Columns that are not compared: other documents decide the first, the others are places.
UNCOMPARED = frozenset(
    {"duplicate_of", "sentence_id", "example_doc_id", "example_start", "example_end"}
)
KEYS = {**PRIMARY_KEYS, "sentences": "sentence_id"}
OF_READERS = frozenset({*READING, NOTE_MARK})
# Tools built with a part of the changed lexicon rows; each takes seconds.
MOST_BUILT = 24
Table = dict[str, Cells]


def keyed(name: str, rows: Iterable[Cells], columns: Iterable[str]) -> Table:
    """Return rows by their id, with these columns alone; by all they say where they have none."""
    found: Table = {}
    kept = [column for column in columns if column not in UNCOMPARED]
    for row in rows:
        cells = {column: row[column] for column in kept}
        key = row[KEYS[name]] if name in KEYS else "\0".join(cells.values())
        while key in found:  # two rows that say the same
            key += "\0"
        found[key] = cells
    return found


class Workshop:
    """Two runs, and the tools of either and of what lies between them, built once."""

    def __init__(self, old: Recorded, new: Recorded):
        self.runs = {False: old, True: new}
        former, now = _lexicons(old), _lexicons(new)
        self.strange: list[str] = []  # the lexicon files that the former run wrote otherwise
        self.lexicons = {True: new.lexicons}
        self.lexicons[False] = self.lexicons[True]
        if former != now:
            self.lexicons[False], self.strange = read_beside(former, self.lexicons[True])
        self.changes = changes(self.lexicons[False], self.lexicons[True]) if former != now else []
        self.built = 0
        self._tools: dict[tuple[frozenset[int], str], Tools] = {}

    @property
    def is_spent(self) -> bool:
        """Tell whether no more parts of the changed rows are to be tried."""
        return self.built >= MOST_BUILT

    def segmenter(self, is_new: bool) -> str:
        """Return the segmenter of a run."""
        return str(self.runs[is_new].facts["settings"]["segmenter"])

    def tools(self, pieces: frozenset[int], segmenter: str) -> Tools:
        """Return the tools with these of the changed lexicon rows as the new run has them."""
        key = pieces, segmenter
        if key not in self._tools:
            self.built += 0 < len(pieces) < len(self.changes)
            self._tools[key] = build_tools(self._lexicons(pieces), Settings(segmenter=segmenter))
        return self._tools[key]

    def _lexicons(self, pieces: frozenset[int]) -> Lexicons:
        if len(pieces) == len(self.changes):
            return self.lexicons[True]
        if not pieces:
            return self.lexicons[False]
        return _patched(self.lexicons[False], [self.changes[n] for n in sorted(pieces)])


def _lexicons(recorded: Recorded) -> bytes:
    """Return the lexicons of a run as they lie there. Raises RecordError where there are none."""
    path = recorded.outputs / RECORD
    if not path.is_file():
        raise RecordError(f"{path}: not found. Run again (zhengju run)")
    return path.read_bytes()


def _patched(lexicons: Lexicons, changed: Iterable[Change]) -> Lexicons:
    """Return lexicons with some rows changed: taken out, put in their place, or at the end."""
    keyed_rows: dict[str, dict[tuple[str, ...], Row]] = {
        name: dict(rows) for name, rows in lexicons.keyed.items()
    }
    told = []
    for change in changed:
        told.append("\0".join((change.table, *change.key)))
        if change.after is None:
            del keyed_rows[change.table][change.key]
        else:
            keyed_rows[change.table][change.key] = change.after
    rows = {table.name: tuple(keyed_rows[table.name].values()) for table in FILES}
    return Lexicons(rows, {**lexicons.digests, "patched": "\n".join(told)})


class Again:
    """One document of two runs, run again as often as the search for causes asks; former places are
    written as they are in the text of today.
    """

    def __init__(
        self, workshop: Workshop, ids: Mapping[bool, str], columns: Mapping[str, list[str]]
    ):
        self.workshop = workshop
        self._ids = ids
        self._columns = columns
        self._examined: dict[tuple[object, ...], DocumentRows] = {}
        self._tables: dict[tuple[Taken, frozenset[int]], dict[str, Table]] = {}

    @cached_property
    def moved(self) -> Moved:
        """Where the former text stands in the new one."""
        old, new = self._sources[False], self._sources[True]
        return Moved(old.text, new.text, self._ids[False], self._ids[True])

    @property
    def is_moved(self) -> bool:
        """Tell whether places or ids are other ones now."""
        return self.factors[:1] == (TEXT,)

    @cached_property
    def _sources(self) -> dict[bool, Source]:
        return {
            is_new: _source(self.workshop.runs[is_new], self._ids[is_new])
            for is_new in (False, True)
        }

    @cached_property
    def factors(self) -> tuple[str, ...]:
        """What decides the rows and is not the same in both runs."""
        old, new = self._sources[False], self._sources[True]
        runs = self.workshop.runs
        settings = [(self.workshop.segmenter(side), runs[side].correction) for side in runs]
        differs = {
            TEXT: _with_head(old, new) != new,
            METADATA: _with_head(new, old) != new,
            LEXICONS: bool(self.workshop.changes),
            VERDICTS: runs[False].verdicts != runs[True].verdicts,
            SETTINGS: settings[0] != settings[1],
        }
        return tuple(factor for factor in FACTORS if differs[factor])

    def tables(self, taken: Taken, pieces: frozenset[int] | None = None) -> dict[str, Table]:
        """Return the rows that the program of today finds with these factors from the new run;
        `pieces` are the lexicon rows among them, all of them if none are named.
        """
        if pieces is None:
            pieces = frozenset(range(len(self.workshop.changes)) if LEXICONS in taken else ())
        key = taken - {LEXICONS}, pieces
        if key not in self._tables:
            rows = self._rows(taken, pieces)
            cells = {name: as_cells(name, all_rows((rows,), name)) for name in self._columns}
            self._tables[key] = self.written(TEXT in taken, cells)
        return self._tables[key]

    def written(self, is_new: bool, tables: Mapping[str, Iterable[Cells]]) -> dict[str, Table]:
        """Return the tables of one side, former places written as they are now."""
        return {
            name: keyed(
                name, rows if is_new else map(self.moved.row, rows), self._columns[name]
            )
            for name, rows in tables.items()
        }  # fmt: skip

    def _rows(self, taken: Taken, pieces: frozenset[int]) -> DocumentRows:
        """Examine the document; verdicts are laid over it afterwards."""
        source = _with_head(self._sources[TEXT in taken], self._sources[METADATA in taken])
        segmenter = self.workshop.segmenter(SETTINGS in taken)
        key = (TEXT in taken, METADATA in taken, segmenter, pieces)
        if key not in self._examined:
            self._examined[key] = examine(source, self.workshop.tools(pieces, segmenter))
        said = self.workshop.runs[VERDICTS in taken].verdicts
        rows = apply_verdicts((self._examined[key],), said).documents[0]
        return corrected(rows, self.workshop.runs[SETTINGS in taken].correction)


def _source(recorded: Recorded, doc_id: str) -> Source:
    """Return a source as its reader gave it: with its marks, and without what its own text tells."""
    source = recorded.source(doc_id)
    repairs = recorded.table("repairs", {doc_id})
    marks = tuple(
        Mark(SourceSpan(int(row["start"]), int(row["end"])), row["rule"])
        for row in repairs
        if row["rule"] in OF_READERS
    )
    if source.published_basis == "dateline":
        source = replace(source, published=None, published_basis="")
    return replace(source, marks=marks, message=recorded.documents[doc_id]["message"])


def _with_head(source: Source, told: Source) -> Source:
    """Return a source with the title, day and address of another."""
    return replace(
        source, title=told.title, published=told.published,
        published_basis=told.published_basis, url=told.url,
    )  # fmt: skip
