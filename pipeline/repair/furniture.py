"""Propose to remove what a page or a document-sharing site put between the sentences: markers and page numbers."""

import re
from collections.abc import Iterator

from pipeline.document import Rejection
from pipeline.repair.phrases import Phrases
from pipeline.repair.sequences import counting_series, longest_climb
from pipeline.text import Edit, Span, TracedText

MARKER = re.compile(r"(?:\A|\r\n|[\r\n])(\d{1,4})、")
SENTENCE_END = "。！？；：…!?;:”’」』》）)】.|"
SHORTEST_CHUNK = 60  # an item of a real list may lack its full stop, but it is short: 1、安全芯片

DASHED = re.compile(r"(?<![\d\-–—－])[-–—－][ \t]?(\d{1,4})[ \t]?[-–—－](?![\-–—－])")
DATE_BEHIND = re.compile(r"\d{4}[-–—－]\d{1,2}[-–—－]\d{1,2}")
DASHED_LINE = re.compile(r"^[ \t\u3000]*[-–—－~·][ \t]*\d{1,4}[ \t]*[-–—－~·][ \t\u3000]*$", re.M)
PAGE_OF = re.compile(
    r"第[ \t]?(\d{1,4})[ \t]?[页頁][ \t]*[,，/／|]?[ \t]*[(（]?共[ \t]?(\d{1,4})[ \t]?[页頁][)）]?"
)
PAGE_LINE = re.compile(
    r"^[ \t\u3000]*(?:第[ \t]?\d{1,4}[ \t]?[页頁]|[Pp](?:age|AGE)[ \t]+\d{1,4}(?:[ \t]+of[ \t]+\d{1,4})?)[ \t\u3000]*$",
    re.M,
)


def remove_chunk_markers(text: TracedText, phrases: Phrases) -> Iterator[Edit | Rejection]:
    """Propose to remove markers of a document-sharing site: 管理方⏎2、式 to 管理方式.

    A real list counts too, but its items end where sentences end.
    """
    found = list(MARKER.finditer(text.value))
    for series in counting_series([int(match[1]) for match in found]):
        matches = [found[index] for index in series]
        if _is_chunked(text.value, matches):
            for match in matches:
                yield Edit(Span(match.start(), match.end()), "", rule="chunk-marker")


def _is_chunked(text: str, markers: list[re.Match[str]]) -> bool:
    """Tell whether a series of markers cuts sentences in two."""
    breaks = [marker for marker in markers if marker.start() > 0]
    cuts = sum(_cuts_sentence(text, marker) for marker in breaks)
    lone = len(markers) == 1
    return 2 * cuts >= len(breaks) > 0 and not (lone and markers[0][1] == "1")


def _cuts_sentence(text: str, marker: re.Match[str]) -> bool:
    """Tell whether a marker stands inside a sentence: a long line without an end before it."""
    before = text[max(0, marker.start() - SHORTEST_CHUNK) : marker.start()]
    line = before.rstrip(" \t")
    whole = "\n" not in line and "\r" not in line and len(before) == SHORTEST_CHUNK
    return whole and line[-1] not in SENTENCE_END


def remove_page_numbers(text: TracedText, phrases: Phrases) -> Iterator[Edit | Rejection]:
    """Propose to remove page numbers: 列-3-出进展 to 列出进展, 第17页共19页 anywhere."""
    for match in DASHED_LINE.finditer(text.value):
        yield Edit(Span(match.start(), match.end()), "", rule="page-number-line")
    for match in PAGE_LINE.finditer(text.value):
        yield Edit(Span(match.start(), match.end()), "", rule="page-number-line")
    for match in PAGE_OF.finditer(text.value):
        if int(match[1]) <= int(match[2]):
            yield Edit(Span(match.start(), match.end()), "", rule="page-number-of-total")
    yield from _dashed_series(text)


def _dashed_series(text: TracedText) -> Iterator[Edit]:
    """Propose to remove numbers between dashes that climb through the text: -1- … -2- … -3-."""
    found = list(DASHED.finditer(text.value))
    series = longest_climb([int(match[1]) for match in found])
    if len(series) >= 3 or (series and found[series[0]].start() < 8):
        for index in series:
            yield Edit(Span(found[index].start(), found[index].end()), "", rule="page-number")
