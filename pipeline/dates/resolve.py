"""Expressions in the order of the text to date mentions: what an expression leaves unsaid comes
from its context.

A missing year (3月25日, September, 年底) comes from

1. the nearest date before it in the same sentence, whatever its role;
2. else the nearest date before it in the document that lends its year (see `governing.py`; a date
of an earlier year
   than the first date of its sentence is a look back and lends nothing beyond it), except that,
   outside that date's paragraph, a full day of the ten days before publication is news and takes
   its year from there;
3. else the publication date: the latest such period that begins at most 31 days after it (a notice
takes effect
   within the month); with a cue of the future (将于) the first that has not ended. 年底 alone is
   the year's own;
4. else nothing: the year stays unknown, XXXX, and both days empty.

After a date in November or December a bare January or February may be of the same or of the next
year: only a publication date before the later reading decides, else the year is unknown.

同年, 次日, the following year count from the nearest date before them that is precise enough;
去年, 昨天, last week from the publication date. A publication date also stands in for a missing
date of the text. 两年后 at the start of a clause counts from a date of its own or the former
sentence; 十天前 and 三年前 from publication, but only where no date before them could be meant.
今年 inside a quotation that the text dates to another year stays unknown.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.dates.calendar import DAY, Period, add_months, is_valid, period, shifted, weekday_of
from pipeline.dates.expression import Expression, Partial, Relative, Unit
from pipeline.text import Span

NOTICE = dt.timedelta(days=31)
NEWS = dt.timedelta(days=10)
LINK = 3  # characters between 一年后的 and the date behind it
LATE, EARLY = 11, 2  # months between which a year may have turned
UNIT_DEPTH = {
    "year": 0,
    "quarter": 0,
    "half": 0,
    "decade": 0,
    "century": 0,
    "month": 1,
    "week": 2,
    "day": 2,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an expression stands: its sentence, its paragraph, and what its surroundings say."""

    start: int
    sentence: int
    paragraph: int
    is_future: bool = False
    scope: str = "document"
    is_quoted: bool = False
    opens_clause: bool = False
    after_gap: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date that others lean on; `origin` is the mention that says its year, `depth` 0 year, 1
    month, 2 day.
    """

    span: Span
    origin: Span
    start: dt.date
    depth: int
    place: Place


@dataclass(frozen=True, slots=True)
class Memory:
    """The dates before this point that can be leaned on.

    `head` is the first date of the latest sentence, `neighbor` the latest date at all, `lender` the
    one that lends its year to the document, `latest` the latest ones by depth that 同年 (0),
    同月 (1) and 次日 (2) may mean.
    """

    lender: Anchor | None = None
    head: Anchor | None = None
    neighbor: Anchor | None = None
    latest: tuple[Anchor | None, Anchor | None, Anchor | None] = (None, None, None)

    def with_anchor(self, anchor: Anchor) -> "Memory":
        """Remember one more date."""
        if anchor.place.scope == "nothing":
            return self
        same = self.head and self.head.place.sentence == anchor.place.sentence
        head = self.head if same else anchor
        if head and anchor.start.year < head.start.year:
            return replace(self, head=head, neighbor=anchor)
        latest = tuple(
            anchor if anchor.depth >= depth else known for depth, known in enumerate(self.latest)
        )
        lender = anchor if anchor.place.scope == "document" else self.lender
        return Memory(lender, head, anchor, (latest[0], latest[1], latest[2]))

    def nearest(self, sentence: int, depth: int) -> Anchor | None:
        """Return the nearest date that is precise enough: of this sentence if it can be, else of
        those before.
        """
        near = self.neighbor
        if near and near.place.sentence == sentence and near.depth >= depth:
            return near
        return self.latest[depth]


@dataclass(frozen=True, slots=True)
class Resolved:
    """What an expression means: its days where they are known, and what they were taken from."""

    period: Period | None
    timex: str
    precision: str
    basis: str
    anchor: Span | None = None
    origin: Span | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """All that an expression may lean on."""

    memory: Memory
    place: Place
    published: dt.date | None


def resolve(
    expressions: list[tuple[Expression, Place]], published: dt.date | None
) -> Iterator[Resolved | None]:
    """Yield what each expression means, in order; None where the calendar has no such day."""
    memory = Memory()
    for expression, place in expressions:
        if expression.fuzzy:
            yield Resolved(None, expression.fuzzy, "fuzzy", "unknown")
            continue
        resolved = _resolve(expression, Context(memory, place, published))
        yield resolved
        if resolved and resolved.period:
            memory = memory.with_anchor(_anchor(expression, resolved, resolved.period, place))


def _anchor(expression: Expression, resolved: Resolved, days: Period, place: Place) -> Anchor:
    depth = {"day": 2, "month": 1, "part_of_month": 1}.get(resolved.precision, 0)
    if expression.last is not None:
        depth = 1 if expression.last.month and days.start.month == days.end.month else 0
        if days.start.year != days.end.year:
            place = replace(place, scope="nothing")
    return Anchor(expression.span, resolved.origin or expression.span, days.start, depth, place)


def _resolve(expression: Expression, context: Context) -> Resolved | None:
    first = resolve_partial(expression.first, context)
    if expression.offset and first:
        return _moved(first, *expression.offset)
    if expression.last is None or first is None:
        return first
    last = _resolve_last(expression.first, expression.last, first, context)
    if last is None:
        return None
    timex = f"{first.timex}/{last.timex}"
    if first.period is None or last.period is None:
        return Resolved(None, timex, "range", "unknown")
    if last.period.end < first.period.start:
        return None
    days = Period(first.period.start, last.period.end, timex, "range")
    basis = first.basis if first.basis != "explicit" else last.basis
    return Resolved(
        days, timex, "range", basis, first.anchor or last.anchor, first.origin or last.origin
    )


def _moved(base: Resolved, unit: Unit, number: int) -> Resolved:
    """Count days, weeks, months or years from a date: two weeks before May 13."""
    if base.period is None:
        return (
            replace(base, timex="XXXX-XX-XX", precision="day")
            if base.precision != "fuzzy"
            else base
        )
    if unit in ("day", "week"):
        day = base.period.start + dt.timedelta(days=number * (7 if unit == "week" else 1))
    else:
        day = add_months(base.period.start, number * {"year": 12, "decade": 120}.get(unit, 1))
    return replace(
        base,
        period=Period(day, day, day.isoformat(), "day"),
        timex=day.isoformat(),
        precision="day",
    )


def _resolve_last(
    first_said: Partial, last_said: Partial, first: Resolved, context: Context
) -> Resolved | None:
    """Resolve the end of a range: without a year of its own it lies in the first one's year or the
    next.
    """
    relative = last_said.relative
    if relative and relative.frame == "text" and first.period:
        return _known(_narrowed(last_said, relative, first.period.start), first.basis, None)
    if last_said.is_anchored or first.period is None or first_said == last_said:
        return resolve_partial(last_said, context)
    year, month = first.period.start.year, first.period.start.month
    if last_said.day and not last_said.month:
        last_said = replace(last_said, month=month)
    if not (last_said.month or last_said.quarter or last_said.half or last_said.part):
        return resolve_partial(last_said, context)
    for candidate in (year, year + 1):
        found = period(replace(last_said, year=candidate))
        if found and found.end >= first.period.start:
            return Resolved(
                found, found.timex, found.precision, first.basis, first.anchor, first.origin
            )
    return None


def resolve_partial(partial: Partial, context: Context) -> Resolved | None:
    """Return what one point means, or None where the calendar has no such day."""
    if partial.relative is not None:
        return _relative(partial, partial.relative, context)
    if partial.year is not None or partial.century is not None:
        return _known(period(partial), "explicit", None)
    if partial.weekday and not partial.month:
        return _bare_weekday(partial, context)
    if partial.day and not partial.month:
        return _bare_day(partial, context)
    return _missing_year(partial, context)


def _known(found: Period | None, basis: str, anchor: Anchor | None) -> Resolved | None:
    if found is None:
        return None
    if anchor is None:
        return Resolved(found, found.timex, found.precision, basis)
    return Resolved(found, found.timex, found.precision, basis, anchor.origin, anchor.origin)


def _unknown(partial: Partial) -> Resolved:
    timex, precision = unknown_timex(partial)
    return Resolved(None, timex, precision, "unknown")


def unknown_timex(partial: Partial) -> tuple[str, str]:
    """Return TIMEX3 value and precision of a date whose year nothing tells: XXXX-03-25."""
    relative = partial.relative.unit if partial.relative else ""
    month = f"{partial.month:02d}" if partial.month else "XX"
    if partial.day or relative == "day":
        return f"XXXX-{month}-{partial.day:02d}" if partial.day else "XXXX-XX-XX", "day"
    if partial.weekday:
        return (
            (f"XXXX-WXX-{partial.weekday}", "day")
            if partial.weekday < 8
            else ("XXXX-WXX-WE", "range")
        )
    if partial.month or relative == "month":
        return f"XXXX-{month}", "part_of_month" if partial.part else "month"
    if partial.quarter or relative == "quarter":
        return f"XXXX-Q{partial.quarter or 'X'}", "quarter"
    if partial.half or relative == "half":
        return f"XXXX-H{partial.half or 'X'}", "half"
    if partial.season:
        return f"XXXX-{partial.season}", "season"
    if relative == "week":
        return "XXXX-WXX", "week"
    return {"century": ("XX", "century"), "decade": ("XXX", "decade")}.get(
        relative, ("XXXX", "year")
    )


# --- a year to be found
# -------------------------------------------------------------------------------------


def _missing_year(partial: Partial, context: Context) -> Resolved | None:
    memory, place, published = context.memory, context.place, context.published
    neighbor = memory.neighbor
    if place.after_gap and (neighbor is None or place.start - neighbor.span.end > LINK):
        return _unknown(partial)
    lender = neighbor if neighbor and neighbor.place.sentence == place.sentence else memory.lender
    latest = _by_publication(partial, context) if published else None
    if lender is None:
        return latest or _unknown(partial)
    if (
        lender.place.paragraph != place.paragraph
        and latest
        and _is_news(partial, latest, published)
    ):
        return latest
    found = period(replace(partial, year=lender.start.year))
    if found is None:
        return latest or _leapless(partial)
    if _may_have_turned(lender, found):
        return _after_turn(partial, found, lender, published) or _unknown(partial)
    return _known(found, "context", lender)


def _leapless(partial: Partial) -> Resolved | None:
    return _unknown(partial) if is_valid(partial) else None


def _is_news(partial: Partial, latest: Resolved, published: dt.date | None) -> bool:
    if not (partial.day and latest.period and published):
        return False
    return dt.timedelta(0) <= published - latest.period.start <= NEWS


def _may_have_turned(lender: Anchor, found: Period) -> bool:
    return lender.depth > 0 and lender.start.month >= LATE and found.start.month <= EARLY


def _after_turn(
    partial: Partial, found: Period, lender: Anchor, published: dt.date | None
) -> Resolved | None:
    later = period(replace(partial, year=lender.start.year + 1))
    if published and later and later.start > published:
        return _known(found, "context", lender)
    return None


def _by_publication(partial: Partial, context: Context) -> Resolved | None:
    published = context.published
    if published is None:
        return None
    if partial.part and not (partial.month or partial.quarter or partial.half):
        return _known(period(replace(partial, year=published.year)), "published", None)
    years = range(published.year + 1, published.year - 9, -1)
    candidates = [found for year in years if (found := period(replace(partial, year=year)))]
    if context.place.is_future:
        coming = [found for found in reversed(candidates) if found.end >= published]
        return _known(coming[0], "published", None) if coming else None
    past = (found for found in candidates if found.start <= published + NOTICE)
    return _known(next(past, None), "published", None)


def _bare_weekday(partial: Partial, context: Context) -> Resolved:
    """周二: the latest one not after publication, or the coming one after a cue of the future."""
    published, weekday = context.published, partial.weekday or 1
    if published is None:
        return _unknown(partial)
    if partial.day:
        return _agreeing_day(partial.day, weekday, published) or _unknown(partial)
    week = shifted(published, "week", 0)
    found = weekday_of(week, weekday)
    if context.place.is_future and found.end < published:
        found = weekday_of(shifted(published, "week", 1), weekday)
    elif not context.place.is_future and found.start > published:
        found = weekday_of(shifted(published, "week", -1), weekday)
    return Resolved(found, found.timex, found.precision, "published")


def _agreeing_day(day: int, weekday: int, published: dt.date) -> Resolved | None:
    """Friday the 26th: in the month nearest to publication where that day is a Friday."""
    first = published.replace(day=1)
    for months in sorted(range(-11, 12), key=abs):
        month = add_months(first, months)
        found = period(Partial(year=month.year, month=month.month, day=day))
        if found and found.start.isoweekday() == weekday:
            return _known(found, "published", None)
    return None


def _bare_day(partial: Partial, context: Context) -> Resolved | None:
    """12日: of the month of the nearest date of the paragraph, else the latest such day by
    publication.
    """
    anchor, published = context.memory.nearest(context.place.sentence, 1), context.published
    if anchor and anchor.place.paragraph == context.place.paragraph:
        found = period(replace(partial, year=anchor.start.year, month=anchor.start.month))
        return _known(found, "context", anchor) or _unknown(partial)
    if published is None:
        return _unknown(partial)
    for back in range(12):
        month = add_months(published.replace(day=1), (1 if context.place.is_future else 0) - back)
        found = period(replace(partial, year=month.year, month=month.month))
        if found and (found.start <= published or context.place.is_future):
            return _known(found, "published", None)
    return _unknown(partial)


# --- relative expressions
# -----------------------------------------------------------------------------------


def _relative(partial: Partial, relative: Relative, context: Context) -> Resolved | None:
    if relative.frame in ("elapsed", "later", "after"):
        return _elapsed(partial, relative, context)
    if relative.frame == "nearest":
        return _nearest(partial, relative, context) if context.published else _unknown(partial)
    if relative.unit == "century" and not context.published:
        return _known(_narrowed(partial, relative, dt.date(2001, 1, 1)), "explicit", None)
    anchor = _text_anchor(relative, context)
    if anchor:
        return _known(
            _narrowed(partial, relative, anchor.start),
            "context",
            replace(anchor, origin=anchor.span),
        )
    if context.published is None and relative.unit == "day":
        timex = (
            "PAST_REF" if relative.shift < 0 else "FUTURE_REF" if relative.shift else "PRESENT_REF"
        )
        return Resolved(None, timex, "fuzzy", "unknown")
    if context.published is None or _is_other_voice(context):
        return _unknown(partial)
    return _known(_narrowed(partial, relative, context.published), "published", None)


def _is_other_voice(context: Context) -> bool:
    """Tell whether a quotation speaks at a time that its sentence sets in another year than the
    publication.
    """
    near = context.memory.neighbor
    if not (context.place.is_quoted and near and context.published):
        return False
    return (
        near.place.sentence == context.place.sentence and near.start.year != context.published.year
    )


def _nearest(partial: Partial, relative: Relative, context: Context) -> Resolved | None:
    """Last October is the latest one that has ended, next October the first that has not begun."""
    published = context.published or dt.date.min
    years = range(published.year - 1, published.year + 2)
    found = [one for year in years if (one := period(replace(partial, relative=None, year=year)))]
    if relative.shift < 0:
        past = [one for one in found if one.end < published]
        return _known(past[-1] if past else None, "published", None)
    coming = [one for one in found if one.start > published]
    return _known(coming[0] if coming else None, "published", None)


def _text_anchor(relative: Relative, context: Context) -> Anchor | None:
    """Find the date of the text that 同年 or 次日 counts from; 今年 leans on its own sentence if
    it must.
    """
    if relative.frame == "text":
        return context.memory.nearest(context.place.sentence, UNIT_DEPTH[relative.unit])
    neighbor = context.memory.neighbor
    if context.published or relative.shift or relative.unit != "year" or not neighbor:
        return None
    return neighbor if neighbor.place.sentence == context.place.sentence else None


def _opens_on(anchor: Anchor, place: Place) -> bool:
    """Tell whether 两年后 opens its clause, its base in this sentence or the last."""
    return place.opens_clause and place.sentence - anchor.place.sentence <= 1


def _elapsed(partial: Partial, relative: Relative, context: Context) -> Resolved | None:
    """三年前, two years ago and 两年后: from publication or from a date of the text, else fuzzy."""
    memory, place, published = context.memory, context.place, context.published
    anchor = memory.nearest(place.sentence, UNIT_DEPTH[relative.unit])
    if relative.frame != "elapsed" and anchor and _opens_on(anchor, place) and relative.shift > 0:
        found = _narrowed(partial, relative, anchor.start)
        return _known(found, "context", replace(anchor, origin=anchor.span))
    is_told = relative.frame == "after" or (relative.frame == "later" and memory.neighbor)
    if published is None or is_told:
        return Resolved(
            None, "PAST_REF" if relative.shift < 0 else "FUTURE_REF", "fuzzy", "unknown"
        )
    return _known(_narrowed(partial, relative, published), "published", None)


def _narrowed(partial: Partial, relative: Relative, base: dt.date) -> Period | None:
    """Go from a base date to the unit meant, then to the piece of it: 去年 → 3月."""
    try:
        whole = shifted(base, relative.unit, relative.shift, relative.count)
    except (ValueError, OverflowError):
        return None
    bare = replace(partial, relative=None)
    if relative.count > 1 or bare == Partial():
        return whole
    if relative.unit == "year":
        return period(replace(bare, year=whole.start.year))
    if relative.unit == "month":
        return period(replace(bare, year=whole.start.year, month=whole.start.month))
    if relative.unit == "century":
        return period(replace(bare, century=whole.start.year // 100 + 1))
    if relative.unit == "decade":
        return period(
            replace(bare, century=whole.start.year // 100 + 1, decade=whole.start.year // 10 % 10)
        )
    if relative.unit == "week" and bare.weekday:
        return weekday_of(whole, bare.weekday)
    return _piece_of(whole, bare)


def _piece_of(whole: Period, bare: Partial) -> Period | None:
    """Cut the start, middle or end out of a relative quarter or week."""
    if not bare.part:
        return whole
    months = {"start": 0, "mid": 1, "end": 2}[bare.part]
    if whole.precision == "quarter":
        return shifted(add_months(whole.start, months), "month", 0)
    third = (whole.end - whole.start + DAY) // 3
    start = (
        whole.start
        if bare.part == "start"
        else whole.end - third
        if bare.part == "end"
        else whole.start + third
    )
    return Period(start, start + third, whole.timex, whole.precision)
