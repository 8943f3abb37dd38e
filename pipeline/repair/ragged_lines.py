"""Propose to join lines of any length that someone broke inside sentences: a column's width does not tell them,
but the words do that the breaks cut, or the sentences that run through them.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.document import Rejection
from pipeline.plain import HAN
from pipeline.repair.phrases import Phrases
from pipeline.repair.spacing import CUT_SHARE, SPACED, Line, flows, join, read_line
from pipeline.repair.word_borders import cut_word
from pipeline.text import LINE, Edit, TracedText

HAN_END, HAN_START = re.compile(f"[{HAN}]$"), re.compile(f"[{HAN}]")
CLAUSE = re.compile(r"[，。；]")
LATIN_END = re.compile(r"[A-Za-z0-9]$")
RUNNING = re.compile(
    r"[A-Za-z,] [a-z]{1,20} "
)  # names, cells and slogans have no small words inside
OPEN = re.compile(f"[{HAN}A-Za-z0-9]")
BLANK = re.compile(r"(?:\r\n|\r(?!\n)|[\n\f])\s*?[\r\n\f]")
ENDED = re.compile(r"[.!?][\"”’)]?$")

FEWEST_CUT = 2  # words
FEWEST_BREAKS = 2
MOST = 0.5  # of the breaks
NARROWEST_HAN = 10  # half-widths: five characters
NARROWEST, WIDEST = 20, 100  # half-widths: verse is narrower, a longer line is a paragraph


def join_ragged_lines(text: TracedText, phrases: Phrases) -> Iterator[Edit | Rejection]:
    """Propose to join the lines of a paragraph that was broken by hand: 美国国务⏎院对此表示欢迎.

    Verse, lists and addresses end their lines where words and clauses end.
    """
    for matches in _paragraphs(text.value):
        ends = (match[0].rstrip()[-1] for match in matches[:-1])
        if sum(OPEN.match(end) is not None for end in ends) < FEWEST_BREAKS:
            continue
        lines = [read_line(match, ()) for match in matches]
        breaks = list(range(len(lines) - 1))
        for index in _cut(text.value, lines, breaks) or _running(lines, breaks):
            yield join(text.value, lines[index], lines[index + 1])


def _paragraphs(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield the lines between blank ones."""
    lines: list[re.Match[str]] = []
    for match in LINE.finditer(text):
        if match[0].isspace():
            continue
        if lines and match.start() - lines[-1].end() > 1 and _is_blank(text, lines[-1], match):
            yield lines
            lines = []
        lines.append(match)
    if lines:
        yield lines


def _is_blank(text: str, line: re.Match[str], following: re.Match[str]) -> bool:
    return BLANK.search(text, line.end(), following.start()) is not None


def _cut(text: str, lines: Sequence[Line], breaks: Sequence[int]) -> list[int]:
    """Return the breaks of a paragraph whose lines end in mid-word, as half of them between Chinese
    characters do.
    """
    between = [i for i in breaks if _is_han(lines[i], lines[i + 1])]
    words = {i: cut_word(text, lines[i].span.end, lines[i + 1].span.start) for i in between}
    cut = [word for word in words.values() if word]
    if len(set(cut)) < FEWEST_CUT or len(cut) < max(CUT_SHARE * len(lines), MOST * len(between)):
        return []
    told = [i for i in breaks if words.get(i) or CLAUSE.search(lines[i].words)]
    return [i for i in told if flows(lines, i)]


def _is_han(line: Line, following: Line) -> bool:
    """Tell whether a break of some lines stands between Chinese characters."""
    is_line = line.width >= NARROWEST_HAN and HAN_END.search(line.words) is not None
    return is_line and HAN_START.match(following.words) is not None


def _running(lines: Sequence[Line], breaks: Sequence[int]) -> list[int]:
    """Return the breaks of a paragraph of Latin words that ends a sentence and runs through its
    breaks: one line at least goes on in small letters, most are prose and end without a mark.
    """
    if not ENDED.search(lines[-1].words) or any(line.width > WIDEST for line in lines):
        return []
    opened = [i for i in breaks if lines[i].is_open]
    small = [i for i in opened if lines[i + 1].words[0].islower()]
    bare = [i for i in opened if LATIN_END.search(lines[i].words)]
    prose = [i for i in breaks if lines[i].width >= NARROWEST and RUNNING.search(lines[i].words)]
    few = min(len(bare), len(prose)) < MOST * len(breaks)
    if few or not small or any(map(_is_spaced, lines)):
        return []
    return [i for i in opened if flows(lines, i)]


def _is_spaced(line: Line) -> bool:
    return SPACED.search(line.words) is not None
