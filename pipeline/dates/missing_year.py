"""A date without its year (3月25日, in September) to the year that is meant: an ordered list of rules,
the first that answers decides.

Two witnesses can tell the year: a date of the text that lends it, and the day of publication, by
which a past date lies in the twelve months before it and a coming one in those behind. Where they
agree there is nothing to decide. Where they do not, the same sentence and the heading of a chronicle
come first, then what the clause itself says (将, will, 选举), then a story that goes on; a year that
was told in passing, far away or of another time lends nothing, and what both could give stays unknown.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

from pipeline.dates.anchoring import LINK, Anchor, Setting
from pipeline.dates.calendar import MONTHS, Period, add_months, is_valid, period_in
from pipeline.dates.expression import Partial, Scope
from pipeline.dates.publication import NO_TIME, NOTICE, by_publication, coming, is_news, is_open
from pipeline.dates.resolved import Context, Resolved, carried, known, unknown

LATE, EARLY = 11, 2  # months between which a year may have turned
FEWEST_IN_A_STORY = 2  # dates in a row that make a year that of the story
STORY = dt.timedelta(days=122)  # how far apart the dates of a story lie
JUST_OVER = dt.timedelta(days=45)  # behind a quarter, when its figures come out
YEARS_AWAY = 10  # from here on what was told once is history to its own paragraph


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
    speaker says now (founded in March 2019, its director said in April) is of no time long ago.
    """
    lenders = context.memory.own_lenders(context.place)
    if context.place.is_said:
        lenders = [one for one in lenders if not _is_long_ago(one, context)]
    return next(_lent_by(lenders, partial, context), None)


def back_then(partial: Partial, context: Context) -> Resolved | None:
    """当年…2月…: of the same unknown year as the 当年 of its sentence."""
    is_then = context.memory.told.then and context.memory.told.then == context.place.sentence
    return unknown(partial, "no-base") if is_then else None


def still_going_on(partial: Partial, context: Context) -> Resolved | None:
    """3月至今: what lasts up to the day of publication began in the year before it."""
    return by_publication(partial, context) if context.place.is_up_to_now else None


def in_a_plan(partial: Partial, context: Context) -> Resolved | None:
    """后年启动。6月将公布: a plan of its paragraph lends the year that it names alone."""
    lender = _nearest(context, partial)
    if not (context.published and lender and lender.start > context.published):
        return None
    is_here = lender.place.paragraph == context.place.paragraph and not lender.depth
    return next(_lent_by([lender], partial, context), None) if is_here else None


def to_come(partial: Partial, context: Context) -> Resolved | None:
    """欧盟将于6月公布; 11月的选举 and a deadline, where the next one is nearer than the last."""
    place = context.place
    if place.is_future:
        return None if _is_just_over(partial, context) else coming(partial, context)
    is_ahead = (place.is_occasion or place.is_deadline) and not place.is_told
    ahead, latest = coming(partial, context), by_publication(partial, context)
    if not (is_ahead and context.published and ahead and latest and ahead.period and latest.period):
        return None
    before, behind = context.published - latest.period.end, ahead.period.start - context.published
    return ahead if behind < before else None


def just_now(partial: Partial, context: Context) -> Resolved | None:
    """A day of the last ten days, or a month just past that would go back behind its lender, is news,
    whatever year another paragraph told.
    """
    lender, published, place = _nearest(context, partial), context.published, context.place
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
    lender, latest = _nearest(context, partial), by_publication(partial, context)
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
    lender, place = _nearest(context, partial), context.place
    found = period_in(partial, lender.start.year) if lender else None
    if lender is None or found is None or not context.published:
        return None
    is_here = lender.place.paragraph == place.paragraph
    is_onward = is_here and place.opens_sentence and found.end >= lender.start
    told = context.memory.told
    is_story = told.run >= FEWEST_IN_A_STORY and told.year == lender.start.year
    apart = found.start - lender.start
    longest = STORY if is_here else NOTICE
    is_next = lender.depth > 1 and partial.day is not None and NO_TIME <= apart <= longest
    if not (is_onward or is_next or (is_story and abs(apart) <= STORY)):
        return None
    return next(_lent_by([lender], partial, context), None)


def between_two(partial: Partial, context: Context) -> Resolved | None:
    """A date that may go on what was told of an older year, or be of the year before publication:
    nothing tells. What was told once, and ten years ago or more, does not go on inside a sentence.
    """
    lender, place, published = _nearest(context, partial), context.place, context.published
    if lender is None or not published:
        return None
    found = period_in(partial, lender.start.year)
    if found is None or found.start > published:
        return None
    is_here = lender.place.paragraph == place.paragraph
    is_told_of = is_here and published.year - lender.start.year < YEARS_AWAY
    is_onward = is_told_of and found.end >= lender.start
    is_undecided = place.opens_sentence or is_onward or _is_of_another_time(context)
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
        if partial.day and (_is_in_passing(lender, place) or _is_news(lender, context)):
            return _published(partial, context)
        if (found := next(_lent_by([lender], partial, context), None)) is not None:
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


def _nearest(context: Context, partial: Partial) -> Anchor | None:
    """Return the date of another sentence that lends its year, the latest told that it fits."""
    own, lenders = context.memory.own_lenders(context.place), context.memory.lenders
    others = [one for one in lenders if one not in own]
    for one in others:
        found = period_in(partial, one.start.year)
        if found is None or _fits(one, found, context):
            return one
    return None


def _is_long_ago(lender: Anchor, context: Context) -> bool:
    """Tell whether a date lies more than a year before the publication."""
    return bool(context.published and lender.start < add_months(context.published, -MONTHS["year"]))


def _is_of_another_time(context: Context) -> bool:
    """Tell whether the text tells of years long ago, and of none near its publication."""
    is_story = context.memory.told.run >= FEWEST_IN_A_STORY
    return is_story and all(_is_long_ago(one, context) for one in context.memory.lenders)


def _is_in_passing(lender: Anchor, place: Setting) -> bool:
    """Tell whether a bare year stands inside a sentence of another paragraph (…,2035年全面禁用): it
    is not the year in which the text goes on.
    """
    is_bare = not lender.depth and (lender.start.month, lender.start.day) == (1, 1)
    is_inside = not (lender.place.opens_sentence or lender.place.is_heading)
    return is_bare and is_inside and lender.place.paragraph != place.paragraph


def _is_news(lender: Anchor, context: Context) -> bool:
    """Tell whether a day that opens a paragraph of a dispatch of an unknown year is news of that
    year, whatever was told of others.
    """
    place = context.place
    is_apart = lender.place.paragraph != place.paragraph
    return context.memory.is_undated and place.opens_line and is_apart


def _lent_by(lenders: list[Anchor], partial: Partial, context: Context) -> Iterator[Resolved]:
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
    if published is None or found.start <= published or place.is_future or place.is_scheduled:
        return True
    if lender.place.sentence == place.sentence:
        return True
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
        if not (published and later and later.start > published):
            return unknown(partial, "year-may-have-turned")
    return carried(found, "year-carried", lender, context.place)
