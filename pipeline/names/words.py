"""The words of a document as plain lists, and the word lists about names."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from pipeline.document import Document
from pipeline.lexicon import Lexicons
from pipeline.lexicon.lists import LISTS, UnknownListError
from pipeline.plain import any_of
from pipeline.segment.tags import Tag
from pipeline.segment.words import overlay
from pipeline.text import Span

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


class WordLists(dict[str, frozenset[str]]):
    """The lists of name_words.csv; asking for one that the schema lacks is a mistake of the code."""

    def __missing__(self, name: str) -> frozenset[str]:
        raise UnknownListError("name_words", name)


def word_lists(lexicons: Lexicons) -> WordLists:
    """Return the word lists of a set of lexicons."""
    names = LISTS["name_words"]
    return WordLists({name: frozenset(lexicons.list_of("name_words", name)) for name in names})


def alternatives(lists: WordLists, name: str) -> str:
    """Return a pattern for the words of a list, the longest first."""
    return f"(?:{any_of(lists[name])})"
