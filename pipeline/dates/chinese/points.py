"""Chinese text at a site to one calendar expression, read from coarse to fine: a head (2021年,
去年, 20世纪90年代, 本周, or nothing), then a piece of the year, then a piece of the month.
"""

import re
from dataclasses import dataclass, replace

from pipeline.dates.chinese import patterns, pieces, years
from pipeline.dates.chinese.vocabulary import ChinesePatterns
from pipeline.dates.chinese.years import FIRST_YEAR, LAST_YEAR, Point
from pipeline.dates.expression import Partial
from pipeline.dates.numerals import chinese_number
from pipeline.dates.shape_rows import ShapeRows

BLANK = re.compile(patterns.S)
NO_MOON = re.compile(r"[球面壤背]")
# 22021年3月9日: a footnote digit glued to the year; whatever year it is, the context would give a
# wrong one.
BROKEN_YEAR = re.compile(r"[0-9]{5}\s?年\s?$")
NO_HEADLESS_BEFORE = re.compile(rf"[年月第届]|[0-9]|{patterns.CN}")
# 1,2019 and 3.5 are numbers, 统计,2019至2023年 is not.
NUMBER_BEFORE = re.compile(r"第$|[0-9][.,]$|\.$")
RANGE_SIGN = re.compile(r"[至到\-–—~〜−]")
# 春节当天 is the festival's own day, not the last one told.
FESTIVAL_BEFORE = re.compile(
    r"(?:(?<![季环细调情])节日?|除夕|春节|国庆|圣诞|耶诞|双十一?|五一|十一|元旦|跨年|大年初[一二三四五])的?\s?$"
)
# [美剧] 某某 第三季: a title, or a word for what comes in series.
SERIES_BEFORE = re.compile(r"(?:[剧番集综]|节目|动画|动漫|真人秀|电影)[^。!?\n]*$|[》」』\])\s]$")
SERIES_BEHIND = re.compile(r"\s?(?:[》/集]|的?(?:剧|动画|节目|大结局|预告|\d{1,2}集))")
LONGEST_TITLE = 30
FISCAL_END = re.compile(rf"{patterns.FISCAL_YEAR}$")  # 本财年
# H2营收回升 opens its clause; 支持OceanBase、H2 and 搭载H2发动机 name a thing.
HALF_BEFORE = re.compile(r"(?:^|[,.。;:!?(\n于在从自至到])\Z")
FIRST_REPUBLICAN = 1911  # 民國元年 is 1912
Listed = tuple[Partial, int, bool]  # what it says, where it ends, whether a list goes on


@dataclass(frozen=True, eq=False)
class Points:
    """The grammar of one point, with the words of a set of lexicons.

    `is_republican` tells that the text counts years by the Republic: 112年 is 2023 then; `current`
    is the year of the Republic in which it was published.
    """

    vocabulary: ChinesePatterns
    is_republican: bool = False
    current: int | None = None

    @property
    def shapes(self) -> ShapeRows:
        """How dates are written."""
        return self.vocabulary.shapes

    def point(self, plain: str, start: int, before: Partial | None = None) -> Point | None:
        """Read one calendar expression; behind a connector a bare piece leans on the point before
        it.
        """
        head = years.numeric(self.shapes, plain, start, before) or self._head(plain, start)
        if head and years.is_heading(plain, start, head[1]):
            return head
        if head is None:
            last = years.last_year(plain, start, before)
            return last or self._headless(plain, start, before)
        return self._pieces(plain, *head)

    def _head(self, plain: str, start: int) -> Point | None:
        """Read what says the year or stands in for it."""
        if plain[start : start + 1] in self.vocabulary.year_starts:
            for read in (years.fiscal, years.decade, years.quarter_code):
                if head := read(self.shapes, plain, start):
                    return head
            if head := self._year(plain, start) or years.century(self.shapes, plain, start):
                return head
        return self._relative(plain, start) or pieces.weekday(self.shapes, plain, start)

    def _year(self, plain: str, start: int) -> Point | None:
        found = self.vocabulary.year_head.match(plain, start)
        if not found:
            return None
        value, end = chinese_number(found["year"]), found.end()
        if found["era"]:
            base = int(self.vocabulary.words.values("era")[found["era"]])
            return (Partial(year=base + value, notation="era"), end) if value else None
        if value is None or (start and plain[start - 1] == "年"):
            return None
        if years.is_three_digit_year(plain, found, value):
            is_ours = self.is_republican or value == self.current
            notation = "republican" if is_ours else ""
            return Partial(year=value + FIRST_REPUBLICAN * is_ours, notation=notation), end
        year = years.plausible_year(plain, found, value)
        return (Partial(year=year), end) if year else None

    def _relative(self, plain: str, start: int) -> Point | None:
        found = self.shapes["zh-relative"].match(plain, start)
        if not found:
            return None
        relative, end = self.vocabulary.words.relatives[found.group()], found.end()
        if relative.unit in ("month", "year") and NO_MOON.match(plain, end):
            return None
        if relative.unit == "day" and FESTIVAL_BEFORE.search(plain, max(0, start - 5), start):
            return Partial(relative=replace(relative, frame="festival")), end
        is_century = relative.unit == "century"
        if is_century and (decade := self.shapes["zh-relative_decade"].match(plain, end)):
            return years.with_decade(Partial(relative=relative), decade)
        if relative.unit in ("week", "century", "quarter"):
            return pieces.relative_piece(self.shapes, plain, relative, end)
        return Partial(relative=relative, fiscal=bool(FISCAL_END.search(found.group()))), end

    def _pieces(self, plain: str, partial: Partial, end: int) -> Point:
        """Read a piece of the year, then one of the month, as far as the head allows."""
        unit = partial.relative.unit if partial.relative else "year"
        if partial.day or partial.weekday or unit not in ("year", "month", "half"):
            return partial, end
        if unit == "year" and not partial.month and partial.century is None:
            piece = self._year_piece(plain, partial, end)
            if piece is None:
                return partial, end
            partial, end = piece
        if partial.month or unit == "month":
            return self._in_month(plain, partial, end)
        return pieces.part_of_piece(self.shapes, plain, partial, end)

    def _in_month(self, plain: str, partial: Partial, end: int) -> Point:
        piece = pieces.month_piece(self.shapes, plain, partial, end)
        return piece or self._open_day(plain, partial, end) or (partial, end)

    def _open_day(self, plain: str, partial: Partial, end: int) -> Point | None:
        opened = self._open_behind(plain, partial, end)
        return (opened[0], opened[1]) if opened and opened[0].day else None

    def _open_behind(self, plain: str, partial: Partial, end: int) -> Listed | None:
        gap = BLANK.match(plain, end)
        return self.open(plain, gap.end() if gap else end, partial)

    def _year_piece(self, plain: str, partial: Partial, end: int) -> Point | None:
        found = self.shapes["zh-year_piece"].match(plain, end)
        if found:
            narrowed = pieces.narrow_year(partial, found, self.vocabulary.words)
            return (narrowed, found.end()) if narrowed else None
        opened = self._open_behind(plain, partial, end)
        return (opened[0], opened[1]) if opened and (opened[0].month or opened[0].quarter) else None

    def _headless(self, plain: str, start: int, before: Partial | None) -> Point | None:
        """Read an expression without a year: 3月25日, 第一季度, 年底; behind a connector also 27日
        or 10.
        """
        if before is None:
            if bare := self.shapes["zh-bare_part"].match(plain, start):
                return pieces.bare_part(bare)
            if start and NO_HEADLESS_BEFORE.match(plain, start - 1):
                return None
        if BROKEN_YEAR.search(plain[max(0, start - 12) : start]):
            return None
        piece = self._year_piece(plain, Partial(), start)
        if piece and not piece[0].season:
            if piece[0].quarter and not _is_quarter(plain, start, piece[1]):
                return None
            if plain[start] == "H" and not HALF_BEFORE.search(plain, max(0, start - 1), start):
                return None
            return self._after_headless(plain, *piece)
        return pieces.bare_day(self.shapes, plain, start, before)

    def _after_headless(self, plain: str, partial: Partial, end: int) -> Point | None:
        if partial.part or (partial.leading and partial.leading[0] not in ("quarter", "month")):
            return None
        if partial.month:
            return self._in_month(plain, partial, end) if not partial.day else (partial, end)
        return pieces.part_of_piece(self.shapes, plain, partial, end)

    def open(self, plain: str, start: int, known: Partial) -> Listed | None:
        """Read a bare number whose unit stands behind a later one: 2022-2025年, 26~27日, 2、3月."""
        opened = patterns.OPEN.match(plain, start)
        if not opened or NUMBER_BEFORE.search(plain, max(0, start - 2), start):
            return None
        value, upper = chinese_number(opened["number"]), chinese_number(opened["next"])
        if value is None or upper is None:
            return None
        is_list = not RANGE_SIGN.match(opened["sign"])
        partial = _with_unit(opened["unit"], value, known)
        if partial is None or (is_list and not _can_list(opened, value, upper)):
            return None
        return partial, opened.end(), is_list


def _is_quarter(plain: str, start: int, end: int) -> bool:
    """Tell quarters from seasons of the year and of series: 四季分明, 某剧 第二季."""
    text = plain[start:end]
    if "度" in text or text[0] in "QＱ首" or plain[end : end + 1] == "末":
        return True
    is_counted = "第" in text and not SERIES_BEFORE.search(
        plain, max(0, start - LONGEST_TITLE), start
    )
    return is_counted and not SERIES_BEHIND.match(plain, end)


def _can_list(opened: re.Match[str], value: int, upper: int) -> bool:
    """Tell whether numbers in a list share their unit: 2020、2021年 and 2、3月 do, 5、6日 without
    a month do not.
    """
    is_year = opened["unit"] != "季度" and opened["unit"][-1] in "年度"
    if value >= upper or (opened["sign"] == "," and not is_year):
        return False
    return upper - value <= (30 if is_year else 11)


def _with_unit(unit: str, value: int, known: Partial) -> Partial | None:
    """Give a bare number the unit of the number behind the connector, where that makes a date."""
    if unit[-1] in "年度" and unit != "季度" and not known.is_anchored:
        is_year = FIRST_YEAR <= value <= LAST_YEAR
        return Partial(year=value, fiscal=unit != "年") if is_year else None
    if unit == "世纪" and not known.is_anchored:
        return Partial(century=value) if value <= 22 else None
    if unit == "月" and not known.month and value <= 12:
        return replace(known, month=value)
    if unit == "季度" and not known.month and value <= 4:
        return replace(known, quarter=value)
    in_month = known.month or (known.relative and known.relative.unit == "month")
    return replace(known, day=value) if unit in "日号" and in_month and value <= 31 else None
