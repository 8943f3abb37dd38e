"""Plain Chinese text to date expressions: one cheap pattern finds the sites, a small grammar reads
them there.

A point is read from coarse to fine: a head (2021年, 去年, 20世纪90年代, 本周, or nothing), then a
piece of the year, then a piece of the month. A range is a point, a connector and a point; a bare
number in front of a connector takes the unit of the number behind it (5月26~27日, 2022-2025年).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from pipeline.dates import chinese_patterns as patterns
from pipeline.dates.expression import Expression, Partial, Relative, Unit, complete
from pipeline.dates.numerals import CHINESE_NUMERAL, chinese_number
from pipeline.dates.words import DateWords
from pipeline.text import Span

Point = tuple[Partial, int]  # what it says, where it ends
Begins = Callable[[int], bool]  # does a word of the segmenter begin here?

FIRST_YEAR, LAST_YEAR = 1000, 2199
# A two-digit year is one of the years up to this, else of the century before: 19年底, 95年9月.
PIVOT = 50
DATE_FOLLOWS = re.compile(rf"\s?(?:{patterns.SMALL}\s?月|底|末|初|上半年|下半年|(?:以|之)[前后])")
DURATION_FOLLOWS = re.compile(
    r"\s?(?:历史|以上|以下|间隔|左右的(?:历史|时间)|来(?!自|到|华|访|临|电)|期(?!间)|多|内|的时间|时间(?!里)|有余|级|龄|刑)"
)
AGO = re.compile(r"\s?前")
FORWARD = frozenset({"未来", "今后", "此后", "随后", "下", "后"})
# 22021年3月9日: a footnote digit glued to the year; whatever year it is, the context would give a
# wrong one.
BROKEN_YEAR = re.compile(r"[0-9]{5}\s?年\s?$")
COUNTED_DAY = re.compile(r"(?:[每近约第共个前后满天/~至到-]|[0-9][.,])$")
COUNT_BEFORE = re.compile(r"(?:[第约近个月年前后~至到-]|[0-9][.,])$")
LUNAR_BEFORE = re.compile(r"(?:农历|阴历|旧历|闰)的?$")
BARE_YEAR = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})(?:\s?[-–—~至到]\s?(?P<last>(?:19|20)[0-9]{2}))?(?!\s?年|[0-9A-Za-z%.,\-–—~/:][0-9A-Za-z]|[0-9A-Za-z%/~–—-])"
)
RANGE_CUE = re.compile(r"(?:从|自|时间|期间|年份)\s?$")
TODAY = re.compile(r"(?P<word>今天|今日)(?P<vague>的|看|听|已|仍|依|这)?")
ELAPSED = re.compile(
    rf"(?P<number>[0-9]{{1,4}}|{patterns.CN}{{1,3}}|半){patterns.S}(?P<more>多|半|几)?(?P<measure>个?)(?P<more2>多|半|几)?{patterns.S}"
    r"(?P<unit>年|季度|月|周|星期|礼拜|天|日)(?P<half>多|半)?\s?(?P<particle>[之以]?(?P<side>前|后))(?![续期备方勤者台进半任总])"
)
SPELL = re.compile(
    rf"(?P<word>过去|未来|今后|最近|近|此后|随后|这|上|下|前|后)(?:的|这)?{patterns.S}"
    rf"(?P<number>[0-9]{{1,3}}|{patterns.CN}{{1,3}}|几|数|多|半|若干){patterns.S}个?(?:多|半)?{patterns.S}"
    r"(?P<unit>十年|年|季度|月|周|星期|礼拜|天|日|世纪)(?:时间)?(?:以来|来|间|之?内|里|中(?![国美]))?(?![轮号级])"
)
SPELL_UNITS = frozenset(["年", "月", "周", "星期", "礼拜", "天", "日", "季度"])
SPELL_WORDS = ("过去", "未来", "今后", "最近", "近", "此后", "随后")
# What must follow a site at once for the fine grammar to be worth a try.
NUMBER_GATE = re.compile(
    rf"(?:[0-9]{{1,4}}|{patterns.CN}{{1,5}}|[一二]?百[零〇○]?{patterns.CN}{{0,3}}){patterns.S}(?:[年月日号世季财个周天星礼多半几]|会计"
    rf"|(?:[-/.–—~〜−至到、和与及或,]|直[到至]){patterns.S}(?:第|从)?{patterns.S}(?:[0-9]|{patterns.CN})|$)|(?:19|20)[0-9]{{2}}(?![0-9])"
)
GATES = {
    "digits": NUMBER_GATE,
    "numeral": NUMBER_GATE,
    "spell": re.compile(rf"..?(?:[的这\s]){{0,2}}(?:[0-9几数多半若]|{patterns.CN})"),
    "weekday": re.compile(r"(?:星期|礼拜|周)[一二三四五六日天末]"),
    "piece": re.compile(
        rf"第\s?[一二三四1-4]\s?个?季|首季|[上下前]半年|前\s?(?:[0-9]|{patterns.CN}){{1,2}}\s?个?(?:季|月|年|天|日|周)|FY|[QH][1-4]"
    ),
}
# Kinds whose words are words of the language, to be found only where the segmenter begins one.
NAMING = frozenset({"relative", "fuzzy", "spell", "part", "weekday"})
RECURRENT = re.compile(r"(?:每|每逢|逐|每个)$")
RUNS = {"digits": re.compile(r"[0-9]*"), "numeral": re.compile(f"{patterns.CN}*")}
FUZZY_SPELL = frozenset(SPELL_WORDS)


@dataclass(frozen=True)
class ChineseGrammar:
    """The grammar with the words of a set of lexicons."""

    words: DateWords

    @cached_property
    def kinds(self) -> dict[str, str]:
        """What may begin at a site: a digit, a numeral, or a word that names a period, with its
        kind.
        """
        kinds = dict.fromkeys("0123456789", "digits") | dict.fromkeys(CHINESE_NUMERAL, "numeral")
        kinds |= dict.fromkeys(SPELL_WORDS, "spell") | dict.fromkeys(("上", "下"), "spell")
        kinds |= {"星期": "weekday", "礼拜": "weekday", "周": "weekday", "岁末": "part"}
        kinds |= dict.fromkeys(
            ("年初", "年底", "年末", "月初", "月底", "月末", "上旬", "中旬", "下旬"), "part"
        )
        kinds |= dict.fromkeys(
            ("上半年", "下半年", "前半年", "首季", "第", "前", "FY", "Q", "H"), "piece"
        )
        for name, kind in (("fuzzy_zh", "fuzzy"), ("relative_zh", "relative"), ("era", "era")):
            kinds |= dict.fromkeys(self.words.values(name), kind)
        return kinds

    @cached_property
    def site(self) -> re.Pattern[str]:
        """Where an expression may begin: nothing but literals, so that the search skips at the
        speed of a scan.
        """
        return re.compile("|".join(sorted(self.kinds, key=lambda word: (-len(word), word))))

    @cached_property
    def year_head(self) -> re.Pattern[str]:
        """A year with its era: 2021年, 民国110年."""
        return re.compile(patterns.YEAR_HEAD.replace("ERAS", self.words.pattern("era")), re.VERBOSE)

    @cached_property
    def year_piece(self) -> re.Pattern[str]:
        """A piece of a year: 上半年, 第一季度, 3月, 底, 春."""
        source = patterns.YEAR_PIECE.replace("HOLIDAYS", self.words.pattern("holiday_zh"))
        return re.compile(source.replace("SEASONS", self.words.pattern("season_zh")), re.VERBOSE)

    @cached_property
    def relative(self) -> re.Pattern[str]:
        """A relative word: 去年, 上个月, 次日."""
        return re.compile(self.words.pattern("relative_zh"))

    @cached_property
    def fuzzy(self) -> re.Pattern[str]:
        """A word for a time without borders: 近年来."""
        return re.compile(self.words.pattern("fuzzy_zh"))

    @cached_property
    def bare_year_cue(self) -> re.Pattern[str]:
        """A word that makes the bare number behind it a year: 展望 2025."""
        return re.compile(rf"(?:(?:{self.words.pattern('bare_year_cue')})\s{{0,2}}|(?<![<>])=\s?)$")

    def read(self, plain: str, begins: Begins) -> Iterator[Expression]:
        """Yield the date expressions of a text in order, those of no calendar included
        (2月30日).
        """
        position = 0
        while site := self.site.search(plain, position):
            kind, position = self.kinds[site.group()], site.end()
            found = (
                self._read_site(plain, site.start(), kind, begins)
                if _is_promising(plain, site, kind)
                else []
            )
            if found:
                yield from found
                position = max(found[-1].span.end, position)
            elif kind in RUNS:
                position = _skip(plain, position, RUNS[kind])

    def _read_site(self, plain: str, start: int, kind: str, begins: Begins) -> list[Expression]:
        if kind in NAMING and (
            not begins(start) or RECURRENT.search(plain[max(0, start - 2) : start])
        ):
            return []
        if kind in ("spell", "digits", "numeral") or plain[start] == "前":
            spell = read_elapsed(plain, start) if kind in RUNS else read_spell(plain, start)
            if spell or kind == "spell":
                return [spell] if spell else []
        if kind == "relative" and (vague := _vague_today(plain, start)):
            return [vague]
        if kind == "fuzzy" and (word := self.fuzzy.match(plain, start)):
            value = self.words.values("fuzzy_zh")[word.group()]
            return [
                Expression(Span(start, word.end()), fuzzy=value, rule="zh-fuzzy", scope="nothing")
            ]
        return self._read_range(plain, start)

    def _read_range(self, plain: str, start: int) -> list[Expression]:
        """Read a point, a list of numbers that share a unit, or a range."""
        if bare := self._bare_year(plain, start):
            return [bare]
        opened = self._open(plain, start, Partial())
        if opened and opened[2]:
            listed, end, _ = opened
            return [
                Expression(Span(start, end), listed, rule="zh-list"),
                *self._rest_of_list(plain, end),
            ]
        first = (opened[0], opened[1]) if opened else self.point(plain, start)
        if first is None:
            return []
        partial, end = first
        last = self._last(plain, end, partial, is_open=_is_open(plain, end))
        if last and partial == Partial(weekday=partial.weekday):
            return [Expression(Span(start, last[1]), rule="zh-weekdays", refused="recurrence")]
        if last is None and opened:
            return []
        if LUNAR_BEFORE.search(plain[max(0, start - 3) : start]):
            return [
                Expression(Span(start, end), partial, rule="zh-lunar", refused="lunar-calendar")
            ]
        if last is None and (lunar := patterns.LUNAR.match(plain, end)):
            return [
                Expression(
                    Span(start, lunar.end()), partial, rule="zh-lunar", refused="lunar-calendar"
                )
            ]
        return [finish(plain, start, partial, last or (None, end))]

    def _bare_year(self, plain: str, start: int) -> Expression | None:
        """Read a year without 年 where a word in front of it says that it is one: 展望2025,
        从2016-2018.
        """
        found = BARE_YEAR.match(plain, start)
        if not found:
            return None
        before = plain[max(0, start - 6) : start]
        first, last = (
            Partial(year=int(found["year"])),
            Partial(year=int(found["last"])) if found["last"] else None,
        )
        if (last and RANGE_CUE.search(before)) or (not last and self.bare_year_cue.search(before)):
            return Expression(
                Span(start, found.end()), first, last, rule="zh-bare-year", scope="sentence"
            )
        return None

    def _rest_of_list(self, plain: str, end: int) -> list[Expression]:
        gap = re.compile(rf"{patterns.S}{patterns.LIST}{patterns.S}").match(plain, end)
        return self._read_range(plain, gap.end()) if gap else []

    def _last(self, plain: str, end: int, first: Partial, *, is_open: bool) -> Point | None:
        """Read the end of a range behind its connector: ~27日, 至2020年3月; 和 needs 之间 behind
        it.
        """
        clock = patterns.CLOCK.match(plain, end)
        connector = patterns.CONNECTOR.match(plain, clock.end() if clock else end)
        joined = connector or patterns.AND.match(plain, clock.end() if clock else end)
        if not joined:
            return None
        last = self.point(plain, joined.end(), first)
        if last is None or (not connector and not _is_between(plain, last[1])):
            return None
        if is_open or not _is_trivial(last[0]):
            return last
        return None

    def _open(self, plain: str, start: int, known: Partial) -> tuple[Partial, int, bool] | None:
        """Read a bare number whose unit stands behind a later one: 2022-2025年, 26~27日, 2、3月."""
        opened = patterns.OPEN.match(plain, start)
        if not opened or (start and plain[start - 1] in ".,第"):
            return None
        value, upper = chinese_number(opened["number"]), chinese_number(opened["next"])
        is_list = not re.match(r"[至到\-–—~〜−]", opened["sign"])
        partial = _with_unit(opened["unit"], value, known, has_pair=upper is not None)
        if partial is None or (is_list and not _can_list(opened, value, upper)):
            return None
        return partial, opened.end(), is_list

    def point(self, plain: str, start: int, before: Partial | None = None) -> Point | None:
        """Read one calendar expression; behind a connector a bare piece leans on the point before
        it.
        """
        head = _numeric(plain, start, before) or self._head(plain, start)
        if head is None:
            return _last_year(plain, start, before) or self._headless(plain, start, before)
        partial, end = head
        return self._pieces(plain, partial, end)

    def _head(self, plain: str, start: int) -> Point | None:
        """Read what says the year or stands in for it."""
        for read in (_fiscal, _decade, self._year, _century, self._relative_head, _weekday):
            head = read(plain, start)
            if head:
                return head
        return None

    def _year(self, plain: str, start: int) -> Point | None:
        found = self.year_head.match(plain, start)
        if not found:
            return None
        value, end = chinese_number(found["year"]), found.end()
        if found["era"]:
            base = int(self.words.values("era")[found["era"]])
            return (Partial(year=base + value), end) if value else None
        if value is None or (start and plain[start - 1] == "年"):
            return None
        year = _plausible_year(plain, found, value)
        return (Partial(year=year), end) if year else None

    def _relative_head(self, plain: str, start: int) -> Point | None:
        found = self.relative.match(plain, start)
        if not found:
            return None
        relative, end = self.words.relatives[found.group()], found.end()
        if relative.unit in ("month", "year") and re.compile(r"[球面壤背]").match(plain, end):
            return None
        if relative.unit == "century" and (decade := patterns.RELATIVE_DECADE.match(plain, end)):
            return _with_decade(Partial(relative=relative), decade)
        if relative.unit in ("week", "century", "quarter"):
            return _relative_piece(plain, relative, end)
        return Partial(relative=relative), end

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
            return (
                _month_piece(plain, partial, end)
                or self._open_day(plain, partial, end)
                or (partial, end)
            )
        return _part_of_piece(plain, partial, end)

    def _open_day(self, plain: str, partial: Partial, end: int) -> Point | None:
        gap = re.compile(patterns.S).match(plain, end)
        opened = self._open(plain, gap.end() if gap else end, partial)
        return (opened[0], opened[1]) if opened and opened[0].day else None

    def _year_piece(self, plain: str, partial: Partial, end: int) -> Point | None:
        found = self.year_piece.match(plain, end)
        if found:
            narrowed = self._narrow(partial, found)
            return (narrowed, found.end()) if narrowed else None
        gap = re.compile(patterns.S).match(plain, end)
        opened = self._open(plain, gap.end() if gap else end, partial)
        return (opened[0], opened[1]) if opened and (opened[0].month or opened[0].quarter) else None

    def _narrow(self, partial: Partial, found: re.Match[str]) -> Partial | None:
        """Put a piece of the year into the expression."""
        if found["half"]:
            return replace(partial, half=1 if found["half"] in "上前" else 2)
        if found["quarter"] or found["q"]:
            number = (
                1 if found["quarter"] == "首" else chinese_number(found["quarter"] or found["q"])
            )
            return replace(partial, quarter=number)
        if found["leading"]:
            return _with_leading(partial, found)
        if found["holiday"]:
            month, day = self.words.values("holiday_zh")[found["holiday"]].split("-")
            return replace(partial, month=int(month), day=int(day))
        if found["season"]:
            return replace(partial, season=patterns.SEASONS[found["season"][0]])
        if found["week"]:
            return replace(partial, week=chinese_number(found["week"]))
        if found["month"] or found["nthmonth"]:
            return replace(partial, month=chinese_number(found["month"] or found["nthmonth"]))
        return replace(
            partial, part=patterns.PARTS.get(found["part"]) or patterns.PARTS[found["part"][0]]
        )

    def _headless(self, plain: str, start: int, before: Partial | None) -> Point | None:
        """Read an expression without a year: 3月25日, 第一季度, 年底; behind a connector also 27日
        or 10.
        """
        bare = patterns.BARE_PART.match(plain, start)
        if bare and before is None:
            return _bare_part(bare)
        if (
            start
            and re.compile(rf"[年月第届]|[0-9]|{patterns.CN}").match(plain, start - 1)
            and before is None
        ):
            return None
        if BROKEN_YEAR.search(plain[max(0, start - 12) : start]):
            return None
        piece = self._year_piece(plain, Partial(), start)
        if piece and not piece[0].season:
            return self._after_headless(plain, piece)
        return _bare_day(plain, start, before)

    def _after_headless(self, plain: str, piece: Point) -> Point | None:
        partial, end = piece
        if partial.part or (partial.leading and partial.leading[0] not in ("quarter", "month")):
            return None
        if partial.month:
            if partial.day is None:
                return (
                    _month_piece(plain, partial, end)
                    or self._open_day(plain, partial, end)
                    or piece
                )
            return piece
        return _part_of_piece(plain, partial, end)


def _is_promising(plain: str, site: re.Match[str], kind: str) -> bool:
    """Tell cheaply whether the fine grammar is worth a try at a site."""
    start = site.start()
    if kind in RUNS and start and _skip(plain, start - 1, RUNS[kind]) >= start:
        return False
    return kind not in GATES or GATES[kind].match(plain, start) is not None


def _skip(plain: str, position: int, run: re.Pattern[str]) -> int:
    found = run.match(plain, position)
    return found.end() if found else position


def _is_open(plain: str, end: int) -> bool:
    return bool(patterns.CONNECTOR.match(plain, end))


def _is_between(plain: str, end: int) -> bool:
    clock = patterns.CLOCK.match(plain, end)
    return bool(patterns.BETWEEN.match(plain, clock.end() if clock else end))


def _is_trivial(partial: Partial) -> bool:
    return partial == Partial()


def _can_list(opened: re.Match[str], value: int | None, upper: int | None) -> bool:
    """Tell whether numbers in a list share their unit: 2020、2021年 and 2、3月 do, 5、6日 without
    a month do not.
    """
    if value is None or upper is None or value >= upper:
        return False
    if opened["sign"] == "," and opened["unit"] != "年":
        return False
    return upper - value <= (30 if opened["unit"] == "年" else 11)


def _with_unit(unit: str, value: int | None, known: Partial, *, has_pair: bool) -> Partial | None:
    """Give a bare number the unit of the number behind the connector, where that makes a date."""
    if value is None or not has_pair:
        return None
    if unit == "年" and not known.is_anchored:
        return Partial(year=value) if FIRST_YEAR <= value <= LAST_YEAR else None
    if unit == "世纪" and not known.is_anchored:
        return Partial(century=value) if value <= 22 else None
    if unit == "月" and not known.month and value <= 12:
        return replace(known, month=value)
    if unit == "季度" and not known.month and value <= 4:
        return replace(known, quarter=value)
    in_month = known.month or (known.relative and known.relative.unit == "month")
    return replace(known, day=value) if unit in "日号" and in_month and value <= 31 else None


def _plausible_year(plain: str, found: re.Match[str], value: int) -> int | None:
    """Tell years from durations: 2021年 and 19年底 are years, 20年前, 100年 and 2000年历史 are
    not.
    """
    text, end = found["year"], found.end()
    if len(text) >= 4:
        if DURATION_FOLLOWS.match(plain, end) or (
            value % 100 == 0
            and patterns.DURATION_BEFORE.search(plain[max(0, found.start() - 4) : found.start()])
        ):
            return None
        return value if FIRST_YEAR <= value <= LAST_YEAR and "十" not in text else None
    if (
        not text.isascii()
        and text[0] not in "零〇○"
        and not (len(text) == 3 and _has_month(plain, end))
    ):
        return None
    if len(text) == 3:
        return value if _has_month(plain, end) and value > 100 and "十" not in text else None
    is_said = text[0] in "0零〇○" and not DURATION_FOLLOWS.match(plain, end)
    if len(text) != 2 or not (is_said or DATE_FOLLOWS.match(plain, end)):
        return None
    if not is_said and re.compile(r"\s?[以之][前后]").match(plain, end):
        return None
    return value + (2000 if value < PIVOT else 1900)


def _has_month(plain: str, end: int) -> bool:
    return bool(re.compile(rf"\s?{patterns.SMALL}\s?月").match(plain, end))


def _numeric(plain: str, start: int, before: Partial | None = None) -> Point | None:
    """Read 2021-12-5, 2021/3/12, 2021.3.12; year and month alone only as 2021-03 or 2021/3."""
    found = patterns.NUMERIC.match(plain, start)
    if not found or (
        before is None and patterns.ID_BEFORE.search(plain[max(0, start - 1) : start])
    ):
        return None
    month, day = int(found["month"]), int(found["day"]) if found["day"] else None
    if (
        day is None
        and not (before and before.month and month <= 12)
        and not _is_year_month(plain, found)
    ):
        return None
    return Partial(year=int(found["year"]), month=month, day=day), found.end()


def _last_year(plain: str, start: int, before: Partial | None) -> Point | None:
    """Read the bare year that ends a range of numeric dates: 2008.03-2009."""
    if before is None or not (before.year and before.month):
        return None
    found = re.compile(r"(?:19|20)[0-9]{2}(?![0-9年./-])").match(plain, start)
    return (Partial(year=int(found.group())), found.end()) if found else None


def _is_year_month(plain: str, found: re.Match[str]) -> bool:
    if not 1 <= int(found["month"]) <= 12:
        return False
    in_range = re.compile(
        r"\s?[-–—~至到]\s?(?:1[89]|20|21)[0-9]{2}(?:[./][0-9]{1,2})?(?![0-9])"
    ).match(plain, found.end())
    return (
        bool(in_range)
        or (found["sign"] == "-" and len(found["month"]) == 2)
        or found["sign"] == "/"
    )


def _fiscal(plain: str, start: int) -> Point | None:
    found = patterns.FISCAL.match(plain, start)
    if not found:
        return None
    year = chinese_number(found["year"] or found["code"]) or 0
    return Partial(year=year + 2000 if year < 100 else year, fiscal=True), found.end()


def _decade(plain: str, start: int) -> Point | None:
    found = patterns.DECADE.match(plain, start)
    return (
        _with_decade(Partial(century=chinese_number(found["century"] or "")), found)
        if found
        else None
    )


def _with_decade(partial: Partial, found: re.Match[str]) -> Point | None:
    """Read 90年代 (of the twentieth century where none is named), 1990年代, 九十年代末."""
    number = chinese_number(found["decade"])
    if number is None or number % 10:
        return None
    if number >= 1000:
        partial, number = replace(partial, century=number // 100 + 1), number % 100
    elif partial.century is None and partial.relative is None:
        partial = replace(partial, century=20 if number >= 30 else 21)
    part = patterns.PARTS[found["part"]] if found["part"] else ""
    return replace(partial, decade=number // 10, part=part), found.end()


def _century(plain: str, start: int) -> Point | None:
    found = patterns.CENTURY.match(plain, start)
    number = chinese_number(found["century"]) if found else None
    if not found or not number or not 5 <= number <= 22:
        return None
    part = patterns.PARTS[found["part"][0]] if found["part"] else ""
    decade = 0 if found["first"] else None
    return Partial(century=number, decade=decade, part=part), found.end()


def _vague_today(plain: str, start: int) -> Expression | None:
    """Read 今天 where it means nowadays: 今天的世界, 保持到今天."""
    found = TODAY.match(plain, start)
    if not found or not (
        found["vague"] or re.search(r"[到至]\s?$", plain[max(0, start - 2) : start])
    ):
        return None
    return Expression(
        Span(start, found.end("word")), fuzzy="PRESENT_REF", rule="zh-fuzzy", scope="nothing"
    )


def _relative_piece(plain: str, relative: Relative, end: int) -> Point | None:
    """Read what narrows a relative week, quarter or century: 上周五, 本世纪初."""
    if relative.unit == "week":
        weekday = patterns.WEEK_PIECE.match(plain, end)
        if weekday:
            return Partial(
                relative=relative, weekday=patterns.WEEKDAYS[weekday["weekday"]]
            ), weekday.end()
        return (
            None
            if re.compile(r"[期年边围密刊报转末]").match(plain, end)
            else (Partial(relative=relative), end)
        )
    part = patterns.PERIOD_PART.match(plain, end)
    if part:
        return Partial(relative=relative, part=patterns.PARTS[part["part"][0]]), part.end()
    return Partial(relative=relative), end


def _weekday(plain: str, start: int) -> Point | None:
    found = patterns.WEEKDAY.match(plain, start)
    if not found or re.compile(r"[每两几个隔上下本这十百整一二三四]").match(
        plain, max(0, start - 1)
    ):
        return None
    return Partial(weekday=patterns.WEEKDAYS[found["weekday"]]), found.end()


def _with_leading(partial: Partial, found: re.Match[str]) -> Partial | None:
    """Read 前三季度, 前11个月, 最后五天."""
    number = chinese_number(found["count"])
    if not number:
        return None
    unit = patterns.UNITS[found["unit"][0]]
    return replace(
        partial, leading=(unit, -number if found["leading"] in ("后", "最后") else number)
    )


def _month_piece(plain: str, partial: Partial, end: int) -> Point | None:
    """Read a piece of a month: 25日, 上旬, 底, 第一个星期一."""
    found = patterns.MONTH_PIECE.match(plain, end)
    if not found:
        return None
    narrowed = _narrow_month(partial, found)
    return (narrowed, found.end()) if narrowed else None


def _narrow_month(partial: Partial, found: re.Match[str]) -> Partial | None:
    if found["day"] or found["bare"]:
        return replace(partial, day=chinese_number(found["day"] or found["bare"]))
    if found["third"] or found["part"]:
        return replace(partial, part=patterns.PARTS.get(found["third"] or found["part"][0], "mid"))
    if found["leading"]:
        return _with_leading(partial, found)
    if found["week"]:
        return replace(partial, week=chinese_number(found["week"]))
    weekday = patterns.WEEKDAYS[found["weekday"] or found["lastweekday"]]
    return replace(
        partial, weekday=weekday, nth=chinese_number(found["nth"]) if found["nth"] else -1
    )


def _part_of_piece(plain: str, partial: Partial, end: int) -> Point:
    """Read 一季度末."""
    found = patterns.PERIOD_PART.match(plain, end) if partial.quarter or partial.half else None
    if not found:
        return partial, end
    return replace(partial, part=patterns.PARTS[found["part"][0]]), found.end()


def _bare_part(found: re.Match[str]) -> Point:
    """Read 年底, 月初, 上旬: the year or the month is for the context to say."""
    if found["third"]:
        return Partial(
            part=patterns.PARTS[found["third"]], relative=Relative("month", 0, "text")
        ), found.end()
    part = "end" if found["winter"] else patterns.PARTS[found["part"]]
    unit: Unit = "month" if found["month"] else "year"
    return Partial(part=part, relative=Relative(unit, 0, "text")), found.end()


def _bare_day(plain: str, start: int, before: Partial | None) -> Point | None:
    if before is not None and before.day:
        found = re.compile(rf"(?P<day>{patterns.SMALL}){patterns.S}[日号]").match(plain, start)
    else:
        found = patterns.BARE_DAY.match(plain, start) if before is None else None
        if found and COUNTED_DAY.search(plain[max(0, start - 2) : start]):
            return None
    return (Partial(day=chinese_number(found["day"])), found.end()) if found else None


def read_spell(plain: str, start: int) -> Expression | None:
    """Read a spell of time up to or from now: 过去两年, 未来一年内, 近三年; its borders are
    fuzzy.
    """
    found = SPELL.match(plain, start)
    if not found:
        return None
    if (
        found["word"] in ("上", "下")
        and (number := chinese_number(found["number"]))
        and found["unit"] in SPELL_UNITS
    ):
        relative = Relative(
            patterns.UNITS[found["unit"][0]],
            -1 if found["word"] == "上" else 1,
            "published",
            number,
        )
        return (
            Expression(
                Span(start, found.end()),
                Partial(relative=relative),
                rule="zh-spell",
                scope="nothing",
            )
            if number > 1
            else None
        )
    if found["word"] not in FUZZY_SPELL and not (
        found["word"] == "前" and found["number"] in "两几"
    ):
        return None
    if found["word"] == "近" and start and plain[start - 1] in "最将附接靠就亲":
        return None
    fuzzy = "FUTURE_REF" if found["word"] in FORWARD else "PAST_REF"
    return Expression(Span(start, found.end()), fuzzy=fuzzy, rule="zh-spell", scope="nothing")


def read_elapsed(plain: str, start: int) -> Expression | None:
    """Read a distance from now or from a date of the text: 三年前, 两周后; 一年半前 is fuzzy."""
    found = ELAPSED.match(plain, start)
    if not found or COUNT_BEFORE.search(plain[max(0, start - 2) : start]):
        return None
    unit: Unit = patterns.UNITS[found["unit"][0]]
    number = chinese_number(found["number"]) if found["number"] != "半" else None
    if (found["unit"] == "月" and not found["measure"]) or (
        found["unit"] in "年日" and not _is_duration(found, number)
    ):
        return None
    span, past = Span(start, found.end()), found["side"] == "前"
    if not number or unit == "quarter" or (found["more"] or found["more2"]) or found["half"]:
        return Expression(
            span, fuzzy="PAST_REF" if past else "FUTURE_REF", rule="zh-elapsed", scope="sentence"
        )
    relative = Relative(unit, -number if past else number, "later")
    modifier = (
        {"以前": "before", "以后": "after", "之后": "after"}.get(found["particle"], "")
        if found["particle"]
        else ""
    )
    if unit in ("year", "month", "week") and modifier == "after":
        modifier = ""
    return Expression(
        span, Partial(relative=relative), modifier=modifier, rule="zh-elapsed", scope="sentence"
    )


def _is_duration(found: re.Match[str], number: int | None) -> bool:
    """Tell 三年前 and 20年后 from the years 07年以后, 2018年前 and 民国九年."""
    if (
        (found["more"] or found["more2"])
        or found["half"]
        or number is None
        or found["unit"] == "日"
    ):
        return True
    return number < FIRST_YEAR and found["number"][0] not in "0零〇○"


def finish(plain: str, start: int, first: Partial, last: tuple[Partial | None, int]) -> Expression:
    """Add what stands around the points: 自…以来, 截至, 前, 后, 之间."""
    final, end = last
    if final is not None:
        first, final = complete(first, final)
    prefix = plain[max(0, start - patterns.LONGEST_PREFIX) : start]
    suffix = patterns.SUFFIX.match(plain, end)
    rule = "zh-range" if final is not None else "zh-date"
    base = Expression(Span(start, end), first, final, rule=rule)
    if now := patterns.UNTIL_NOW.match(plain, end):
        return replace(
            base, span=Span(start, now.end()), modifier="since", is_inclusive=True, scope="sentence"
        )
    if suffix and not _is_duration_suffix(first, suffix):
        return _with_suffix(base, suffix, prefix)
    return _with_prefix(base, prefix, has_since=bool(patterns.SINCE_AFTER.match(plain, end)))


def _is_duration_suffix(first: Partial, suffix: re.Match[str]) -> bool:
    """Tell 7日后 and 5日内, which count days, from dates."""
    is_bare_day = first.day is not None and first.month is None and first.relative is None
    return is_bare_day and not suffix["approx"]


def _with_suffix(base: Expression, suffix: re.Match[str], prefix: str) -> Expression:
    rule = f"{base.rule}-inclusive" if suffix["inclusive"] else base.rule
    span = Span(base.span.start, suffix.end())
    expression = replace(base, span=span, is_inclusive=bool(suffix["inclusive"]), rule=rule)
    if suffix["approx"]:
        return replace(expression, modifier="approx")
    if suffix["before"]:
        return replace(expression, modifier="before", scope="sentence")
    if suffix["after"]:
        return replace(expression, modifier="after", scope="sentence")
    return _with_prefix(expression, prefix, has_since=False)


def _with_prefix(base: Expression, prefix: str, *, has_since: bool) -> Expression:
    if has_since or (base.last is None and patterns.SINCE_BEFORE.search(prefix)):
        return replace(base, modifier="since", scope="sentence")
    if base.last is None and patterns.DEADLINE_BEFORE.search(prefix):
        return replace(base, modifier="before", is_inclusive=True, scope="sentence")
    if base.last is None and patterns.UNTIL_BEFORE.search(prefix):
        return replace(base, modifier="until", scope="sentence")
    if patterns.APPROX_BEFORE.search(prefix):
        return replace(base, modifier="approx")
    return base


@lru_cache(maxsize=8)
def chinese_grammar(words: DateWords) -> ChineseGrammar:
    """Return the grammar for a set of words, its patterns compiled once."""
    return ChineseGrammar(words)
