"""The rows of date_shapes.csv to what readers match with: one compiled pattern for each reader, built
when a text first needs it, and the characters that it may begin with.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from pipeline.dates.first_characters import first_characters
from pipeline.dates.words import DateWords
from pipeline.lexicon import Lexicons
from pipeline.lexicon.cache import remembered
from pipeline.lexicon.shape_pattern import PART, expanded

NAME = re.compile(r"\(\?P<([a-z][a-z0-9_]*)>")
SAME = re.compile(r"\(\?P=([a-z][a-z0-9_]*)\)")
FLAGS = {"en": re.IGNORECASE, "zh": re.NOFLAG}


@dataclass(frozen=True, slots=True)
class Found:
    """What a row matched: its id, and its fields by name."""

    match: re.Match[str]
    fields: Mapping[str, tuple[str, ...]]

    @property
    def row(self) -> str:
        """The id of the row."""
        return (self.match.lastgroup or "")[1:].replace("_", "-")

    def group_of(self, name: str) -> str:
        """Return the group that holds a field in this match, empty where none does."""
        groups = self.fields.get(name, ())
        return next((one for one in groups if self.match[one] is not None), "")

    def __getitem__(self, name: str) -> str:
        """Return a field, empty where it is not there."""
        group = self.group_of(name)
        return self.match[group] if group else ""

    def start(self, name: str = "") -> int:
        """Return where the match or a field begins, -1 where the field is not there."""
        if not name:
            return self.match.start()
        group = self.group_of(name)
        return self.match.start(group) if group else -1

    def end(self, name: str = "") -> int:
        """Return where the match or a field ends."""
        if not name:
            return self.match.end()
        group = self.group_of(name)
        return self.match.end(group) if group else -1

    def group(self) -> str:
        """Return what was matched."""
        return self.match.group()


@dataclass(frozen=True, eq=False)
class Shape:
    """The rows of one reader as one pattern: the first that matches is meant."""

    language: str
    rows: tuple[tuple[str, str], ...]  # id, regular expression

    @cached_property
    def source(self) -> str:
        """The rows as alternatives, the fields of each with names of their own."""
        return "|".join(_alternative(number, *row) for number, row in enumerate(self.rows))

    @cached_property
    def fields(self) -> dict[str, tuple[str, ...]]:
        """The groups that hold a field, by its name."""
        fields: dict[str, tuple[str, ...]] = {}
        for number, (_, source) in enumerate(self.rows):
            for name in NAME.findall(source):
                fields[name] = (*fields.get(name, ()), f"{name}_{number}")
        return fields

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self.source, FLAGS[self.language])

    def match(self, plain: str, start: int) -> Found | None:
        """Return what the rows match at a place."""
        found = self.pattern.match(plain, start)
        return Found(found, self.fields) if found else None


def _alternative(number: int, row: str, source: str) -> str:
    renamed = NAME.sub(rf"(?P<\1_{number}>", source)
    renamed = SAME.sub(rf"(?P=\1_{number})", renamed)
    return f"(?P<_{row.replace('-', '_')}>{renamed})"


@dataclass(frozen=True, eq=False)
class ShapeRows:
    """The shapes of a set of lexicons by language and reader."""

    words: DateWords
    rows: tuple[tuple[str, str, str, str], ...]  # id, language, reader, pattern

    @cached_property
    def parts(self) -> dict[str, str]:
        """What the names in patterns stand for: the rows that others are made of, in file order."""
        known = _Known(self.words)
        for row, language, reader, pattern in self.rows:
            if reader == PART:
                known[row] = expanded(pattern, language, known)
        return known

    @cached_property
    def shapes(self) -> dict[str, Shape]:
        """The shapes by their readers; what a pattern stands for is only looked up when used."""
        readers = dict.fromkeys((language, reader) for _, language, reader, _ in self.rows)
        return {f"{one}-{two}": Shape(one, tuple(self._of(one, two))) for one, two in readers}

    @cached_property
    def firsts(self) -> dict[str, frozenset[str]]:
        """The characters that a match of each shape may begin with, in lower case; empty where any may.
        They are kept between runs: to parse all patterns takes longer than to read a short article.
        """
        sources = {
            name: (one.source, int(FLAGS[one.language])) for name, one in self.shapes.items()
        }

        def build() -> dict[str, str]:
            return {name: "".join(sorted(first_characters(*one))) for name, one in sources.items()}

        known: dict[str, str] = remembered("first-characters", repr(sources).encode(), build)
        return {name: frozenset(characters) for name, characters in known.items()}

    def __getitem__(self, reader: str) -> Shape:
        return self.shapes[reader]

    def _of(self, language: str, reader: str) -> Iterator[tuple[str, str]]:
        for row, its, name, pattern in self.rows:
            if (its, name) == (language, reader) and reader != PART:
                yield row, expanded(pattern, language, self.parts)


class _Known(dict[str, str]):
    """What names stand for: parts by their id, else the words of a list."""

    def __init__(self, words: DateWords):
        super().__init__()
        self._words = words

    def __missing__(self, name: str) -> str:
        self[name] = self._words.pattern(name)
        return self[name]


def shape_rows(words: DateWords, lexicons: Lexicons) -> ShapeRows:
    """Return the shapes of a set of lexicons."""
    rows = lexicons["date_shapes"]
    cells = ((row["id"], row["language"], row["reader"], row["pattern"]) for row in rows)
    return ShapeRows(words, tuple(cells))


R = TypeVar("R")


class Readers(Generic[R]):
    """Readers with their shapes, in their order, and by the character that a site begins with."""

    def __init__(self, shapes: ShapeRows, readers: tuple[tuple[str, Callable[[Found], R]], ...]):
        self._all = tuple((shapes.firsts[name], (shapes[name], read)) for name, read in readers)
        self._at: dict[str, tuple[tuple[Shape, Callable[[Found], R]], ...]] = {}

    def at(self, char: str) -> tuple[tuple[Shape, Callable[[Found], R]], ...]:
        """Return the readers whose shapes may begin with a character."""
        found = self._at.get(char)
        if found is None:
            either = {char, char.lower()}
            found = tuple(one for firsts, one in self._all if not firsts or either & firsts)
            self._at[char] = found
        return found
