"""English points to expressions: the short end of a range (March 3–5, 2019–20), and what stands
around a point (since, by, before, or later).
"""

import re
from dataclasses import replace
from functools import partial

from pipeline.dates.english import patterns
from pipeline.dates.english.codes import Point
from pipeline.dates.english.vocabulary import EnglishPatterns
from pipeline.dates.expression import Expression, Partial, Scope
from pipeline.dates.numerals import english_number
from pipeline.text import Span

MOST_DAYS = 31
LAST_MONTH = 12
# In 2014-19, not the 2020-25 kg boxes.
TIME_BEFORE, LONGEST_TIME = re.compile(r"\b(?:in|during|from|over)\s\Z", re.IGNORECASE), 8
LONGEST_SPAN = 30  # years of 2020–25
SPANNING = frozenset({"before", "after"})  # words that belong to the expression
LENDING = frozenset({"approx", "since"})  # what they bound goes on lending its year


def short_last(plain: str, joined: re.Match[str], first: Partial) -> Point | None:
    """Read the shortened end of a range: March 3–5, 2021; 2019–20; 2014-19, which is no month."""
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
        start = joined.start() - len("2014")
        is_time = TIME_BEFORE.search(plain, max(0, start - LONGEST_TIME), start)
        is_span = joined.group() == "–" or (is_time and short and int(short["year"]) > LAST_MONTH)
        if short and (is_next or (is_span and 1 < years <= LONGEST_SPAN)):
            return Partial(year=first.year + years), short.end()
    return None


def finish(vocabulary: EnglishPatterns, plain: str, base: Expression) -> Expression:
    """Add what stands around the points: since, by, before, after, or later; the article stays
    outside.
    """
    end = base.span.end
    if base.last is not None or patterns.POSSESSIVE.match(plain, end):
        return base  # as shown by this week's news: no deadline
    open_ended = partial(replace, base, is_inclusive=True, scope=Scope.SENTENCE)
    relative = base.first.relative
    is_today = relative is not None and relative.is_now and relative.unit == "day"
    if not is_today and (now := patterns.UP_TO_NOW.match(plain, end)):  # today — today, we are
        return open_ended(span=Span(base.span.start, now.end()), modifier="since")
    if behind := patterns.OR_LATER.match(plain, end):
        modifier = "since" if behind["later"] else "before"
        return open_ended(span=Span(base.span.start, behind.end()), modifier=modifier)
    return _with_bound(vocabulary, plain, base)


def _with_bound(vocabulary: EnglishPatterns, plain: str, base: Expression) -> Expression:
    """Read the word in front of a point that bounds it; before and after belong to the expression."""
    start = base.span.start
    found = vocabulary.bound.search(plain, max(0, start - patterns.LONGEST_PREFIX), start)
    if not found:
        return base
    bound = vocabulary.value("bound_en", found["word"])
    relative = base.first.relative
    if bound == "approx" and relative is not None and relative.unit == "day":
        return base  # talk about today
    if bound in SPANNING:
        span = Span(found.start("word"), base.span.end)
        return replace(base, span=span, modifier=bound, scope=Scope.SENTENCE)
    is_deadline = bound == "deadline"
    modifier = "before" if is_deadline else bound
    scope = base.scope if bound in LENDING else Scope.SENTENCE
    return replace(base, modifier=modifier, is_inclusive=is_deadline, scope=scope)
