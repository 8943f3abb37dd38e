"""Markdown: the file itself is the source text; front matter, a field list or a posting line tell
title, day and address.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from pipeline.document import Source
from pipeline.lazy import lazy
from pipeline.plain import HAN
from pipeline.read.declared import parse_day
from pipeline.read.front_matter import Fields, find_front_matter, is_telling

MEDIA_TYPE = "text/markdown"
TITLES = ("title", "标题", "標題", "headline", "og:title")
# In the order of trust. A day of fetching, clipping, creating or updating is none of these.
PUBLISHED = (
    "published", "date_published", "datepublished", "published_time", "published time",
    "article:published_time", "published_at", "publishedat", "published_date", "published date",
    "publish_date", "publish date", "publishdate", "pubdate", "pub_date", "publication_date",
    "publication date", "date of publication", "posted", "发布日期", "发布时间", "發布日期", "發布時間",
    "發佈日期", "發佈時間", "发表日期", "发表时间", "發表日期", "發表時間", "刊发日期", "date", "日期",
)  # fmt: skip
ADDRESSES = (
    "url", "link", "source", "source_url", "source url", "url source", "original_url",
    "original url", "canonical_url", "canonical", "链接", "原文链接", "网址", "連結", "原文連結", "網址",
)  # fmt: skip
ADDRESS = re.compile(r"https?://\S+", re.I)
HEADING = re.compile(r"[ \t]{0,3}#[ \t]+(.+?)[ \t]*#*[ \t]*$")
# A heading on a line of its own between blank ones; # alone may be a comment in a script.
OWN_HEADING = re.compile(r"(?:(?<=\n\n)|(?<=\r\n\r\n))(#{2,6}) [^\n#]{1,120}(?=\r?\n\r?\n)")
FEWEST_HEADINGS = 3
SETEXT = re.compile(r"[ \t]{0,3}=+[ \t]*$")
FIELD = re.compile(
    r"[ \t]*(?:[-*+>][ \t]+)?(?:\*\*|__)?(?P<key>[^\W\d_][\w ]{0,24}?)[ \t]*"
    r"(?:[:：](?:\*\*|__)|(?:\*\*|__)?[:：])[ \t]*(?P<value>\S.*?)[ \t]*$"
)
FEWEST_FIELDS = 3
FIELD_LINES = 40  # lines at the head of a text in which a list of fields may stand
POSTING_LINES = 16  # lines behind the title in which its day may stand
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
SPELLED = re.compile(rf"\s*({MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.I)
POSTED = lazy(
    r"(?:发布时间|发布日期|发表时间|发表日期|刊发日期|發布時間|發布日期|發佈時間|發佈日期|發表時間|發表日期"
    rf"|(?<![{HAN}])(?:发表于|发布于|發表於|發布於|發佈於)"
    r"|(?:^|[|·•*_\[\s])(?:Posted|Published)(?:[ \t]on|[ \t]at)?)[ \t]*[:：]?[ \t*_]*"
    rf"(?P<day>\d{{4}}[-/.年][ \t]?\d{{1,2}}[-/.月][ \t]?\d{{1,2}}日?|\d{{1,2}} {MONTH} \d{{4}}|{MONTH} \d{{1,2}},? \d{{4}})"
)
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def with_markdown(source: Source) -> Source:
    """Return a source as Markdown where its text is it beyond doubt: front matter of an article
    stands before it, or three headings of the second level or below stand in it, each between blank lines.
    """
    matter = find_front_matter(source.text)
    headings = list(islice(OWN_HEADING.finditer(source.text), FEWEST_HEADINGS))
    is_markdown = is_telling(matter) or len(headings) == FEWEST_HEADINGS
    return with_declared(source) if is_markdown else source


def with_declared(source: Source) -> Source:
    """Return a Markdown source with the title, the day and the address that it declares itself."""
    matter = find_front_matter(source.text)
    end = matter.span.end if matter else 0
    lines = [line.strip("\r") for line in source.text[end : end + 20_000].split("\n")]
    fields = matter.fields if matter else {}
    listed = {} if matter else _field_list(lines)
    title = _title(fields) or _heading(lines)
    named = declared_day(fields)
    day = named or _day(fields) or _day(listed) or _posted(lines)
    return replace(
        source,
        media_type=MEDIA_TYPE,
        title=source.title or title,
        published=source.published or day,
        published_basis=source.published_basis or ("declared" if day else ""),
        is_field_open=not source.published and not named and _day(fields) is not None,
        url=source.url or _address(fields) or _address(listed),
    )


def declared_fields(fields: Fields) -> tuple[str, dt.date | None, str]:
    """Return the title, the day and the address that fields declare, by any of their names.

    >>> declared_fields({"标题": "新规", "发布日期": "2024-03-05", "link": "https://example.org/1"})
    ('新规', datetime.date(2024, 3, 5), 'https://example.org/1')
    """
    return _title(fields), _day(fields), _address(fields)


def _flat(value: Any) -> Iterator[str]:
    """Yield the texts of a value: a list's items one by one."""
    if isinstance(value, list | tuple):
        for item in value:
            yield from _flat(item)
    elif isinstance(value, dt.date):
        yield value.isoformat()
    elif isinstance(value, str | int | float):
        yield str(value).strip().removeprefix("[[").removesuffix("]]").strip()


def _values(fields: Fields, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from (value for value in _flat(fields.get(name)) if value)


def _title(fields: Fields) -> str:
    return " ".join(next(_values(fields, TITLES), "").split())


def _address(fields: Fields) -> str:
    """Return the address of an article: `source` may also be the name of a site."""
    found = (ADDRESS.search(value) for value in _values(fields, ADDRESSES))
    return next((match.group().rstrip(">)") for match in found if match), "")


def declared_day(fields: Fields) -> dt.date | None:
    """Return the day of fields that name it the publication; what is only a `date` may be any."""
    days = (read_any_day(value) for value in _values(fields, PUBLISHED[: PUBLISHED.index("date")]))
    return next((day for day in days if day), None)


def _day(fields: Fields) -> dt.date | None:
    days = (read_any_day(value) for value in _values(fields, PUBLISHED))
    return next((day for day in days if day), None)


def read_any_day(value: str) -> dt.date | None:
    """Return the day that a value starts with, year first or with its month's name: 2024-03-06T08:00,
    2024年3月6日, March 6, 2024, 6 March 2024. 5/1/2024 may be January or May: none.
    """
    spelled = SPELLED.match(value)
    if not spelled:
        return parse_day(value)
    month = MONTHS.index(spelled[1][:3].lower()) + 1
    try:
        return dt.date(int(spelled[3]), month, int(spelled[2]))
    except ValueError:
        return None


def _heading(lines: list[str]) -> str:
    """Return the first heading, where nothing but white space stands above it."""
    filled = [line for line in lines if line.strip()][:2]
    found = HEADING.match(filled[0]) if filled else None
    if found:
        return _bare(found[1])
    return _bare(filled[0]) if len(filled) > 1 and SETEXT.match(filled[1]) else ""


def _bare(words: str) -> str:
    """Return a heading without links and emphasis: [**商务部**公告](https://…) to 商务部公告."""
    words = re.sub(r"!?\[([^\[\]]*)\]\([^()]*\)", r"\1", words)
    return " ".join(re.sub(r"(\*{1,3}|_{2,3}|==|`)(?=\S)(.+?)(?<=\S)\1", r"\2", words).split())


def _field_list(lines: list[str]) -> Fields:
    """Return the fields of a list such as `- **Date**: 2025-02-12` at the head of a text."""
    found: dict[str, str] = {}
    for line in lines[:FIELD_LINES]:
        field = FIELD.match(line)
        if field:
            found.setdefault(field["key"].strip().lower(), field["value"])
        elif found and line.strip():
            break
    named = not {*PUBLISHED, *ADDRESSES}.isdisjoint(found)
    return found if len(found) >= FEWEST_FIELDS and named else {}


def _posted(lines: list[str]) -> dt.date | None:
    """Return the one day that a label names next to the title: 发表于 2024年10月06日."""
    start = max((number for number, line in enumerate(lines) if HEADING.match(line)), default=-1)
    filled = [line for line in lines[start + 1 :] if line.strip()][:POSTING_LINES]
    found = (POSTED.search(line) for line in filled)
    days = {read_any_day(match["day"]) for match in found if match}
    return days.pop() if len(days) == 1 else None
