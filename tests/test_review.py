"""Verdicts: what reviewers said lasts from run to run, and nothing of it is lost silently."""

import csv
import io
import json
from dataclasses import fields
from pathlib import Path

import pytest

from pipeline.batch.run import RunResult, run
from pipeline.lexicon import LexiconError
from pipeline.outputs.reader import Cells, read_cells
from pipeline.review.verdicts import FILE, TABLE, Verdict, read_verdicts
from pipeline.tables.csv import guard

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
