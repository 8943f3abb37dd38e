"""A year or month already read, and what narrows it: 上半年, 第一季度, 3月, 25日, 上旬, 底."""

import re
from dataclasses import replace

from pipeline.dates.chinese import patterns
from pipeline.dates.chinese.years import Point
from pipeline.dates.expression import Partial, Relative, Unit
from pipeline.dates.numerals import chinese_number
from pipeline.dates.shape_rows import Found, ShapeRows
from pipeline.dates.words import DateWords

MOONS = {"正": "1", "冬": "11", "腊": "12"}
COUNTED_DAY = re.compile(
    r"(?:(?<!附)近|[每约第共个前后满天/~至到慢逾足历了住呢这那柙-]|[0-9][.,]|持续|延续|连续|长达|历时|为期|耗时|超过|提前|推迟|延迟|延长|延后|休息|罢工|隔离|检疫|监禁|留院|住院|相隔|相差|[事时]隔|未及|不[及足]|够|已经|多|作供|(?:暂停|停止)营业|判监|判囚|可供|(?<!最)[早晚迟])\Z"
)
# 离港前2、3日: two or three days, where no month stands before them.
FEW_DAYS = re.compile(r"(?<![0-9月日号、])(?:1、2|2、3|3、4|4、5|5、6|6、7|7、8|8、9)日")
NO_WEEK = re.compile(r"[期年边围密刊报转末]")
NO_WEEKDAY_BEFORE = frozenset("每两几个隔上下本这十百整一二三四")
DAY_BEHIND_DAY = re.compile(
    rf"(?P<day>[0-9]{{1,2}}|{patterns.CN}{{1,3}}?){patterns.S}(?:[日号]|两[日天])"
)
# 9月2日开幕,持续到4日
GOES_ON = re.compile(r"(?:持续|延续|举行|进行|展出|展览|开放|停留|访问|逗留|一直|直)[到至]\s?$")
AS_OF = re.compile(r"截(?:至|止|止[到至])\s?$")
LONGEST_CUE = 4  # bounds the work: COUNTED_DAY and GOES_ON are as long


def narrow_year(partial: Partial, found: Found, words: DateWords) -> Partial | None:
    """Put a piece of the year into the expression."""
    if found["lunar"] or found["newyear"]:
        return _by_the_moon(partial, found, words)
    if found["month"] or found["nthmonth"]:
        return replace(partial, month=chinese_number(found["month"] or found["nthmonth"]))
    if found["half"]:
        return replace(partial, half=1 if found["half"] in "上前" else 2)
    if quarter := found["quarter"]:
        return replace(partial, quarter=1 if quarter == "首" else chinese_number(quarter))
    if found["letter"]:
        return _coded(partial, found["letter"], int(found["number"]))
    if found["leading"]:
        return with_leading(partial, found)
    if found["holiday"]:
        day = words.holiday("holiday_zh", found["holiday"])
        return replace(
            partial, month=day.month, day=day.day, nth=day.nth, weekday=day.weekday,
            notation=day.notation,
        )  # fmt: skip
    if found["festival"]:
        name = words.values("festival_zh")[found["festival"]]
        return replace(partial, festival=words.festival(name), notation="holiday")
    if found["season"]:
        return replace(partial, season=patterns.SEASONS[found["season"][0]])
    if found["week"]:
        return replace(partial, week=chinese_number(found["week"]))
    part = patterns.PARTS.get(found["part"]) or patterns.PARTS[found["part"][0]]
    return replace(partial, part=part)


def _by_the_moon(partial: Partial, found: Found, words: DateWords) -> Partial | None:
    """Read 农历八月十五, 闰四月, 腊月廿三, 大年初三; 大年三十 is the last day of the year before."""
    if found["newyear"]:
        is_eve = found["newyear"][0] == "三" and len(found["newyear"]) > 1
        if is_eve:
            return replace(partial, festival=words.festival("除夕"), notation="holiday")
        month, day = "1", chinese_number(found["newyear"])
    else:
        name = MOONS.get(found["lunar"]) or str(chinese_number(found["lunar"]))
        month = f"闰{name}" if found["leap"] else name
        day = chinese_number(found["lunarday"]) if found["lunarday"] else None
    return replace(partial, lunar=words.lunar(month, day), notation="lunar")


def _coded(partial: Partial, letter: str, number: int) -> Partial | None:
    """Read 2024年Q3, 2024年H1."""
    if letter == "H":
        return replace(partial, half=number) if number <= 2 else None
    return replace(partial, quarter=number)


def with_leading(partial: Partial, found: Found) -> Partial | None:
    """Read 前三季度, 前11个月, 最后五天."""
    number = chinese_number(found["count"])
    if not number:
        return None
    sign = -1 if found["leading"] in ("后", "最后") else 1
    return replace(partial, leading=(patterns.UNITS[found["unit"][0]], sign * number))


def month_piece(shapes: ShapeRows, plain: str, partial: Partial, end: int) -> Point | None:
    """Read a piece of a month: 25日, 上旬, 底, 第一个星期一."""
    found = shapes["zh-month_piece"].match(plain, end)
    if not found:
        return None
    narrowed = _narrow_month(partial, found)
    return (narrowed, found.end()) if narrowed else None


def _narrow_month(partial: Partial, found: Found) -> Partial | None:
    if found["day"] or found["bare"]:
        day, name = (
            chinese_number(found["day"] or found["bare"]),
            found["beside"] or found["beside2"],
        )
        return replace(partial, day=day, beside=patterns.WEEKDAYS[name] if name else None)
    if found["thirds"]:
        return replace(partial, part=patterns.PARTS[found["thirds"]])
    if found["third"] or found["part"]:
        return replace(partial, part=patterns.PARTS.get(found["third"] or found["part"][0], "mid"))
    if found["leading"]:
        return with_leading(partial, found)
    if found["week"]:
        return replace(partial, week=chinese_number(found["week"]))
    weekday = patterns.WEEKDAYS[found["weekday"] or found["lastweekday"]]
    nth = chinese_number(found["nth"]) if found["nth"] else -1
    return replace(partial, weekday=weekday, nth=nth)


def part_of_piece(shapes: ShapeRows, plain: str, partial: Partial, end: int) -> Point:
    """Read 一季度末."""
    is_piece = bool(partial.quarter or partial.half)
    found = shapes["zh-period_part"].match(plain, end) if is_piece else None
    if not found:
        return partial, end
    return replace(partial, part=patterns.PARTS[found["part"][0]]), found.end()


def bare_part(found: Found) -> Point:
    """Read 年底, 年内, 月初, 上旬: the year or the month is for the context to say."""
    if found["within"]:
        return Partial(relative=Relative("year", 0, "within")), found.end()
    if third := found["third"]:
        month = Relative("month", 0, "text")
        return Partial(part=patterns.PARTS[third], relative=month), found.end()
    part = "end" if found["winter"] else patterns.PARTS[found["part"]]
    unit: Unit = "month" if found["month"] else "year"
    frame = "text" if unit == "month" else "part"
    return Partial(part=part, relative=Relative(unit, 0, frame)), found.end()


def bare_day(shapes: ShapeRows, plain: str, start: int, before: Partial | None) -> Point | None:
    """Read 27日, and 27 behind the first day of a range; counted days (每12日) are none, but what
    goes on to a day (持续到4日) names it.
    """
    if before is not None:
        behind = DAY_BEHIND_DAY.match(plain, start) if before.day else None
        return (Partial(day=chinese_number(behind["day"])), behind.end()) if behind else None
    found = shapes["zh-bare_day"].match(plain, start)
    if not found:
        return None
    day = Partial(day=chinese_number(found["day"]))
    if AS_OF.search(plain, max(0, start - LONGEST_CUE), start):
        return replace(day, notation="as-of"), found.end()
    is_counted = COUNTED_DAY.search(plain, max(0, start - LONGEST_CUE), start) or FEW_DAYS.match(
        plain, max(0, start - 2)
    )
    if is_counted and not GOES_ON.search(plain, max(0, start - LONGEST_CUE), start):
        return None
    return day, found.end()


def relative_piece(shapes: ShapeRows, plain: str, relative: Relative, end: int) -> Point | None:
    """Read what narrows a relative week, quarter or century: 上周五, 本世纪初."""
    if relative.unit == "week":
        if found := shapes["zh-week_piece"].match(plain, end):
            weekday = patterns.WEEKDAYS[found["weekday"]]
            return Partial(relative=relative, weekday=weekday), found.end()
        return None if NO_WEEK.match(plain, end) else (Partial(relative=relative), end)
    part = shapes["zh-period_part"].match(plain, end)
    if part:
        return Partial(relative=relative, part=patterns.PARTS[part["part"][0]]), part.end()
    return Partial(relative=relative), end


def weekday(shapes: ShapeRows, plain: str, start: int) -> Point | None:
    """Read 星期一, 周五, 周一(13日); 每周五 and 十周三 are none."""
    found = shapes["zh-weekday"].match(plain, start)
    if not found or plain[max(0, start - 1)] in NO_WEEKDAY_BEFORE:
        return None
    name = patterns.WEEKDAYS[found["weekday"]]
    if day := patterns.DAY_IN_BRACKET.match(plain, found.end()):
        return Partial(weekday=name, day=chinese_number(day["day"])), day.end()
    return Partial(weekday=name), found.end()
