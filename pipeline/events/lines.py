"""Which lines beside the prose tell of nothing that happened: when a text was posted, who wrote it,
what a picture shows.
"""

import re
from itertools import islice

from pipeline.dates.dateline import ENGLISH, FULL
from pipeline.text import Span

TOP, TOP_LINES = 1500, 8  # characters and lines that a head of an article has at most
LONGEST_CAPTION = 400  # characters
LONGEST_HEAD = 200  # characters
LINE = re.compile(r"^[^\S\n]*+\S[^\n]*", re.MULTILINE)
DAY = "\u0000"  # stands for the date that is asked about
NAMELESS = re.compile(r"\(\?P<\w+>")
POSTED = (
    r"(?:发[布表]|刊[发登]|首发)于\s?[一-鿿]{2,6}(?=\s|$)|"
    r"发[布表](?:于|时间|日期)?|刊[发登]于?|更新(?:于|时间|日期)?|修[改订](?:于|时间)?|编辑(?:于|时间)?|上传于?|首发于?"
    r"|阅读|浏览|点击|观看|评论|收藏|点赞|分享|人气|字数|字号|(?:last\s)?(?:posted|published|updated)"
    r"|min(?:ute)?s?\sread|views?|comments?|shares?"
)
LABEL = r"(?:来源|作者|记者|编辑|责编|责任编辑|撰文|图文|文|source|by)"
BESIDE = (
    rf"{LABEL}\s?[:/|丨]\s?[^\s。,;!?:]{{1,20}}"
    r"|本文|文章|最后|最新|首次|时间|日期|时长|全文|预计|约|共|需|已|次|字|人|分钟|分|秒|时|点|万|上午|下午|早上|晚上|凌晨|于"
    r"|(?:星期|礼拜|周)[一二三四五六日天]|on|at|read|(?:am|pm|[ap]\.m\.)(?![a-z])|[A-Z]{2,4}T\b"
)
FULL_DAY = "|".join(NAMELESS.sub("(?:", form) for form in (FULL, ENGLISH))
POSTING = re.compile(
    rf"(?:{POSTED}|{DAY}|{FULL_DAY}|{BESIDE}|[0-9][0-9.,]*[kw]?"
    r"|[\s|·•‧・/,:()\[\]<>【】丨#~–—-])++",
    re.IGNORECASE,
)
SAID = re.compile(POSTED, re.IGNORECASE)
BYLINE = re.compile(
    r"\s*(?:(?:文|图文|图|译|编)\s?[:/|丨]\s?|(?:撰文|作者|记者|编辑|编译|采写|翻译|责任编辑)(?:\s?[:/|丨]\s?|\s))"
    r"[^\n。!?;:,]{2,30}(?:报道|报导|撰)?|\s*(?-i:By|BY)\s[A-Z][^\n.;:!?]{2,60}"
)
LONGEST_AUTHOR = 80  # characters
AUTHOR = re.compile(
    r"\s*(?:(?:博客|主笔|专栏|专栏作家|专栏作者|作者|撰稿人)\s?[|丨]\s?[^\n|。,;!?]{1,30}"
    r"|(?:作者简介|关于作者|About the [Aa]uthors?)\s?:?)"
)
CAPTION = re.compile(
    r"\s*(?:(?:FILE\s)?PHOTO|(?:File\s)?Photo|Image|Photograph|Picture|图片?|资料图片?|图为)\s?:"
)
CREDIT = re.compile(
    r"(?:REUTERS/[A-Z]|/\s?(?:Getty|AFP|Bloomberg|Reuters)\b|AP\sPhoto|Getty\sImages|\([Pp]hoto\sby\s|\([Ff]ile\s[Pp]hoto"
    r"|\(图/|\(?(?:资料图片?|网络图片|新华社图片)\)?\s*$)"
)


def is_head_line(plain: str, date: Span) -> bool:
    """Tell whether a line near the top holds nothing but a day, a clock, who posted it and how often
    it was read: 本文发布于 2023-08-10 09:15 来源:某某观察.

    >>> is_head_line('本文发布于 2023-08-10 09:15 来源:某某观察', Span(6, 16))
    True
    """
    line = _line(plain, date)
    if line.start >= TOP or line.end - line.start > LONGEST_HEAD:
        return False
    heads = islice(LINE.finditer(plain, 0, TOP), TOP_LINES)
    if all(head.start() != line.start for head in heads):
        return False
    rest = plain[line.start : date.start] + DAY + plain[date.end : line.end]
    return SAID.search(rest) is not None and POSTING.fullmatch(rest) is not None


def is_caption_line(plain: str, date: Span) -> bool:
    """Tell whether a line says what a picture shows: Photo: A worker inspects wafers in March 2023.

    >>> is_caption_line('Photo: A fab in March 2023', Span(16, 26))
    True
    """
    line = _line(plain, date)
    text = plain[line.start : line.end]
    if len(text) > LONGEST_CAPTION:
        return False
    return CAPTION.match(text) is not None or CREDIT.search(text) is not None


def is_biography(plain: str, date: Span) -> bool:
    """Tell whether a paragraph says who the author is, as the line before it tells: 博客|陈大文, About
    the author.

    >>> is_biography('专栏|陈大文\\n【随想】1990年毕业。', Span(11, 16))
    True
    """
    start = _line(plain, date).start
    former = plain[max(0, start - LONGEST_AUTHOR) : start].rstrip()
    return AUTHOR.fullmatch(former[former.rfind("\n") + 1 :]) is not None


def is_byline(line: str) -> bool:
    """Tell whether a line only says who wrote the text: 文/陈大文, By John Smith.

    >>> [is_byline(line) for line in ('文/陈大文', '文中提到法案')]
    [True, False]
    """
    return BYLINE.fullmatch(line.rstrip()) is not None


def _line(plain: str, date: Span) -> Span:
    """Return the line that a date stands in."""
    end = plain.find("\n", date.end)
    return Span(plain.rfind("\n", 0, date.start) + 1, end if end >= 0 else len(plain))
