"""Partial calendar expressions whose year is known, to the days they cover and their TIMEX3
value.
"""

import calendar
import datetime as dt
from dataclasses import replace

from pipeline.dates.expression import Festival, Lunar, Partial, Unit
from pipeline.dates.parts import CENTURY_PARTS, DECADE_PARTS, part_of
from pipeline.dates.units import (
    DAY,
    MONTHS,
    Period,
    add_months,
    month_period,
    shifted,
    weekday_of,
    weekend_at,
)

# Meteorological seasons of the northern hemisphere: the text's own convention is rarely known.
SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def is_valid(partial: Partial) -> bool:
    """Tell whether the calendar knows such a date in some year: 17月19日 and 2月30日 are none."""
    month, day = partial.month, partial.day
    if month is not None and not 1 <= month <= 12:
        return False
    year = 2024 if partial.year is None else partial.year  # a leap year
    if not 1 <= year <= 9998:
        return False
    return day is None or 1 <= day <= (calendar.monthrange(year, month)[1] if month else 31)


def period(partial: Partial) -> Period | None:
    """Return the days of an expression whose year is known, or None where the calendar has none:
    31 June.
    """
    return _long_period(partial) if partial.year is None else period_in(partial, partial.year)


def period_in(partial: Partial, year: int) -> Period | None:
    """Return the days of an expression in a year that its context gives; None for 29 February in
    a common year.
    """
    try:
        whole = _inside_year(partial, year)
    except ValueError:
        return None
    if partial.breadth == "week":
        return shifted(whole.start, "week", 0)
    if partial.breadth == "weekend":
        return weekend_at(whole.start)
    return part_of(whole, partial) if partial.part else whole


def _long_period(partial: Partial) -> Period | None:
    """Decades and centuries: 20世纪 is 1900–1999, as in TABLES.md."""
    if partial.century is None:
        return None
    start, size = (partial.century - 1) * 100, 100
    parts, timex, precision = CENTURY_PARTS, f"{partial.century - 1:02d}", "century"
    if partial.decade is not None:
        start, size, parts, precision = start + partial.decade * 10, 10, DECADE_PARTS, "decade"
        timex = f"{start // 10:03d}X"
    first, last = parts[partial.part] if partial.part else (0, size - 1)
    if start < 1:
        return None
    return Period(dt.date(start + first, 1, 1), dt.date(start + last, 12, 31), timex, precision)


def _inside_year(partial: Partial, year: int) -> Period:
    """Narrow a year by the fields that the expression has. Raises ValueError where there is none."""
    if partial.festival:
        return _day_of(partial.festival, year)
    if partial.lunar:
        return _by_the_moon(partial.lunar, year)
    if partial.leading:
        return _leading(partial, year, *partial.leading)
    if partial.nth is not None and partial.weekday:
        return _nth_weekday(partial, year)
    if partial.week is not None:
        return _week(partial, year)
    if partial.month is not None:
        return _inside_month(partial, year, partial.month)
    if partial.fiscal:
        return _fiscal(partial, year)
    if partial.season:
        start, end = month_period(year, SEASON_MONTH[partial.season], 3)
        return Period(start, end, f"{year:04d}-{partial.season}", "season")
    if partial.quarter:
        return shifted(dt.date(year, partial.quarter * 3, 1), "quarter", 0)
    return shifted(dt.date(year, (partial.half or 1) * 6, 1), "half" if partial.half else "year", 0)


def _inside_month(partial: Partial, year: int, month: int) -> Period:
    if partial.day is None:
        return shifted(dt.date(year, month, 1), "month", 0)
    day = dt.date(year, month, partial.day)
    return Period(day, day, day.isoformat(), "day")


def _day_of(festival: Festival, year: int) -> Period:
    """Return the day of a festival in a year: 2024年中秋节 is 17 September."""
    if year not in festival.days:
        raise ValueError("no table has the festival of that year")
    day = dt.date(year, *festival.days[year])
    return Period(day, day, day.isoformat(), "day")


def _by_the_moon(lunar: Lunar, year: int) -> Period:
    """Return a day or a month of the lunar calendar: 2023年农历八月十五 is 29 September."""
    if (year, lunar.month) not in lunar.months:
        raise ValueError("no table has the month of that year")
    first, last = lunar.months[year, lunar.month]
    if lunar.day is None:
        return Period(first, last, f"{first}/{last}", "range")
    day = last if lunar.day < 0 else first + (lunar.day - 1) * DAY
    if not first <= day <= last:
        raise ValueError("no such day in the month")
    return Period(day, day, day.isoformat(), "day")


def _fiscal(partial: Partial, year: int) -> Period:
    start = add_months(dt.date(year, 1, 1), partial.opening or 0)
    end = add_months(start, 12) - DAY
    timex, precision = f"FY{year:04d}", "year"
    for number, size, letter, name in (
        (partial.quarter, 3, "Q", "quarter"),
        (partial.half, 6, "H", "half"),
    ):
        if number:
            start = add_months(start, (number - 1) * size)
            end = add_months(start, size) - DAY
            timex, precision = f"FY{year:04d}-{letter}{number}", name
    return Period(start, end, timex, precision)


def _leading(partial: Partial, year: int, unit: Unit, number: int) -> Period:
    """The first (or, when negative, the last) so many units: 前三季度, the last three months of
    2021.
    """
    whole = _inside_year(replace(partial, leading=None), year)
    length = max(abs(number), 1)
    if unit in ("day", "week"):
        days = dt.timedelta(days=length * (7 if unit == "week" else 1)) - DAY
        start, end = (
            (whole.start, whole.start + days) if number > 0 else (whole.end - days, whole.end)
        )
        return Period(start, end, f"{start}/{end}", "range")
    months = length * MONTHS[unit]
    if number > 0:
        start, end = whole.start, add_months(whole.start, months) - DAY
    else:
        start, end = add_months(whole.end + DAY, -months), whole.end
    return Period(start, end, f"{start:%Y-%m}/{end:%Y-%m}", "range")


def _nth_weekday(partial: Partial, year: int) -> Period:
    """The first Monday of October; -1 is the last one."""
    whole = _inside_year(replace(partial, nth=None, weekday=None), year)
    weekday, nth = (partial.weekday or 1) - 1, partial.nth or 1
    if nth > 0:
        day = whole.start + dt.timedelta(days=(weekday - whole.start.weekday()) % 7 + 7 * (nth - 1))
    else:
        day = whole.end - dt.timedelta(days=(whole.end.weekday() - weekday) % 7)
    if not whole.start <= day <= whole.end:
        raise ValueError("no such weekday in the period")
    return Period(day, day, day.isoformat(), "day")


def _week(partial: Partial, year: int) -> Period:
    """A counted week; as in ISO 8601 a week belongs to the period that has its Thursday."""
    whole = _inside_year(replace(partial, week=None, weekday=None), year)
    number = partial.week or 1
    if number > 0:
        thursday = whole.start + dt.timedelta(
            days=(3 - whole.start.weekday()) % 7 + 7 * (number - 1)
        )
    else:
        thursday = whole.end - dt.timedelta(days=(whole.end.weekday() - 3) % 7)
    week = shifted(thursday, "week", 0)
    return weekday_of(week, partial.weekday) if partial.weekday else week
