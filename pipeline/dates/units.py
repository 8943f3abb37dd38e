"""Days to the calendar units that they lie in, and so many units away: a month before 14 June is May."""

import calendar
import datetime as dt
from dataclasses import dataclass

from pipeline.dates.expression import Unit

DAY = dt.timedelta(days=1)
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


def last_days(day: dt.date) -> tuple[dt.date, ...]:
    """Return a day and the ten before it, the latest first: the days that news speak of."""
    return tuple(day - DAY * back for back in range(NEWS_DAYS + 1))


def fiscal_year(day: dt.date, opening: int) -> int:
    """Return the fiscal year that a day lies in: 10 February 2026 is in Japan's of 2025."""
    return add_months(day.replace(day=1), -opening).year


def weekday_of(week: Period, weekday: int) -> Period:
    """Return a day of a week; 8 is its weekend."""
    start = week.start + dt.timedelta(days=5 if weekday == 8 else weekday - 1)
    if weekday == 8:
        return Period(start, start + DAY, f"{week.timex}-WE", "range")
    return Period(start, start, start.isoformat(), "day")


def weekend_at(day: dt.date) -> Period:
    """Return the weekend next to a day: Labor Day is behind its weekend, Thanksgiving in front."""
    week = shifted(day, "week", -1 if day.weekday() <= TUESDAY else 0)
    return weekday_of(week, 8)
