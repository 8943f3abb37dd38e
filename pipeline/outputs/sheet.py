"""Rows of a sheet to their XML, cell by cell: XlsxWriter, which writes all else, would hold an object for
each cell and then ask of each what it is, in twice the time.
"""

import re
from collections.abc import Callable, Iterable
from itertools import islice
from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import _preserve_whitespace, xl_col_to_name
from xlsxwriter.worksheet import Worksheet

if TYPE_CHECKING:
    from xlsxwriter.format import Format

SPANNED = 16  # rows whose width is told together
LINE = 12.75  # points
# What XML or Excel may read as something else: most cells have none of it, and stand as they are.
SIGN = re.compile(r"[&<>_\x00-\x1f\ufffe\uffff]")
Write = Callable[[int, Any], str]  # the number of a row and the cell to its XML


class Sheet(Worksheet):  # type: ignore[misc]
    """A sheet whose rows come from `add_rows`, all of them."""

    def __init__(self) -> None:
        super().__init__()
        self.ignore_write_string = True  # a link is written without its cell
        self._rows: list[str] = []

    def number(self, place: int, style: "Format") -> Write:
        """Return what writes the numbers of a column."""
        begun, styled = self._cell(place, style)
        return lambda row, cell: f"{begun}{row}{styled}><v>{cell:.16G}</v></c>"

    def text(self, place: int, style: "Format") -> Write:
        """Return what writes the texts of a column: in their cells where rows are not held, else
        once for all cells.
        """
        begun, styled = self._cell(place, style)
        if self.constant_memory:
            return lambda row, cell: (
                f'{begun}{row}{styled} t="inlineStr"><is>{self._inline(cell)}</is></c>'
            )
        number = self.str_table._get_shared_string_index
        return lambda row, cell: f'{begun}{row}{styled} t="s"><v>{number(cell)}</v></c>'

    def add_rows(self, rows: Iterable[tuple[int, list[str]]], width: int) -> None:
        """Write rows of so many cells each, the header first, as high as their lines."""
        number = 0
        numbered = enumerate(rows, 1)
        while some := list(islice(numbered, SPANNED)):
            spans = "" if self.constant_memory else _spans([cells for _, (_, cells) in some])
            written = [
                f'<row r="{number}"{spans}{_height(lines)}>{"".join(cells)}</row>'
                for number, (lines, cells) in some
            ]
            if self.constant_memory:
                self.fh.writelines(written)
            else:
                self._rows += written
            number = some[-1][0]
        self._check_dimensions(0, 0)
        self._check_dimensions(number - 1, width - 1)

    def _cell(self, place: int, style: "Format") -> tuple[str, str]:
        """Return what stands before and behind a row's number in the cells of a column."""
        return f'<c r="{xl_col_to_name(place)}', f'" s="{style._get_xf_index()}"'

    def _inline(self, text: str) -> str:
        if text.strip() == text and not SIGN.search(text):
            return f"<t>{text}</t>"
        escaped = self._escape_control_characters(text)
        kept = ' xml:space="preserve"' if _preserve_whitespace(escaped) else ""
        return f"<t{kept}>{self._escape_data(escaped)}</t>"

    def _write_rows(self) -> None:
        """Write what is held, as XlsxWriter asks for it."""
        self.fh.writelines(self._rows)


def _height(lines: int) -> str:
    """Tell the height of a row: LibreOffice does not measure the rows of a file that names none."""
    return f' ht="{lines * LINE}"' if lines > 1 else ""


def _spans(rows: list[list[str]]) -> str:
    """Tell between which columns the cells of rows stand."""
    filled = [any(column) for column in zip(*rows, strict=True)]
    return f' spans="{filled.index(True) + 1}:{len(filled) - filled[::-1].index(True)}"'
