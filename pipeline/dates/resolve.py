"""Expressions in the order of the text to what they mean: what an expression leaves unsaid comes
from its context.

A missing year (3月25日, September, 年底) is for the rules of `missing_year.py`; a date that begins a
line of a chronicle takes the year that has a line to itself above it.

同年, 次日, the following year count from the nearest date before them that is precise enough and
meant (2035年前 and a counted 两个月后 are not); 去年, 昨天, last week from the publication date,
which also stands in for a missing date of the text. 两年后 at the start of a clause counts from a
date of its own or the former sentence; 三年前 from publication, where no date before it could be
meant; 三年后 never, 三天后 only
where it stands in the first sentence of the text. 今年 inside a quotation that the text dates to another year stays unknown.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from pipeline.dates.anchoring import Anchor, Memory
from pipeline.dates.calendar import period, period_in
from pipeline.dates.elapsed import COUNTED
from pipeline.dates.expression import Expression, Partial, Scope, Unit
from pipeline.dates.missing_year import missing_year
from pipeline.dates.narrowed import narrowed
from pipeline.dates.publication import bare_day, bare_weekday
from pipeline.dates.relative import is_measured, resolve_relative
from pipeline.dates.resolved import Context, Resolved, known, unknown
from pipeline.dates.setting import Setting
from pipeline.dates.units import Period, add_months
from pipeline.dates.year_earlier import BY_QUARTER

DEPTHS = {"day": 2, "month": 1, "part_of_month": 1}


def resolve(
    expressions: list[tuple[Expression, Setting]], published: dt.date | None
) -> Iterator[Resolved | None]:
    """Yield what each expression means, in order; None where the calendar has no such day.

    A refused expression (112年4月) has no meaning, but what follows cannot lean past it, nor past
    a time that only an unknown day of publication could tell (今年1月3日).
    """
    memory = Memory()
    for expression, place in expressions:
        if expression.refused:
            memory = Memory()
            yield None
        elif expression.fuzzy:
            yield Resolved(None, expression.fuzzy, "fuzzy", "unknown")
        else:
            resolved = _resolve(expression, Context(memory, place, published))
            yield resolved
            if resolved and resolved.period:
                day = memory.latest_day(place)
                is_later = day is not None and day.start < resolved.period.start
                anchor = _anchor(expression, resolved, resolved.period, place, is_later=is_later)
                memory = memory.with_anchor(anchor)
            elif resolved and _is_then(expression.first):
                memory = replace(memory, told=replace(memory.told, then=place.sentence))
            elif resolved and _blocks(expression, resolved, place):
                is_undated = memory.is_undated or place.is_dispatch
                memory = Memory(is_blocked=True, heading=memory.heading, is_undated=is_undated)
            elif resolved and resolved.precision == "day":
                memory = replace(memory.without_day(), is_blocked=not memory.lenders)


def _is_then(partial: Partial) -> bool:
    relative = partial.relative
    return relative is not None and (relative.frame, relative.unit) == ("then", "year")


def _blocks(expression: Expression, resolved: Resolved, place: Setting) -> bool:
    """Tell whether an expression names a time that only the missing day of publication could
    tell (今年1月3日, last Thursday, 5月6日电): what follows is of that time, not of an older year.
    """
    if place.is_dispatch and resolved.basis == "unknown":
        return True
    ends = [expression.first, expression.last] if expression.last else [expression.first]
    frames = [end.relative for end in ends if end and end.relative]
    told = [one for one in frames if one.frame in ("published", "nearest")]
    is_time = any(one.unit not in ("decade", "century") for one in told)
    is_now = resolved.timex == "PRESENT_REF"  # 今天 may be nowadays
    return is_time and resolved.basis == "unknown" and not is_now


def _anchor(
    expression: Expression, resolved: Resolved, days: Period, place: Setting, *, is_later: bool
) -> Anchor:
    """Return what later dates may lean on; `is_later` than the day told before."""
    depth, last, start = DEPTHS.get(resolved.precision, 0), None, days.start
    if expression.last is not None:
        last = days.end if expression.last.day else None
        depth = 1 if expression.last.month else 0
        if days.start.month != days.end.month:
            start = days.end  # 4月30日至5月2日…同月30日: the month told last
        if days.start.year != days.end.year:
            place = replace(place, scope=Scope.NOTHING)
    if place.is_effect and depth == DEPTHS["day"] and is_later:
        depth = DEPTHS["month"]  # 7月31日公布,自9月1日起施行,当晚…: the day of the first
    relative = expression.first.relative
    if expression.offset or (relative and relative.frame in COUNTED):
        place = replace(place, scope=Scope.LINK)
    if is_measured(relative, resolved):
        place = replace(place, scope=Scope.NOTHING)
    is_other = relative is not None and relative.frame in BY_QUARTER
    is_quarter = resolved.precision == "quarter" and not is_other
    is_now = (
        relative is not None and expression.first == Partial(relative=relative) and relative.is_now
    )
    origin = resolved.origin or expression.span
    is_counted = relative is not None
    return Anchor(
        expression.span, origin, start, depth, place, last, is_quarter, is_now, is_counted
    )


def _resolve(expression: Expression, context: Context) -> Resolved | None:
    first = resolve_partial(expression.first, context)
    is_end = expression.modifier == "until" and expression.first.notation != "as-of"
    if first and is_end and _is_bare_day(expression.first):
        first = _end_of_told(expression.first, first, context)
    if expression.offset and first:
        return _moved(first, *expression.offset)
    if expression.last is None or first is None:
        return first
    last = _resolve_last(expression.first, expression.last, first, context)
    return _joined(first, last) if last else None


def _is_bare_day(partial: Partial) -> bool:
    """Tell whether a day stands without its month, and without a weekday that agrees with it."""
    is_alone = not partial.month and not partial.is_anchored and not partial.weekday
    return partial.day is not None and is_alone


def _end_of_told(partial: Partial, found: Resolved, context: Context) -> Resolved:
    """Return the day that ends what is told (9月2日开幕,持续到4日): later in the month of the
    latest day of its paragraph, else unknown.
    """
    begin = context.memory.nearest(context.place, DEPTHS["day"])
    is_told = begin and begin.place.paragraph == context.place.paragraph
    is_later = begin and is_told and found.period and found.period.start > begin.start
    return found if is_later else unknown(partial, "no-begin-told")


def _joined(first: Resolved, last: Resolved) -> Resolved | None:
    """Join the ends of a range; None where it would run backwards."""
    timex = f"{first.timex}/{last.timex}"
    if first.period is None or last.period is None:
        return Resolved(None, timex, "range", "unknown", rule=_both(first, last))
    if last.period.end < first.period.start:
        return None
    days = Period(first.period.start, last.period.end, timex, "range")
    basis = first.basis if first.basis != "explicit" else last.basis
    anchor, origin = first.anchor or last.anchor, first.origin or last.origin
    return Resolved(days, timex, "range", basis, anchor, origin, _both(first, last))


def _both(first: Resolved, last: Resolved) -> str:
    """Return the rules of both ends, once where they are the same."""
    return "+".join(dict.fromkeys(filter(None, (first.rule, last.rule))))


def _moved(base: Resolved, unit: Unit, number: int) -> Resolved:
    """Count days, weeks, months or years from a date: two weeks before May 13."""
    if base.period is None:
        is_fuzzy = base.precision == "fuzzy"
        return base if is_fuzzy else replace(base, timex="XXXX-XX-XX", precision="day")
    if unit in ("day", "week"):
        day = base.period.start + dt.timedelta(days=number * (7 if unit == "week" else 1))
    else:
        day = add_months(base.period.start, number * {"year": 12, "decade": 120}.get(unit, 1))
    moved = Period(day, day, day.isoformat(), "day")
    rule = f"{base.rule}+offset" if base.rule else "offset"
    return replace(base, period=moved, timex=moved.timex, precision="day", rule=rule)


def _resolve_last(
    first_said: Partial, last_said: Partial, first: Resolved, context: Context
) -> Resolved | None:
    """Resolve the end of a range: without a year of its own it lies in the first one's year or the
    next.
    """
    relative = last_said.relative
    if relative and relative.frame in ("text", "part") and first.period:
        found = narrowed(last_said, relative, first.period.start)
        return known(found, first.basis, "counted-from-begin")
    if last_said.is_anchored or first.period is None or first_said == last_said:
        return resolve_partial(last_said, context)
    if last_said.day and not last_said.month:
        last_said = replace(last_said, month=first.period.start.month)
    if not (last_said.month or last_said.quarter or last_said.half or last_said.part):
        return resolve_partial(last_said, context)
    return _next_end(last_said, first, first.period.start)


def _next_end(last_said: Partial, first: Resolved, start: dt.date) -> Resolved | None:
    for year in (start.year, start.year + 1):
        found = period_in(last_said, year)
        if found and found.end >= start:
            rule = "end-in-next-year" if year > start.year else ""
            span, origin = first.anchor, first.origin
            return Resolved(found, found.timex, found.precision, first.basis, span, origin, rule)
    return None


def resolve_partial(partial: Partial, context: Context) -> Resolved | None:
    """Return what one point means, or None where the calendar has no such day."""
    if partial.fiscal and partial.opening is None:
        return unknown(partial, "")
    if partial.relative is not None:
        return resolve_relative(partial, partial.relative, context)
    if partial.year is not None or partial.century is not None:
        return known(period(partial), "explicit")
    if partial.weekday and not partial.month:
        return bare_weekday(partial, context)
    if partial.day and not partial.month:
        return bare_day(partial, context)
    return missing_year(partial, context)
