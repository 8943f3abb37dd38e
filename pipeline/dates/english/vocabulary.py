"""The word lists of date_words.csv to the compiled patterns of the English grammar."""

import re
from dataclasses import dataclass
from functools import cached_property

from pipeline.dates.english import patterns
from pipeline.dates.shape_rows import ShapeRows
from pipeline.dates.words import DateWords

SITE_LISTS = (
    *("month_en", "weekday_en", "relative_en", "season_en", "fuzzy_en", "holiday_en"),
    "festival_en",
)
NO_SITE = r"(?<![A-Za-z0-9_@$€£])(?<![0-9][.,:])"
# Words of the grammar itself: what follows the first letter may be a pattern.
SITES = (
    *(f"{patterns.TENS}|{patterns.TEENS}|{patterns.ONES}|{patterns.FIRSTS}".split("|")),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth", "twentieth", "thirtieth", *patterns.DECADE_WORDS),
    *("q[1-4]", "h[12]", "fy", "fiscal", "financial", "early", "mid", "late", "latter", "latest"),
    *("beginning", "start", "middle", "end", "last", "final", "next", "this", "past", "previous"),
    *("calendar", "coming", "following", "upcoming", "recent", "week", "weekend"),
    r"most(?=\srecent\squarter)",
    *(r"just(?=-ended\squarter)", r"year(?=(?:['’]s)?[-\s](?:end|earlier|ago)\b)"),
    *(r"w(?=/c\s)", r"cy(?=\s?['’]?[0-9]{2})"),
    r"the(?=\s(?:latest|most\srecent|just-ended|quarter|year[-\s](?:earlier|ago))\b)",
    r"an?(?=\s(?:day|week|month|year|decade))",
    r"half(?=\sa\s(?:year|decade)\s(?:ago|later|earlier))",
)


@dataclass(frozen=True, eq=False)
class EnglishPatterns:
    """The patterns that hold words of a set of lexicons."""

    words: DateWords
    shapes: ShapeRows

    @cached_property
    def site(self) -> re.Pattern[str]:
        """Where an expression may begin: by the first letter, so that most words cost one look."""
        pieces: dict[str, list[str]] = {}
        for piece in (*self.words.patterns(*SITE_LISTS), *SITES):
            pieces.setdefault(piece[0].lower(), []).append(piece[1:])
        months = self.words.pattern("month_en")
        pieces["t"].append(rf"hat(?=\s(?:{months})\b)")
        words = "|".join(
            rf"[{char}{char.upper()}](?i:{'|'.join(rests)})" for char, rests in pieces.items()
        )
        return re.compile(rf"{NO_SITE}(?:(?P<number>['’]?[0-9])|(?P<word>(?:{words})(?![A-Za-z])))")

    @cached_property
    def bound(self) -> re.Pattern[str]:
        """What bounds the date behind it: since, no later than, around; the leftmost word is meant."""
        words = self.words.pattern("bound_en")
        return re.compile(rf"\b(?P<word>{words})\s(?:the\s(?:year\s)?)?\Z", re.IGNORECASE)

    @cached_property
    def of_day(self) -> re.Pattern[str]:
        """What a day has: today's announcement."""
        nouns = self.words.pattern("day_noun_en")
        return re.compile(rf"['’]s\s(?:[A-Za-z-]+\s)?(?:{nouns})s?\b", re.IGNORECASE)

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
