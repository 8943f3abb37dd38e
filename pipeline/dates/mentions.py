"""Resolved expressions to date mentions: the days that a modifier leaves, open ends empty."""

import datetime as dt

from pipeline.dates.expression import Expression
from pipeline.dates.resolved import Resolved
from pipeline.dates.shapes import shape
from pipeline.dates.units import DAY, Period
from pipeline.document import DateMention


def mention(expression: Expression, resolved: Resolved) -> DateMention:
    """Return the date mention of an expression."""
    start, end = _days(expression, resolved.period)
    return DateMention(
        span=expression.span,
        timex=resolved.timex,
        start_date=start,
        end_date=end,
        precision=resolved.precision,
        modifier=_modifier(expression),
        basis=resolved.basis,
        anchor=resolved.anchor,
        rule=_chain(expression, resolved),
    )


def _modifier(expression: Expression) -> str:
    """Return what a word makes of the period; 中下旬 is no part that TIMEX3 has a word for."""
    part = expression.first.part
    is_plain = expression.last is None and "-" not in part
    return expression.modifier or (part if is_plain else "")


def _chain(expression: Expression, resolved: Resolved) -> str:
    """Return the rules that made a date: how it is written, its bounds, what gave its days."""
    bound = expression.modifier
    if bound == "before" and _is_deadline(expression):
        bound = "deadline"
    return "+".join(filter(None, (shape(expression), bound, resolved.rule)))


def _is_deadline(expression: Expression) -> bool:
    return expression.last is None and (expression.is_inclusive or expression.first.part == "end")


def _days(expression: Expression, found: Period | None) -> tuple[str, str]:
    """Return first and last day; 2025年前 ends the day before, a deadline (2023年底前, by 2035)
    with its period.
    """
    if found is None:
        return "", ""
    if expression.modifier == "before" and expression.last is None:
        return "", _iso(found.end if _is_deadline(expression) else found.start - DAY)
    if expression.modifier == "after" or (
        expression.modifier == "since" and expression.is_inclusive
    ):
        return _iso(found.start), ""
    return _iso(found.start), _iso(found.end)


def _iso(day: dt.date) -> str:
    return day.isoformat()
