"""One lexicon file to checked rows, as Excel, LibreOffice or a text editor saved it."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.lexicon.schema import LexiconError, Row, Table

if TYPE_CHECKING:
    import _csv

DELIMITERS = ",;\t"
BREAK = re.compile(r"[\t\r\n\0]")


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file. Raises LexiconError where it is a folder or may not be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise LexiconError(
            path, 0, "", f"the file cannot be read ({error.strerror})",
            "Check its permissions, and that it is a file",
        ) from None  # fmt: skip


def read_table(path: Path, data: bytes, table: Table, *, user: bool = False) -> Iterator[Row]:
    """Yield the checked rows of one lexicon file, as Excel, LibreOffice or a text editor saved it.

    Raises LexiconError with file, line, column and remedy.
    """
    names, lines = read_cells(path, data, table)
    seen: dict[tuple[str, ...], int] = {}
    for line, cells in lines:
        yield checked_row(path, line, names, cells, table, user, seen)


def read_cells(
    path: Path, data: bytes, table: Table
) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """Return the column names of a lexicon file, and its lines that are not empty, unchecked.

    Raises LexiconError where the file is not readable or lacks a column.
    """
    text = decode(path, data)
    header = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=header.count)
    lines = _lines(
        path, csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    )
    names = [name.strip() for name in next(lines, (1, []))[1]]
    _check_header(path, names, table)
    return names, ((line, cells) for line, cells in lines if any(map(str.strip, cells)))


def _lines(path: Path, reader: "_csv.Reader") -> Iterator[tuple[int, list[str]]]:
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise LexiconError(
            path, reader.line_num, "", f"not readable as CSV ({error})",
            "Look for a quotation mark too many",
        ) from None  # fmt: skip


def decode(path: Path, data: bytes) -> str:
    """Decode a lexicon file: UTF-8, or UTF-16 with its mark. Raises LexiconError for any other."""
    encoding = (
        "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    )
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise LexiconError(
            path, line, "", "this is not UTF-8", "Save the file as “CSV UTF-8 (comma delimited)”"
        ) from None


def _check_header(path: Path, names: list[str], table: Table) -> None:
    for name in table.columns:
        if name not in names:
            raise LexiconError(
                path,
                1,
                name,
                "the column is missing",
                f"The first line must name: {', '.join(table.columns)}",
            )


def checked_row(
    path: Path,
    line: int,
    names: list[str],
    cells: list[str],
    table: Table,
    user: bool,
    seen: dict[tuple[str, ...], int],
) -> Row:
    """Return a row whose cells are all there and allowed.

    `seen` holds the lines of the keys met before. Raises LexiconError.
    """
    if len(cells) > len(names) and any(cells[len(names) :]):
        raise LexiconError(
            path,
            line,
            "",
            f"{len(cells)} cells, the header has {len(names)}",
            "Quote the cell that holds a comma",
        )
    values = {name: cell.strip() for name, cell in zip(names, cells, strict=False)}
    values = {name: values.get(name, "") for name in table.columns}
    for name in table.required:
        if not values[name]:
            raise LexiconError(path, line, name, "the cell is empty", "Fill it or remove the row")
    for name in table.columns:
        if name != "note" and BREAK.search(values[name]):
            raise LexiconError(
                path, line, name, "a tab, a line break or a NUL character inside the cell",
                "Remove it; names are joined by |",
            )  # fmt: skip
    for name, allowed in table.allowed.items():
        if values[name] not in allowed:
            raise LexiconError(
                path,
                line,
                name,
                f"“{values[name]}” is not allowed",
                f"Use one of: {', '.join(sorted(allowed))}",
            )
    key = tuple(values[name] for name in table.key)
    if key in seen:
        raise LexiconError(
            path,
            line,
            table.key[0],
            f"“{' '.join(filter(None, key))}” stands in line {seen[key]} too",
            "Keep one of the two rows",
        )
    seen[key] = line
    return Row(table.name, values, line, user)
