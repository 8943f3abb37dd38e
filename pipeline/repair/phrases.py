"""The phrases of boilerplate.csv, found in the plain form of a text: which kind of phrase stands where."""

from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from pipeline.lexicon import Lexicons
from pipeline.plain import lookup_form


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

    def hits(self, plain: str) -> list[Hit]:
        """Return the phrases in a plain text, the longest where several begin; `ad` in `adapt` is none."""
        return [
            Hit(start, end, self.words[index], self.kinds[index])
            for index, start, end in self.automaton.find_matches_as_indexes(plain)
            if _is_whole(plain, start, end)
        ]


def phrases_of(lexicons: Lexicons) -> Phrases:
    """Build the matcher for a set of lexicons; the same rows are built only once."""
    return _built(tuple((row["phrase"], row["kind"]) for row in lexicons["boilerplate"]))


@lru_cache(maxsize=8)
def _built(rows: tuple[tuple[str, str], ...]) -> Phrases:
    words = tuple(lookup_form(phrase) for phrase, _ in rows)
    kinds = tuple(kind for _, kind in rows)
    return Phrases(words, kinds, AhoCorasick(words, matchkind=MatchKind.LeftmostLongest))


def _is_whole(plain: str, start: int, end: int) -> bool:
    """Tell whether Latin words are not cut: `ad` in `adapt`."""
    before, after = plain[start - 1 : start], plain[end : end + 1]
    return not (_joins(before, plain[start]) or _joins(plain[end - 1], after))


def _joins(left: str, right: str) -> bool:
    return left.isascii() and left.isalnum() and right.isascii() and right.isalnum()
