"""Words: the engine's tokens, lexicon names laid over them, and the spaCy Doc of both."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np

from pipeline.document import Document, Sentence, Word
from pipeline.lexicon.gazetteer import (
    DIGIT_BEFORE,
    HAN_ONLY,
    MAKERS,
    MEASURES,
    UNIT,
    UNMISTAKABLE,
    Gazetteer,
)
from pipeline.segment.engines import Segmenter
from pipeline.segment.english import EnglishWords
from pipeline.segment.tags import Tag
from pipeline.text import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LEXICON_TAGS = {"organization": "nt", "place": "ns", "technology": "nz"}
PREPOSITIONS = frozenset("对向与跟给被涉")
JOINING = PREPOSITIONS | frozenset("和及由")
# 台积电|子公司, 浸大|学生会, where the segmenter sees 电子公司 and 大学生.
BRANCH = ("子公司", "学生会")
COMMON = frozenset(("技术", "公司", "集团", "产品", "设备", "手机"))
OTHER_TAG, ENGLISH_TAG = "x", "eng"
START, END = itemgetter(0), itemgetter(1)


@dataclass(frozen=True)
class Tokenizer:
    """Everything that turns text into sentences and words, built once for a set of lexicons."""

    segmenter: Segmenter
    gazetteer: Gazetteer
    abbreviations: frozenset[str]

    @cached_property
    def english(self) -> "Language":
        """spaCy's English, for those who ask for a Doc; its vocabulary holds their words."""
        from spacy.lang.en import English

        return English()

    @cached_property
    def english_words(self) -> EnglishWords:
        """What cuts English into words."""
        return EnglishWords()

    def doc(self, document: Document) -> "Doc":
        """Return a document's tokens as a spaCy Doc."""
        return as_doc(document, self.english)

    def words(self, plain: str, sentences: Iterable[Sentence]) -> list[Word]:
        """Return the words of the text, white space left out."""
        found: list[Word] = []
        for sentence in sentences:
            text = plain[sentence.span.start : sentence.span.end]
            cut = self._english_words if sentence.language == "en" else self._chinese_words
            found += cut(text, sentence.span.start)
        return found

    def _chinese_words(self, text: str, position: int) -> list[Word]:
        found: list[Word] = []
        for word, tag in self.segmenter.tag(text):
            end = position + len(word)
            if not word.isspace():
                found.append((position, end, tag))
            position = end
        return found

    def _english_words(self, text: str, position: int) -> list[Word]:
        cut = self.english_words.cut(text)
        return [(position + start, position + end, ENGLISH_TAG) for start, end in cut]


class WordCutter:
    """A test for surfaces: does a word of the dictionary stand across one of their borders?"""

    def __init__(
        self, plain: str, words: Sequence[Word], segmenter: Segmenter, spans: set[tuple[int, int]]
    ):
        self._plain, self._words, self._spans = plain, words, spans
        self._starts = list(map(START, words))
        self._borders = {*self._starts, *map(END, words)}
        self._segmenter = segmenter

    def __call__(self, start: int, end: int) -> bool:
        """Tell whether a surface is cut out of other words: the 国会 of 各国会.

        A long one is, where it is a shorter surface and a piece of a word: 加强|人工智能, which
        is no 强人工智能.
        """
        if UNIT.match(self._plain, start) and self._counts(start):
            return True
        if start in self._borders and end in self._borders:
            return False
        if not HAN_ONLY.match(self._plain, start):
            return False
        left, right = self._across(start, start, end), self._across(end, start, end)
        left = None if left and self._leads(left, start) else left
        right = (
            None if self._plain.startswith(BRANCH, end) or self._adds(right, start, end) else right
        )
        if end - start < UNMISTAKABLE:
            return bool(left or right)
        if right and self._plain[end : end + 1] in MAKERS:
            return True
        return bool(
            (left and (left[1], end) in self._spans) or (right and (start, right[0]) in self._spans)
        )

    def _leads(self, word: tuple[int, int], start: int) -> bool:
        """Tell whether the word across a border is a preposition and a surface's first character:
        the 对华 of 对|华为.
        """
        first, last = word
        return last == start + 1 and first == start - 1 and self._plain[first] in PREPOSITIONS

    def _adds(self, word: tuple[int, int] | None, start: int, end: int) -> bool:
        """Tell whether the word across a border is a surface and a common noun: 华为|技术."""
        return word is not None and word[0] == start and self._plain[end : word[1]] in COMMON

    def _counts(self, start: int) -> bool:
        """Tell whether a number stands before a surface: the 纳米技术 of 2纳米技术."""
        return DIGIT_BEFORE.search(self._plain, max(0, start - 2), start) is not None

    def _across(self, border: int, start: int, end: int) -> tuple[int, int] | None:
        """Return the word of the dictionary that a border lies in, if it reaches out of the span."""
        index = bisect_right(self._starts, border) - 1
        if index < 0:
            return None
        first, last, tag = self._words[index]
        if tag == Tag.PERSON and first == start - 1 and self._plain[first] in JOINING:
            return None  # 快手|和|小红书, where 和小红 is a person of the dictionary
        inside = first < border < last and not (start <= first and last <= end)
        if inside and first == start - 1 and last == end and self._plain[first] in MEASURES:
            return None
        return (first, last) if inside and self._segmenter.knows(self._plain[first:last]) else None


def overlay(
    words: Sequence[Word], tagged: Iterable[tuple[Span, str]], remnant: str = ""
) -> list[Word]:
    """Lay tagged spans over the words: a name is one word, a word it cuts keeps what is left, with
    its part of speech or that of a remnant.
    """
    ends = list(map(END, words))
    laid: list[Word] = []
    index, rest = 0, -1  # where the words go on, and from where on the first of them is free
    for span, tag in tagged:
        start, end = span.start, span.end
        first = bisect_right(ends, start, index)
        laid += _from(words[index:first], rest, remnant)
        left = max(words[first][0], rest) if first < len(words) else start
        if left < start:
            laid.append((left, start, remnant or words[first][2]))
        laid.append((start, end, tag))
        index, rest = bisect_right(ends, end, first), end
    laid += _from(words[index:], rest, remnant)
    return laid


def _from(words: Sequence[Word], position: int, remnant: str) -> Sequence[Word]:
    """Return words, the first without what stands before a position."""
    if words and words[0][0] < position:
        return [(position, words[0][1], remnant or words[0][2]), *words[1:]]
    return words


def as_doc(document: Document, language: "Language") -> "Doc":
    """Build the spaCy Doc: its tokens cover the plain text, white space included."""
    from spacy.tokens import Doc

    plain = document.plain
    words = tuple(with_spaces(plain, document.tokens))
    firsts = {sentence.span.start for sentence in document.sentences}
    return Doc(
        language.vocab,
        words=[plain[start:end] for start, end, _ in words],
        spaces=_spaces(plain, words),
        tags=[tag for _, _, tag in words],
        sent_starts=[start in firsts for start, _, _ in words],
    )


def with_spaces(plain: str, words: Sequence[Word]) -> Iterator[Word]:
    """Yield the words and, between them, white space that is more than one blank."""
    borders = np.array([(start, end) for start, end, _ in words], dtype=np.int64).reshape(-1, 2)
    starts, ends = borders[:, 0], borders[:, 1]
    gaps_start = np.concatenate(([0], ends))
    gaps_end = np.concatenate((starts, [len(plain)]))
    position = 0
    for index in np.flatnonzero(gaps_end > gaps_start).tolist():
        yield from words[position:index]
        start, end = int(gaps_start[index]), int(gaps_end[index])
        start += index > 0 and plain[start] == " "
        if start < end:
            yield start, end, OTHER_TAG
        position = index
    yield from words[position:]


def _spaces(plain: str, words: Sequence[Word]) -> list[bool]:
    """Tell for each token whether a blank follows that no token covers."""
    borders = [start for start, _, _ in words] + [len(plain)]
    return [end < borders[index + 1] for index, (_, end, _) in enumerate(words)]
