"""Tables of a page: cells that span rows are filled downwards, rows that are lines are told from
layout.
"""

from typing import TYPE_CHECKING

from pipeline.read.copies import Copies

if TYPE_CHECKING:
    from lxml.html import HtmlElement

CELLS = ("td", "th")
MOST_ROWS = 200  # a span beyond this is a mistake of the page


def fill_spans(tree: "HtmlElement") -> None:
    """Repeat a cell that spans several rows in each of them: the date of 商务部 is that of 海关总署
    below it.
    """
    copies = Copies()
    for table in list(tree.iter("table")):
        rows = [row for row in table.iter("tr") if _table_of(row) is table]
        open_cells: dict[int, tuple[int, HtmlElement]] = {}
        for row in rows:
            open_cells = _fill(row, open_cells, copies)


def _fill(
    row: "HtmlElement", above: dict[int, tuple[int, "HtmlElement"]], copies: Copies
) -> dict[int, tuple[int, "HtmlElement"]]:
    """Put the cells that reach down into a row; return those that reach on, by column."""
    below: dict[int, tuple[int, HtmlElement]] = {}
    column = 0
    cells = [cell for cell in row if cell.tag in CELLS]
    place = row.index(cells[0]) if cells else len(row)
    while cells or column in above:
        if column in above:
            left, cell = above[column]
            copy = copies.of(cell)
            if copy is None:
                return {}
            copy.tail = None
            row.insert(place, copy)
        else:
            cell = cells.pop(0)
            left = min(_number(cell, "rowspan"), MOST_ROWS)
            place = row.index(cell)
        place += 1
        if left > 1:
            below[column] = left - 1, cell
        column += _number(cell, "colspan")
    return below


def _number(cell: "HtmlElement", name: str) -> int:
    value = cell.get(name) or ""
    return max(1, int(value)) if value.isascii() and value.isdigit() and len(value) < 4 else 1


def _table_of(row: "HtmlElement") -> "HtmlElement | None":
    return next(row.iterancestors("table"), None)
