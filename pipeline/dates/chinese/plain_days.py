"""The dates that make up most of an article, 2021年3月12日 and 3月12日 with nothing around them,
at one match; every other shape is for the fine grammar.
"""

import re

from pipeline.dates.chinese.ranges import prefix_of, with_prefix, with_since
from pipeline.dates.expression import Expression, Partial
from pipeline.text import Span

# What may follow belongs to no longer expression: no connector, suffix, weekday, clock or numeral.
FOLLOWS = (
    r"(?!的?农历|大年|[\s至到\-–—~〜−直前后左右上下之以及或期间内伊清凌早中午晚傍深夜今星礼周和与起开始农阴旧初"
    r"0-9一二三四五六七八九十两〇零:(正腊冬闰廿月日号])"
)
DAY = re.compile(
    rf"(?:(?P<year>(?:19|20)[0-9]{{2}})年)?(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12][0-9]|0?[1-9])日{FOLLOWS}"
)
# In front of these the fine grammar has its doubts: 第3月, 农历的3月5日, 2、3月5日.
DOUBTS = frozenset("年月第届历闰的.,、-–—~至到/和与及或〇零一二三四五六七八九十两 \n\t")


def read_day(plain: str, start: int) -> Expression | None:
    """Read a plain day, with or without its year."""
    found = DAY.match(plain, start)
    if not found or (start and plain[start - 1] in DOUBTS and not _is_after_comma(plain, start)):
        return None
    year = int(found["year"]) if found["year"] else None
    partial = Partial(year=year, month=int(found["month"]), day=int(found["day"]))
    base = Expression(Span(start, found.end()), partial, rule="zh-date")
    prefix = prefix_of(plain, start)
    if not prefix:
        return base
    return with_since(plain, base, prefix) or with_prefix(base, prefix)


def _is_after_comma(plain: str, start: int) -> bool:
    """Tell a comma or line break between clauses from one inside a number: 运行,3月5日."""
    if plain[start - 1] == "\n":
        return start < 2 or not plain[start - 2].isalnum()
    return plain[start - 1] == "," and not (start > 1 and plain[start - 2].isdigit())
