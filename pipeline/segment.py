"""Repaired text to sentences and words: rules for sentences, jieba for Chinese words, spaCy's
tokenizer for English.

A lexicon name is always one word: it is laid over the tokens afterwards, never forced by word
frequency, which would break its neighbors.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from pipeline.document import Document, Match, Rejection, Sentence, Source
from pipeline.gazetteer import HAN, MAKERS, UNMISTAKABLE, Gazetteer, select
from pipeline.plain import converter, plain_form
from pipeline.text import Span, TracedText

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Word = tuple[int, int, str]  # start, end, part of speech in jieba's tag set

SENTENCE_SIGN = re.compile(
    r"""(?P<break>\n\s*)
      | (?P<stop>(?:[。!?;]|…+|\.{3,})(?:\s*[。!?…])*[”’」』"]*)
      | (?P<period>(?<=[A-Za-z0-9)\]%”"’])\.["”’)\]]*(?=\s+["“‘(\[]*[A-Z0-9\u4e00-\u9fff]|\s*$))
      | (?P<open>[(\[【《〈]) | (?P<close>[)\]】》〉])""",
    re.VERBOSE,
)
# What stands before a period that ends no sentence: Mr. Smith, U.S. officials, No. 5.
LAST_WORD = re.compile(r"[A-Za-z.]+$")
INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Z]")
# An unclosed bracket stops counting here: a sentence is never longer because of a slip of the pen.
LONGEST_BRACKET = 200
HAN_CHARACTER = re.compile(f"[{HAN}]")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
LATIN_LETTER = re.compile(r"[A-Za-z]")
# A Chinese character carries about as much text as two and a half Latin letters.
LETTERS_PER_HAN = 2.5
CHINESE_SHARE, ENGLISH_SHARE = 0.75, 0.1
SAMPLE = 50_000
# Longer stretches without an end are cut: a cell must stay below what a spreadsheet can hold.
LONGEST_SENTENCE = 8_000
LEXICON_TAGS = {"organization": "nt", "place": "ns", "technology": "nz"}


class Segmenter(Protocol):
    """Cuts a plain Chinese text into (word, part of speech) pairs that cover it."""

    name: str

    def tag(self, text: str) -> Iterable[tuple[str, str]]:
        """Return the words with jieba's parts of speech."""

    def knows(self, word: str) -> bool:
        """Tell whether a word stands in the segmenter's dictionary."""


class RustSegmenter:
    """The Rust port of jieba: the default, about 150 times faster at tagging."""

    name = "rjieba"

    def __init__(self) -> None:
        import rjieba

        self._jieba = rjieba.Jieba()

    def tag(self, text: str) -> Iterable[tuple[str, str]]:
        tagged: list[tuple[str, str]] = self._jieba.tag(text)
        return tagged

    def knows(self, word: str) -> bool:
        return bool(self._jieba.has_word(word))


class ReferenceSegmenter:
    """jieba itself, with a dictionary of its own and no cache in the shared temporary folder.

    Parts of speech are the dictionary's, as the Rust port gives them.
    """

    name = "jieba"

    def __init__(self) -> None:
        import jieba
        import jieba.posseg

        tokenizer = jieba.Tokenizer()
        with tokenizer.lock:
            tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
            tokenizer.initialized = True
        self._jieba = tokenizer
        self._tags: dict[str, str] = jieba.posseg.POSTokenizer(tokenizer).word_tag_tab

    def tag(self, text: str) -> Iterable[tuple[str, str]]:
        return ((word, self._tags.get(word) or _shape_tag(word)) for word in self._jieba.cut(text))

    def knows(self, word: str) -> bool:
        return bool(self._jieba.FREQ.get(word))


def _shape_tag(word: str) -> str:
    """Tag a word that no dictionary has by its shape: m for numbers, eng for Latin, x else."""
    if re.fullmatch(r"[0-9.%]+", word):
        return "m"
    return "eng" if re.fullmatch(r"[A-Za-z0-9\-]+", word) else "x"


SEGMENTERS: dict[str, type[RustSegmenter] | type[ReferenceSegmenter]] = {
    "rjieba": RustSegmenter,
    "jieba": ReferenceSegmenter,
}


@dataclass(frozen=True)
class Tokenizer:
    """Everything that turns text into sentences and words, built once for a set of lexicons."""

    segmenter: Segmenter
    gazetteer: Gazetteer
    abbreviations: frozenset[str]

    @cached_property
    def english(self) -> "Language":
        """spaCy's English tokenizer; its vocabulary holds the words of all documents."""
        import spacy

        return spacy.blank("en")

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

    def _english_words(self, text: str, position: int) -> Iterator[Word]:
        for token in self.english.tokenizer(text):
            if not token.is_space:
                start = position + token.idx
                yield start, start + len(token), "eng"


def segment(
    source: Source, text: TracedText, tokenizer: Tokenizer
) -> tuple[Document, list[Rejection]]:
    """Cut a repaired text into sentences and words and find the lexicon names in it."""
    plain = plain_form(text.value)
    language = detect_language(text.value, plain)
    sentences = tuple(find_sentences(plain, tokenizer.abbreviations))
    words = tokenizer.words(plain, sentences)
    matches, rejections = select(
        tokenizer.gazetteer.find(plain), _word_cutter(plain, words, tokenizer)
    )
    doc = _doc(plain, list(_overlay(words, matches)), sentences, tokenizer)
    return Document(source, text, plain, language, sentences, doc, tuple(matches)), rejections


def _word_cutter(plain: str, words: list[Word], tokenizer: Tokenizer) -> Callable[[int, int], bool]:
    """Return a test for spans: does a word of the dictionary stand across one of their borders?"""
    starts = [start for start, _, _ in words]

    def crosses(position: int, span: Span) -> bool:
        index = bisect_right(starts, position) - 1
        if index < 0:
            return False
        start, end, _ = words[index]
        inside = start < position < end and not (span.start <= start and end <= span.end)
        return inside and tokenizer.segmenter.knows(plain[start:end])

    def cuts(start: int, end: int) -> bool:
        span = Span(start, end)
        if end - start >= UNMISTAKABLE:
            return plain[end : end + 1] in MAKERS and crosses(end, span)
        return bool(HAN_CHARACTER.match(plain, start)) and (
            crosses(start, span) or crosses(end, span)
        )

    return cuts


def find_sentences(plain: str, abbreviations: frozenset[str]) -> Iterator[Sentence]:
    """Yield the sentences of a plain text, without the white space around them.

    A full stop ends a sentence with its closing quotation mark; one inside brackets, in a decimal
    number or after an abbreviation does not; a line break always does, since repair has joined the
    lines of a paragraph.
    """
    start, opened, depth = 0, 0, 0
    for sign in SENTENCE_SIGN.finditer(plain):
        kind = sign.lastgroup
        if kind == "open":
            depth, opened = depth + 1, sign.start()
        elif kind == "close":
            depth = max(0, depth - 1)
        elif kind == "break" or (
            (depth == 0 or sign.start() - opened > LONGEST_BRACKET)
            and not (
                kind == "period" and _is_abbreviation(plain, start, sign.start(), abbreviations)
            )
        ):
            yield from _sentence(plain, start, sign.end())
            start, depth = sign.end(), 0
    yield from _sentence(plain, start, len(plain))


def _is_abbreviation(plain: str, start: int, period: int, abbreviations: frozenset[str]) -> bool:
    before = LAST_WORD.search(plain, max(start, period - 20), period)
    word = before.group() if before else ""
    return bool(word) and (word.lower() in abbreviations or bool(INITIALS.fullmatch(word)))


def _sentence(plain: str, start: int, end: int) -> Iterator[Sentence]:
    for first in range(start, end, LONGEST_SENTENCE):
        text = plain[first : min(end, first + LONGEST_SENTENCE)]
        left, right = len(text) - len(text.lstrip()), len(text.rstrip())
        if left < right:
            yield Sentence(Span(first + left, first + right), sentence_language(text))


def sentence_language(text: str) -> str:
    """Return zh, en or mixed: mixed has Chinese characters and a run of English words."""
    han, latin = len(HAN_CHARACTER.findall(text)), len(LATIN_LETTER.findall(text))
    share = _chinese_share(han, latin)
    return "en" if share <= ENGLISH_SHARE and latin else "zh" if share >= 0.5 else "mixed"


def _chinese_share(han: int, latin: int) -> float:
    weight = LETTERS_PER_HAN * han
    return weight / (weight + latin) if han or latin else 1.0


def detect_language(text: str, plain: str) -> str:
    """Return zh-Hans, zh-Hant, en or mixed for a whole text.

    The script is the one whose conversion changes fewer characters.
    """
    text, plain = text[:SAMPLE], plain[:SAMPLE]
    share = _chinese_share(len(HAN_CHARACTER.findall(plain)), len(LATIN_LETTER.findall(plain)))
    if share <= ENGLISH_SHARE:
        return "en"
    if share < CHINESE_SHARE:
        return "mixed"
    traditional = sum(
        a != b for a, b in zip(text, plain, strict=True) if a > "\u3400" and a < "\uf900"
    )
    simplified = sum(a != b for a, b in zip(plain, converter("s2t")(plain), strict=False))
    return "zh-Hant" if traditional * 2 > simplified else "zh-Hans"


def _overlay(words: list[Word], matches: Iterable[Match]) -> Iterator[Word]:
    """Lay lexicon names over the words: a name is one word, a word it cuts keeps what is left of
    it.
    """
    index = 0
    for match in matches:
        start, end = match.span.start, match.span.end
        while index < len(words) and words[index][1] <= start:
            yield words[index]
            index += 1
        if index < len(words) and words[index][0] < start:
            yield words[index][0], start, words[index][2]
        yield start, end, LEXICON_TAGS[match.senses[0].kind]
        while index < len(words) and words[index][1] <= end:
            index += 1
        if index < len(words) and words[index][0] < end:
            words[index] = end, words[index][1], words[index][2]
    yield from words[index:]


def _doc(
    plain: str, words: list[Word], sentences: Iterable[Sentence], tokenizer: Tokenizer
) -> "Doc":
    """Build the spaCy Doc: its tokens cover the plain text, white space included."""
    from spacy.tokens import Doc

    firsts = {sentence.span.start for sentence in sentences}
    texts: list[str] = []
    spaces: list[bool] = []
    tags: list[str] = []
    starts: list[bool | int | None] = []
    position = 0
    for start, end, tag in [*words, (len(plain), len(plain), "")]:
        gap = plain[position:start]
        if gap[:1] == " " and texts and not spaces[-1]:
            spaces[-1], gap = True, gap[1:]
        if gap:
            texts.append(gap)
            spaces.append(False)
            tags.append("x")
            starts.append(False)
        if start < end:
            texts.append(plain[start:end])
            spaces.append(False)
            tags.append(tag)
            starts.append(start in firsts)
        position = end
    return Doc(tokenizer.english.vocab, words=texts, spaces=spaces, tags=tags, sent_starts=starts)
