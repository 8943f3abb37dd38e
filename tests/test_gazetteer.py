"""The gazetteer: free borders, spelling, the longest name, refusals with a row."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.naming import find, tools

CASES = json.loads((Path(__file__).parent / "cases" / "gazetteer.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}-{case['text'][:12]}")
def test_matches_of_a_sentence(case: dict[str, Any]) -> None:
    document = find(case["text"]).document
    found = [document.plain[match.span.start : match.span.end] for match in document.matches]
    assert [name for name in found if name in case["watched"]] == case["matches"]


def test_every_sure_surface_is_found_between_commas() -> None:
    lexicons, _tokenizer = tools()
    for row in (*lexicons["organizations"], *lexicons["technologies"]):
        for name in (row["name_zh_hans"], *row.items("aliases")):
            document = find(f"例如,{name},等等。").document
            assert (3, 3 + len(name)) in {
                (match.span.start, match.span.end) for match in document.matches
            }


def test_surfaces_of_two_letters_or_more_only() -> None:
    _, tokenizer = tools()
    assert all(surface.senses for surface in tokenizer.gazetteer.surfaces)
