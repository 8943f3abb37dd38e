"""Chinese text at a site to durations of time and distances: 过去两年, 三年前, 两周后."""

import re

from pipeline.dates.chinese import patterns
from pipeline.dates.chinese.vocabulary import DURATION_WORDS
from pipeline.dates.chinese.years import FIRST_YEAR
from pipeline.dates.expression import Expression, Partial, Relative, Scope, Unit
from pipeline.dates.numerals import chinese_number
from pipeline.dates.shape_rows import Found, ShapeRows
from pipeline.dates.units import MONTHS
from pipeline.text import Span

FORWARD = frozenset({"未来", "今后", "此后", "随后", "下", "后"})
COUNT_BEFORE = re.compile(r"(?:[第约近个月年前后~至到-]|[0-9][.,])$")
HALF_BEFORE = re.compile(r"[上下前后大小近多过整每第约个全]")
BEFORE = re.compile(
    rf"(?:(?P<this>此)前{patterns.S}(?P<number>[0-9]{{1,2}}|{patterns.CN}{{1,2}})|前一)(?:天|日)(?![内间里之以来])"
)
CLAUSE_START = re.compile(r"(?:^|[\s,.。;:!?(\"”」])(?:就|而|但)?(?:在|于)?$")
LONGEST_START = 4  # bounds the work: CLAUSE_START is shorter
DURATION_UNITS = frozenset(["年", "月", "周", "星期", "礼拜", "天", "日", "季度"])
HALF_A_MONTH = 15  # days
YEARS_AGO = {"去": 1, "前": 2}
MODIFIERS = {"以前": "before", "以后": "after"}


def read_before(shapes: ShapeRows, plain: str, start: int) -> Expression | None:
    """Read a distance back from the day told last: 此前两天; 前一天 at the start of a clause."""
    found = shapes["zh-before"].match(plain, start)
    if not found:
        return None
    number = chinese_number(found["number"]) if found["this"] else 1
    opens = CLAUSE_START.search(plain[max(0, start - LONGEST_START) : start])
    if not number or not (found["this"] or opens):
        return None
    partial = Partial(relative=Relative("day", -number, "before"))
    return Expression(Span(start, found.end()), partial, rule="zh-elapsed", scope=Scope.SENTENCE)


def read_told_day(shapes: ShapeRows, plain: str, start: int) -> Expression | None:
    """Read the day of a news item, 今(16)日, 昨（15日）: the day that the bracket names, the latest such
    before publication.
    """
    found = shapes["zh-told_day"].match(plain, start)
    if not found:
        return None
    recent = Relative("day", 0, "news") if found["recent"] else None
    day = Partial(day=int(found["day"]), relative=recent)
    return Expression(Span(start, found.end()), day, rule="zh-date")


def read_spell(shapes: ShapeRows, plain: str, start: int) -> Expression | None:
    """Read a duration of time up to or from now: 过去两年, 未来一年内, 近三年; its borders are
    fuzzy.
    """
    found = shapes["zh-spell"].match(plain, start)
    if not found:
        return None
    word, number, span = found["word"], chinese_number(found["number"]), Span(start, found.end())
    if word in ("上", "下") and number and found["unit"] in DURATION_UNITS:
        unit = patterns.UNITS[found["unit"][0]]
        relative = Relative(unit, -1 if word == "上" else 1, "published", number)
        partial = Partial(relative=relative)
        return (
            Expression(span, partial, rule="zh-duration", scope=Scope.NOTHING)
            if number > 1
            else None
        )
    is_duration = word in DURATION_WORDS or (word == "前" and found["number"] in "两几")
    if not is_duration or (word == "近" and start and plain[start - 1] in "最将附接靠就亲"):
        return None
    fuzzy = "FUTURE_REF" if word in FORWARD else "PAST_REF"
    return Expression(span, fuzzy=fuzzy, rule="zh-duration", scope=Scope.NOTHING)


def read_elapsed(shapes: ShapeRows, plain: str, start: int) -> Expression | None:
    """Read a distance from now or from a date of the text: 三年前, 一年半前, 两周后."""
    found = shapes["zh-elapsed"].match(plain, start)
    if not found or COUNT_BEFORE.search(plain[max(0, start - 2) : start]):
        return None
    unit: Unit = patterns.UNITS[found["unit"][0]]
    number = chinese_number(found["number"]) if found["number"] != "半" else None
    if not _is_counted(found, number):
        return None
    span, is_past = Span(start, found.end()), found["side"] == "前"
    if (
        number
        and unit == "year"
        and found["half"] == "半"
        and not (found["more"] or found["more2"])
    ):
        unit, number = "month", number * MONTHS["year"] + MONTHS["half"]
    elif not number or unit == "quarter" or _is_rough(found):
        fuzzy = "PAST_REF" if is_past else "FUTURE_REF"
        return Expression(span, fuzzy=fuzzy, rule="zh-elapsed", scope=Scope.SENTENCE)
    partial = Partial(relative=Relative(unit, -number if is_past else number, "later"))
    modifier = MODIFIERS.get(found["particle"], "") if is_past or unit == "day" else ""
    return Expression(span, partial, modifier=modifier, rule="zh-elapsed", scope=Scope.SENTENCE)


def _is_rough(found: Found) -> bool:
    return bool(found["more"] or found["more2"] or found["half"])


def _is_counted(found: Found, number: int | None) -> bool:
    """Tell 三年前, 20年后 and 两个月后 from the years 07年以后, 2018年前, 民国九年, from 3月后."""
    if found["unit"] == "月":
        return bool(found["measure"])
    if found["unit"] != "年" or _is_rough(found) or number is None:
        return True
    return number < FIRST_YEAR and found["number"][0] not in "0零〇○"


def read_elapsed_today(shapes: ShapeRows, plain: str, start: int) -> Expression | None:
    """Read 两年前的今天, 去年今日: the day of publication, so long before."""
    found = shapes["zh-elapsed_today"].match(plain, start)
    if not found:
        return None
    number = YEARS_AGO.get(found["which"]) or chinese_number(found["number"])
    if not number or COUNT_BEFORE.search(plain[max(0, start - 2) : start]):
        return None
    today, unit = Partial(relative=Relative("day", 0, "published")), found["unit"][-1]
    offset = patterns.UNITS["周" if unit in "周期" else unit], -number
    span = Span(start, found.end())
    return Expression(span, today, rule="zh-elapsed", scope=Scope.SENTENCE, offset=offset)


def read_half_year(shapes: ShapeRows, plain: str, start: int) -> Expression | None:
    """Read 半年前, 半个月前: six months or fifteen days before publication; no 上半年前."""
    found = shapes["zh-half_year"].match(plain, start)
    if not found or HALF_BEFORE.search(plain[max(0, start - 1) : start]):
        return None
    unit: Unit = "day" if found["measure"] else "month"
    number = HALF_A_MONTH if found["measure"] else MONTHS["half"]
    shift = -number if found["side"] == "前" else number
    partial, span = Partial(relative=Relative(unit, shift, "later")), Span(start, found.end())
    return Expression(span, partial, rule="zh-elapsed", scope=Scope.SENTENCE)


def read_deadline_day(shapes: ShapeRows, plain: str, start: int) -> Expression | None:
    """Read 须在10日前 as the tenth of a month; 10日前 alone is ten days ago."""
    found = shapes["zh-deadline_day"].match(plain, start)
    day = chinese_number(found["day"]) if found else None
    if not found or not day:
        return None
    span = Span(start, found.end())
    return Expression(
        span, Partial(day=day), modifier="before", rule="zh-date", scope=Scope.SENTENCE
    )
