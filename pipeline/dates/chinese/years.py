"""Chinese text at a site to what says the year, or stands above it: 2021年 and what is no year, a
fiscal year, a decade, a century, a date in digits.
"""

import re
from dataclasses import replace

from pipeline.dates.chinese import patterns
from pipeline.dates.expression import Partial
from pipeline.dates.numerals import chinese_number
from pipeline.dates.shape_rows import Found, ShapeRows

Point = tuple[Partial, int]  # what it says, where it ends

FIRST_YEAR, LAST_YEAR = 1000, 2199
# A two-digit year is one of the years up to this, else of the century before: 19年底, 95年9月.
PIVOT = 50
DATE_FOLLOWS = re.compile(rf"\s?(?:{patterns.SMALL}\s?月|底|末|初|上半年|下半年|(?:以|之)[前后])")
DURATION_FOLLOWS = re.compile(
    r"\s?(?:历史|以上|以下|间隔|左右的(?:历史|时间)|来(?!自|到|华|访|临|电)|期(?!间)|多|内|的时间|时间(?!里)|有余|级|龄|刑)"
)
# 2025年内 is in 2025, 300年内 is a span.
WITHIN, FIRST_WITHIN = re.compile(r"\s?内"), 1900
MONTH_FOLLOWS = re.compile(rf"\s?{patterns.SMALL}\s?(?:[至到~–-]\s?{patterns.SMALL}\s?)?月")
SIDE_FOLLOWS = re.compile(r"\s?[以之][前后]")
YEAR_OF_RANGE = re.compile(r"(?:19|20)[0-9]{2}(?![0-9年./-])")
CODE_BEFORE = re.compile(r"[A-Za-z0-9_$]$|[0-9][.,]$")
RANGE_OF_MONTHS = re.compile(r"\s?[-–—~至到]\s?(?:1[89]|20|21)[0-9]{2}(?:[./][0-9]{1,2})?(?![0-9])")


def is_heading(plain: str, start: int, end: int) -> bool:
    """Tell whether a year has its line to itself: the month below it is a line of a chronicle."""
    is_alone = plain[end : end + 1] == "\n" and plain[start - 1 : start] in ("", "\n")
    return is_alone and plain[end - 1] == "年"


def plausible_year(plain: str, found: re.Match[str], value: int) -> int | None:
    """Tell years from durations: 2021年 and 19年底 are years, 20年前, 100年 and 2000年历史 are
    not.
    """
    text, end = found["year"], found.end()
    if len(text) >= 4:
        return None if is_duration(plain, found, value) else _four_digits(text, value)
    is_said = text[0] in "0零〇○" and not DURATION_FOLLOWS.match(plain, end)
    if len(text) != 2 or not (text.isascii() or text[0] in "零〇○"):
        return None
    if not is_said and (not DATE_FOLLOWS.match(plain, end) or SIDE_FOLLOWS.match(plain, end)):
        return None
    return value + (2000 if value < PIVOT else 1900)


def _four_digits(text: str, value: int) -> int | None:
    return value if FIRST_YEAR <= value <= LAST_YEAR and "十" not in text else None


def is_duration(plain: str, found: re.Match[str], value: int) -> bool:
    """Tell 2000年历史 and 近2000年 from years."""
    if DURATION_FOLLOWS.match(plain, found.end()):
        return not (WITHIN.match(plain, found.end()) and FIRST_WITHIN <= value <= LAST_YEAR)
    before = plain[max(0, found.start() - 4) : found.start()]
    return value % 100 == 0 and bool(patterns.DURATION_BEFORE.search(before))


def is_three_digit_year(plain: str, found: re.Match[str], value: int) -> bool:
    """Tell whether three digits in front of 年 are a year that lacks its era: 112年4月."""
    text = found["year"]
    is_short = len(text) == len("112") and "十" not in text
    return (is_short or "百" in text) and value >= 100 and has_month(plain, found.end())


def has_month(plain: str, end: int) -> bool:
    """Tell whether a month follows."""
    return bool(MONTH_FOLLOWS.match(plain, end))


def numeric(
    shapes: ShapeRows, plain: str, start: int, before: Partial | None = None
) -> Point | None:
    """Read 2021-12-5, 2021/3/12, 2021.3.12; year and month alone only as 2021-03 or 2021/3; month
    and day where the year stands just before: 2021/3/12~3/25.
    """
    found = shapes["zh-numeric"].match(plain, start)
    if not found:
        return _day_first(shapes, plain, start) or _month_and_day(shapes, plain, start)
    if before is None and patterns.ID_BEFORE.search(plain[max(0, start - 1) : start]):
        return None
    month, day = int(found["month"]), int(found["day"]) if found["day"] else None
    ends_range = before and before.month and month <= 12
    if day is None and not ends_range and not _is_year_month(plain, found):
        return None
    return Partial(year=int(found["year"]), month=month, day=day, notation="numeric"), found.end()


def _day_first(shapes: ShapeRows, plain: str, start: int) -> Point | None:
    """Read 01.07.2021, as Germans write it."""
    found = shapes["zh-numeric_day_first"].match(plain, start)
    if not found or patterns.ID_BEFORE.search(plain[max(0, start - 1) : start]):
        return None
    year, month, day = (int(found[name]) for name in ("year", "month", "day"))
    return Partial(year=year, month=month, day=day, notation="numeric"), found.end()


def _month_and_day(shapes: ShapeRows, plain: str, start: int) -> Point | None:
    """Read 3/25 where the year stands just before it."""
    found = shapes["zh-month_and_day"].match(plain, start)
    if not found or not has_year_before(plain, start, found.end()):
        return None
    month, day = int(found["month"]), int(found["day"])
    return Partial(month=month, day=day, notation="numeric"), found.end()


def has_year_before(plain: str, start: int, end: int) -> bool:
    """Tell whether the year of a month and day in digits stands just before them: 2021/3/12~3/25,
    2021/3/12 19:15(3/25 08:02 更新).
    """
    before = plain[max(0, start - patterns.LONGEST_STAMP) : start]
    if stamp := patterns.STAMP_BEFORE.search(before):
        return bool(stamp["updated"] or patterns.UPDATED.match(plain, end))
    return bool(patterns.DAY_BEFORE.search(before))


def _is_year_month(plain: str, found: Found) -> bool:
    if not 1 <= int(found["month"]) <= 12:
        return False
    if RANGE_OF_MONTHS.match(plain, found.end()) or found["sign"] == "/":
        return True
    return found["sign"] == "-" and len(found["month"]) == 2


def last_year(plain: str, start: int, before: Partial | None) -> Point | None:
    """Read the bare year that ends a range of numeric dates: 2008.03-2009."""
    if before is None or not (before.year and before.month):
        return None
    found = YEAR_OF_RANGE.match(plain, start)
    return (Partial(year=int(found.group())), found.end()) if found else None


def fiscal(shapes: ShapeRows, plain: str, start: int) -> Point | None:
    """Read 2021财年, FY2025."""
    found = shapes["zh-fiscal"].match(plain, start)
    if not found:
        return None
    year = chinese_number(found["year"]) or 0
    return Partial(year=year + 2000 if year < 100 else year, fiscal=True), found.end()


def quarter_code(shapes: ShapeRows, plain: str, start: int) -> Point | None:
    """Read 2023Q4, 2Q24, 1H24, 24Q3."""
    found = shapes["zh-quarter_code"].match(plain, start)
    if not found or CODE_BEFORE.search(plain[max(0, start - 2) : start]):
        return None
    year, number = int(found["year"]), int(found["number"])
    partial = Partial(year=year + 2000 if year < 100 else year)
    if found["letter"] == "H":
        return (replace(partial, half=number), found.end()) if number <= 2 else None
    return replace(partial, quarter=number), found.end()


def decade(shapes: ShapeRows, plain: str, start: int) -> Point | None:
    """Read 90年代, 20世纪90年代, 1990年代, 九十年代末."""
    found = shapes["zh-decade"].match(plain, start)
    if not found:
        return None
    return with_decade(Partial(century=chinese_number(found["century"])), found)


def with_decade(partial: Partial, found: Found) -> Point | None:
    """Put a decade into its century: the twentieth where none is named for 90年代."""
    number = chinese_number(found["decade"])
    if number is None or number % 10:
        return None
    if number >= 1000:
        partial, number = replace(partial, century=number // 100 + 1), number % 100
    elif partial.century is None and partial.relative is None:
        partial = replace(partial, century=20 if number >= 30 else 21)
    part = patterns.PARTS[found["part"]] if found["part"] else ""
    return replace(partial, decade=number // 10, part=part), found.end()


def century(shapes: ShapeRows, plain: str, start: int) -> Point | None:
    """Read 20世纪, 21世纪初, 21世纪头十年."""
    found = shapes["zh-century"].match(plain, start)
    number = chinese_number(found["century"]) if found else None
    if not found or not number or not 5 <= number <= 22:
        return None
    part = patterns.PARTS[found["part"][0]] if found["part"] else ""
    return Partial(century=number, decade=0 if found["first"] else None, part=part), found.end()
