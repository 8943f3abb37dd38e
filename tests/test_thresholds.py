"""A number that decides has a case on either side of it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.dates import find_dateline
from pipeline.plain import plain_form
from pipeline.segment import detect_language, find_sentences
from tests import naming, test_dates, test_repair

CASES = json.loads((Path(__file__).parent / "cases" / "thresholds.json").read_text("utf-8"))


def text_of(case: dict[str, Any]) -> str:
    """Put a case's text together: a piece may stand with the number of times that it is repeated."""
    parts = [case["text"]] if isinstance(case["text"], str) else case["text"]
    return "".join(part if isinstance(part, str) else part[0] * part[1] for part in parts)


def repaired(text: str, case: dict[str, Any]) -> dict[str, Any]:
    result = test_repair.repaired(text)
    spans = [(row.span, row.rule) for row in result.text.removals]
    return {
        "removed": [text[span.start : span.end] for span, _ in spans],
        "rules": [rule for _, rule in spans],
        "refused": [text[span.start : span.end] for span, _ in result.refused],
    }


def dated(text: str, case: dict[str, Any]) -> dict[str, Any]:
    mentions, refused = test_dates.find(text, case.get("published"))
    return {
        "dates": [[text[m.span.start : m.span.end], m.timex] for m in mentions],
        "modifiers": [m.modifier for m in mentions],
        "starts": [m.start_date for m in mentions],
        "dateline": _dateline(text),
        "refused": [[text[r.span.start : r.span.end], r.rule] for r in refused],
    }


def _dateline(text: str) -> str | None:
    found = find_dateline(plain_form(text))
    return found[0].isoformat() if found else None


def named(text: str, case: dict[str, Any]) -> dict[str, Any]:
    found = naming.find(text, case.get("shipped", True))
    return {
        "pairs": [[pair.zh, pair.en, pair.acronym] for pair in found.pairs],
        "organizations": found.texts("organizations"),
        "technologies": found.texts("technologies"),
        "ids": [mention.id for mention in found.organizations],
    }


def segmented(text: str, case: dict[str, Any]) -> dict[str, Any]:
    plain = plain_form(text)
    sentences = find_sentences(plain, frozenset())
    return {
        "language": detect_language(text, plain),
        "languages": [sentence.language for sentence in sentences],
    }


OUTCOMES: dict[str, Callable[[str, dict[str, Any]], dict[str, Any]]] = {
    "repair": repaired,
    "dates": dated,
    "names": named,
    "organizations": named,
    "technologies": named,
    "segment": segmented,
    "lexicon": named,
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['constant']}-{case['side']}")
def test_a_case_on_either_side(case: dict[str, Any]) -> None:
    found = OUTCOMES[case["constant"].split(".")[0]](text_of(case), case)
    assert {key: found[key] for key in case["expect"]} == case["expect"]
