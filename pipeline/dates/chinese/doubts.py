"""Chinese text at a number to years in shapes of their own, and to what looks like a year and is
none.
"""

import re

from pipeline.dates.chinese import patterns
from pipeline.dates.chinese.years import DURATION_FOLLOWS
from pipeline.dates.expression import Expression, Partial
from pipeline.text import Span

SPLIT_YEAR = re.compile(
    rf"(?P<first>(?:19|20)[0-9]{{2}})(?P<sign>[-–—~/至]{{1,2}})(?P<last>(?:19|20)?[0-9]{{2}}){patterns.S}年?{patterns.S}"
    r"(?:学年度?|财年|财政年度|会计年度)"
)
EIGHT_DIGITS = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12][0-9]|3[01])(?![0-9A-Za-z_.\-/%]|\s?(?:元|万|亿|人|号))"
)
DATE_WORD_BEFORE = re.compile(
    r"(?:日期|时间|日子|截至|截止|发布|公布|更新|生效|签署|出版|修订|刊发|[于自]|[Dd]ated?|[Oo]n|[Uu]pdated|[Pp]ublished)\s?[:(]?\s?$"
)
DURATION = re.compile(r"(?:1[0-9]|20)[0-9]{2}\s?年(?!代)")
QUANTITY = re.compile(
    r"(?:19|20)[0-9]{2}\s?(?:多|余|亿|万|千|美元|欧元|英镑|日元|元|吨|公里|千米|平方|米|人|名|家|台|辆|件|项|倍|%|个(?!月)|兆|千瓦|公斤|克)"
)


def read_split_year(plain: str, start: int) -> Expression | None:
    """Read 2020-2021学年 and 2024/25财年: both years, for the text does not say its months."""
    found = SPLIT_YEAR.match(plain, start)
    if not found:
        return None
    first, last = int(found["first"]), int(found["last"])
    if last % 100 != (first + 1) % 100 or (last > 99 and last != first + 1):
        return None
    years = (Partial(year=first), Partial(year=first + 1))
    return Expression(Span(*found.span()), *years, rule="zh-split-year", scope="nothing")


def read_eight_digits(plain: str, start: int) -> Expression | None:
    """Read 20240115 behind a date word (日期:20240115); without one it may be any number."""
    found = EIGHT_DIGITS.match(plain, start)
    if not found:
        return None
    span = Span(*found.span())
    if not DATE_WORD_BEFORE.search(plain[max(0, start - 8) : start]):
        return Expression(span, rule="zh-digits", refused="digits")
    day = Partial(year=int(found["year"]), month=int(found["month"]), day=int(found["day"]))
    return Expression(span, day, rule="zh-digits")


def read_no_date(plain: str, start: int) -> Expression | None:
    """Read what a reader may take for a year: 2000年历史 is a duration, 2024亿元 a quantity."""
    found = DURATION.match(plain, start)
    if found and DURATION_FOLLOWS.match(plain, found.end()):
        return Expression(Span(*found.span()), rule="zh-date", refused="duration")
    found = QUANTITY.match(plain, start)
    if found:
        return Expression(Span(*found.span()), rule="zh-date", refused="quantity")
    return None
