"""Rows of a page to lines in reading order: one column, or two where a clear gutter parts them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.read.pdf.rows import Row

FEWEST_ROWS = 6  # on each side of a gutter: fewer are an address block or a signature
WIDEST_GUTTER_STEP = 3.0  # points between the places tried
MIDDLE = (0.3, 0.7)  # of the width of the text
MOST_CROSSING = 0.35  # of all rows: titles and abstracts run across both columns
FULLNESS = 0.6  # columns are filled from edge to edge, the cells of a table are not
GAP = 1.0  # of the size: a wider gap may be the gutter


@dataclass(frozen=True, slots=True)
class Line:
    """A row, or the part of it in one column, and that column's left and right edge."""

    row: Row
    page: int
    left: float
    right: float


def lines_of(rows: Sequence[Row], page: int) -> list[Line]:
    """Return the lines of a page's body in reading order: down the left column, then the right."""
    gutter = find_gutter(rows)
    if gutter is None:
        return _with_edges(rows, page)
    lines: list[Line] = []
    left: list[Row] = []
    right: list[Row] = []
    for row in rows:
        halves = _halves(row, gutter)
        if halves is None:
            lines += [*_with_edges(left, page), *_with_edges(right, page)]
            lines += _with_edges([row], page)
            left, right = [], []
            continue
        left += halves[0]
        right += halves[1]
    return [*lines, *_with_edges(left, page), *_with_edges(right, page)]


def find_gutter(rows: Sequence[Row]) -> float | None:
    """Return the middle of the white strip between two columns, or None where there is none."""
    if len(rows) < FEWEST_ROWS:
        return None
    pieces = [piece for row in rows for piece in _pieces(row)]
    start, end = min(row.x0 for row in rows), max(row.x1 for row in rows)
    best: tuple[int, float] | None = None
    x = start + MIDDLE[0] * (end - start)
    while x < start + MIDDLE[1] * (end - start):
        crossing = sum(piece.x0 < x + 1 and piece.x1 > x - 1 for piece in pieces)
        if best is None or crossing < best[0]:
            best = crossing, x
        x += WIDEST_GUTTER_STEP
    if best is None or best[0] > MOST_CROSSING * len(rows):
        return None
    return best[1] if _are_columns(pieces, best[1]) else None


def _are_columns(pieces: Sequence[Row], x: float) -> bool:
    """Tell whether what stands on both sides of a place is running text: enough rows, and full
    ones.
    """
    for side in (
        [piece for piece in pieces if piece.x1 <= x + 1],
        [piece for piece in pieces if piece.x0 >= x - 1],
    ):
        if len(side) < FEWEST_ROWS:
            return False
        width = max(piece.x1 for piece in side) - min(piece.x0 for piece in side)
        if median(piece.x1 - piece.x0 for piece in side) < FULLNESS * width:
            return False
    return True


def _pieces(row: Row) -> Iterator[Row]:
    """Cut a row where a gap is wide enough for a gutter."""
    start, glyphs = 0, row.glyphs
    edge = glyphs[0].x1
    for index, glyph in enumerate(glyphs):
        if not glyph.text.strip():
            continue
        if glyph.x0 - edge > GAP * row.size and index > start:
            yield from _piece(row, start, index)
            start = index
        edge = max(edge, glyph.x1)
    yield from _piece(row, start, len(glyphs))


def _piece(row: Row, start: int, end: int) -> Iterator[Row]:
    glyphs = row.glyphs[start:end]
    if any(glyph.text.strip() for glyph in glyphs):
        yield Row.of(glyphs)


def _halves(row: Row, gutter: float) -> tuple[list[Row], list[Row]] | None:
    """Part a row at the gutter; None where it runs across."""
    left, right = [], []
    for piece in _pieces(row):
        if piece.x1 <= gutter + 1:
            left.append(piece)
        elif piece.x0 >= gutter - 1:
            right.append(piece)
        else:
            return None
    return _joined(left), _joined(right)


def _joined(pieces: Sequence[Row]) -> list[Row]:
    """Put the pieces of one column back into one row."""
    return [Row.of(glyph for piece in pieces for glyph in piece.glyphs)] if pieces else []


def _with_edges(rows: Sequence[Row], page: int) -> list[Line]:
    """Give rows the edges of their column."""
    if not rows:
        return []
    left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
    return [Line(row, page, left, right) for row in rows]
