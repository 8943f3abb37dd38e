"""Days that a text tells twice: 上周日（2月2日）, yesterday, May 31. What stands behind decides."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.document import DateMention

RULE = "day-in-bracket"
MARKS = {"(": ")", ", ": ","}  # what stands before and behind the second


def told_in_brackets(plain: str, mentions: Sequence[DateMention]) -> Iterator[DateMention]:
    """Yield mentions, a day without a date of its own as the day told behind it: 周日（9月1日）.

    What leans on such a day keeps its own reading.
    """
    for mention, following in pairwise([*mentions, None]):
        if mention is not None:
            decided = following is not None and _is_told_by(plain, mention, following)
            yield _as_told(mention, following) if decided and following else mention


def _is_told_by(plain: str, mention: DateMention, bracket: DateMention) -> bool:
    """Tell whether a mention is a day that is counted or a weekday, and a bracket tells which."""
    between = plain[mention.span.end : bracket.span.start]
    closed = plain[bracket.span.end : bracket.span.end + 1] == MARKS.get(between)
    days = mention.precision == bracket.precision == "day" and not mention.modifier
    is_counted = "relative" in mention.rule or (between == "(" and "weekday" in mention.rule)
    other = bracket.start_date and bracket.start_date != mention.start_date
    return bool(closed and days and is_counted and other)


def _as_told(mention: DateMention, bracket: DateMention) -> DateMention:
    return replace(
        mention, timex=bracket.timex, start_date=bracket.start_date, end_date=bracket.end_date,
        basis=bracket.basis, anchor=bracket.span, rule=f"{mention.rule}+{RULE}",
    )  # fmt: skip
