"""Groups of countries that the letters of their members name: 美以印阿四国集团."""

import re
from collections.abc import Iterable, Iterator

from pipeline.names.context import NameContext
from pipeline.names.head_noun import NameCandidate
from pipeline.text import Span

RULE = "group-of-countries"
# 美日韩三边对话 is a meeting.
BODY = r"(?:安全)?(?:集团|联盟|理事会|伙伴关系|(?<=四方安全)对话)(?![国员])"
NUMBER = r"(?:[两二三四五六七八]国|[双三四五]边|[三四五]方)"


def grouping_pattern(letters: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for the letters of two or more countries and the group that they form."""
    return re.compile(rf"[{''.join(sorted(letters))}]{{2,6}}{NUMBER}{BODY}")


def without_members(text: str) -> str:
    """Return the name of a group without the letters of its members.

    >>> without_members("美日印澳四方安全对话")
    '四方安全对话'
    """
    found = re.search(NUMBER, text)
    return text[found.start() :] if found else text


def groupings(view: NameContext, pattern: re.Pattern[str]) -> Iterator[NameCandidate]:
    """Yield the groups of countries of a text: 美英澳三边安全伙伴关系."""
    for found in view.off_dates(pattern.finditer(view.words.plain)):
        if view.words.starting_at(found.start()) >= 0:
            yield NameCandidate(Span(*found.span()), "international", RULE)
