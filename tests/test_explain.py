"""A row followed back: from an id of a run or a piece of text to source, words, rules and lexicons."""

import datetime as dt
from pathlib import Path

import pytest
from typer.testing import CliRunner

import pipeline
from pipeline.batch.run import RunResult
from pipeline.cli import app
from pipeline.outputs.reader import Recorded
from pipeline.workbench.explain_row import explain_row
from pipeline.workbench.explanation import REMOVED, ROW, Explanation, Piece
from pipeline.workbench.row_ids import TABLES, RowError, id_of

TEXT = "美国公布新规。BIS随后将华为列入实体清单，国会在各国会依靠第17页共19页它。去年10月生效。"
DAY = dt.date(2023, 5, 2)


def of_table(table: str, about: str) -> Explanation:
    explained = pipeline.explain(TEXT, about, published=DAY)
    return next(row for row in explained.rows if row.table == table)


@pytest.mark.parametrize("table", [*(name for name, _ in TABLES.values()), "rejected"])
def test_every_row_of_a_run_explains_itself(table: str, sample_run: tuple[Path, RunResult]) -> None:
    outputs, _ = sample_run
    recorded = Recorded(outputs)
    rows = list(recorded.table(table))
    cells = rows[len(rows) // 2]
    found = [row for row in explain_row(id_of(table, cells), outputs).rows if row.cells == cells]
    assert len(found) == 1
    shown = "".join(piece.text for piece in found[0].context if piece.style in (ROW, REMOVED))
    assert cells.get("quote", cells.get("text", "")) in shown
    assert all(rule.stage for rule in found[0].rules)


def test_an_ambiguous_name_shows_its_support_and_what_lost() -> None:
    row = of_table("organization_mentions", "BIS")
    assert row.cells["rule"] == "organizations.csv:us-bis+country-near"
    assert [rule.rule for rule in row.rules][:2] == ["organizations.csv", "country-near"]
    assert [entry.cells["id"] for entry in row.entries] == ["us-bis"]
    verdicts = {candidate.verdict.split()[0] for candidate in row.candidates}
    assert verdicts == {"wins", "loses"}
    assert ("BIS", "nt") in row.words


def test_a_date_shows_its_words_in_the_lexicon_and_its_publication() -> None:
    row = of_table("dates", "去年")
    assert "去年" in [entry.cells["word"] for entry in row.entries]
    assert row.published == "2023-05-02 (metadata)"
    assert "counted-from-publication" in [rule.rule for rule in row.rules]


def test_a_date_shows_the_date_that_it_leans_on() -> None:
    explained = pipeline.explain("2019年3月开工。5月6日停工。", "5月6日")
    assert [row["quote"] for row in explained.rows[0].leans_on] == ["2019年3月"]


def test_an_event_shows_its_date() -> None:
    explained = pipeline.explain("2021年3月1日，委员会批准了条例。", "批准")
    event = next(row for row in explained.rows if row.table == "events")
    assert [row["quote"] for row in event.leans_on] == ["2021年3月1日"]
    assert {entry.cells["trigger"] for entry in event.entries} == {"批准"}


def test_what_repair_removed_is_struck_out() -> None:
    row = of_table("rejected", "各国会")
    assert [piece.text for piece in row.context if piece.style == REMOVED] == ["第17页共19页"]
    assert [removal["rule"] for removal in row.removals] == ["page-number-of-total"]
    assert "~~第17页共19页~~[page-number-of-total]" in str(row)
    assert "第17页" not in row.plain


def test_a_refusal_says_by_which_rule() -> None:
    row = of_table("rejected", "各国会")
    assert ("国会", "boundary") in [(one.text, one.rule) for one in row.candidates]
    assert "refused: a part of another word" in str(row)


def test_only_rows_that_touch_the_piece_are_explained() -> None:
    assert [row.cells["quote"] for row in pipeline.explain(TEXT, "华为").rows] == ["华为"]
    assert pipeline.explain(TEXT, "不在其中").rows == ()
    assert len(pipeline.explain(TEXT).rows) > 3


def test_line_breaks_stay_on_one_line() -> None:
    context = (Piece("港口\n"), Piece("扩建", ROW), Piece("\r\n", REMOVED, "line-break"))
    row = Explanation("dates", "a.date.1-2", {"rule": ""}, context)
    assert str(row).splitlines()[1:] == ["source      港口⏎»扩建«~~⏎~~[line-break]"]


@pytest.mark.parametrize(
    ("wrong", "remedy"),
    [
        ("{doc}.date.{near}", "Nearest: {date}"),
        ("{doc}.0-1", "rejected.csv has no such row"),
        ("{doc}.dates.0-1", "Kinds are event, date"),
        ("{doc}", "Give the id of one of its rows"),
        ("{doc}x.date.1-2", "Nearest: {doc}"),
        ("us-bis", "Give one of its mentions"),
        ("nothing at all", "Copy an id"),
    ],
)
def test_an_unknown_id_gets_a_remedy(
    wrong: str, remedy: str, sample_run: tuple[Path, RunResult]
) -> None:
    outputs, _ = sample_run
    first = next(Recorded(outputs).table("dates"))
    place = f"{first['start']}-{int(first['end']) + 1}"
    names = {"doc": first["doc_id"], "date": first["date_id"], "near": place}
    with pytest.raises(RowError, match=r"\w") as error:
        explain_row(wrong.format(**names), outputs)
    assert remedy.format(**names) in str(error.value)


def test_the_command_prints_an_explanation(sample_run: tuple[Path, RunResult]) -> None:
    outputs, _ = sample_run
    date = next(Recorded(outputs).table("dates"))
    told = CliRunner().invoke(app, ["explain", date["date_id"], "-o", str(outputs)])
    assert told.exit_code == 0
    assert f"dates.csv  {date['date_id']}" in told.output
    assert f"»{date['quote']}«" in told.output


@pytest.mark.parametrize("arguments", [["nosuch.date.1-2"], ["x", "-o", "nowhere"]])
def test_the_command_gives_up_with_a_remedy(
    arguments: list[str], sample_run: tuple[Path, RunResult]
) -> None:
    options = [] if "-o" in arguments else ["-o", str(sample_run[0])]
    told = CliRunner().invoke(app, ["explain", *arguments, *options])
    assert told.exit_code == 2
