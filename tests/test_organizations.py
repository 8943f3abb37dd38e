"""Organizations: cases by kind, planted names, both scripts alike."""

import json
from pathlib import Path
from typing import Any

import opencc
import pytest

from tests.naming import find

CASES = json.loads(
    (Path(__file__).parent / "cases" / "organizations.json").read_text(encoding="utf-8")
)
PLANTED = ["美国商务部", "工业安全局", "华为", "梅拉尼亚能源研究所", "Orbital Foundry Inc."]
FRAMES = ["去年3月,{}宣布了新的规定。", "报告提到了{}和有关部门的分歧。", "(来源:{})"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}-{case['text'][:12]}")
def test_organizations_of_a_sentence(case: dict[str, Any]) -> None:
    found = find(case["text"], "shipped" in case)
    assert found.texts("organizations") == case["organizations"]
    if "ids" in case:
        assert [mention.id for mention in found.organizations] == case["ids"]
    if "kinds" in case:
        assert [mention.kind for mention in found.organizations] == case["kinds"]


@pytest.mark.parametrize("name", PLANTED)
@pytest.mark.parametrize("frame", FRAMES)
def test_planted_name_is_found_in_its_place(name: str, frame: str) -> None:
    text = frame.format(name)
    spans = [(item.span.start, item.span.end) for item in find(text).organizations]
    assert (text.index(name), text.index(name) + len(name)) in spans


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:12])
def test_traditional_twin_gives_the_same_spans(case: dict[str, Any]) -> None:
    twin = opencc.OpenCC("s2t").convert(case["text"])
    spans = [(item.span, item.id) for item in find(case["text"], "shipped" in case).organizations]
    assert [(item.span, item.id) for item in find(twin, "shipped" in case).organizations] == spans


def test_refusal_has_a_row() -> None:
    found = find("各国会依靠产业政策竞争。")
    assert [found.document.plain[r.span.start : r.span.end] for r in found.rejections] == ["国会"]


@pytest.mark.parametrize("unit", ["委员会", "中国", "(NSC)", "美光等", "Aaa and "])
def test_repetitive_text_takes_linear_time(unit: str) -> None:
    assert find(unit * 2000) is not None
