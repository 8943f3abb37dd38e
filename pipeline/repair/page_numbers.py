"""Propose to remove page numbers, alone on a line or in mid-sentence: 列-3-出进展 to 列出进展."""

import re
from collections.abc import Callable, Iterator, Sequence

from pipeline.document import Rejection
from pipeline.repair.breaks import cuts_sentence, mean_distance
from pipeline.repair.phrases import Phrases
from pipeline.repair.sequences import counting_series, longest_climb
from pipeline.text import Edit, Span, TracedText

BLANK = r"[ \t\u3000]*"
DASHED = re.compile(r"(?<![\d\-–—－])[-–—－][ \t]?(\d{1,4})[ \t]?[-–—－](?![\-–—－])")
DASHED_LINE = re.compile(rf"^{BLANK}[-–—－~·•][ \t]*\d{{1,4}}[ \t]*[-–—－~·•]{BLANK}$", re.M)
PAGE_OF = re.compile(
    r"第[ \t]?(\d{1,4})[ \t]?[页頁][ \t]*[,，/／|]?[ \t]*[(（]?共[ \t]?(\d{1,4})[ \t]?[页頁][)）]?"
)
PAGE_LINE = re.compile(
    rf"^{BLANK}(?:[第共][ \t]?\d{{1,4}}[ \t]?[页頁]|[Pp](?:age|AGE)[ \t]+\d{{1,4}}(?:[ \t]+of[ \t]+\d{{1,4}})?){BLANK}$",
    re.M,
)
# On lines of their own these may be anything: they must climb, and cut sentences.
OWN_LINES = tuple(
    re.compile(rf"^{BLANK}{form}{BLANK}$", re.M)
    for form in (
        r"(\d{1,4})",
        r"([ivxl]{1,7}|[IVXL]{1,7})",
        r"[\[【(（|<][ \t]?(\d{1,4})[ \t]?[\]】)）|>]",
        r"[Pp]\.?[ \t]?(\d{1,4})",
        r"(?:[Pp]age|PAGE|页码[:：]?|頁碼[:：]?)[ \t]?(\d{1,4})",
    )
)
SLASHED_LINE = re.compile(rf"^{BLANK}(\d{{1,4}})[ \t]?[/／][ \t]?(\d{{1,4}}){BLANK}$", re.M)
HAN = r"[\u2e80-\u9fff]"
INLINE = (
    re.compile(r"(?i:page)[ ]?(\d{1,4})[ ]?(?i:of|/)[ ]?(\d{1,4})"),
    re.compile(rf"(?<={HAN})[ \t]?(?<!\d)(\d{{1,4}})[ \t]?[/／][ \t]?(\d{{1,4}})[ \t]?(?={HAN})"),
    re.compile(
        rf"(?<={HAN})(?<![见見在到至于於从從的和及与與自是])第[ \t]?(\d{{1,4}})[ \t]?[页頁]()(?={HAN})(?![的上中末首至到和及、])"
    ),
)
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}

FEWEST = 3
SHORTEST_PAGE = 60  # characters between two numbers on average: 型号A-1-B、A-2-B come closer
SHORTEST_FULL_PAGE = 150


def remove_page_numbers(text: TracedText, phrases: Phrases) -> Iterator[Edit | Rejection]:
    """Propose to remove page numbers: 列-3-出进展 to 列出进展, 第17页共19页 anywhere."""
    for pattern in (DASHED_LINE, PAGE_LINE):
        for match in pattern.finditer(text.value):
            yield Edit(Span(*match.span()), "", rule="page-number-line")
    for match in PAGE_OF.finditer(text.value):
        if int(match[1]) <= int(match[2]):
            yield Edit(Span(*match.span()), "", rule="page-number-of-total")
    for span in _climbing(text.value, DASHED, _are_dashed):
        yield Edit(span, "", rule="page-number")
    for pattern in OWN_LINES:
        for span in _climbing(text.value, pattern, _are_cutting):
            yield Edit(span, "", rule="page-number-line")
    for match in _of_total(text.value, SLASHED_LINE, SHORTEST_FULL_PAGE):
        yield Edit(Span(*match.span()), "", rule="page-number-line")
    for pattern in INLINE:
        for match in _of_total(text.value, pattern, SHORTEST_PAGE):
            yield Edit(Span(*match.span()), "", rule="page-number-of-total")


def _climbing(
    text: str,
    pattern: re.Pattern[str],
    are_pages: Callable[[str, Sequence[re.Match[str]]], bool],
) -> Iterator[Span]:
    """Yield the numbers that climb through the text: -1- … -2- … -3-."""
    found = list(pattern.finditer(text))
    series = [found[index] for index in longest_climb([_value(match[1]) for match in found])]
    if series and are_pages(text, series):
        yield from (Span(*match.span()) for match in series)


def _are_dashed(text: str, series: Sequence[re.Match[str]]) -> bool:
    """Tell whether numbers between dashes are page numbers: far apart, or one at the very start."""
    if len(series) < FEWEST:
        return series[0].start() < 8
    return mean_distance([match.start() for match in series]) >= SHORTEST_PAGE


def _are_cutting(text: str, series: Sequence[re.Match[str]]) -> bool:
    """Tell whether half of the numbers cut sentences; the numbers of sections stand between paragraphs."""
    cuts = sum(cuts_sentence(text, *match.span()) for match in series)
    return (
        len(series) >= FEWEST
        and 2 * cuts >= len(series)
        and mean_distance([match.start() for match in series]) >= SHORTEST_FULL_PAGE
    )


def _of_total(text: str, pattern: re.Pattern[str], shortest: int) -> Iterator[re.Match[str]]:
    """Yield numbers that count by one, far apart, each with the same total: 2/15 … 3/15 … 4/15."""
    found = list(pattern.finditer(text))
    for series in counting_series([int(match[1]) for match in found]):
        matches = [found[index] for index in series]
        same = len({match[2] for match in matches}) == 1
        in_range = not matches[0][2] or int(matches[0][2]) >= len(matches)
        apart = mean_distance([match.start() for match in matches]) >= shortest
        if len(matches) >= FEWEST and same and in_range and apart:
            yield from matches


def _value(digits: str) -> int:
    """Return the number that digits or Roman letters stand for."""
    if digits.isdigit():
        return int(digits)
    values = [ROMAN[letter] for letter in digits.lower()]
    return sum(
        -value if value < max(values[index:]) else value for index, value in enumerate(values)
    )
