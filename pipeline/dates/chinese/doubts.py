"""Chinese text at a number to years in shapes of their own, and to what looks like a year and is
none.
"""

import re

from pipeline.dates.chinese import patterns
from pipeline.dates.chinese.years import DURATION_FOLLOWS
from pipeline.dates.expression import Expression, Partial, Scope
from pipeline.dates.numerals import chinese_number
from pipeline.dates.shape_rows import Found, ShapeRows
from pipeline.text import Span

SHORT = 2  # digits of 25 in 2024/25财年
LONGEST_DECADES = 20  # bounds the work: DECADES is shorter
DECADES_BEFORE = re.compile(r"(?:世纪的?|[0-9一二三四五六七八九十])$")
EARLY_DECADES = frozenset("12一二")  # 二三十年代: of which century?
DATE_WORD_BEFORE = re.compile(
    r"(?:日期|时间|日子|截至|截止|发布|公布|更新|生效|签署|出版|修订|刊发|[于自]|[Dd]ated?|[Oo]n|[Uu]pdated|[Pp]ublished)\s?[:(]?\s?$"
)
DURATION = re.compile(r"(?:1[0-9]|20)[0-9]{2}\s?年(?!代)")
QUANTITY = re.compile(
    r"(?:19|20)[0-9]{2}\s?(?:多|余|亿|万|千|美元|欧元|英镑|日元|元|吨|公里|千米|平方|米|人|名|家|台|辆|件|项|倍|%|个(?!月)|兆|千瓦|公斤|克)"
)


def read_split_year(shapes: ShapeRows, plain: str, start: int) -> Expression | None:
    """Read 2020-2021学年, 2024/25财年 and 2023-24财年至2030-31财年: both years, for the text does
    not say its months; 2020-2021财年 may be two.
    """
    found = _split_year(shapes, plain, start)
    if not found:
        return None
    first, last = found
    connector = patterns.CONNECTOR.match(plain, last.end())
    if connector and (behind := _split_year(shapes, plain, connector.end())):
        last = behind[1]
    is_fiscal = not last["school"] and len(last["last"]) == SHORT
    years = (Partial(year=first, fiscal=is_fiscal), Partial(year=_year(last) + 1, fiscal=is_fiscal))
    return Expression(Span(start, last.end()), *years, rule="zh-split-year", scope=Scope.NOTHING)


def _split_year(shapes: ShapeRows, plain: str, start: int) -> tuple[int, Found] | None:
    """Read a year that spans two: 2024/25财年, its first year and where it stands."""
    found = shapes["zh-split_year"].match(plain, start)
    if not found:
        return None
    first, last = _year(found), chinese_number(found["last"]) or 0
    if last % 100 != (first + 1) % 100 or (last > 99 and last != first + 1):
        return None
    return first, found


def _year(found: Found) -> int:
    return chinese_number(found["first"]) or 0


def read_decades(shapes: ShapeRows, plain: str, start: int) -> Expression | None:
    """Read several decades of one century: 20世纪八九十年代, 上世纪70至90年代."""
    if plain.find("年代", start, start + LONGEST_DECADES) < 0:
        return None
    found = shapes["zh-decades"].match(plain, start)
    century = _century(plain, found) if found else None
    if not found or not century:
        return None
    numbers = [chinese_number(found[name]) for name in ("one", "two", "first", "last")]
    first, last = (number // 10 if number > 9 else number for number in numbers if number)
    if first >= last or (found["one"] and last != first + 1):
        return None
    points = (Partial(century=century, decade=first), Partial(century=century, decade=last))
    return Expression(Span(start, found.end()), *points, rule="zh-decades", scope=Scope.NOTHING)


def _century(plain: str, found: Found) -> int | None:
    """Return the century of decades: the twentieth where none is told, and none goes before."""
    if found["relative"]:
        return 20 if found["relative"][0] == "上" else 21
    if found["century"]:
        return chinese_number(found["century"])
    if found["hundreds"]:
        return int(found["hundreds"]) + 1
    before = plain[max(0, found.start() - 3) : found.start()]
    is_open = not DECADES_BEFORE.search(before) and found.group()[0] not in EARLY_DECADES
    return 20 if is_open else None


def read_eight_digits(shapes: ShapeRows, plain: str, start: int) -> Expression | None:
    """Read 20240115 behind a date word (日期:20240115); without one it may be any number."""
    found = shapes["zh-eight_digits"].match(plain, start)
    if not found:
        return None
    span = Span(start, found.end())
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
