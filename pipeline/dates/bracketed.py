"""Days that a text tells twice: 上周日（2月2日）, yesterday, May 31. What stands behind decides, but a
weekday behind a day that it agrees with is that day: 明天（周六）.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.dates.units import DAY
from pipeline.document import DateMention

RULE, OF_BRACKET = "day-in-bracket", "counted-from-bracket"
COUNTED = re.compile(r"zh-relative-day\+(?:since\+|until\+)?counted-from-publication")
NUMBERED = re.compile(r"zh-(?:month-)?day\b")
NONE = dt.timedelta(0)
WEEKDAYS = frozenset({"zh-weekday", "en-weekday"})
# What stands between the two days, and behind the second: 今天中午(20日), 今晚(7日,周五).
OPENED = re.compile(r"(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|晚)?\(|, ")
CLOSED = re.compile(r"[,、]?\s?(?:(?:星期|周|礼拜)[一二三四五六日天])?\)")


def told_in_brackets(plain: str, mentions: Sequence[DateMention]) -> Iterator[DateMention]:
    """Yield mentions, a day without a date of its own as the day told behind it: 周日（9月1日）; where a
    text says that way which day its 今日 is, what else is counted from publication goes with it.
    """
    apart = _apart(plain, mentions)
    for mention, told in zip(mentions, _as_brackets_tell(plain, mentions), strict=True):
        is_other = mention is told and apart and COUNTED.fullmatch(mention.rule)
        yield _moved(mention, apart) if is_other else told


def _apart(plain: str, mentions: Sequence[DateMention]) -> dt.timedelta:
    """Return how far from publication the text's own day lies, by all that it says: 今日（12日）, published
    on the 13th.
    """
    found = {
        dt.date.fromisoformat(told.start_date) - dt.date.fromisoformat(mention.start_date)
        for mention, told in pairwise(mentions)
        if COUNTED.fullmatch(mention.rule)
        and NUMBERED.match(told.rule)
        and _tells_its_day(plain, mention, told)
    }
    apart = found.pop() if len(found) == 1 else NONE
    return apart if abs(apart) == DAY else NONE


def _tells_its_day(plain: str, mention: DateMention, told: DateMention) -> bool:
    """Tell whether a bracket says which day the text is of: 今日（12日）; a 昨日 that would be the day of
    publication does, one that lies farther back may be a slip.
    """
    if not (mention.start_date and told.start_date and _is_bracket(plain, mention, told)):
        return False
    return plain[mention.span.start] == "今" or told.start_date >= mention.start_date


def _moved(mention: DateMention, apart: dt.timedelta) -> DateMention:
    start, end = (
        (dt.date.fromisoformat(day) + apart).isoformat() if day else ""
        for day in (mention.start_date, mention.end_date)
    )
    rule = mention.rule.replace("counted-from-publication", OF_BRACKET)
    timex = start or end
    return replace(mention, timex=timex, start_date=start, end_date=end, rule=rule)


def _as_brackets_tell(plain: str, mentions: Sequence[DateMention]) -> Iterator[DateMention]:
    """Yield mentions, a day without a date of its own as the day told behind it: 周日（9月1日）.

    What leans on such a day keeps its own reading.
    """
    agreeing: DateMention | None = None
    for mention, following in pairwise([*mentions, None]):
        if mention is None:
            return
        is_bracket = following is not None and _is_bracket(plain, mention, following)
        if agreeing is not None:
            yield _as_told(mention, agreeing)
        elif is_bracket and following and _is_told_by(plain, mention, following):
            yield _as_told(mention, following)
        else:
            yield mention
        agrees = is_bracket and following is not None and _agrees(mention, following)
        agreeing = mention if agrees else None


def _is_bracket(plain: str, mention: DateMention, following: DateMention) -> bool:
    """Tell whether a day stands in a bracket, or between commas, behind another."""
    between = plain[mention.span.end : following.span.start]
    days = mention.precision == following.precision == "day"
    if not days or not OPENED.fullmatch(between):
        return False
    end = following.span.end
    return plain[end : end + 1] == "," if between == ", " else CLOSED.match(plain, end) is not None


def _agrees(mention: DateMention, weekday: DateMention) -> bool:
    """Tell whether a bare weekday is that of a day which is counted: 明天（周六）."""
    shape = weekday.rule.split("+")[0]
    if shape not in WEEKDAYS or "relative-day" not in mention.rule or not mention.end_date:
        return False
    days = (dt.date.fromisoformat(one.end_date) for one in (mention, weekday) if one.end_date)
    return mention.start_date != weekday.start_date and len({one.isoweekday() for one in days}) == 1


def _is_told_by(plain: str, mention: DateMention, bracket: DateMention) -> bool:
    """Tell whether a mention is a day that is counted or a weekday, and a bracket tells which."""
    is_in_bracket = plain[bracket.span.start - 1] == "("
    is_counted = "relative" in mention.rule or (is_in_bracket and "weekday" in mention.rule)
    other = bracket.start_date and bracket.start_date != mention.start_date
    is_open = not mention.modifier and not _agrees(mention, bracket)
    return bool(is_open and is_counted and other)


def _as_told(mention: DateMention, told: DateMention) -> DateMention:
    return replace(
        mention, timex=told.timex, start_date=told.start_date, end_date=told.end_date,
        basis=told.basis, anchor=told.span, rule=f"{mention.rule}+{RULE}",
    )  # fmt: skip
