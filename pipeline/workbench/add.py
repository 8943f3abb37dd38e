"""One row into the user's own lexicon folder: checked before it is written, and after."""

import codecs
import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.lexicon import LexiconError, Row, shipped_folder
from pipeline.lexicon.file import DELIMITERS, checked_line, decode, read_table
from pipeline.lexicon.findings import ERROR, Finding
from pipeline.lexicon.layers import Layers, Use, read_layer, uses
from pipeline.lexicon.lexicons import own_contents
from pipeline.lexicon.schema import TABLES_BY_NAME, Table
from pipeline.workbench.check import check, shipped_layers


@dataclass(frozen=True)
class Added:
    """Where a row stands now, and what `zhengju lexicon check` doubts of it: a common word."""

    path: Path
    line: int
    doubts: tuple[Finding, ...] = ()


def add_row(folder: Path, table_name: str, cells: Mapping[str, str]) -> Added:
    """Append a row to a lexicon of the user's folder; return where, and what may be wrong with it.

    The file keeps the encoding, delimiter and line ends that Excel gave it; a new one gets a header
    and a byte order mark, so that Excel shows Chinese. Shipped files are never touched. Raises
    LexiconError where the row is bad or says again what another row says.
    """
    table, path = TABLES_BY_NAME[table_name], folder / f"{table_name}.csv"
    former = path.read_bytes() if path.exists() else None
    data = appended(path, former, table, cells)
    line = len(list(read_table(path, former, table))) + 2 if former is not None else 2
    values = [cells.get(column, "") for column in table.columns]
    row = _checked(path, line, table, values)
    _refuse_duplicates(path, row, _layers(folder))
    line = list(read_table(path, data, table, user=True))[-1].line
    _write(path, data)
    return Added(path, line, _checked_after(folder, path, former, line))


def _checked(path: Path, line: int, table: Table, values: list[str]) -> Row:
    """Return the row that the cells make. Raises LexiconError."""
    written = (list(table.columns), values)
    for found in checked_line(path, line, written, table, True, {}):
        if isinstance(found, Finding):
            raise found.error()
    return Row(table.name, dict(zip(table.columns, values, strict=True)), line, True)


def _layers(folder: Path) -> Layers:
    """Return the user's rows, as far as they can be used, over the shipped ones."""
    shipped, _ = shipped_layers()
    contents = own_contents(folder) if folder.is_dir() else []
    rows, _ = read_layer(contents, user=True)
    return Layers(shipped.shipped_folder, shipped.shipped, folder, rows)


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


def _refuse_duplicates(path: Path, row: Row, layers: Layers) -> None:
    """Refuse an id or a sure name that another row has. Raises LexiconError naming its line."""
    if other := layers.row(row.table, row["id"]):
        raise LexiconError(
            path, row.line, "id", f"“{row['id']}” stands in {_place(path.parent, other)}",
            "Take another id, or change that row in your own file",
        )  # fmt: skip
    for use in uses([row]):
        for known in layers.uses(use.plain):
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


def _checked_after(
    folder: Path, path: Path, former: bytes | None, line: int
) -> tuple[Finding, ...]:
    """Check the folder with the row in it, and return the doubts about it; take the row out again
    where it is at fault. Raises LexiconError.
    """
    found = [one for one in check(folder) if (one.path, one.line) == (path, line)]
    if error := next((one for one in found if one.severity == ERROR), None):
        if former is None:
            path.unlink()
        else:
            _write(path, former)
        remedy = f"{error.remedy}. Nothing was added"
        raise LexiconError(path, line, error.column, error.problem, remedy)
    return tuple(found)
