"""Propose to join runs that an extractor put on lines of their own: 2021⏎年⏎3⏎月 to 2021年3月."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.document import Rejection
from pipeline.repair.phrases import Phrases
from pipeline.text import LINE, Edit, Span, TracedText

LATIN = re.compile(r"[\x21-\x7e][\x20-\x7e]*")
CONTINUED = re.compile(r"[，。、；：）》”」年月日号號个個项項亿億万萬%％]")
HEADING = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[、）)]|第[一二三四五六七八九十\d]{1,3}[章节節部]"
)
SENTENCE_END = "。！？；…：!?;:"
WIDE = re.compile(r"[，；、。]")

FEWEST_FRAGMENTS = 6
FRAGMENT_SHARE = 0.25  # of all lines: a table has numbers on lines of their own too, but no 年 or comma behind them


def join_fragments(text: TracedText, phrases: Phrases) -> Iterator[Edit | Rejection]:
    """Propose to take out the line breaks around Latin runs where a document has most of them on own lines."""
    lines = [match for match in LINE.finditer(text.value) if not match[0].isspace()]
    if not _is_fragmented(lines):
        return
    flowing = False
    for line, following in pairwise(lines):
        gap = Span(line.end(), following.start())
        joined = text.value.count("\n", gap.start, gap.end) == 1 and _goes_on(
            line[0], following[0], flowing
        )
        flowing = joined
        if joined:
            yield Edit(gap, "", rule="line-break-at-run")


def _is_fragmented(lines: Sequence[re.Match[str]]) -> bool:
    """Tell whether Latin runs stand on own lines with the sentence going on behind them."""
    latin = [LATIN.fullmatch(line[0]) is not None for line in lines]
    continued = sum(
        is_latin and CONTINUED.match(following[0]) is not None
        for is_latin, following in zip(latin, lines[1:], strict=False)
    )
    return (
        continued >= max(FEWEST_FRAGMENTS, FRAGMENT_SHARE * sum(latin))
        and sum(latin) >= len(lines) // 8
    )


def _goes_on(line: str, following: str, flowing: bool) -> bool:
    """Tell whether a sentence goes on behind a line break: between Latin and Chinese, or in a full line."""
    if line.rstrip()[-1] in SENTENCE_END or HEADING.match(following):
        return False
    is_latin, next_is_latin = (
        LATIN.fullmatch(line) is not None,
        LATIN.fullmatch(following) is not None,
    )
    if is_latin != next_is_latin:
        return not HEADING.match(line)
    return not (is_latin or HEADING.match(line)) and (flowing or WIDE.search(line) is not None)
