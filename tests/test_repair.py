"""Repair deletes what the author did not write, and nothing else; every removal leads back."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import lexicon
from pipeline.document import Mark, Source
from pipeline.repair import Repaired, RepairKnowledge, repair
from pipeline.repair.watermarks import remove_watermarks
from pipeline.text import SourceSpan, TracedText, restore, stands_for
from tests.clock import best_readings

CASES = json.loads((Path(__file__).parent / "cases" / "repair.json").read_text(encoding="utf-8"))
DAMAGED = [case for case in CASES if case["kind"] != "keep"]
UNDAMAGED = [case for case in CASES if case["kind"] == "keep"]
KNOWLEDGE = RepairKnowledge(lexicon.load())

# Pieces that damage is made of, so that chance puts it together.
PIECES = st.sampled_from(
    [
        "年年", "3", " ", "\n", "\r\n", "月", "日第日第", "期", "。", "，", "、", "\n2、", "-3-", "\n-4-\n",
        "第1页共2页", "一、引言", "天天", "港口的吞吐量在过去十年里翻了一番，岸线却几乎没有延长", "。4", "17月19日",
        "22021 年", "首页 > 正文", "\n阅读 12\n", "推荐阅读", "京ICP备12345号", "[email protected]", "the ", "export\n",
        "港港口口", "【标题标题标题】", "( 四 )", "...", "\f", "\u3000", "①", "[1]", "|", "A", "😀",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=200))


def repaired(text: str) -> Repaired:
    return repair(Source("a.txt", text), KNOWLEDGE)


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("case", DAMAGED, ids=lambda case: case["kind"])
def test_damage_goes(case: dict[str, str]) -> None:
    result = repaired(case["raw"])
    assert squeezed(result.text.value) == squeezed(case["clean"])
    assert set(case["rules"]) <= {removal.rule for removal in result.text.removals}


@pytest.mark.parametrize("case", UNDAMAGED, ids=lambda case: case["why"])
def test_writing_stays(case: dict[str, str]) -> None:
    assert repaired(case["raw"]).text.value == case["raw"]


def test_negatives_are_as_many_as_positives() -> None:
    assert len(UNDAMAGED) >= len(DAMAGED)


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_removals_give_the_source_back(text: str) -> None:
    result = repaired(text).text
    ledger = [
        (row.span.start, row.span.end, text[row.span.start : row.span.end], row.replacement)
        for row in result.removals
    ]
    assert restore(result.value, ledger) == text
    assert all(row.rule for row in result.removals)
    assert all(
        written in ("", " ") or written == stands_for(quote) for *_, quote, written in ledger
    )


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_repaired_text_stays(text: str) -> None:
    once = repaired(text).text.value
    assert repaired(once).text.value == once


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["kind"])
def test_repaired_case_stays(case: dict[str, str]) -> None:
    once = repaired(case["raw"]).text.value
    assert repaired(once).text.value == once


def test_marks_of_the_reader_go_with_their_rule() -> None:
    source = Source("a.pdf", "岸线7不足。", marks=(Mark(SourceSpan(2, 3), "note-mark"),))
    result = repair(source, KNOWLEDGE).text
    assert result.value == "岸线不足。"
    assert result.removals[0].rule == "note-mark"


def test_first_copy_stays() -> None:
    text = "一、缘起一、缘起委员会说，各成员应当在三年之内完成设备的清查。"
    removal = repaired(text).text.removals[0]
    assert removal.kept == SourceSpan(0, 4)
    assert removal.span == SourceSpan(4, 8)


def test_doubtful_pair_is_refused_with_a_reason() -> None:
    text = "墙上写着：安全第一，安全第一，工人们天天看见。"
    result = repaired(text)
    assert result.text.value == text
    assert [(text[span.start : span.end], refusal.kind) for span, refusal in result.refused] == [
        ("安全第一，安全第一，", "repair")
    ]


@pytest.mark.parametrize(
    "unit",
    [
        "年",
        "年年底底前前",
        " ",
        "\n",
        "\n1、",
        "\n-1-\n",
        "。1",
        "首页 > ",
        "【甲】",
        "第1页共2页",
        "推荐阅读\n",
        "[email protected]\n",
        "\n7\n岸线却几乎没有延长，管理局因此把希望寄托在",
        "港3/9口",
        "EExxeeccuuttiivvee ",
        "岸线却几乎没有延长，管理局因此把希望寄托在码头上面。\n广告\n",
        "免责声明：本站不承担责任，请联系我们删除。\n",
        "港www.a.cn口",
        "口GP\nS港",
        "，7岸线",
        "一、一、",
        "\n一、一、背景背景：",
        "\n参考文献\n[1] 甲",
        "。① ",
        "免责。-1-\n",
        "\f甲\n",
        "\n-1-\n甲乙",
        "选择字号：\n",
        "\n浏览数\n1382",
        "往期回顾\n2025-01-02 甲\n",
        "本文档由甲上传 下载请登录\n",
        "Related: a\n",
        "港口自动化的得与失\n",
        "。1美国",
        "*甲\n",
    ],
)
def test_time_is_linear(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        start = time.process_time()
        repaired(text)
        return time.process_time() - start

    short, long = best_readings(
        lambda: seconds(2_500),
        lambda: seconds(20_000),
        lambda short: 8 * 2.5 * max(short, 0.03),
        first=2,
    )
    assert long <= 8 * 2.5 * max(short, 0.03)


@pytest.mark.parametrize(
    ("words", "gone"), [("Harbour Weekly", 4), ("killed", 0), ("and wounded", 0)]
)
def test_small_words_alone_in_a_line_are_no_watermark(words: str, gone: int) -> None:
    line = "In {} the rebels of the northern harbour town and their many allies from the coast"
    rest = "two sailors of the coast guard and a keeper of the old lighthouse on the cape."
    text = "".join(f"{line.format(year)}\n{words}\n{rest}\n" for year in (1983, 1984, 1988, 1992))
    assert len(list(remove_watermarks(TracedText.of(text), KNOWLEDGE.phrases))) == gone
