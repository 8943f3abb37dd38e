"""今天 and 今日 in Chinese text to nowadays, where they do not mean the day."""

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
PAUSE = re.compile(r"\s?[,、。;]")


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
    return bool(AT_LENGTH.search(before) and PAUSE.match(plain, end))
