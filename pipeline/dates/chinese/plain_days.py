"""The dates that make up most of an article, 2021年3月12日, 3月12日, 2021年3月 and 2021年 with
nothing around them, at one match; every other shape is for the fine grammar.
"""

import re

from pipeline.dates.chinese.ranges import prefix_of, with_prefix, with_since
from pipeline.dates.expression import Expression, Partial
from pipeline.text import Span

# What may not follow, because it may belong to a longer expression: connectors, suffixes,
# weekdays, clocks, numerals, pieces of a month or a year, durations.
JOINS = r"\s至到\-–—~〜−直前后左右上下之以及或期间内伊与和起开始0-9一二三四五六七八九十两〇零:(/"
NO_DAY = rf"(?!的?农历|大年|[{JOINS}凌清早中午晚傍深夜今星礼周农阴旧初正腊冬闰廿月日号]|、[0-9]{{1,2}}[日号]?[两二][日天])"
NO_MONTH = rf"(?!大年|[{JOINS}的中旬初底末头最第份农阴旧正腊冬闰廿月日号球面壤亮岩背])"
NO_YEAR = rf"(?!元[旦宵]|大年|端午|清明|重阳|除夕|[{JOINS}的度份中初底末尾早晚头首最第春夏秋冬QＱH农阴旧正腊冬闰廿年代历来多时有级龄刑财会学国教圣建平五])"
DAY = re.compile(
    r"(?:(?P<year>(?:19|20)[0-9]{2})年)?(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12][0-9]|0?[1-9])日"
    + NO_DAY
)
MONTH = re.compile(
    rf"(?P<year>(?:19|20)[0-9]{{2}})年(?:(?P<month>1[0-2]|0?[1-9])月{NO_MONTH}|(?<!00年){NO_YEAR})"
)
# In front of these the fine grammar has its doubts: 第3月, 农历3月5日, 2、3月5日; a year that is
# said leaves few.
YEAR_DOUBTS = frozenset("年历闰")
DOUBTS = frozenset("年月第届历闰〇○零一二三四五六七八九十廿卅两")
SPACE = frozenset(" \n\t\u3000")


def read_day(plain: str, start: int) -> Expression | None:
    """Read a plain day, with or without its year, a plain month or year."""
    found = DAY.match(plain, start) or MONTH.match(plain, start)
    if not found or (start and _is_doubtful(plain, start, has_year=bool(found["year"]))):
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


def _is_doubtful(plain: str, start: int, *, has_year: bool) -> bool:
    before = plain[start - 1]
    if before == "的" or before in SPACE:
        return plain[max(0, start - 2)] in ("历", "闰", "年")
    return before in (YEAR_DOUBTS if has_year else DOUBTS)
