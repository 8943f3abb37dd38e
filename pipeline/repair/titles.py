"""Propose to remove the title where the site put it again: 【显卡|标题】 inside the body, 标题( 四 ) at the top."""

import re
from collections.abc import Iterator

from pipeline.document import Rejection
from pipeline.repair.phrases import Phrases
from pipeline.text import Edit, Span, TracedText

LEAD_IN = re.compile(
    r"【(?<![^\r\n\f。！？ \t\u3000]【)[^【】\r\n|｜丨:：]{1,10}[|｜丨][^【】\r\n|｜丨]{3,60}】(?=[^\r\n]{0,80}[，。；])"
)
FIRST_LINE = re.compile(r"([^\r\n]+)")
LABEL = re.compile(r"([^\s|｜丨]{1,8}[|｜丨])\s*(?=\S)")
BAR = re.compile(r"[|｜丨]")
SERIES = re.compile(
    r"(?<!\s)\s*+[(（]\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2}|第\s?\d{1,3}\s?[页頁]|\d{1,2}\s?/\s?\d{1,2})\s*[)）]\s*$"
)
PAGED_SERIES = re.compile(r"[(（]\s*(?:第|\d{1,2}\s?/)")
SPACED_SERIES = re.compile(r"[(（]\s+\S{1,3}\s+[)）]\s*$")
BRACKETED = re.compile(r"【([^【】\r\n]{6,120})】")
LINE = re.compile(r"^[^\S\r\n]*([^\s][^\r\n]{6,120})$", re.M)
SENTENCE_END = re.compile(r"[。！？；，,;]\s*$")
BLANKS = re.compile(r"\s+")

SHORTEST_TITLE = 8
LONGEST_TITLE = 90


def remove_repeated_titles(text: TracedText, phrases: Phrases) -> Iterator[Edit | Rejection]:
    """Propose to remove copies of the title inside the body, its series counter, 标题( 四 ), and a
    column's label before a paragraph.
    """
    yield from _titles(text)
    yield from _lead_ins(text.value)


def _titles(text: TracedText) -> Iterator[Edit | Rejection]:
    """Propose to remove what stands of the title of the first line in the body."""
    value = text.value
    first = FIRST_LINE.match(value, len(value) - len(value.lstrip()))
    if not first or not SHORTEST_TITLE <= len(first[1].strip()) <= LONGEST_TITLE:
        return
    if SENTENCE_END.search(first[1]):
        return
    series = SERIES.search(value, first.start(1), first.end(1))
    title = Span(first.start(1), series.start() if series else first.end(1))
    copies = list(_copies(value, title, first.end()))
    yield from (Edit(copy, "", "repeated-title", kept=title) for copy in copies)
    yield from (
        Edit(copy, "", "repeated-title", kept=title)
        for copy in _cut_copies(text, title, first.end())
    )
    yield from _label(value, title, copies)
    if series and (copies or SPACED_SERIES.search(series[0]) or PAGED_SERIES.search(series[0])):
        yield Edit(Span(series.start(), first.end(1)), "", "title-series-counter")
    elif series:
        yield Rejection(
            Span(*series.span()), "repair", "title-series-counter", "it may be part of the title"
        )


def _lead_ins(text: str) -> Iterator[Edit]:
    """Propose to remove the column's label and title before a paragraph: 【显卡|强国之路】最后，…; the
    credits 【记者：甲｜摄影：乙】 stay.
    """
    for match in LEAD_IN.finditer(text):
        yield Edit(Span(*match.span()), "", "title-label")


def _copies(text: str, title: Span, body: int) -> Iterator[Span]:
    """Yield the title's copies: in heavy brackets anywhere, or as a line of its own."""
    words = _key(text[title.start : title.end])
    label = LABEL.match(text, title.start, title.end)
    names = {words, _key(text[label.end() : title.end])} if label else {words}
    names = {name for name in names if len(name) >= SHORTEST_TITLE}
    for pattern in (BRACKETED, LINE):
        for match in pattern.finditer(text, body):
            whole = _key(match[1])
            if not (any(name in whole for name in names) or BAR.search(whole)):
                continue
            bare = SERIES.sub("", match[1])
            if names & {_key(bare), _key(LABEL.sub("", bare, count=1))}:
                yield Span(*match.span())


def _cut_copies(text: TracedText, title: Span, body: int) -> Iterator[Span]:
    """Yield copies at the start of a line whose end went with a marker: 标题⏎3、出口, at the top of a page."""
    words = text.value[title.start : title.end].strip()
    place = text.value.find(words, body)
    while place >= 0:
        end = place + len(words)
        starts_line = text.value[place - 1] in "\r\n\f"
        if starts_line and end < len(text) and text.ends[end - 1] != text.starts[end]:
            yield Span(place, end)
        place = text.value.find(words, end)


def _label(text: str, title: Span, copies: list[Span]) -> Iterator[Edit]:
    """Propose to remove the column's label before a title, where the injected copy bears it too: 显卡|."""
    label = LABEL.match(text, title.start, title.end)
    if label and any(text.startswith("【" + label[1], copy.start) for copy in copies):
        yield Edit(Span(*label.span()), "", "title-label")


def _key(words: str) -> str:
    return BLANKS.sub("", words)
