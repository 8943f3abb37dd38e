"""Every mistake in a lexicon is said with its place and a remedy; a good row is left alone."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.lexicon import LexiconError, load
from pipeline.lexicon.findings import Finding
from pipeline.lexicon.schema import REMOVED, TABLES
from pipeline.workbench.check import check

CASES = json.loads((Path(__file__).parent / "cases" / "lexicon_check.json").read_text("utf-8"))
COLUMNS = {table.name: ",".join(table.columns) for table in (*TABLES, REMOVED)}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_mistake_is_found_and_a_good_row_left_alone(
    case: Mapping[str, str], tmp_path: Path
) -> None:
    header = COLUMNS.get(Path(case["file"]).stem, COLUMNS["organizations"])
    text = f"{header}\n{case['row']}\n"
    path = tmp_path / case["file"]
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    found = check(tmp_path)
    errors = [finding for finding in found if finding.severity == "error"]
    assert_run_agrees(tmp_path, errors)
    if not case["problem"]:
        assert not errors
        return
    (finding,) = [finding for finding in found if case["problem"] in finding.problem][:1]
    assert (finding.column, finding.severity) == (case["column"], case["severity"])
    assert finding.path == path
    assert finding.remedy
    assert case.get("remedy", "") in finding.remedy
    assert finding.line == text.rstrip("\n").count("\n") + 1 or not finding.column


def assert_run_agrees(folder: Path, errors: list[Finding]) -> None:
    """Demand that loading refuses what the check calls an error, and nothing else."""
    if not errors:
        load(folder)
        return
    with pytest.raises(LexiconError) as caught:
        load(folder)
    places = {(finding.path, finding.line, finding.column) for finding in errors}
    assert (caught.value.path, caught.value.line, caught.value.column) in places


def test_good_rows_are_as_many_as_bad_ones() -> None:
    good = sum(not case["problem"] or case["severity"] == "warning" for case in CASES)
    assert good * 5 >= len(CASES) * 2


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
