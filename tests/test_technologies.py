"""Technology terms: cases by kind, planted terms, both scripts alike."""

import json
from pathlib import Path
from typing import Any

import opencc
import pytest

from tests.naming import find

CASES = json.loads(
    (Path(__file__).parent / "cases" / "technologies.json").read_text(encoding="utf-8")
)
PLANTED = ["人工智能", "高性能AI芯片", "3nm制程", "合成孔径雷达", "GaN功率器件", "轻型战斗机"]
FRAMES = ["两国同意在{}领域合作。", "包括{}、量子计算在内的产品。", "“{}”"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}-{case['text'][:12]}")
def test_terms_of_a_sentence(case: dict[str, Any]) -> None:
    found = find(case["text"], "shipped" in case)
    assert found.texts("technologies") == case["technologies"]
    if "categories" in case:
        assert [mention.kind for mention in found.technologies] == case["categories"]


@pytest.mark.parametrize("term", PLANTED)
@pytest.mark.parametrize("frame", FRAMES)
def test_planted_term_is_found_in_its_place(term: str, frame: str) -> None:
    text = frame.format(term)
    spans = [(item.span.start, item.span.end) for item in find(text).technologies]
    assert (text.index(term), text.index(term) + len(term)) in spans


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:12])
def test_traditional_twin_gives_the_same_spans(case: dict[str, Any]) -> None:
    twin = opencc.OpenCC("s2t").convert(case["text"])
    spans = [(item.span, item.id) for item in find(case["text"], "shipped" in case).technologies]
    assert [(item.span, item.id) for item in find(twin, "shipped" in case).technologies] == spans


@pytest.mark.parametrize("unit", ["量子", "量子技术", "AI芯片", "5G"])
def test_repetitive_text_takes_linear_time(unit: str) -> None:
    assert find(unit * 2000) is not None
