"""Dates: cases as data, both scripts alike, spans in the text, time linear in hostile texts."""

import datetime as dt
import gc
import json
import time
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dates import DateKnowledge, find_dateline, find_dates
from pipeline.document import DateMention, Rejection, Source
from pipeline.lexicon import Lexicons, load
from pipeline.lexicon.gazetteer import build
from pipeline.plain import converter, plain_form
from pipeline.segment import RustSegmenter, Tokenizer, segment
from pipeline.text import TracedText
from tests.clock import best_readings

CASES = Path(__file__).parent / "cases"
# Doubling a hostile text may cost this much more time: 2 is linear, 4 quadratic.
STEEPEST = 3  # quadratic time would be 4
SLACK = 0.02  # seconds, below which a clock tells nothing
HOSTILE = {
    "years": "2021年",
    "digits": "7",
    "year signs": "年",
    "numerals": "二",
    "months": "3月",
    "ranges": "2019-",
    "lists": "2、",
    "brackets": "《2021年",
    "English years": "in 2021 to ",
    "English months": "May 3-",
    "slashes": "1/",
    "spaces": " ",
    "quotation marks": "“今年",
}


def cases(name: str) -> list[Any]:
    """Return the cases of a file, named by their text."""
    items = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(item, id=f"{item['kind']}: {item['text']}") for item in items]


@cache
def tools() -> tuple[Lexicons, Tokenizer]:
    """Load the shipped lexicons and build the tokenizer once."""
    lexicons = load()
    return lexicons, Tokenizer(RustSegmenter(), build(lexicons), frozenset({"mr", "no"}))


@cache
def knowledge() -> DateKnowledge:
    """Return what the shipped lexicons tell of dates."""
    return DateKnowledge(tools()[0])


def find(text: str, published: str | None = None) -> tuple[list[DateMention], list[Rejection]]:
    """Return the dates of a string."""
    tokenizer = tools()[1]
    day = dt.date.fromisoformat(published) if published else None
    source = Source(path="text", text=text, published=day)
    return find_dates(segment(source, TracedText.of(text), tokenizer)[0], knowledge())


def row(text: str, mention: DateMention) -> dict[str, str]:
    """Return a mention as the cases write it."""
    return {
        "quote": text[mention.span.start : mention.span.end],
        "timex": mention.timex,
        "start": mention.start_date,
        "end": mention.end_date,
        "precision": mention.precision,
        "modifier": mention.modifier,
        "basis": mention.basis,
    }


@pytest.mark.parametrize("case", cases("dates_zh") + cases("dates_en"))
def test_dates(case: dict[str, Any]) -> None:
    mentions, _ = find(case["text"], case.get("published"))
    assert [row(case["text"], mention) for mention in mentions] == case["expect"]


@pytest.mark.parametrize("published", [None, "2024-05-06"])
@pytest.mark.parametrize("case", cases("dates_refused"))
def test_lookalikes_are_refused(case: dict[str, Any], published: str | None) -> None:
    mentions, _ = find(case["text"], published)
    assert [row(case["text"], one) for one in mentions if one.precision != "fuzzy"] == []


@pytest.mark.parametrize(
    ("text", "quote", "rule"),
    [
        ("行政院112年4月核定計畫", "112年4月", "year-without-era"),
        ("文件于12/05/2021签署", "12/05/2021", "day-month-order"),
        ("Signed on 12/05/2021.", "12/05/2021", "day-month-order"),
        ("比分是4/22", "4/22", "fraction"),
        ("订单号20240115", "20240115", "digits"),
        ("投入2024亿元", "2024亿", "quantity"),
        ("about 1949 people came", "1949", "quantity"),
        ("约2000年历史的古城", "2000年", "duration"),
    ],
)
def test_a_refusal_leaves_a_row(text: str, quote: str, rule: str) -> None:
    _, rejections = find(text)
    rows = [(text[one.span.start : one.span.end], one.rule) for one in rejections]
    assert (quote, rule) in rows


def test_nothing_leans_past_a_year_without_its_era() -> None:
    mentions, _ = find("2019年5月6日，条例通过。行政院112年4月核定计划，同年8月31日施行。")
    assert [mention.timex for mention in mentions] == ["2019-05-06", "XXXX-08-31"]


@pytest.mark.parametrize("case", cases("dates_zh"))
def test_scripts_are_alike(case: dict[str, Any]) -> None:
    twin = converter("s2t")(case["text"])
    mentions, _ = find(twin, case.get("published"))
    values = [(one.timex, one.start_date, one.end_date) for one in mentions]
    assert values == [(one["timex"], one["start"], one["end"]) for one in case["expect"]]


def test_anchor_is_the_date_that_gave_the_year() -> None:
    mentions, _ = find("2019年3月1日开工。5月停工,6月15日复工。")
    assert [one.anchor for one in mentions] == [None, mentions[0].span, mentions[0].span]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("标题\n发布时间：2024-05-06\n正文", "2024-05-06"),
        ("标题\n2021-12-5点击数/观看数：12\n正文", "2021-12-05"),
        ("标题\n(本社某地2024年5月6日电)正文", "2024-05-06"),
        ("Title\nMay 6, 2024\nThe text goes on.", "2024-05-06"),
        ("Title\nPublished: 6 May 2024\nThe text goes on.", "2024-05-06"),
        ("标题\n2024-05-06 05:46 某某日報 / 張三(作者為研究者)\n正文", "2024-05-06"),
        ("标题\n2024年5月6日 10:22 来源:某某网 作者:张三\n正文", "2024-05-06"),
        ("标题\n海峽晚報 2024/05/06\n正文", "2024-05-06"),
        ("标题\n【2024-05-06/某某報/A12版】\n正文", "2024-05-06"),
        ("标题\n记者/张三 2024年5月6日\n正文", "2024-05-06"),
        ("标题\n正文。\n发布时间 2024年5月6日", "2024-05-06"),
        ("标题\n2024/05/06 19:15（05/07 08:02 更新）\n正文", "2024-05-06"),
        ("标题\n2024/05/06 19:15（更新：05/07 08:02）\n正文", "2024-05-06"),
        ("标题\n發布：2024/05/06 19:15　更新：2024/05/07 08:02\n正文", "2024-05-06"),
        (
            "标题\n甲乙觀察 記者丨張三 編輯丨李四 2024-05-06 18:30 發表於某地 閱讀 1.3萬\n正文",
            "2024-05-06",
        ),
        ("标题\n原创 张三 甲乙观察 2024年5月6日 18:30 某地\n正文", "2024-05-06"),
        ("标题\n2024年5月6日 星期一 18:30\n正文", "2024-05-06"),
        ("标题\n正文。\n完\n2024年5月6日（星期一）\n香港時間15時45分\n列印此頁", "2024-05-06"),
        ("Title\nPolicy Brief | May 6, 2024\nText", "2024-05-06"),
        ("Title\nBy Ann B. Author, May 6, 2024\nText", "2024-05-06"),
        ("Title\nLONDON, May 6, 2024 — The office said", "2024-05-06"),
        ("Title\nNEW YORK, May 6, 2024 (Wire) -- The office said", "2024-05-06"),
        ("Title\nUpdated May 6, 2024\nText", None),
        ("Title\nA report published May 6, 2024 found little.\n", None),
        ("标题\n该白皮书发布于2024年5月6日,提出目标。\n", None),
        ("标题\n2024年5月6日 工厂举行开工仪式\n正文", None),
        ("标题\n测试日报2024年5月6日报道,工厂开工。\n", None),
        ("标题\n测试日报 2024/05/06\n测试晚报 2024/05/07\n", None),
        ("标题\n2024-05-06 甲报:新规出台\n2024-05-07 乙报:新规生效\n", None),
        ("Title\nPublished: May 6, 2024\nUpdated: May 8, 2024\nText", "2024-05-06"),
        ("Title\nOn May 6, 2024 — a Monday — the office opened.\n", None),
        ("标题\n当时才半年多,时间是1973年7月5日。", None),
        ("标题\n2021-06-17\n2021-09-17\n2021-10-16\n", None),
        ("标题\n2024年5月\n正文", None),
        ("标题\n2019年3月1日,工厂开工。", None),
        ("标题\n2024-13-40\n正文", None),
        ("标题\n仪式于2024年5月6日（星期一）举行\n正文", None),
        ("标题\n公告 2024-05-06 08:00 评论员到场\n正文", None),
        ("标题\n系统将于 2024-05-06 08:00 停机。\n正文", None),
        ("标题\n开会时间 2024-05-06 08:00 某地\n正文", None),
        ("标题\n会议时间：2024年5月6日\n正文", None),
        ("标题\n时间：2024年5月6日\n正文", "2024-05-06"),
        ("fetch_date: 2024-05-06T08:00:00\n正文", None),
        ("标题\n甲文 2024-05-06 08:00 阅读 12\n乙文 2024-05-04 08:00 阅读 9\n正文", None),
        ("标题\n" + "正文。\n" * 8 + "另一篇 2024-05-06 08:00 阅读 12\n", None),
    ],
)
def test_dateline(text: str, day: str | None) -> None:
    found = find_dateline(plain_form(text))
    assert (found[0].isoformat() if found else None) == day


WORDS = """2021 年 3 月 12 日 至 - ~ 去年 次日 世纪 90 年代 May March in by the of 2019 ， 。
《 》 第 页 上 周 五 前 后 十 二 〇 / ."""
PIECES = st.sampled_from([*WORDS.split(), " ", "\n"])


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=24).map("".join))
def test_spans_lie_in_the_text_and_are_disjoint(text: str) -> None:
    mentions, rejections = find(text, "2024-05-06")
    spans = [mention.span for mention in mentions]
    assert spans == sorted(spans)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))
    assert all(0 <= one.span.start < one.span.end <= len(text) for one in rejections)
    assert all(
        not one.start_date or not one.end_date or one.start_date <= one.end_date for one in mentions
    )


def clock(text: str) -> Callable[[], float]:
    """Return a stopwatch for one reading of a text, in seconds of this process."""
    tokenizer = tools()[1]
    document = segment(Source(path="text", text=text), TracedText.of(text), tokenizer)[0]
    document.word_starts  # noqa: B018  computed once for all stages

    def once() -> float:
        gc.collect()
        start = time.process_time()
        find_dates(document, knowledge())
        return time.process_time() - start

    return once


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_is_linear(piece: str) -> None:
    """A loaded machine only makes a reading slower: the best of several is the reading's own."""
    size = 8_000 // len(piece)
    once, twice = clock(piece * size), clock(piece * size * 2)
    best, longer = best_readings(once, twice, lambda best: STEEPEST * best + SLACK)
    assert longer <= STEEPEST * best + SLACK
