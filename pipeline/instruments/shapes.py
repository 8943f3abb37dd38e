"""What the English name of an act looks like: its head first, then the words before and behind it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.plain import longest_first
from pipeline.text import Span

WORD = r"[A-Z][\w&’'./-]*+"
BLANK = r"[ \n]"
LINK = rf"(?:(?:and|of|for|to)(?:{BLANK}the)?|&)"
LONGEST = 130  # characters before the head
BEFORE = re.compile(
    rf"(?<![\w’'-]){WORD}(?:,?{BLANK}(?:{LINK}{BLANK})?{WORD}){{0,11}}(?={BLANK}(?:\([A-Z][A-Za-z]+\){BLANK})?\Z)"
)
BEHIND = re.compile(
    rf"(?:{BLANK}on{BLANK}(?:the{BLANK})?{WORD}(?:,?{BLANK}(?:{LINK}{BLANK})?{WORD}){{1,14}})?"
    rf"(?:,?{BLANK}(?:of{BLANK})?(?:19|20)[0-9]{{2}}\b(?!-))?"
)


@dataclass(frozen=True, slots=True)
class Shape:
    """Capitalized words with a head: where the words before it stand, where it ends, and where all
    ends: Trade Expansion|Act|of 1962.
    """

    run: Span
    head: str
    head_end: int
    end: int


def head_pattern(heads: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of a head behind a blank: Act, not Activity."""
    words = "|".join(longest_first(heads))
    return re.compile(rf"(?<=[ \n])(?:{words})\b(?!['’-])")


def shapes(plain: str, heads: re.Pattern[str]) -> Iterator[Shape]:
    """Yield what looks like the name of an act, from left to right."""
    for head in heads.finditer(plain):
        start = head.start()
        run = BEFORE.search(plain, max(0, start - LONGEST), start)
        behind = BEHIND.match(plain, head.end())
        if run and behind:
            yield Shape(Span(*run.span()), head.group(), head.end(), behind.end())
