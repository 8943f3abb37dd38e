"""Bilingual names and abbreviations: cases by kind."""

import json
from pathlib import Path
from typing import Any

import opencc
import pytest

from tests.naming import find

CASES = json.loads((Path(__file__).parent / "cases" / "names.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}-{case['text'][:12]}")
def test_pairs_of_a_sentence(case: dict[str, Any]) -> None:
    pairs = find(case["text"], "shipped" in case).pairs
    assert [[pair.zh, pair.en, pair.acronym] for pair in pairs] == case["pairs"]
    if "refers_to" in case:
        assert [pair.refers_to for pair in pairs] == case["refers_to"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:12])
def test_pair_spans_hold_name_and_bracket(case: dict[str, Any]) -> None:
    found = find(case["text"], "shipped" in case)
    for pair in found.pairs:
        assert pair.span.covers(pair.name)
        assert found.document.plain[pair.name.start : pair.name.end] in (pair.zh, pair.en)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:12])
def test_traditional_twin_gives_the_same_spans(case: dict[str, Any]) -> None:
    twin = opencc.OpenCC("s2t").convert(case["text"])
    spans = [pair.span for pair in find(case["text"], "shipped" in case).pairs]
    assert [pair.span for pair in find(twin, "shipped" in case).pairs] == spans


@pytest.mark.parametrize("unit", ["(AB", "委员会(A", "简称", "Aa Bb (AB) "])
def test_repetitive_text_takes_linear_time(unit: str) -> None:
    assert find(unit * 2000).pairs is not None
