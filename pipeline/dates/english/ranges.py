"""English points to expressions: the short end of a range (March 3–5, 2019–20), and what stands
around a point (since, by, before, or later).
"""

import re
from dataclasses import replace

from pipeline.dates.english import patterns
from pipeline.dates.english.codes import Point
from pipeline.dates.expression import Expression, Partial, Scope, complete
from pipeline.dates.numerals import english_number
from pipeline.text import Span

MOST_DAYS = 31
LONGEST_SPAN = 30  # years of 2020–25


def short_last(plain: str, joined: re.Match[str], first: Partial) -> Point | None:
    """Read the shortened end of a range: March 3–5, 2021; 2019–20."""
    if first.day and first.month:
        found = patterns.SHORT_LAST.match(plain, joined.end())
        day = english_number(found["day"]) if found else None
        if found and day and day <= MOST_DAYS:
            return Partial(
                year=int(found["year"]) if found["year"] else None, month=first.month, day=day
            ), found.end()
    if first == Partial(year=first.year) and first.year and joined.group() in ("-", "–"):
        short = patterns.SHORT_YEAR.match(plain, joined.end())
        years = (int(short["year"]) - first.year) % 100 if short else 0
        is_next = years == 1
        if short and (is_next or (joined.group() == "–" and 1 < years <= LONGEST_SPAN)):
            return Partial(year=first.year + years), short.end()
    return None


def finish(plain: str, start: int, first: Partial, last: tuple[Partial | None, int]) -> Expression:
    """Add what stands around the points: since, by, before, after, or later; the article stays
    outside.
    """
    final, end = last
    if final is not None:
        first, final = complete(first, final)
    base = Expression(
        Span(start, end), first, final, rule="en-range" if final is not None else "en-date"
    )
    prefix = plain[max(0, start - patterns.LONGEST_PREFIX) : start]
    if final is not None or patterns.POSSESSIVE.match(plain, end):
        return base  # as shown by this week's news: no deadline
    if now := patterns.UP_TO_NOW.match(plain, end):
        span = Span(start, now.end())
        return replace(base, span=span, modifier="since", is_inclusive=True, scope=Scope.SENTENCE)
    if behind := patterns.OR_LATER.match(plain, end):
        modifier = "since" if behind["later"] else "before"
        return replace(
            base,
            span=Span(start, behind.end()),
            modifier=modifier,
            is_inclusive=True,
            scope=Scope.SENTENCE,
        )
    return _with_prefix(base, prefix)


def _with_prefix(base: Expression, prefix: str) -> Expression:
    offset = base.span.start - len(prefix)
    for pattern, modifier in ((patterns.BEFORE, "before"), (patterns.AFTER, "after")):
        if found := pattern.search(prefix):
            span = Span(offset + found.start("word"), base.span.end)
            return replace(base, span=span, modifier=modifier, scope=Scope.SENTENCE)
    for pattern, modifier in (
        (patterns.DEADLINE, "before"),
        (patterns.SINCE, "since"),
        (patterns.UNTIL, "until"),
        (patterns.APPROX, "approx"),
    ):
        is_day = base.first.relative is not None and base.first.relative.unit == "day"
        if is_day and modifier == "approx":
            continue  # talk about today
        if pattern.search(prefix):
            scope = base.scope if modifier in ("approx", "since") else Scope.SENTENCE
            return replace(base, modifier=modifier, is_inclusive=modifier == "before", scope=scope)
    return base
