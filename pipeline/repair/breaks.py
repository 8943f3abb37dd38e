"""Tell whether a line between two others cuts a sentence in two: what a page puts there, an author does not."""

import re

from pipeline.lazy import lazy
from pipeline.plain import CJK

SENTENCE_END = frozenset("。！？；：…!?;:”’」』》）)】.|")
HEADING = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[、）)]|第[一二三四五六七八九十\d]{1,3}[章节節部条條]|[【〔①-⑳#*•·|]|\d"
)
CONTINUED = lazy(f"[{CJK}a-z，、。；：“《（]")

WINDOW = 240  # characters looked at on either side
SHORTEST_LINE = 20  # half-lines of verse and cells are shorter


def cuts_sentence(text: str, start: int, end: int) -> bool:
    """Tell whether `[start, end)` stands between the halves of a sentence: 管理方⏎- 2 -⏎式.

    >>> text = '美国商务部昨日将三十六家中国企业列入实体清\\n第3页\\n单，并扩大出口管制的范围。'
    >>> cuts_sentence(text, text.index('第'), text.index('单'))
    True
    """
    before = text[max(0, start - WINDOW) : start].rstrip()
    line = before[max(before.rfind(end) for end in "\r\n\f") + 1 :]
    if len(line) < SHORTEST_LINE or line[-1] in SENTENCE_END:
        return False
    after = text[end : end + WINDOW].lstrip()
    return bool(CONTINUED.match(after)) and not HEADING.match(after)


def mean_distance(places: list[int]) -> float:
    """Return how many characters lie between places on average: pages are long, rows of a table are not."""
    return (places[-1] - places[0]) / max(1, len(places) - 1)
