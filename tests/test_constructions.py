"""Constructions: every row marks what its example says and nothing in its counter-example; a pattern
that cannot be read is refused with a remedy; a user can lay rows over the shipped ones.
"""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.events.constructions import Constructions
from pipeline.events.token import Token
from pipeline.events.triggers import vocabulary
from pipeline.lexicon import Row, load
from pipeline.lexicon.patterns import PatternError, atoms, read_pattern, told
from pipeline.segment.tags import Tag
from pipeline.text import Span
from pipeline.workbench.constructions import mistakes_of, tried

ROWS = load()["constructions"]
HEADER = "id,language,pattern,adds,example,not,note\n"
OWN = "my-wake,zh,'趁' x:NP+ &V,x=adjunct,厂商趁`热潮`发布新品。,厂商发布新品。,\n"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_row_marks_its_example_and_leaves_its_counter_example(row: Row) -> None:
    assert list(mistakes_of(row)) == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_an_id_begins_with_its_language(row: Row) -> None:
    assert row["id"].startswith(row["language"] + "-")


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("<agent> x:NP+ )", "a \\) without"),
        ("( <agent>", "without its \\)"),
        ("<agent> | ", "nothing stands"),
        ("* NP", "where an atom must"),
        ("XP", "no part of speech"),
        ("<Agent>", "no atom"),
        ("", "nothing stands"),
    ],
)
def test_a_pattern_that_cannot_be_read_says_why(pattern: str, problem: str) -> None:
    with pytest.raises(PatternError, match=problem):
        read_pattern(pattern)


def test_a_pattern_is_read() -> None:
    tree = read_pattern("^ (D|<adverb>)* x:( ~'的'{1-3} NP+? ) !<passive>")
    assert [atom.names for atom in atoms(tree)] == [
        ("^",), ("D",), ("adverb",), ("的",), ("NP",), ("passive",),
    ]  # fmt: skip
    assert list(told(tree)) == ["x"]


@cache
def grammar(language: str) -> tuple[Constructions, tuple[str, ...]]:
    """Return the rows of a language and a word of each set of classes that they tell apart."""
    known = vocabulary(load(), language)
    words = {classes: word for word, classes in known.by_word.items()}
    asked = [atom for row in known.constructions.rows for atom in atoms(row.tree)]
    literal = {name for atom in asked if atom.kind == "words" for name in atom.names}
    return known.constructions, (*sorted(words.values()), *sorted(literal))


@pytest.mark.parametrize("language", ["zh", "en"])
@given(data=st.data())
def test_a_row_is_looked_for_wherever_it_can_stand(language: str, data: st.DataObject) -> None:
    rows, words = grammar(language)
    told_words = st.tuples(st.sampled_from(words), st.sampled_from(list(Tag)))
    said = data.draw(st.lists(told_words, max_size=8))
    tokens = [Token(Span(0, len(text)), text, tag) for text, tag in said]
    symbols = rows.rows[0].alphabet.written(tokens)
    assert rows.facts(tokens) == [fact for row in rows.rows for fact in row.facts(symbols)]


def test_a_row_of_a_user_lies_over_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "constructions.csv").write_text(HEADER + OWN, encoding="utf-8")
    _, markings = tried("厂商趁热潮发布新品。", tmp_path)
    assert ("my-wake", "热潮") in [(one.rule, one.text) for one in markings]


def test_the_command_shows_words_and_marks() -> None:
    shown = CliRunner().invoke(app, ["constructions", "try", "双方就共同开发导弹签署协议。"])
    assert shown.exit_code == 0
    assert "签署/v" in shown.output
    assert "zh-topic\tadjunct\t就共同开发导弹" in shown.output


def test_the_command_shows_classes_and_tells_where_nothing_is_marked() -> None:
    shown = CliRunner().invoke(app, ["constructions", "try", "他来了。", "--classes"])
    assert "了\tul\t" in shown.output
    assert "no construction marks anything here" in shown.output


def test_the_command_refuses_a_bad_row(tmp_path: Path) -> None:
    text = HEADER + OWN.replace("NP+", "XP+")
    (tmp_path / "constructions.csv").write_text(text, encoding="utf-8")
    shown = CliRunner().invoke(
        app, ["constructions", "try", "他来了。", "--lexicons", str(tmp_path)]
    )
    assert shown.exit_code == 2
    assert "line 2, column pattern" in shown.output.replace("\n", " ")
