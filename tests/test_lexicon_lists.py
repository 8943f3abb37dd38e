"""The schema of the lists agrees with the shipped files, with the code that reads them, and with the
page that describes them.
"""

import ast
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

import pipeline
from pipeline import lexicon
from pipeline.dates import DateKnowledge
from pipeline.dates.expression import Unit
from pipeline.dates.words import UNITS
from pipeline.events import EventKnowledge
from pipeline.events.triggers import UNIONS
from pipeline.lexicon import values
from pipeline.lexicon.lists import LANGUAGE_ENDINGS, LISTS, UnknownListError, require_class
from pipeline.lexicon.patterns import atoms, read_pattern
from pipeline.lexicon.schema import COLUMNS, REMOVED, TABLES
from pipeline.lexicon.shape_pattern import references
from pipeline.lexicon.word_list import WordList
from pipeline.names import NameKnowledge
from pipeline.workbench.describe import description

CODE = Path(pipeline.__file__).parent
ALL = [(file, one) for file, lists in LISTS.items() for one in lists.values()]
NAMES = [f"{file}.{one.name}" for file, one in ALL]
# Lists that only users fill.
EMPTY = ("no_organization",)
SHAPES = lexicon.load()["date_shapes"]
ASKING = ("has", "words", "values", "pattern", "list_of")


@cache
def trees(room: str) -> tuple[ast.Module, ...]:
    """Return the code of a room, or of a module that stands outside of one."""
    paths = sorted((CODE / room).rglob("*.py")) or [CODE / f"{room}.py"]
    return tuple(ast.parse(path.read_text(encoding="utf-8")) for path in paths)


@cache
def in_patterns() -> frozenset[str]:
    """Return the classes that constructions ask for."""
    trees = (read_pattern(row["pattern"]) for row in lexicon.load()["constructions"])
    found = (atom for tree in trees for atom in atoms(tree) if atom.kind == "classes")
    return frozenset(name for atom in found for name in atom.names)


@cache
def constants(room: str) -> frozenset[str]:
    """Return the strings in the code of a room; the modules of the schema name every list."""
    schema = {f"{name}_lists" for name in ("date", "event", "name")}
    paths = [path for path in (CODE / room).rglob("*.py") if path.stem not in schema]
    found = (ast.walk(ast.parse(path.read_text(encoding="utf-8"))) for path in paths)
    if not paths:
        found = (ast.walk(tree) for tree in trees(room))
    return frozenset(
        node.value
        for nodes in found
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def names_in_code(one: WordList, file: str) -> set[str]:
    """Return how code may ask for a list: events leave the language out."""
    bare = {one.name.removesuffix(ending) for ending in LANGUAGE_ENDINGS}
    return bare | {one.name} if file == "word_lists" else {one.name}


@pytest.mark.parametrize(("file", "one"), ALL, ids=NAMES)
def test_each_list_is_read_where_the_schema_says(file: str, one: WordList) -> None:
    in_shapes = set(chain.from_iterable(references(row["pattern"]) for row in SHAPES))
    for room in one.rooms.split():
        asked = constants(room) | (in_patterns() if room == "events" else frozenset())
        asked |= in_shapes if room == "dates" else set()
        assert asked & names_in_code(one, file), f"{room} does not read {one.name}"


def test_a_list_that_nobody_reads_is_noticed() -> None:
    unread = WordList("statistic_zh", "events", "Figures go up or down.", "增长")
    assert not constants("events") & names_in_code(unread, "word_lists")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_each_file_is_read_where_the_schema_says(table: lexicon.schema.Table) -> None:
    asked = {"word_lists": {"words"}, "name_words": {"word_lists", "lists", "list_of"}}
    names = {table.name} | asked.get(table.name, set())
    for room in table.rooms.split():
        used = constants(room) | {
            node.attr if isinstance(node, ast.Attribute) else node.id
            for tree in trees(room)
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute | ast.Name)
        }
        assert used & names, f"{room} does not read {table.name}.csv"


def asked_lists() -> Iterator[str]:
    """Yield the names that code asks for in so many words: words.has("passive", …)."""
    for room in ("dates", "names", "organizations", "technologies", "events", "tools"):
        for tree in trees(room):
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                    last = node.args[-1 if node.func.attr == "list_of" else 0 :][:1]
                    asks = node.func.attr in ASKING
                elif isinstance(node, ast.Subscript):
                    last, asks = [node.slice], ast.unparse(node.value).endswith("lists")
                else:
                    continue
                if asks and last and isinstance(last[0], ast.Constant):
                    yield str(last[0].value)


def test_code_asks_for_no_list_that_the_schema_lacks() -> None:
    known = {name for file, one in ALL for name in names_in_code(one, file)}
    asked = set(asked_lists())
    assert len(asked) > 100
    assert asked <= known | set(UNIONS) | {"light_verb"}


@pytest.mark.parametrize(("file", "one"), ALL, ids=NAMES)
def test_the_example_stands_in_the_list(file: str, one: WordList) -> None:
    rows = {row["word"]: row for row in lexicon.load()[file] if row["list"] == one.name}
    assert bool(rows) == (one.name not in EMPTY)
    assert one.name in EMPTY or any(word.startswith(one.example) for word in rows)
    assert one.meaning.endswith(".")


def test_a_list_that_no_schema_has_fails_at_once() -> None:
    loaded = lexicon.load()
    with pytest.raises(UnknownListError, match="abbreviations"):
        loaded.words("abbreviations")
    with pytest.raises(UnknownListError, match="statistic"):
        EventKnowledge(loaded).chinese.has("statistic", "增长")
    with pytest.raises(UnknownListError, match="month_zh"):
        DateKnowledge(loaded).words.values("month_zh")
    with pytest.raises(UnknownListError, match="org_heads"):
        NameKnowledge(loaded).lists["org_heads"]
    with pytest.raises(UnknownListError):
        require_class("")


def test_a_class_of_the_other_language_is_empty() -> None:
    loaded = lexicon.load()
    assert not EventKnowledge(loaded).english.has("passive", "被")
    assert EventKnowledge(loaded).chinese.has("passive", "被")
    assert NameKnowledge(loaded).lists["no_organization"] == frozenset()


def test_values_are_what_the_grammars_read() -> None:
    assert set(values.UNITS) == set(UNITS) <= set(Unit.__args__)
    for kind in values.TYPES:
        assert kind.holds(kind.example)
        assert not kind.holds("")
        assert not kind.holds("x")


def test_each_column_has_a_meaning() -> None:
    assert {column for table in (*TABLES, REMOVED) for column in table.columns} == set(COLUMNS)


def test_the_page_is_current() -> None:
    path = lexicon.shipped_folder() / "README.md"
    written = path.read_bytes().decode()
    assert written == description(lexicon.load()), "make lexicon-docs"
