"""Every row of date_shapes.csv finds its example and leaves its counter-example alone; its gate is no
narrower than its pattern.
"""

import re

import pytest

from pipeline.dates.first_characters import ANY, first_characters
from pipeline.lexicon import load
from pipeline.lexicon.shape_pattern import PART
from tests.test_dates import find, knowledge

ROWS = [row for row in load()["date_shapes"] if row["reader"] != PART]
IDS = [row["id"] for row in ROWS]
PUBLISHED = "2024-11-12"


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_a_row_finds_its_example(row: dict[str, str]) -> None:
    """A row of what is no date (周一至五) refuses it with a reason."""
    before, quote, behind = row["example"].split("`")
    text = before + quote + behind
    found, refused = find(text, PUBLISHED)
    spans = [one.span for one in (*found, *refused)]
    assert quote in [text[span.start : span.end] for span in spans]
    assert matches(row, text)


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_a_row_leaves_its_counter_example_alone(row: dict[str, str]) -> None:
    """No date is found there, or the row matches nothing and another finds one."""
    found, _ = find(row["counter_example"], PUBLISHED)
    dated = [one for one in found if one.precision != "fuzzy"]
    assert row["counter_example"]
    assert not dated or not matches(row, row["counter_example"])


def matches(row: dict[str, str], text: str) -> bool:
    """Tell whether a row matches anywhere in a text."""
    shape = knowledge().shapes[f"{row['language']}-{row['reader']}"]
    found = (shape.match(text, start) for start in range(len(text)))
    return any(one is not None and one.row == row["id"] for one in found)


@pytest.mark.parametrize("name", sorted(knowledge().shapes.shapes))
def test_a_gate_lets_every_match_pass(name: str) -> None:
    shapes = knowledge().shapes
    shape, firsts = shapes[name], shapes.firsts[name]
    if name.endswith(PART) or firsts == ANY:
        return
    for row in ROWS:
        text = row["example"].replace("`", "")
        for start in range(len(text)):
            if shape.match(text, start):
                assert {text[start], text[start].lower()} & firsts


@pytest.mark.parametrize(
    ("source", "firsts"),
    [
        ("年|[0-9]{2}月", set("年0123456789")),
        ("(?:上|下)?半年", set("上下半")),
        ("(?<!第)三?月(?=底)", set("三月")),
        (r"\bMay", {"may"[0]}),
        ("[^年]月", set()),
        (".月", set()),
        ("a*", set()),
    ],
)
def test_the_first_characters_of_a_pattern(source: str, firsts: set[str]) -> None:
    assert first_characters(source, re.IGNORECASE) == firsts
