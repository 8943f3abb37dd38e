"""Relative expressions to days: 去年 from the publication, 同年 and 次日 from the text, 三年后
from either or from nothing.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from pipeline.dates.anchoring import UNIT_DEPTH, Anchor
from pipeline.dates.calendar import period_in
from pipeline.dates.elapsed import COUNTED, before_told, elapsed
from pipeline.dates.expression import Partial, Relative
from pipeline.dates.narrowed import counted_from, narrowed
from pipeline.dates.publication import own_dispatch
from pipeline.dates.resolved import Context, Resolved, known, unknown, vague
from pipeline.dates.told_day import told_day
from pipeline.dates.units import DAY, Period, last_days, shifted
from pipeline.dates.year_earlier import of_the_quarter

OF_THE_TEXT = ("text", "then", "at-once")


def resolve_relative(partial: Partial, relative: Relative, context: Context) -> Resolved | None:
    """Return what a relative expression means; None where the calendar has no such day."""
    if relative.frame == "festival":
        return unknown(partial, "day-of-a-festival")
    if relative.frame in COUNTED:
        return elapsed(partial, relative, context)
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
    if told := _measured(partial, relative, context):
        return counted_from(partial, relative, told, context, "counted-from-date")
    if anchor := _text_anchor(relative, context):
        rule = "counted-from-date" if relative.frame == "text" else "year-carried"
        return counted_from(partial, relative, anchor, context, rule)
    return _from_publication(partial, relative, context)


def _of_a_told_day(partial: Partial, relative: Relative, context: Context) -> Resolved | None:
    """当日, 次日: from a day of the text; only 即日 counts from publication where none is told."""
    if context.place.is_in_digits:
        return unknown(partial, "day-of-another-event")
    if context.published and context.memory.told.is_day_lost:
        return unknown(partial, "no-base")
    if anchor := told_day(relative, context):
        return counted_from(partial, relative, anchor, context, "counted-from-date")
    if relative.frame == "at-once":
        return _from_publication(partial, relative, context)
    return unknown(partial, "no-base") if context.published else vague(relative.shift, "no-base")


def _measured(partial: Partial, relative: Relative, context: Context) -> Anchor | None:
    """Find the month or quarter of the sentence that a comparison goes back from: 2月…较上月, told in
    March, and so where both would be the same month: 2月持平,上月为0.4%.
    """
    told, published = context.memory.neighbor, context.published
    is_before = (relative.frame, relative.shift) == ("published", -1)
    is_bare = replace(partial, relative=None) == Partial()
    if not (is_before and is_bare and told and published):
        return None
    if told.place.sentence != context.place.sentence:
        return None
    is_unit = told.is_quarter if relative.unit == "quarter" else told.depth == UNIT_DEPTH["month"]
    if relative.unit not in ("month", "quarter") or not is_unit or told.is_relative:
        return None
    is_same = shifted(published, relative.unit, -1).start == told.start
    return told if is_same or context.place.is_measure else None


def is_measured(relative: Relative | None, resolved: Resolved) -> bool:
    """Tell whether 上月 was counted from a month of its sentence: what follows goes on from that."""
    return relative is not None and relative.frame == "published" and bool(resolved.anchor)


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
    if relative.unit == "day" and (dispatch := own_dispatch(context, context.published)):
        return counted_from(partial, relative, dispatch, context, "counted-from-dispatch")
    found = narrowed(partial, relative, context.published)
    if found and _is_over(found, partial, relative, context):
        found = narrowed(partial, replace(relative, shift=-1), context.published)
    return known(found, "published", "counted-from-publication")


def _is_over(found: Period, partial: Partial, relative: Relative, context: Context) -> bool:
    """Tell whether a day of this week that lies ahead is told of as done, so that the week before is
    meant: 本周五表示, told on Monday; the chaos unfolded this weekend, told up to Tuesday; nor has 本周
    brought much on a Monday.
    """
    published, place = context.published, context.place
    if published is None or (relative.unit, relative.shift) != ("week", 0):
        return False
    is_begun = not partial.weekday and found.start == published
    if not (is_begun or (partial.weekday and found.start > published)):
        return False
    return (place.is_told or place.is_said) and not place.is_future


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
    """Last October is the latest one that has ended, next October the first that has not begun, this
    Labor Day the first that has not ended.
    """
    published = context.published
    if published is None:
        return unknown(partial, "no-publication")
    years, bare = range(published.year - 1, published.year + 2), replace(partial, relative=None)
    found = [one for year in years if (one := period_in(bare, year))]
    if relative.shift < 0:
        past = [one for one in found if one.end < published]
        return known(past[-1] if past else None, "published", "nearest-to-publication")
    coming = [one for one in found if (one.start if relative.shift else one.end + DAY) > published]
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


def _within(partial: Partial, relative: Relative, context: Context) -> Resolved | None:
    """年内: the year that its sentence tells, or that the text before and the publication agree
    on.
    """
    anchor, published = context.memory.nearest(context.place, 0), context.published
    if anchor and published and anchor.start > published:
        anchor = None  # 预计2030年建成,年内动工
    apart = context.place.sentence - anchor.place.sentence if anchor else None
    if anchor and (apart == 0 or (apart == 1 and not published)):
        return counted_from(partial, relative, anchor, context, "year-carried")
    if not published or (anchor and anchor.start.year != published.year):
        return unknown(partial, "two-bases" if published else "no-publication")
    return known(narrowed(partial, relative, published), "published", "published-year")


def _recent(partial: Partial, relative: Relative, context: Context) -> Resolved | None:
    """他三日宣布: the latest such day before publication."""
    days = last_days(context.published) if context.published else ()
    day = next((one for one in days if one.day == partial.day), None)
    found = shifted(day, relative.unit, 0) if day else None
    return known(found, "published", "published-news") or unknown(partial, "no-such-day-there")


def _year_of(published: dt.date | None) -> int | None:
    return published.year if published else None


def _then(partial: Partial, relative: Relative, context: Context) -> Resolved | None:
    """当年: the year that its own paragraph told last; of a year told elsewhere it may not speak, nor of
    the one in which it was published: 2019年是三十周年,当年….
    """
    if relative.unit == "day":
        return _of_a_told_day(partial, relative, context)
    told, place = context.memory.nearest(context.place, UNIT_DEPTH["year"]), context.place
    is_now = told is not None and (told.is_now or told.start.year == _year_of(context.published))
    if told and told.place.paragraph == place.paragraph and not is_now:
        return counted_from(partial, relative, told, context, "counted-from-date")
    is_bare = replace(partial, relative=None) == Partial()
    return vague(-1, "no-base") if is_bare else unknown(partial, "no-base")


def _part(partial: Partial, relative: Relative, context: Context) -> Resolved | None:
    """年初: of the year that its own paragraph tells, or the month or day of the sentence before, else of
    that of publication; 2024年12月…年初, told in 2025, has gone on to that.
    """
    told, published = context.memory.nearest(context.place, UNIT_DEPTH["year"]), context.published
    if told is None or (published and not _is_told_here(partial, told, published, context)):
        return _from_publication(partial, relative, context)
    return counted_from(partial, relative, told, context, "counted-from-date")


def _is_told_here(partial: Partial, told: Anchor, published: dt.date, context: Context) -> bool:
    apart = context.place.sentence - told.place.sentence
    is_here = told.place.paragraph == context.place.paragraph or (told.depth > 0 and apart == 1)
    found = period_in(replace(partial, relative=None), told.start.year)
    is_turned = told.depth > 0 and found is not None and found.end < told.start
    return is_here and not (is_turned and told.start.year + 1 == published.year)


def _of_its_sentence(partial: Partial, relative: Relative, context: Context) -> Resolved | None:
    """上年: the year before the one that its sentence tells, or that something is measured by (较上年);
    else the year before publication.
    """
    told, place = context.memory.nearest(context.place, UNIT_DEPTH["year"]), context.place
    is_here = told is not None and told.place.sentence == place.sentence
    if told and (is_here or place.is_measure or not context.published):
        return counted_from(partial, relative, told, context, "counted-from-date")
    return _from_publication(partial, relative, context)


FRAMES: dict[str, Callable[[Partial, Relative, Context], Resolved | None]] = {
    "before": before_told,
    "then": _then,
    "quarter": of_the_quarter,
    "compared": of_the_quarter,
    "compared-earlier": of_the_quarter,
    "within": _within,
    "part": _part,
    "sentence": _of_its_sentence,
    "news": _recent,
}
