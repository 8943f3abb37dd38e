"""Sentences, by rules that know quotation marks, brackets, headings, decimals and English."""

import re
from collections.abc import Iterator

from pipeline.document import Sentence
from pipeline.segment.languages import Mixture
from pipeline.text import Span

# The set of first characters spares the rest of the pattern at all other places.
SENTENCE_SIGN = re.compile(
    r"""(?=[\n。!?;….()\[\]【】《》〈〉])(?:
        (?P<break>\n\s*)
      | (?P<stop>(?:[。!?;]|…+|\.{3,})(?:\s*[。!?…])*[”’」』"]*)
      | (?P<period>(?<=[A-Za-z0-9)\]%”"’])\.["”’)\]]*(?=\s+["“‘(\[]*[A-Z0-9\u4e00-\u9fff]|\s*$))
      | (?P<open>[(\[【《〈]) | (?P<close>[)\]】》〉]))""",
    re.VERBOSE,
)
# What stands before a period that ends no sentence: Mr. Smith, U.S. officials, No. 5.
LAST_WORD = re.compile(r"[A-Za-z.]+$")
INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Z]")
# An unclosed bracket stops counting here: a sentence is never longer because of a slip of the pen.
LONGEST_BRACKET = 200
# Longer stretches without an end are cut: a cell must stay below what a spreadsheet can hold.
LONGEST_SENTENCE = 8_000


def find_sentences(plain: str, abbreviations: frozenset[str]) -> Iterator[Sentence]:
    """Yield the sentences of a plain text, without the white space around them.

    A full stop ends a sentence with its closing quotation mark; one inside brackets, in a decimal
    number or after an abbreviation does not; a line break always does, since repair has joined the
    lines of a paragraph.

    >>> [(s.span.start, s.span.end) for s in find_sentences('他去了。U.S. firms left.', frozenset())]
    [(0, 4), (4, 20)]
    """
    mixture = Mixture(plain)
    for start, end in _borders(plain, abbreviations):
        for first in range(start, end, LONGEST_SENTENCE):
            text = plain[first : min(end, first + LONGEST_SENTENCE)]
            left, right = first + len(text) - len(text.lstrip()), first + len(text.rstrip())
            if left < right:
                yield Sentence(Span(left, right), mixture.language(left, right))


def _borders(plain: str, abbreviations: frozenset[str]) -> Iterator[tuple[int, int]]:
    start, opened, depth = 0, 0, 0
    for sign in SENTENCE_SIGN.finditer(plain):
        kind = sign.lastgroup
        if kind == "open":
            depth, opened = depth + 1, sign.start()
        elif kind == "close":
            depth = max(0, depth - 1)
        elif kind != "break" and depth and sign.start() - opened <= LONGEST_BRACKET:
            continue
        elif kind != "period" or not _is_abbreviation(plain, start, sign.start(), abbreviations):
            yield start, sign.end()
            start, depth = sign.end(), 0
    yield start, len(plain)


def _is_abbreviation(plain: str, start: int, period: int, abbreviations: frozenset[str]) -> bool:
    before = LAST_WORD.search(plain, max(start, period - 20), period)
    word = before.group() if before else ""
    return bool(word) and (word.lower() in abbreviations or bool(INITIALS.fullmatch(word)))
