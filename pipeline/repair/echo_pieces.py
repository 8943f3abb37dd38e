"""Propose to undouble headings that were drawn piece by piece: 一、一、背景背景：三个问题 to 一、背景：三个问题."""

import re
from collections.abc import Iterator

from pipeline.document import Rejection
from pipeline.repair.phrases import Phrases
from pipeline.text import Edit, Span, TracedText

HAN_NUMBER = r"[（(]?[一二三四五六七八九十]{1,3}[、）)]|第[一二三四五六七八九十]{1,3}[章节節部]"
START = re.compile(r"[\r\n\f][ \t\u3000]*(?=[（(第一二三四五六七八九十0-9])")
HEADING = re.compile(
    rf"[ \t\u3000]*(?P<number>{HAN_NUMBER}|[0-9]{{1,2}}[、．])[ \t]*(?P<again>(?P=number))(?![一二三四五六七八九十]+、)"
    r"[^\r\n\f]*"
)
PIECE = re.compile(r"([^\s，。；、]{2,40})[ \t]*(?=\1)|([：:，、“”《》（）])(?=\2)")

FEWEST_BARE = 2  # 一、一、 with nothing doubled behind it may be a slip of the author's, once


def undouble_pieces(text: TracedText, phrases: Phrases) -> Iterator[Edit | Rejection]:
    """Propose to undouble headings whose number stands twice, and each of their pieces.

    The last piece may stand once; 一、一带一路 repeats no number, and 一、一、二、三产业 begins with one.
    """
    bare = []
    starts = [0, *(match.end() for match in START.finditer(text.value))]
    for line in filter(None, (HEADING.match(text.value, start) for start in starts)):
        edits = list(_pieces(text.value, line))
        if len(edits) > 1:
            yield from edits
        elif not line["number"][0].isascii():
            bare += edits
    if len(bare) >= FEWEST_BARE:
        yield from bare


def _pieces(text: str, line: re.Match[str]) -> Iterator[Edit]:
    """Yield the second copies: of the number, then of what stands twice right behind it."""
    number = Span(*line.span("number"))
    place = line.end("again")
    yield Edit(Span(number.end, place), "", "echo-heading", kept=number)
    while piece := PIECE.match(text, place, line.end()):
        first = Span(*piece.span(piece.lastindex or 0))
        place = piece.end() + first.end - first.start
        yield Edit(Span(first.end, place), "", "echo-heading", kept=first)
