"""Glyphs of a page to rows of text: copies drawn on top of each other collapsed, then grouped by
baseline.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.read.pdf.glyphs import Glyph

# A copy lies on its original by more than half its width; of a narrow glyph (l, 1, a full stop)
# by three tenths: fake bold shifts it by up to 1.5 points. Neighbors, 天天 or ll, do not overlap.
NARROW = 0.5  # of the size
WIDE_SHIFT, NARROW_SHIFT = 0.5, 0.7  # of the width
HIGHEST_SHIFT = 0.25  # of the size
# Two letters l or slashes stand this near to each other, whatever width their font declares.
LATIN_SHIFT = 0.15  # of the size

SAME_BASELINE = 0.35  # of the size
SMALL = 0.78  # of the size around it: note marks, exponents, subscripts
HIGHEST_RISE, DEEPEST_DROP = 0.75, 0.35  # of the size
SMALLER = 0.85  # of the size of the row that marks belong to
TOUCHING = 0.2  # of the size: marks may lean over their letter
MARKS = 4  # letters that marks may have: [9][10]
NEARBY = 0.8  # of the size, between a small glyph and its neighbor


@dataclass(frozen=True, slots=True)
class Row:
    """Glyphs on one baseline, from left to right; the edges are those of the outermost letters;
    `order` says when the first was drawn.
    """

    glyphs: tuple[Glyph, ...]
    y: float
    size: float
    x0: float
    x1: float
    order: int = 0

    @classmethod
    def of(cls, glyphs: Iterable[Glyph]) -> "Row":
        """Order glyphs of one baseline from left to right; the commonest size is the row's."""
        ordered = tuple(sorted(glyphs, key=lambda glyph: glyph.x0))
        sizes = Counter(round(glyph.size, 1) for glyph in ordered)
        size = max(sizes, key=lambda value: (sizes[value], value))
        y = median(glyph.y for glyph in ordered if round(glyph.size, 1) == size)
        drawn = [glyph for glyph in ordered if glyph.text.strip()] or ordered[:1]
        x0, x1 = drawn[0].x0, max(glyph.x1 for glyph in drawn)
        return cls(ordered, y, size, x0, x1, min(glyph.order for glyph in drawn))


def collapse(glyphs: Iterable[Glyph]) -> tuple[list[Glyph], int]:
    """Leave one of each glyph that was drawn several times on one spot; count what went.

    Only a copy of the same size that overlaps its original goes: fake bold, shadows. 天天 stays.
    """
    kept: list[Glyph] = []
    cells: dict[tuple[str, float, int, int], list[Glyph]] = defaultdict(list)
    collapsed = 0
    for glyph in glyphs:
        size = round(glyph.size, 1) or 1.0
        column, line = int(glyph.x0 // size), int(glyph.y // size)
        if _is_copy(glyph, size, column, line, cells):
            collapsed += bool(glyph.text.strip())
            continue
        cells[glyph.text, size, column, line].append(glyph)
        kept.append(glyph)
    return kept, collapsed


def _is_copy(
    glyph: Glyph,
    size: float,
    column: int,
    line: int,
    cells: dict[tuple[str, float, int, int], list[Glyph]],
) -> bool:
    """Tell whether a glyph lies on one that is kept already."""
    width = glyph.x1 - glyph.x0
    shift = width * (NARROW_SHIFT if width < NARROW * size else WIDE_SHIFT)
    if glyph.text.isascii():
        shift = min(shift, LATIN_SHIFT * size)
    for x in (column - 1, column, column + 1):
        for y in (line - 1, line, line + 1):
            for other in cells.get((glyph.text, size, x, y), ()):
                near = abs(glyph.x0 - other.x0) <= max(shift, 0.05 * size)
                if near and abs(glyph.y - other.y) <= HIGHEST_SHIFT * size:
                    return True
    return False


def rows_of(glyphs: Sequence[Glyph]) -> list[Row]:
    """Group the glyphs of a page into rows, from top to bottom.

    Small glyphs join the row that they are raised or lowered from (note marks, CO₂); the others
    (notes at the foot, page numbers) make rows of their own.
    """
    rows: list[list[Glyph]] = []
    left = [glyph for glyph in glyphs if glyph.size > 0]
    while left:
        norm = median(glyph.size for glyph in left)
        normal = [glyph for glyph in left if glyph.size >= SMALL * norm]
        found = _by_baseline(normal)
        small = [glyph for glyph in left if glyph.size < SMALL * norm]
        left = _attach(small, found)
        rows += found
    made = [Row.of(row) for row in rows if any(glyph.text.strip() for glyph in row)]
    return _with_marks(sorted(made, key=lambda row: (-row.y, row.x0)))


def _with_marks(rows: Sequence[Row]) -> list[Row]:
    """Put rows that are nothing but raised or lowered letters into the larger row beside them."""
    kept: list[Row] = []
    for row in rows:
        if (kept and _are_marks(kept[-1], row)) or (kept and _are_marks(row, kept[-1])):
            row = Row.of((*kept.pop().glyphs, *row.glyphs))
        kept.append(row)
    return kept


def _are_marks(small: Row, large: Row) -> bool:
    """Tell whether each letter of a row stands in the white of a larger one, close to a letter."""
    if small.size > SMALLER * large.size:
        return False
    if not -DEEPEST_DROP * large.size <= small.y - large.y <= HIGHEST_RISE * large.size:
        return False
    letters = [glyph for glyph in large.glyphs if glyph.text.strip()]
    starts, ends = [glyph.x0 for glyph in letters], [glyph.x1 for glyph in letters]
    return all(
        _stands_between(glyph, starts, ends, NEARBY * large.size)
        for glyph in small.glyphs
        if glyph.text.strip()
    )


def _stands_between(
    glyph: Glyph, starts: Sequence[float], ends: Sequence[float], reach: float
) -> bool:
    """Tell whether a letter lies over none of a row's, and behind one that is close, or behind
    another mark there.
    """
    middle = (glyph.x0 + glyph.x1) / 2
    after = bisect_left(starts, middle)
    if after == 0:
        return starts[0] - middle <= reach
    return middle >= ends[after - 1] - TOUCHING * glyph.size and (
        middle - ends[after - 1] <= MARKS * reach
    )


def _by_baseline(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Group glyphs whose baselines are the same but for a hair."""
    rows: list[list[Glyph]] = []
    top = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.y):
        if not rows or top - glyph.y > SAME_BASELINE * min(glyph.size, rows[-1][0].size):
            rows.append([])
            top = glyph.y
        rows[-1].append(glyph)
    return rows


def _attach(small: Sequence[Glyph], rows: Sequence[list[Glyph]]) -> list[Glyph]:
    """Put raised and lowered glyphs into their rows and return those that belong to none."""
    left = []
    for glyph in sorted(small, key=lambda glyph: (glyph.x0, -glyph.y)):
        home = next((row for row in rows if _belongs(glyph, row)), None)
        if home is None:
            left.append(glyph)
        else:
            home.append(glyph)
    return left


def _belongs(glyph: Glyph, row: Sequence[Glyph]) -> bool:
    """Tell whether a small glyph stands beside a larger one, a little above or below its
    baseline.
    """
    first = row[0]
    if not -DEEPEST_DROP * first.size <= glyph.y - first.y <= HIGHEST_RISE * first.size:
        return False
    reach = NEARBY * first.size
    return any(other.x0 - reach <= glyph.x0 <= other.x1 + reach for other in row)
