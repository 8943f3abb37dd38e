"""Merged cells of a Word table are filled downwards: the date of the first row is that of the next."""

from typing import TYPE_CHECKING

from pipeline.read.copies import Copies

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def fill_merged(root: "_Element") -> None:
    """Put what a merged cell holds into each row that it reaches."""
    copies = Copies()
    for table in root.iter(f"{W}tbl"):
        above: dict[int, _Element] = {}
        for row in table.iterchildren(f"{W}tr", f"{W}sdt"):
            above = _fill(row, above, copies)


def _fill(row: "_Element", above: dict[int, "_Element"], copies: Copies) -> dict[int, "_Element"]:
    """Fill the merged cells of a row from those above; return the cells that may reach on."""
    below: dict[int, _Element] = {}
    column = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
    for cell in row.iterchildren(f"{W}tc"):
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        if merge is not None:
            goes_on = merge.get(f"{W}val", "continue") == "continue"
            first = above.get(column) if goes_on else cell
            if first is not None:
                below[column] = first
                if goes_on and not "".join(cell.itertext()).strip():
                    _copy(first, cell, copies)
        column += _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
    return below


def _copy(first: "_Element", cell: "_Element", copies: Copies) -> None:
    """Put a copy of one cell's paragraphs into another cell."""
    copy = copies.of(first)
    if copy is None:
        return
    for paragraph in cell.findall(f"{W}p"):
        cell.remove(paragraph)
    for child in list(copy):
        if child.tag != f"{W}tcPr":
            cell.append(child)


def _number(element: "_Element | None", default: int) -> int:
    value = element.get(f"{W}val", "") if element is not None else ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else default
