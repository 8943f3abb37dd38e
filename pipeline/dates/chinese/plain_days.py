"""The dates that make up most of an article, 2021年3月12日, 3月12日, 2021年3月 and 2021年 with
nothing around them, at one match; every other shape is for the fine grammar.
"""

import re

from pipeline.dates.chinese.ranges import prefix_of, with_prefix, with_since
from pipeline.dates.expression import Expression, Partial
from pipeline.text import Span

# What may not follow, because it may belong to a longer expression: connectors, suffixes,
# weekdays, clocks, numerals, pieces of a month or a year, spells.
JOINS = r"\s至到\-–—~〜−直前后左右上下之以及或期间内伊与和起开始0-9一二三四五六七八九十两〇零:(/"
NO_DAY = rf"(?!的?农历|大年|[{JOINS}凌清早中午晚傍深夜今星礼周农阴旧初正腊冬闰廿月日号])"
NO_MONTH = rf"(?!大年|[{JOINS}的中旬初底末头最第份农阴旧正腊冬闰廿月日号球面壤亮岩背])"
NO_YEAR = rf"(?!元旦|[{JOINS}的度份中初底末尾早晚头首最第春夏秋冬QＱ农阴旧年代历来多时有级龄刑财会学国教圣建平五])"
DAY = re.compile(
    r"(?:(?P<year>(?:19|20)[0-9]{2})年)?(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12][0-9]|0?[1-9])日"
    + NO_DAY
)
MONTH = re.compile(
    rf"(?P<year>(?:19|20)[0-9]{{2}})年(?:(?P<month>1[0-2]|0?[1-9])月{NO_MONTH}|(?<!00年){NO_YEAR})"
)
# In front of these the fine grammar has its doubts: 第3月, 农历的3月5日, 2、3月5日.
DOUBTS = frozenset("年月第届历闰的.,、-–—~至到/和与及或〇零一二三四五六七八九十两 \n\t")


def read_day(plain: str, start: int) -> Expression | None:
    """Read a plain day, with or without its year, a plain month or year."""
    found = DAY.match(plain, start) or MONTH.match(plain, start)
    if not found or (start and plain[start - 1] in DOUBTS and not _is_after_comma(plain, start)):
        return None
    year, month, day = (int(text) if text else None for text in _fields(found))
    partial = Partial(year=year, month=month, day=day)
    base = Expression(Span(start, found.end()), partial, rule="zh-date")
    prefix = prefix_of(plain, start)
    if not prefix:
        return base
    return with_since(plain, base, prefix) or with_prefix(base, prefix)


def _fields(found: re.Match[str]) -> tuple[str | None, str | None, str | None]:
    day = found["day"] if found.re is DAY else None
    return found["year"], found["month"], day


def _is_after_comma(plain: str, start: int) -> bool:
    """Tell a comma or line break between clauses from one inside a number: 运行,3月5日."""
    if plain[start - 1] == "\n":
        return start < 2 or not plain[start - 2].isalnum()
    return plain[start - 1] == "," and not (start > 1 and plain[start - 2].isdigit())
