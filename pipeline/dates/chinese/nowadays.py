"""今天 and 明天 in Chinese text to nowadays and the future, where they do not mean the day."""

import re

from pipeline.dates.expression import Expression, Scope
from pipeline.dates.shape_rows import ShapeRows
from pipeline.text import Span

LONGEST_BEFORE = 3  # bounds the work: the patterns for what stands before are shorter
# 保持到今天; 截至今日 is a day, and so is 直至今日下午三时.
UP_TO = re.compile(r"(?<!截)[到至]\s?\Z")
COUNTED = re.compile(r"\s?(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚|[0-9]{1,2}[:时点]|足足|为止)")
# 科技发达的今天,…; 五年后的今天 is an anniversary.
AT_LENGTH = re.compile(r"(?<![前后])的\Z")
# 变成今日的样子; 没有今天, 终于有今日, 只会比今天更甚.
BECOME = re.compile(r"(?:变成|沦为|没有|[会才]有|终于有|(?<![对相])比)\s?\Z")
PAUSE = re.compile(r"\s?[,、。;!?)”」』]")


# 「明天」: a word that is spoken of.
OPENED = re.compile(r"[“「『]\Z")
CLOSED = frozenset("”」』")


def read_tomorrow(shapes: ShapeRows, plain: str, start: int) -> Expression | None:
    """Read 明天 where it means the future: 更美好的明天, 「明天」, 明日的香港."""
    found = shapes["zh-tomorrow"].match(plain, start)
    if not found:
        return None
    end, before = found.end("word"), plain[max(0, start - LONGEST_BEFORE) : start]
    is_word = OPENED.search(before) and plain[end : end + 1] in CLOSED
    is_at_length = AT_LENGTH.search(before) and PAUSE.match(plain, end)
    if not (found["vague"] or is_word or is_at_length):
        return None
    span = Span(start, end)
    return Expression(span, fuzzy="FUTURE_REF", rule="zh-fuzzy", scope=Scope.NOTHING)


def read_today(shapes: ShapeRows, plain: str, start: int) -> Expression | None:
    """Read 今天 where it means nowadays: 今天的世界, 保持到今天, 科技发达的今天."""
    found = shapes["zh-today"].match(plain, start)
    if not found or not (found["vague"] or _is_at_length(plain, start, found.end("word"))):
        return None
    span = Span(start, found.end("word"))
    return Expression(span, fuzzy="PRESENT_REF", rule="zh-fuzzy", scope=Scope.NOTHING)


def _is_at_length(plain: str, start: int, end: int) -> bool:
    """Tell whether a long time leads up to 今天."""
    before = plain[max(0, start - LONGEST_BEFORE) : start]
    if UP_TO.search(before):
        return not COUNTED.match(plain, end)
    if BECOME.search(before):
        return not COUNTED.match(plain, end)
    return bool(AT_LENGTH.search(before) and PAUSE.match(plain, end))
