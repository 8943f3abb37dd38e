"""Periods to their start, middle or end: 年初, 3月下旬, early 2022."""

import datetime as dt
from dataclasses import replace

from pipeline.dates.expression import Partial
from pipeline.dates.units import DAY, Period, add_months

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


def part_of(whole: Period, partial: Partial) -> Period:
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
