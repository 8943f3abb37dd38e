"""English text at a site to durations of time and distances: the past two years, two years ago."""

import re

from pipeline.dates.english import patterns
from pipeline.dates.expression import Expression, Partial, Relative, Scope
from pipeline.dates.numerals import english_number
from pipeline.dates.shape_rows import Found
from pipeline.dates.units import MONTHS
from pipeline.text import Span

# From $2 million a year ago, or 20 cents a share, a year earlier.
COMPARED = re.compile(
    r"(?:\b(?:from|than|with|against|over)|share,?|illion,?|percent,?|cents,?|[0-9%],?)\s$"
)
YEARS = {"decade": 10}  # a decade ago is no decade but a year
ONE_IS_LONG = ("decade", "fortnight")
# Over the next decade, in the last decade: ten years up to or from now.
OVER = re.compile(r"\b(?:over|in|during|within|for|of)\s(?:the\s)?$", re.IGNORECASE)
# Over the last year, in the next week: a week, not that of the calendar; in the last quarter is one.
THE, SPANS = (
    re.compile(r"\bthe\s(?:last|next|coming)\s\w+\Z", re.IGNORECASE),
    ("week", "month", "year"),
)
# One year ago today: the same day, so long before.
AGO_TODAY = re.compile(r"\s(?:today|tonight|this\s(?:morning|afternoon|evening))\b", re.IGNORECASE)
OF_WHOLE = re.compile(r"\s+of\s+(?:the|last|next|[0-9A-Z])")


def read_spell(found: Found) -> Expression | None:
    """Read a duration of time up to or from now: the past two years, the next decade; its borders are
    fuzzy.
    """
    which = found["which"].lower()
    before = found.match.string[max(0, found.start() - patterns.LONGEST_PREFIX) : found.start()]
    unit = found["unit"].lower()
    has_article = which != "previous" and unit in SPANS and THE.search(before + found.group())
    is_whole = unit in ONE_IS_LONG or has_article
    is_spell = found["plural"] and (found["number"] or which in ("recent", "coming", "upcoming"))
    if not is_spell and not (is_whole and OVER.search(before)):
        return None
    if OF_WHOLE.match(found.match.string, found.end()):
        return None
    fuzzy = "FUTURE_REF" if which in ("next", "coming", "upcoming") else "PAST_REF"
    span = Span(found.start(), found.end())
    return Expression(span, fuzzy=fuzzy, rule="en-duration", scope=Scope.NOTHING)


def read_elapsed(found: Found) -> Expression | None:
    """Read a distance from now or from a date of the text: two years ago, three weeks later, two
    weeks from today.
    """
    start = found.start()
    before = found.match.string[max(0, start - 14) : start]
    if patterns.DURATION_BEFORE.search(before):
        return None
    number = counted(found["number"])
    unit, span = patterns.UNITS[found["unit"].lower()], Span(start, found.end())
    if not number:
        return None
    if found["half"]:
        unit, number = ("year", YEARS[unit] // 2) if unit in YEARS else ("month", MONTHS["half"])
    if unit in YEARS:
        unit, number = "year", number * YEARS[unit]
    is_past = found["ago"] or found["earlier"]
    if patterns.VAGUE_BEFORE.search(before) or (
        found["earlier"] and unit not in ("day", "week") and not COMPARED.search(before)
    ):
        fuzzy = "PAST_REF" if is_past else "FUTURE_REF"
        return Expression(span, fuzzy=fuzzy, rule="en-elapsed", scope=Scope.NOTHING)
    if now := found["from"] or found["hence"]:
        today = {"tomorrow": 1, "yesterday": -1}.get(now.lower(), 0)
        base = Partial(relative=Relative("day", today, "published"))
        return Expression(span, base, rule="en-offset", scope=Scope.SENTENCE, offset=(unit, number))
    if found["ago"] and (today_behind := AGO_TODAY.match(found.match.string, found.end())):
        base = Partial(relative=Relative("day", 0, "published"))
        span, offset = Span(start, today_behind.end()), (unit, -number)
        return Expression(span, base, rule="en-offset", scope=Scope.SENTENCE, offset=offset)
    if number == 1 and unit == "year" and is_past and COMPARED.search(before):
        frame = "compared" if found["ago"] else "compared-earlier"
    else:
        frame = "elapsed" if found["ago"] else "after"
    relative = Relative(unit, -number if is_past else number, frame)
    return Expression(span, Partial(relative=relative), rule="en-elapsed", scope=Scope.SENTENCE)


def counted(text: str) -> int | None:
    """Read how many: a, an, two, 12."""
    return 1 if text.lower() in ("a", "an") else english_number(text)
