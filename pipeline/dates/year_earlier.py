"""Quarters by another that was told, and a year ago in a comparison: the year-earlier quarter."""

from dataclasses import replace

from pipeline.dates.calendar import period_in
from pipeline.dates.elapsed import elapsed
from pipeline.dates.expression import Partial, Relative
from pipeline.dates.narrowed import narrowed
from pipeline.dates.resolved import Context, Resolved, carried, known, unknown
from pipeline.dates.units import shifted

BY_QUARTER = ("quarter", "compared", "compared-earlier")
# How far behind a quarter a year ago, and the year-earlier quarter, mean that of the year before.
NEAR_SENTENCES, FAR_SENTENCES = 2, 6


def of_the_quarter(partial: Partial, relative: Relative, context: Context) -> Resolved | None:
    """The year-earlier quarter, or a year ago in a comparison: the same quarter of the year before,
    where a quarter was told just before. The quarter is the one told last, or else the one that ended last.
    """
    told, place = context.memory.told.quarter, context.place
    if relative.unit == "quarter":
        return _the_quarter(partial, relative, context)
    longest = FAR_SENTENCES if relative.frame == "quarter" else NEAR_SENTENCES
    if told is None or place.sentence - told.place.sentence > longest:
        return _compared(partial, relative, context)
    quarter = partial.quarter or (told.start.month + 2) // 3
    found = period_in(Partial(quarter=quarter), told.start.year + relative.shift)
    return carried(found, "counted-from-date", replace(told, origin=told.span), place)


def _the_quarter(partial: Partial, relative: Relative, context: Context) -> Resolved | None:
    """Costs fell in the quarter: the one told last, or else the one that ended before publication."""
    if told := context.memory.told.quarter:
        found = shifted(told.start, "quarter", 0)
        return carried(found, "counted-from-date", replace(told, origin=told.span), context.place)
    if context.published is None:
        return unknown(partial, "no-base")
    return known(shifted(context.published, "quarter", -1), "published", "published-latest")


def _compared(partial: Partial, relative: Relative, context: Context) -> Resolved | None:
    """Up from $3 million a year earlier, with no quarter told: the year before the one that its
    sentence tells, or before publication.
    """
    if relative.frame == "quarter":
        return unknown(partial, "no-base")
    is_ago = relative.frame == "compared"
    frame = "elapsed" if is_ago else "after"
    found = elapsed(partial, replace(relative, frame=frame), context)
    is_known = is_ago or (found and found.period)
    if is_known or context.memory.own_lenders(context.place) or not context.published:
        return found
    whole = narrowed(partial, relative, context.published)
    return known(whole, "published", "counted-from-publication")
