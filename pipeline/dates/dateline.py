"""A plain text to the date of its publication, where the text itself tells it."""

import datetime as dt
import re
from collections.abc import Iterator
from itertools import islice

from pipeline.text import Span

FULL = (
    r"(?P<year>(?:19|20)[0-9]{2})\s?(?:年\s?|[-/.])(?P<month>[0-9]{1,2})\s?(?:月\s?|[-/.])(?P<day>[0-9]{1,2})"
    r"(?:\s?日)?(?![0-9](?![0-9]:))"
)
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
NAMES = "|".join(f"{month}|{month[:3]}\\.?" for month in MONTHS)
ENGLISH = (
    rf"(?:(?P<name>{NAMES})\s(?P<d>[0-9]{{1,2}}),?\s(?P<y>(?:19|20)[0-9]{{2}})"
    rf"|(?P<d2>[0-9]{{1,2}})\s(?P<name2>{NAMES}),?\s(?P<y2>(?:19|20)[0-9]{{2}}))(?![0-9])"
)
CLOCK = r"(?:\s?[T,]?\s?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"
# A label names the date: 发布时间:2024-05-06, 来源:新华网 2024年5月6日, Published: 6 May 2024.
LABEL = (
    r"^[^\n。!?;]{0,40}?(?:(?:发布时间|发布日期|发表时间|发表日期|刊发时间|更新时间|发表于|发布于|Published|Posted|Updated)"
    r"(?:\s?on|\s?于)?\s{0,2}:?\s{0,3}|(?:日期|时间|来源|Date)\s{0,2}:[^\n。!?;0-9]{0,30})"
)
# A line that is nothing but a date, with a clock time, a counter or an issue behind it:
# 2021-12-5点击数/观看数:12.
BEHIND = r"\s?(?:点击|阅读|浏览|来源|作者|编辑|第\s?[0-9]|(?:星期|周)[一二三四五六日天]\s{0,4}$|[|·)\]/]|$)"
PATTERNS = tuple(
    re.compile(source, re.MULTILINE | re.IGNORECASE)
    for source in (
        LABEL + FULL,
        LABEL + ENGLISH,
        rf"[(【][^\n()【】]{{0,24}}{FULL}\s?(?:电|讯)",
        rf"^\s{{0,8}}[(\[]?{FULL}{CLOCK}{BEHIND}",
        rf"^(?:By\s[^\n]{{1,40}}?[,|·–—-]\s?)?{ENGLISH}{CLOCK}\s{{0,4}}$",
    )
)
LINE = re.compile(r"[^\n]+")
TOP_LINES, BOTTOM_LINES = 8, 8
TOP, BOTTOM = 1000, 400


def find_dateline(plain: str) -> tuple[dt.date, Span] | None:
    """Return the publication date that a text gives in its first lines or its last, and where it
    stands.

    Only full dates behind a label (发布时间), in a dispatch (5月6日电) or on a line of their own
    count; several different ones of a kind are a chronicle and tell nothing.
    """
    for lines in (list(_first_lines(plain)), list(_last_lines(plain))):
        for pattern in PATTERNS:
            found = [
                match for line in lines for match in pattern.finditer(plain, line.start, line.end)
            ]
            days = {day for match in found if (day := _day(match))}
            if len(days) == 1:
                return days.pop(), _span(found[0])
    return None


def _first_lines(plain: str) -> Iterator[Span]:
    """Yield the first lines of a text that are not empty."""
    lines = (Span(*line.span()) for line in LINE.finditer(plain, 0, TOP) if line.group().strip())
    return islice(lines, TOP_LINES)


def _last_lines(plain: str) -> Iterator[Span]:
    """Yield the last lines of a text that are not empty."""
    first = max(0, len(plain) - BOTTOM)
    lines = LINE.finditer(plain, plain.find("\n", first) + 1 or first)
    spans = [Span(*line.span()) for line in lines if line.group().strip()]
    return iter(spans[-BOTTOM_LINES:])


def _span(found: re.Match[str]) -> Span:
    names = (
        ("year", "day")
        if "year" in found.re.groupindex
        else ("name", "y")
        if found["name"]
        else ("d2", "y2")
    )
    end = found.end(names[1])
    return Span(found.start(names[0]), end + found.string[end : end + 2].rstrip().endswith("日"))


def _day(found: re.Match[str]) -> dt.date | None:
    try:
        if "year" in found.re.groupindex:
            return dt.date(int(found["year"]), int(found["month"]), int(found["day"]))
        name = (found["name"] or found["name2"])[:3].title()
        month = [month[:3] for month in MONTHS].index(name) + 1
        return dt.date(int(found["y"] or found["y2"]), month, int(found["d"] or found["d2"]))
    except ValueError:
        return None
