"""Every mistake in a lexicon is said with its place and a remedy; a good row is left alone."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.lexicon.schema import TABLES
from pipeline.workbench.check import check

CASES = json.loads((Path(__file__).parent / "cases" / "lexicon_check.json").read_text("utf-8"))
COLUMNS = {table.name: ",".join(table.columns) for table in TABLES}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_mistake_is_found_and_a_good_row_left_alone(
    case: Mapping[str, str], tmp_path: Path
) -> None:
    header = COLUMNS.get(Path(case["file"]).stem, COLUMNS["organizations"])
    text = f"{header}\n{case['row']}\n"
    (tmp_path / case["file"]).write_text(text, encoding="utf-8", newline="")
    found = check(tmp_path)
    errors = [finding for finding in found if finding.severity == "error"]
    if not case["problem"]:
        assert not errors
        return
    (finding,) = [finding for finding in found if case["problem"] in finding.problem][:1]
    assert (finding.column, finding.severity) == (case["column"], case["severity"])
    assert finding.path == tmp_path / case["file"]
    assert finding.remedy
    assert finding.line == text.rstrip("\n").count("\n") + 1 or not finding.column


def test_every_bad_line_is_said_at_once(tmp_path: Path) -> None:
    rows = [
        "my-a,甲乙丙,,firm,,,,",
        "my-b,甲乙丁,,firm,,,,",
        "my-c,甲丙丁,,other,,,,",
        "my-c,丙丁甲,,other,,,,",
    ]
    text = "\r\n".join([COLUMNS["organizations"], *rows, ""])
    (tmp_path / "organizations.csv").write_bytes(text.encode("utf-8-sig"))
    assert [(f.line, f.column) for f in check(tmp_path)] == [(2, "kind"), (3, "kind"), (5, "id")]


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        (f"{COLUMNS['organizations']}\nmy-a,洁净室联盟,,alliance,,,,\n".encode(), 0, "0 errors"),
        (
            f"{COLUMNS['organizations']}\nmy-a,洁净室联盟,,firm,,,,\n".encode(),
            1,
            "organizations.csv:2 kind",
        ),
        (
            f"{COLUMNS['organizations']}\nmy-a,洁净室联盟,,alliance,,,,\n".encode("gbk"),
            1,
            "CSV UTF-8",
        ),
        (b"", 1, "column is missing"),
    ],
    ids=["good", "bad kind", "gbk", "empty"],
)
def test_the_command(text: bytes, code: int, shown: str, tmp_path: Path) -> None:
    (tmp_path / "organizations.csv").write_bytes(text)
    result = CliRunner().invoke(app, ["lexicon", "check", str(tmp_path)])
    assert result.exit_code == code
    assert shown in result.output


def test_a_missing_folder(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["lexicon", "check", str(tmp_path / "none")])
    assert result.exit_code == 2
    assert "no such folder" in result.output


def test_the_shipped_lexicons_have_no_errors() -> None:
    assert [finding for finding in check() if finding.severity == "error"] == []
