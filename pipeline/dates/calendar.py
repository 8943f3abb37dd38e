"""Partial calendar expressions whose year is known, to the days they cover and their TIMEX3
value.
"""

import calendar
import datetime as dt
from dataclasses import dataclass, replace

from pipeline.dates.expression import Festival, Lunar, Partial, Unit

DAY = dt.timedelta(days=1)
# Meteorological seasons of the northern hemisphere: the text's own convention is rarely known.
SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
# Parts of a period, as in TABLES.md: 年初 January, 年底 December, 月初 days 1–10. “Early 2022” is
# wider.
YEAR_PARTS = {"start": (1, 1), "mid": (6, 7), "end": (12, 12)}
WIDE_YEAR_PARTS = {"start": (1, 3), "mid": (5, 8), "end": (10, 12)}
MONTH_PARTS = {
    "start": (1, 10),
    "mid": (11, 20),
    "end": (21, 31),
    "start-mid": (1, 20),
    "mid-end": (11, 31),
}
DECADE_PARTS = {"start": (0, 2), "mid": (4, 6), "end": (7, 9)}
CENTURY_PARTS = {"start": (0, 19), "mid": (40, 59), "end": (80, 99)}
NEWS_DAYS = 10  # before publication
TUESDAY = 1  # the last day that is nearer to the weekend before
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """The inclusive days that an expression covers, its TIMEX3 value and its precision."""

    start: dt.date
    end: dt.date
    timex: str
    precision: str


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
        return _weekend_at(whole.start)
    return _part(whole, partial) if partial.part else whole


def month_period(year: int, month: int, count: int = 1) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of some months: 2024, 8, 2 is August and September."""
    last = month + count - 1
    last_year, last_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    end = dt.date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])
    return dt.date(year, month, 1), end


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months later, or the last of its month: 31 January + 1 is 28
    February.

    >>> add_months(dt.date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shifted(base: dt.date, unit: Unit, shift: int, count: int = 1) -> Period:
    """Return the calendar unit so many units away from a day's own: one month before 14 June is
    May.

    With a count, so many units in a row, the last of them at the shift for the past, the first
    for the future.
    """
    first = shift - count + 1 if shift < 0 else shift
    if unit in ("day", "week"):
        return _shifted_days(base, 7 if unit == "week" else 1, first, count)
    if unit in ("decade", "century"):
        return _shifted_years(base, 10 if unit == "decade" else 100, first, count)
    size = MONTHS[unit]
    index = base.year * 12 + base.month - 1
    year, month = divmod(index - index % size + first * size, 12)
    start, end = month_period(year, month + 1, size * count)
    return Period(
        start, end, _month_timex(start, end, unit, count), unit if count == 1 else "range"
    )


def _shifted_days(base: dt.date, size: int, first: int, count: int) -> Period:
    start = (
        base
        - dt.timedelta(days=base.weekday() if size == 7 else 0)
        + dt.timedelta(days=first * size)
    )
    end = start + dt.timedelta(days=size * count - 1)
    if size == 7 and count == 1:
        return Period(
            start, end, f"{start.isocalendar().year}-W{start.isocalendar().week:02d}", "week"
        )
    if start == end:
        return Period(start, end, start.isoformat(), "day")
    return Period(start, end, f"{start}/{end}", "range")


def _shifted_years(base: dt.date, size: int, first: int, count: int) -> Period:
    year = base.year - base.year % size + first * size
    precision = "decade" if size == 10 else "century"
    timex = f"{year // 10:03d}X" if size == 10 else f"{year // 100:02d}"
    end = dt.date(year + size * count - 1, 12, 31)
    if count > 1:
        return Period(dt.date(year, 1, 1), end, f"{year:04d}/{end.year:04d}", "range")
    return Period(dt.date(year, 1, 1), end, timex, precision)


def _month_timex(start: dt.date, end: dt.date, unit: Unit, count: int) -> str:
    if count > 1:
        return (
            f"{start:%Y-%m}/{end:%Y-%m}" if unit != "year" else f"{start.year:04d}/{end.year:04d}"
        )
    if unit == "year":
        return f"{start.year:04d}"
    if unit == "month":
        return f"{start.year:04d}-{start.month:02d}"
    number = (start.month - 1) // MONTHS[unit] + 1
    return f"{start.year:04d}-{'Q' if unit == 'quarter' else 'H'}{number}"


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


def last_days(day: dt.date) -> tuple[dt.date, ...]:
    """Return a day and the ten before it, the latest first: the days that news speak of."""
    return tuple(day - DAY * back for back in range(NEWS_DAYS + 1))


def fiscal_year(day: dt.date, opening: int) -> int:
    """Return the fiscal year that a day lies in: 10 February 2026 is in Japan's of 2025."""
    return add_months(day.replace(day=1), -opening).year


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


def weekday_of(week: Period, weekday: int) -> Period:
    """Return a day of a week; 8 is its weekend."""
    start = week.start + dt.timedelta(days=5 if weekday == 8 else weekday - 1)
    if weekday == 8:
        return Period(start, start + DAY, f"{week.timex}-WE", "range")
    return Period(start, start, start.isoformat(), "day")


def _weekend_at(day: dt.date) -> Period:
    """Return the weekend next to a day: Labor Day is behind its weekend, Thanksgiving in front."""
    week = shifted(day, "week", -1 if day.weekday() <= TUESDAY else 0)
    return weekday_of(week, 8)


def _part(whole: Period, partial: Partial) -> Period:
    """Cut the start, middle or end out of a period: 年初, 3月下旬, early 2022."""
    if whole.precision == "month":
        return _part_of_month(whole, partial.part)
    if whole.precision == "year":
        return _part_of_year(whole, partial.part, partial.breadth == "wide")
    return _third(whole, partial.part)


def _part_of_month(whole: Period, part: str) -> Period:
    first, last = MONTH_PARTS[part]
    start, end = whole.start.replace(day=first), min(last, whole.end.day)
    return Period(start, whole.end.replace(day=end), whole.timex, "part_of_month")


def _part_of_year(whole: Period, part: str, is_wide: bool) -> Period:
    first, last = (WIDE_YEAR_PARTS if is_wide else YEAR_PARTS)[part]
    start, end = add_months(whole.start, first - 1), add_months(whole.start, last) - DAY
    return Period(start, end, whole.timex, "quarter" if last - first == 2 else "month")


def _third(whole: Period, part: str) -> Period:
    """Cut a quarter, half, season, week or range in three: 一季度末 is March."""
    if whole.precision in ("quarter", "season", "half"):
        months = 2 if whole.precision == "half" else 1
        offset = {"start": 0, "mid": months, "end": 2 * months}[part]
        start = add_months(whole.start, offset)
        return replace(whole, start=start, end=add_months(start, months) - DAY, precision="month")
    size = max(1, ((whole.end - whole.start).days + 1) // 3)
    offset = {"start": 0, "mid": size, "end": (whole.end - whole.start).days + 1 - size}[part]
    start = whole.start + dt.timedelta(days=offset)
    return replace(whole, start=start, end=start + dt.timedelta(days=size - 1), precision="range")
