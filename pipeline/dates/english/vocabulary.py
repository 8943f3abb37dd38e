"""The word lists of date_words.csv to the compiled patterns of the English grammar."""

import re
from dataclasses import dataclass
from functools import cached_property

from pipeline.dates.english import patterns
from pipeline.dates.words import DateWords


@dataclass(frozen=True, eq=False)
class EnglishPatterns:
    """The patterns that hold words of a set of lexicons."""

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
            rf"that(?=\s(?:{self.words.pattern('month_en')})\b)|"
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

    def value(self, name: str, word: str) -> str:
        """Return the value of a word as it stands in the text, in any case and spacing."""
        return self.words.values(name)[" ".join(word.lower().split())]
