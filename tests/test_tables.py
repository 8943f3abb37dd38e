"""Tables: cells that survive a spreadsheet and a round trip, a descriptor that Frictionless
accepts.
"""

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.batch.run import RunResult
from pipeline.read.guarded import guard, unguard
from pipeline.tables.csv import (
    TABLES,
    csv_bytes,
    join_items,
    read_frame,
    split_items,
)
from pipeline.tables.describe import as_markdown, describe, descriptions
from pipeline.tables.rows import RejectedRow

# Columns of the contract that no stage fills yet.
COMING = {("documents", "duplicate_of")}


@pytest.mark.parametrize(
    ("cell", "guarded"),
    [
        ("=SUM(A1)", "'=SUM(A1)"),
        ("-13-", "'-13-"),
        ("＝1", "'＝1"),
        ("\t2", "'\t2"),
        ("\n2、", "'\n2、"),
        ("'=x", "''=x"),
        ("@handle", "'@handle"),
        ("3E001", "3E001"),
        ("'quoted'", "'quoted'"),
        ("华为", "华为"),
        ("", ""),
    ],
)
def test_spreadsheet_guard(cell: str, guarded: str) -> None:
    assert guard(cell) == guarded
    assert unguard(guarded) == cell


@given(st.text(st.sampled_from("'=+-@＝\t\r\na年"), max_size=8))
def test_the_guard_can_be_undone(cell: str) -> None:
    assert unguard(guard(cell)) == cell


@given(st.lists(st.text(st.sampled_from("a|\\\n年") | st.characters(), max_size=5), max_size=4))
def test_lists_survive_a_cell(items: list[str]) -> None:
    """A list of one empty item alone is written like an empty list."""
    assert split_items(join_items(items)) == ([] if items == [""] else items)


def test_every_text_cell_is_quoted_and_line_ends_survive() -> None:
    row = RejectedRow("d", 0, 5, "a\r\nb\rc", "date", "rule", 'says "no"')
    data = csv_bytes("rejected", [row])
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r") == 2
    header, body = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert header == ["doc_id", "start", "end", "quote", "kind", "rule", "reason"]
    assert body == ["d", "0", "5", "a\r\nb\rc", "date", "rule", 'says "no"']


def test_all_tables_are_there_with_their_columns(sample_run: tuple[Path, RunResult]) -> None:
    outputs, result = sample_run
    for name, (row_type, _) in TABLES.items():
        with (outputs / f"{name}.csv").open(encoding="utf-8-sig", newline="") as handle:
            rows = list(csv.reader(handle))
        assert rows[0] == list(row_type.__dataclass_fields__)
        assert len(rows) - 1 == result.counts[name]


def test_frictionless_accepts_the_package(sample_run: tuple[Path, RunResult]) -> None:
    from frictionless import Package

    report = Package(str(sample_run[0] / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:5]


def test_pandas_reads_what_was_written(sample_run: tuple[Path, RunResult]) -> None:
    outputs, result = sample_run
    events = read_frame(outputs, "events")
    assert len(events) == result.counts["events"]
    source = (outputs / "text" / f"{events['doc_id'][0]}.source.txt").read_bytes().decode()
    assert source[events["start"][0] : events["end"][0]] == events["quote"][0]


def test_quotes_equal_their_source_in_every_table(sample_run: tuple[Path, RunResult]) -> None:
    outputs, _ = sample_run
    checked = 0
    for name in ("repairs", "dates", "events", "organization_mentions", "technology_mentions",
                 "name_pairs", "rejected"):  # fmt: skip
        for row in read_frame(outputs, name).itertuples():
            source = (outputs / "text" / f"{row.doc_id}.source.txt").read_bytes().decode()
            assert source[row.start : row.end] == row.quote
            checked += 1
    assert checked > 500


def test_no_cell_is_longer_than_a_spreadsheet_holds(sample_run: tuple[Path, RunResult]) -> None:
    for name in TABLES:
        with (sample_run[0] / f"{name}.csv").open(encoding="utf-8-sig", newline="") as handle:
            assert all(len(cell) <= 32_000 for row in csv.reader(handle) for cell in row)


def test_run_json_names_what_decides_and_nothing_else(sample_run: tuple[Path, RunResult]) -> None:
    text = (sample_run[0] / "run.json").read_text(encoding="utf-8")
    told = json.loads(text)
    assert told["libraries"]["jieba"]
    assert told["lexicons"]["organizations.csv"]
    assert told["settings"]["segmenter"] == "rjieba"
    assert str(sample_run[0]) not in text
    assert "worker" not in text


def test_every_column_is_described_in_both_languages() -> None:
    columns = {
        (name, column) for name, (row, _) in TABLES.items() for column in get_type_hints(row)
    }
    assert all(all(describe(*place)) for place in columns)
    assert {place for place in descriptions() if place[0]} - columns <= COMING


def test_the_page_of_the_tables_is_up_to_date() -> None:
    page = Path(__file__).parent.parent / "docs/tables.md"
    assert page.read_text(encoding="utf-8") == as_markdown(), "make table-docs"


def test_the_questions_for_datasette_can_be_asked(sample_run: tuple[Path, object]) -> None:
    metadata = json.loads((sample_run[0] / "tables.metadata.json").read_text(encoding="utf-8"))
    questions = metadata["databases"]["tables"]["queries"]
    with closing(sqlite3.connect(sample_run[0] / "tables.sqlite")) as connection:
        for question in questions.values():
            values = {"word": "芯片", "org_id": "us-bis"}
            assert connection.execute(question["sql"], values).fetchall()
