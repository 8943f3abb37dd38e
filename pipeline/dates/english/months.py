"""A month's name in English text to a date: in the orders that English knows, and told from the
verbs may and march.
"""

import re
from dataclasses import dataclass, replace

from pipeline.dates.english import patterns
from pipeline.dates.english.codes import Point, any_year
from pipeline.dates.english.ranges import MOST_DAYS
from pipeline.dates.english.vocabulary import EnglishPatterns
from pipeline.dates.expression import Partial, Relative
from pipeline.dates.numerals import english_number
from pipeline.dates.shape_rows import Found

# The rows in which a lower-case may is a month: 12 may 2021, may 2021.
SURE = frozenset({"en-day-month-year", "en-month-of-year", "en-day-month-short-year"})
# September 18 of that year, in October last year.
YEAR_TAIL = re.compile(
    r",?\s(?:of\s)?(?P<which>that(?:\ssame)?|the\ssame|the\sfollowing|the\sprevious|this|last|next)\syear\b",
    re.IGNORECASE,
)
ABBREVIATED = 3  # letters of Sep
YEAR_TAILS = {
    "that": (0, "text"),
    "same": (0, "text"),
    "following": (1, "text"),
    "previous": (-1, "text"),
    "this": (0, "published"),
    "last": (-1, "published"),
    "next": (1, "published"),
}


@dataclass(frozen=True, eq=False)
class Months:
    """The grammar of dates with a month's name."""

    vocabulary: EnglishPatterns

    def date(self, plain: str, start: int) -> Point | None:
        """Read a date with a month's name."""
        found = self.vocabulary.shapes["en-month"].match(plain, start)
        return self.dated(found) if found else None

    def dated(self, found: Found) -> Point | None:
        """Read what a row of months matched."""
        plain, month = found.match.string, found["month"]
        day, year = found["day"], found["year"]
        number = english_number(day) if day else None
        if (day and (not number or number > MOST_DAYS)) or not self._is_month(plain, found):
            return None
        value = any_year(year) if year else None
        end = found.end()
        if plain[end - 1] == "." and not _is_abbreviation(month):
            end -= 1
        name = int(self.vocabulary.value("month_en", month))
        beside = self.vocabulary.value("weekday_en", found["beside"]) if found["beside"] else None
        partial = Partial(
            year=value, month=name, day=number, beside=int(beside) if beside else None
        )
        tail = YEAR_TAIL.match(plain, end) if value is None else None
        if tail:
            which = tail["which"].lower().split()[-1]
            relative = Relative("year", YEAR_TAILS[which][0], YEAR_TAILS[which][1])
            return replace(partial, relative=relative), tail.end()
        return partial, end

    def _is_month(self, plain: str, found: Found) -> bool:
        """Tell the month from the verbs may and march and from names: a capital, and a companion
        or a preposition.
        """
        name = found["month"]
        has_companion = bool(found["day"] or found["year"])
        before = plain[max(0, found.start() - 14) : found.start()]
        if not has_companion and self.vocabulary.joined_month.match(plain, found.end()):
            return (
                name.lower() not in ("may", "march")
                or not name.islower()
                or bool(patterns.PREPOSITION.search(before))
            )
        if name == "may" and not has_companion and before.lower().endswith("this "):
            return False  # this may be
        if name.islower() and not has_companion and self.vocabulary.month_before.search(before):
            return True
        if name.islower() and not has_companion:
            if name == "march" and before[-4:].lower() == "the ":
                return False
            is_name = len(name) > 4 or name in ("may", "june", "july", "dec")
            return is_name and bool(patterns.LOWER_PREPOSITION.search(before))
        if has_companion:
            is_digit = bool(found["year"]) or found["day"][0].isdigit()
            is_sure = found.row in SURE and is_digit  # the second may follow
            return name.lower() not in ("may", "march") or not name.islower() or is_sure
        if name.lower() in ("may", "march") and before[-4:].lower() == "the ":
            return False
        if name.isupper() and len(name) == ABBREVIATED and plain[found.end() - 1] != ".":
            return False  # due to SEP hardening
        if name.lower() in patterns.AMBIGUOUS_MONTHS:
            return bool(patterns.PREPOSITION.search(before)) and not re.compile(r"\s[A-Z]").match(
                plain, found.end()
            )
        return len(name) > 3 or plain[found.end() - 1] == "."


def _is_abbreviation(month: str) -> bool:
    return len(month) <= 4 and month.lower() not in ("may", "june", "july")
