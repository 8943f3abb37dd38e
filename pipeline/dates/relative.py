"""Relative expressions to days: 去年 from the publication, 同年 and 次日 from the text, 三年后
from either or from nothing.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from pipeline.dates.anchoring import UNIT_DEPTH, Anchor, Setting
from pipeline.dates.calendar import (
    DAY,
    Period,
    add_months,
    fiscal_year,
    last_days,
    period,
    period_in,
    shifted,
    weekday_of,
)
from pipeline.dates.expression import Partial, Relative
from pipeline.dates.resolved import Context, Resolved, carried, known, unknown, vague
from pipeline.dates.told_day import told_day

COUNTED = ("elapsed", "later", "after")
# 三天后 in the first sentence of a text can only count from its day; 三年后 opens a story, too.
NEAR_UNITS = ("day", "week")
BY_QUARTER = ("quarter", "compared", "compared-earlier")
OF_THE_TEXT = ("text", "then", "at-once")
# How far behind a quarter a year ago, and the year-earlier quarter, mean that of the year before.
NEAR_SENTENCES, FAR_SENTENCES = 2, 6
RECENT = dt.timedelta(days=31)


def resolve_relative(partial: Partial, relative: Relative, context: Context) -> Resolved | None:
    """Return what a relative expression means; None where the calendar has no such day."""
    if relative.frame == "festival":
        return unknown(partial, "day-of-a-festival")
    if relative.frame in COUNTED:
        return _elapsed(partial, relative, context)
    if read := FRAMES.get(relative.frame):
        return read(partial, relative, context)
    if relative.frame == "nearest":
        return _nearest(partial, relative, context)
    if relative.unit == "century" and not context.published:
        century = narrowed(partial, relative, dt.date(2001, 1, 1))
        return known(century, "explicit", "century-of-today")
    if relative.frame == "text" and context.place.is_compared:
        return unknown(partial, "day-of-another-event")
    if relative.unit == "day" and relative.frame in OF_THE_TEXT:
        return _of_a_told_day(partial, relative, context)
    if anchor := _text_anchor(relative, context):
        rule = "counted-from-date" if relative.frame == "text" else "year-carried"
        return _from_date(partial, relative, anchor, context, rule)
    return _from_publication(partial, relative, context)


def _from_date(
    partial: Partial, relative: Relative, anchor: Anchor, context: Context, rule: str
) -> Resolved | None:
    """Count from a date of the text: 次日, 同年."""
    found = narrowed(partial, relative, anchor.start)
    return carried(found, rule, replace(anchor, origin=anchor.span), context.place)


def _of_a_told_day(partial: Partial, relative: Relative, context: Context) -> Resolved | None:
    """当日, 次日: from a day of the text; only 即日 counts from publication where none is told."""
    if context.place.is_in_digits:
        return unknown(partial, "day-of-another-event")
    if context.published and context.memory.told.is_day_lost:
        return unknown(partial, "no-base")
    if anchor := told_day(relative, context):
        return _from_date(partial, relative, anchor, context, "counted-from-date")
    if relative.frame == "at-once":
        return _from_publication(partial, relative, context)
    return unknown(partial, "no-base") if context.published else vague(relative.shift, "no-base")


def _from_publication(partial: Partial, relative: Relative, context: Context) -> Resolved | None:
    if context.published is None:
        is_day = relative.unit == "day"
        rule = "no-publication"
        return vague(relative.shift, rule) if is_day else unknown(partial, rule)
    heading = context.memory.heading
    if heading and heading.start.year != context.published.year:
        return unknown(partial, "chronicle-of-another-year")
    if _is_other_voice(context):
        return unknown(partial, "quoted-of-another-year")
    if relative.unit == "day" and (dispatch := _own_dispatch(context, context.published)):
        return _from_date(partial, relative, dispatch, context, "counted-from-dispatch")
    found = narrowed(partial, relative, context.published)
    return known(found, "published", "counted-from-publication")


def _own_dispatch(context: Context, published: dt.date) -> Anchor | None:
    """Return the dispatch that a text was sent as, where it was published some days later: its 今天 is
    the day of 5月6日电.
    """
    sent = context.memory.told.dispatch
    is_own = sent is not None and sent.start < published <= sent.start + RECENT
    return sent if is_own else None


def _is_other_voice(context: Context) -> bool:
    """Tell whether a quotation speaks at a time that its sentence sets in another year than the
    publication.
    """
    near = context.memory.neighbor
    if not (context.place.is_quoted and near and context.published):
        return False
    is_same = near.place.sentence == context.place.sentence
    return is_same and near.start.year != context.published.year


def _nearest(partial: Partial, relative: Relative, context: Context) -> Resolved | None:
    """Last October is the latest one that has ended, next October the first that has not begun."""
    published = context.published
    if published is None:
        return unknown(partial, "no-publication")
    years, bare = range(published.year - 1, published.year + 2), replace(partial, relative=None)
    found = [one for year in years if (one := period_in(bare, year))]
    if relative.shift < 0:
        past = [one for one in found if one.end < published]
        return known(past[-1] if past else None, "published", "nearest-to-publication")
    coming = [one for one in found if one.start > published]
    return known(coming[0] if coming else None, "published", "nearest-to-publication")


def _text_anchor(relative: Relative, context: Context) -> Anchor | None:
    """Find the date of the text that 同年 or 次日 counts from; 今年 leans on its own sentence if
    it must.
    """
    if relative.frame == "text":
        return context.memory.nearest(context.place, UNIT_DEPTH[relative.unit])
    neighbor = context.memory.neighbor
    if context.published or relative.shift or relative.unit != "year" or not neighbor:
        return None
    is_same = neighbor.place.sentence == context.place.sentence
    return neighbor if is_same and neighbor.is_meant_by(context.place) else None


def _opens_on(anchor: Anchor, place: Setting) -> bool:
    """Tell whether 两年后 opens its clause, its base in this sentence or the last."""
    return place.opens_clause and place.sentence - anchor.place.sentence <= 1


def _elapsed(partial: Partial, relative: Relative, context: Context) -> Resolved | None:
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
        return _from_date(partial, relative, base, context, "counted-from-date")
    if told and relative.frame == "later" and relative.shift < 0 and _opens_on(told, place):
        return _days_before(partial, relative, told, context)
    is_ahead = relative.shift > 0 and not (relative.unit in NEAR_UNITS and place.sentence <= 1)
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
    return _from_date(partial, relative, told, context, "counted-from-date")


def _before(partial: Partial, relative: Relative, context: Context) -> Resolved | None:
    """此前两天, 前一天: from the day told last in this sentence or the one before."""
    told = context.memory.latest_day(context.place)
    if not told or told.last:
        return vague(relative.shift, "no-base")
    return _from_date(partial, relative, told, context, "counted-from-date")


def _within(partial: Partial, relative: Relative, context: Context) -> Resolved | None:
    """年内: the year that its sentence tells, or that the text before and the publication agree
    on.
    """
    anchor, published = context.memory.nearest(context.place, 0), context.published
    if anchor and published and anchor.start > published:
        anchor = None  # 预计2030年建成,年内动工
    apart = context.place.sentence - anchor.place.sentence if anchor else None
    if anchor and (apart == 0 or (apart == 1 and not published)):
        return _from_date(partial, relative, anchor, context, "year-carried")
    if not published or (anchor and anchor.start.year != published.year):
        return unknown(partial, "two-bases" if published else "no-publication")
    return known(narrowed(partial, relative, published), "published", "published-year")


def _recent(partial: Partial, relative: Relative, context: Context) -> Resolved | None:
    """他三日宣布: the latest such day before publication."""
    days = last_days(context.published) if context.published else ()
    day = next((one for one in days if one.day == partial.day), None)
    found = shifted(day, relative.unit, 0) if day else None
    return known(found, "published", "published-news") or unknown(partial, "no-such-day-there")


def _of_the_quarter(partial: Partial, relative: Relative, context: Context) -> Resolved | None:
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
    found = _elapsed(partial, replace(relative, frame=frame), context)
    is_known = is_ago or (found and found.period)
    if is_known or context.memory.own_lenders(context.place) or not context.published:
        return found
    whole = narrowed(partial, relative, context.published)
    return known(whole, "published", "counted-from-publication")


def _then(partial: Partial, relative: Relative, context: Context) -> Resolved | None:
    """当年: the year that its own paragraph told last; of a year told elsewhere it may not speak."""
    if relative.unit == "day":
        return _of_a_told_day(partial, relative, context)
    told, place = context.memory.nearest(context.place, UNIT_DEPTH["year"]), context.place
    if told and told.place.paragraph == place.paragraph and not told.is_now:
        return _from_date(partial, relative, told, context, "counted-from-date")
    is_bare = replace(partial, relative=None) == Partial()
    return vague(-1, "no-base") if is_bare else unknown(partial, "no-base")


FRAMES: dict[str, Callable[[Partial, Relative, Context], Resolved | None]] = {
    "before": _before,
    "then": _then,
    "quarter": _of_the_quarter,
    "compared": _of_the_quarter,
    "compared-earlier": _of_the_quarter,
    "within": _within,
    "news": _recent,
}


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
