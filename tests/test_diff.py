"""What changed between two runs, and why: each cause alone, two at once, none."""

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

import pipeline.batch.workers
import pipeline.tools
from pipeline.batch.run import RunResult, run
from pipeline.cli import app
from pipeline.document import Source
from pipeline.outputs.reader import Recorded
from pipeline.read.limits import DEFAULTS
from pipeline.segment.engines import RustSegmenter
from pipeline.tables.rows import DocumentRows
from pipeline.tools import Settings, Tools
from pipeline.workbench.compare import Comparison, compare
from pipeline.workbench.compare.moved import Moved
from pipeline.workbench.compare.shown import page, workbook
from tests.test_lexicon_impact import own_folder
from tests.test_review import write

SCENARIOS = json.loads((Path(__file__).parent / "cases" / "diff.json").read_text(encoding="utf-8"))
SETTINGS = ("lexicons", "verdicts", "segmenter", "limit", "program", "version", "library")


class SingleSigns(RustSegmenter):
    """A segmenter that cuts every word into its signs, to stand for another one."""

    name = "jieba"

    def tag(self, text: str) -> Iterable[tuple[str, str]]:
        return [(sign, tag) for word, tag in super().tag(text) for sign in word]


@pytest.fixture(autouse=True)
def _another_segmenter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(pipeline.tools.SEGMENTERS, "jieba", SingleSigns)  # type: ignore[arg-type]


def without_events(source: Source, tools: Tools) -> DocumentRows:
    """Stand for a former program, which found no events."""
    found = pipeline.run.examine(source, tools)
    return replace(found, events=(), document=replace(found.document, events=0))


def laid_out(folder: Path, told: dict[str, Any]) -> Path:
    """Write the files of a scenario's side as a corpus."""
    folder.mkdir()
    for name, text in told.items():
        if name not in SETTINGS and text is not None:
            (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


def made(told: dict[str, Any], place: Path, patch: pytest.MonkeyPatch) -> Path:
    """Run one side of a scenario; return its output folder."""
    corpus, outputs = laid_out(place / "in", told), place / "out"
    own = None
    for table, rows in told.get("lexicons", {}).items():
        own = own_folder(place / "mine", table, *rows)
    limits = replace(DEFAULTS, bytes=told.get("limit", DEFAULTS.bytes))
    settings = Settings(segmenter=told.get("segmenter", "rjieba"), limits=limits)
    with patch.context() as former:
        if "program" in told or "library" in told:
            former.setattr(pipeline.batch.workers, "examine", without_events)
        run(corpus, outputs, overlay=own, settings=settings)
        if told.get("verdicts"):
            recorded = Recorded(outputs)
            write(corpus / "verdicts.csv", *(verdict(recorded, *said) for said in told["verdicts"]))
            run(corpus, outputs, overlay=own, settings=settings)
    facts = json.loads((outputs / "run.json").read_text(encoding="utf-8"))
    facts["version"] = told.get("program", told.get("version", facts["version"]))
    facts["libraries"]["rjieba"] = told.get("library", facts["libraries"]["rjieba"])
    (outputs / "run.json").write_text(json.dumps(facts), encoding="utf-8")
    return outputs


def verdict(
    recorded: Recorded, table: str, number: int, said: str, corrected: str
) -> dict[str, str]:
    row = list(recorded.table(table))[number]
    return {"id": row["event_id"], "quote": row["quote"], "verdict": said, "corrected": corrected}


def former_verdicts(scenario: dict[str, Any], place: Path, patch: pytest.MonkeyPatch) -> Path:
    """Run the new side of a scenario; its verdicts are on rows of the old one."""
    new = {**scenario["old"], **scenario["new"]}
    for name in ("program", "version", "library"):
        new.pop(name, None)
    said = new.pop("verdicts", [])
    if not said:
        return made(new, place, patch)
    recorded = Recorded(place.parent / "old" / "out")
    outputs = made(new, place, patch)
    write(place / "in" / "verdicts.csv", *(verdict(recorded, *row) for row in said))
    run(place / "in", outputs)
    return outputs


def compared(scenario: dict[str, Any], place: Path, patch: pytest.MonkeyPatch) -> Comparison:
    for side in ("old", "new"):
        (place / side).mkdir()
    old = made(scenario["old"], place / "old", patch)
    return compare(old, former_verdicts(scenario, place / "new", patch))


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[told["name"] for told in SCENARIOS])
def test_causes(scenario: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = compared(scenario, tmp_path, monkeypatch)
    kinds = {cause.kind for row in found.differences for cause in row.causes}
    assert kinds == set(scenario["kinds"])
    assert not set(scenario.get("never", ())) & set(found.tables)
    assert bool(found.differences) == bool(scenario["expect"])
    for table, sign, holds, causes, how in scenario["expect"]:
        rows = [
            row
            for row in found.table(table)
            if row.change.sign == sign and holds in "\n".join(row.change.cells.values())
        ]
        assert rows, (table, sign, holds)
        for row in rows:
            told = sorted(map(str, row.causes))
            assert len(told) == len(causes)
            for cause in causes:
                assert any(line.startswith(cause) for line in told), told
            assert row.how == how


@pytest.mark.parametrize(
    ("old", "new", "places"),
    [
        ("在三月", "在今年三月", {(1, 3): (3, 5), (0, 1): (0, 1)}),
        ("2023年6月，", "2024年6月，", {(0, 7): (0, 7)}),
        ("甲乙丙丁", "甲丁", {(0, 1): (0, 1), (3, 4): (1, 2), (1, 3): (1, 1)}),
        ("甲丁", "甲乙丙丁", {(0, 2): (0, 4), (1, 2): (3, 4)}),
        ("一\n二\n三\n", "零\n一\n二\n三\n", {(2, 3): (4, 5)}),
        ("甲", "甲", {(0, 1): (0, 1)}),
        ("甲", "", {(0, 1): (0, 0)}),
        ("", "甲", {(0, 0): (0, 0)}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("by_lines", [False, True])
def test_places_move_with_their_text(
    old: str, new: str, places: dict[tuple[int, int], tuple[int, int]], by_lines: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    if by_lines:
        monkeypatch.setattr("pipeline.workbench.compare.moved.MOST_COMPARED", 9)
    moved = Moved(old, new, "a-1", "b-2")
    if not by_lines or "\n" in old:
        for (start, end), wanted in places.items():
            assert (moved.start(start), moved.end(end)) == wanted
    row = {"doc_id": "a-1", "date_id": "a-1.date.0-0", "text": "a-1.x", "start": "0", "end": "0"}
    assert moved.row(row)["doc_id"] == "b-2"
    assert moved.row(row)["date_id"].startswith("b-2.date.")
    assert moved.row(row)["text"] == "a-1.x"


def test_the_sample_articles_do_not_differ_from_themselves(
    sample_run: tuple[Path, RunResult],
) -> None:
    found = compare(sample_run[0], sample_run[0])
    assert (found.documents, found.differences, found.moved) == (10, (), 0)


def test_the_program_of_today_gives_the_recorded_rows_again(
    sample_run: tuple[Path, RunResult],
) -> None:
    """What causes are proved by: a document run again from what the run recorded is the same."""
    from pipeline.tables.csv import OF_DOCUMENT
    from pipeline.workbench.compare.again import Again, Workshop

    recorded = Recorded(sample_run[0])
    workshop = Workshop(recorded, recorded)
    tables = {name: list(recorded.table(name)) for name in OF_DOCUMENT}
    columns = {name: list(rows[0]) for name, rows in tables.items()}
    for doc_id in recorded.documents:
        again = Again(workshop, {False: doc_id, True: doc_id}, columns)
        own = {name: [r for r in rows if r["doc_id"] == doc_id] for name, rows in tables.items()}
        assert again.factors == ()
        assert again.tables(frozenset()) == again.written(True, own)


def command(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.output


def test_the_command_prints_and_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = {
        "old": {"a.txt": "2023年6月，美国商务部发布了<img src=x onerror=alert(1)>规则。"},
        "new": {"a.txt": "2023年7月，美国商务部发布了<script>alert(1)</script>规则。"},
    }
    for side in ("old", "new"):
        (tmp_path / side).mkdir()
    old, new = (made(scenario[side], tmp_path / side, monkeypatch) for side in ("old", "new"))
    html, xlsx = tmp_path / "diff.html", tmp_path / "diff.xlsx"
    code, output = command("diff", old, new, "--html", html, "--xlsx", xlsx)
    assert code == 0, output
    assert "events.csv: 1 changed" in output
    assert "text: a.txt changed" in output
    text = html.read_text(encoding="utf-8")
    assert "<script" not in text
    assert "<img" not in text
    assert "&lt;script&gt;" in text
    assert "default-src 'none'" in text
    assert not re.search(r"(?:src|href)=[\"']", text)
    book = load_workbook(xlsx)
    assert book.sheetnames[0] == "causes"
    rows = list(book["events"].values)
    assert rows[0][:5] == ("change", "cause", "found by", "article", "was")
    assert rows[1][0] == "changed"
    found = compare(old, new)
    assert html.read_bytes() == page(found)
    assert xlsx.read_bytes() == workbook(found)


def test_a_folder_without_a_run_is_said(tmp_path: Path) -> None:
    code, output = command("diff", tmp_path, tmp_path)
    assert code == 2
    assert "no run has written here" in output.replace("\n", " ")
