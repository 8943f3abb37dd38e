"""Propose to join lines that a page broke inside a sentence: 半导⏎体 to 半导体, export⏎controls to export controls."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from pipeline.document import Rejection
from pipeline.lazy import lazy
from pipeline.plain import CJK
from pipeline.repair.phrases import Phrases
from pipeline.repair.word_borders import cut_word
from pipeline.text import LINE, Edit, Span, TracedText

SENTENCE_END = frozenset("。！？!?；;：:…")
CLOSERS = "”’」』》）)】\"'"
ITEM = lazy(
    r"\s*(?:[（(]?(?:[一二三四五六七八九十百]{1,4}|\d{1,2}|[a-zA-Z])[)）、]|[一二三四五六七八九十百]{1,4}[、．.]|\d{1,2}(?:\.\d{1,2})*[.．、]\s?(?!\d)"
    r"|第[一二三四五六七八九十百\d]{1,4}[章节節部条條篇编讲]|[·•▪◆■●○▶►★☆※－—*#>|+-]\s|[【〔①-⑳]|#{1,6}\s|[问问答]：|[QA][:：])"
)
FIELD = re.compile(r"[^，。；：:]{1,8}[：:](?![“「\"])")
SPACED = re.compile(r"\S(?:\t|[ \u3000]{2,})\S|\|")
LATIN_END = re.compile(r"[A-Za-z0-9.,;:)%’'\"”&]$")
LATIN_START = re.compile(r"[A-Za-z0-9(‘“\"'$€£&]")
SENTENCE = re.compile(r"[。！？；]|[.!?](?=\s|$)")
LATIN_PROSE = re.compile(
    r"[a-z][a-z)][.!?]['\"”’]? [A-Z][^.!?。！？]*[a-z,]$"
)  # a sentence, and one that is open
INDENT = re.compile(r"[ \t]{2,}|\u3000")

NARROWEST = 40  # half-widths: verse, slogans and cells are narrower than a column of text
WIDEST = 170
SLACK = 8  # a full line may lack this much: a Latin word or a forbidden mark moved to the next one
NARROWEST_HAN = 12  # characters: verse has five or seven, and two clauses of them end in a stop
NARROW_SLACK = 2
LONGER_SHARE = 0.15  # of all lines: a mark hangs over, a year was joined before
NARROW_SHARE = 0.5  # of all lines
BROKEN_SHARE = 0.6  # of full lines: chance puts a mark at the end of one line in eight
RUNNING_SHARE = 0.3  # with a mark inside: headings and slogans have none
CLAUSE_END = frozenset("，。、；：！？…,.;:!?”」』》）)")
CLAUSE = re.compile(r"[，。；、：][^，。；、：]")
HYPHENED = re.compile(r"[A-Za-z][-\u2010]$")
FEWEST_FULL = 3
FEWEST_CUT = 2  # words
CUT_SHARE = 0.2  # of all lines: in wrapped prose one line in two ends in mid-word
FULL_SHARE = 0.4
# Where a copy of a title went, or a sign of Markdown, the line still ends.
NO_BORDER = ("echo-", "repeated-title", "markdown-", "html-", "front-matter", "clip-")
CHINESE = re.compile(f"[{CJK}]")
# 2024年8月⏎1日 around a page number is one date, however short the line.
DATE_CUT = re.compile(r"[0-9]{4}[ ]?年\n[0-9]{1,2}[ ]?月|[0-9]{1,2}[ ]?月\n[0-9]{1,2}[ ]?[日号號]")
LONGEST_DATE = 8  # characters of it on either side


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
    breaks = _breaks(text)
    filled = (match for match in LINE.finditer(text.value) if not match[0].isspace())
    lines = [read_line(match, breaks) for match in filled]
    width = _column(lines)
    narrow = frozenset() if width else _narrow_column(lines)
    cut: frozenset[int] = frozenset()
    if not (width or narrow):
        width, cut = _cut_column(text.value, lines)
    borders = _borders(text, NO_BORDER)
    pages = _borders(text, (*NO_BORDER, "site-"))
    for index, (line, following) in enumerate(pairwise(lines)):
        gap = Span(line.span.end, following.span.start)
        in_prose = SENTENCE.search(line.words)  # a site's line may stand below a title, too
        was_cut = _holds(text, gap, borders if in_prose else pages)
        if HYPHENED.search(line.words):
            continue
        is_wrapped = _is_wrapped(lines, index, width) if width else index in narrow
        is_wrapped = is_wrapped or index in cut
        halves = was_cut and bool(cut_word(text.value, gap.start, gap.end))
        if (
            halves
            or (was_cut and _goes_on(line, following))
            or (is_wrapped and not _is_break(text.value, gap))
        ):
            yield join(text.value, line, following)


def _borders(text: TracedText, others: tuple[str, ...]) -> list[int]:
    """Return where in the source something was taken out, other rules aside."""
    return [removal.span.start for removal in text.removals if not removal.rule.startswith(others)]


def _holds(text: TracedText, gap: Span, borders: Sequence[int]) -> bool:
    """Tell whether a border lies between two characters that stand beside a gap."""
    start, end = int(text.ends[gap.start - 1]), int(text.starts[gap.end])
    return end - start > gap.end - gap.start and bisect_left(borders, start) < bisect_left(
        borders, end
    )


def _breaks(text: TracedText) -> list[int]:
    """Return where in the text at hand the breaks inside words were that are gone."""
    gone = [removal.span.start for removal in text.removals if removal.rule == "line-break-in-word"]
    found: list[int] = np.searchsorted(text.starts, np.array(gone, dtype=np.int32)).tolist()
    return found


def read_line(match: re.Match[str], breaks: Sequence[int]) -> Line:
    """Read a line; where one was joined to the one before, the width is that of its last piece."""
    words = match[0].strip()
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    end = start + len(words)
    index = bisect_left(breaks, end) - 1
    joined = breaks[index] - start if index >= 0 and breaks[index] > start else 0
    return Line(Span(start, end), words, _width(words[joined:]))


def _width(words: str) -> int:
    return (len(words.encode("utf-8", "replace")) + len(words)) // 2


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


def _narrow_column(lines: Sequence[Line]) -> frozenset[int]:
    """Return the numbers of the lines that a narrow column broke: Chinese of 12 to 19 characters a
    line, counted as characters or as half-widths.

    Verse, slogans and lists are as narrow, but their lines end where clauses end.
    """
    for widths in ([len(line.words) for line in lines], [line.width // 2 for line in lines]):
        counts = Counter(widths)
        near = {
            width: sum(counts[width - less] for less in range(NARROW_SLACK + 1))
            for width in range(NARROWEST_HAN, NARROWEST // 2 + NARROW_SLACK)
        }
        column = max(near, key=lambda width: (near[width], width))
        if sum(width > column for width in widths) > LONGER_SHARE * len(lines):
            continue
        full = [index for index, width in enumerate(widths) if width >= column - NARROW_SLACK]
        broken = [index for index in full if lines[index].words[-1] not in CLAUSE_END]
        running = [index for index in full if CLAUSE.search(lines[index].words)]
        if (
            len(full) >= max(FEWEST_FULL, NARROW_SHARE * len(lines))
            and len(broken) >= BROKEN_SHARE * len(full)
            and len(running) >= RUNNING_SHARE * len(full)
        ):
            return frozenset(index for index in full if flows(lines, index))
    return frozenset()


def _cut_column(text: str, lines: Sequence[Line]) -> tuple[int, frozenset[int]]:
    """Return the width of the column that cut words at its edge, 0 where there is none, and the
    lines that end in mid-word: a few lines of news are enough, as verse cuts no word.
    """
    cut = {
        index: word
        for index, (line, following) in enumerate(pairwise(lines))
        if line.width >= 2 * NARROWEST_HAN
        and not FIELD.match(following.words)
        and (word := cut_word(text, line.span.end, following.span.start))
    }
    widths = [lines[index].width for index in cut]
    if len(set(cut.values())) < FEWEST_CUT or len(cut) < CUT_SHARE * len(lines):
        return 0, frozenset()
    if max(widths) - min(widths) > SLACK:
        return 0, frozenset()
    return max(widths), frozenset(cut)


def flows(lines: Sequence[Line], index: int) -> bool:
    """Tell whether the line behind a full and open one may go on with it."""
    line, following = lines[index], lines[min(index + 1, len(lines) - 1)]
    if not line.is_open or ITEM.match(following.words) or FIELD.match(following.words):
        return False
    return not (SPACED.search(line.words) or SPACED.search(following.words))


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
    """Tell whether two lines are halves of a sentence: a page number, a running head stood between
    them. A line that holds a whole sentence and the begin of another is no heading: what follows may
    begin with a capital.
    """
    if DATE_CUT.search(f"{line.words[-LONGEST_DATE:]}\n{following.words[:LONGEST_DATE]}"):
        return True
    if not line.is_open or line.width < NARROWEST or ITEM.match(following.words):
        return False
    return bool(
        CHINESE.match(following.words[0])
        or following.words[0].islower()
        or following.words[0] in "，、"
        or (LATIN_PROSE.search(line.words) and LATIN_START.match(following.words))
    )


def join(text: str, line: Line, following: Line) -> Edit:
    """Put one space between Latin words, nothing between Chinese ones; a hyphen stays."""
    gap = Span(line.span.end, following.span.start)
    if line.words[-1].isdigit() and following.words[0].isdigit() and CHINESE.search(line.words):
        return Edit(
            gap, "", rule="line-break"
        )  # 20⏎21年: no two numbers stand side by side in Chinese
    latin = LATIN_END.search(line.words) and LATIN_START.match(following.words)
    return Edit(gap, " " if latin else "", rule="line-break")
