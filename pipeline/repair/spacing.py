"""Propose to join lines that a page broke inside a sentence: 半导⏎体 to 半导体, export⏎controls to export controls."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.document import Rejection
from pipeline.repair.phrases import Phrases
from pipeline.text import Edit, Span, TracedText

LINE = re.compile(r"[^\r\n\f]+")
SENTENCE_END = frozenset("。！？!?；;：:…")
CLOSERS = "”’」』》）)】\"'"
ITEM = re.compile(
    r"\s*(?:[（(]?(?:[一二三四五六七八九十百]{1,4}|\d{1,2}|[a-zA-Z])[)）、]|[一二三四五六七八九十百]{1,4}[、．.]|\d{1,2}(?:\.\d{1,2})*[.．、]\s?(?!\d)"
    r"|第[一二三四五六七八九十百\d]{1,4}[章节節部条條篇编讲]|[·•▪◆■●○▶►★☆※－—*#>|+-]\s|[【〔①-⑳]|#{1,6}\s|[问问答]：|[QA][:：])"
)
SPACED = re.compile(r"\S(?:\t|[ \u3000]{2,})\S|\|")
LATIN_END = re.compile(r"[A-Za-z0-9.,;:)%’'\"”&]$")
LATIN_START = re.compile(r"[A-Za-z0-9(‘“\"'$€£&]")
SENTENCE = re.compile(r"[。！？；]|[.!?](?=\s|$)")
INDENT = re.compile(r"[ \t]{2,}|\u3000")

NARROWEST = 40  # half-widths: verse, slogans and cells are narrower than a column of text
WIDEST = 170
SLACK = 8  # a full line may lack this much: a Latin word or a forbidden mark moved to the next one
FEWEST_FULL = 3
FULL_SHARE = 0.4
# Where a copy of a title went, or a sign of Markdown, the line still ends.
NO_BORDER = ("echo-", "repeated-title", "markdown-", "html-", "front-matter", "clip-")
HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is no blank, with its width in half-widths: 2 for 中, 1 for a."""

    span: Span
    words: str
    width: int

    @property
    def is_open(self) -> bool:
        """Tell whether the sentence goes on behind the line."""
        return self.words.rstrip(CLOSERS)[-1:] not in SENTENCE_END and not self.ends_latin_sentence

    @property
    def ends_latin_sentence(self) -> bool:
        """Tell whether a Latin full stop ends the line."""
        return self.words.rstrip(CLOSERS).endswith(".")


def join_lines(text: TracedText, phrases: Phrases) -> Iterator[Edit | Rejection]:
    """Propose to join what a column's width or a removed page number broke.

    Verse, lists, tables and headings keep their lines: they are narrower, end sentences, or hold none.
    """
    lines = [_line(match) for match in LINE.finditer(text.value) if not match[0].isspace()]
    width = _column(lines)
    borders = _borders(text, NO_BORDER)
    pages = _borders(text, (*NO_BORDER, "site-"))
    for index, (line, following) in enumerate(pairwise(lines)):
        gap = Span(line.span.end, following.span.start)
        in_prose = SENTENCE.search(line.words)  # a site's line may stand below a title, too
        was_cut = _holds(text, gap, borders if in_prose else pages)
        if (was_cut and _goes_on(line, following)) or (
            width and _is_wrapped(lines, index, width) and not _is_break(text.value, gap)
        ):
            yield _join(text.value, line, following)


def _borders(text: TracedText, others: tuple[str, ...]) -> list[int]:
    """Return where in the source something was taken out, other rules aside."""
    return [removal.span.start for removal in text.removals if not removal.rule.startswith(others)]


def _holds(text: TracedText, gap: Span, borders: Sequence[int]) -> bool:
    """Tell whether a border lies between two characters that stand beside a gap."""
    start, end = int(text.ends[gap.start - 1]), int(text.starts[gap.end])
    return end - start > gap.end - gap.start and bisect_left(borders, start) < bisect_left(
        borders, end
    )


def _line(match: re.Match[str]) -> Line:
    words = match[0].strip()
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    return Line(
        Span(start, start + len(words)),
        words,
        (len(words.encode("utf-8", "replace")) + len(words)) // 2,
    )


def _column(lines: Sequence[Line]) -> int:
    """Return the width of the column that the text was set in, 0 where there is none."""
    widths = Counter(
        line.width for line in lines if NARROWEST <= line.width <= WIDEST and line.is_open
    )
    total = sum(1 for line in lines if line.width >= NARROWEST)
    best, count = 0, 0
    for width in widths:
        near = sum(widths.get(width - less, 0) for less in range(SLACK))
        if near > count or (near == count and width > best):
            best, count = width, near
    return best if count >= max(FEWEST_FULL, FULL_SHARE * total) else 0


def _is_wrapped(lines: Sequence[Line], index: int, width: int) -> bool:
    """Tell whether a line is full, its sentence open, and the next line goes on with it."""
    line, following = lines[index], lines[index + 1]
    room = width - line.width
    if (
        not line.is_open
        or room >= SLACK + _first_word(following.words)
        or line.width > width + SLACK
    ):
        return False
    if ITEM.match(following.words) or SPACED.search(line.words) or SPACED.search(following.words):
        return False
    return any(SENTENCE.search(near.words) for near in lines[index : index + 12])


def _first_word(words: str) -> int:
    """Return the width of the word that did not fit, 2 for a Chinese character."""
    word = words.split(maxsplit=1)[0]
    return len(word) if word.isascii() else 2


def _is_break(text: str, gap: Span) -> bool:
    """Tell whether an indent opens a paragraph."""
    return bool(INDENT.match(text, text.rfind("\n", gap.start, gap.end) + 1, gap.end))


def _goes_on(line: Line, following: Line) -> bool:
    """Tell whether two lines are halves of a sentence: a page number, a running head stood between them."""
    if not line.is_open or line.width < NARROWEST or ITEM.match(following.words):
        return False
    return bool(
        HAN.match(following.words[0])
        or following.words[0].islower()
        or following.words[0] in "，、"
    )


def _join(text: str, line: Line, following: Line) -> Edit:
    """Put one space between Latin words, nothing between Chinese ones; a hyphen stays."""
    gap = Span(line.span.end, following.span.start)
    if line.words[-1].isdigit() and following.words[0].isdigit() and HAN.search(line.words):
        return Edit(
            gap, "", rule="line-break"
        )  # 20⏎21年: no two numbers stand side by side in Chinese
    latin = LATIN_END.search(line.words) and LATIN_START.match(following.words)
    return Edit(gap, " " if latin else "", rule="line-break")
