"""Propose to remove running heads: the line that comes back at the top or the foot of every page."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from pipeline.document import Rejection
from pipeline.lazy import lazy
from pipeline.repair.breaks import cuts_sentence
from pipeline.repair.phrases import Phrases
from pipeline.text import Edit, Span, TracedText

HEAD = re.compile(r"(?<![^\r\n\f])[^\r\n\f]{2,60}(?![^\r\n\f])")
DIGITS = re.compile(r"\d+")
NO_HEAD_END = frozenset("。！？；…，、,;!?")
LETTER = re.compile(r"[^\W\d_]")
SENTENCE_END = re.compile(r"[。！？]")
ISSUE = lazy(
    r"[《]?[\u4e00-\u9fffA-Za-z·（）() ]{2,24}[》]?[ \t\u3000]*(?:19|20)\d{2}[ ]?年[ ]?(?:\d{1,2}[ ]?月[ ]?)?第[ ]?\d{1,3}[ ]?[期卷辑輯](?:[（(]?总?總?第?[ ]?\d{1,4}[ ]?期?[)）]?)?"
    r"|[A-Z][A-Za-z&,. ]{3,40}[,|·]?[ ]+Vol(?:\.|ume)[ ]?\d{1,3},?[ ]+(?:No\.|Issue)[ ]?\d{1,3}(?:[,. ]+[A-Za-z]*[ ]?\d{4})?"
)
PUNCTUATION = re.compile(r"[，。；：、,;:!?“”《》【】()（）]")
BLANK_LINES = re.compile(r"(?:[ \t\u3000]{0,20}[\r\n\f]){0,8}")
BYLINE = re.compile(
    r"作者|来源|來源|\d{4}年|\d{4}-|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|摘要|关键词|By "
)

FEWEST_PAGES = 3  # a line that stands twice may be a refrain or a table's title
SHORTEST_PAGE = 150  # characters between two heads, on average: rows of a table come closer
FARTHEST = 120
LONGEST_NAME = 30
WINDOW = 240
SHORTEST_PROSE = 30
NEAR = 3  # lines between a head and the place where a page number or a form feed was


def remove_running_heads(text: TracedText, phrases: Phrases) -> Iterator[Edit | Rejection]:
    """Propose to remove lines that come back at page borders: 内部参考, at the top of each page.

    A head seen once is left alone, unless it cuts a sentence or names an issue, and so are refrains:
    they stand at no border.
    """
    borders = _borders(text)
    yield from _lone_heads(text.value, borders)
    if len(borders) < FEWEST_PAGES - 1:
        return
    places: dict[str, list[Span]] = defaultdict(list)
    for match in HEAD.finditer(text.value):
        if match[0].strip()[-1:] not in NO_HEAD_END:
            places[DIGITS.sub("#", "".join(match[0].split()))].append(Span(*match.span()))
    for spans in places.values():
        if _is_head(spans, borders, text.value):
            for span in _without_title(spans, borders, text.value):
                yield Edit(span, "", rule="running-head")


def _lone_heads(text: str, borders: list[int]) -> Iterator[Edit]:
    """Propose to remove what stands once at a page border: an issue's number, or a name inside a sentence.

    Such a name stands at the top of a page; the last line of one may be a row of a table.
    """
    for border in borders:
        end = max(0, border - WINDOW) + len(text[max(0, border - WINDOW) : border].rstrip())
        head, foot = HEAD.match(text, _filled(text, border)), _line_before(text, end)
        if foot and _is_inside(text, foot.start()) and ISSUE.fullmatch(foot[0].strip()):
            yield Edit(Span(*foot.span()), "", rule="running-head")
        if head and _is_inside(text, border):
            is_issue = ISSUE.fullmatch(head[0].strip())
            if is_issue or (is_name(head[0].strip()) and _cuts_prose(text, end, head.end())):
                yield Edit(Span(*head.span()), "", rule="running-head")


def is_name(words: str) -> bool:
    """Tell whether a line could name a journal: short, no punctuation, no number of a section."""
    return len(words) <= LONGEST_NAME and not (PUNCTUATION.search(words) or words[0].isdigit())


def _cuts_prose(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence goes on behind a span, in a line that holds the end of another."""
    before = text[max(0, start - WINDOW) : start].splitlines()
    return bool(before and SENTENCE_END.search(before[-1])) and cuts_sentence(text, start, end)


def _filled(text: str, place: int) -> int:
    """Return where the next line begins that is no blank."""
    match = BLANK_LINES.match(text, place)
    return match.end() if match else place


def _line_before(text: str, end: int) -> re.Match[str] | None:
    """Return the line that ends at a place."""
    start = max(text.rfind(mark, max(0, end - WINDOW), end) for mark in "\r\n\f") + 1
    return HEAD.match(text, start) if start else None


def _is_inside(text: str, place: int) -> bool:
    """Tell whether prose stands on the page before: the first line of a text names its journal rightly."""
    lines = text[max(0, place - WINDOW) : place].splitlines()
    return any(len(line) >= SHORTEST_PROSE and SENTENCE_END.search(line) for line in lines)


def _borders(text: TracedText) -> list[int]:
    """Return where page numbers were taken out or form feeds stand."""
    places = [match.start() for match in re.finditer("\f", text.value)]
    numbers = [
        removal.span.start for removal in text.removals if removal.rule.startswith("page-number")
    ]
    found = np.searchsorted(text.starts, np.array(numbers, dtype=np.int32))
    return sorted({*places, *found.tolist()})


def _is_head(spans: list[Span], borders: list[int], text: str) -> bool:
    """Tell whether a line comes back often, far apart, and at page borders."""
    if len(spans) < FEWEST_PAGES or not LETTER.search(text, spans[0].start, spans[0].end):
        return False
    if spans[-1].start - spans[0].start < SHORTEST_PAGE * (len(spans) - 1):
        return False
    at_border = sum(_is_near(span, borders, text) for span in spans)
    return at_border >= len(spans) - 1 >= FEWEST_PAGES - 1


def _is_near(span: Span, borders: list[int], text: str) -> bool:
    """Tell whether nothing but blanks and other short lines part a line from a page border."""
    index = bisect_left(borders, span.start)
    for border in borders[max(0, index - 1) : index + 1]:
        start, end = (border, span.start) if border <= span.start else (span.end, border)
        if end - start < FARTHEST and len(text[start:end].split()) <= NEAR:
            return True
    return False


def _without_title(spans: list[Span], borders: list[int], text: str) -> list[Span]:
    """Keep the first copy where it is the title: nothing like a title comes after it."""
    first = spans[0]
    if text[: first.start].strip() or _is_near(first, borders, text):
        return spans
    following = next(
        (line.strip() for line in text[first.end : first.end + 400].splitlines() if line.strip()),
        "",
    )
    is_title = (
        4 <= len(following) <= 60
        and following[-1] not in NO_HEAD_END
        and not BYLINE.search(following)
    )
    return spans if is_title else spans[1:]
