"""Propose to undouble what was drawn character by character: 年年底底前前 to 年底前."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.document import Rejection
from pipeline.repair.phrases import Phrases
from pipeline.text import Edit, Span, TracedText

PAIR = re.compile(r"([^\x00-\x7f\s])\1")
LATIN_PAIRS = re.compile(r"(?:([!-~])\1)+")
LINE_BREAK = re.compile(r"[\r\n\f]")
PUNCTUATION = frozenset("，。、：；！？“”（）《》「」【】")

LONGEST_LATIN = 200  # characters without Chinese before or after doubled ones on their line

# 爸爸妈妈爷爷奶奶 is a row of words, 形形色色 too: a lone stretch must be longer, or double a comma.
FEWEST_PAIRS = 8
FEWEST_PAIRS_IN_LINE = 6
FEWEST_PAIRS_IN_SEVERAL_LINES = 5
FEWEST_LINES = 2
FEWEST_PAIRS_AMONG_OTHERS = 4  # in a document that doubles elsewhere
FEWEST_PAIRS_IN_LINE_AMONG_OTHERS = 2  # 背背景景
FEWEST_LATIN = 8  # 22002211; 11 alone may be a day
FEWEST_DIFFERENT = 4  # 哈哈哈哈哈哈哈哈
PAIRS_OF_DOUBLED_DOCUMENT = 24


@dataclass(frozen=True, slots=True)
class Stretch:
    """Doubled characters without a single one between them, Latin and digits aside."""

    span: Span
    pairs: int
    has_comma: bool
    is_varied: bool
    is_line: bool


def undouble_characters(text: TracedText, phrases: Phrases) -> Iterator[Edit | Rejection]:
    """Propose to undouble stretches that are doubled all the way: 微微软软公公司司 to 微软公司.

    高高兴兴 inside a line is a word.
    """
    stretches = list(_stretches(text.value))
    accepted = _accepted(stretches)
    yield from _latin_pairs(text.value, [each.span for each in accepted if each.is_line])
    for stretch in accepted:
        for pair in PAIR.finditer(text.value, stretch.span.start, stretch.span.end):
            first, last = pair.span()
            yield Edit(Span(first + 1, last), "", "echo-characters", kept=Span(first, first + 1))


def _latin_pairs(text: str, lines: list[Span]) -> Iterator[Edit]:
    """Propose to undouble the numbers on doubled lines where all of them are doubled: 22002211年年; 2021年年 has none."""
    words = [
        (span.start + match.start(), span.start + match.end())
        for span in lines
        for match in re.finditer(r"[!-~]+", text[span.start : span.end])
    ]
    doubled = [LATIN_PAIRS.fullmatch(text, *word) is not None for word in words]
    if all(doubled) and sum(end - start for start, end in words) >= FEWEST_LATIN:
        for start, end in words:
            for place in range(start, end, 2):
                kept = Span(place, place + 1)
                yield Edit(Span(place + 1, place + 2), "", "echo-characters", kept=kept)


def _stretches(text: str) -> Iterator[Stretch]:
    """Yield pairs of characters that nothing but Latin and digits part: 年年 3 月月."""
    start = end = count = 0
    doubled: set[str] = set()
    for pair in PAIR.finditer(text):
        first, last = pair.span()
        if count and not _is_latin(text[end:first]):
            if count > 1 or _is_edged(text, start, end):
                yield _stretch(text, start, end, count, doubled)
            count, doubled = 0, set()
        start = start if count else first
        count, end = count + 1, last
        doubled.add(pair[1])
    if count:
        yield _stretch(text, start, end, count, doubled)


def _is_edged(text: str, start: int, end: int) -> bool:
    """Tell whether Latin, a blank or a line end touches both sides; 各国国防部 is left out here."""
    return text[start - 1 : start].isascii() and text[end : end + 1].isascii()


def _is_latin(gap: str) -> bool:
    return not gap or (gap.isascii() and not LINE_BREAK.search(gap))


def _stretch(text: str, start: int, end: int, pairs: int, doubled: set[str]) -> Stretch:
    """Describe a stretch: it is a line where Latin and digits alone stand beside it."""
    before = text[max(0, start - LONGEST_LATIN) : start]
    after = text[end : end + LONGEST_LATIN]
    head = LINE_BREAK.split(before)[-1]
    tail = LINE_BREAK.split(after, maxsplit=1)[0]
    begins = (len(head) < len(before) or start == len(before)) and head.isascii()
    ends = (len(tail) < len(after) or end + len(after) == len(text)) and tail.isascii()
    first, last = start - len(head), end + len(tail)
    is_line = begins and ends
    span = Span(first, last) if is_line else Span(start, end)
    varied = len(doubled) >= FEWEST_DIFFERENT
    return Stretch(span, pairs, not PUNCTUATION.isdisjoint(doubled), varied, is_line)


def _accepted(stretches: list[Stretch]) -> list[Stretch]:
    """Keep what is doubled beyond doubt, and in a document that doubles, what stands on lines of its own."""
    lines = [stretch for stretch in stretches if stretch.is_line and _is_long_line(stretch)]
    in_lines = len(lines) >= FEWEST_LINES
    sure = {stretch.span for stretch in stretches if _is_sure(stretch)}
    sure |= {stretch.span for stretch in lines if in_lines}
    pairs = sum(stretch.pairs for stretch in stretches if stretch.span in sure)
    if pairs < PAIRS_OF_DOUBLED_DOCUMENT and not in_lines:
        return [stretch for stretch in stretches if stretch.span in sure]
    ends = {stretch.span.end for stretch in stretches if stretch.span in sure and stretch.is_line}
    chosen = []
    for stretch in stretches:
        follows = stretch.span.start - 1 in ends
        if stretch.span in sure or _is_likely(stretch) or (stretch.is_line and follows):
            chosen.append(stretch)
            ends.add(stretch.span.end)
    return chosen


def _is_long_line(stretch: Stretch) -> bool:
    return stretch.is_varied and stretch.pairs >= FEWEST_PAIRS_IN_SEVERAL_LINES


def _is_sure(stretch: Stretch) -> bool:
    return stretch.is_varied and (
        stretch.pairs >= FEWEST_PAIRS
        or (stretch.is_line and stretch.pairs >= FEWEST_PAIRS_IN_LINE)
        or stretch.has_comma
    )


def _is_likely(stretch: Stretch) -> bool:
    fewest = FEWEST_PAIRS_IN_LINE_AMONG_OTHERS if stretch.is_line else FEWEST_PAIRS_AMONG_OTHERS
    return stretch.pairs >= fewest
