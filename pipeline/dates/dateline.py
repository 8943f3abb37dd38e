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
# A label names the date: 发布时间:2024-05-06, 来源:新华网 2024年5月6日, Published: 6 May 2024. The
# report that was published in May is no label, nor is 白皮书发布于.
OPENS = r"(?:^|(?<=[|·/,(]\s)|(?<=[|·/(\u2014\u2013\s]))"
STAMPED = (
    r"(?:发布时间|发布日期|发表时间|发表日期|刊发时间|刊发日期|刊登日期|(?:(?<=本文)|(?<=首)|(?-i:(?<![一-鿿])))发[表布]于"
    rf"|{OPENS}发[布表](?=\s?:)"
    rf"|{OPENS}(?-i:Published|PUBLISHED|Posted|POSTED|First published))"
)
LABEL = (
    rf"^[^\n。!?;]{{0,40}}?(?:(?:{STAMPED})(?:\s?on|\s?于)?\s{{0,2}}:?\s{{0,3}}"
    r"|(?:(?<![一-鿿])(?:日期|时间)|来源|(?<![A-Za-z_])Date)\s{0,2}:[^\n。!?;0-9]{0,30})"
)
# A line that is nothing but a date, with a clock time, a counter, an issue, a weekday or a later
# stamp behind it: 2021-12-5点击数/观看数:12, 2024年5月6日(星期一), 2024/05/06 19:15(05/07 08:02 更新).
WEEKDAY = r"(?:\s?\((?:星期|礼拜|周)[一二三四五六日天]\)|(?:星期|礼拜|周)[一二三四五六日天])(?:\s?[0-9]{1,2}:[0-9]{2})?\s{0,4}$"
CHANGED = r"(?:更新|修订|修正|修改)"
UPDATE = rf"\((?:[0-9][0-9/.: -]{{3,20}}\s?{CHANGED}|{CHANGED}[0-9/.: -]{{4,20}})\)"
BEHIND = rf"\s?(?:点击|阅读|浏览|来源|作者|编辑|总?第\s?[0-9]|{WEEKDAY}|{UPDATE}|[|·)\]/]|$)"
# The head of a post: 某某观察 记者丨甲 2024-05-06 18:30 发表于某地 阅读 1.3万; 原创 甲 2024年5月6日 18:30 某地. At the
# foot of a text it belongs to another post.
STAMP = r"\s?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"
COUNTERS = r"\s{0,3}(?:发[表布]于|阅读|浏览|点击|字号|评论(?!员)|分享|收藏|点赞|人气)"
# A medium or a byline shares the line with its date: 2025-12-05 05:46 某某日报 / 张三.
MEDIUM = r"(?:日报|晚报|早报|时报|周报|导报|商报|邮报|学报|月报|报社|[^\W\d_]报|新闻网?|[^\W\d_]网|通讯社|新华社|中央社|中新社|电视台|周刊|杂志|公众号)"
BYLINE = rf"[\s/|·,]{{1,3}}(?:(?:文|图文|作者|记者|编辑|责编|来源|撰文)\s?[:/|]|[^\n。!?;:,]{{0,12}}{MEDIUM}(?:\s{{0,3}}[/|·(]|\s{{0,3}}(?:记者|作者|文)|\s{{0,4}}$))[^\n。!?;]{{0,60}}$"
BEFORE = rf"(?:[^\n。!?;:,、《》0-9]{{0,12}}{MEDIUM}[^\n。!?;:,、《》0-9]{{0,6}}|(?:文|作者|记者|编辑|撰文)\s?[:/|][^\n。!?;0-9]{{1,30}})[\s/|·,(]{{1,3}}"
# WASHINGTON, Jan. 5, 2024 (Reuters) —; Policy Brief | December 22, 2025
CITY = (
    r"(?-i:[A-Z][A-Z.'& ]{2,30}(?:,\s[A-Z][A-Za-z. ]{1,20})?),?\s(?:\([A-Z][^()\n]{1,20}\)\s)?[(]?"
)
DASH = r"[)]?\s?(?:\([^()\n]{2,30}\)\s?|/[^/\n]{2,30}/\s?)?(?:[-–—]{1,2}\s|[-–—]{1,2}$)"
HEADING = r"(?:[^\n.。!?;|]{1,40}\s?[|·]\s?|[^\n.。!?;,0-9]{1,40}\s[–—]\s)"
PATTERNS = tuple(
    re.compile(source, re.MULTILINE | re.IGNORECASE)
    for source in (
        LABEL + FULL,
        LABEL + ENGLISH,
        rf"[(【][^\n()【】]{{0,24}}{FULL}\s?(?:电|讯)",
        rf"^\s{{0,8}}【[^\n【】]{{0,24}}{FULL}[^\n【】。!?0-9]{{0,16}}(?:电|讯|报道|报导|消息)】",
        rf"^\s{{0,8}}[(\[]?{FULL}{CLOCK}{BEHIND}",
        rf"^(?:By\s[^\n]{{1,80}}?[,|·–—-]\s?)?{ENGLISH}{CLOCK}\s{{0,4}}$",
        rf"^\s{{0,8}}{FULL}{CLOCK}{BYLINE}",
        rf"^\s{{0,8}}{BEFORE}{FULL}{CLOCK}[)]?(?:\s{{0,4}}$|{BEHIND})",
        rf"^\s{{0,8}}【(?:[^\n【】0-9]{{1,24}}[/|·]\s?)?{FULL}{CLOCK}(?:\s?[/|·][^\n【】]{{1,30}})?】",
        rf"^\s{{0,8}}{CITY}{ENGLISH}{DASH}",
        rf"^\s{{0,8}}{HEADING}(?:{FULL}|{ENGLISH}){CLOCK}\s{{0,4}}$",
    )
)
# 张三 某某观察 2024-05-06: a name, a source, a date, and nothing else.
SIGNED = r"\s{0,8}[一-鿿]{2,4}\s[^\s。!?;:,、《》]{2,12}\s"
HEADS = tuple(
    re.compile(source, re.MULTILINE)
    for source in (
        rf"^(?:[^\n。!?;,、《》]{{1,80}}?\s)?{FULL}\s{STAMP}{COUNTERS}",
        rf"^[^\n。!?;,、《》]{{0,40}}?(?:原创|记者|作者|编辑|来源|撰文|公众号)[^\n。!?;,、《》]{{0,60}}?\s{FULL}\s{STAMP}(?:\s[一-鿿]{{2,4}})?\s{{0,4}}$",
        rf"^{SIGNED}{FULL}{CLOCK}\s{{0,4}}$",
    )
)
# A line that only says when the text was posted: 发表于 2024年10月06日 21时34分 星期日; Posted on May 6, 2024.
POSTING = re.compile(
    rf"\s{{0,8}}(?:(?:(?:发[布表]|刊[发登]|更新|修改|编辑)(?:时间|日期)?\s?(?:于|:)?|于|(?:日期|时间|Date)\s?:"
    rf"|(?:Last\s)?(?:Posted|Published|Updated)(?:\son)?\s?:?|By\s[^\n.;]{{1,60}}?[,|·—-])\s{{0,3}})?"
    rf"(?:{FULL}|{ENGLISH})(?:\s?[T,]?\s?[0-9]{{1,2}}(?:[:时点][0-9]{{1,2}}){{1,2}}[分秒]?)?"
    r"(?:\s?\(?(?:星期|礼拜|周)[一二三四五六日天]\)?)?\s{0,3}(?:发[布表]|更新|编辑)?\s{0,4}",
    re.IGNORECASE,
)
ENDS = (("year", "day"), ("name", "y"), ("d2", "y2"))  # the groups a date begins and ends with
LINE = re.compile(r"[^\n]+")
DATED = re.compile(r"(?:19|20)[0-9]{2}")  # stands in all that any pattern finds
DISPATCH = re.compile(
    r"^[^\n。]{0,30}?(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日[电讯]", re.MULTILINE
)
YEAR = dt.timedelta(days=365)
LONGEST_AFTER = 31  # days from a dispatch to the post that has it
TOP_LINES, BOTTOM_LINES = 8, 8
TOP, BOTTOM = 1000, 400


def find_dateline(plain: str) -> tuple[dt.date, Span] | None:
    """Return the publication date that a text gives in its first lines or its last, and where it
    stands.

    Only full dates behind a label (发布时间), in a dispatch (5月6日电), next to a medium or a byline
    or on a line of their own count; several different ones of a kind are a chronicle and tell nothing.

    >>> day, _ = find_dateline('发布时间:2024-03-05 09:00')
    >>> day.isoformat()
    '2024-03-05'
    """
    for lines, patterns in (
        (_first_lines(plain), PATTERNS + HEADS),
        (_last_lines(plain), PATTERNS),
    ):
        dated = [line for line in lines if DATED.search(plain, line.start, line.end)]
        for pattern in patterns:
            found = [
                match for line in dated for match in pattern.finditer(plain, line.start, line.end)
            ]
            days = {day for match in found if (day := _day(match))}
            day = days.pop() if len(days) == 1 else None
            if day and not _is_of_another(plain, day, found[0]):
                return day, _span(found[0])
    return None


def _is_of_another(plain: str, day: dt.date, found: re.Match[str]) -> bool:
    """Tell whether a day at the foot belongs to another post: the dispatch at the head is of a day
    that does not lie just before it (12月9日电, 2018-03-01).
    """
    head = DISPATCH.search(plain, 0, TOP)
    if head is None or head.start() > found.start():
        return False
    try:
        sent = dt.date(day.year, int(head["month"]), int(head["day"]))
    except ValueError:
        return True
    apart = (day - sent) % YEAR
    return apart.days > LONGEST_AFTER


def is_posting_line(plain: str, date: Span) -> bool:
    """Tell whether the line of a date only says when the text was posted: 于 2024-11-17 13:29 发布.

    >>> [is_posting_line(text, Span(3, 13)) for text in ('发布于2024-11-17', '公告 2024-11-17生效')]
    [True, False]
    """
    start = plain.rfind("\n", 0, date.start) + 1
    end = plain.find("\n", date.end)
    return POSTING.fullmatch(plain, start, end if end >= 0 else len(plain)) is not None


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
    groups = found.groupdict()
    first, last = next(pair for pair in ENDS if groups.get(pair[0]))
    end = found.end(last)
    return Span(found.start(first), end + found.string[end : end + 2].rstrip().endswith("日"))


def _day(found: re.Match[str]) -> dt.date | None:
    groups = found.groupdict()
    try:
        if groups.get("year"):
            return dt.date(int(found["year"]), int(found["month"]), int(found["day"]))
        name = (found["name"] or found["name2"])[:3].title()
        month = [month[:3] for month in MONTHS].index(name) + 1
        return dt.date(int(found["y"] or found["y2"]), month, int(found["d"] or found["d2"]))
    except ValueError:
        return None
