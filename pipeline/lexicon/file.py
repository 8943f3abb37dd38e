"""One lexicon file to checked rows, as Excel, LibreOffice or a text editor saved it."""

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.lexicon.cells import problems
from pipeline.lexicon.findings import ERROR, Finding
from pipeline.lexicon.schema import LexiconError, Row, Table

if TYPE_CHECKING:
    import _csv

DELIMITERS = ",;\t"
MARK = "\ufeff"


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
    """Yield the rows of one lexicon file. Raises LexiconError at the first that is wrong."""
    for found in rows_and_findings(path, data, table, user=user):
        if isinstance(found, Finding):
            raise found.error()
        yield found


def rows_and_findings(
    path: Path, data: bytes, table: Table, *, user: bool = False
) -> Iterator[Row | Finding]:
    """Yield the rows of one lexicon file that can be used, and what is wrong with the others."""
    seen: dict[tuple[str, ...], int] = {}
    try:
        names, lines = read_cells(path, data, table)
        for line, cells in lines:
            yield from checked_line(path, line, (names, cells), table, user, seen)
    except LexiconError as error:
        yield Finding.of(error)


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
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise LexiconError(
            path, line, "", "this is not UTF-8", "Save the file as “CSV UTF-8 (comma delimited)”"
        ) from None
    if text.startswith(MARK):
        raise LexiconError(path, 1, "", "two byte order marks", "Delete the first character")
    return text


def _check_header(path: Path, names: list[str], table: Table) -> None:
    for name in table.columns:
        if names.count(name) > 1:
            raise LexiconError(
                path, 1, name, "the column stands twice", "Delete one of the two columns"
            )
        if name not in names:
            raise LexiconError(
                path,
                1,
                name,
                "the column is missing",
                f"The first line must name: {', '.join(table.columns)}",
            )


def checked_line(
    path: Path,
    line: int,
    written: tuple[list[str], list[str]],
    table: Table,
    user: bool,
    seen: dict[tuple[str, ...], int],
) -> Iterator[Row | Finding]:
    """Yield a row whose cells are all there and allowed, or what is wrong with it.

    `written` are the names of the columns and the cells; `seen` holds the lines of the keys met
    before.
    """
    names, cells = written
    if len(cells) > len(names) and any(cells[len(names) :]):
        problem = f"{len(cells)} cells, the header has {len(names)}"
        remedy = "Quote the cell that holds a comma"
        yield Finding(path, line, "", ERROR, problem, remedy)
        return
    values = {
        name: cell if name in table.verbatim else cell.strip()
        for name, cell in zip(names, cells, strict=False)
    }
    values = {name: values.get(name, "") for name in table.columns}
    wrong = [
        Finding(path, line, column, ERROR, problem, remedy)
        for column, problem, remedy in problems(table, cells, values)
    ]
    key = tuple(values[name] for name in table.key)
    if key in seen:
        shown = " ".join(filter(None, key))
        problem = f"“{shown}” stands in line {seen[key]} too"
        wrong.append(Finding(path, line, table.key[0], ERROR, problem, "Keep one of the two rows"))
    seen.setdefault(key, line)
    yield from wrong
    if not wrong:
        yield Row(table.name, values, line, user)
