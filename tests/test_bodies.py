"""Which organization is a part of which: in the table of organizations, and what stands above it."""

from pathlib import Path

import pytest

from pipeline import analyze
from pipeline.batch.changed import may_differ
from pipeline.lexicon import load
from pipeline.lexicon.bodies import ancestors
from pipeline.tables.corpus import organization_rows, unmentioned_rows

CHAIN = {"us-bis-oee": "us-bis", "us-bis": "us-doc"}


@pytest.mark.parametrize(
    ("body", "parents", "above"),
    [
        ("us-bis-oee", CHAIN, ["us-bis", "us-doc"]),
        ("us-doc", CHAIN, []),
        ("a", {"a": "b", "b": "a"}, ["b", "a"]),
    ],
)
def test_what_stands_above_a_body(body: str, parents: dict[str, str], above: list[str]) -> None:
    assert [*ancestors(body, parents)] == above


def test_an_organization_tells_what_it_is_a_part_of() -> None:
    """And what it is a part of is known, though no article names it."""
    lexicons = load()
    rows = analyze("2022年10月7日，美国工业与安全局发布新规。", lexicons=lexicons)
    found = organization_rows([rows], lexicons)
    assert [(row.org_id, row.parent) for row in found] == [("us-bis", "us-doc")]
    above = list(unmentioned_rows(["us-bis", "xx-none"], lexicons))
    assert [(row.org_id, row.parent, row.mentions) for row in above] == [
        ("us-bis", "us-doc", 0), ("us-doc", "", 0),
    ]  # fmt: skip


def test_a_user_adds_a_body_and_no_article_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "bodies.csv").write_text("body,parent,note\nus-stb,us-dot,\n", encoding="utf-8")
    before, after = load(), load(tmp_path)
    assert [row["parent"] for row in after["bodies"] if row["body"] == "us-stb"] == ["us-dot"]
    assert not may_differ(before, after)("美国地面运输委员会", "美国地面运输委员会")
