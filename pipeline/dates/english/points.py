"""English text at a site to one calendar expression: a date (12 March 2021, Mar. 2021), a code, a
decade, a relative name (last October) or a bare year; a piece (early, the third quarter of) may
stand in front of it.
"""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.dates.english import codes, patterns
from pipeline.dates.english.codes import Point
from pipeline.dates.english.months import Months
from pipeline.dates.english.ranges import MOST_DAYS
from pipeline.dates.english.slashed import slashed_day
from pipeline.dates.english.vocabulary import EnglishPatterns
from pipeline.dates.expression import Partial, Relative
from pipeline.dates.numerals import english_number
from pipeline.dates.shape_rows import Found, Readers

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
THAT_BEFORE = re.compile(
    r"(?:^|[.;!?(“\"\n—]|\b(?:in|by|of|until|till|since|from|during|through|before|after|later|earlier|early|mid|late))[\s-]{0,2}$",
    re.IGNORECASE,
)
THAT_BEHIND = re.compile(r"\s?(?:[.;!?)”\"]|$)")
# In the fourth quarter they scored: of a game.
GAMES = re.compile(
    r"\b(?:touchdowns?|yards?|points?|score[ds]?|scoring|game|coach|team|football|basketball|lead)\b",
    re.IGNORECASE,
)
GAME = 60  # characters around
# A brighter tomorrow, the challenges of today and tomorrow: the future.
FIGURATIVE = re.compile(
    r"\b(?:an?|better|bright(?:er)?|cleaner|greener|peaceful|prosperous|safer|stronger|sustainable|of today and)\s\Z",
    re.IGNORECASE,
)
# The last month of his term, the next week of talks.
OF_OTHER = re.compile(r"\s+of\s+(?:the|an?|his|her|its|their|our|my|your)\b")
# Every Monday, every single Sunday, every weekday and Sunday.
RECURRENT = re.compile(
    r"\b(?:every|each)\s(?:(?:single|other|second|third|given|weekday\sand),?\s)?\Z", re.IGNORECASE
)
LONGEST_RECURRENT = 24  # bounds the work: RECURRENT is shorter


@dataclass(frozen=True, eq=False)
class Points:
    """The grammar of one point, with the words of a set of lexicons."""

    vocabulary: EnglishPatterns
    months: Months

    def point(self, plain: str, start: int) -> Point | None:
        """Read one calendar expression."""
        return self._first_of(self.readers, plain, start)

    @cached_property
    def readers(self) -> Readers[Point | None]:
        """The readers of points, the first that finds one is right."""
        return Readers(
            self.vocabulary.shapes,
            (
                ("en-iso", codes.iso),
                ("en-numeric", codes.numeric),
                ("en-slashed_day", slashed_day),
                ("en-month_year", codes.month_year),
                ("en-fiscal_code", codes.fiscal_code),
                ("en-quarter_code", codes.quarter_code),
                ("en-fiscal", codes.fiscal),
                ("en-month", self.months.dated),
                ("en-decade", codes.decade),
                ("en-century", codes.century),
                ("en-season", self._season),
                ("en-week_and_day", self._week_and_day),
                ("en-week_of", self._week_of),
                ("en-week_number", codes.week_number),
                ("en-piece", self._piece),
                ("en-quarter_name", _quarter_name),
                ("en-told_quarter", _told_quarter),
                ("en-unit_part", _unit_part),
                ("en-weekend", _weekend),
                ("en-bare_season", self._bare_season),
                ("en-relative", self._relative),
                ("en-relative_name", self._relative_name),
                ("en-day_of_month", self._day_of_month),
                ("en-weekday_and_day", self._weekday_and_day),
                ("en-holiday", self._holiday),
                ("en-weekday", self._weekday),
                ("en-calendar_year", codes.calendar_year),
                ("en-year", codes.year),
            ),
        )

    @cached_property
    def containers(self) -> Readers[Point | None]:
        """The readers of what a piece is a piece of."""
        return Readers(
            self.vocabulary.shapes,
            (
                ("en-fiscal", codes.fiscal),
                ("en-month", self.months.dated),
                ("en-decade", codes.decade),
                ("en-century", codes.century),
                ("en-relative", self._relative),
                ("en-relative_name", self._relative_name),
                ("en-season", self._season),
                ("en-calendar_year", codes.calendar_year),
                ("en-year", codes.year),
            ),
        )

    def _first_of(self, readers: Readers[Point | None], plain: str, start: int) -> Point | None:
        for shape, read in readers.at(plain[start : start + 1]):
            found = shape.match(plain, start)
            if found and (point := read(found)):
                return point
        return None

    def _season(self, found: Found) -> Point | None:
        year = codes.any_year(found["year"])
        return Partial(year=year, season=self._season_value(found)), found.end()

    def _season_value(self, found: Found) -> str:
        return self.vocabulary.value("season_en", found["season"])

    def _weekday_value(self, found: Found) -> int:
        return int(self.vocabulary.value("weekday_en", found["weekday"]))

    def _bare_season(self, found: Found) -> Point | None:
        """Read in the summer."""
        return Partial(season=self._season_value(found)), found.end()

    def _week_and_day(self, found: Found) -> Point | None:
        which = found["week"].lower().split()[-1]
        frame = "text" if which == "following" else "published"
        relative = Relative("week", SHIFTS[which], frame)
        return Partial(relative=relative, weekday=self._weekday_value(found)), found.end()

    def _week_of(self, found: Found) -> Point | None:
        inner = self.months.date(found.match.string, found.end())
        if inner is None or inner[0].day is None:
            return None
        return replace(inner[0], breadth="week"), inner[1]

    def _piece(self, found: Found) -> Point | None:
        """Read a piece and what it is a piece of: early 2022, the third quarter of 2024, the first
        Monday of May.
        """
        whole = self._first_of(self.containers, found.match.string, found.end())
        if whole and not (whole[0].part or whole[0].day):
            return _with_piece(whole[0], found), whole[1]
        return None

    def _relative(self, found: Found) -> Point | None:
        relative = self.vocabulary.words.relatives[" ".join(found["word"].lower().split())]
        if relative.unit == "day" and not self._is_of_day(found, relative):
            return None
        if relative.unit in ("week", "month") and OF_OTHER.match(found.match.string, found.end()):
            return None
        is_fiscal = "fiscal" in found["word"].lower()
        return Partial(relative=relative, fiscal=is_fiscal), found.end()

    def _is_of_day(self, found: Found, relative: Relative) -> bool:
        """Tell today's announcement and yesterday's vote from today's world."""
        plain, start, end = found.match.string, found.start(), found.end()
        before = plain[max(0, start - patterns.LONGEST_PREFIX) : start]
        if relative.shift > 0 and FIGURATIVE.search(before):
            return False
        if relative.shift < 0 or not patterns.POSSESSIVE.match(plain, end):
            return True
        return self.vocabulary.of_day.match(plain, end) is not None

    def _relative_name(self, found: Found) -> Point | None:
        """Read last October, next Monday, this summer, this weekend."""
        which = found["which"].lower().split()
        if which == ["that"]:
            return self._that_month(found)
        shift = SHIFTS[which[-1]]
        if found["weekday"] or found["weekend"]:
            weekday = self._weekday_value(found) if found["weekday"] else 8
            if which[-1] == "past":
                return Partial(weekday=weekday), found.end()
            relative = Relative("week", shift, "published")
            return Partial(relative=relative, weekday=weekday), found.end()
        relative = Relative("year", shift, "published")
        if (found["holiday"] or found["festival"]) and (holiday := self._holiday_of(found)):
            return replace(holiday, relative=replace(relative, frame="nearest")), found.end()
        if found["season"]:
            return Partial(relative=relative, season=self._season_value(found)), found.end()
        if found["month"] in ("may", "march") and which == ["this"]:
            return None  # this may result in
        if day := self._day_behind(found):
            return replace(day[0], relative=replace(relative, frame="nearest")), day[1]
        month = int(self.vocabulary.value("month_en", found["month"]))
        frame = "nearest" if which[-1] in ("last", "past", "next", "coming") else "published"
        return Partial(relative=replace(relative, frame=frame), month=month), found.end()

    def _day_behind(self, found: Found) -> Point | None:
        """Read last Oct. 23, this past March 3: month and day, and no year."""
        dated = self.months.date(found.match.string, found.start("month"))
        is_day = dated is not None and dated[0].day and not (dated[0].year or dated[0].relative)
        return dated if is_day else None

    def _that_month(self, found: Found) -> Point | None:
        """Read that December behind a preposition or at an edge of its clause: said that December
        was mild means another that.
        """
        plain = found.match.string
        before = plain[max(0, found.start() - 14) : found.start()]
        is_time = THAT_BEFORE.search(before) or THAT_BEHIND.match(plain, found.end())
        if not is_time or found["month"][0].islower():
            return None
        month = int(self.vocabulary.value("month_en", found["month"]))
        relative = Relative("year", 0, "text")
        return Partial(relative=relative, month=month), found.end()

    def _day_of_month(self, found: Found) -> Point | None:
        """Read the 15th of next month, the 15th of the month."""
        day = english_number(found["day"])
        if not day:
            return None
        which = found["which"].lower().split()
        shift = SHIFTS.get(which[-1], 0)
        frame = "text" if which[0] == "the" else "published"
        return Partial(relative=Relative("month", shift, frame), day=day), found.end()

    def _weekday_and_day(self, found: Found) -> Point | None:
        """Read Friday the 26th: the month is the nearest one where they agree."""
        day = english_number(found["day"])
        if not day or day > MOST_DAYS:
            return None
        return Partial(weekday=self._weekday_value(found), day=day), found.end()

    def _holiday(self, found: Found) -> Point | None:
        year = int(found["year"]) if found["year"] else None
        breadth = "weekend" if found["weekend"] else "narrow"
        holiday = self._holiday_of(found)
        return (replace(holiday, year=year, breadth=breadth), found.end()) if holiday else None

    def _holiday_of(self, found: Found) -> Partial:
        """Read a holiday by its rule, or one whose days stand in a table: Easter."""
        words = self.vocabulary
        if name := found["festival"]:
            festival = words.words.festival(words.value("festival_en", name))
            return Partial(festival=festival, notation="holiday")
        word = " ".join((found["word"] or found["holiday"]).lower().split())
        return words.words.holiday("holiday_en", word)

    def _weekday(self, found: Found) -> Point | None:
        start = found.start()
        if RECURRENT.search(found.match.string, max(0, start - LONGEST_RECURRENT), start):
            return None
        return Partial(weekday=patterns.WEEKDAY_STEMS[found["stem"].lower()]), found.end()


def _quarter_name(found: Found) -> Point | None:
    """Read the third quarter, third-quarter earnings, last year's third quarter."""
    sentence = found.match.string[max(0, found.start() - GAME) : found.end() + GAME]
    if GAMES.search(sentence):
        return None
    year = int(found["year"]) if found["year"] else None
    which = SHIFTS[found["which"].lower()] if found["which"] else None
    relative = None if which is None else Relative("year", which, "published")
    quarter = patterns.COUNTS[found["quarter"].lower()]
    is_fiscal = bool(found["fiscal"])
    return Partial(year=year, quarter=quarter, relative=relative, fiscal=is_fiscal), found.end()


def _told_quarter(found: Found) -> Point | None:
    """Read the latest quarter, which has ended at publication; the year-earlier quarter is that of
    the quarter told last.
    """
    if found["again"]:
        return Partial(relative=Relative("quarter", 0, "quarter")), found.end()
    if found["compared"]:
        return Partial(relative=Relative("year", -1, "compared")), found.end()
    if found["latest"]:
        return Partial(relative=Relative("quarter", -1, "published")), found.end()
    quarter = patterns.COUNTS[found["quarter"].lower()] if found["quarter"] else None
    return Partial(relative=Relative("year", -1, "quarter"), quarter=quarter), found.end()


def _unit_part(found: Found) -> Point | None:
    """Read the end of the year, year-end: of the year that the text tells."""
    unit = patterns.UNITS[found["unit"].lower()]
    return Partial(
        part=patterns.PARTS[found["part"].lower()], relative=Relative(unit, 0, "text")
    ), found.end()


def _weekend(found: Found) -> Point | None:
    """Read over the weekend: the last one."""
    return Partial(weekday=8), found.end()


def _with_piece(whole: Partial, found: Found) -> Partial:
    """Put a piece into its whole."""
    if quarter := found["quarter"]:
        number = patterns.COUNTS[quarter.lower()]
        return replace(whole, quarter=number if number > 0 else 4)
    if half := found["half"]:
        number = patterns.COUNTS[half.lower()]
        return replace(whole, half=number if number > 0 else 2)
    if leading := found["leading"]:
        count = english_number(found["count"]) or 1
        unit = patterns.UNITS[found["unit"].lower()]
        return replace(whole, leading=(unit, count * patterns.COUNTS[leading.lower()]))
    if week := found["week"]:
        return replace(whole, week=patterns.COUNTS[week.lower()])
    if nth := found["nth"]:
        weekday = patterns.WEEKDAY_STEMS[found["weekday"].lower()]
        return replace(whole, weekday=weekday, nth=patterns.COUNTS[nth.lower()])
    word = found["part"].lower()
    breadth = "wide" if word in patterns.WIDE else "narrow"
    return replace(whole, part=patterns.PARTS[word], breadth=breadth)
