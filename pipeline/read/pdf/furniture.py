"""Rows of all pages to those that are no text: page numbers, by position and because they climb
from page to page; running heads, because they come back at the same place.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.read.pdf.rows import Row

DEPTH = 3  # rows from the edge of the page that may be furniture
MARGIN = 1.35  # of the leading: the white between furniture and text
SMALLER = 0.95  # of the size of the text
SAME_PLACE = 3.0  # points
SENTENCE_END = "。！？：；"
FARTHEST_PAGE = 4  # heads of left and right pages differ, and a page of figures may have none
FEWEST_PAGES = 2  # a head seen once is left alone

NUMBER = re.compile(
    r"(?P<open>[-–—－―~·•|\[［(（<〈第]|[Pp]age|[Pp]\.?)?\s*(?P<number>\d{1,4}|[ivxl]{1,6})\s*"
    r"(?:(?:/|of|／|[页頁][,，/]?\s*共)\s*\d{1,4}\s*)?(?P<close>[-–—－―~·•|\]］)）>〉页頁])?"
)
TOTAL = re.compile(r"/|of|／|共")
FIRST_NUMBER = re.compile(r"\d{1,4}(?!\d)")
LAST_NUMBER = re.compile(r"(?<!\d)\d{1,4}\Z")
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """A row at the edge of a page: its page, its number there, its depth from the edge (0 is
    outermost), whether at the top, its words, and whether white or a smaller face parts it from
    the text.
    """

    page: int
    index: int
    depth: int
    top: bool
    y: float
    words: str
    parted: bool


def find_furniture(pages: Sequence[Sequence[Row]]) -> dict[tuple[int, int], str]:
    """Return the rule for each row that is furniture, by page and number of the row."""
    places = [place for page, rows in enumerate(pages) for place in _edges(page, rows)]
    found = {(place.page, place.index): "pdf-page-number" for place in _page_numbers(places)}
    for place in _running_heads(places):
        found.setdefault((place.page, place.index), "pdf-running-head")
    return {key: rule for key, rule in found.items() if _reaches_edge(key, pages, found)}


def words_of(row: Row) -> str:
    """Return the characters of a row without white space."""
    return "".join("".join(glyph.text for glyph in row.glyphs).split())


def _edges(page: int, rows: Sequence[Row]) -> Iterator[EdgeRow]:
    """Yield the rows at the top and at the foot of a page."""
    if not rows:
        return
    size = _body_size(rows)
    leading = _leading(rows)
    for top in (True, False):
        order = range(len(rows)) if top else range(len(rows) - 1, -1, -1)
        for depth, index in enumerate(list(order)[:DEPTH]):
            row, inner = rows[index], index + (1 if top else -1)
            gap = abs(row.y - rows[inner].y) if 0 <= inner < len(rows) else 9 * leading
            parted = gap > MARGIN * leading or row.size < SMALLER * size
            yield EdgeRow(page, index, depth, top, row.y, words_of(row), parted)


def _body_size(rows: Sequence[Row]) -> float:
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[row.size] += len(row.glyphs)
    return sizes.most_common(1)[0][0]


def _leading(rows: Sequence[Row]) -> float:
    """Return the usual distance between the baselines of a page, from its closer half."""
    gaps = sorted(a.y - b.y for a, b in pairwise(rows) if a.y - b.y > 1)
    return median(gaps[: len(gaps) // 2 + 1]) if gaps else 12.0


def _page_numbers(places: Sequence[EdgeRow]) -> Iterator[EdgeRow]:
    """Yield rows that hold a number which climbs with the pages: -1-, -2-, -3-; on a single page
    only one that says so itself: -1-, Page 1 of 1.
    """
    series: dict[tuple[bool, int], list[EdgeRow]] = defaultdict(list)
    for place in places:
        match = NUMBER.fullmatch(place.words)
        if not match or not place.parted:
            continue
        value = _value(match["number"])
        said = bool(match["open"] and match["close"]) or bool(TOTAL.search(place.words))
        if said and value == place.page + 1:
            yield place
        series[place.top, value - place.page].append(place)
    for climbing in series.values():
        if len({place.page for place in climbing}) >= FEWEST_PAGES:
            yield from climbing


def _value(number: str) -> int:
    """Return what an Arabic or Roman number means: 12, xii."""
    if number.isdigit():
        return int(number)
    digits = [ROMAN[letter] for letter in number]
    following = [*digits[1:], 0]
    return sum(-d if d < n else d for d, n in zip(digits, following, strict=True))


def _running_heads(places: Sequence[EdgeRow]) -> Iterator[EdgeRow]:
    """Yield rows that stand on two or more pages at the same height, with the same words but for
    a number that climbs with the pages: 内部参考, 2 Policy Review.

    What a speaker says again and again ends like a sentence, 主席：反对的请举手。, or comes back
    after many pages.
    """
    alike: dict[tuple[bool, str], list[EdgeRow]] = defaultdict(list)
    for place in places:
        said = place.words[-1:] in SENTENCE_END
        if place.parted and not said and any(char.isalpha() for char in place.words):
            for words in {place.words, _counted_words(place)}:
                alike[place.top, words].append(place)
    for group in alike.values():
        for place in group:
            near = [
                p
                for p in group
                if abs(p.y - place.y) <= SAME_PLACE and abs(p.page - place.page) <= FARTHEST_PAGE
            ]
            if len({p.page for p in near}) >= FEWEST_PAGES:
                yield place


def _counted_words(place: EdgeRow) -> str:
    """Return the words with a number at an end as its distance from the page, so that
    Policy Review 7 and Policy Review 8 on the next page are alike.
    """
    match = LAST_NUMBER.search(place.words) or FIRST_NUMBER.match(place.words)
    if not match:
        return place.words
    distance = int(match[0]) - place.page
    return f"{place.words[: match.start()]}<{distance}>{place.words[match.end() :]}"


def _reaches_edge(
    key: tuple[int, int], pages: Sequence[Sequence[Row]], found: dict[tuple[int, int], str]
) -> bool:
    """Tell whether nothing but furniture stands between a row and the edge of its page."""
    page, index = key
    rows = pages[page]
    above = all((page, i) in found for i in range(index))
    return above or all((page, i) in found for i in range(index + 1, len(rows)))
