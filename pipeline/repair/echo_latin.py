"""Propose to undouble Latin lines that were drawn letter by letter twice: EExxeeccuuttiivvee to Executive."""

import re
from collections.abc import Iterator

from pipeline.document import Rejection
from pipeline.repair.phrases import Phrases
from pipeline.text import Edit, Span, TracedText

PAIRS = re.compile(r"(?:([!-~])\1)+")
# No word has four double letters in a row.
LETTER_PAIRS = re.compile(r"([A-Za-z])\1([A-Za-z])\2([A-Za-z])\3([A-Za-z])\4")
YEARS = re.compile(r"((?:19|20)\d\d)(?<!\d.{4})(\1)(?=\s?年)")
# 2024年年底 is an end of the year; no issue or month follows two of them.
YEAR_SIGNS = re.compile(r"\d{4}[ ]?(年)([ ]?年)(?=[ ]?第?[ ]?\d)")
LINE = re.compile(r"[^\r\n\f]*")

FEWEST_PAIRS = 6


def undouble_latin(text: TracedText, phrases: Phrases) -> Iterator[Edit | Rejection]:
    """Propose to undouble Latin words on lines where every word is doubled all the way.

    Bookkeeper has three doubled letters, balloon two: neither is doubled from end to end.
    """
    done = -1
    for found in LETTER_PAIRS.finditer(text.value):
        if found.start() < done:
            continue
        start = max(text.value.rfind(end, 0, found.start()) for end in "\r\n\f") + 1
        line = LINE.match(text.value, start)
        done = line.end() if line else found.end()
        yield from _doubled(text.value, start, done)


def _doubled(text: str, start: int, end: int) -> Iterator[Edit]:
    """Propose to undouble the Latin words between two places, if all of them are doubled."""
    words = list(re.finditer(r"[!-~]+", text[start:end]))
    doubled = [match for match in words if PAIRS.fullmatch(match[0])]
    pairs = sum(len(match[0]) for match in doubled) // 2
    if len(doubled) < len(words) or pairs < FEWEST_PAIRS:
        return
    for word in doubled:
        for place in range(start + word.start(), start + word.end(), 2):
            yield Edit(
                Span(place + 1, place + 2), "", "echo-characters", kept=Span(place, place + 1)
            )


def undouble_years(text: TracedText, phrases: Phrases) -> Iterator[Edit | Rejection]:
    """Propose to undouble years drawn twice: 20252025年 to 2025年, 2025年年第6期 to 2025年第6期."""
    patterns = (YEARS, YEAR_SIGNS) if "年年" in text.value or "年 年" in text.value else (YEARS,)
    for pattern in patterns:
        for found in pattern.finditer(text.value):
            first, second = Span(*found.span(1)), Span(*found.span(2))
            yield Edit(second, "", "echo-year", kept=first)
