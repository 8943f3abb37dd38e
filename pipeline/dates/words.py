"""The rows of date_words.csv, made into the patterns that the grammars use."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from pipeline.dates.expression import Festival, Lunar, Partial, Relative, Unit
from pipeline.lexicon import Lexicons
from pipeline.lexicon.lists import require_list
from pipeline.plain import longest_first, lookup_form

DAY = dt.timedelta(days=1)
Entry = tuple[str, str, str]  # list, word, value
UNITS: dict[str, Unit] = {
    "day": "day",
    "week": "week",
    "month": "month",
    "quarter": "quarter",
    "half": "half",
    "year": "year",
    "decade": "decade",
    "century": "century",
}


@dataclass(frozen=True, eq=False)
class DateWords:
    """The word lists of the date grammars by list name: word (plain, lower case) to value."""

    entries: tuple[Entry, ...]
    festivals: tuple[tuple[str, int, str], ...] = ()  # name, year, month and day
    firsts: tuple[tuple[int, str, str], ...] = ()  # year, month and first day, by the moon

    @cached_property
    def _days(self) -> dict[str, dict[int, tuple[int, int]]]:
        """The days of each festival by year."""
        days: dict[str, dict[int, tuple[int, int]]] = {}
        for name, year, day in self.festivals:
            month, _, number = day.partition("-")
            days.setdefault(name, {})[year] = int(month), int(number)
        return days

    @cached_property
    def _months(self) -> dict[tuple[int, str], tuple[dt.date, dt.date]]:
        """The first and the last day of each month of the lunar calendar."""
        starts = sorted((dt.date.fromisoformat(day), year, name) for year, name, day in self.firsts)
        return {
            (year, name): (day, behind[0] - DAY) for (day, year, name), behind in pairwise(starts)
        }

    def lunar(self, month: str, day: int | None) -> Lunar:
        """Return a month of the lunar calendar, or a day of it."""
        return Lunar(month, day, self._months)

    def festival(self, name: str) -> Festival:
        """Return a festival with its days."""
        return Festival(name, self._days.get(name, {}))

    @cached_property
    def lists(self) -> dict[str, dict[str, str]]:
        """The words of each list, in their plain form."""
        lists: dict[str, dict[str, str]] = {}
        for name, word, value in self.entries:
            lists.setdefault(name, {})[lookup_form(word)] = value
        return lists

    def values(self, name: str) -> dict[str, str]:
        """Return a list as word to value. Raises UnknownListError where no schema has it."""
        require_list("date_words", name)
        return self.lists.get(name, {})

    def holiday(self, name: str, word: str) -> Partial:
        """Return a holiday of a list by its rule: 10-01, or the second Sunday of May, 05/2/7."""
        value = self.values(name)[word]
        if "/" in value:
            month, nth, weekday = map(int, value.split("/"))
            return Partial(month=month, nth=nth, weekday=weekday, notation="holiday")
        month, day = map(int, value.split("-"))
        return Partial(month=month, day=day, notation="holiday")

    def pattern(self, *names: str) -> str:
        """Return an alternation of the words of some lists, the longest first; it never matches if
        there are none.
        """
        return "|".join(self.patterns(*names)) or r"(?!)"

    def patterns(self, *names: str) -> Iterator[str]:
        """Yield the pattern of each word of some lists, the longest first; a line may break where
        one has a blank.
        """
        for word in longest_first({word for name in names for word in self.values(name)}):
            yield re.escape(word).replace(r"\ ", r"\s{1,3}")

    @cached_property
    def relatives(self) -> dict[str, Relative]:
        """Relative words of both languages: 去年 is one year before the publication."""
        return {
            word: _relative(value)
            for name in ("relative_zh", "relative_en")
            for word, value in self.values(name).items()
        }


def by_first_letter(patterns: Iterable[str]) -> str:
    """Return an alternation of the patterns of words gathered by their first letters, of each letter in
    their order: where none begins, fewer are tried. It never matches if there are none.

    >>> by_first_letter(['may day', 'today', 'mrs may'])
    'm(?:ay day|rs may)|t(?:oday)'
    """
    rests: dict[str, list[str]] = {}
    for pattern in patterns:
        first = pattern[: 2 if pattern.startswith("\\") else 1]
        rests.setdefault(first, []).append(pattern.removeprefix(first))
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items()) or r"(?!)"


def _relative(value: str) -> Relative:
    unit, shift, frame = value.split()
    return Relative(UNITS[unit], int(shift), frame)


def date_words(lexicons: Lexicons) -> DateWords:
    """Return the word lists of a set of lexicons."""
    rows = lexicons["date_words"]
    festivals = lexicons["festivals"]
    return DateWords(
        tuple((row["list"], row["word"], row["value"]) for row in rows),
        tuple((row["festival"], int(row["year"]), row["day"]) for row in festivals),
        tuple((int(row["year"]), row["month"], row["first"]) for row in lexicons["lunar_months"]),
    )
