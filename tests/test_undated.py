"""`zhengju metadata`: rows for what nothing dates, nothing of them used unless a person says so."""

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.batch.run import run
from pipeline.cli import app
from pipeline.read.metadata import load_metadata
from pipeline.workbench.undated import SEEN, days_in_name, skeleton

UNDATED = "芯片与政策\n\n2023年6月5日，美国商务部发布规则；7月，荷兰跟进。2024年1月1日起生效。\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    (folder / "2024").mkdir(parents=True)
    (folder / "2024/a-2024-03-05.txt").write_text(UNDATED, encoding="utf-8")
    (folder / "b.txt").write_text(f"发布时间：2024-03-06\n\n{UNDATED}", encoding="utf-8")
    (folder / "c.md").write_text(f"---\ndate: 2024-03-07\n---\n{UNDATED}", encoding="utf-8")
    (folder / "d.txt").write_text("", encoding="utf-8")
    (folder / "e.docx").write_bytes(b"broken")
    records = [
        {"id": "r1", "text": UNDATED, "title": "=题", "url": "https://example.org/1"},
        {"id": "r2", "text": UNDATED, "published": "2024-03-08"},
    ]
    (folder / "r.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return folder


def command(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["metadata", *map(str, arguments)])
    return result.exit_code, result.output


def rows_of(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))


def test_each_article_that_nothing_dates_gets_a_row(corpus: Path) -> None:
    code, output = command(corpus)
    assert code == 0
    assert "2 of 7 articles have no day" in output
    assert "e.docx" in output
    first, second = rows_of(corpus / "metadata.csv")
    assert first == {
        "path": "2024/a-2024-03-05.txt",
        "title": "",
        "published": "",
        "url": "",
        "day_in_name": "2024-03-05",
        "days_in_text": "2023-06-05 (芯片与政策 2023年6月5日，美国商务部发布规则；7)|2024-01-01 (布规则；7月，荷兰跟进。2024年1月1日起生效。)",
        "first_line": "芯片与政策",
    }
    assert (second["path"], second["title"]) == ("r.jsonl#r1", "'=题")
    assert second["url"] == "https://example.org/1"


def test_nothing_of_it_is_used_unconfirmed(corpus: Path, tmp_path: Path) -> None:
    before = run(corpus, tmp_path / "before").documents
    assert command(corpus)[0] == 0
    assert run(corpus, tmp_path / "after").documents == before
    tables = [(tmp_path / name / "dates.csv").read_bytes() for name in ("before", "after")]
    assert tables[0] == tables[1]


def test_what_a_person_fills_in_is_used(corpus: Path, tmp_path: Path) -> None:
    command(corpus)
    file = corpus / "metadata.csv"
    file.write_bytes(
        file.read_bytes().replace(b'03-05.txt","","",', b'03-05.txt","","2024-03-05",')
    )
    (row,) = [
        row for row in run(corpus, tmp_path / "out").documents if row.path.startswith("2024/")
    ]
    assert (row.published, row.published_basis) == ("2024-03-05", "metadata")
    assert skeleton(corpus).undated == 1


def test_a_file_that_is_there_is_not_touched(corpus: Path) -> None:
    file = corpus / "metadata.csv"
    file.write_text("path,title,published,url\n", encoding="utf-8")
    before = file.read_bytes()
    code, output = command(corpus)
    assert (code, file.read_bytes()) == (2, before)
    assert "--merge" in output


def test_merging_keeps_the_rows_that_are_there(corpus: Path) -> None:
    file = corpus / "metadata.csv"
    file.write_text(
        "note,path,published,title,url\n"
        "mine,gone.txt,2020-01-01,旧,\n"
        "看,2024\\a-2024-03-05.txt,,题,\n",
        encoding="utf-8",
    )
    assert command(corpus, "--merge")[0] == 0
    rows = rows_of(file)
    assert list(rows[0]) == ["note", "path", "published", "title", "url", *SEEN]
    assert [row["path"] for row in rows] == ["gone.txt", "2024\\a-2024-03-05.txt", "r.jsonl#r1"]
    assert (rows[0]["note"], rows[0]["published"], rows[0]["first_line"]) == (
        "mine",
        "2020-01-01",
        "",
    )
    assert (rows[1]["note"], rows[1]["title"], rows[1]["day_in_name"]) == ("看", "题", "2024-03-05")
    once = file.read_bytes()
    assert command(corpus, "--merge")[0] == 0
    assert file.read_bytes() == once


def test_it_can_be_printed_or_put_elsewhere(corpus: Path, tmp_path: Path) -> None:
    code, output = command(corpus, "-o", "-")
    assert code == 0
    assert '"path","title","published","url"' in output
    assert command(corpus, "-o", tmp_path / "x.csv")[0] == 0
    assert len(rows_of(tmp_path / "x.csv")) == 2
    assert not (corpus / "metadata.csv").exists()


def test_where_all_have_a_day_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "c.md").write_text("---\ndate: 2024-03-07\n---\n正文", encoding="utf-8")
    code, output = command(tmp_path)
    assert (code, (tmp_path / "metadata.csv").exists()) == (0, False)
    assert "0 of 1 articles" in output


@pytest.mark.parametrize(
    ("content", "words"), [(b"path\nx\n", "column is missing"), (b"\xff\xfe\xff", "")]
)
def test_a_file_that_is_no_table_stops_it_with_a_remedy(
    content: bytes, words: str, corpus: Path
) -> None:
    (corpus / "metadata.csv").write_bytes(content)
    code, output = command(corpus, "--merge")
    assert code == 2
    assert words in output
    assert (corpus / "metadata.csv").read_bytes() == content


def test_there_is_no_such_folder(tmp_path: Path) -> None:
    assert command(tmp_path / "nowhere")[0] == 2


def test_a_cell_that_a_spreadsheet_would_run_is_read_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "metadata.csv").write_text(
        "path,title,published,url\n'=1.txt,'@题,2024-03-05,\n", encoding="utf-8"
    )
    (row,) = load_metadata(tmp_path).rows.values()
    assert (row["path"], row["title"]) == ("=1.txt", "@题")


def test_a_name_that_no_cell_holds_is_told(tmp_path: Path) -> None:
    (tmp_path / "a\u200bb.txt").write_text(UNDATED, encoding="utf-8")
    code, output = command(tmp_path)
    assert code == 0
    assert "not looked at (1)" in output
    assert load_metadata(tmp_path).rows == {}


@pytest.mark.parametrize(
    ("path", "days"),
    [
        ("2024-03-05-x.md", ["2024-03-05"]),
        ("x_20240305.txt", ["2024-03-05"]),
        ("公告2024年3月5日.pdf", ["2024-03-05"]),
        ("news/2024/03/05/x.html", ["2024-03-05"]),
        ("n.zip#2024.3.5/a.txt", ["2024-03-05"]),
        ("2024-03-05_2024-03-06.md", ["2024-03-05", "2024-03-06"]),
        ("2024-13-05.md", []),
        ("2024-03.md", []),
        ("2024-03_05.md", []),
        ("120240305.txt", []),
        ("202403051.txt", []),
        ("v1.2024.3.5.txt", []),
        ("5-3-2024.txt", []),
        ("x.md", []),
    ],
)
def test_days_in_names(path: str, days: list[str]) -> None:
    assert days_in_name(path) == days
