"""Plain Chinese text to date expressions: one cheap pattern finds the sites, a small grammar reads
them there.

A range is a point, a connector and a point; a bare number in front of a connector takes the unit
of the number behind it (5月26~27日, 2022-2025年).
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pipeline.dates.chinese import patterns
from pipeline.dates.chinese.doubts import (
    read_decades,
    read_eight_digits,
    read_no_date,
    read_split_year,
)
from pipeline.dates.chinese.durations import (
    read_before,
    read_deadline_day,
    read_elapsed,
    read_elapsed_today,
    read_half_year,
    read_spell,
    read_told_day,
)
from pipeline.dates.chinese.nowadays import read_today, read_tomorrow
from pipeline.dates.chinese.plain_days import read_day
from pipeline.dates.chinese.points import FIRST_REPUBLICAN, Points
from pipeline.dates.chinese.ranges import finish
from pipeline.dates.chinese.vocabulary import RUNS, ChinesePatterns, after_run, is_promising
from pipeline.dates.chinese.years import FIRST_YEAR, Point
from pipeline.dates.expression import Expression, Partial, Relative, Scope
from pipeline.dates.numerals import chinese_number
from pipeline.dates.shape_rows import ShapeRows
from pipeline.dates.units import last_days
from pipeline.text import Span

Begins = Callable[[int], bool]  # does a word of the segmenter begin here?

# Kinds whose words are words of the language, to be found only where the segmenter begins one.
NAMING = frozenset({"holiday", "relative", "fuzzy", "duration", "part", "weekday"})
COUNTED = frozenset({"duration", *RUNS})
LONGEST_DISTANCE = 40  # bounds the work: what the rows for distances match is shorter
OF_NUMBERS = (read_elapsed_today, read_deadline_day, read_elapsed)
# 至今年初, 从次年初: a preposition cuts the words anew where the segmenter reads 至今|年初.
PREPOSITION = frozenset("至到从自于在")
OF_YEAR = re.compile(
    rf"[今昨明][天日晚早晨](?![报])|[本上下](?:周|星期)[一二三四五六日天]|[今去明次翌]年(?:年?[初底末]|{patterns.SMALL}{patterns.S}月)"
)
# 英明年起禁购: a country in one letter opens a headline.
COUNTRY = re.compile(r"(?:^|[\s,.。;:!?、(“])[中美英法德日韩俄印澳加欧台港]\Z")
COUNTRY_YEAR = re.compile(r"[今去明]年(?:起|底|初|将|[0-9])")
SAME = ("同日", "同周", "同月")
# 张晓明|日前: of days ago, not before tomorrow.
BEFORE_TOMORROW, DEADLINE = "明日前", re.compile(r"(?:^|[\s,.。;:、!?(于在须需应请赶至到])\Z")
# 每周五, 每个星期周末
RECURRENT = re.compile(r"(?:每|逢|逐)(?:一?个)?(?:星期|周|礼拜)?\Z")
LONGEST_RECURRENT = 5  # bounds the work: RECURRENT is as long
# 每年6月底和12月底前: both come back.
YEARLY = re.compile(r"每年[^,。;!?\n]{2,8}(?:和|与|及|、|至|到|[-–—~])\s?\Z")
LONGEST_YEARLY = 14  # bounds the work: YEARLY is as long
LUNAR_BEFORE = re.compile(r"(?:农历|阴历|旧历|闰)的?$")
# 农历闰六月初一(7月25日): the bracket tells the same day.
SOLAR_BEHIND = re.compile(r"\s?\((?:公历|阳历|即)?(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}[日号]")
REPUBLIC = "民国"
YEAR_DIGITS = frozenset("12一二")
LIST_GAP = re.compile(rf"{patterns.S}{patterns.LIST}{patterns.S}")
BARE_YEAR = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})(?:\s?[-–—~至到]\s?(?P<last>(?:19|20)[0-9]{2}))?(?!\s?年|[0-9A-Za-z%.,\-–—~/:][0-9A-Za-z]|[0-9A-Za-z%/~–—-])"
)
RANGE_CUE = re.compile(r"(?:从|自|时间|期间|年份)\s?$")


@dataclass(frozen=True, eq=False)
class ChineseGrammar:
    """The grammar of one text, with the words of a set of lexicons."""

    vocabulary: ChinesePatterns
    points: Points
    published: dt.date | None = None

    @property
    def shapes(self) -> ShapeRows:
        """How dates are written."""
        return self.vocabulary.shapes

    def read(self, plain: str, begins: Begins) -> Iterator[Expression]:
        """Yield the date expressions of a text in order, those of no calendar included
        (2月30日).
        """
        position, search, kinds = 0, self.vocabulary.site.search, self.vocabulary.kinds
        while site := search(plain, position):
            start, position = site.span()
            kind = kinds[site.group()]
            found: list[Expression] = []
            if kind == "digits" and (day := read_day(plain, start)):
                found = [day]
            elif is_promising(plain, site, kind):
                found = self._read_site(plain, start, kind, begins)
            if found:
                yield from found
                position = max(found[-1].span.end, position)
            elif kind in RUNS:
                position = after_run(plain, position, kind)

    def _read_site(self, plain: str, start: int, kind: str, begins: Begins) -> list[Expression]:
        if kind == "told":
            return [day] if (day := read_told_day(self.shapes, plain, start)) else []
        if kind in NAMING and not _may_begin(plain, start, begins):
            return []
        if _may_count(plain, start, kind):
            reads = OF_NUMBERS if kind in RUNS else (read_before, read_half_year, read_spell)
            duration = next(
                (found for read in reads if (found := read(self.shapes, plain, start))), None
            )
            if duration or kind == "duration":
                return [duration] if duration else []
        if kind == "relative" and (
            special := read_decades(self.shapes, plain, start)
            or read_elapsed_today(self.shapes, plain, start)
            or read_today(self.shapes, plain, start)
            or read_tomorrow(self.shapes, plain, start)
        ):
            return [special]
        if kind == "fuzzy" and (fuzzy := self._fuzzy(plain, start)):
            return [fuzzy]
        if kind in RUNS and (special := self._special(plain, start)):
            return [special]
        return self._read_range(plain, start) or (
            [doubt] if kind == "digits" and (doubt := read_no_date(plain, start)) else []
        )

    def _fuzzy(self, plain: str, start: int) -> Expression | None:
        word = self.shapes["zh-fuzzy"].match(plain, start)
        if not word:
            return None
        value = self.vocabulary.words.values("fuzzy_zh")[word.group()]
        return Expression(
            Span(start, word.end()), fuzzy=value, rule="zh-fuzzy", scope=Scope.NOTHING
        )

    def _special(self, plain: str, start: int) -> Expression | None:
        """Read years in shapes of their own: 展望2025, 2020-2021学年, 20240115, 八九十年代."""
        if special := read_decades(self.shapes, plain, start) or self._lone_day(plain, start):
            return special
        if plain[start] not in YEAR_DIGITS:
            return None
        return (
            self._bare_year(plain, start)
            or read_split_year(self.shapes, plain, start)
            or read_eight_digits(self.shapes, plain, start)
        )

    def _read_range(self, plain: str, start: int) -> list[Expression]:
        """Read a point, a list of numbers that share a unit, or a range."""
        opened = self.points.open(plain, start, Partial())
        if opened and opened[2]:
            listed, end, _ = opened
            item = Expression(Span(start, end), listed, rule="zh-list")
            return [item, *self._rest_of_list(plain, end)]
        first = (opened[0], opened[1]) if opened else self.points.point(plain, start)
        if first is None:
            return []
        last = self._last(plain, first[1], first[0])
        if last is None and opened:
            return []
        if refused := self._refused(plain, start, first, last):
            return [refused]
        return [finish(plain, start, first[0], last or (None, first[1]))]

    def _refused(
        self, plain: str, start: int, first: Point, last: Point | None
    ) -> Expression | None:
        """Return an expression that the grammar itself refuses: 周一至周五, 农历三月, 112年4月."""
        partial, end = first
        every = self.shapes["zh-weekdays"].match(plain, start)
        if every or (last and partial == Partial(weekday=partial.weekday)):
            stop = every.end() if every else last[1] if last else end
            return _doubtful(start, stop, "zh-weekdays", "recurrence")
        if not partial.is_anchored and YEARLY.search(plain, max(0, start - LONGEST_YEARLY), start):
            return _doubtful(start, last[1] if last else end, "zh-date", "recurrence")
        if partial.year and partial.year < FIRST_YEAR and plain[start].isnumeric():
            return _doubtful(start, last[1] if last else end, "zh-date", "year-without-era")
        if partial.lunar and SOLAR_BEHIND.match(plain, end):
            return replace(_doubtful(start, end, "zh-lunar", "lunar-calendar"), first=partial)
        if LUNAR_BEFORE.search(plain[max(0, start - 3) : start]):
            lunar = _doubtful(start, end, "zh-lunar", "lunar-calendar")
            return replace(lunar, first=partial)
        if last is None and (behind := patterns.LUNAR.match(plain, end)):
            lunar = _doubtful(start, behind.end(), "zh-lunar", "lunar-calendar")
            return replace(lunar, first=partial)
        return None

    def _lone_day(self, plain: str, start: int) -> Expression | None:
        """Read a day in one numeral where it is one of the last before publication: 他三日才到访."""
        published = self.published
        found = self.shapes["zh-lone_day"].match(plain, start) if published else None
        if not found or self.vocabulary.no_lone_day.search(plain[max(0, start - 3) : start]):
            return None
        day = chinese_number(found["day"])
        recent = Partial(day=day, relative=Relative("day", 0, "news"))
        is_recent = published and any(one.day == day for one in last_days(published))
        span = Span(start, found.end("day") + 1)
        return Expression(span, recent, rule="zh-lone-day") if is_recent else None

    def _bare_year(self, plain: str, start: int) -> Expression | None:
        """Read a year without 年 where a word in front of it says that it is one: 展望2025,
        从2016-2018.
        """
        found = BARE_YEAR.match(plain, start)
        if not found:
            return None
        before, last = plain[max(0, start - 6) : start], found["last"]
        cue = RANGE_CUE if last else self.vocabulary.bare_year_cue
        if not cue.search(before):
            return None
        points = (Partial(year=int(found["year"])), Partial(year=int(last)) if last else None)
        return Expression(Span(*found.span()), *points, rule="zh-bare-year", scope=Scope.SENTENCE)

    def _rest_of_list(self, plain: str, end: int) -> list[Expression]:
        gap = LIST_GAP.match(plain, end)
        return self._read_range(plain, gap.end()) if gap else []

    def _both_days(self, plain: str, start: int, first: Partial) -> Point | None:
        """Read the second of two days that are told as one: 11月17、18两日."""
        second = self.points.point(plain, start, first)
        if second is None or not second[0].day or not first.day or second[0].day <= first.day:
            return None
        both = patterns.BOTH_DAYS.match(plain, second[1])
        return second[0], both.end() if both else second[1]

    def _last(self, plain: str, end: int, first: Partial) -> Point | None:
        """Read the end of a range behind its connector: ~27日, 至2020年3月; 和 needs 之间 behind
        it.
        """
        clock = patterns.CLOCK.match(plain, end)
        behind = clock.end() if clock else end
        connector = patterns.CONNECTOR.match(plain, behind)
        if first.day and (both := patterns.TWO_DAYS.match(plain, end)):
            return self._both_days(plain, both.end(), first)
        joined = connector or patterns.AND.match(plain, behind)
        last = self.points.point(plain, joined.end(), first) if joined else None
        if last is None or (not connector and not _is_between(plain, last[1])):
            return None
        return last if last[0] != Partial() or patterns.CONNECTOR.match(plain, end) else None


def _may_count(plain: str, start: int, kind: str) -> bool:
    """Tell cheaply whether a span or a distance may stand here: behind a number it ends in 前 or 后."""
    if kind in RUNS:
        end = start + LONGEST_DISTANCE
        return plain.find("前", start, end) >= 0 or plain.find("后", start, end) >= 0
    return kind in COUNTED or plain[start] == "前"


def _may_begin(plain: str, start: int, begins: Begins) -> bool:
    """Tell whether a word of the language stands here: no 周五 in 每周五, no 同日 in 同日本."""
    if RECURRENT.search(plain, max(0, start - LONGEST_RECURRENT), start):
        return False
    behind = start + len(SAME[0])
    if (
        plain.startswith(SAME, start)
        and plain[behind : behind + 1].isalpha()
        and not begins(behind)
    ):
        return False  # 同日本人, 同周浩鼎
    if plain.startswith(BEFORE_TOMORROW, start):
        return DEADLINE.search(plain[max(0, start - 1) : start]) is not None
    if begins(start):
        return True
    if COUNTRY_YEAR.match(plain, start) and COUNTRY.search(plain[max(0, start - 2) : start]):
        return True
    return start > 0 and plain[start - 1] in PREPOSITION and bool(OF_YEAR.match(plain, start))


def _doubtful(start: int, end: int, rule: str, refused: str) -> Expression:
    return Expression(Span(start, end), rule=rule, refused=refused)


def _is_between(plain: str, end: int) -> bool:
    clock = patterns.CLOCK.match(plain, end)
    return bool(patterns.BETWEEN.match(plain, clock.end() if clock else end))


def chinese_grammar(
    vocabulary: ChinesePatterns, plain: str, published: dt.date | None = None
) -> ChineseGrammar:
    """Return the grammar for a text with a set of words; a text that says 民国 counts by the
    Republic, 114年8月 of 2025 is of the year of publication.
    """
    current = published.year - FIRST_REPUBLICAN if published else None
    return ChineseGrammar(vocabulary, Points(vocabulary, REPUBLIC in plain, current), published)
