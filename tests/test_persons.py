"""Persons: cases by kind, both scripts alike, offices on a day, a user's own person."""

import datetime as dt
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import opencc
import pytest

from pipeline import lexicon
from pipeline.persons.terms import Offices, Term
from tests.naming import find

CASES = json.loads((Path(__file__).parent / "cases" / "persons.json").read_text(encoding="utf-8"))


def persons(text: str, day: str = "") -> list[list[str]]:
    """Return the persons of a text as they stand there, with their ids."""
    found = find(text, True, dt.date.fromisoformat(day) if day else None)
    pairs = zip(found.texts("persons"), found.persons, strict=True)
    return [[written, mention.id] for written, mention in pairs]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}-{case['text'][:14]}")
def test_persons_of_a_sentence(case: dict[str, Any]) -> None:
    assert persons(case["text"], case.get("published", "")) == case["persons"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:14])
def test_traditional_twin_gives_the_same_ids(case: dict[str, Any]) -> None:
    twin = opencc.OpenCC("s2t").convert(case["text"])
    expected = [row_id for _, row_id in case["persons"]]
    assert [row_id for _, row_id in persons(twin, case.get("published", ""))] == expected


def test_the_body_follows_the_day_of_an_event() -> None:
    (mention,) = find("林芳正出席。", True, dt.date(2025, 1, 2)).persons
    days = ("2022-03-01", "2024-05", "2023-10-01", "2022", "")
    bodies = [mention.organization_on(day) for day in days]
    assert bodies == ["jp-mofa", "jp-cas", "", "jp-mofa", "jp-cas"]


@pytest.mark.parametrize(
    ("first", "last", "day", "holds"),
    [
        ("2021-03-03", "2025-01-20", "2021-03-02", False),
        ("2021-03-03", "2025-01-20", "2021-03-03", True),
        ("2021-03-03", "2025-01-20", "2025-01-20", True),
        ("2021-03-03", "2025-01-20", "2025-01-21", False),
        ("2021-03", "", "2021-02-28", False),
        ("2021-03", "", "2031-02-28", True),
        ("2021", "2022-05", "2022-05-31", True),
        ("2021", "2022-05", "2022-06-01", False),
        ("2021", "2022-05", "", False),
    ],
)
def test_a_term_holds_from_its_first_to_its_last_day(
    first: str, last: str, day: str, holds: bool
) -> None:
    assert Term("x", "", (), "us-doc", "US", first, last).holds_on(day) == holds


def test_terms_of_an_office_do_not_overlap() -> None:
    """Two persons hold an office that only one can hold on no day but that of the change."""
    single = ("us-doc", "us-dos", "us-treasury", "us-ustr", "gb-no10", "cn-mofcom", "jp-meti")
    rows = [row for row in lexicon.load()["persons"] if row["organization"] in single]
    for body in single:
        terms = sorted((r["from"], r["to"] or "9999") for r in rows if r["organization"] == body)
        assert all(a[1] <= b[0] for a, b in pairwise(terms)), body


def test_every_row_is_found_by_its_names() -> None:
    loaded = lexicon.load()
    known = Offices(loaded).known
    found = {term.row for names in known.values() for term in names.sure}
    assert len(loaded["persons"]) > 400
    assert [row["id"] for row in loaded["persons"] if row["id"] not in found] == []


def test_own_person_needs_a_body(tmp_path: Path) -> None:
    header = "id,name_zh_hans,name_en,aliases,weak_aliases,office,organization,from,to,note\n"
    (tmp_path / "persons.csv").write_text(
        header + "zz-a,张三丰,,,,局长,no-such-body,2021-03,,\n", encoding="utf-8"
    )
    with pytest.raises(lexicon.LexiconError, match="no-such-body"):
        lexicon.load(tmp_path)
    (tmp_path / "persons.csv").write_text(
        header + "zz-a,张三丰,,,,局长,us-bis,3.3.2021,,\n", encoding="utf-8"
    )
    with pytest.raises(lexicon.LexiconError, match="is no day"):
        lexicon.load(tmp_path)
