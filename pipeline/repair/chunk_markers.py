"""Propose to remove the markers with which a document-sharing site cuts a text into chunks: 管理方⏎2、式."""

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.document import Rejection
from pipeline.lazy import lazy
from pipeline.plain import HAN
from pipeline.repair.phrases import Phrases
from pipeline.repair.sequences import counting_series
from pipeline.repair.word_borders import cuts_word
from pipeline.text import Edit, Span, TracedText

NUMBERED = re.compile(r"[\r\n][(（【\[]?[0-9]")
BREAK = r"(?:\r\n|[\r\n])?"
COMMA = re.compile(BREAK + r"(\d{1,4})、")
OTHERS = (
    re.compile(BREAK + r"(\d{1,3})[.．][ \t]?(?!\d)"),
    re.compile(BREAK + r"[(（](\d{1,3})[)）]"),
    re.compile(BREAK + r"[【\[](\d{1,3})[】\]]"),
)
FIRST = re.compile(
    r"(?<=[^\d.])[（(]?1[ \t]?[、.．)）](?!\d)"
)  # at the very start it is the first chunk
# A page number on a line of its own in front of a marker goes with it: 投⏎-13-⏎3、入.
PAGE_BEFORE = re.compile(r"(?:\r\n|[\r\n])[ \t]*[-–—·][ \t]?\d{1,4}[ \t]?[-–—·][ \t]*\Z")
LONGEST_PAGE_LINE = 16
SENTENCE_END = "。！？；：…!?;:”’」』》）)】.|"
FULL_STOP = re.compile(r"[。！？]")

LETTER = lazy(f"[{HAN}A-Za-z0-9]")

SHORTEST_CHUNK = 60  # an item of a real list may lack its full stop, but it is short: 1、安全芯片
LONGEST_ITEM = 100  # or holds no sentence: a chunk holds the end of one
WINDOW = 2000  # bounds the work: how far the start of a line is looked for
FEWEST_CUTS = 2
FEWEST_HEADLESS = 3
CUT_SHARE = 0.8
LARGEST_RATIO = 1.6  # chunks of a site are equally long, items of a list are not


def remove_chunk_markers(text: TracedText, phrases: Phrases) -> Iterator[Edit | Rejection]:
    """Propose to remove markers of a document-sharing site: 管理方⏎2、式 to 管理方式.

    A real list counts too, but its items end where sentences end; between the halves of a word
    stands no item of one.
    """
    starts = [0, *(match.start() for match in NUMBERED.finditer(text.value))]
    starts = [
        start - (text.value[start - 1 : start + 1] == "\r\n") for start in starts
    ]  # \r\n is one break
    for pattern in (COMMA, *OTHERS):
        found = [match for start in starts if (match := pattern.match(text.value, start))]
        for series in counting_series([int(match[1]) for match in found]):
            matches = [found[index] for index in series]
            usual = pattern is COMMA
            if (_is_chunked if usual else _is_even)(text.value, matches):
                yield from (_without(text.value, match) for match in matches)
                continue
            cutting = [match for match in matches if _cuts_word(text.value, match)]
            if 2 * len(cutting) >= len(matches):
                yield from (_without(text.value, match) for match in cutting)


def _without(text: str, marker: re.Match[str]) -> Edit:
    """Take a marker out; the line before the first one is the site's, or a title."""
    own = marker.end() - len(marker[0].lstrip())
    start = own if marker[1] == "1" else _end_before(text, marker)
    return Edit(Span(start, marker.end()), "", rule="chunk-marker")


def _cuts_word(text: str, marker: re.Match[str]) -> bool:
    """Tell whether a marker stands between the halves of a word: 补充协⏎2、议."""
    return marker[1] != "1" and cuts_word(text, _end_before(text, marker), marker.end())


def _end_before(text: str, marker: re.Match[str]) -> int:
    """Return where the text in front of a marker ends, a page number between them left out."""
    start = marker.start()
    page = PAGE_BEFORE.search(text, max(0, start - LONGEST_PAGE_LINE), start)
    return page.start() if page else start


def _is_chunked(text: str, markers: list[re.Match[str]]) -> bool:
    """Tell whether a series of markers cuts sentences in two."""
    breaks = [marker for marker in markers if marker.start() > 0]
    cuts = sum(_cuts_sentence(text, marker) for marker in breaks)
    lone = len(markers) == 1
    if 2 * cuts >= len(breaks) > 0:
        return not (lone and markers[0][1] == "1")
    return _is_headless(text, breaks)


def _is_headless(text: str, markers: list[re.Match[str]]) -> bool:
    """Tell whether a series has no first item, stands far apart, and no line before it has come to its end."""
    if len(markers) < FEWEST_HEADLESS or markers[0][1] != "2" or FIRST.search(text):
        return False
    places = [marker.start() for marker in markers]
    apart = min((end - start for start, end in pairwise(places)), default=0)
    before = [text[place - 1] for place in places]
    return apart >= LONGEST_ITEM and all(map(LETTER.match, before))


def _is_even(text: str, markers: list[re.Match[str]]) -> bool:
    """Tell whether markers that are used in lists more often cut sentences at equal distances."""
    if len(markers) <= FEWEST_CUTS:
        return False
    cuts = sum(_cuts_sentence(text, marker) for marker in markers if marker.start() > 0)
    starts = [marker.start() for marker in markers]
    sizes = [end - start for start, end in pairwise(starts)]
    return (
        cuts >= max(FEWEST_CUTS, CUT_SHARE * len(sizes))
        and max(sizes) <= LARGEST_RATIO * min(sizes)
        and len(text) - starts[-1] <= LARGEST_RATIO * max(sizes)
    )


def _cuts_sentence(text: str, marker: re.Match[str]) -> bool:
    """Tell whether a marker stands inside a sentence: a line that holds sentences lacks an end."""
    end = _end_before(text, marker)
    before = text[max(0, end - WINDOW) : end]
    line = before[max(before.rfind("\n"), before.rfind("\r")) + 1 :].rstrip(" \t")
    if len(line) < SHORTEST_CHUNK or line[-1] in SENTENCE_END:
        return False
    return len(line) >= LONGEST_ITEM or bool(FULL_STOP.search(line))
