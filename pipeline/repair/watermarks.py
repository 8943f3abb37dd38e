"""Propose to remove what stands in the middle of sentences again and again: watermarks, heads with page numbers."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.document import Rejection
from pipeline.plain import CJK
from pipeline.repair.breaks import cuts_sentence, mean_distance
from pipeline.repair.phrases import Phrases
from pipeline.text import LINE, Edit, Span, TracedText

NUMBER = re.compile(r"\d+")
LETTER = re.compile(r"[^\W\d_]")
CAPTION = re.compile(
    r"\s*(?:[图圖表]|figure|table|fig\b|step\b|part\b|chapter\b|第|[一二三四五六七八九十]+、)",
    re.I,
)
CODE = re.compile(r"[={}@]|\w\(")
# Small words alone in a line, as links often stand: Hezbollah terrorists⏎killed⏎241 personnel.
SMALL = re.compile(r"[a-z]+(?: [a-z]+){0,3}")
NO_HEAD_END = frozenset("。！？；…，、,;!?:：")
URL = re.compile(r"(?:https?://|www\.)[A-Za-z0-9./_-]*[A-Za-z0-9]")
CHINESE = re.compile(f"[{CJK}]")
ADDRESSED = frozenset("见見在到至于於从從址站网網是为為问問")

LONGEST = 60
FEWEST = 3
FEWEST_LETTERS = 4
SHORTEST_PAGE = 100  # characters between two heads, on average
WIDEST_STEP = 4  # heads of left and right pages differ, and a page may have lost its own


def remove_watermarks(text: TracedText, phrases: Phrases) -> Iterator[Edit | Rejection]:
    """Propose to remove lines and addresses that cut sentences in two, three times and more.

    A refrain stands between sentences, and so does the heading of a section.
    """
    groups: dict[str, list[Span]] = defaultdict(list)
    for match in LINE.finditer(text.value):
        if match.end() - match.start() > LONGEST:
            continue
        words = match[0].strip()
        if words[-1:] in NO_HEAD_END or SMALL.fullmatch(words):
            continue
        if not (CAPTION.match(words) or CODE.search(words)):
            groups[NUMBER.sub("#", "".join(words.split()))].append(Span(*match.span()))
    for key, spans in groups.items():
        if len(spans) >= FEWEST and len(LETTER.findall(key)) >= FEWEST_LETTERS:
            for span in _cutting(text.value, spans):
                yield Edit(span, "", rule="running-head")
    yield from _addresses(text.value)


def _cutting(text: str, spans: list[Span]) -> list[Span]:
    """Return the lines where they are far apart, most of them cut sentences, and their numbers climb if they differ."""
    if mean_distance([span.start for span in spans]) < SHORTEST_PAGE:
        return []
    cutting = [span for span in spans if cuts_sentence(text, span.start, span.end)]
    if len(cutting) < FEWEST or 2 * len(cutting) < len(spans):
        return []
    rows = [[int(number) for number in NUMBER.findall(text[s.start : s.end])] for s in spans]
    if len({len(row) for row in rows}) > 1:
        return []  # rows of a table: 325⇥5⇥271, 381⇥217
    differing = [column for column in zip(*rows, strict=True) if len(set(column)) > 1]
    if not differing:
        return cutting  # the first may be the title
    return spans if len(differing) == 1 and _climbs(differing[0]) else []


def _climbs(numbers: Sequence[int]) -> bool:
    return all(0 < later - number <= WIDEST_STEP for number, later in pairwise(numbers))


def _addresses(text: str) -> Iterator[Edit]:
    """Propose to remove an address of the web that stands between the characters of a word: 港www.a.cn口."""
    if "www." not in text and "://" not in text:
        return
    found = list(URL.finditer(text))
    if len(found) < FEWEST:
        return
    inside = [match for match in found if _is_inside(text, match)]
    counts = Counter(match[0] for match in inside)
    for match in inside:
        if counts[match[0]] >= FEWEST:
            yield Edit(Span(*match.span()), "", rule="watermark")


def _is_inside(text: str, match: re.Match[str]) -> bool:
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return bool(CHINESE.match(before) and CHINESE.match(after)) and before not in ADDRESSED
