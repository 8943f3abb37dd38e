"""Distances to days: 三年前 and two weeks later from a date of the text, from publication, or from nothing."""

import datetime as dt
from dataclasses import replace

from pipeline.dates.anchoring import UNIT_DEPTH, Anchor
from pipeline.dates.expression import Partial, Relative
from pipeline.dates.narrowed import counted_from, narrowed
from pipeline.dates.resolved import Context, Resolved, known, vague
from pipeline.dates.setting import Setting

COUNTED = ("elapsed", "later", "after")
# 三天后 in the first sentence of a text can only count from its day; 三年后 opens a story, too.
NEAR_UNITS = ("day", "week")
RECENT = dt.timedelta(days=31)


def _opens_on(anchor: Anchor, place: Setting) -> bool:
    """Tell whether 两年后 opens its clause, its base in this sentence or the last."""
    return place.opens_clause and place.sentence - anchor.place.sentence <= 1


def _is_ahead(found: Resolved | None, published: dt.date | None) -> bool:
    """Tell whether 24年后, counted from a date of the sentence before, comes to lie in the future: it counts
    from something else.
    """
    return bool(found and found.period and published and found.period.start > published)


def elapsed(partial: Partial, relative: Relative, context: Context) -> Resolved | None:
    """三年前, two years ago and 两年后: from a date of the text, 三年前 also from publication; a
    bare 三年后 is a guess and stays fuzzy. Four days earlier needs its day in the sentence before.
    """
    memory, place, published = context.memory, context.place, context.published
    is_short = relative.unit in NEAR_UNITS
    told = memory.latest_day(place) if is_short else None
    anchor = told if is_short else memory.nearest(place, UNIT_DEPTH[relative.unit])
    is_back = relative.frame == "after" and relative.shift < 0
    if is_back and (not told or not place.opens_sentence):
        return vague(relative.shift, "no-base")
    is_on = relative.frame != "elapsed" and (relative.shift > 0 or is_back)
    if is_on and anchor and _opens_on(anchor, place):
        base = replace(anchor, start=anchor.last or anchor.start)
        on = counted_from(partial, relative, base, context, "counted-from-date")
        is_here = anchor.place.sentence == place.sentence
        return on if is_here or not _is_ahead(on, published) else vague(1, "no-base")
    if told and relative.frame == "later" and relative.shift < 0 and _opens_on(told, place):
        return _days_before(partial, relative, told, context)
    is_ahead = relative.shift > 0 and not (is_short and place.sentence <= 1)
    is_told = relative.frame == "later" and (memory.neighbor or is_ahead)
    if published is None or relative.frame == "after" or is_told:
        return vague(relative.shift, "no-base")
    found = narrowed(partial, relative, published)
    return known(found, "published", "counted-from-publication")


def _days_before(
    partial: Partial, relative: Relative, told: Anchor, context: Context
) -> Resolved | None:
    """两天前 behind a day that is told: from that day, unless it is so near to publication that
    两天前 may count from there.
    """
    if context.published and context.published - told.start <= RECENT:
        return vague(relative.shift, "two-bases")
    return counted_from(partial, relative, told, context, "counted-from-date")


def before_told(partial: Partial, relative: Relative, context: Context) -> Resolved | None:
    """此前两天, 前一天: from the day told last in this sentence or the one before."""
    told = context.memory.latest_day(context.place)
    if not told or told.last:
        return vague(relative.shift, "no-base")
    return counted_from(partial, relative, told, context, "counted-from-date")
