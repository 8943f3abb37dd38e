"""Dates without a year that no date of the text explains, from the day of publication."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from pipeline.dates.anchoring import LINK, UNIT_DEPTH, Anchor
from pipeline.dates.calendar import period, period_in
from pipeline.dates.expression import Partial
from pipeline.dates.resolved import Context, Resolved, carried, known, unknown
from pipeline.dates.setting import Setting
from pipeline.dates.units import DAY, NEWS_DAYS, Period, add_months, shifted, weekday_of

NOTICE, NO_TIME = dt.timedelta(days=31), dt.timedelta(0)
LONG_AGO, SOON = dt.timedelta(days=240), dt.timedelta(days=62)
FARTHEST = dt.timedelta(days=300)  # behind publication, up to which no year need be said
NEWS, MONTHLY_NEWS = dt.timedelta(days=NEWS_DAYS), dt.timedelta(days=45)
FARTHEST_AGREEING = dt.timedelta(days=62)  # 周三(14日), told in January, is no 14 August
AROUND = range(-14, 15)  # days around one that is told twice
LONGEST_BACK = 9  # years: 29 February comes back after eight at most


def by_publication(partial: Partial, context: Context, *, is_past: bool = False) -> Resolved | None:
    """Return the latest such period that had begun at publication, or the coming one after a cue of
    the future; 年底 alone is the year's own. A day that nobody tells of as done, or that something
    takes effect on, may lie up to a month ahead: 大会6月5日开幕. `is_past` asks for the latest whatever
    the words say.
    """
    published, place = context.published, context.place
    if published is None:
        return None
    if partial.part and not (partial.month or partial.quarter or partial.half):
        return known(period_in(partial, published.year), "published", "published-year")
    if place.is_future and not is_past and not _is_far(_ahead(partial, published), published):
        return coming(partial, context)
    is_act = place.is_told or (place.is_narrated and not place.is_deadline)
    is_notice = place.is_scheduled or (partial.day is not None and not is_act)
    limit = published + (NOTICE if is_notice else NO_TIME)
    past = (found for found in _around(partial, published) if found.start <= limit)
    return known(next(past, None), "published", "published-latest")


def is_open(partial: Partial, context: Context) -> bool:
    """Tell whether a date may as well lie ahead: a verb does not tell of it as done, the next such time is
    near (7月出版, told at the end of June), the last one many months ago.
    """
    published = context.published
    latest, ahead = by_publication(partial, context), coming(partial, context)
    place = context.place
    if place.is_told or place.is_narrated or place.is_verbless:
        return False
    if not (published and latest and ahead):
        return False
    if not (latest.period and ahead.period) or latest.rule == "published-year":
        return False
    is_old = published - latest.period.end > LONG_AGO
    return is_old and ahead.period.start - published <= SOON


def coming(partial: Partial, context: Context) -> Resolved | None:
    """Return the first such period that has not ended at publication: 将于9月. One most of a year
    ahead would be told with its year: published on 18 August, to where the Aug. 7 blasts killed 257.
    """
    published = context.published
    if published is None:
        return None
    ahead = _ahead(partial, published)
    return None if _is_far(ahead, published) else known(ahead, "published", "published-coming")


def _ahead(partial: Partial, published: dt.date) -> Period | None:
    """Return the first such period that has not ended at publication."""
    ahead = [found for found in _around(partial, published) if found.end >= published]
    return ahead[-1] if ahead else None


def _is_far(ahead: Period | None, published: dt.date) -> bool:
    return ahead is not None and ahead.start - published > FARTHEST


def _around(partial: Partial, published: dt.date) -> Iterator[Period]:
    """Yield such periods from the year after publication back."""
    years = range(published.year + 1, published.year - LONGEST_BACK, -1)
    return (found for year in years if (found := period_in(partial, year)))


def is_news(partial: Partial, latest: Resolved, published: dt.date) -> bool:
    """Tell whether a full day lies in the ten days before publication, a month or its part in the
    time just before.
    """
    if not latest.period:
        return False
    longest = NEWS if partial.day else MONTHLY_NEWS
    return dt.timedelta(0) <= published - latest.period.start <= longest


def own_dispatch(context: Context, published: dt.date) -> Anchor | None:
    """Return the dispatch that a text was sent as, where it was published some days later: its 今天 is
    the day of 5月6日电, and its 周六 the one after.
    """
    sent = context.memory.told.dispatch
    is_own = sent is not None and sent.start < published <= sent.start + NOTICE
    return sent if is_own else None


def bare_weekday(partial: Partial, context: Context) -> Resolved:
    """周二: by the day of publication; right behind a day that is one (7月18日,星期六) that day."""
    found, beside = _weekday_by_publication(partial, context), _day_beside(context)
    if partial.day or not beside or beside.start.isoweekday() != partial.weekday:
        return found
    if found.period and found.period.start == beside.start:
        return found
    day = shifted(beside.start, "day", 0)
    return carried(day, "counted-from-date", beside, context.place) or found


def _weekday_by_publication(partial: Partial, context: Context) -> Resolved:
    """周二: the latest one not after publication, or the coming one after a cue of the future and
    for what begins then (周四起重开);
    unknown behind a day that was told long before (2024年9月6日…星期天).
    """
    published, weekday = context.published, partial.weekday or 1
    if published is None:
        return unknown(partial, "no-publication")
    if sent := own_dispatch(context, published):
        published = sent.start
    if partial.day:
        found_day = _agreeing_day(partial.day, weekday, published)
        return found_day or unknown(partial, "no-such-day-there")
    beside, place = _day_beside(context), context.place
    told = context.memory.latest_day(place)
    if told and published - told.start > NEWS:
        return unknown(partial, "told-long-before")
    is_near = _is_near(weekday, published, place) or bool(beside and beside.start > published)
    is_ahead = place.is_future or place.is_from_then or is_near
    rule, found = "published-latest", weekday_of(shifted(published, "week", 0), weekday)
    if is_ahead:
        rule = "published-coming"
    if is_ahead and found.end < published:
        found = weekday_of(shifted(published, "week", 1), weekday)
    elif not is_ahead and found.start > published:
        found = weekday_of(shifted(published, "week", -1), weekday)
    return Resolved(found, found.timex, found.precision, "published", rule=rule)


def _day_beside(context: Context) -> Anchor | None:
    """Return the day that a weekday stands right behind: 7月18日,星期六; 周五及周六."""
    beside = context.memory.neighbor
    is_day = beside is not None and beside.depth == UNIT_DEPTH["day"]
    return beside if is_day and beside and context.place.start - beside.span.end == 1 else None


def _is_near(weekday: int, published: dt.date, place: Setting) -> bool:
    """Tell whether a weekday is one of the next days, and nobody tells of it as done: 周六举行, told on
    Friday.
    """
    days = (published + DAY * ahead for ahead in range(1, place.days_ahead + 1))
    return weekday in [day.isoweekday() for day in days]


def _agreeing_day(day: int, weekday: int, published: dt.date) -> Resolved | None:
    """Friday the 26th: in the month nearest to publication where that day is a Friday."""
    first = published.replace(day=1)
    for months in sorted(range(-11, 12), key=abs):
        month = add_months(first, months)
        found = period(Partial(year=month.year, month=month.month, day=day))
        if found and abs(found.start - published) > FARTHEST_AGREEING:
            return None
        if found and found.start.isoweekday() == weekday:
            return known(found, "published", "published-agreeing")
    return None


def bare_day(partial: Partial, context: Context) -> Resolved:
    """12日: of the month of the nearest date of the paragraph, else the latest such day by
    publication.
    """
    anchor, place = context.memory.nearest(context.place, 1), context.place
    if anchor and (told := _told_again(partial, anchor, context)):
        return told
    if anchor and anchor.place.paragraph == context.place.paragraph:
        found = period_in(replace(partial, month=anchor.start.month), anchor.start.year)
        month = carried(found, "month-carried", anchor, context.place)
        return month or unknown(partial, "no-such-day-there")
    if context.published is None:
        return unknown(partial, "no-publication")
    is_ahead = place.is_future or (place.is_deadline and not place.is_told)
    if not is_ahead and _is_next(partial, context, context.published):
        is_ahead = True
    return _latest_day(partial, context.published, is_future=is_ahead)


def _told_again(partial: Partial, anchor: Anchor, context: Context) -> Resolved | None:
    """上周五(6日): the day with that number that is nearest to the one in front of its bracket."""
    is_joined = context.place.start - anchor.span.end <= LINK
    if not (is_joined and anchor.is_relative and anchor.depth == UNIT_DEPTH["day"]):
        return None
    days = (anchor.start + dt.timedelta(days=days) for days in sorted(AROUND, key=abs))
    day = next((day for day in days if day.day == partial.day), None)
    found = shifted(day, "day", 0) if day else None
    return carried(found, "month-carried", anchor, context.place)


def _is_next(partial: Partial, context: Context, published: dt.date) -> bool:
    """Tell whether a day that no verb tells of as done lies just ahead, the last such day weeks ago:
    会议15日举行, told on the 10th.
    """
    latest = _latest_day(partial, published, is_future=False).period
    ahead = _latest_day(partial, published, is_future=True).period
    if context.place.is_told or not (latest and ahead):
        return False
    return published - latest.start > NEWS >= ahead.start - published


def _latest_day(partial: Partial, published: dt.date, *, is_future: bool) -> Resolved:
    for months in range(12):
        month = add_months(published.replace(day=1), months if is_future else -months)
        found = period_in(replace(partial, month=month.month), month.year)
        if found and (found.start >= published if is_future else found.start <= published):
            rule = "published-coming" if is_future else "published-latest"
            return Resolved(found, found.timex, found.precision, "published", rule=rule)
    return unknown(partial, "no-such-day-there")
