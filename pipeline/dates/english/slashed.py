"""Month and day with a slash in English text (on 4/22, Friday 7/6) told from fractions: a word beside them
makes them a day, and a number above twelve tells which of both it is.
"""

import re

from pipeline.dates.english.codes import Point
from pipeline.dates.expression import Partial
from pipeline.dates.shape_rows import Found

LONGEST_BEFORE = 20  # bounds the work
WEEKDAY_BEFORE = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s\Z", re.IGNORECASE
)
# From 6/20 to 7/15 a sentence may count, so that a range needs a word of its own.
TIME_BEFORE = re.compile(
    r"\b(?:on|since|until|till|before|after|between|ending|beginning|starting|due|dated)\s{1,4}\Z",
    re.IGNORECASE,
)
# 11/20, 11/22 or 11/25; between 10/25 and 11/14.
LISTED = re.compile(
    r"(?P<first>[0-9]{1,2}/[0-9]{1,2})(?:,\s?(?:and|or)?|\s?[-–]|\s(?:and|or|to|through))\s?\Z"
)
BOTH = re.compile(r"(?P<a>[0-9]{1,2})/(?P<b>[0-9]{1,2})(?![0-9A-Za-z%/]|[.,][0-9])")
WEEKDAYS = {
    stem: index for index, stem in enumerate(["mon", "tue", "wed", "thu", "fri", "sat", "sun"], 1)
}
MONTHS, DAYS = 12, 31
AROUND_THE_CLOCK = "24/7"


def is_slashed_day(plain: str, start: int) -> bool:
    """Tell whether month and day stand at a place, and no fraction: on 4/22, Friday 7/6, not 24/7."""
    found = BOTH.match(plain, start)
    if not found or found.group() == AROUND_THE_CLOCK:
        return False
    before = plain[max(0, start - LONGEST_BEFORE) : start]
    if WEEKDAY_BEFORE.search(before):
        return min(int(found["a"]), int(found["b"])) <= MONTHS
    if not _is_told_apart(found.group()):
        return False
    listed = LISTED.search(before)
    if listed:
        return _is_told_apart(listed["first"]) and is_slashed_day(
            plain, start - len(before) + listed.start()
        )
    return TIME_BEFORE.search(before) is not None


def slashed_day(found: Found) -> Point | None:
    """Read 4/22 and Friday 7/6: the month is in front where both could be it."""
    plain, start = found.match.string, found.start("a")
    first, second = int(found["a"]), int(found["b"])
    if not is_slashed_day(plain, start):
        return None
    month, day = (second, first) if first > MONTHS else (first, second)
    beside = WEEKDAYS.get(found["beside"][:3].lower()) if found["beside"] else None
    return Partial(month=month, day=day, beside=beside, notation="numeric"), found.end()


def _is_told_apart(text: str) -> bool:
    """Tell whether only one number of two can be the month."""
    low, high = sorted(map(int, text.split("/")))
    return 1 <= low <= MONTHS < high <= DAYS
