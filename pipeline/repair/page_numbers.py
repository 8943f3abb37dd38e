"""Propose to remove page numbers, alone on a line or in mid-sentence: 列-3-出进展 to 列出进展."""

import re
from collections.abc import Callable, Iterator, Sequence

from pipeline.document import Rejection
from pipeline.lazy import lazy
from pipeline.plain import CJK, HAN
from pipeline.repair.breaks import cuts_sentence, mean_distance
from pipeline.repair.phrases import Phrases
from pipeline.repair.sequences import counting_series, longest_climb
from pipeline.repair.word_borders import cuts_word, word_before
from pipeline.text import LINE, Edit, Span, TracedText

BLANK = r"[ \t\u3000]*"
DASHED = re.compile(r"[-–—－][ \t]?(\d{1,4})[ \t]?[-–—－](?![\-–—－])")
CLAUSE_END = frozenset("。！？；…")
LINE_END = re.compile(r"[ \t]*(?:[\r\n\f]|\Z)")
DASHED_LINE = re.compile(rf"{BLANK}[-–—－~·•][ \t]*\d{{1,4}}[ \t]*[-–—－~·•]{BLANK}")
PAGE_OF = re.compile(
    r"第[ \t]?(\d{1,4})[ \t]?[页頁][ \t]*[,，/／|]?[ \t]*[(（]?共[ \t]?(\d{1,4})[ \t]?[页頁][)）]?"
)
PAGE_LINE = re.compile(
    rf"{BLANK}(?:[第共][ \t]?\d{{1,4}}[ \t]?[页頁]|[Pp](?:age|AGE)[ \t]+\d{{1,4}}(?:[ \t]+of[ \t]+\d{{1,4}})?){BLANK}"
)
# On lines of their own these may be anything: they must climb, and cut sentences.
OWN_LINES = tuple(
    re.compile(rf"{BLANK}{form}{BLANK}")
    for form in (
        r"(\d{1,4})",
        r"([ivxl]{1,7}|[IVXL]{1,7})",
        r"[\[【(（|<][ \t]?(\d{1,4})[ \t]?[\]】)）|>]",
        r"[Pp]\.?[ \t]?(\d{1,4})",
        r"(?:[Pp]age|PAGE|页码[:：]?|頁碼[:：]?)[ \t]?(\d{1,4})",
    )
)
SLASHED_LINE = re.compile(rf"{BLANK}(\d{{1,4}})[ \t]?[/／][ \t]?(\d{{1,4}}){BLANK}")
BESIDE = f"[{CJK}]"
PAGE_INLINE = re.compile(r"[Pp](?:age|AGE)[ ]?(\d{1,4})[ ]?(?:of|OF|/)[ ]?(\d{1,4})")
SLASHED_INLINE = lazy(
    rf"(?<={BESIDE})[ \t]?(\d{{1,4}})[ \t]?[/／][ \t]?(\d{{1,4}})[ \t]?(?={BESIDE})"
)
NTH_INLINE = lazy(rf"第[ \t]?(\d{{1,4}})[ \t]?[页頁]()(?={BESIDE})(?![的上中末首至到和及、])")
REFERRING = frozenset("见見在到至于於从從的和及与與自是")
CHINESE = lazy(BESIDE)
NUMERAL = re.compile(r"[0-9ivxlIVXL]")
JOINING = frozenset("0123456789-–—－")
MODEL = re.compile("[甲乙丙丁戊己庚辛壬癸型号號式系类類级級款代期批届屆版比]")
WORD = lazy(f"[{HAN}]{{2}}")
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}

LONGEST_LINE = 40
FEWEST = 3
SHORTEST_PAGE = 60  # characters between two numbers on average: 型号A-1-B、A-2-B come closer
SHORTEST_FULL_PAGE = 90


def remove_page_numbers(text: TracedText, phrases: Phrases) -> Iterator[Edit | Rejection]:
    """Propose to remove page numbers: 列-3-出进展 to 列出进展, 第17页共19页 anywhere."""
    value = text.value
    short = [
        match.span()
        for match in LINE.finditer(value)
        if match.end() - match.start() <= LONGEST_LINE and NUMERAL.search(match[0])
    ]
    for pattern in (DASHED_LINE, PAGE_LINE):
        for match in _lines(value, pattern, short):
            yield Edit(Span(*match.span()), "", rule="page-number-line")
    if "共" in value:
        for match in PAGE_OF.finditer(value):
            if int(match[1]) <= int(match[2]):
                yield Edit(Span(*match.span()), "", rule="page-number-of-total")
    between = list(DASHED.finditer(value))
    pages = _without_parts(value, between)
    dashed = [match for match in pages if value[match.start() - 1 : match.start()] not in JOINING]
    for span in [*_climbing(value, dashed, _are_dashed), *_beside_text(value, between)]:
        yield Edit(span, "", rule="page-number")
    for pattern in OWN_LINES:
        for span in _climbing(value, _lines(value, pattern, short), _are_cutting):
            yield Edit(span, "", rule="page-number-line")
    for match in _of_total(_lines(value, SLASHED_LINE, short), SHORTEST_FULL_PAGE):
        yield Edit(Span(*match.span()), "", rule="page-number-line")
    for match in _of_total(_inline(value), SHORTEST_PAGE):
        yield Edit(Span(*match.span()), "", rule="page-number-of-total")


def _without_parts(text: str, dashed: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Leave out the middles of part numbers; one that pages before and behind count up to is none:
    …-10-…, GE-11-India, …-12-….
    """
    pages = {int(match[1]) for match in dashed if not _is_part(text, match)}
    return [
        match
        for match in dashed
        if not _is_part(text, match) or {int(match[1]) - 1, int(match[1]) + 1} <= pages
    ]


def _is_part(text: str, match: re.Match[str]) -> bool:
    """Tell whether a number between dashes is the middle of a part number: KX-21-C."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    latin = before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
    return latin and (before.isupper() or after.isupper() or after.isdigit())


def _lines(
    text: str, pattern: re.Pattern[str], spans: Sequence[tuple[int, int]]
) -> list[re.Match[str]]:
    """Return the lines that a pattern describes from end to end."""
    return [match for span in spans if (match := pattern.fullmatch(text, *span))]


def _inline(text: str) -> list[re.Match[str]]:
    """Return what looks like a page number with the total, or like 第3页, in mid-sentence."""
    found = list(PAGE_INLINE.finditer(text))
    if "/" in text or "／" in text:
        found += SLASHED_INLINE.finditer(text)
    if "页" in text or "頁" in text:
        found += (
            match
            for match in NTH_INLINE.finditer(text)
            if CHINESE.match(text[match.start() - 1 : match.start()])
            and text[match.start() - 1] not in REFERRING
        )
    return sorted(found, key=lambda match: match.start())


def _climbing(
    text: str,
    found: Sequence[re.Match[str]],
    are_pages: Callable[[str, Sequence[re.Match[str]]], bool],
) -> Iterator[Span]:
    """Yield the numbers that climb through the text: -1- … -2- … -3-."""
    series = [found[index] for index in longest_climb([_value(match[1]) for match in found])]
    if series and are_pages(text, series):
        yield from (Span(*match.span()) for match in series)


def _beside_text(text: str, dashed: Sequence[re.Match[str]]) -> Iterator[Span]:
    """Yield page numbers between a sentence and its line's end, 免责。-13-⏎, or in a number, 6月1-3-日.

    The latter count with the pages before and behind; in a word, 航天-8-测控站, one proves itself.
    """
    for match in dashed:
        ends_line = text[match.start() - 1] in CLAUSE_END and LINE_END.match(text, match.end())
        if ends_line or _is_inside_word(text, match):
            yield Span(*match.span())
    for before, match, after in zip(dashed, dashed[1:], dashed[2:], strict=False):
        counts = int(before[1]) + 1 == int(match[1]) == int(after[1]) - 1
        apart = min(match.start() - before.end(), after.start() - match.end()) >= SHORTEST_PAGE
        cut = text[match.start() - 1].isdecimal() and text[match.end() : match.end() + 1]
        if counts and apart and cut and CHINESE.match(cut):
            yield Span(*match.span())


def _is_inside_word(text: str, match: re.Match[str]) -> bool:
    """Tell whether a number between dashes stands in running Chinese: 补充协-8-议, 航天-8-测控站; the
    models 甲-2-型 and 东风-5-乙 have a sign of their kind on one side.
    """
    if MODEL.match(text, match.end()):
        return False
    is_cut = cuts_word(text, match.start(), match.end())
    after = WORD.match(text, match.end())
    return is_cut or bool(after and len(word_before(text, match.start())) > len("甲"))


def _are_dashed(text: str, series: Sequence[re.Match[str]]) -> bool:
    """Tell whether numbers between dashes are page numbers: far apart, or one at the very start."""
    if len(series) < FEWEST:
        return series[0].start() < 8 and not CHINESE.search(text, 0, series[0].start())
    return mean_distance([match.start() for match in series]) >= SHORTEST_PAGE


def _are_cutting(text: str, series: Sequence[re.Match[str]]) -> bool:
    """Tell whether half of the numbers cut sentences; the numbers of sections stand between paragraphs."""
    cuts = sum(cuts_sentence(text, *match.span()) for match in series)
    return (
        len(series) >= FEWEST
        and 2 * cuts >= len(series)
        and mean_distance([match.start() for match in series]) >= SHORTEST_FULL_PAGE
    )


def _of_total(found: Sequence[re.Match[str]], shortest: int) -> Iterator[re.Match[str]]:
    """Yield numbers that count by one, far apart, each with the same total: 2/15 … 3/15 … 4/15."""
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
