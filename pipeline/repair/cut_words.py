"""Propose to join numbers and Latin words that the edge of a column cut: 20⏎15年 to 2015年, GP⏎S to GPS."""

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.document import Rejection
from pipeline.lazy import lazy
from pipeline.plain import CJK
from pipeline.repair.phrases import Phrases
from pipeline.text import Edit, Span, TracedText

BREAK = r"[ \t]*(?:\r\n|[\r\n])[ \t]*"
YEAR = re.compile(rf"([0-9]{{1,3}})({BREAK})([0-9]{{1,3}})(?=[ ]?年)")
# A date goes on: 随后于2023年3月⏎31日; a calendar's own line 3月⏎1日 does not.
DATE = re.compile(
    rf"[^\s\d]((?:[0-9]{{4}}[ ]?年[ ]?)?[0-9]{{1,2}}[ ]?月|[0-9]{{4}}[ ]?年)({BREAK})(?=[0-9]{{1,2}}[ ]?[月日号號])"
)
DATE_END = re.compile(r"[年月][ \t]*[\r\n]")
WORD = re.compile(rf"([A-Za-z][A-Za-z0-9-]{{0,60}}+)({BREAK})([A-Za-z0-9-]+)")
LATIN = re.compile(r"[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]")
CHINESE = lazy(f"[{CJK}，。、（）《》“”]")
CENTURIES = ("19", "20")
SHORTEST_WORD = 3


def join_cut_words(text: TracedText, phrases: Phrases) -> Iterator[Edit | Rejection]:
    """Propose to take out line breaks inside years, and inside words that stand whole elsewhere in the text."""
    value = text.value
    if "\n" not in value and "\r" not in value:
        return
    for match in YEAR.finditer(value):
        digits = match[1] + match[3]
        alone = not value[match.start() - 1 : match.start()].isdigit()
        if len(digits) == 4 and digits.startswith(CENTURIES) and alone:
            yield Edit(Span(*match.span(2)), "", rule="line-break-in-word")
    for match in DATE.finditer(value) if DATE_END.search(value) else ():
        if match[1].endswith("月") != (
            value[match.end() : match.end() + 4].lstrip("0123456789 ")[:1] == "月"
        ):
            yield Edit(Span(*match.span(2)), "", rule="line-break-in-word")
    cut = [match for match in WORD.finditer(value) if _is_in_chinese(value, match)]
    words = Counter(LATIN.findall(value)) if cut else Counter()
    for match in cut:
        whole = match[1] + match[3]
        if len(whole) >= SHORTEST_WORD and words[whole] and words[match[1]] <= 1:
            yield Edit(Span(*match.span(2)), "", rule="line-break-in-word")


def _is_in_chinese(text: str, match: re.Match[str]) -> bool:
    """Tell whether Chinese stands on both sides: there no two Latin words follow each other by chance."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return bool(CHINESE.match(before) and CHINESE.match(after))
