"""Verdicts from whatever people review in: the report's verdicts.csv, a workbook, an edited table."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from pipeline.outputs.reader import Cells, Recorded, read_cells
from pipeline.review import Verdict, read_verdicts
from pipeline.review.applied import TABLES
from pipeline.review.verdicts import CHOICES, CORRECTABLE, EDIT, REJECT, TABLE
from pipeline.tables.csv import csv_text

# How a line of a sample begins that names a cell.
NAMES = "|".join(sorted({name for names in CORRECTABLE.values() for name in names}))
LINE = re.compile(rf"^({NAMES}):[ ]?", re.MULTILINE)
KINDS = {table: (kind, key) for kind, (table, key) in TABLES.items()}


class VerdictsError(ValueError):
    """A file that holds no verdicts; says what to do."""


def verdicts_of(file: Path, recorded: Recorded) -> list[Verdict]:
    """Return the verdicts that a file holds: verdicts.csv, a workbook of a run or of a sample with
    its column `verdict`, or a table of the run edited by hand.

    Raises VerdictsError, LexiconError or OSError where it holds none.
    """
    if file.suffix.lower() == ".xlsx":
        return [verdict for cells in _sheets(file) if (verdict := _judged(cells, recorded))]
    cells = list(read_cells(file.read_bytes()))
    if cells and "verdict" in cells[0]:
        return list(read_verdicts(file))
    table = next((t for t, (_, key) in KINDS.items() if cells and _is_table(cells[0], key)), "")
    if not table:
        raise VerdictsError(
            f"{file}: this is no verdicts.csv and no table of a run. "
            "Give what the report saved, tables.xlsx with its verdicts, or an edited events.csv"
        )
    return list(_edited(table, cells, recorded))


def _is_table(cells: Cells, key: str) -> bool:
    return key in cells and "doc_id" in cells and "quote" in cells


def _sheets(file: Path) -> Iterator[Cells]:
    """Yield the rows of all sheets of a workbook that have a verdict."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(file, read_only=True, data_only=True)
    except (InvalidFileException, BadZipFile, KeyError, ValueError) as error:
        raise VerdictsError(f"{file}: this workbook cannot be read ({error})") from None
    for sheet in book.worksheets:
        lines = sheet.iter_rows(values_only=True)
        columns = [str(name or "") for name in next(lines, ())]
        if "verdict" in columns:
            for line in lines:
                cells = dict(zip(columns, map(_text, line), strict=False))
                if cells["verdict"].strip().lower() in CHOICES:
                    yield cells


def _text(cell: Any) -> str:
    if hasattr(cell, "date"):
        return str(cell.date().isoformat())
    return "" if cell is None else str(cell)


def _judged(cells: Mapping[str, str], recorded: Recorded) -> Verdict | None:
    """Return the verdict of a row of a workbook; what was changed in an edited row is corrected."""
    key = next(
        (name for name in ("id", *(key for _, key in KINDS.values())) if cells.get(name)), ""
    )
    row_id = cells.get(key, "")
    doc_id, kind = row_id.partition(".")[0], row_id.split(".")[1:2]
    document = recorded.documents.get(doc_id, {})
    said = cells["verdict"].strip().lower()
    corrected: Mapping[str, str] = {}
    if said == EDIT and kind and (former := _row(recorded, kind[0], row_id)):
        corrected = _changed(kind[0], former, {**cells, **_told(cells.get("says", ""))})
    quote = cells.get("quote", "")
    if not quote:
        return None
    return Verdict(
        row_id, document.get("sha256", ""), quote, said, corrected,
        cells.get("reviewer", ""), cells.get("note", ""),
    )  # fmt: skip


def _told(says: str) -> dict[str, str]:
    """Return the cells that a row of a sample says, a line each, as its judge left them.

    >>> _told("trigger: 公布\\nobjects: a rule\\nof 2023\\nactors:")
    {'trigger': '公布', 'objects': 'a rule\\nof 2023', 'actors': ''}
    """
    pieces = LINE.split(says)[1:]
    return {
        name: cell.removesuffix("\n") for name, cell in zip(pieces[::2], pieces[1::2], strict=True)
    }


def _row(recorded: Recorded, kind: str, row_id: str) -> Cells | None:
    table, key = TABLES[kind]
    rows = recorded.table(table, {row_id.partition(".")[0]})
    return next((row for row in rows if row[key] == row_id), None)


def _changed(kind: str, former: Cells, now: Mapping[str, str]) -> dict[str, str]:
    columns = (name for name in CORRECTABLE[kind] if name in now and name in former)
    return {name: now[name] for name in columns if now[name] != former[name]}


def _edited(table: str, cells: Iterable[Cells], recorded: Recorded) -> Iterator[Verdict]:
    """Yield what the edited copy of a table says: changed cells, and rows taken out."""
    kind, key = KINDS[table]
    now = {row[key]: row for row in cells}
    for former in recorded.table(table):
        sha256 = recorded.documents[former["doc_id"]]["sha256"]
        row = now.get(former[key])
        if row is None:
            yield Verdict(former[key], sha256, former["quote"], REJECT)
        elif corrected := _changed(kind, former, row):
            yield Verdict(former[key], sha256, former["quote"], EDIT, corrected)


def merged(former: Iterable[Verdict], new: Iterable[Verdict]) -> list[Verdict]:
    """Return verdicts by row, the new ones instead of former ones on the same row."""
    said = {(verdict.id, verdict.quote): verdict for verdict in (*former, *new)}
    return [said[key] for key in sorted(said)]


def as_csv(verdicts: Iterable[Verdict]) -> bytes:
    """Return verdicts as the bytes of a verdicts.csv."""
    return csv_text(TABLE.columns, (_cells(verdict) for verdict in verdicts))


def _cells(verdict: Verdict) -> list[str]:
    corrected = json.dumps(dict(verdict.corrected), ensure_ascii=False) if verdict.corrected else ""
    return [
        verdict.id, verdict.sha256, verdict.quote, verdict.verdict, corrected, verdict.reviewer,
        verdict.note,
    ]  # fmt: skip
