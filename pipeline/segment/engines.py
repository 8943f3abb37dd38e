"""The two engines that cut plain Chinese into words: jieba's Rust port, and jieba itself."""

import re
from collections.abc import Iterable
from typing import Protocol

from pipeline.repair.word_borders import cutter


class Segmenter(Protocol):
    """Cuts a plain Chinese text into (word, part of speech) pairs that cover it."""

    name: str

    def tag(self, text: str) -> Iterable[tuple[str, str]]:
        """Return the words with jieba's parts of speech."""

    def knows(self, word: str) -> bool:
        """Tell whether a word stands in the segmenter's dictionary."""


class RustSegmenter:
    """The Rust port of jieba: the default, about 150 times faster at tagging. English needs none."""

    name = "rjieba"

    def tag(self, text: str) -> Iterable[tuple[str, str]]:
        tagged: list[tuple[str, str]] = cutter().tag(text)
        return tagged

    def knows(self, word: str) -> bool:
        return bool(cutter().has_word(word))


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
