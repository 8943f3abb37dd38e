"""Rules and rows to the lines of tables: a ruled table cell by cell, row after row; rows whose
words line up below each other keep their lines.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from pipeline.read.pdf.glyphs import Rule
from pipeline.read.pdf.rows import Row

SHORTEST = 8.0  # points: a shorter rule is a dash, an underline of a letter
TOUCH = 3.0  # points
FEWEST_BORDERS = 3  # in each direction: two rows, two columns
MOST_BORDERS = 400
LONGEST_CELL = 6  # lines: a longer one has paragraphs
LONGEST_MERGED = 2  # lines: a date or a name that counts for several rows
WIDE = 1.5  # of the size: a gap between the cells of a row
ALIGNED = 0.5  # of the size
EVEN = 0.15  # of the size, between the gaps of a line that is drawn apart
LATIN_WORD = re.compile(r"[A-Za-z-]+[,;.]?")
NEWLINE, TAB, GLUE = "\n", "\t", ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row, or the part of it in one column, and that column's left and right edge.

    `joint` is what parts it from the line before where a table says so: a line break, a tab, or
    nothing (GLUE: a line of the same cell); None leaves it to the place of the line.
    """

    row: Row
    page: int
    left: float
    right: float
    joint: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The rules of a table, the box around them, and the rows inside."""

    x0: float
    y0: float
    x1: float
    y1: float
    level: tuple[Rule, ...] = field(repr=False)
    upright: tuple[Rule, ...] = field(repr=False)
    rows: tuple[Row, ...] = field(repr=False)


class Cell(NamedTuple):
    """The borders of a cell."""

    top: float
    bottom: float
    left: float
    right: float


def find_tables(rows: Sequence[Row], rules: Sequence[Rule]) -> list[Table]:
    """Return the ruled tables of a page: rules that touch and make two rows and two columns or
    more.
    """
    level, upright = _borders(rules)
    if not level or not upright or len(level) + len(upright) > MOST_BORDERS:
        return []
    return [table for group in _touching(level, upright) for table in _table(group, rows)]


def _borders(rules: Sequence[Rule]) -> tuple[list[Rule], list[Rule]]:
    """Return level and upright rules, those of neighboring cells joined."""
    level = [r for r in rules if r.x1 - r.x0 >= max(SHORTEST, r.y1 - r.y0)]
    upright = [r for r in rules if r.y1 - r.y0 >= max(SHORTEST, r.x1 - r.x0)]
    turned = _joined([Rule(r.y0, r.x0, r.y1, r.x1) for r in upright])
    return _joined(level), [Rule(r.y0, r.x0, r.y1, r.x1) for r in turned]


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Join level rules that lie on one line and touch."""
    lines: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: (rule.y0, rule.x0)):
        if not lines or rule.y0 - lines[-1][0].y0 > TOUCH:
            lines.append([])
        lines[-1].append(rule)
    joined: list[Rule] = []
    for line in lines:
        ends = sorted(line, key=lambda rule: rule.x0)
        current = ends[0]
        for rule in ends[1:]:
            if rule.x0 <= current.x1 + TOUCH:
                current = Rule(current.x0, current.y0, max(current.x1, rule.x1), current.y1)
            else:
                joined.append(current)
                current = rule
        joined.append(current)
    return joined


def _touching(
    level: Sequence[Rule], upright: Sequence[Rule]
) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Yield groups of rules that hang together."""
    pairs = [
        (i, j)
        for i, h in enumerate(level)
        for j, v in enumerate(upright)
        if h.x0 - TOUCH <= v.x0 <= h.x1 + TOUCH and v.y0 - TOUCH <= h.y0 <= v.y1 + TOUCH
    ]
    near_level, near_upright = defaultdict(list), defaultdict(list)
    for i, j in pairs:
        near_level[i].append(j)
        near_upright[j].append(i)
    seen: set[int] = set()
    for start in sorted(near_level):
        if start in seen:
            continue
        group, columns, queue = {start}, set(), [start]
        while queue:
            for j in near_level[queue.pop()]:
                columns.add(j)
                queue += [i for i in near_upright[j] if i not in group]
                group.update(near_upright[j])
        seen |= group
        yield [level[i] for i in sorted(group)], [upright[j] for j in sorted(columns)]


def _table(group: tuple[list[Rule], list[Rule]], rows: Sequence[Row]) -> Iterator[Table]:
    """Yield the table that a group of rules makes, where it holds rows of text."""
    level, upright = group
    ys, xs = {round(r.y0 / TOUCH) for r in level}, {round(r.x0 / TOUCH) for r in upright}
    if min(len(ys), len(xs)) < FEWEST_BORDERS:
        return
    x0, x1 = min(r.x0 for r in level), max(r.x1 for r in level)
    y0, y1 = min(r.y0 for r in upright), max(r.y1 for r in upright)
    inside = tuple(
        part for row in rows if y0 <= row.y + 0.3 * row.size <= y1 for part in _within(row, x0, x1)
    )
    yield Table(x0, y0, x1, y1, tuple(level), tuple(upright), inside)


def _within(row: Row, x0: float, x1: float) -> Iterator[Row]:
    glyphs = [glyph for glyph in row.glyphs if x0 <= (glyph.x0 + glyph.x1) / 2 <= x1]
    if any(glyph.text.strip() for glyph in glyphs):
        yield Row.of(glyphs)


def table_lines(table: Table, page: int) -> list[Line]:
    """Return the lines of a ruled table: rows downwards, the cells of a row from left to right. A
    cell that reaches over several rows stands in each of them.
    """
    cells: dict[Cell, list[Row]] = defaultdict(list)
    for row in table.rows:
        for part in _cell_parts(row, table):
            cells[_cell(part, table)].append(part)
    merged = [cell for cell, parts in cells.items() if len(parts) <= LONGEST_MERGED]
    lines: list[Line] = []
    for top in sorted({cell.top for cell in cells}, reverse=True):
        own = [cell for cell in cells if cell.top == top]
        reaching = [cell for cell in merged if cell.top - TOUCH > top > cell.bottom + TOUCH]
        joint: str | None = NEWLINE
        for cell in sorted([*own, *reaching], key=lambda cell: (cell.left, cell.right)):
            for part in cells[cell]:
                lines.append(Line(part, page, cell.left, cell.right, joint))
                joint = GLUE if len(cells[cell]) <= LONGEST_CELL else None
            joint = TAB
    return lines


def _cell_parts(row: Row, table: Table) -> Iterator[Row]:
    """Cut a row at the upright rules that it crosses."""
    y = row.y + 0.3 * row.size
    walls = sorted(rule.x0 for rule in table.upright if rule.y0 <= y <= rule.y1)
    edges = [-1e9, *walls, 1e9]
    for start, end in pairwise(edges):
        yield from _within_half_open(row, start, end)


def _within_half_open(row: Row, start: float, end: float) -> Iterator[Row]:
    glyphs = [glyph for glyph in row.glyphs if start <= (glyph.x0 + glyph.x1) / 2 < end]
    if any(glyph.text.strip() for glyph in glyphs):
        yield Row.of(glyphs)


def _cell(part: Row, table: Table) -> Cell:
    """Return the cell in which a part stands."""
    x, y = (part.x0 + part.x1) / 2, part.y + 0.3 * part.size
    level = [r.y0 for r in table.level if r.x0 - TOUCH <= x <= r.x1 + TOUCH]
    top = min((border for border in level if border >= y), default=table.y1)
    bottom = max((border for border in level if border < y), default=table.y0)
    sides = [r.x0 for r in table.upright if r.y0 - TOUCH <= y <= r.y1 + TOUCH]
    left = max((side for side in sides if side <= x), default=table.x0)
    right = min((side for side in sides if side >= x), default=table.x1)
    return Cell(round(top, 1), round(bottom, 1), round(left, 1), round(right, 1))


def tabulated(rows: Sequence[Sequence[Row]], page: int, left: float, right: float) -> list[Line]:
    """Return rows as lines; where words line up below each other across wide gaps, the rows are
    those of a table: each begins a line, and tabs part its cells.
    """
    cells = [_wide_parts(row, left, right) for row in rows]
    aligned = [False] * len(rows)
    for index, (a, b) in enumerate(pairwise(cells)):
        if len(a) > 1 and len(b) > 1 and _line_up(a, b):
            aligned[index] = aligned[index + 1] = True
    lines: list[Line] = []
    for index, parts in enumerate(cells):
        starts = aligned[index] or (index > 0 and aligned[index - 1])
        if not aligned[index]:
            whole = Row.of(glyph for part in parts for glyph in part.glyphs)
            lines.append(Line(whole, page, left, right, NEWLINE if starts else None))
            continue
        lines += [
            Line(part, page, left, right, TAB if number else NEWLINE)
            for number, part in enumerate(parts)
        ]
    return lines


def _wide_parts(pieces: Sequence[Row], left: float, right: float) -> list[Row]:
    """Join the pieces of a row but where the gap is as wide as between cells."""
    if _is_justified(pieces, left, right):
        return [Row.of(glyph for piece in pieces for glyph in piece.glyphs)]
    parts: list[list[Row]] = []
    for piece in pieces:
        if not parts or piece.x0 - parts[-1][-1].x1 > WIDE * piece.size:
            parts.append([])
        parts[-1].append(piece)
    return [Row.of(glyph for piece in part for glyph in piece.glyphs) for part in parts]


def _is_justified(pieces: Sequence[Row], left: float, right: float) -> bool:
    """Tell whether a line of words was drawn apart to fill its column: all its gaps are the same,
    though its words are not as wide; the cells of a table begin below each other. Two words prove it
    where they stand at the edges and the second goes on in small letters.
    """
    words = [_words(piece) for piece in pieces]
    latin = [word for word in words if LATIN_WORD.fullmatch(word)]
    if len(pieces) < 2 or any(" " in word for word in words) or 2 * len(latin) <= len(words):
        return False
    size = pieces[0].size
    reach = ALIGNED * size
    is_full = abs(pieces[0].x0 - left) <= reach and abs(pieces[-1].x1 - right) <= reach
    if len(pieces) == 2:
        return is_full and latin == words and words[1][0].islower()
    gaps = [b.x0 - a.x1 for a, b in pairwise(pieces)]
    widths = [piece.x1 - piece.x0 for piece in (pieces if is_full else pieces[:-1])]
    return max(gaps) - min(gaps) <= EVEN * size and max(widths) - min(widths) > size


def _words(row: Row) -> str:
    return "".join(glyph.text for glyph in row.glyphs).strip()


def _line_up(a: Sequence[Row], b: Sequence[Row]) -> bool:
    """Tell whether a cell behind the first starts or ends where one of the next row does."""
    reach = ALIGNED * a[0].size
    return any(
        abs(one.x0 - other.x0) <= reach or abs(one.x1 - other.x1) <= reach
        for one in a[1:]
        for other in b[1:]
    )
