"""What may stand in the `value` cell of a list: a text goes in, whether it is one comes out."""

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass

UNITS = ("day", "week", "month", "quarter", "half", "year", "decade", "century")
FRAMES = ("published", "text", "then", "at-once", "later", "sentence")
OFFSET = re.compile(rf"(?:{'|'.join(UNITS)}) (?:0|-?[1-9]\d{{0,2}}) (?:{'|'.join(FRAMES)})")
HOLIDAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
COUNTED_HOLIDAY = re.compile(r"(?:0[1-9]|1[0-2])/(?:[1-5]|-1)/[1-7]")
# 29 February is a day too; only the length of the month counts.
LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
LATEST_ERA = 2100
FEWEST_LETTERS = 2


@dataclass(frozen=True)
class ValueType:
    """A kind of value: its name, what it is in words, an example, and the test that it passes."""

    name: str
    meaning: str
    example: str
    holds: Callable[[str], bool]
    words: tuple[str, ...] = ()

    def remedy(self, value: str) -> str:
        """Say what to write in place of a value: yeer 0 published should be year 0 published."""
        if not self.meaning:
            return "Leave the cell empty"
        near = " ".join(_nearest(word, self.words) for word in value.split())
        if near != value and self.holds(near):
            return f"Write {near}"
        return f"Write {self.meaning}, such as {self.example}"


def _nearest(word: str, words: tuple[str, ...]) -> str:
    """Return the listed word that a word resembles most, or the word: published for publishd."""
    if len(word) < FEWEST_LETTERS:
        return word
    return next(iter(difflib.get_close_matches(word.lower(), [w.lower() for w in words], 1)), word)


def is_holiday(value: str) -> bool:
    """Tell whether a text is a month and a day of it: 10-01, not 02-30."""
    found = HOLIDAY.fullmatch(value)
    return found is not None and int(found[2]) <= LONGEST[int(found[1]) - 1]


def _among(*values: str) -> Callable[[str], bool]:
    return frozenset(values).__contains__


def _numbers(first: int, last: int) -> Callable[[str], bool]:
    return _among(*map(str, range(first, last + 1)))


NONE = ValueType("none", "", "", _among(""))
OFFSET_VALUE = ValueType(
    "offset",
    f"a unit ({', '.join(UNITS)}), how many of them away, and from what ({', '.join(FRAMES)})",
    "year -1 published",
    lambda value: bool(OFFSET.fullmatch(value)),
    (*UNITS, *FRAMES),
)
REFERENCE = ValueType(
    "reference", "a vague reference of TIMEX3: PAST_REF, PRESENT_REF or FUTURE_REF", "PAST_REF",
    _among("PAST_REF", "PRESENT_REF", "FUTURE_REF"),
)  # fmt: skip
ERA_YEAR = ValueType(
    "year", "the year before the first of the era", "1911", _numbers(0, LATEST_ERA)
)
MONTH = ValueType("month", "a month from 1 to 12", "3", _numbers(1, 12))
WEEKDAY = ValueType("weekday", "a day of the week from 1 (Monday) to 7", "1", _numbers(1, 7))
SEASON = ValueType(
    "season", "a season of TIMEX3: SP, SU, FA or WI", "SP", _among("SP", "SU", "FA", "WI")
)
DAY = ValueType("day", "a month and a day as MM-DD", "10-01", is_holiday)
FESTIVAL = ValueType(
    "festival", "the name of a festival in festivals.csv", "春节",
    lambda value: bool(re.fullmatch("[一-鿿]{2,}|[A-Z][A-Za-z ]+", value)),
)  # fmt: skip
HOLIDAY_RULE = ValueType(
    "day",
    "a month and a day as MM-DD, or a month, which one (-1 the last) and a weekday as MM/n/w",
    "10-01",
    lambda value: is_holiday(value) or bool(COUNTED_HOLIDAY.fullmatch(value)),
)
BOUND = ValueType(
    "bound", "before, after, deadline (up to its end), since, until or approx", "since",
    _among("before", "after", "deadline", "since", "until", "approx"),
)  # fmt: skip
MONTHS = ValueType(
    "months", "the months from January to the start of the fiscal year, -11 to 11", "-3",
    _among(*map(str, range(-11, 12))),
)  # fmt: skip
COUNTRY = ValueType(
    "country", "an id of places.csv", "US", lambda value: bool(re.fullmatch("[A-Z][A-Za-z-]*", value))
)  # fmt: skip
TYPES = (
    OFFSET_VALUE,
    REFERENCE,
    ERA_YEAR,
    MONTH,
    WEEKDAY,
    SEASON,
    DAY,
    FESTIVAL,
    HOLIDAY_RULE,
    BOUND,
    MONTHS,
    COUNTRY,
)
