"""Dated events of Chinese sentences: the predicates that a date governs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.document import DateMention
from pipeline.events.chart import Chart
from pipeline.events.chinese_choice import ANCHORED, LED_RULES, RULES, names_when
from pipeline.events.chinese_draft import drafted
from pipeline.events.choice import governed
from pipeline.events.draft import Draft
from pipeline.events.evidence import Evidence
from pipeline.events.reading import Reading, scopes
from pipeline.events.token import PARTICLE
from pipeline.events.triggers import Vocabulary
from pipeline.text import Span

# 展望2025:未来趋势 is a title, 2025年3月10日第7期 a masthead: no clause follows.
HEADING = re.compile(r"\s*(?::|第\s*\d+\s*期)")
MASTHEAD = re.compile(r"\s*第")
BASIS = re.compile(r"(?:依据|根据|按照|依照|援引|依|按)\s*\Z")
CLOSED = re.compile(r"[。!?;]")
CLOSING_SIGN = ":"


def chinese_events(
    chart: Chart, dates: Sequence[DateMention], words: Vocabulary
) -> Iterator[Draft]:
    """Yield the events that each date governs; `dates` are those of one sentence, in order."""
    read: dict[Span, Evidence] = {}
    plain = chart.document.plain
    dates = [date for date in dates if not _names_law(plain, date)]
    dates = [*dates[:1], *(date for date in dates[1:] if not _is_anchored(plain, date))]
    regions = {date.span: chart.region(date) for date in dates}
    for region in regions.values():
        if region is not None and region not in read:
            read[region] = Evidence(Reading.of(chart, region, words), words)
    reach = _reach(plain, dates, regions, read)
    yield from _distributed(_drafts(plain, dates, regions, read, reach, words), plain, words)


def _distributed(
    drafts: Iterable[Draft], plain: str, words: Vocabulary
) -> Iterator[Draft]:  # fmt: skip
    """Yield drafts, of dates that share a verb each with its own agent: 3月和5月,A和B先后批准."""
    for _, group in groupby(drafts, lambda draft: draft.trigger):
        shared = list(group)
        text = plain[shared[0].clause.start : shared[0].trigger.start]
        apart = any(word in text for word in words.words("distributive"))
        if apart and len(shared) > 1 and all(len(d.actors) == len(shared) for d in shared):
            shared = [
                replace(d, arguments=(d.actors[i], *d.of("recipient", "object")))
                for i, d in enumerate(shared)
            ]
        yield from shared


def _drafts(
    plain: str, dates: Sequence[DateMention], regions: dict[Span, Span | None],
    read: dict[Span, Evidence], reach: dict[Span, int], words: Vocabulary,
) -> Iterator[Draft]:  # fmt: skip
    for date in dates:
        region = regions[date.span]
        if region is None:
            continue
        heading = HEADING.match(plain, date.span.end) is not None
        evidence = read[region]
        if heading and not _opens_report(plain, evidence.reading, date, words):
            continue
        end = min(reach[date.span], region.end)
        rules, scope = LED_RULES if heading else RULES, Span(date.span.end, end)
        for one in governed(rules, evidence, date, scope):
            yield drafted(evidence.reading, one, date, words)


def _reach(
    plain: str,
    dates: Sequence[DateMention],
    regions: dict[Span, Span | None],
    read: dict[Span, Evidence],
) -> dict[Span, int]:
    """Return how far each date governs: past the one of an attribute, 原定24日召开的峰会改在A举行."""
    attributes = {
        date.span
        for date in dates[1:]
        if CLOSING_SIGN not in plain[date.span.start - 1]
        and (region := regions[date.span]) is not None
        and (behind := read[region].reading.within(Span(date.span.end, region.end)))
        and names_when(read[region].reading, date, behind[0])
    }
    if not attributes:
        return scopes(dates, plain)
    others = [date for date in dates if date.span not in attributes]
    return scopes(dates, plain) | scopes(others, plain)


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
    if MASTHEAD.match(plain, date.span.end) or reading.place(date) is None:
        return False
    before = reading.around(date)[0]
    led = before is None or before.has("date_preposition")
    last = reading.clauses[-1].span.end
    return led and CLOSED.match(plain, last) is not None
