"""A date without its year (3月25日, in September) to the year that is meant: an ordered list of rules,
the first that answers decides.

Two witnesses can tell the year: a date of the text that lends it, and the day of publication, by
which a past date lies in the twelve months before it and a coming one in those behind. Where they
agree there is nothing to decide. Where they do not, the same sentence and the heading of a chronicle
come first, then what the clause itself says (将, will, 选举), then a story that goes on; a year that
was told in passing, far away or of another time lends nothing, and what both could give stays unknown.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from pipeline.dates.anchoring import LINK
from pipeline.dates.calendar import is_valid, period_in
from pipeline.dates.expression import Partial
from pipeline.dates.lent_year import (
    FEWEST_IN_A_STORY,
    is_far,
    is_in_passing,
    is_long_ago,
    is_news_of_the_year,
    is_of_another_time,
    lent_by,
    nearest_lender,
)
from pipeline.dates.publication import NO_TIME, NOTICE, by_publication, coming, is_news, is_open
from pipeline.dates.resolved import Context, Resolved, carried, known, unknown

STORY = dt.timedelta(days=122)  # how far apart the dates of a story lie
LOOKED_FORWARD = dt.timedelta(days=75)  # 9月选举, told in February, is the next one
JUST_OVER = dt.timedelta(days=45)  # behind a quarter, when its figures come out


def missing_year(partial: Partial, context: Context) -> Resolved | None:
    """Return what a date means whose year the expression leaves unsaid, by the first rule that
    answers; None where the calendar has no such day.
    """
    for rule in RULES:
        if (found := rule(partial, context)) is not None:
            return found
    return None


def of_no_year(partial: Partial, context: Context) -> Resolved | None:
    """The message of Christmas: no Christmas of any year."""
    return unknown(partial, "holiday-named") if context.place.is_named else None


def behind_a_span(partial: Partial, context: Context) -> Resolved | None:
    """两年多后的3月5日: nobody wrote down the year in which the span ended."""
    place, neighbor = context.place, context.memory.neighbor
    is_joined = neighbor and place.start - neighbor.span.end <= LINK
    is_behind = place.gap == "year" and not is_joined
    return unknown(partial, "years-between") if is_behind else None


def of_a_dispatch(partial: Partial, context: Context) -> Resolved | None:
    """5月6日电: a dispatch is of the day of publication, whatever was told before."""
    is_dispatch = context.place.is_dispatch and partial.day
    return _published(partial, context) if is_dispatch else None


def by_its_weekday(partial: Partial, context: Context) -> Resolved | None:
    """6月3日(星期一): of the years around publication, the only one in which they agree, else of the
    year told last in which they do (in August 1908…on Friday, August 14).
    """
    if not (context.published and partial.beside and partial.day):
        return None
    year = context.published.year
    found = [one for near in (year - 1, year, year + 1) if (one := period_in(partial, near))]
    agreeing = [one for one in found if one.start.isoweekday() == partial.beside]
    if len(agreeing) == 1:
        return known(agreeing[0], "published", "published-agreeing")
    for lender in context.memory.year_lenders(context.place):
        told = period_in(partial, lender.start.year)
        if told and told.start.isoweekday() == partial.beside:
            return carried(told, "year-carried", lender, context.place)
    return None


def in_its_sentence(partial: Partial, context: Context) -> Resolved | None:
    """A date of the same sentence lends its year, and so does the heading of a chronicle: what a
    speaker says now (founded in March 2019, its director said in April) is of no time long ago, nor is
    what happens again.
    """
    lenders = context.memory.own_lenders(context.place)
    if context.place.is_said:
        lenders = [one for one in lenders if not is_long_ago(one, context)]
    if context.place.is_again:
        lenders = [one for one in lenders if not is_far(one, context)]
    return next(lent_by(lenders, partial, context), None)


def back_then(partial: Partial, context: Context) -> Resolved | None:
    """当年…2月…: of the same unknown year as the 当年 of its sentence."""
    is_then = context.memory.told.then and context.memory.told.then == context.place.sentence
    return unknown(partial, "no-base") if is_then else None


def still_going_on(partial: Partial, context: Context) -> Resolved | None:
    """3月至今: what lasts up to the day of publication began in the year before it."""
    is_up_to_now = context.place.is_up_to_now
    return by_publication(partial, context, is_past=True) if is_up_to_now else None


def in_a_plan(partial: Partial, context: Context) -> Resolved | None:
    """后年启动。6月将公布: a plan of its paragraph lends the year that it names alone."""
    lender = nearest_lender(context, partial)
    if not (context.published and lender and lender.start > context.published):
        return None
    is_here = lender.place.paragraph == context.place.paragraph and not lender.depth
    return next(lent_by([lender], partial, context), None) if is_here else None


def to_come(partial: Partial, context: Context) -> Resolved | None:
    """欧盟将于6月公布; a deadline, where the next one is nearer than the last, and 11月的选举, of which
    little is said once it is over, where it is not much farther.
    """
    place = context.place
    if place.is_future:
        return None if _is_just_over(partial, context) else coming(partial, context)
    is_ahead = (place.is_occasion or place.is_deadline) and not place.is_told
    ahead, latest = coming(partial, context), by_publication(partial, context)
    if not (is_ahead and context.published and ahead and latest and ahead.period and latest.period):
        return None
    before, behind = context.published - latest.period.end, ahead.period.start - context.published
    longest = before + (LOOKED_FORWARD if place.is_occasion else NO_TIME)
    return ahead if behind < longest else None


def just_now(partial: Partial, context: Context) -> Resolved | None:
    """A day of the last ten days, or a month just past that would go back behind its lender, is news,
    whatever year another paragraph told.
    """
    lender, published, place = nearest_lender(context, partial), context.published, context.place
    if lender is None or published is None or not (partial.day or partial.month):
        return None
    is_here = lender.place.paragraph == place.paragraph and place.opens_sentence
    found = period_in(partial, lender.start.year)
    goes_back = lender.depth > 0 and found is not None and found.start <= lender.start
    latest = by_publication(partial, context)
    if is_here or latest is None or not (partial.day or goes_back):
        return None
    is_new = is_news(partial, latest, published)
    return replace(latest, rule="published-news") if is_new else None


def as_published(partial: Partial, context: Context) -> Resolved | None:
    """Where the date of the text and the day of publication give the same year, it is that."""
    lender, latest = nearest_lender(context, partial), by_publication(partial, context)
    if lender is None or latest is None:
        return None
    found = period_in(partial, lender.start.year)
    if latest.period == found:
        return carried(found, "year-carried", lender, context.place)
    goes_back = lender.depth > 0 and found is not None and found.end < lender.start
    later = period_in(partial, lender.start.year + 1) if goes_back else None
    return latest if later is not None and latest.period == later else None


def as_the_story_goes_on(partial: Partial, context: Context) -> Resolved | None:
    """2018年8月23日,…。12月1日,…: a date that opens its sentence goes on where its paragraph was; a day
    soon behind the day told last does, and any date near it where two or more told of its year.
    """
    lender, place = nearest_lender(context, partial), context.place
    found = period_in(partial, lender.start.year) if lender else None
    if lender is None or found is None or not context.published:
        return None
    is_here = lender.place.paragraph == place.paragraph
    told = context.memory.told
    is_story = told.run >= FEWEST_IN_A_STORY and told.year == lender.start.year
    is_history = not (lender.depth or is_story) and is_far(lender, context)
    is_onward = is_here and place.opens_sentence and found.end >= lender.start and not is_history
    apart = found.start - lender.start
    longest = STORY if is_here else NOTICE
    is_next = lender.depth > 1 and partial.day is not None and NO_TIME <= apart <= longest
    if not (is_onward or is_next or (is_story and abs(apart) <= STORY)):
        return None
    return next(lent_by([lender], partial, context), None)


def between_two(partial: Partial, context: Context) -> Resolved | None:
    """A date that may go on what was told of an older year, or be of the year before publication:
    nothing tells. What was told once, and ten years ago or more, does not go on inside a sentence.
    """
    lender, place, published = nearest_lender(context, partial), context.place, context.published
    if lender is None or not published:
        return None
    found = period_in(partial, lender.start.year)
    if found is None or found.start > published:
        return None
    is_here = lender.place.paragraph == place.paragraph
    if place.is_again and is_far(lender, context):
        return None
    is_told_of = is_here and not is_far(lender, context)
    is_onward = is_told_of and found.end >= lender.start
    is_undecided = place.opens_sentence or is_onward or is_of_another_time(context)
    return unknown(partial, "two-years-fit") if is_undecided else None


def before_or_behind(partial: Partial, context: Context) -> Resolved | None:
    """7月出版, told in June: the last one is long gone and the next one near, and no word tells."""
    return unknown(partial, "two-years-fit") if is_open(partial, context) else None


def in_the_last_year(partial: Partial, context: Context) -> Resolved | None:
    """The day of publication outranks what was told far away: the latest such time before it."""
    return _published(partial, context) if context.published else None


def from_the_text(partial: Partial, context: Context) -> Resolved | None:
    """Without a day of publication, the nearest date of the text that lends its year."""
    place, lenders = context.place, list(context.memory.year_lenders(context.place))
    for lender in lenders:
        if partial.day and (is_in_passing(lender, place) or is_news_of_the_year(lender, context)):
            return _published(partial, context)
        if (found := next(lent_by([lender], partial, context), None)) is not None:
            return found
    return _published(partial, context) if is_valid(partial) else None


RULES: tuple[Callable[[Partial, Context], Resolved | None], ...] = (
    of_no_year,
    behind_a_span,
    of_a_dispatch,
    by_its_weekday,
    in_its_sentence,
    back_then,
    still_going_on,
    in_a_plan,
    to_come,
    just_now,
    as_the_story_goes_on,
    as_published,
    between_two,
    before_or_behind,
    in_the_last_year,
    from_the_text,
)


def _is_just_over(partial: Partial, context: Context) -> bool:
    """Tell whether a quarter that just ended is meant: expects to report third-quarter earnings."""
    latest = by_publication(partial, context, is_past=True) if partial.quarter else None
    if latest is None or latest.period is None or context.published is None:
        return False
    return NO_TIME <= context.published - latest.period.end <= JUST_OVER


def _published(partial: Partial, context: Context) -> Resolved:
    """Return what the publication makes of a date, or unknown."""
    rule = "no-year-fits" if context.published else "no-year-told"
    is_past = context.place.is_future and _is_just_over(partial, context)
    return by_publication(partial, context, is_past=is_past) or unknown(partial, rule)
