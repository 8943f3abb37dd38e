"""The publication day that a page shows beside its title: 发布日期：2019-09-23, 2019-09-07 15:10
来源：某网, Published May 6, 2024.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.lexicon import load
from pipeline.plain import any_of
from pipeline.read.html.blocks import Block

MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
DAY = re.compile(
    r"(?<![\d.:/-])(?:(?P<y>(?:19|20)\d\d)(?:\s?[-/.]\s?(?P<m>\d{1,2})\s?[-/.]\s?(?P<d>\d{1,2})"
    r"|\s?年\s?(?P<m2>\d{1,2})\s?月\s?(?P<d2>\d{1,2})\s?日)"
    rf"|(?P<en>{MONTHS})[a-z]{{0,6}}\.?\s(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y3>(?:19|20)\d\d)"
    rf"|(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<en4>{MONTHS})[a-z]{{0,6}}\.?,?\s(?P<y4>(?:19|20)\d\d))(?![\d-])",
    re.I,
)
CLOCK = re.compile(r"[T\s]{0,40}\d{1,2}[:：时時]\d{2}(?:[:：分]\d{2}秒?)?(?:\s?[ap]\.?m\.?)?", re.I)
SENTENCE = re.compile(r"[。！？；]|[a-z]\.\s+[A-Z]")
LONGEST = 120  # characters of a line that is about an article; longer ones tell something
REACH = 14  # blocks below a title in which its line stands
ABOVE = 2
MOST_LINKED = 0.6  # of the rest of such a line: lists of other articles are links and a day


@dataclass(frozen=True, slots=True)
class Labels:
    """What stands before a day: words that date the page, wherever or beside its title, and words
    that date something else.
    """

    published: re.Pattern[str]
    day: re.Pattern[str]
    otherwise: re.Pattern[str]


@cache
def _labels() -> Labels:
    """Build the labels from the shipped lists: readers know no lexicons of a user's."""
    lexicons = load()
    published, day, other = (
        any_of(lexicons.words(name)) for name in ("page_published", "page_day", "page_other_day")
    )
    return Labels(
        re.compile(
            rf"(?:{published})(?:[于於日在]|日期|[时時][间間]|\s(?:on|at|date))?\s*[:：]?\s*$", re.I
        ),
        re.compile(rf"(?:{day})\s*[:：]\s*$", re.I),
        re.compile(rf"(?:{other})[^。\d]{{0,12}}$", re.I),
    )


def shown_days(blocks: Sequence[Block], title: int | None, start: int) -> set[dt.date]:
    """Return the days of publication that stand beside the title, or labelled anywhere outside
    the article; a label decides.

    `title` is the number of the title's block, `start` that of the article's first paragraph.
    Two days disagree.
    """
    labelled = {
        day for block in blocks if _is_line(block) for day in _labelled(block, _labels().published)
    }
    if title is None:
        return labelled if len(labelled) == 1 else set()
    end = min(max(start, title + 2), title + 1 + REACH)
    near = [block for block in blocks[max(0, title - ABOVE) : end] if _is_line(block)]
    for label in (_labels().published, _labels().day):
        days = {day for block in near for day in _labelled(block, label)}
        if days:
            return days
    days = {day for block in near for day in _bare(block)}
    if days:
        return days if len(days) == 1 else set()
    return labelled if len(labelled) == 1 else set()


def _is_line(block: Block) -> bool:
    """Tell whether a block is a line about an article, not a sentence or a link to another one."""
    if len(block.text) > LONGEST or SENTENCE.search(block.text):
        return False
    return block.linked <= MOST_LINKED * block.size and not _is_item(block)


def _is_item(block: Block) -> bool:
    """Tell whether a block is a linked headline with a day: an item of a list of articles."""
    rest = block.size - sum(len(match[0]) for match in DAY.finditer(block.text))
    in_list = block.element.tag == "li" or next(block.element.iterancestors("li"), None) is not None
    return in_list and block.linked > 0.5 * max(1, rest)


def _labelled(block: Block, label: re.Pattern[str]) -> Iterator[dt.date]:
    for match in DAY.finditer(block.text):
        before = block.text[: match.start()]
        if label.search(before[-24:]) and not _labels().otherwise.search(before[-24:]):
            yield from _day(match)


def _bare(block: Block) -> Iterator[dt.date]:
    """Yield the day of a line that is a day and little else: 2019-09-07 15:10:53 来源：某网."""
    match = DAY.search(block.text)
    if match is None or _labels().otherwise.search(block.text[: match.start()]):
        return
    before = block.text[: match.start()].rstrip()
    behind = block.text[match.end() :]
    clock = CLOCK.match(behind)
    if before and (before[-1] in "：:" or not (clock or before[-1] in "|·丨/-—•,，\n\t")):
        return
    if clock or not behind.strip() or behind[0] in " \t\n|·丨/,，\xa0\u3000":
        yield from _day(match)


def _day(match: re.Match[str]) -> Iterator[dt.date]:
    year = match["y"] or match["y3"] or match["y4"]
    name = match["en"] or match["en4"]
    month = match["m"] or match["m2"] or MONTHS.split("|").index(name[:3].lower()) + 1
    day = match["d"] or match["d2"] or match["d3"] or match["d4"]
    try:
        yield dt.date(int(year), int(month), int(day))
    except ValueError:
        return
