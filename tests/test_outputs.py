"""The workbook and the database of a run: the rows of the tables, typed, the same bytes twice."""

import csv
import io
import shutil
import sqlite3
import subprocess
import zipfile
from contextlib import closing
from dataclasses import replace
from itertools import chain
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

from pipeline import report
from pipeline.batch.former import PARTS
from pipeline.batch.gathered import Documents, in_order
from pipeline.batch.parts import listed
from pipeline.batch.run import RunResult
from pipeline.batch.written import GATHERED, corpus_rows, with_unmentioned
from pipeline.outputs.database import write_database
from pipeline.outputs.reader import read_cells
from pipeline.outputs.workbook import LONGEST_CELL, write_workbook
from pipeline.read import OWN
from pipeline.tables.csv import OF_DOCUMENT, TABLES
from pipeline.tables.describe import QUERIES
from pipeline.tables.rows import RejectedRow

NOTHING: dict[str, list[object]] = {name: [] for name in TABLES}
ODD_CELLS = ("=1+1", "3-5", "2024-01", "1E5", "00123", "+86", "@x", "'a", "\x00\x1b", "a\r\nb", "<b>&",
             "𠮷" * 20_000, "\u202eabc", "http://x.y/z", "TRUE", "1/2", "二〇二四年")  # fmt: skip


def rejected(quote: str) -> RejectedRow:
    return RejectedRow("d", 0, 1, quote, "date", "rule", "reason")


def opened(outputs: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{outputs / 'tables.sqlite'}?mode=ro", uri=True)


def workbook(**tables: list[object]) -> bytes:
    """Return a workbook of these tables, the others empty."""
    buffer = io.BytesIO()
    write_workbook(buffer, NOTHING | tables)
    return buffer.getvalue()


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    odd: list[object] = [rejected(cell) for cell in ODD_CELLS]
    for name in ("a", "b"):
        write_database(tmp_path / name, NOTHING | {"rejected": odd})
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert workbook(rejected=odd) == workbook(rejected=odd)


def test_the_database_holds_the_rows_of_the_tables(sample_run: tuple[Path, RunResult]) -> None:
    outputs, result = sample_run
    with closing(opened(outputs)) as connection:
        connection.row_factory = sqlite3.Row
        assert connection.execute("pragma integrity_check").fetchone()[0] == "ok"
        assert connection.execute("pragma foreign_key_check").fetchall() == []
        for name, count in result.counts.items():
            rows = connection.execute(f"select * from {name}").fetchall()
            cells = list(read_cells((outputs / f"{name}.csv").read_bytes()))
            assert len(rows) == len(cells) == count
            for row, wanted in zip(rows, cells, strict=True):
                seen = {key: "" if row[key] is None else str(row[key]) for key in row.keys()}  # noqa: SIM118
                assert seen == wanted


@pytest.mark.parametrize(
    ("question", "fewest"),
    [
        ("select * from who_did_what_to_whom where agent_id = 'us-bis'", 1),
        ("select * from timeline where event_type = 'regulation'", 1),
        ("select * from organizations_by_year where year = '2023'", 1),
        ("select * from sentences where plain like '%芯片%'", 1),
        ("select * from event_arguments where role = 'technology' and id is not null", 1),
    ],
)
def test_the_database_answers(
    sample_run: tuple[Path, RunResult], question: str, fewest: int
) -> None:
    with closing(opened(sample_run[0])) as connection:
        assert len(connection.execute(question).fetchall()) >= fewest


def test_a_department_is_asked_with_its_bodies(sample_run: tuple[Path, RunResult]) -> None:
    _, question = QUERIES["events_of_an_organization"]
    with closing(opened(sample_run[0])) as connection:
        connection.row_factory = sqlite3.Row
        found = connection.execute(question, {"org_id": "us-doc"}).fetchall()
    assert {"us-doc", "us-bis", "us-nist"} <= {row["agent_id"] for row in found}


def sheet(data: bytes, name: str) -> list[list[tuple[str, str]]]:
    """Return the cells of a sheet: type and text each."""
    space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        names = [item.get("name") for item in book.iterfind("m:sheets/m:sheet", space)]
        strings = [
            "".join(item.itertext())
            for item in ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
        ]
        part = f"xl/worksheets/sheet{names.index(name) + 1}.xml"
        rows = ElementTree.fromstring(archive.read(part)).iterfind("m:sheetData/m:row", space)
        return [
            [
                (cell.get("t", "n"), strings[int(value)] if cell.get("t") == "s" else value)
                for cell in row.iterfind("m:c", space)
                if (value := cell.findtext("m:v", "", space))
            ]
            for row in rows
        ]


def test_no_cell_of_the_workbook_is_a_formula_or_retyped() -> None:
    cells = sheet(workbook(rejected=[rejected(cell) for cell in ODD_CELLS]), "rejected")
    quotes = [row[3] for row in cells[1:]]
    assert all(kind == "s" for kind, _ in quotes)
    for cell, (_, seen) in zip(ODD_CELLS, quotes, strict=True):
        if len(cell) > LONGEST_CELL // 2:
            assert seen.endswith("…")
            assert len(seen.encode("utf-16-le")) // 2 <= LONGEST_CELL
        elif cell.isprintable():
            assert seen == cell


def test_a_workbook_written_row_by_row_has_the_same_cells(
    sample_run: tuple[Path, RunResult], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = sample_run[0] / OWN / PARTS
    documents = Documents(in_order(listed(own)))
    tables = NOTHING | {name: documents.table(name) for name in OF_DOCUMENT}
    odd = [rejected(cell) for cell in ODD_CELLS if cell.isprintable()]
    seen = []
    for most in (0, 1_000_000):
        monkeypatch.setattr("pipeline.outputs.workbook.MOST_HELD", most)
        write_workbook(tmp_path / f"{most}.xlsx", tables | {"rejected": odd}, "report.html")
        seen.append(openpyxl.load_workbook(tmp_path / f"{most}.xlsx"))
    for one, other in zip(*seen, strict=True):
        assert one.dimensions == other.dimensions
        for former, cell in zip(chain(*one), chain(*other), strict=True):
            assert (former.value, former.number_format) == (cell.value, cell.number_format)
            assert former.hyperlink == cell.hyperlink


def test_a_quote_leads_to_its_place_and_stands_in_full(
    sample_run: tuple[Path, RunResult],
) -> None:
    """LibreOffice shows one line of a wrapped cell where the file names no height."""
    sheet = openpyxl.load_workbook(sample_run[0] / "tables.xlsx")["events"]
    columns = [cell.value for cell in sheet[1]]
    for line in range(2, sheet.max_row + 1):
        quote, row_id = (sheet.cell(line, columns.index(n) + 1) for n in ("quote", "event_id"))
        assert quote.hyperlink.target == "report.html"
        assert quote.hyperlink.location == row_id.value
        assert not sheet.column_dimensions["K"].hidden
        if len(quote.value) > 60:
            assert sheet.row_dimensions[line].height > 25


def test_the_report_reads_all_that_it_shows(sample_run: tuple[Path, RunResult]) -> None:
    outputs, _ = sample_run
    documents = Documents(in_order(listed(outputs / OWN / PARTS)))
    tables = {name: corpus_rows(documents, name) for name in GATHERED}
    tables["events"] = list(documents.table("events"))
    whole = dict(report.report_files(documents.read(), with_unmentioned(tables)))
    assert whole[report.FILE] == (outputs / report.FILE).read_bytes()


def test_a_table_too_long_for_a_sheet_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.outputs.workbook.MOST_ROWS", 1)
    data = workbook(rejected=[rejected("a"), replace(rejected("b"), start=1)])
    told = {row[0][1]: row[2][1] for row in sheet(data, "contents")[1:]}
    assert told["rejected"] == "too long for a sheet: read rejected.csv"
    with pytest.raises(ValueError, match="rejected"):
        sheet(data, "rejected")


@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice on this machine")
def test_libreoffice_changes_no_cell(sample_run: tuple[Path, RunResult], tmp_path: Path) -> None:
    """Convert the sheet of events to CSV by the real program; days come back as ISO."""
    shutil.copy(sample_run[0] / "tables.xlsx", tmp_path)
    options = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2"
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", options, "--outdir", str(tmp_path), str(tmp_path / "tables.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    found = next(tmp_path.glob("*.csv"))
    rows = list(csv.DictReader(io.StringIO(found.read_text("utf-8-sig"), newline="")))
    wanted = list(read_cells((sample_run[0] / "events.csv").read_bytes()))
    assert len(rows) == len(wanted) > 100
    for row, cells in zip(rows, wanted, strict=True):
        assert {key: row[key] for key in cells} == cells
