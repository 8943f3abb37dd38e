"""The word lists of date_words.csv to the compiled patterns of the English grammar."""

import re
from dataclasses import dataclass
from functools import cached_property

from pipeline.dates.english import patterns
from pipeline.dates.shape_rows import ShapeRows
from pipeline.dates.words import DateWords


@dataclass(frozen=True, eq=False)
class EnglishPatterns:
    """The patterns that hold words of a set of lexicons."""

    words: DateWords
    shapes: ShapeRows

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
            r"recent|latest|most(?=\srecent\squarter)|just(?=-ended\squarter)|weekend|year(?=[-\s](?:end|earlier|ago)\b))(?![a-z]))",
            re.IGNORECASE,
        )

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

    def value(self, name: str, word: str) -> str:
        """Return the value of a word as it stands in the text, in any case and spacing."""
        return self.words.values(name)[" ".join(word.lower().split())]
