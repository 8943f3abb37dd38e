"""Where the characters of a former text stand in the one of today, so that a row that only moved is
no other row.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

from pipeline.outputs.reader import Cells

PLACE = re.compile(r"(\d{1,12})-(\d{1,12})")
STARTS = frozenset({"start", "trigger_start", "kept_start"})
ENDS = frozenset({"end", "trigger_end", "kept_end"})
# Pieces whose lengths multiply to more are compared as wholes: a second's work.
MOST_COMPARED = 4_000_000_000


class Block(NamedTuple):
    """A piece of the former text and the one that stands for it now."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


class Moved:
    """The places and ids of a document's former rows, written as they are in its text of today."""

    def __init__(self, old: str, new: str, old_id: str, new_id: str):
        self._blocks = list(_blocks(old, new)) if old != new else []
        self._starts = [block.old_start for block in self._blocks]
        self._old_id, self._new_id = old_id, new_id
        self._id = re.compile(rf"{re.escape(old_id)}((?:\.[a-z]+)?)((?:\.\d+-\d+)+)")

    def start(self, position: int) -> int:
        """Return where the character behind a position stands now.

        >>> Moved('在三月', '在今年三月', 'd', 'd').start(1)
        3
        """
        if not self._blocks:
            return position
        block = self._blocks[max(0, bisect_right(self._starts, position) - 1)]
        return min(block.new_start + position - block.old_start, block.new_end)

    def end(self, position: int) -> int:
        """Return where the character before a position ends now.

        >>> Moved('在三月', '在今年三月', 'd', 'd').end(1)
        1
        """
        if not self._blocks or not position:
            return position
        block = self._blocks[max(0, bisect_right(self._starts, position - 1) - 1)]
        if position == block.old_end:
            return block.new_end
        return min(block.new_start + position - block.old_start, block.new_end)

    def row(self, cells: Cells) -> Cells:
        """Return a row with its places and ids as they are now."""
        if not self._blocks and self._old_id == self._new_id:
            return cells
        return {column: self._cell(column, cell) for column, cell in cells.items()}

    def _cell(self, column: str, cell: str) -> str:
        if column in STARTS:
            return str(self.start(int(cell))) if cell else cell
        if column in ENDS:
            return str(self.end(int(cell))) if cell else cell
        if column == "doc_id":
            return self._new_id
        return self.id(cell)

    def id(self, cell: str) -> str:
        """Return the id of a row as it is now; whatever is no id of this document stays."""
        found = self._id.fullmatch(cell) if cell.startswith(self._old_id) else None
        return f"{self._new_id}{found[1]}{PLACE.sub(self._place, found[2])}" if found else cell

    def _place(self, match: re.Match[str]) -> str:
        return f"{self.start(int(match[1]))}-{self.end(int(match[2]))}"


def _blocks(old: str, new: str) -> Iterator[Block]:
    """Yield the pieces of two texts side by side: lines first, then the characters of other lines."""
    if len(old) * len(new) <= MOST_COMPARED // 10:
        yield from _characters(old, new, 0, 0)
        return
    lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    places = [[0, *accumulate(map(len, side))] for side in lines]
    matcher = SequenceMatcher(None, *lines, autojunk=False)
    for kind, old_first, old_last, new_first, new_last in matcher.get_opcodes():
        (a, b), (c, d) = (
            (side[first], side[last])
            for side, first, last in zip(
                places, (old_first, new_first), (old_last, new_last), strict=True
            )
        )
        if kind == "replace" and (b - a) * (d - c) <= MOST_COMPARED:
            yield from _characters(old[a:b], new[c:d], a, c)
        else:
            yield Block(a, b, c, d)


def _characters(old: str, new: str, old_shift: int, new_shift: int) -> Iterator[Block]:
    from rapidfuzz.distance import Levenshtein

    for step in Levenshtein.opcodes(old, new):
        yield Block(
            step.src_start + old_shift, step.src_end + old_shift,
            step.dest_start + new_shift, step.dest_end + new_shift,
        )  # fmt: skip
