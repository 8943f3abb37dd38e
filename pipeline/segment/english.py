"""English text to words, where spaCy's English tokenizer cuts them.

Its rules are taken from spaCy once and kept in the cache of the lexicons: to import spaCy takes
longer than to read a short article. What a piece between blanks is cut into is remembered, without
the vocabulary of all words that spaCy fills.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib.metadata import version
from itertools import pairwise
from typing import Any

from pipeline.lexicon.cache import remembered

CHUNK = re.compile(r"\S+")
MOST_CHUNKS = 50_000  # pieces between blanks that are remembered: some 15 megabytes


class EnglishWords:
    """The cutter: pieces between blanks first, then what stands at their ends and inside them."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[list[str], bool]] = {}

    def cut(self, text: str) -> list[tuple[int, int]]:
        """Return start and end of each word of a text.

        >>> EnglishWords().cut("can't (U.S.)")
        [(0, 2), (2, 5), (6, 7), (7, 11), (11, 12)]
        """
        known, words, spans = self._known, list[str](), list[tuple[int, int]]()
        may_join = False
        for match in CHUNK.finditer(text):
            chunk, position = match.group(), match.start()
            cut, is_open = known.get(chunk) or self._remember(chunk)
            may_join = may_join or is_open
            words += cut
            for word in cut:
                spans.append((position, position + len(word)))
                position += len(word)
        return list(self._joined(text, words, spans)) if may_join else spans

    def _remember(self, chunk: str) -> tuple[list[str], bool]:
        words = self._rules.cut(chunk, self._exceptions)
        found = words, not self._series.keys().isdisjoint(words)
        if len(self._known) < MOST_CHUNKS:
            self._known[chunk] = found
        return found

    @cached_property
    def _data(self) -> dict[str, Any]:
        data: dict[str, Any] = remembered("english", version("spacy").encode(), _of_spacy)
        return data

    @cached_property
    def _rules(self) -> "_Rules":
        return _Rules(**self._data["patterns"])

    @cached_property
    def _exceptions(self) -> dict[str, list[str]]:
        """What is no matter of rules: can't to ca and n't."""
        exceptions: dict[str, list[str]] = self._data["exceptions"]
        return exceptions

    @cached_property
    def _series(self) -> dict[str, list[list[str]]]:
        """What rules make of the exceptions, by the first word: they are found among words, too."""
        found: dict[str, list[list[str]]] = {}
        for exception in self._exceptions:
            if self._rules.touch(exception):
                words = self._rules.cut(exception, {})
                found.setdefault(words[0], []).append(words)
        return found

    def _joined(
        self, text: str, words: Sequence[str], spans: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[int, int]]:
        """Yield the words, those that are an exception together cut as it says: a.m. in -a.m.."""
        chosen = dict(self._chosen(text, words, spans))
        index = 0
        while index < len(words):
            end = chosen.get(index, 0)
            cut = self._exceptions.get(text[spans[index][0] : spans[end - 1][1]]) if end else None
            position = spans[index][0]
            for word in cut or ():
                yield position, position + len(word)
                position += len(word)
            if not cut:
                yield from spans[index : end or index + 1]
            index = end or index + 1

    def _chosen(
        self, text: str, words: Sequence[str], spans: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[int, int]]:
        """Yield first and end of series of words that may be an exception: the longest, of equally
        long ones the first.
        """
        found = [
            (len(series), -first)
            for first, word in enumerate(words)
            for series in self._series.get(word, ())
            if list(words[first : first + len(series)]) == series
            and _are_neighbors(text, spans[first : first + len(series)])
        ]
        seen: set[int] = set()
        for length, place in sorted(found, reverse=True):
            first, end = -place, length - place
            if first not in seen and end - 1 not in seen:
                yield first, end
            seen.update(range(first, end))


def _are_neighbors(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether no more than a blank parts words: other white space is a word of its own."""
    gaps = (text[left[1] : right[0]] for left, right in pairwise(spans))
    return all(gap in ("", " ") for gap in gaps)


class _Rules:
    """The patterns of what is cut off at the ends of a piece, inside it, and of addresses."""

    def __init__(self, prefix: str, suffix: str, infix: str, address: str):
        self._prefix, self._suffix = re.compile(prefix), re.compile(suffix)
        self._infix, self._address = re.compile(infix), re.compile(address)

    def touch(self, piece: str) -> bool:
        """Tell whether a rule finds something in a piece."""
        ends = _length(self._prefix.search(piece)) or _length(self._suffix.search(piece))
        return bool(ends or self._infix.search(piece))

    def cut(self, piece: str, exceptions: dict[str, list[str]]) -> list[str]:
        """Return the words of a piece without blanks."""
        if piece in exceptions:
            return exceptions[piece]
        before, after = list[str](), list[str]()
        former = 0
        while piece and len(piece) != former and piece not in exceptions:
            former = len(piece)
            left, right = self._ends(piece)
            if left and piece[left:] in exceptions:
                right = 0
            elif right and piece[:-right] in exceptions:
                left = 0
            if left:
                before.append(piece[:left])
            if right:
                after.append(piece[-right:])
            piece = piece[left : len(piece) - right]
        return [*before, *self._inside(piece, exceptions), *reversed(after)]

    def _ends(self, piece: str) -> tuple[int, int]:
        """Return how much is cut off at the beginning and at the end."""
        left = _length(self._prefix.search(piece))
        return left, _length(self._suffix.search(piece[left:]))

    def _inside(self, piece: str, exceptions: dict[str, list[str]]) -> list[str]:
        if not piece:
            return []
        if piece in exceptions:
            return exceptions[piece]
        found = [] if self._address.match(piece) else list(self._infix.finditer(piece))
        words, start = list[str](), 0
        for match in found:
            if match.start() > 0:
                words += (piece[start : match.start()], match.group())
                start = match.end()
        return [word for word in (*words, piece[start:]) if word]


def _length(match: re.Match[str] | None) -> int:
    return match.end() - match.start() if match else 0


def _of_spacy() -> dict[str, Any]:
    """Return the rules of spaCy's English tokenizer as text."""
    from spacy.lang.en import English
    from spacy.symbols import ORTH  # type: ignore[import-not-found]

    tokenizer: Any = English().tokenizer
    rules = {
        "prefix": tokenizer.prefix_search, "suffix": tokenizer.suffix_search,
        "infix": tokenizer.infix_finditer, "address": tokenizer.url_match,
    }  # fmt: skip
    patterns = {name: rule.__self__.pattern for name, rule in rules.items()}
    # A piece has no blanks: both say that an @ stands behind any signs, the second in linear time.
    patterns["address"] = patterns["address"].replace(r"(?:\S+(?::\S*)?@)?", r"(?:\S+@)?")
    return {
        "patterns": patterns,
        "exceptions": {
            piece: [part[ORTH] for part in parts] for piece, parts in tokenizer.rules.items()
        },
    }
