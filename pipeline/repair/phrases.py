"""The phrases of boilerplate.csv, found in the plain form of a text: which kind of phrase stands where."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from ahocorasick_rs import AhoCorasick, MatchKind

from pipeline.lexicon import Lexicons
from pipeline.plain import lowered, plain_forms

# What English words the lexicons know, by table and column.
WORDED = {
    "organizations": ("name_en", "aliases"),
    "technologies": ("name_en", "aliases"),
    "places": ("name_en", "aliases"),
    "event_triggers": ("trigger", "forms"),
}
LATIN = re.compile(r"[A-Za-z]{3,}")


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase in a text: where, which words, of which kind."""

    start: int
    end: int
    words: str
    kind: str


@dataclass(frozen=True)
class Phrases:
    """Boilerplate phrases with one automaton for all of them."""

    words: tuple[str, ...]
    kinds: tuple[str, ...]
    automaton: AhoCorasick
    lexicons: Lexicons = field(repr=False, compare=False)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The Latin words of names, terms, triggers and places, in lower case."""
        return frozenset(
            word.lower()
            for table, columns in WORDED.items()
            for row in self.lexicons[table]
            for column in columns
            for word in LATIN.findall(row[column])
        )

    def hits(self, plain: str) -> list[Hit]:
        """Return the phrases in a plain text, the longest where several begin; `ad` in `adapt` is none."""
        return [
            Hit(start, end, self.words[index], self.kinds[index])
            for index, start, end in self.automaton.find_matches_as_indexes(plain)
            if _is_whole(plain, start, end)
        ]


def phrases_of(lexicons: Lexicons) -> Phrases:
    """Build the matcher for a set of lexicons."""
    rows = lexicons["boilerplate"]
    words = tuple(map(lowered, plain_forms([row["phrase"] for row in rows])))
    kinds = tuple(row["kind"] for row in rows)
    automaton = AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)
    return Phrases(words, kinds, automaton, lexicons)


def _is_whole(plain: str, start: int, end: int) -> bool:
    """Tell whether Latin words are not cut: `ad` in `adapt`."""
    before, after = plain[start - 1 : start], plain[end : end + 1]
    return not (_joins(before, plain[start]) or _joins(plain[end - 1], after))


def _joins(left: str, right: str) -> bool:
    return left.isascii() and left.isalnum() and right.isascii() and right.isalnum()
