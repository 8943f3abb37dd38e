"""A relative word and what stands with it to days: 去年3月, 上周五, next fiscal year."""

import datetime as dt
from dataclasses import replace

from pipeline.dates.anchoring import Anchor
from pipeline.dates.calendar import period
from pipeline.dates.expression import Partial, Relative
from pipeline.dates.resolved import Context, Resolved, carried
from pipeline.dates.units import DAY, Period, add_months, fiscal_year, shifted, weekday_of


def narrowed(partial: Partial, relative: Relative, base: dt.date) -> Period | None:
    """Go from a base date to the unit meant, then to the piece of it: 去年 → 3月."""
    try:
        whole = shifted(base, relative.unit, relative.shift, relative.count)
    except (ValueError, OverflowError):
        return None
    bare = replace(partial, relative=None)
    if bare.fiscal:
        return period(replace(bare, year=fiscal_year(base, bare.opening or 0) + relative.shift))
    if relative.count > 1 or bare == Partial():
        return whole
    if relative.unit == "week" and bare.weekday:
        return weekday_of(whole, bare.weekday)
    inside = _inside(bare, relative, whole.start)
    return period(inside) if inside else _piece_of(whole, bare)


def _inside(bare: Partial, relative: Relative, start: dt.date) -> Partial | None:
    """Give a piece the year, month, decade or century that a relative word names."""
    if relative.unit == "year":
        return replace(bare, year=start.year)
    if relative.unit == "month":
        return replace(bare, year=start.year, month=start.month)
    century = start.year // 100 + 1
    if relative.unit == "century":
        return replace(bare, century=century)
    if relative.unit == "decade":
        return replace(bare, century=century, decade=start.year // 10 % 10)
    return None


def _piece_of(whole: Period, bare: Partial) -> Period | None:
    """Cut the start, middle or end out of a relative quarter or week."""
    if not bare.part:
        return whole
    months = {"start": 0, "mid": 1, "end": 2}[bare.part]
    if whole.precision == "quarter":
        return shifted(add_months(whole.start, months), "month", 0)
    third = (whole.end - whole.start + DAY) // 3
    starts = {"start": whole.start, "mid": whole.start + third, "end": whole.end - third}
    start = starts[bare.part]
    return Period(start, start + third, whole.timex, whole.precision)


def counted_from(
    partial: Partial, relative: Relative, anchor: Anchor, context: Context, rule: str
) -> Resolved | None:
    """Count from a date of the text: 次日, 同年."""
    found = narrowed(partial, relative, anchor.start)
    return carried(found, rule, replace(anchor, origin=anchor.span), context.place)
