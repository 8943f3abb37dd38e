"""Rows of a page to lines in reading order: a page is cut along its gutters, band by band, into as
many columns as it has; ruled tables are read row by row.

A gutter is a strip of white that running text stands on both sides of. Above and below the band of
rows that it parts, and on each of its sides, the page is cut again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from statistics import median

from pipeline.read.pdf.gaps import Gap, Piece, pieces_of, whites
from pipeline.read.pdf.glyphs import Rule
from pipeline.read.pdf.rows import Row
from pipeline.read.pdf.tables import Line, Table, find_tables, table_lines, tabulated

FEWEST_ROWS = 5  # on each side of a gutter: fewer are an address block or a signature
FEWEST_DRAWN = 3  # where one side was drawn as a whole before the other
NARROWEST_GUTTER = 0.6  # of the size
START = 0.8  # of the size: a row must show the gutter at least this wide
NARROWEST_COLUMN = 7.0  # of the size
FULLNESS = 0.6  # columns are filled from edge to edge, the cells of a table are not
FULLNESS_DRAWN = 0.3
FULLNESS_BY_TURNS = 0.85  # where both sides were drawn row by row, as tables are
FEW_TURNS, MANY_TURNS = 0.3, 1.2  # of the rows: from one side to the other, in drawing order
MOST_DIGITS = 0.5
MORE_LEADING = 1.5  # of the leading: white above a heading
DEEPEST = 40
MOST_ROWS, MOST_PIECES = 1_000, 5_000  # of a page; a sheet of a newspaper has 300 and 1,500


@dataclass(frozen=True, slots=True)
class Gutter:
    """A strip of white between two columns: where, and from which row to which."""

    x0: float
    x1: float
    first: int
    last: int


Rows = list[list[Piece]]


def lines_of(rows: Sequence[Row], page: int, rules: Sequence[Rule] = ()) -> list[Line]:
    """Return the lines of a page's body in reading order: down each column, left to right."""
    tables = find_tables(rows, rules)
    lines: list[Line] = []
    done: set[int] = set()
    for region in _regions(pieces_of(rows, tables), tables, 0):
        plain: Rows = []
        for row in region:
            table = row[0].table
            if table is None:
                plain.append(row)
                continue
            lines += _with_edges(plain, page)
            plain = []
            if table not in done:
                done.add(table)
                lines += table_lines(tables[table], page)
            free = [piece for piece in row if piece.table is None]
            if free:
                plain.append(free)
        lines += _with_edges(plain, page)
    return lines


def _regions(rows: Rows, tables: Sequence[Table], depth: int) -> Iterator[Rows]:
    """Yield the parts of a page that hold one column each, in reading order."""
    gutter = find_gutter(rows, tables) if depth < DEEPEST else None
    if gutter is None:
        if rows:
            yield rows
        return
    band = rows[gutter.first : gutter.last + 1]
    middle = (gutter.x0 + gutter.x1) / 2
    yield from _regions(rows[: gutter.first], tables, depth + 1)
    yield from _regions(_side(band, -inf, middle), tables, depth + 1)
    yield from _regions(_side(band, middle, inf), tables, depth + 1)
    yield from _regions(rows[gutter.last + 1 :], tables, depth + 1)


def _side(rows: Rows, start: float, end: float) -> Rows:
    """Return what stands on one side of a gutter."""
    sides = ([p for p in row if start < (p.row.x0 + p.row.x1) / 2 <= end] for row in rows)
    return [side for side in sides if side]


def find_gutter(rows: Rows, tables: Sequence[Table] = ()) -> Gutter | None:
    """Return the gutter that parts most rows, or None where there is none."""
    pieces = sum(len(row) for row in rows)
    if not FEWEST_DRAWN <= len(rows) <= MOST_ROWS or pieces > MOST_PIECES:
        return None
    size = median(piece.row.size for row in rows for piece in row)
    free = [whites(row, tables) for row in rows]
    best, most = None, 0
    for gutter in sorted(_strips(free, size), key=lambda strip: strip.first - strip.last):
        band = rows[gutter.first : gutter.last + 1]
        if len(band) <= most:
            break
        middle = (gutter.x0 + gutter.x1) / 2
        sides = _side(band, -inf, middle), _side(band, middle, inf)
        count = min(len(side) for side in sides)
        if count > most and _are_columns(*sides, size):
            best, most = gutter, count
    return _trimmed(best, rows) if best else None


def _strips(free: Sequence[Sequence[Gap]], size: float) -> list[Gutter]:
    """Return each strip of white between two pieces of a row, with the rows that it runs through."""
    found: list[Gutter] = []
    through: list[list[Gutter]] = [[] for _ in free]
    for index, gaps in enumerate(free):
        for gap in gaps:
            if not START * size <= gap.x1 - gap.x0 < inf:
                continue
            if any(_covers(strip, gap) for strip in through[index]):
                continue
            strip = _grown(index, gap, free, NARROWEST_GUTTER * size)
            if strip.last - strip.first + 1 >= FEWEST_DRAWN:
                found.append(strip)
            for row in through[strip.first : strip.last + 1]:
                row.append(strip)
    return found


def _covers(strip: Gutter, gap: Gap) -> bool:
    """Tell whether a gap shows a strip that is known."""
    return min(strip.x1, gap.x1) - max(strip.x0, gap.x0) >= 0.9 * (strip.x1 - strip.x0)


def _grown(index: int, gap: Gap, free: Sequence[Sequence[Gap]], narrowest: float) -> Gutter:
    """Follow a gap downwards and upwards as long as the white goes on."""
    first = last = index
    while last + 1 < len(free) and (next_gap := _shared(gap, free[last + 1], narrowest)):
        gap, last = next_gap, last + 1
    while first > 0 and (next_gap := _shared(gap, free[first - 1], narrowest)):
        gap, first = next_gap, first - 1
    return Gutter(gap.x0, gap.x1, first, last)


def _shared(gap: Gap, gaps: Sequence[Gap], narrowest: float) -> Gap | None:
    """Return the widest white that a gap shares with a row, where it is wide enough."""
    shared = [Gap(max(gap.x0, other.x0), min(gap.x1, other.x1)) for other in gaps]
    widest = max(shared, key=lambda item: item.x1 - item.x0)
    return widest if widest.x1 - widest.x0 >= narrowest else None


def _are_columns(left: Rows, right: Rows, size: float) -> bool:
    """Tell whether what stands on both sides of a strip is running text: enough rows, wide and full
    ones. Which side was drawn first tells columns from the cells of a table.
    """
    paired = len({row[0].index for row in left} & {row[0].index for row in right})
    turns = _turns(left, right)
    fewest, fullness = FEWEST_ROWS, FULLNESS
    if turns <= max(1, FEW_TURNS * paired):
        fewest, fullness = FEWEST_DRAWN, FULLNESS_DRAWN
    elif turns >= MANY_TURNS * paired:
        fullness = FULLNESS_BY_TURNS
    return paired >= FEWEST_DRAWN and all(
        _is_text(side, fewest, fullness, size) for side in (left, right)
    )


def _turns(left: Rows, right: Rows) -> int:
    """Return how often drawing went from one side to the other."""
    drawn = sorted(
        [(piece.row.order, 0) for row in left for piece in row]
        + [(piece.row.order, 1) for row in right for piece in row]
    )
    return sum(a[1] != b[1] for a, b in pairwise(drawn))


def _is_text(rows: Rows, fewest: int, fullness: float, size: float) -> bool:
    """Tell whether rows are full lines of text, not labels, dates or numbers."""
    if len(rows) < fewest:
        return False
    left, right = min(row[0].row.x0 for row in rows), max(row[-1].row.x1 for row in rows)
    width = right - left
    if width < NARROWEST_COLUMN * size:
        return False
    letters = "".join(glyph.text for row in rows for piece in row for glyph in piece.row.glyphs)
    digits = sum(char.isdigit() for char in letters)
    if digits > MOST_DIGITS * len("".join(letters.split())):
        return False
    return median(sum(p.row.x1 - p.row.x0 for p in row) for row in rows) >= fullness * width


def _trimmed(gutter: Gutter, rows: Rows) -> Gutter:
    """Leave out a heading at the end of a band that stands nearer to the rows below, which run
    across.
    """
    last = gutter.last
    if last + 1 >= len(rows) or last - gutter.first < FEWEST_DRAWN:
        return gutter
    middle = (gutter.x0 + gutter.x1) / 2
    row, before, after = rows[last], rows[last - 1], rows[last + 1]
    alone = all(piece.row.x1 <= middle for piece in row)
    above, below = before[0].row.y - row[0].row.y, row[0].row.y - after[0].row.y
    if alone and above > MORE_LEADING * row[0].row.size and below < above:
        return Gutter(gutter.x0, gutter.x1, gutter.first, last - 1)
    return gutter


def _with_edges(rows: Rows, page: int) -> list[Line]:
    """Join the pieces of each row and give them the edges of their column."""
    if not rows:
        return []
    left, right = min(row[0].row.x0 for row in rows), max(row[-1].row.x1 for row in rows)
    return tabulated([[piece.row for piece in row] for row in rows], page, left, right)
