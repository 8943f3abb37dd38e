"""English text at a site to one calendar expression: a date (12 March 2021, Mar. 2021), a code, a
decade, a relative name (last October) or a bare year; a piece (early, the third quarter of) may
stand in front of it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from pipeline.dates.english import codes, patterns
from pipeline.dates.english.codes import Point
from pipeline.dates.english.months import Months
from pipeline.dates.english.ranges import MOST_DAYS
from pipeline.dates.english.vocabulary import EnglishPatterns
from pipeline.dates.expression import Partial, Relative
from pipeline.dates.numerals import english_number

Read = Callable[[str, int], Point | None]
SHIFTS = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "this": 0,
    "next": 1,
    "coming": 1,
    "following": 1,
    "upcoming": 1,
}
DAY_OF_MONTH = re.compile(patterns.DAY_OF_MONTH, re.IGNORECASE)
THAT_BEFORE = re.compile(
    r"(?:^|[.;!?(“\"\n—]|\b(?:in|by|of|until|till|since|from|during|through|before|after|later|earlier|early|mid|late))[\s-]{0,2}$",
    re.IGNORECASE,
)
THAT_BEHIND = re.compile(r"\s?(?:[.;!?)”\"]|$)")
RECURRENT = re.compile(r"\b(?:every|each)\s$", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Points:
    """The grammar of one point, with the words of a set of lexicons."""

    vocabulary: EnglishPatterns
    months: Months

    def point(self, plain: str, start: int) -> Point | None:
        """Read one calendar expression."""
        for read in (
            codes.iso,
            codes.numeric,
            codes.quarter_code,
            codes.fiscal,
            self.months.date,
            codes.decade,
            codes.century,
            self._season,
            self._week_and_day,
            self._week_of,
            self._piece,
            self._relative,
            self._relative_name,
            self._day_of_month,
            self._weekday_and_day,
            self._holiday,
            self._weekday,
            codes.year,
        ):
            if found := read(plain, start):
                return found
        return None

    def _season(self, plain: str, start: int) -> Point | None:
        found = self.vocabulary.season.match(plain, start)
        if not found:
            return None
        return Partial(year=int(found["year"]), season=self._season_value(found)), found.end()

    def _season_value(self, found: re.Match[str]) -> str:
        return self.vocabulary.words.values("season_en")[found["season"].lower()]

    def _week_and_day(self, plain: str, start: int) -> Point | None:
        found = self.vocabulary.week_and_day.match(plain, start)
        if not found:
            return None
        which = (found["week"] or found["week2"]).lower().split()[-1]
        weekday = self.vocabulary.words.values("weekday_en")[
            (found["after"] or found["before"]).lower()
        ]
        frame = "text" if which == "following" else "published"
        return Partial(
            relative=Relative("week", SHIFTS[which], frame), weekday=int(weekday)
        ), found.end()

    def _week_of(self, plain: str, start: int) -> Point | None:
        found = patterns.WEEK_OF.match(plain, start)
        inner = self.months.date(plain, found.end()) if found else None
        if inner is None or inner[0].day is None:
            return None
        return replace(inner[0], breadth="week"), inner[1]

    def _piece(self, plain: str, start: int) -> Point | None:
        """Read a piece and what it is a piece of: early 2022, the third quarter of 2024, the first
        Monday of May.
        """
        found = patterns.PIECE.match(plain, start)
        if not found:
            return None
        whole = self._container(plain, found)
        if whole is None or whole[0].part or whole[0].day:
            if (found["quarter"] or found["half"]) and found["quarter"] not in ("last", "final"):
                return (
                    (_with_piece(Partial(), found), found.start("link"))
                    if found["quarter"]
                    else None
                )
            return None
        return _with_piece(whole[0], found), whole[1]

    def _container(self, plain: str, found: re.Match[str]) -> Point | None:
        for read in (
            codes.fiscal,
            self.months.date,
            codes.decade,
            codes.century,
            self._relative,
            self._relative_name,
            self._season,
            codes.year,
        ):
            if whole := read(plain, found.end()):
                return whole
        return None

    def _relative(self, plain: str, start: int) -> Point | None:
        found = self.vocabulary.relative.match(plain, start)
        if not found:
            return None
        relative = self.vocabulary.words.relatives[" ".join(found["word"].lower().split())]
        if relative.unit == "day" and patterns.POSSESSIVE.match(plain, found.end()):
            return None
        return Partial(relative=relative), found.end()

    def _relative_name(self, plain: str, start: int) -> Point | None:
        """Read last October, next Monday, this summer, this weekend."""
        found = self.vocabulary.relative_name.match(plain, start)
        if not found:
            return None
        which = found["which"].lower().split()
        if which == ["that"]:
            return self._that_month(plain, found)
        shift = SHIFTS[which[-1]]
        if found["weekday"] or found["weekend"]:
            weekday = (
                int(self.vocabulary.words.values("weekday_en")[found["weekday"].lower()])
                if found["weekday"]
                else 8
            )
            if which[-1] == "past":
                return Partial(weekday=weekday), found.end()
            return Partial(
                relative=Relative("week", shift, "published"), weekday=weekday
            ), found.end()
        relative = Relative("year", shift, "published")
        if found["season"]:
            return Partial(relative=relative, season=self._season_value(found)), found.end()
        month = int(self.vocabulary.words.values("month_en")[found["month"].lower()])
        frame = "nearest" if which[-1] in ("last", "past", "next", "coming") else "published"
        return Partial(relative=replace(relative, frame=frame), month=month), found.end()

    def _that_month(self, plain: str, found: re.Match[str]) -> Point | None:
        """Read that December behind a preposition or at an edge of its clause: said that December
        was mild means another that.
        """
        before = plain[max(0, found.start() - 14) : found.start()]
        is_time = THAT_BEFORE.search(before) or THAT_BEHIND.match(plain, found.end())
        if not is_time or found["month"][0].islower():
            return None
        month = int(self.vocabulary.value("month_en", found["month"]))
        relative = Relative("year", 0, "text")
        return Partial(relative=relative, month=month), found.end()

    def _day_of_month(self, plain: str, start: int) -> Point | None:
        """Read the 15th of next month."""
        found = DAY_OF_MONTH.match(plain, start)
        day = english_number(found["day"]) if found else None
        if not found or not day:
            return None
        which = found["which"].lower().split()
        shift = 0 if which[-1] == "same" else SHIFTS[which[-1]]
        frame = "text" if len(which) > 1 else "published"
        return Partial(relative=Relative("month", shift, frame), day=day), found.end()

    def _weekday_and_day(self, plain: str, start: int) -> Point | None:
        """Read Friday the 26th: the month is the nearest one where they agree."""
        found = self.vocabulary.weekday_and_day.match(plain, start)
        day = english_number(found["day"]) if found else None
        if not found or not day or day > MOST_DAYS:
            return None
        weekday = int(self.vocabulary.words.values("weekday_en")[found["weekday"].lower()])
        return Partial(weekday=weekday, day=day), found.end()

    def _holiday(self, plain: str, start: int) -> Point | None:
        found = self.vocabulary.holiday.match(plain, start)
        if not found:
            return None
        month, day = self.vocabulary.words.values("holiday_en")[
            " ".join(found["word"].lower().split())
        ].split("-")
        year = int(found["year"]) if found["year"] else None
        name = Partial(year=year, month=int(month), day=int(day), notation="holiday")
        return name, found.end()

    def _weekday(self, plain: str, start: int) -> Point | None:
        found = self.vocabulary.weekday.match(plain, start)
        if not found or re.search(
            r"\b(?:every|each)\s$", plain[max(0, start - 7) : start], re.IGNORECASE
        ):
            return None
        return Partial(weekday=patterns.WEEKDAY_STEMS[found["stem"].lower()]), found.end()


def _with_piece(whole: Partial, found: re.Match[str]) -> Partial:
    """Put a piece into its whole."""
    for name in ("quarter", "half"):
        if found[name]:
            number = patterns.COUNTS[found[name].lower()]
            last = 4 if name == "quarter" else 2
            value = number if number > 0 else last
            return (
                replace(whole, quarter=value) if name == "quarter" else replace(whole, half=value)
            )
    if found["leading"]:
        count = english_number(found["count"]) or 1
        sign = patterns.COUNTS[found["leading"].lower()]
        return replace(whole, leading=(patterns.UNITS[found["unit"].lower()], count * sign))
    if found["week"]:
        return replace(whole, week=patterns.COUNTS[found["week"].lower()])
    if found["nth"]:
        weekday = patterns.WEEKDAY_STEMS[found["weekday"].lower()]
        return replace(whole, weekday=weekday, nth=patterns.COUNTS[found["nth"].lower()])
    word = found["part"].lower()
    return replace(
        whole, part=patterns.PARTS[word], breadth="wide" if word in patterns.WIDE else "narrow"
    )
