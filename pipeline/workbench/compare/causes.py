"""Why a row of a document is another one now: what alone, put into the former run, gives the row of
the new one. The program of the former run cannot be run: it is named when all else is excluded.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from pipeline.outputs.reader import Cells
from pipeline.workbench.compare.again import LEXICONS, Again, Taken, Workshop
from pipeline.workbench.diff import Change

ALONE = "alone"  # put into the former run, it gives the new row
EACH = "each alone"  # several things, and each would have been enough
TOGETHER = "together"  # only all of them give the new row
EXCLUDED = "all else excluded"  # the program, which cannot be run as it was
NOT_RUN = "not run again"  # what the recorded facts say
FOLLOWS = "follows"  # a row about other rows
SHOWN = frozenset({"name_zh_hans", "name_en", "aliases", "weak_aliases", "forms", "word", "phrase"})
MOST_HINTED = 12  # of the lexicon rows that a table's rows speak of
# From here on, which of the rows that work together could be left out is not tried.
MOST_THINNED = 8


@dataclass(frozen=True)
class RowChange:
    """A row of two runs: one side is missing where it was added or removed. `key` is its id as it is
    now.
    """

    table: str
    key: str
    before: Cells | None
    after: Cells | None

    @property
    def sign(self) -> str:
        """What became of it: added, removed, changed."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"

    @property
    def cells(self) -> Cells:
        """The row as it is, or was."""
        cells = self.before if self.after is None else self.after
        assert cells is not None
        return cells

    @property
    def words(self) -> str:
        """What a person knows the row by: its words, else its id."""
        told = (self.cells.get(name, "") for name in ("quote", "text", "title", "name_en"))
        return next(filter(None, told), self.key.strip("\0").replace("\0", " "))

    @property
    def columns(self) -> list[str]:
        """The columns that differ, of a changed row."""
        if self.before is None or self.after is None:
            return []
        return [name for name, cell in self.after.items() if self.before[name] != cell]


@dataclass(frozen=True)
class Proof:
    """What gives the new row: sets of factors, each of them enough; whether the program is among
    the causes; the changed lexicon rows that are, and whether they were told apart.
    """

    sets: tuple[Taken, ...] = ()
    is_program: bool = False
    is_run: bool = True
    pieces: frozenset[int] = frozenset()

    def with_pieces(self, pieces: frozenset[int]) -> "Proof":
        """Return the proof with the lexicon rows that were found."""
        return replace(self, pieces=pieces)

    @property
    def how(self) -> str:
        """How sure this is."""
        if not self.is_run:
            return NOT_RUN
        if self.is_program:
            return TOGETHER if self.sets else EXCLUDED
        if len(self.sets) > 1:
            return EACH
        return TOGETHER if len(self.sets[0]) > 1 or len(self.pieces) > 1 else ALONE


def proof(again: Again, change: RowChange) -> Proof:
    """Find what alone gives the new row, or the fewest things that give it together."""
    factors = again.factors

    def row(taken: Iterable[str]) -> Cells | None:
        return again.tables(frozenset(taken))[change.table].get(change.key)

    former, now = row(()), row(factors)
    if now == change.after:
        if former == change.after:
            return Proof(is_program=True)
        return Proof(_fewest(row, factors, now), is_program=former != change.before)
    if former == change.before:
        sets = () if now == former else _fewest(row, factors, now)
        return Proof(sets, is_program=True)
    return Proof(is_program=True, is_run=former == now)


def _fewest(
    row: Callable[[Iterable[str]], Cells | None], factors: Sequence[str], wanted: Cells | None
) -> tuple[Taken, ...]:
    """Return the smallest sets of factors with which the row is as it is with all of them."""
    for size in range(1, len(factors) + 1):
        if found := [taken for taken in combinations(factors, size) if row(taken) == wanted]:
            return tuple(map(frozenset, found))
    return ()


@dataclass(frozen=True)
class Case:
    """A row that the changed lexicon rows decide, with the other factors that it needs."""

    again: Again
    change: RowChange
    taken: Taken

    def holds(self, pieces: frozenset[int]) -> bool:
        """Tell whether these lexicon rows are enough."""
        wanted = self.again.tables(self.taken)[self.change.table].get(self.change.key)
        found = self.again.tables(self.taken, pieces)[self.change.table].get(self.change.key)
        return found == wanted


def guilty(workshop: Workshop, cases: Sequence[Case]) -> dict[int, frozenset[int]]:
    """Return for each case, by its place, the changed lexicon rows that decide it: those whose id or
    word stands in the row are tried first, then halves of all of them.

    A case is left out where too much would have to be tried.
    """
    everything = frozenset(range(len(workshop.changes)))
    if len(everything) == 1:
        return dict.fromkeys(range(len(cases)), everything)
    found: dict[int, frozenset[int]] = {}
    hints = [_hints(workshop, case.change) for case in cases]
    told = Counter(piece for hint in hints for piece in hint)
    for piece, _ in told.most_common(MOST_HINTED):
        tried = [n for n, hint in enumerate(hints) if piece in hint and n not in found]
        if tried and not workshop.is_spent:
            one = frozenset({piece})
            found |= {n: one for n in tried if cases[n].holds(one)}
    rest = [n for n in range(len(cases)) if n not in found]
    found |= _halved(workshop, cases, sorted(everything), rest)
    return found


def _hints(workshop: Workshop, change: RowChange) -> frozenset[int]:
    """Return the changed lexicon rows that the cells of a row speak of."""
    told = "\n".join([*(change.before or {}).values(), *(change.after or {}).values()])
    return frozenset(
        number
        for number, piece in enumerate(workshop.changes)
        if any(word in told for word in _words(piece))
    )


def _words(piece: Change) -> Iterator[str]:
    """Yield the id and the words of a changed row, those that a text can show."""
    yield piece.key[0]
    for row in piece.sides:
        for column in SHOWN & row.cells.keys():
            yield from row.items(column)


def _halved(
    workshop: Workshop, cases: Sequence[Case], pieces: list[int], places: Sequence[int]
) -> dict[int, frozenset[int]]:
    """Return the lexicon rows that decide these cases, found by halving them again and again."""
    if not places or workshop.is_spent:
        return {}
    if len(pieces) == 1:
        return {place: frozenset(pieces) for place in places}
    found: dict[int, frozenset[int]] = {}
    middle = len(pieces) // 2
    for half in (pieces[:middle], pieces[middle:]):
        part = frozenset(half)
        held = [n for n in places if n not in found and cases[n].holds(part)]
        within = _halved(workshop, cases, half, held)
        found |= {n: within.get(n, frozenset()) for n in held}
    for n in places:
        if n not in found:
            found[n] = _thinned(workshop, cases[n], pieces)
    return {n: some for n, some in found.items() if some}


def _thinned(workshop: Workshop, case: Case, pieces: list[int]) -> frozenset[int]:
    """Return those of several lexicon rows that a case needs together, nothing if not tried."""
    if len(pieces) > MOST_THINNED:
        return frozenset()
    kept = frozenset(pieces)
    for piece in pieces:
        if workshop.is_spent:
            return frozenset()
        if case.holds(kept - {piece}):
            kept -= {piece}
    return kept


def needs_lexicons(proved: Proof) -> bool:
    """Tell whether changed lexicon rows are among the causes."""
    return any(LEXICONS in taken for taken in proved.sets)
