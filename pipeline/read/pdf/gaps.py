"""Rows to pieces, parted where a gap is wider than a space, and the white between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from pipeline.read.pdf.rows import Row
from pipeline.read.pdf.tables import Table

GAP = 0.7  # of the size


class Gap(NamedTuple):
    """White between two pieces of a row, or beyond its ends."""

    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a row without wide gaps; `index` numbers the rows of a page, `table` its tables."""

    row: Row
    index: int
    table: int | None = None


def pieces_of(rows: Sequence[Row], tables: Sequence[Table]) -> list[list[Piece]]:
    """Cut rows into pieces, from left to right; those of a table are told from the others."""
    return [
        [Piece(part, index, _table_of(part, tables)) for part in cut(row)]
        for index, row in enumerate(rows)
    ]


def _table_of(part: Row, tables: Sequence[Table]) -> int | None:
    x, y = (part.x0 + part.x1) / 2, part.y + 0.3 * part.size
    for number, table in enumerate(tables):
        if table.x0 <= x <= table.x1 and table.y0 <= y <= table.y1:
            return number
    return None


def cut(row: Row, width: float = GAP) -> Iterator[Row]:
    """Yield the parts of a row between gaps wider than this much of its size."""
    start, glyphs = 0, row.glyphs
    edge = glyphs[0].x1
    for index, glyph in enumerate(glyphs):
        if not glyph.text.strip():
            continue
        if glyph.x0 - edge > width * row.size and index > start:
            yield from _part(row, start, index)
            start = index
        edge = max(edge, glyph.x1)
    yield from _part(row, start, len(glyphs))


def _part(row: Row, start: int, end: int) -> Iterator[Row]:
    glyphs = row.glyphs[start:end]
    if any(glyph.text.strip() for glyph in glyphs):
        yield Row.of(glyphs)


def whites(row: Sequence[Piece], tables: Sequence[Table]) -> list[Gap]:
    """Return the white between the pieces of a row, and beyond them; no white runs through a
    table.
    """
    taken = [(piece.row.x0, piece.row.x1) for piece in row]
    taken += [(table.x0, table.x1) for table in tables if table.y0 <= row[0].row.y <= table.y1]
    found, edge = [], -inf
    for start, end in sorted(taken):
        if start > edge:
            found.append(Gap(edge, start))
        edge = max(edge, end)
    return [*found, Gap(edge, inf)]
