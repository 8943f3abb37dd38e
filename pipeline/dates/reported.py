"""Weeks in a report of a week: where a text says which one it tells of (第28期(7月8日-7月14日)), 本周 is that
week, and what it is measured by (较上周) the one before it, whatever day it was published.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.dates.units import shifted
from pipeline.document import DateMention

RULE = "week-of-report"
WEEK, WORKDAYS = dt.timedelta(days=6), dt.timedelta(days=4)
LONGEST_AFTER = dt.timedelta(days=12)  # from the end of a week to its report
# 本周(2023年7月10日~14日): the week is told where it is first named; else in a heading of its own.
NAMED = re.compile(r"(?:本周|上周|周报|周刊|一周)[^。!?\n]{0,24}\Z")
ALONE = re.compile(r"[\s#*_()\[\]【】:]*\Z")
COUNTED = re.compile(r"zh-relative-week\+(?:since\+|until\+)?counted-from-publication")
# A report of others inside it keeps its 上周.
OF_REPORT = re.compile(r"(?s:.?)[本这]|[与较比于]\s?上")
LONGEST_LINE = 40


def in_reported_week(
    plain: str, mentions: Sequence[DateMention], published: dt.date | None
) -> Iterator[DateMention]:
    """Yield mentions, the weeks of a report counted from the week that it tells of."""
    told = _reported(plain, mentions, published) if published else None
    if told is None or published is None:
        yield from mentions
        return
    start = dt.date.fromisoformat(told.start_date)
    apart = (shifted(published, "week", 0).start - start).days // 7
    for mention in mentions:
        is_week = mention.precision == "week" and COUNTED.fullmatch(mention.rule)
        is_told = is_week and OF_REPORT.match(plain, max(0, mention.span.start - 1))
        yield _moved(mention, apart, told) if is_told and apart else mention


def _reported(
    plain: str, mentions: Sequence[DateMention], published: dt.date
) -> DateMention | None:
    """Return the range of days from a Monday that is the week of the text."""
    return next((one for one in mentions if _is_week(plain, one, published)), None)


def _is_week(plain: str, mention: DateMention, published: dt.date) -> bool:
    if mention.precision != "range" or not (mention.start_date and mention.end_date):
        return False
    start, end = (dt.date.fromisoformat(day) for day in (mention.start_date, mention.end_date))
    is_whole = start.weekday() == 0 and WORKDAYS <= end - start <= WEEK
    if not is_whole or not start <= published <= end + LONGEST_AFTER:
        return False
    first = plain.rfind("\n", 0, mention.span.start) + 1
    if NAMED.search(plain, max(first, mention.span.start - LONGEST_LINE), mention.span.start):
        return True
    last = plain.find("\n", mention.span.end)
    rest = plain[mention.span.end : last if last >= 0 else len(plain)]
    return bool(ALONE.match(plain[first : mention.span.start]) and ALONE.match(rest[:LONGEST_LINE]))


def _moved(mention: DateMention, apart: int, told: DateMention) -> DateMention:
    """Return a week so many weeks earlier than publication would have it."""
    week = shifted(dt.date.fromisoformat(mention.start_date), "week", -apart)
    return replace(
        mention, timex=week.timex, start_date=week.start.isoformat(), end_date=week.end.isoformat(),
        basis="context", anchor=told.span, rule=mention.rule.replace("counted-from-publication", RULE),
    )  # fmt: skip
