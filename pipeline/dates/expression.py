"""The intermediate type: what a date expression says by itself, before its context is asked."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal

from pipeline.text import Span

Unit = Literal["day", "week", "month", "quarter", "half", "year", "decade", "century"]

FEDERAL_OPENING = -3  # the US federal fiscal year starts on 1 October of the year before

# From coarse to fine: a finer field narrows the period that the coarser ones give.
FIELDS = (
    "century",
    "decade",
    "year",
    "half",
    "quarter",
    "season",
    "month",
    "week",
    "weekday",
    "day",
)


class Scope(StrEnum):
    """How far a date lends its year to dates without one."""

    DOCUMENT = "document"
    SENTENCE = "sentence"  # a flashback, a quotation, a bracket
    CLAUSE = "clause"  # a plan or a deadline: to its own chain of clauses
    TERM = "term"  # what ended then: as a clause, but 当年 may mean it later
    ECHO = "echo"  # 自2019年, by 2030: to 同年 in the same chain alone
    LINK = "link"  # two months later: to the date joined to it alone
    NOTHING = "nothing"  # the year of a law, a fiscal year, a decade


@dataclass(frozen=True, slots=True)
class Relative:
    """A period so many units away: 去年 is one year before the publication, 次日 one day after a
    date of the text.

    `frame` is published, text, nearest (last October), festival (春节当天: a day that no calendar of ours knows), before
    (此前两天), within (年内), then (当年, 当日), at-once (即日), quarter, compared or compared-earlier (the year-earlier quarter; from $2
    million a year ago), news (他三日宣布: of the days before publication), or for distances elapsed (ago), later (后:
    from the text, else publication) and after (later: from the text alone). A `count` above 1
    spans that many units: 前两个月.
    """

    unit: Unit
    shift: int
    frame: str
    count: int = 1

    @property
    def is_now(self) -> bool:
        """Tell whether it is the day, month or year of publication: 今天, 今年."""
        return (
            self.frame == "published" and not self.shift and self.unit in ("day", "month", "year")
        )


@dataclass(frozen=True, slots=True)
class Festival:
    """A festival that follows the moon or the sun, and its month and day by year."""

    name: str
    days: Mapping[int, tuple[int, int]] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Lunar:
    """A month of the lunar calendar (闰4 is put in behind the fourth), and a day of it: -1 the last,
    None the whole month. `months` are their first and last days by year and month.
    """

    month: str
    day: int | None
    months: Mapping[tuple[int, str], tuple[dt.date, dt.date]] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Partial:
    """A calendar expression with what the text leaves unsaid as None: 3月25日 has no year.

    `decade` is the tens digit (the 90s: 9), `part` start, mid or end of the finest period,
    `breadth` how wide that part is (narrow: 年初 is January; wide: early 2022 is its first
    quarter; week: the week of March 5; weekend: that beside a holiday); `nth` counts weekdays or weeks inside the coarser period (-1: the last); `leading` is
    a number of units from the period's start, or its end when negative: 前三季度 is ("quarter",
    3). `weekday` 8 is the weekend. `opening` counts the months from January of a fiscal year to its
    start: 3 for Japan's, which starts in April; None where nobody knows. `notation` says how it is written where the fields
    do not tell: numeric, era, republican, holiday, as-of (截至10日); `beside` is the weekday written next to a day (6月3日星期一). Both
    make no expression another one.
    """

    century: int | None = None
    decade: int | None = None
    year: int | None = None
    half: int | None = None
    quarter: int | None = None
    season: str = ""
    month: int | None = None
    week: int | None = None
    weekday: int | None = None
    day: int | None = None
    nth: int | None = None
    part: str = ""
    breadth: str = "narrow"
    leading: tuple[Unit, int] | None = None
    relative: Relative | None = None
    fiscal: bool = False
    opening: int | None = FEDERAL_OPENING
    notation: str = field(default="", compare=False)
    festival: Festival | None = None
    lunar: Lunar | None = None
    beside: int | None = field(default=None, compare=False)

    @property
    def is_anchored(self) -> bool:
        """Tell whether the expression itself says which year it is in, or how far from another
        date.
        """
        return self.year is not None or self.century is not None or self.relative is not None

    @property
    def is_full_day(self) -> bool:
        """Tell whether year, month and day are all said."""
        return None not in (self.year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Expression:
    """A date expression as the text has it: one period, or a range from `first` to `last`.

    `fuzzy` is the TIMEX3 value of an expression that names no period: 近年来 is PAST_REF.
    `scope` says how far it lends its year: document, sentence or nothing. `offset` counts from the
    period's first day (two weeks before May 13); `refused` is the rule that the grammar itself
    refuses it by (a lunar date). `rule` names the reader that found it, and by `+` what it read
    besides.
    """

    span: Span
    first: Partial = Partial()
    last: Partial | None = None
    modifier: str = ""
    is_inclusive: bool = False
    fuzzy: str = ""
    rule: str = ""
    scope: Scope = Scope.DOCUMENT
    offset: tuple[Unit, int] | None = None
    refused: str = ""


def complete(first: Partial, last: Partial) -> tuple[Partial, Partial]:
    """Let both ends of a range share what is said once: 5月26~27日, 2019年11月至12月, Nov 18–Dec
    19, 2015.
    """
    if last.is_anchored and not first.is_anchored:
        return _borrow_year(first, last), last
    if first.day and not first.month and last.month and not first.relative:
        first = replace(first, month=last.month)
    if last.relative or last.century is not None:
        return first, last
    said = [name for name in FIELDS if getattr(last, name)]
    coarsest = FIELDS.index(said[0]) if said else len(FIELDS)
    shared = {name: getattr(first, name) for name in FIELDS[:coarsest] if _passes_on(name, last)}
    relative = first.relative if first.relative and _reaches(first.relative, last) else None
    if first.month and last.month and last.month < first.month and said[0] == "month":
        # 2021年11月至3月, 去年11月至3月: into the year after.
        shared["year"] = first.year + 1 if first.year is not None else None
        if relative and relative.unit == "year":
            relative = replace(relative, shift=relative.shift + 1)
    return first, replace(last, **shared, relative=relative, fiscal=first.fiscal or last.fiscal)


def _reaches(relative: Relative, last: Partial) -> bool:
    """Tell whether the last end lies in the first one's relative period: 去年9月至11月,
    上周三到五.
    """
    if last.year is not None:
        return False
    if relative.unit == "week":
        return last.weekday is not None and last.day is None
    if relative.unit == "month":
        return last.month is None
    return relative.unit == "year"


def _passes_on(name: str, last: Partial) -> bool:
    """Tell whether the first end lends this field to the last: a half year lends nothing to a
    month.
    """
    if name in ("half", "quarter", "season", "week", "weekday"):
        return False
    return name != "month" or last.day is not None


def _borrow_year(first: Partial, last: Partial) -> Partial:
    if last.relative and last.relative.unit == "year" and _names_part_of_year(first):
        # 12月至次年2月: the year after that of the begin.
        is_counted = last.relative.frame == "text" and last.relative.shift > 0
        return first if is_counted else replace(first, relative=last.relative)
    if last.relative and last.relative.unit == "month" and first.day and not first.month:
        return replace(first, relative=last.relative)
    if last.year is None or not (_names_part_of_year(first) or first.day):
        return first
    month = first.month or (last.month if first.day else None)
    crosses = bool(month and last.month and month > last.month)
    return replace(first, year=last.year - crosses, month=month)


def _names_part_of_year(partial: Partial) -> bool:
    return bool(partial.month or partial.quarter or partial.half or partial.season)
