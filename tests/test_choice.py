"""The choices by weights, of a predicate and of who and what takes part: what is shown, what it weighs, and
that a long sentence is no burden.
"""

import csv
import time
from itertools import pairwise

import pytest

from pipeline import analyze
from pipeline.events.options import Option, likeliest, relation
from pipeline.loglinear import FOLDER, Weights, probability, read_weights
from pipeline.text import Span

LANGUAGES = ("en", "zh")
CHOICES = ("agents", "choice", "names", "objects", "recipients")


@pytest.mark.parametrize("name", CHOICES)
def test_weights_are_whole_numbers_sorted_and_said_once(name: str) -> None:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == ["language", "feature", "weight"]
    keys = [(language, feature) for language, feature, _ in rows]
    assert all(before < after for before, after in pairwise(keys))
    assert all(int(weight) and feature for _, feature, weight in rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_weights(language: str) -> None:
    assert all(read_weights(name, language).table for name in CHOICES)
    assert read_weights("choice", language).table["always"] < 0  # most candidates are not the one
    assert read_weights("choice", "xx").table == {}


def test_the_first_of_equal_options_is_taken() -> None:
    here, there = Span(0, 2), Span(5, 7)
    options = [
        Option((here,), ["a"], ["b"]), Option((there,), ["a"], ["b"]), Option((), ["none"], [])
    ]  # fmt: skip
    assert likeliest(options, ["word=x"], Weights({"a": 10})).spans == (here,)
    assert likeliest(options, ["word=x"], Weights({"a": 10, "b,word=x": -20})).spans == ()


@pytest.mark.parametrize(
    ("spans", "proposed", "wanted"),
    [
        ([Span(1, 4)], [], "alone"),
        ([Span(1, 4)], [Span(1, 4)], "same"),
        ([Span(1, 4), Span(6, 9)], [Span(6, 9), Span(1, 4)], "same"),
        ([Span(1, 4)], [Span(3, 6)], "touch"),
        ([Span(1, 4)], [Span(4, 6)], "apart"),
    ],
)
def test_an_answer_is_compared_with_that_of_the_rules(
    spans: list[Span], proposed: list[Span], wanted: str
) -> None:
    assert relation(spans, proposed) == wanted


@pytest.mark.parametrize(
    ("text", "actors", "objects"),
    [
        ("商务部2024年3月5日发布了新的出口管制公告。", ("商务部",), ("新的出口管制公告",)),
        ("该漏洞于2024年3月被研究人员发现。", ("研究人员",), ("该漏洞",)),
        ("股价2024年3月5日上涨。", (), ("股价",)),
        (
            "The Senate passed the bill on July 27, 2022.",
            ("Senate",),
            ("the bill",),
        ),
        (
            "The bill was signed by President Biden on August 9, 2022.",
            ("President Biden",),
            ("The bill",),
        ),
        ("Oil prices rose on March 3, 2024.", (), ("Oil prices",)),
    ],
)
def test_who_acts_and_what_is_acted_on_in_plain_sentences(
    text: str, actors: tuple[str, ...], objects: tuple[str, ...]
) -> None:
    (event,) = analyze(text).events
    assert (event.actors, event.objects) == (actors, objects)


@pytest.mark.parametrize(
    ("shown", "total", "sure"),
    [([], 0, 0.5), (["a"], 150, 0.82), (["a", "b"], -50, 0.38), (["a", "a", "z"], 300, 0.95)],
)
def test_what_is_shown_adds_up(shown: list[str], total: int, sure: float) -> None:
    weights = Weights({"a": 150, "b": -200})
    assert weights.total(shown) == total
    assert probability(total) == sure


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("商务部2024年3月5日发布了新的出口管制公告。", "发布"),
        ("欧盟委员会于2025年7月2日公布《欧洲量子战略》。", "公布"),
        ("2023年8月，总统签署了限制对外投资的行政令，市场随后下跌。", "签署"),
        ("On October 7, 2022, the Commerce Department issued new export controls.", "issued"),
        ("The Senate passed the bill on July 27, 2022.", "passed"),
    ],
)
def test_the_plainest_sentences_are_sure(text: str, trigger: str) -> None:
    (event,) = analyze(text).events
    assert (event.trigger, event.confidence >= 0.8) == (trigger, True)


@pytest.mark.parametrize(
    "text",
    [
        "《2021年战略竞争法案》的全文可以在网站上找到。",
        "与2019年相比，出口额少了很多。",
        "2021财年国防授权法第889条的适用范围很广。",
        "The Export Control Reform Act of 2018 is a long text.",
        "Compared with 2019, exports are small.",
    ],
)
def test_a_date_that_only_says_which_gives_no_row(text: str) -> None:
    assert analyze(text).events == ()


def test_two_dates_of_one_day_tell_an_event_once() -> None:
    text = "2024年7月26日发布公告。前日7月26日，商务部公布了清单。"
    events = analyze(text).events
    assert len([one for one in events if one.trigger == "公布"]) == 1


def test_time_grows_with_the_dates_of_a_sentence() -> None:
    def seconds(times: int) -> float:
        text = "，".join(["2024年3月5日商务部发布公告并召开会议"] * times) + "。"
        start = time.process_time()
        analyze(text)
        return time.process_time() - start

    seconds(40)
    assert seconds(1600) < 8 * seconds(400) + 0.2
