"""One row into the user's own lexicon folder: checked before it is written, and after."""

import codecs
import csv
import io
from collections.abc import Mapping
from pathlib import Path

from pipeline.lexicon import LexiconError, Row, shipped_folder
from pipeline.lexicon.file import DELIMITERS, checked_row, decode, read_table
from pipeline.lexicon.schema import Table
from pipeline.workbench.cells import ERROR, TABLES_BY_NAME
from pipeline.workbench.check import check
from pipeline.workbench.overlay import Checked, Use, read_all, uses


def add_row(folder: Path, table_name: str, cells: Mapping[str, str]) -> tuple[Path, int]:
    """Append a row to a lexicon of the user's folder; return the file and the line.

    The file keeps the encoding, delimiter and line ends that Excel gave it; a new one gets a header
    and a byte order mark, so that Excel shows Chinese. Shipped files are never touched. Raises
    LexiconError where the row is bad or says again what another row says.
    """
    table, path = TABLES_BY_NAME[table_name], folder / f"{table_name}.csv"
    former = path.read_bytes() if path.exists() else None
    data = appended(path, former, table, cells)
    line = len(list(read_table(path, former, table))) + 2 if former is not None else 2
    values = [cells.get(column, "") for column in table.columns]
    row = checked_row(path, line, list(table.columns), values, table, True, {})
    _refuse_duplicates(path, row, read_all(folder if folder.is_dir() else None))
    line = list(read_table(path, data, table, user=True))[-1].line
    _write(path, data)
    _check_after(folder, path, former, line)
    return path, line


def appended(path: Path, former: bytes | None, table: Table, cells: Mapping[str, str]) -> bytes:
    """Return the bytes of a file with one row more, in the dialect that the file has."""
    text = decode(path, former) if former is not None else ",".join(table.columns) + "\n"
    header = text.split("\n", 1)[0]
    ends = "\r\n" if "\r\n" in text else "\n"
    delimiter = max(DELIMITERS, key=header.count)
    names = [name.strip() for name in next(csv.reader([header.rstrip("\r")], delimiter=delimiter))]
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator=ends)
    writer.writerow([cells.get(name, "") for name in names])
    text += ("" if text.endswith("\n") else ends) + buffer.getvalue()
    marks = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    is_wide = former is not None and former.startswith(marks)
    has_mark = former is None or former.startswith(codecs.BOM_UTF8)
    return text.encode("utf-16" if is_wide else "utf-8-sig" if has_mark else "utf-8")


def _refuse_duplicates(path: Path, row: Row, checked: Checked) -> None:
    """Refuse an id or a sure name that another row has. Raises LexiconError naming its line."""
    if other := checked.row(row.table, row["id"]):
        raise LexiconError(
            path, row.line, "id", f"“{row['id']}” stands in {_place(path.parent, other)}",
            "Take another id, or change that row in your own file",
        )  # fmt: skip
    for use in uses([row]):
        for known in checked.uses(use.plain):
            if _clash(use, known):
                means = "may mean" if known.is_weak else "already means"
                raise LexiconError(
                    path, row.line, use.column,
                    f"“{use.surface}” {means} {known.row['id']} in {_place(path.parent, known.row)}",
                    "Nothing needs adding if that is meant; else give it as a weak alias",
                )  # fmt: skip


def _clash(use: Use, known: Use) -> bool:
    return not use.is_weak and (known.row.table == "places") == (use.row.table == "places")


def _place(folder: Path, row: Row) -> str:
    home = folder if row.user else shipped_folder()
    return f"{home / row.table}.csv, line {row.line}"


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_name(f".{path.name}.staged")
    staged.write_bytes(data)
    staged.replace(path)


def _check_after(folder: Path, path: Path, former: bytes | None, line: int) -> None:
    """Check the folder with the row in it; take the row out again where it is at fault."""
    for finding in check(folder):
        if finding.severity == ERROR and (finding.path, finding.line) == (path, line):
            if former is None:
                path.unlink()
            else:
                _write(path, former)
            raise LexiconError(
                path, line, finding.column, finding.problem, f"{finding.remedy}. Nothing was added"
            )
