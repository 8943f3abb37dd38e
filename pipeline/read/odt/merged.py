"""Cells of an OpenDocument table that span rows fill those below: the date of the first row is that
of the next.
"""

from typing import TYPE_CHECKING

from pipeline.read.odt.styles import attribute
from pipeline.read.package import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

LONGEST = 500  # characters of a cell that is put into the rows below
CELLS = ("table-cell", "covered-table-cell")


def fill_spanned(body: "_Element") -> None:
    """Put what a spanning cell says into each row that it covers."""
    reaching: dict[_Element, dict[int, tuple[str, int]]] = {}
    for row in body.iter("{*}table-row"):
        table = next((above for above in row.iterancestors() if local_name(above) == "table"), None)
        if table is not None:
            reaching[table] = _fill(row, reaching.get(table, {}))


def _fill(row: "_Element", above: dict[int, tuple[str, int]]) -> dict[int, tuple[str, int]]:
    """Fill the covered cells of a row; return the texts that reach on, and for how many rows."""
    below: dict[int, tuple[str, int]] = {}
    column = 0
    for cell in row.iterchildren():
        name = local_name(cell)
        if name not in CELLS:
            continue
        rows = _number(attribute(cell, "number-rows-spanned"))
        if name == "table-cell" and rows > 1:
            below[column] = (" ".join(" ".join(cell.itertext()).split()), rows - 1)
        elif name == "covered-table-cell" and column in above:
            text, left = above[column]
            _put(text, cell)
            if left > 1:
                below[column] = (text, left - 1)
        column += _number(attribute(cell, "number-columns-repeated"))
    return below


def _put(text: str, cell: "_Element") -> None:
    """Let an empty cell say a short text."""
    if len(text) <= LONGEST and not "".join(cell.itertext()).strip():
        for child in list(cell):
            cell.remove(child)
        paragraph = cell.makeelement(cell.tag.rpartition("}")[0] + "}p")
        paragraph.text = text
        cell.append(paragraph)


def _number(told: str) -> int:
    return max(1, int(told)) if told.isascii() and told.isdigit() and len(told) < 6 else 1
