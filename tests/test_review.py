"""Verdicts: what reviewers said lasts from run to run, and nothing of it is lost silently."""

import csv
import io
import json
from dataclasses import fields
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from pipeline.batch.run import RunResult, run
from pipeline.cli import app
from pipeline.lexicon import LexiconError
from pipeline.outputs.reader import Cells, Recorded, read_cells
from pipeline.read.guarded import guard
from pipeline.review.confidence import NONE, Correction, read_correction
from pipeline.review.verdicts import FILE, TABLE, Verdict, read_verdicts
from pipeline.workbench.calibration import calibration
from pipeline.workbench.fit import Seen, fit, seen_events
from pipeline.workbench.imported import as_csv, verdicts_of
from pipeline.workbench.judged import judged_rows
from pipeline.workbench.sample import SAMPLED, draw
from pipeline.workbench.score import precision, wilson

ARTICLE = "2023年6月，美国商务部发布了出口管制规则。同年12月，荷兰政府加强了审查。\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    return folder


def write(path: Path, *rows: dict[str, str]) -> Path:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, TABLE.columns, quoting=csv.QUOTE_ALL, restval="")
    writer.writeheader()
    writer.writerows({name: guard(cell) for name, cell in row.items()} for row in rows)
    path.write_text(buffer.getvalue(), encoding="utf-8-sig", newline="")
    return path


def rows(outputs: Path, table: str) -> list[Cells]:
    return list(read_cells((outputs / f"{table}.csv").read_bytes()))


def reviewed(corpus: Path, outputs: Path, *verdicts: dict[str, str]) -> RunResult:
    write(corpus / FILE, *verdicts)
    return run(corpus, outputs)


@pytest.fixture
def event(corpus: Path, tmp_path: Path) -> Cells:
    """Return the first event of the article, as a run before any verdict writes it."""
    run(corpus, tmp_path / "before")
    return rows(tmp_path / "before", "events")[0]


def said(event: Cells, verdict: str, **corrected: str) -> dict[str, str]:
    cells = {"id": event["event_id"], "quote": event["quote"], "verdict": verdict}
    return cells | ({"corrected": json.dumps(corrected)} if corrected else {})


def test_no_verdict_changes_no_row(corpus: Path, tmp_path: Path, event: Cells) -> None:
    reviewed(corpus, tmp_path / "out")
    assert rows(tmp_path / "out", "events")[0] == event
    assert event["review"] == ""
    assert [row["path"] for row in rows(tmp_path / "out", "documents")] == ["a.txt"]


def test_an_accepted_row_is_marked(corpus: Path, tmp_path: Path, event: Cells) -> None:
    reviewed(corpus, tmp_path / "out", said(event, "accept"))
    assert rows(tmp_path / "out", "events")[0] == event | {"review": "accepted"}


def test_a_rejected_row_stays_rejected(corpus: Path, tmp_path: Path, event: Cells) -> None:
    for _ in range(2):
        reviewed(corpus, tmp_path / "out", said(event, "reject") | {"note": "no"})
    assert event["event_id"] not in {row["event_id"] for row in rows(tmp_path / "out", "events")}
    refused = [row for row in rows(tmp_path / "out", "rejected") if row["rule"] == "reviewer"]
    assert [(row["quote"], row["kind"], row["reason"]) for row in refused] == [
        (event["quote"], "event", "reviewer: no")
    ]
    assert rows(tmp_path / "out", "documents")[0]["events"] == "1"


def test_corrected_cells_are_written_and_ids_kept(
    corpus: Path, tmp_path: Path, event: Cells
) -> None:
    reviewed(corpus, tmp_path / "out", said(event, "edit", event_type="publication",
                                            actors="美国商务部|某局"))  # fmt: skip
    row = rows(tmp_path / "out", "events")[0]
    assert (row["event_type"], row["actors"], row["actor_ids"], row["review"]) == (
        "publication", "美国商务部|某局", "us-doc|", "edited",
    )  # fmt: skip


def test_events_go_with_a_rejected_date(corpus: Path, tmp_path: Path, event: Cells) -> None:
    date = next(
        row for row in rows(tmp_path / "before", "dates") if row["date_id"] == event["date_id"]
    )
    cells = {"id": date["date_id"], "quote": date["quote"], "verdict": "reject"}
    reviewed(corpus, tmp_path / "out", cells)
    assert event["event_id"] not in {row["event_id"] for row in rows(tmp_path / "out", "events")}
    assert all(row["anchor_date_id"] != date["date_id"] for row in rows(tmp_path / "out", "dates"))


def test_a_new_row_is_added_where_its_quote_stands(corpus: Path, tmp_path: Path) -> None:
    new = {"id": "a-6d3ad5eb.event", "quote": "荷兰政府加强了审查", "verdict": "add"}
    run(corpus, tmp_path / "before")
    doc_id = rows(tmp_path / "before", "documents")[0]["doc_id"]
    new["id"] = f"{doc_id}.event"
    new["corrected"] = json.dumps({"trigger": "审查", "start_date": "2023-12-24"})
    reviewed(corpus, tmp_path / "out", new)
    added = [row for row in rows(tmp_path / "out", "events") if row["review"] == "added"]
    assert [(row["trigger"], row["start_date"], row["quote"]) for row in added] == [
        ("审查", "2023-12-24", "荷兰政府加强了审查")
    ]
    assert ARTICLE[int(added[0]["start"]) : int(added[0]["end"])] == added[0]["quote"]


@pytest.mark.parametrize("quote", ["which\r\nwas", "a\nb\tc", " a\u200b ", "a\u202eb", "'=1", "\n"])
def test_a_quote_comes_back_as_it_stood(tmp_path: Path, quote: str) -> None:
    said = Verdict("a.event.1-2", "", quote, "accept", {"trigger": quote}, "Li", quote)
    (tmp_path / FILE).write_bytes(as_csv([said]))
    assert read_verdicts(tmp_path / FILE) == (said,)


@pytest.mark.parametrize("broken", ["\t", " \u200b", " \u202e"])
def test_a_row_with_signs_that_nobody_sees_is_judged(
    corpus: Path, tmp_path: Path, broken: str
) -> None:
    text = f"On June 5, 2023, the US Commerce{broken}Department issued new export control rules.\n"
    (corpus / "a.txt").write_text(text, encoding="utf-8", newline="")
    run(corpus, tmp_path / "before")
    event = rows(tmp_path / "before", "events")[0]
    assert broken in event["quote"]
    judge(tmp_path / "before/tables.xlsx", "accept", sheet="events")
    code, output = command("review", "import", tmp_path / "before/tables.xlsx", "-o",
                           tmp_path / "before", "--to", tmp_path / "v.csv")  # fmt: skip
    assert code == 0, output
    assert run(corpus, tmp_path / "sheet", verdicts=tmp_path / "v.csv").unmatched == ()
    assert reviewed(corpus, tmp_path / "out", said(event, "accept")).unmatched == ()
    assert rows(tmp_path / "out", "events")[0]["review"] == "accepted"


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        ("organization", {"org_id": "xx-office", "name": "规则处", "kind": "government"}),
        ("technology", {"tech_id": "xx-rule", "category": "cyber"}),
        ("place", {"place_id": "NL"}),
        ("instrument", {"instrument_id": "xx-rules"}),
    ],
)
def test_a_new_name_is_added_to_its_table(
    corpus: Path, tmp_path: Path, event: Cells, kind: str, cells: dict[str, str]
) -> None:
    new = {"id": f"{event['doc_id']}.{kind}", "quote": "规则", "verdict": "add"}
    new["corrected"] = json.dumps(cells)
    assert reviewed(corpus, tmp_path / "out", new).unmatched == ()
    found = rows(tmp_path / "out", f"{kind}_mentions")
    added = [row for row in found if row["review"] == "added"]
    assert [row["quote"] for row in added] == ["规则"]
    assert cells.items() <= added[0].items()
    assert added[0]["name"] == cells.get("name", "规则")
    assert ARTICLE[int(added[0]["start"]) : int(added[0]["end"])] == "规则"


def test_a_row_is_found_again_when_the_text_before_it_grew(
    corpus: Path, tmp_path: Path, event: Cells
) -> None:
    (corpus / "a.txt").write_text(f"出口管制观察\n\n{ARTICLE}", encoding="utf-8")
    result = reviewed(corpus, tmp_path / "out", said(event, "accept"))
    assert result.unmatched == ()
    found = [row for row in rows(tmp_path / "out", "events") if row["review"] == "accepted"]
    assert [row["quote"] for row in found] == [event["quote"]]


def test_a_row_is_found_again_when_its_file_was_renamed(
    corpus: Path, tmp_path: Path, event: Cells
) -> None:
    digest = rows(tmp_path / "before", "documents")[0]["sha256"]
    (corpus / "a.txt").rename(corpus / "b.txt")
    result = reviewed(corpus, tmp_path / "out", said(event, "accept") | {"sha256": digest})
    assert result.unmatched == ()
    assert rows(tmp_path / "out", "events")[0]["review"] == "accepted"


def test_what_matches_no_row_is_reported(corpus: Path, tmp_path: Path, event: Cells) -> None:
    gone = said(event, "reject") | {"quote": "不在文中"}
    elsewhere = said(event, "accept") | {"id": "other-1.event.1-2.3-4"}
    result = reviewed(corpus, tmp_path / "out", gone, elsewhere)
    assert [verdict.quote for verdict in result.unmatched] == ["不在文中", event["quote"]]
    assert len(rows(tmp_path / "out", "events")) == 2


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"id": "a.event.1-2", "quote": "x", "verdict": "maybe"}, "verdict"),
        ({"id": "a.page.1-2", "quote": "x", "verdict": "accept"}, "is no id"),
        ({"id": "a", "quote": "x", "verdict": "accept"}, "is no id"),
        ({"id": "a.event.1-2", "quote": "", "verdict": "accept"}, "quote"),
        ({"id": "a.event.1-2", "quote": "x", "verdict": "edit", "corrected": "{"}, "JSON"),
        ({"id": "a.event.1-2", "quote": "x", "verdict": "edit", "corrected": '{"rule": "x"}'},
         "cannot change rule"),
        ({"id": "a.event.1-2", "quote": "x", "verdict": "edit",
          "corrected": '{"start_date": "5 May"}'}, "is no day"),
        ({"id": "a.event.1-2", "quote": "x", "verdict": "edit",
          "corrected": '{"event_type": "war"}'}, "cannot be"),
    ],
)  # fmt: skip
def test_a_verdict_that_cannot_be_used_stops_the_run(
    tmp_path: Path, row: dict[str, str], problem: str
) -> None:
    path = write(tmp_path / FILE, row)
    with pytest.raises(LexiconError, match=problem) as error:
        read_verdicts(path)
    assert error.value.line == 2


def test_verdicts_survive_run_json(corpus: Path, tmp_path: Path, event: Cells) -> None:
    reviewed(corpus, tmp_path / "out", said(event, "edit", trigger="发布"))
    facts = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert [Verdict(**row).corrected for row in facts["verdicts"]] == [{"trigger": "发布"}]
    assert set(facts["verdicts"][0]) == {field.name for field in fields(Verdict)}


def command(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.output


def test_a_run_says_how_many_verdicts_it_followed(
    corpus: Path, tmp_path: Path, event: Cells
) -> None:
    reviewed(corpus, tmp_path / "out", said(event, "accept"))
    (corpus / "nothing.txt").write_text("\n", encoding="utf-8")
    _, output = command("run", corpus, "-o", tmp_path / "out")
    assert "Verdicts of reviewers followed: 1" in output
    assert "empty: nothing.txt: no text of an article is in it" in output


def judge(path: Path, *verdicts: str, sheet: str = "sample", **changed: str) -> None:
    """Fill in the verdicts of a workbook, and change cells of its first row."""
    book = load_workbook(path)
    lines = book[sheet]
    columns = [cell.value for cell in lines[1]]
    for line, verdict in enumerate(verdicts, 2):
        lines.cell(line, columns.index("verdict") + 1, verdict)
    for column, value in changed.items():
        lines.cell(2, columns.index(column) + 1, value)
    book.save(path)


def test_a_sample_is_drawn_evenly_and_hides_confidence(
    sample_run: tuple[Path, RunResult], tmp_path: Path
) -> None:
    recorded = Recorded(sample_run[0])
    drawn = draw(recorded, 60)
    assert drawn == draw(recorded, 60)
    assert {row.table for row in drawn} == set(SAMPLED)
    assert len({row.stratum for row in drawn}) > 30
    code, _ = command("review", "sample", tmp_path / "s.xlsx", "-o", sample_run[0], "--rows", 9)
    sheet = load_workbook(tmp_path / "s.xlsx")["sample"]
    assert (code, sheet.max_row) == (0, 10)
    assert "confidence" not in " ".join(str(cell.value) for row in sheet for cell in row)


def test_a_sample_is_a_report_where_the_run_has_one(corpus: Path, tmp_path: Path) -> None:
    run(corpus, tmp_path / "out")
    page = tmp_path / "s.html"
    assert command("review", "sample", page, "-o", tmp_path / "out", "--rows", 3)[0] == 0
    assert b'id="data">{"sample":["' in page.read_bytes()
    (tmp_path / "out/report").mkdir()
    code, output = command("review", "sample", page, "-o", tmp_path / "out")
    assert (code, "no report of one page" in output) == (2, True)
    (tmp_path / "out/report").rmdir()
    (tmp_path / "out/report.html").unlink()
    assert command("review", "sample", page, "-o", tmp_path / "out")[0] == 2


def test_a_judged_sample_is_scored(sample_run: tuple[Path, RunResult], tmp_path: Path) -> None:
    file, outputs = tmp_path / "s.xlsx", sample_run[0]
    command("review", "sample", file, "-o", outputs, "--rows", 10, "--table", "events")
    assert command("review", "score", file, "-o", outputs)[0] == 2
    judge(file, *["accept"] * 6, "reject", "edit", "unsure")
    recorded = Recorded(outputs)
    found = precision(recorded, judged_rows(recorded, verdicts_of(file, recorded)))[0]
    assert (found.table, found.judged, found.right, found.share) == ("events", 8, 6, 0.75)
    assert (round(found.low, 3), round(found.high, 3)) == (0.409, 0.929)
    assert "6" in command("review", "score", file, "-o", outputs)[1]


def test_judged_events_are_plotted_by_confidence(
    sample_run: tuple[Path, RunResult], tmp_path: Path
) -> None:
    recorded = Recorded(sample_run[0])
    events = list(recorded.table("events"))
    said = [
        Verdict(row["event_id"], "", row["quote"], "reject" if place % 4 == 0 else "accept")
        for place, row in enumerate(events)
    ]
    dates = [Verdict("x.date.1-2", "", "x", "accept"), Verdict(said[0].id, "", "x", "unsure")]
    bands = calibration(seen_events(judged_rows(recorded, [*said, *dates])))
    assert sum(band.judged for band in bands) == len(events)
    assert sum(band.right for band in bands) == len(events) - len(said[::4])
    assert [band.confidence for band in bands] == sorted(band.confidence for band in bands)
    (tmp_path / "verdicts.csv").write_bytes(as_csv(said))
    code, output = command("review", "score", tmp_path / "verdicts.csv", "-o", sample_run[0],
                           "--xlsx", tmp_path / "score.xlsx")  # fmt: skip
    assert code == 0, output
    book = load_workbook(tmp_path / "score.xlsx")
    assert book["calibration"].max_row == len(bands) + 1
    with ZipFile(tmp_path / "score.xlsx") as parts:
        assert b"<c:errBars>" in parts.read("xl/charts/chart1.xml")


def test_a_judge_corrects_the_lines_of_a_sample(corpus: Path, tmp_path: Path, event: Cells) -> None:
    file, outputs = tmp_path / "s.xlsx", tmp_path / "before"
    command("review", "sample", file, "-o", outputs, "--table", "events")
    sheet = load_workbook(file)["sample"]
    says = [cell.value for cell in sheet[1]].index("says")
    lines = str(sheet.cell(2, says + 1).value)
    assert "trigger: " in lines
    judge(file, "edit", says=lines.replace("trigger: ", "trigger: 已") + "\nactors: 某局")
    corrected = verdicts_of(file, Recorded(outputs))[0].corrected
    assert (corrected["trigger"][0], corrected["actors"]) == ("已", "某局")
    assert set(corrected) == {"trigger", "actors"}


def test_judged_rows_stay_known_when_a_run_has_followed_them(
    corpus: Path, tmp_path: Path, event: Cells
) -> None:
    """A rejected row is gone from the tables: without it, all that is left would be right."""
    other = rows(tmp_path / "before", "events")[1]
    write(tmp_path / FILE, said(event, "reject"), said(other, "accept"))
    found = []
    for name in ("before", "after"):
        recorded = Recorded(tmp_path / name)
        judged = judged_rows(recorded, read_verdicts(tmp_path / FILE))
        found.append([(row.table, row.cells["confidence"], row.is_right) for row in judged])
        reviewed(corpus, tmp_path / "after", said(event, "reject"), said(other, "accept"))
    assert found[0] == found[1]
    assert [is_right for _, _, is_right in found[1]] == [False, True]


@pytest.mark.parametrize(
    ("verdict", "corrected", "is_right"),
    [
        ("accept", {}, True),
        ("reject", {}, False),
        ("edit", {"actors": "某局"}, True),
        ("edit", {"trigger": "公布"}, False),
        ("edit", {"actors": "某局", "start_date": "2023-06-02"}, False),
        ("edit", {}, False),
    ],
)
def test_confidence_speaks_of_day_and_verb(
    corpus: Path, tmp_path: Path, event: Cells, verdict: str, corrected: dict[str, str],
    is_right: bool,
) -> None:  # fmt: skip
    said_of = Verdict(event["event_id"], "", event["quote"], verdict, corrected)
    seen = seen_events(judged_rows(Recorded(tmp_path / "before"), [said_of]))
    assert [one.is_right for one in seen] == [is_right]


def judged_events(right: int, *, of: int = 100, confidence: float = 0.9) -> list[Seen]:
    return [Seen(f"article-{place}", confidence, place < right) for place in range(of)]


def test_a_fit_finds_how_far_confidence_is_off() -> None:
    found = fit([*judged_events(60), *judged_events(45, confidence=0.7)])
    assert (round(found.said, 2), found.right, found.is_better) == (0.8, 105, True)
    assert abs(found.correction.of(0.9) - 0.6) < 0.03
    assert abs(found.correction.of(0.7) - 0.45) < 0.03


def test_a_fit_leaves_alone_what_is_right() -> None:
    found = fit([*judged_events(90), *judged_events(70, confidence=0.7)])
    assert not found.is_better
    assert abs(found.correction.of(0.9) - 0.9) < 0.02


def test_few_rows_move_confidence_little() -> None:
    few, many = fit(judged_events(1, of=2)), fit(judged_events(100, of=200))
    assert 0.9 > few.correction.of(0.9) > many.correction.of(0.9) + 0.1


@pytest.mark.parametrize("confidence", [place / 100 for place in range(60, 100)])
def test_a_correction_of_a_corrected_run_is_one(confidence: float) -> None:
    former, then = Correction(-60, 80), Correction(30, 90)
    assert abs(then.of(former.of(confidence)) - then.after(former).of(confidence)) <= 0.02
    assert NONE.of(confidence) == confidence


def test_the_next_run_corrects_confidence_and_nothing_else(
    corpus: Path, tmp_path: Path, event: Cells
) -> None:
    (corpus / "confidence.csv").write_text("intercept,slope,judged,right\n-0.50,0.80,100,70\n")
    result = run(corpus, tmp_path / "out")
    told = Correction(-50, 80)
    before, after = (rows(tmp_path / name, "events") for name in ("before", "out"))
    assert after == [row | {"confidence": str(told.of(float(row["confidence"])))} for row in before]
    assert after != before
    assert [row.path for row in result.documents] == ["a.txt"]
    assert result.to_frame()["confidence"].tolist() == [float(row["confidence"]) for row in after]
    assert Recorded(tmp_path / "out").correction == told
    assert Recorded(tmp_path / "before").correction == NONE
    (corpus / "confidence.csv").rename(tmp_path / "c.csv")
    run(corpus, tmp_path / "named", confidence=tmp_path / "c.csv")
    assert rows(tmp_path / "named", "events") == after


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("0.1,0.9,,\n", ""),
        ("-0.41,1,200,160\n", ""),
        ("'-0.41,1,200,160\n", ""),
        ("0.1,-0.9,,\n", "slope"),
        ("much,0.9,,\n", "intercept"),
        ("0.1,,,\n", "slope"),
        ("0.1,0.9,,\n0.2,0.9,,\n", "2 rows"),
        ("", "0 rows"),
    ],
)
def test_a_correction_that_cannot_be_used_stops_the_run(
    tmp_path: Path, text: str, problem: str
) -> None:
    path = tmp_path / "confidence.csv"
    path.write_text(f"intercept,slope,judged,right\n{text}", encoding="utf-8")
    if problem:
        with pytest.raises(LexiconError, match=problem):
            read_correction(path)
    else:
        assert read_correction(path) != NONE


def test_a_judged_sample_is_fitted_into_a_file(
    sample_run: tuple[Path, RunResult], tmp_path: Path
) -> None:
    events = list(Recorded(sample_run[0]).table("events"))
    few, many = tmp_path / "few.csv", tmp_path / "many.csv"
    said = [
        Verdict(row["event_id"], "", row["quote"], "accept" if place % 3 else "reject")
        for place, row in enumerate(events)
    ]
    few.write_bytes(as_csv(said[:9]))
    many.write_bytes(as_csv(said))
    to = tmp_path / "confidence.csv"
    assert command("review", "fit", few, "-o", sample_run[0], "--to", to)[0] == 2
    code, output = command("review", "fit", many, "-o", sample_run[0], "--to", to)
    assert code == 0, output
    assert f"{len(events)} events judged" in output
    assert read_correction(to).of(0.95) < 0.85
    many.write_bytes(as_csv([Verdict(v.id, "", v.quote, "accept") for v in said[10:60]] + said[:3]))
    right = tmp_path / "right.csv"
    output = command("review", "fit", many, "-o", sample_run[0], "--to", right)[1]
    assert ("not written" in output) != right.exists()


def test_verdicts_come_from_the_workbook_of_a_run(
    corpus: Path, tmp_path: Path, event: Cells
) -> None:
    judge(tmp_path / "before/tables.xlsx", "edit", "reject", sheet="events", trigger="公布")
    code, output = command("review", "import", tmp_path / "before/tables.xlsx", "-o",
                           tmp_path / "before", "--to", corpus / FILE)  # fmt: skip
    assert code == 0, output
    run(corpus, tmp_path / "out")
    found = rows(tmp_path / "out", "events")
    assert [(row["trigger"], row["review"]) for row in found] == [("公布", "edited")]


def test_an_edited_table_is_taken_for_verdicts(corpus: Path, tmp_path: Path, event: Cells) -> None:
    table = tmp_path / "before/events.csv"
    text = table.read_text(encoding="utf-8-sig")
    table.write_text(text.replace('"actual"', '"planned"', 1), encoding="utf-8-sig")
    run(corpus, tmp_path / "before")
    edited = tmp_path / "before/events.edited.csv"
    for _ in range(2):
        code, output = command("review", "import", edited, "-o", tmp_path / "before", "--to",
                               corpus / FILE)  # fmt: skip
        assert code == 0, output
    assert [verdict.corrected for verdict in read_verdicts(corpus / FILE)] == [
        {"modality": "planned"}
    ]


@pytest.mark.parametrize("name", ["x.xlsx", "x.csv"])
def test_a_file_without_verdicts_is_refused(
    sample_run: tuple[Path, RunResult], tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(b"a,b\n1,2\n")
    code, output = command("review", "import", tmp_path / name, "-o", sample_run[0])
    assert code == 2
    assert name in output


@pytest.mark.parametrize(
    ("right", "judged", "low", "high"),
    [(0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (93, 100, 0.863, 0.966)],
)
def test_intervals_are_wilsons(right: int, judged: int, low: float, high: float) -> None:
    assert [round(end, 3) for end in wilson(right, judged)] == [low, high]
