"""Dated events of Chinese sentences: the predicates that a date governs."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pipeline.document import DateMention
from pipeline.events.chinese_draft import drafted
from pipeline.events.clauses import Chart, Clause
from pipeline.events.draft import Draft
from pipeline.events.predicates import Predicate
from pipeline.events.reading import Reading, scopes
from pipeline.events.roles import PARTICLE
from pipeline.events.triggers import Vocabulary
from pipeline.text import Span

# 展望2025:未来趋势 is a title, 2025年3月10日第7期 a masthead: no clause follows.
HEADING = re.compile(r"\s*(?::|第\s*\d+\s*期)")
MASTHEAD = re.compile(r"\s*第")
BASIS = re.compile(r"(?:依据|根据|按照|依照|援引|依|按)\s*\Z")
CLOSED = re.compile(r"[。!?;]")
ANCHORED = re.compile(r"次日|翌日|隔[日天]|第二[天日年]|当[天日年]|次年|翌年|同[一]?[天日]")
FARTHEST_CLAUSE = 4  # a listed verb further behind the date is hardly governed by it


def chinese_events(
    chart: Chart, dates: Sequence[DateMention], words: Vocabulary
) -> Iterator[Draft]:
    """Yield the events that each date governs; `dates` are those of one sentence, in order."""
    read: dict[Span, Reading] = {}
    plain = chart.document.plain
    dates = [date for date in dates if not _names_law(plain, date)]
    dates = [*dates[:1], *(date for date in dates[1:] if not _is_anchored(plain, date))]
    reach = scopes(dates, plain)
    for date in dates:
        region = chart.region(date)
        if region is None:
            continue
        if region not in read:
            read[region] = Reading.of(chart, region, words)
        heading = HEADING.match(plain, date.span.end) is not None
        if heading and not _opens_report(plain, read[region], date, words):
            continue
        end = min(reach[date.span], region.end)
        for predicate, rule in _governed(
            read[region], date, Span(date.span.end, end), words, led=heading
        ):
            yield drafted(read[region], predicate, date, rule, words)


def _names_law(plain: str, date: DateMention) -> bool:
    """Tell whether a date only says which law: 依据2018年《出口管制改革法》."""
    behind = plain[date.span.end : date.span.end + 1] == "《"
    return behind and BASIS.search(plain, max(0, date.span.start - 4), date.span.start) is not None


def _is_anchored(plain: str, date: DateMention) -> bool:
    """Tell whether a date only places the one before it: 12月3日,即列入清单的次日,宣布…."""
    found = ANCHORED.fullmatch(plain, date.span.start, date.span.end)
    return found is not None and plain[date.span.start - 1] == PARTICLE


def _opens_report(plain: str, reading: Reading, date: DateMention, words: Vocabulary) -> bool:
    """Tell whether a sentence follows the colon behind a date: 2023年6月:美光宣布投资建厂。"""
    if MASTHEAD.match(plain, date.span.end) or date.span not in reading.places:
        return False
    before = reading.around(date)[0]
    led = before is None or words.has("date_preposition", before.text)
    last = reading.clauses[-1].span.end
    return led and CLOSED.match(plain, last) is not None


def _governed(
    reading: Reading, date: DateMention, scope: Span, words: Vocabulary, *, led: bool
) -> Iterator[tuple[Predicate, str]]:
    """Yield the predicates of a date with the rule that chose them: the main one last.

    A date that leads to a colon (`led`) governs what stands behind that alone.
    """
    governed = reading.within(scope)
    former = None if led else _before_date(reading, date, words)
    if former is not None and (not governed or _reaches(former, reading, date, words)):
        yield former, "predicate-before-date"
        return
    if not governed or _only_identifies(reading, date, governed, words):
        return
    if _names_when(reading, date, governed[0]):
        yield governed[0], "date-attributive"
        return
    main = _main(governed, reading.clauses)
    if main is not None and main.role == "noun" and not reading.closed:
        return  # a heading: 2022-2025年美印新兴技术倡议
    told: set[tuple[int, str]] = set()
    for predicate in governed:
        if main is not None and predicate.span.start >= main.span.start:
            break
        aside = (predicate.clause, predicate.role)
        if aside not in told and _happens_aside(predicate, reading.clauses, words):
            told.add(aside)
            yield predicate, f"date-{predicate.role}"
    if main is not None:
        yield main, f"date-{main.role}"


def _reaches(
    former: Predicate, reading: Reading, date: DateMention, words: Vocabulary
) -> bool:  # fmt: skip
    """Tell whether a date is what the verb before it leads to: 推迟至2027年, 成立于2018年."""
    if not former.listed or words.has("clausal_verb", former.text):
        return False
    before = reading.around(date)[0]
    arrives = before is not None and words.has("arrival", before.text)
    number = reading.places[date.span][0]
    later = any(p.clause == number and p.span.start > date.span.end for p in reading.found)
    return arrives or not later


def _names_when(reading: Reading, date: DateMention, predicate: Predicate) -> bool:
    """Tell whether a date says when what a noun names happened: 2018年成立的中心发表报告."""
    number, index = reading.places[date.span]
    units = reading.clauses[number].units
    behind = units[predicate.last_unit + 1] if predicate.last_unit + 1 < len(units) else None
    beside = predicate.clause == number and predicate.unit == index + 1
    named = predicate.listed and predicate.role == "attributive"
    return named and beside and behind is not None and behind.text == PARTICLE


def _only_identifies(
    reading: Reading, date: DateMention, governed: Sequence[Predicate], words: Vocabulary
) -> bool:
    """Tell whether a date only says which: 2021财年的国防授权法, but not 5月的峰会."""
    behind = reading.around(date)[1]
    if behind is None or behind.text != PARTICLE:
        return False
    number, index = reading.places[date.span]
    own = [p for p in governed if p.clause == number]
    framed = any(p.role in ("frame", "noun", "inside") for p in own)
    between = reading.clauses[number].units[index + 1 : own[0].unit if own else None]
    text = "".join(unit.text for unit in between)
    telling = any(noun in text for noun in words.words("event_noun"))
    closed = any(words.has("frame_closer", unit.text) for unit in between)
    return not (framed or telling or closed)


def _happens_aside(predicate: Predicate, clauses: Sequence[Clause], words: Vocabulary) -> bool:
    """Tell whether a predicate before the main one happens too: 会晤之后, 在举办的峰会上."""
    if not predicate.listed or predicate.role not in ("before", "frame"):
        return False
    units = clauses[predicate.clause].units
    if ANCHORED.fullmatch(units[-1].text):
        return False  # it happened on the day before
    behind = "".join(unit.text for unit in units[predicate.unit :])
    return predicate.role == "before" or any(noun in behind for noun in words.words("meeting_noun"))


def _main(governed: Sequence[Predicate], clauses: Sequence[Clause]) -> Predicate | None:
    """Choose the main predicate: the first clause that has one gives it, a listed one first.

    Where the first predicate of all is only attributive and no main one is near, as in
    启动由两国主导的对话, it is the main one all the same.
    """
    first_clause = governed[0].clause
    by_clause: dict[int, list[Predicate]] = {}
    for predicate in governed:
        if predicate.clause - first_clause <= FARTHEST_CLAUSE:
            by_clause.setdefault(predicate.clause, []).append(predicate)
    for role in ("main", "attributive", "noun"):
        for own in by_clause.values():
            inside = [p for p in own if p.role == role]
            if chosen := next((p for p in inside if p.listed), None):
                return chosen
            if (
                inside
                and role == "main"
                and (len(by_clause) == 1 or _is_certain(inside[0], clauses))
            ):
                return inside[0]
        heads = (p for p in governed if p.role in ("main", "attributive"))
        if role == "main" and (first := next(heads, None)) and first.role != role and first.listed:
            return first
    return next((p for p in governed if p.role == "main"), None)


def _is_certain(predicate: Predicate, clauses: Sequence[Clause]) -> bool:
    """Tell whether an unlisted verb is the main one: it has 了, or a name as its subject."""
    before = clauses[predicate.clause].units[: predicate.unit]
    return predicate.finite or any(unit.tag in ("name", "place") for unit in before[:2])


def _before_date(reading: Reading, date: DateMention, words: Vocabulary) -> Predicate | None:
    """Find the predicate that a date follows: 该机构成立于2018年."""
    before = reading.around(date)[0]
    if before is None:
        return None
    index = bisect_left(reading.starts, date.span.start) - 1
    found = reading.found[index] if index >= 0 else None
    if found is None or found.clause != reading.places[date.span][0]:
        return None
    if words.has("arrival", before.text) and found.span.end == before.span.end:
        return found  # 持续到4月中旬
    led = words.has("date_preposition", before.text) or words.has("arrival", before.text)
    return found if led and found.span.end == before.span.start else None
