"""A date of the text to the year that it lends a date without one, where that fits."""

import datetime as dt
from collections.abc import Iterator

from pipeline.dates.anchoring import Anchor
from pipeline.dates.calendar import period_in
from pipeline.dates.expression import Partial, Scope
from pipeline.dates.publication import NEWS, NO_TIME, NOTICE, by_publication
from pipeline.dates.resolved import Context, Resolved, carried, known, unknown
from pipeline.dates.setting import Setting
from pipeline.dates.units import MONTHS, Period, add_months

LATE, EARLY = 11, 2  # months between which a year may have turned
FEWEST_IN_A_STORY = 2  # dates in a row that make a year that of the story
HALF_A_YEAR = dt.timedelta(days=183)
YEARS_AWAY = 10  # from here on what was told once is history to its own paragraph


def nearest_lender(context: Context, partial: Partial) -> Anchor | None:
    """Return the date of another sentence that lends its year, the latest told that it fits."""
    own, lenders = context.memory.own_lenders(context.place), context.memory.lenders
    others = [one for one in lenders if one not in own]
    for one in others:
        found = period_in(partial, one.start.year)
        if found is None or _fits(one, found, context):
            return one
    return None


def is_long_ago(lender: Anchor, context: Context) -> bool:
    """Tell whether a date lies more than a year before the publication."""
    return bool(context.published and lender.start < add_months(context.published, -MONTHS["year"]))


def is_far(lender: Anchor, context: Context) -> bool:
    """Tell whether what was told of a year is history by the publication: 1962年…, told in 2021."""
    published = context.published
    return published is not None and published.year - lender.start.year >= YEARS_AWAY


def is_of_another_time(context: Context) -> bool:
    """Tell whether the text tells of years long ago, and of none near its publication."""
    is_story = context.memory.told.run >= FEWEST_IN_A_STORY
    return is_story and all(is_long_ago(one, context) for one in context.memory.lenders)


def is_in_passing(lender: Anchor, place: Setting) -> bool:
    """Tell whether a bare year stands inside a sentence of another paragraph (…,2035年全面禁用): it
    is not the year in which the text goes on.
    """
    is_bare = not lender.depth and (lender.start.month, lender.start.day) == (1, 1)
    is_inside = not (lender.place.opens_sentence or lender.place.is_heading)
    return is_bare and is_inside and lender.place.paragraph != place.paragraph


def is_news_of_the_year(lender: Anchor, context: Context) -> bool:
    """Tell whether a day that opens a paragraph of a dispatch of an unknown year is news of that
    year, whatever was told of others.
    """
    place = context.place
    is_apart = lender.place.paragraph != place.paragraph
    return context.memory.is_undated and place.opens_line and is_apart


def lent_by(lenders: list[Anchor], partial: Partial, context: Context) -> Iterator[Resolved]:
    """Yield what a date means in the year of the first lender that it fits."""
    for lender in lenders:
        found = period_in(partial, lender.start.year)
        if found is None:
            other = by_publication(partial, context)
            yield other or unknown(partial, "no-such-day-there")
        elif _fits(lender, found, context) and (lent := _lent(partial, found, lender, context)):
            yield lent


def _fits(lender: Anchor, found: Period, context: Context) -> bool:
    """Tell whether a lent year gives a date that can have been told: not after publication, unless
    a word says so, or it goes on with what is planned (自2025年9月3日…9月5日).
    """
    published, place = context.published, context.place
    if published and place.is_future and found.end < published:
        # 拟于第二季度举办: no quarter that is over; 7月3日消息,…将于4日至7日: soon behind the day told.
        is_soon = NO_TIME <= found.start - lender.start <= NOTICE and lender.depth > 1
        return is_soon and lender.place.sentence == place.sentence
    if published is None or found.start <= published:
        return True
    if place.is_up_to_now or place.is_told:
        return False  # attacks since November 19th, told in January; 12月到过, told in January
    if place.is_future or place.is_scheduled:
        return True
    if lender.place.sentence == place.sentence:
        # Today's report of new jobs in December, told in January: the last one is nearer.
        is_counted = lender.is_now or lender.is_relative
        return not is_counted or found.start - published <= HALF_A_YEAR
    return lender.start > published and abs(found.start - lender.start) <= NOTICE


def _is_near(lender: Anchor, place: Setting) -> bool:
    """Tell whether a lender tells the same story: 10月9日公布,1月1日起施行 is not one year."""
    return lender.place.scope != Scope.LINK and place.sentence - lender.place.sentence <= 1


def _lent(partial: Partial, found: Period, lender: Anchor, context: Context) -> Resolved | None:
    """Return the date in its lender's year, or unknown where the year may have turned between."""
    published, is_day = context.published, lender.depth > 0
    goes_back = is_day and found.end < lender.start
    is_onward = context.place.gap == "month" or context.place.is_scheduled
    if goes_back and is_onward and _is_near(lender, context.place):
        return unknown(partial, "year-may-have-turned")
    if is_day and lender.start.month >= LATE and found.start.month <= EARLY:
        later = period_in(partial, lender.start.year + 1)
        if published and later and NO_TIME <= published - later.start <= NEWS and partial.day:
            return known(later, "published", "published-news")
        if not (published and later and later.start > published):
            return unknown(partial, "year-may-have-turned")
    return carried(found, "year-carried", lender, context.place)
