"""The words of a document as plain lists, and the word lists about names."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from pipeline.document import Document
from pipeline.lexicon import Lexicons
from pipeline.lexicon.lists import LISTS, UnknownListError
from pipeline.segment.tags import Tag
from pipeline.segment.words import overlay
from pipeline.text import Span

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

REMNANT = Tag.OTHER  # what a date leaves of a word that it cuts


@dataclass(frozen=True, eq=False)
class Words:
    """Where the words of a plain text start and end, and jieba's part of speech of each."""

    plain: str
    starts: list[int]
    ends: list[int]
    tags: list[str]

    @cached_property
    def _by_end(self) -> dict[int, int]:
        return dict(zip(self.ends, range(len(self.ends)), strict=True))

    @cached_property
    def _by_start(self) -> dict[int, int]:
        return dict(zip(self.starts, range(len(self.starts)), strict=True))

    def __len__(self) -> int:
        return len(self.starts)

    def text(self, index: int) -> str:
        """Return a word."""
        return self.plain[self.starts[index] : self.ends[index]]

    def at(self, position: int) -> int:
        """Return the index of the word that holds a position, or of the last one before it."""
        return bisect_right(self.starts, position) - 1

    def ending_at(self, position: int) -> int:
        """Return the index of the word that ends at a position, or -1."""
        return self._by_end.get(position, -1)

    def starting_at(self, position: int) -> int:
        """Return the index of the word that starts at a position, or -1."""
        return self._by_start.get(position, -1)

    def touches(self, index: int) -> bool:
        """Tell whether a word follows the one before it without white space."""
        return index > 0 and self.ends[index - 1] == self.starts[index]


def words_of(document: Document, dates: Iterable[Span]) -> Words:
    """Return the words of a document as lists, each date as one word: 3月2日|商务部.

    What is left of a word that a date cuts is no word that anybody knows: the 经 of 21|日经.
    """
    tokens = overlay(document.tokens, ((date, Tag.DATE) for date in dates), REMNANT)
    starts, ends, tags = (list(map(itemgetter(part), tokens)) for part in range(3))
    return Words(document.plain, starts, ends, tags)


class KnownLists(dict[str, frozenset[str]]):
    """The lists of name_words.csv; asking for one that the schema lacks is a mistake of the code."""

    def __missing__(self, name: str) -> frozenset[str]:
        raise UnknownListError("name_words", name)


@dataclass(frozen=True, eq=False)
class WordLists:
    """The lists of name_words.csv by name."""

    lists: KnownLists

    def __getitem__(self, name: str) -> frozenset[str]:
        """Return a list. Raises UnknownListError where no schema has it."""
        return self.lists[name]


@lru_cache(maxsize=8)
def word_lists(lexicons: Lexicons) -> WordLists:
    """Return the word lists of a set of lexicons."""
    names = LISTS["name_words"]
    return WordLists(
        KnownLists({name: frozenset(lexicons.list_of("name_words", name)) for name in names})
    )


@lru_cache(maxsize=8)
def person_titles(lexicons: Lexicons) -> tuple[str, ...]:
    """Return the titles of persons, which end with no name of an organization: 大臣, 首席执行官."""
    return lexicons.words("person_title_zh")


def alternatives(lists: WordLists, name: str) -> str:
    """Return a pattern for the words of a list, the longest first."""
    ordered = sorted(lists[name], key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, ordered))})"


@lru_cache(maxsize=8)
def heads(lexicons: Lexicons, table: str, language: str) -> dict[str, str]:
    """Return the head nouns of a language with their kind or category: 研究院 to research."""
    group = "kind" if table == "organization_heads" else "category"
    return {row["head"]: row[group] for row in lexicons[table] if row["language"] == language}


@lru_cache(maxsize=8)
def _automaton(lexicons: Lexicons, table: str) -> tuple[list[str], "AhoCorasick"]:
    from ahocorasick_rs import AhoCorasick

    found = sorted(heads(lexicons, table, "zh"))
    return found, AhoCorasick(found)


def find_heads(plain: str, lexicons: Lexicons, table: str) -> dict[int, str]:
    """Return where Chinese head nouns end, with the longest that ends there: 研究院 before 院."""
    found, automaton = _automaton(lexicons, table)
    ends: dict[int, str] = {}
    for index, _, end in automaton.find_matches_as_indexes(plain, overlapping=True):
        if end not in ends:  # of those that end together the longest comes first
            ends[end] = found[index]
    return ends
