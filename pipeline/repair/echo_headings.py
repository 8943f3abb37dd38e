"""Propose to undouble headings that fill their lines twice: 工程的由来工程的由来, or the same line again below."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.document import Rejection
from pipeline.repair.phrases import Phrases
from pipeline.text import Edit, Span, TracedText

LINE = re.compile(r"[^\r\n\f]+")
ENUMERATED = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[、）)]|第[一二三四五六七八九十\d]{1,3}[章节節部条條]"
)
PROSE = re.compile(r"[，。；：]|[,.;:](?:\s|$)")
LETTER = re.compile(r"[^\W\d_]")
# Headings that nobody says twice, and a Latin word that begins anew in its middle.
SURE = re.compile(
    r"[引前序绪導导][言论論]|序[论言]|摘要|提要|结[语论]|結[語論]|背景|[附目][录錄]|[后後][记記]|编者按|編者按|[A-Z][a-z]{5,}"
)
NO_HEADING_END = frozenset("，。！？；,.!?;…")

SHORTEST = 3
LONGEST = 60
SHORTEST_PROSE = 30
FEWEST = 3  # different headings; a slogan said twice on its line is one
FEWEST_ENUMERATED = 2
FEWEST_LETTERS = 14


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that stands twice: the copy that stays, and the copy that goes."""

    words: str
    kept: Span
    gone: Span


def undouble_headings(text: TracedText, phrases: Phrases) -> Iterator[Edit | Rejection]:
    """Propose to remove second copies of headings with prose under them, where a text has several.

    Slogans follow each other, and a cell that repeats has a row under it, not a paragraph.
    """
    headings = list(_headings(text.value))
    words = {heading.words for heading in headings}
    enumerated = sum(ENUMERATED.match(each) is not None for each in words)
    enough = len(words) >= FEWEST or (len(words) == enumerated >= FEWEST_ENUMERATED)
    enough = enough and sum(map(len, words)) >= FEWEST_LETTERS
    for heading in headings:
        if enough or SURE.fullmatch(heading.words):
            yield Edit(heading.gone, "", "echo-heading", kept=heading.kept)


def _headings(text: str) -> Iterator[Heading]:
    """Yield the doubled headings: halves of a line that are equal, or a line and the next, before prose."""
    lines = [match for match in LINE.finditer(text) if not match[0].isspace()]
    for line, below in pairwise(lines):
        if line.end() - line.start() > 2 * LONGEST + 1 or not _is_prose(below[0]):
            continue
        heading = _halved(line)
        if heading:
            yield heading
    for index, (line, again, below) in enumerate(zip(lines, lines[1:], lines[2:], strict=False)):
        if line.end() - line.start() <= LONGEST and _is_prose(below[0]):
            words = line[0].strip()
            thrice = index and lines[index - 1][0].strip().endswith(words)
            if words == again[0].strip() and _is_heading(words) and not thrice:
                start = line.start() + line[0].index(words)
                first = Span(start, start + len(words))
                yield Heading(words, first, Span(first.end, again.end()))


def _halved(line: re.Match[str]) -> Heading | None:
    """Return the heading where both halves of a line are the same words, a blank between them at most."""
    words = line[0].strip()
    half = (len(words) + 1) // 2 if len(words) % 2 and words[len(words) // 2] in " \u3000\t" else -1
    middle = len(words) // 2
    copy = words[half:] if half > 0 else words[middle:]
    if words[:middle] != copy or not _is_heading(copy):
        return None
    start = line.start() + line[0].index(words)
    return Heading(copy, Span(start, start + middle), Span(start + middle, start + len(words)))


def _is_heading(words: str) -> bool:
    letters = len(LETTER.findall(words))
    long_enough = letters >= SHORTEST or SURE.fullmatch(words) is not None
    ended = words[-1:] in NO_HEADING_END
    return (
        long_enough and len(words) <= LONGEST and not ended and words not in (words + words)[1:-1]
    )


def _is_prose(words: str) -> bool:
    return len(words) >= SHORTEST_PROSE and PROSE.search(words) is not None
