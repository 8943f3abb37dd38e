"""Dated events: cases by kind, twins in the other script, and time that grows with the text."""

import datetime as dt
import json
import time
from functools import lru_cache
from pathlib import Path
from typing import Any

import opencc
import pytest

from pipeline import analyze
from pipeline.events import choice
from pipeline.lexicon import load
from pipeline.tables.rows import EventRow

CASES = Path(__file__).parent / "cases"
COLUMNS = ("event_type", "modality")
LISTS = ("actors", "actor_ids", "technologies", "recipients", "recipient_ids")
FEWEST_TRIGGERS = 1_100
FOUND = 0.35  # how sure a row is, at least, of which a case says how it reads


def cases(name: str) -> list[Any]:
    """Return the cases of a file as parameters, with their kinds as ids."""
    data = json.loads((CASES / name).read_text(encoding="utf-8"))
    return [pytest.param(case, id=f"{case['kind']}: {case['text'][:24]}") for case in data]


def events_of(text: str, published: str = "") -> list[EventRow]:
    """Return the events of a text."""
    day = dt.date.fromisoformat(published) if published else None
    return list(analyze(text, published=day).events)


def matches(row: EventRow, wanted: dict[str, Any]) -> bool:
    """Tell whether a row has what a case asks of it."""
    plain = all(
        getattr(row, column) == wanted.get(column, getattr(row, column)) for column in COLUMNS
    )
    lists = all(
        list(getattr(row, name)) == wanted.get(name, list(getattr(row, name))) for name in LISTS
    )
    objects = all(any(part in item for item in row.objects) for part in wanted.get("objects", []))
    exact = list(row.objects) == wanted.get("objects_are", list(row.objects))
    return (
        row.trigger == wanted["trigger"]
        and row.date_text == wanted["date"]
        and plain
        and lists
        and objects
        and exact
    )


@pytest.mark.parametrize("case", [*cases("events_zh.json"), *cases("events_en.json")])
def test_case(case: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """An event is found, though it may be doubtful; what is none stands in no row."""
    if case["events"]:
        monkeypatch.setattr(choice, "LEAST", FOUND)
    rows = events_of(case["text"], case.get("published", ""))
    found = [
        (r.date_text, r.trigger, r.event_type, r.modality, r.actors, r.actor_ids) for r in rows
    ]
    for wanted in case["events"]:
        assert any(matches(row, wanted) for row in rows), found
    assert len(rows) == len(case["events"]), found


@pytest.mark.parametrize("case", cases("events_zh.json"))
def test_twin_in_traditional_characters_has_the_same_events(case: dict[str, Any]) -> None:
    ours = events_of(case["text"])
    twins = events_of(_traditional().convert(case["text"]))
    assert [_core(row) for row in twins] == [_core(row) for row in ours]


@lru_cache(maxsize=1)
def _traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def _core(row: EventRow) -> tuple[object, ...]:
    return (
        row.start, row.end, row.trigger_start, row.trigger_end, row.event_type, row.modality,
        list(row.actor_ids), str(row.start_date), str(row.end_date),
    )  # fmt: skip


def test_second_telling_points_to_the_first() -> None:
    first, other, again = events_of(
        "2023年7月3日，中国商务部宣布对镓实施出口管制。\n\n"
        "2023年9月，中国商务部发布报告。\n\n"
        "回头看，2023年7月3日，中国商务部对镓实施出口管制，影响不小。"
    )
    assert again.same_as == first.event_id
    assert not first.same_as
    assert not other.same_as


def test_quotes_are_slices() -> None:
    text = "2023年3月，美国和欧盟举行会谈；5月，双方签署协议。"
    result = analyze(text)
    for row in result.events:
        assert text[row.start : row.end] == row.quote
        assert text[row.trigger_start : row.trigger_end] == row.trigger


@pytest.mark.parametrize(
    "piece",
    [
        "2021年3月美国商务部发布规则,",
        "In March 2021 the Commerce Department issued a rule, ",
        "2021年3月",
        "由美国主导的2021年3月",
    ],
)
def test_time_grows_with_the_text(piece: str) -> None:
    analyze(piece * 50)
    times = [_seconds(piece * count) for count in (300, 1_200)]
    assert times[1] < 12 * times[0] + 0.5


def _seconds(text: str) -> float:
    start = time.process_time()
    analyze(text)
    return time.process_time() - start


def test_lexicon_has_triggers_of_both_languages() -> None:
    rows = load()["event_triggers"]
    assert len(rows) >= FEWEST_TRIGGERS
    assert {row["language"] for row in rows} == {"zh", "en"}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("一年观察\n本文发布于 2023-08-10 09:15 来源：某观察\n\n企业可以提交意见。\n", 0),
        ("一年观察\n2024年3月25日 發佈 ‧ 閱讀時間 6 分鐘\n\n企业可以提交意见。\n", 0),
        ("A year on\nPublished on March 25, 2024 · 5 min read\n\nFirms may comment.\n", 0),
        ("一年观察\n商务部2023年8月10日发布公告\n\n企业可以提交意见。\n", 1),
        ("荷兰2027年收紧许可\n文／陳大文\n\n企业可以提交意见。\n", 0),
        ("荷兰2027年收紧许可\n文中提到细则\n\n企业可以提交意见。\n", 1),
        ("Firms may comment.\n\nPhoto: The plant opened in March 2023. (Agency)\n", 0),
        ("Firms may comment.\n\nThe plant opened in March 2023. REUTERS/Ann Lee\n", 0),
        ("Firms may comment.\n\nReuters reported on it in March 2023.\n", 1),
    ],
)
def test_lines_around_the_prose_tell_nothing(text: str, count: int) -> None:
    assert len(analyze(text).events) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("荷兰2027年收紧光刻机许可\n\n荷兰政府公布草案，企业可以提交意见。\n", 0),
        ("荷兰2027年收紧光刻机许可。\n\n荷兰政府公布草案，企业可以提交意见。\n", 1),
        (
            "---\ntitle: 标题\n---\n\n# 标题\n\n**正文**。\n\n<figure>\n<figcaption>2021年3月，商务部发布公告</figcaption>\n</figure>\n\n# 二\n",
            0,
        ),
        (
            "---\ntitle: 标题\n---\n\n# 标题\n\n**正文**。\n\n<figure>\n</figure>\n\n2021年3月，商务部发布公告。\n\n# 二\n",
            1,
        ),
    ],
)
def test_titles_and_captions_tell_nothing(text: str, count: int) -> None:
    assert len(events_of(text)) == count


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("如果2026年6月欧盟通过该法案，企业便要重新申报。", "unreal"),
        ("他在2023年6月为何下令调查？", "question"),
        ("2023年6月，疫情氾濫。", "no-support"),
        ("The deal would have created a giant in 2019.", "unreal"),
    ],
)
def test_what_is_no_event_is_told_with_its_reason(text: str, rule: str) -> None:
    result = analyze(text)
    assert not result.events
    assert rule in [row.rule for row in result.rejected if row.kind == "event"]
