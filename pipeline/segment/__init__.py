"""Repaired text to sentences and words: rules for sentences, jieba for Chinese words, spaCy's
tokenizer for English.

A lexicon name is always one word: it is laid over the tokens afterwards, never forced by word
frequency, which would break its neighbors.
"""

import re

from pipeline.document import Document, Rejection, Source
from pipeline.lexicon.gazetteer import Found, parted, select
from pipeline.plain import find_addresses, plain_text
from pipeline.segment.engines import SEGMENTERS, ReferenceSegmenter, RustSegmenter, Segmenter
from pipeline.segment.languages import detect_language
from pipeline.segment.sentences import find_sentences
from pipeline.segment.words import LEXICON_TAGS, Tokenizer, WordCutter, overlay
from pipeline.spans import Taken
from pipeline.text import TracedText

__all__ = [
    "SEGMENTERS",
    "ReferenceSegmenter",
    "RustSegmenter",
    "Segmenter",
    "Tokenizer",
    "detect_language",
    "find_sentences",
    "segment",
]


# A line break between words of Latin letters, as in mails and notes that are set to a width.
WRAP = re.compile(r"\n(?<=[A-Za-z,]\n)(?=[A-Za-z])")


def _surfaces(
    plain: str, tokenizer: Tokenizer, addresses: Taken
) -> tuple[list[Found], list[Found]]:
    """Return the surfaces of names and those of instruments; these may go over a line break: the
    National Emergencies|Act.
    """
    found = tokenizer.gazetteer.find(WRAP.sub(" ", plain))
    names, laws = parted(item for item in found if not addresses.holds(item[0]))
    return [item for item in names if "\n" not in plain[item[0] : item[1]]], laws


def segment(
    source: Source, text: TracedText, tokenizer: Tokenizer
) -> tuple[Document, list[Rejection]]:
    """Cut a repaired text into sentences and words and find the lexicon names in it."""
    plain = plain_text(text.value)
    sentences = tuple(find_sentences(plain, tokenizer.abbreviations))
    words = tokenizer.words(plain, sentences)
    addresses = Taken(find_addresses(plain))
    names, laws = _surfaces(plain, tokenizer, addresses)
    spans = {(start, end) for start, end, _ in names}
    cutter = WordCutter(plain, words, tokenizer.segmenter, spans)
    matches, rejections = select(names, cutter)
    instruments, cut = select(laws, cutter)
    tagged = ((match.span, LEXICON_TAGS[match.senses[0].kind]) for match in matches)
    tokens = tuple(overlay(words, tagged))
    language = detect_language(text.value, plain)
    document = Document(
        source, text, plain, language, sentences, tokens, tuple(matches), tuple(instruments),
        addresses, tokenizer.doc,
    )  # fmt: skip
    return document, [*rejections, *cut]
