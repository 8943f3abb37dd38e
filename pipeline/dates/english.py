"""Plain English text to date expressions: one cheap pattern finds the sites, a small grammar reads
them there.

A point is a date (12 March 2021, Mar. 2021), a code (Q3 2024, FY2025), a decade, a relative name
(last October) or a bare year where a preposition says so; a piece (early, the third quarter of)
may stand in front of it. A range is two points and a connector. “May” and “March” need a capital
and a companion.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from pipeline.dates import english_patterns as patterns
from pipeline.dates.expression import Expression, Partial, Relative, complete
from pipeline.dates.numerals import english_number, english_year
from pipeline.dates.words import DateWords
from pipeline.text import Span

Point = tuple[Partial, int]

FIRST_YEAR, LAST_YEAR = 1500, 2199
# A two-digit year up to this is of the twenty-first century.
PIVOT = 50
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
YEAR = re.compile(rf"{patterns.YEAR}|{patterns.SPELLED_YEAR}", re.IGNORECASE)
GROUPS = (
    ("m1", "d1", "y1"),
    ("m2", "d2", "y2"),
    ("m3", "", "y3"),
    ("m4", "d4", "y4"),
    ("m5", "", ""),
)
MOST_DAYS = 31
DECADE_BEFORE = re.compile(r"\b(?:the|in|since|from|early|mid|late)[\s-]$|^$", re.IGNORECASE)
# September 18 of that year, in October last year.
YEAR_TAIL = re.compile(
    r",?\s(?:of\s)?(?P<which>that(?:\ssame)?|the\ssame|the\sfollowing|the\sprevious|this|last|next)\syear\b",
    re.IGNORECASE,
)
YEAR_TAILS = {
    "that": (0, "text"),
    "same": (0, "text"),
    "following": (1, "text"),
    "previous": (-1, "text"),
    "this": (0, "published"),
    "last": (-1, "published"),
    "next": (1, "published"),
}
DAY_OF_MONTH = re.compile(patterns.DAY_OF_MONTH, re.IGNORECASE)


@dataclass(frozen=True)
class EnglishGrammar:
    """The grammar with the words of a set of lexicons."""

    words: DateWords

    def compiled(self, source: str) -> re.Pattern[str]:
        """Put the words of the lexicon into a pattern."""
        for name in ("month", "weekday", "season"):
            source = source.replace(name.upper(), self.words.pattern(f"{name}_en"))
        return (
            re.compile(source, re.VERBOSE | re.IGNORECASE)
            if "\n" in source
            else re.compile(source, re.IGNORECASE)
        )

    @cached_property
    def site(self) -> re.Pattern[str]:
        """Where an expression may begin."""
        words = self.words.pattern(
            "month_en", "weekday_en", "relative_en", "season_en", "fuzzy_en", "holiday_en"
        )
        return re.compile(
            rf"(?<![A-Za-z0-9_@$€£])(?<![0-9][.,:])(?:(?P<number>['’]?[0-9])|(?P<word>{words}|Q[1-4]|H[12]|FY|fiscal|financial|early|mid|late|end|beginning|start|"
            rf"middle|first|second|third|fourth|1st|2nd|3rd|4th|last|final|latter|next|this|past|previous|coming|following|upcoming|week|"
            rf"an?(?=\s(?:day|week|month|year|decade))|{patterns.ORDINAL}|{patterns.BELOW_100}|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|"
            r"recent)(?![a-z]))",
            re.IGNORECASE,
        )

    @cached_property
    def date(self) -> re.Pattern[str]:
        """Month, day and year in the orders that English knows."""
        return self.compiled(patterns.DATE)

    @cached_property
    def joined_month(self) -> re.Pattern[str]:
        """The second month of a range: May to March."""
        return re.compile(
            rf"\s?(?:-|–|—|to|through|until|and)\s?(?:{self.words.pattern('month_en')})\b",
            re.IGNORECASE,
        )

    @cached_property
    def month_before(self) -> re.Pattern[str]:
        """The first month of a range, in front of its second: from march to may."""
        months = self.words.pattern("month_en")
        return re.compile(
            rf"\b(?:{months})\.?\s?(?:-|–|—|to|through|until|till|and)\s?$", re.IGNORECASE
        )

    @cached_property
    def weekday_and_day(self) -> re.Pattern[str]:
        """Friday the 26th."""
        return self.compiled(patterns.WEEKDAY_AND_DAY)

    @cached_property
    def season(self) -> re.Pattern[str]:
        """Spring 2024."""
        return self.compiled(patterns.SEASON)

    @cached_property
    def relative_name(self) -> re.Pattern[str]:
        """Last October, next Monday."""
        return self.compiled(patterns.RELATIVE_NAME)

    @cached_property
    def week_and_day(self) -> re.Pattern[str]:
        """Monday of next week."""
        return self.compiled(patterns.WEEK_AND_DAY)

    @cached_property
    def open_day(self) -> re.Pattern[str]:
        """The 3 of 3–5 March."""
        return re.compile(
            patterns.OPEN_DAY.pattern.replace("MONTHS", self.words.pattern("month_en")),
            re.IGNORECASE,
        )

    @cached_property
    def relative(self) -> re.Pattern[str]:
        """Yesterday, the following year."""
        return re.compile(rf"(?P<word>{self.words.pattern('relative_en')})\b", re.IGNORECASE)

    @cached_property
    def fuzzy(self) -> re.Pattern[str]:
        """Recently."""
        return re.compile(rf"(?P<word>{self.words.pattern('fuzzy_en')})\b", re.IGNORECASE)

    @cached_property
    def holiday(self) -> re.Pattern[str]:
        """Christmas Day, New Year's Eve 2020."""
        return re.compile(
            rf"(?P<word>{self.words.pattern('holiday_en')})\b(?:,?\s(?P<year>{patterns.YEAR}))?",
            re.IGNORECASE,
        )

    @cached_property
    def weekday(self) -> re.Pattern[str]:
        """A weekday by its full name."""
        return re.compile(
            r"(?P<stem>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?![’']s?\s?(?:Times|Telegraph))",
            re.IGNORECASE,
        )

    def read(self, plain: str, stretch: Span) -> Iterator[Expression]:
        """Yield the date expressions of a stretch in order, those of no calendar included (feb
        30).
        """
        position = stretch.start
        while site := self.site.search(plain, position, stretch.end):
            expression = self._expression(plain, site.start())
            if expression:
                yield expression
                position = max(expression.span.end, site.end())
            else:
                position = site.end()

    def _expression(self, plain: str, start: int) -> Expression | None:
        for read in (read_spell, read_elapsed, self._read_fuzzy, self._read_offset):
            if found := read(plain, start):
                return found
        first = self._first(plain, start)
        if first is None:
            return None
        partial, end = first
        last = self._last(plain, start, end, partial)
        if last is None and (_is_lonely(plain, start, end, partial) or partial == Partial()):
            return None
        return finish(plain, start, partial, last or (None, end))

    def _first(self, plain: str, start: int) -> Point | None:
        opened = self.open_day.match(plain, start)
        if opened and (day := english_number(opened["day"])):
            return Partial(day=day), opened.end("day")
        return self.point(plain, start)

    def _read_fuzzy(self, plain: str, start: int) -> Expression | None:
        found = self.fuzzy.match(plain, start)
        if not found:
            return None
        value = self.words.values("fuzzy_en")[" ".join(found["word"].lower().split())]
        return Expression(Span(start, found.end()), fuzzy=value, rule="en-fuzzy", scope="nothing")

    def _read_offset(self, plain: str, start: int) -> Expression | None:
        """Read a date by its distance from another: two weeks before May 13, 1999."""
        found = patterns.OFFSET.match(plain, start)
        point = self.point(plain, found.end()) if found else None
        if not found or point is None or point[0] == Partial(year=point[0].year):
            return None
        span = Span(start, point[1])
        if patterns.VAGUE_BEFORE.search(plain[max(0, start - 12) : start]):
            return Expression(span, fuzzy="PAST_REF", rule="en-offset", scope="nothing")
        number = (
            1 if found["number"].lower() in ("a", "an") else english_number(found["number"]) or 0
        )
        offset = (
            patterns.UNITS[found["unit"].lower()],
            -number if found["side"].lower() == "before" else number,
        )
        return Expression(span, point[0], rule="en-offset", scope="sentence", offset=offset)

    def _last(self, plain: str, start: int, end: int, first: Partial) -> Point | None:
        """Read the end of a range: –5, 2021; to May 2018; and May after between."""
        joined = patterns.CONNECTOR.match(plain, end)
        if not joined and (
            patterns.BETWEEN_BEFORE.search(plain[max(0, start - 14) : start]) or _is_day_only(first)
        ):
            joined = patterns.AND.match(plain, end)
        if not joined:
            return None
        last = self.point(plain, joined.end()) or _short_last(plain, joined, first)
        if (
            last is None
            or last[0] == Partial()
            or (last[0].year and first.year and last[0].year < first.year)
        ):
            return None
        return last

    def point(self, plain: str, start: int) -> Point | None:
        """Read one calendar expression."""
        for read in (
            _iso,
            _numeric,
            _quarter_code,
            _fiscal,
            self._date,
            _decade,
            _century,
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
            _year,
        ):
            if found := read(plain, start):
                return found
        return None

    def _date(self, plain: str, start: int) -> Point | None:
        found = self.date.match(plain, start)
        if not found:
            return None
        for month, day, year in GROUPS:
            if found[month]:
                return self._built(plain, found, (month, day, year))
        return None

    def _built(
        self, plain: str, found: re.Match[str], groups: tuple[str, str, str]
    ) -> Point | None:
        month, day, year = (found[group] if group else None for group in groups)
        number = english_number(day) if day else None
        if (day and (not number or number > MOST_DAYS)) or not self._is_month(plain, found, groups):
            return None
        value = _any_year(year) if year else None
        name = self.words.values("month_en")[(month or "").lower()]
        end = found.end()
        if plain[end - 1] == "." and not _is_abbreviation(month or ""):
            end -= 1
        partial = Partial(year=value, month=int(name), day=number)
        tail = YEAR_TAIL.match(plain, end) if value is None else None
        if tail:
            which = tail["which"].lower().split()[-1]
            relative = Relative("year", YEAR_TAILS[which][0], YEAR_TAILS[which][1])
            return replace(partial, relative=relative), tail.end()
        return partial, end

    def _is_month(self, plain: str, found: re.Match[str], groups: tuple[str, str, str]) -> bool:
        """Tell the month from the verbs may and march and from names: a capital, and a companion
        or a preposition.
        """
        name = found[groups[0]]
        has_companion = any(found[group] for group in groups[1:] if group)
        before = plain[max(0, found.start() - 14) : found.start()]
        if not has_companion and self.joined_month.match(plain, found.end()):
            return (
                name.lower() not in ("may", "march")
                or not name.islower()
                or bool(patterns.PREPOSITION.search(before))
            )
        if name.islower() and not has_companion and self.month_before.search(before):
            return True
        if name.islower() and not has_companion:
            if name == "march" and before[-4:].lower() == "the ":
                return False
            is_name = len(name) > 4 or name in ("may", "june", "july", "dec")
            return is_name and bool(patterns.LOWER_PREPOSITION.search(before))
        if has_companion:
            return (
                name.lower() not in ("may", "march")
                or not name.islower()
                or bool(found["d2"] or found["y3"])
            )
        if name.lower() in ("may", "march") and before[-4:].lower() == "the ":
            return False
        if name.lower() in patterns.AMBIGUOUS_MONTHS:
            return bool(patterns.PREPOSITION.search(before)) and not re.compile(r"\s[A-Z]").match(
                plain, found.end()
            )
        return len(name) > 3 or plain[found.end() - 1] == "."

    def _season(self, plain: str, start: int) -> Point | None:
        found = self.season.match(plain, start)
        if not found:
            return None
        return Partial(year=int(found["year"]), season=self._season_value(found)), found.end()

    def _season_value(self, found: re.Match[str]) -> str:
        return self.words.values("season_en")[found["season"].lower()]

    def _week_and_day(self, plain: str, start: int) -> Point | None:
        found = self.week_and_day.match(plain, start)
        if not found:
            return None
        which = (found["week"] or found["week2"]).lower().split()[-1]
        weekday = self.words.values("weekday_en")[(found["after"] or found["before"]).lower()]
        frame = "text" if which == "following" else "published"
        return Partial(
            relative=Relative("week", SHIFTS[which], frame), weekday=int(weekday)
        ), found.end()

    def _week_of(self, plain: str, start: int) -> Point | None:
        found = patterns.WEEK_OF.match(plain, start)
        inner = self._date(plain, found.end()) if found else None
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
            _fiscal,
            self._date,
            _decade,
            _century,
            self._relative,
            self._relative_name,
            self._season,
            _plain_year,
        ):
            if whole := read(plain, found.end()):
                return whole
        return None

    def _relative(self, plain: str, start: int) -> Point | None:
        found = self.relative.match(plain, start)
        if not found:
            return None
        relative = self.words.relatives[" ".join(found["word"].lower().split())]
        if relative.unit == "day" and patterns.POSSESSIVE.match(plain, found.end()):
            return None
        return Partial(relative=relative), found.end()

    def _relative_name(self, plain: str, start: int) -> Point | None:
        """Read last October, next Monday, this summer, this weekend."""
        found = self.relative_name.match(plain, start)
        if not found:
            return None
        which = found["which"].lower().split()
        shift = SHIFTS[which[-1]]
        if found["weekday"] or found["weekend"]:
            weekday = (
                int(self.words.values("weekday_en")[found["weekday"].lower()])
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
        month = int(self.words.values("month_en")[found["month"].lower()])
        frame = "nearest" if which[-1] in ("last", "past", "next", "coming") else "published"
        return Partial(relative=replace(relative, frame=frame), month=month), found.end()

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
        found = self.weekday_and_day.match(plain, start)
        day = english_number(found["day"]) if found else None
        if not found or not day or day > MOST_DAYS:
            return None
        weekday = int(self.words.values("weekday_en")[found["weekday"].lower()])
        return Partial(weekday=weekday, day=day), found.end()

    def _holiday(self, plain: str, start: int) -> Point | None:
        found = self.holiday.match(plain, start)
        if not found:
            return None
        month, day = self.words.values("holiday_en")[" ".join(found["word"].lower().split())].split(
            "-"
        )
        year = int(found["year"]) if found["year"] else None
        return Partial(year=year, month=int(month), day=int(day)), found.end()

    def _weekday(self, plain: str, start: int) -> Point | None:
        found = self.weekday.match(plain, start)
        if not found or re.search(
            r"\b(?:every|each)\s$", plain[max(0, start - 7) : start], re.IGNORECASE
        ):
            return None
        return Partial(weekday=patterns.WEEKDAY_STEMS[found["stem"].lower()]), found.end()


def _any_year(text: str) -> int | None:
    if text[0] in "'’" or (text.isdigit() and len(text) == 2):
        short = int(text.strip("'’"))
        return short + (2000 if short < PIVOT else 1900)
    return english_year(text)


def _is_abbreviation(month: str) -> bool:
    return len(month) <= 4 and month.lower() not in ("may", "june", "july")


def _iso(plain: str, start: int) -> Point | None:
    found = patterns.ISO.match(plain, start)
    if not found or (
        found["day"] is None and not (found["sign"] == "-" and len(found["month"]) == 2)
    ):
        return None
    if found["day"] is None and not 1 <= int(found["month"]) <= 12:
        return None
    return Partial(
        year=int(found["year"]),
        month=int(found["month"]),
        day=int(found["day"]) if found["day"] else None,
    ), found.end()


def _numeric(plain: str, start: int) -> Point | None:
    """Read 22/04/2016 and 13.5.2015: the order of day and month must be beyond doubt, or the sign
    a German dot.
    """
    found = patterns.NUMERIC.match(plain, start)
    if not found:
        return None
    first, second, year = int(found["a"]), int(found["b"]), int(found["year"])
    if first == second or first > 12 or found["sign"] == ".":
        return Partial(year=year, month=second, day=first), found.end()
    return (Partial(year=year, month=first, day=second), found.end()) if second > 12 else None


def _quarter_code(plain: str, start: int) -> Point | None:
    found = patterns.QUARTER_CODE.match(plain, start)
    if not found:
        return None
    letter, number = (
        (found["letter"] or found["letter2"]).upper(),
        int(found["number"] or found["number2"]),
    )
    text = found["year"] or found["before"]
    year = _any_year(text) if text else None
    if letter == "H" and (number > 2 or year is None):
        return None
    if letter == "Q":
        return Partial(year=year, quarter=number), found.end()
    return Partial(year=year, half=number), found.end()


def _fiscal(plain: str, start: int) -> Point | None:
    found = patterns.FISCAL.match(plain, start)
    year = _any_year(found["year"]) if found else None
    return (Partial(year=year, fiscal=True), found.end()) if found and year else None


def _decade(plain: str, start: int) -> Point | None:
    found = patterns.DECADE.match(plain, start)
    if not found or (found["word"] and not DECADE_BEFORE.search(plain[max(0, start - 10) : start])):
        return None
    if found["year"]:
        year = int(found["year"])
        return Partial(century=year // 100 + 1, decade=year // 10 % 10), found.end()
    tens = int(found["short"]) if found["short"] else patterns.DECADE_WORDS[found["word"].lower()]
    return Partial(century=20, decade=tens // 10), found.end()


def _century(plain: str, start: int) -> Point | None:
    found = patterns.CENTURY.match(plain, start)
    number = english_number(found["number"]) if found else None
    return (Partial(century=number), found.end()) if found and number and number <= 22 else None


def _year(plain: str, start: int) -> Point | None:
    """Read a bare year where a preposition makes it one and no counted noun follows: in 2021, not
    2021 units.
    """
    found = YEAR.match(plain, start)
    year = english_year(found.group()) if found else None
    if not found or year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return Partial(year=year), found.end()


def _plain_year(plain: str, start: int) -> Point | None:
    return _year(plain, start)


def _is_lonely(plain: str, start: int, end: int, partial: Partial) -> bool:
    """Tell whether a bare year has no word that makes it a year."""
    before = plain[max(0, start - 24) : start]
    if partial != Partial(year=partial.year):
        return False
    if not plain[start].isdigit():
        return not re.search(r"\b(?:in|since|until)\s$", before) or bool(
            patterns.COUNT_AFTER.match(plain, end)
        )
    if patterns.COUNT_AFTER.match(plain, end):
        return not re.search(r"\b(?:in|since|during)\s$", before, re.IGNORECASE)
    if patterns.SAFE_YEAR.search(before) or patterns.POSSESSIVE.match(plain, end):
        return False
    is_bracketed = before.endswith("(") and plain[end : end + 1] == ")"
    return not (is_bracketed or patterns.LOOSE_YEAR.search(before))


def _is_day_only(partial: Partial) -> bool:
    return partial.day is not None and partial.month is None


def _short_last(plain: str, joined: re.Match[str], first: Partial) -> Point | None:
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
        if short and int(short["year"]) == (first.year + 1) % 100:
            return Partial(year=first.year + 1), short.end()
    return None


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


def read_spell(plain: str, start: int) -> Expression | None:
    """Read a spell of time up to or from now: the past two years, the next decade; its borders are
    fuzzy.
    """
    found = patterns.SPELL.match(plain, start)
    if not found or not (
        found["plural"] and (found["number"] or found["which"].lower() in ("recent", "coming"))
    ):
        return None
    if re.compile(r"\s+of\s+(?:the|last|next|[0-9A-Z])").match(plain, found.end()):
        return None
    fuzzy = "FUTURE_REF" if found["which"].lower() in ("next", "coming") else "PAST_REF"
    return Expression(Span(start, found.end()), fuzzy=fuzzy, rule="en-spell", scope="nothing")


def read_elapsed(plain: str, start: int) -> Expression | None:
    """Read a distance from now or from a date of the text: two years ago, three weeks later, two
    weeks from today.
    """
    found = patterns.ELAPSED.match(plain, start)
    before = plain[max(0, start - 14) : start]
    if not found or patterns.DURATION_BEFORE.search(before):
        return None
    number = 1 if found["number"].lower() in ("a", "an") else english_number(found["number"])
    unit, span = patterns.UNITS[found["unit"].lower()], Span(start, found.end())
    if not number:
        return None
    if patterns.VAGUE_BEFORE.search(before):
        fuzzy = "PAST_REF" if found["ago"] else "FUTURE_REF"
        return Expression(span, fuzzy=fuzzy, rule="en-elapsed", scope="nothing")
    if found["from"]:
        today = {"tomorrow": 1, "yesterday": -1}.get(found["from"].lower(), 0)
        base = Partial(relative=Relative("day", today, "published"))
        return Expression(span, base, rule="en-offset", scope="sentence", offset=(unit, number))
    relative = Relative(
        unit, -number if found["ago"] else number, "elapsed" if found["ago"] else "after"
    )
    return Expression(span, Partial(relative=relative), rule="en-elapsed", scope="sentence")


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
    if final is not None:
        return base
    if behind := patterns.OR_LATER.match(plain, end):
        modifier = "since" if behind["later"] else "before"
        return replace(
            base,
            span=Span(start, behind.end()),
            modifier=modifier,
            is_inclusive=True,
            scope="sentence",
        )
    return _with_prefix(base, prefix)


def _with_prefix(base: Expression, prefix: str) -> Expression:
    offset = base.span.start - len(prefix)
    for pattern, modifier in ((patterns.BEFORE, "before"), (patterns.AFTER, "after")):
        if found := pattern.search(prefix):
            span = Span(offset + found.start("word"), base.span.end)
            return replace(base, span=span, modifier=modifier, scope="sentence")
    for pattern, modifier in (
        (patterns.DEADLINE, "before"),
        (patterns.SINCE, "since"),
        (patterns.UNTIL, "until"),
        (patterns.APPROX, "approx"),
    ):
        if pattern.search(prefix):
            scope = base.scope if modifier in ("approx", "since") else "sentence"
            return replace(base, modifier=modifier, is_inclusive=modifier == "before", scope=scope)
    return base


@lru_cache(maxsize=8)
def english_grammar(words: DateWords) -> EnglishGrammar:
    """Return the grammar for a set of words, its patterns compiled once."""
    return EnglishGrammar(words)
