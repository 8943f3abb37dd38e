"""A row of glyphs to its text: spaces where the gaps are, and the spans of raised note marks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.read.pdf.glyphs import Glyph
from pipeline.read.pdf.rows import SMALL, Row

LATIN_GAP = 0.17  # of the size: a word space
WIDE_GAP = 0.6  # of the size: between Chinese characters, and where Latin meets Chinese
FEWEST_SPACED = 6  # letters
EVEN, MOSTLY = 0.25, 0.8  # of the usual gap; of all gaps
LOWEST_RISE = 0.15  # of the size
NOTE_MARK = re.compile(r"(?:[\[［〔(（]?(?:\d{1,3}|[①-⑳])[\]］〕)）]?[,，、]?){1,4}|[*†‡§#]{1,3}")
# 10⁹, km², 5 m³: what stands before and inside is an exponent, no note.
POWER = re.compile(r"(?:(?<!\d)(?:10|\d)|(?<![A-Za-z])(?:[kcdmnµμ]?m|in|ft|s))$")


@dataclass(frozen=True, slots=True)
class Lettering:
    """The text of a row, and the spans of note marks in it."""

    text: str
    notes: tuple[tuple[int, int], ...] = ()


def letter(row: Row) -> Lettering:
    """Write a row as text: 三、结论¹ with its mark at 4..5.

    Spaces at both ends and doubled ones go: they are layout. A gap between Latin letters becomes a
    space, but not where all letters of the row are spaced.
    """
    pieces: list[str] = []
    raised: list[bool] = []
    former: Glyph | None = None
    is_spaced = _is_letter_spaced(row)
    for glyph in row.glyphs:
        text = glyph.text if glyph.text.strip() else " "
        if former is not None and not is_spaced and _has_gap(former, glyph, row.size):
            text = " " + text
        for char in text:
            if char != " " or (pieces and pieces[-1] != " "):
                pieces.append(char)
                raised.append(_is_raised(glyph, row) and char != " ")
        former = glyph
    text = "".join(pieces).rstrip(" ")
    return Lettering(text, tuple(_notes(text, raised)))


def _has_gap(former: Glyph, glyph: Glyph, size: float) -> bool:
    """Tell whether the white between two glyphs means a space that nobody drew."""
    if not former.text.strip() or not glyph.text.strip():
        return False
    is_latin = _is_latin(former.text[-1]) and _is_latin(glyph.text[0])
    gap = LATIN_GAP if is_latin else WIDE_GAP
    return glyph.x0 - former.x1 > gap * min(size, max(former.size, glyph.size))


def _is_latin(char: str) -> bool:
    """Tell whether words of a character's script are parted by spaces; ﬁ and ﬂ are Latin."""
    return char < "\u2e80" or "\ufb00" <= char <= "\ufb06"


def _is_letter_spaced(row: Row) -> bool:
    """Tell whether white stands evenly between all letters of a row: 2 0 2 4 年 3 月 5 日."""
    drawn = row.glyphs
    if len(drawn) <= FEWEST_SPACED or not all(glyph.text.strip() for glyph in drawn):
        return False
    gaps = [b.x0 - a.x1 for a, b in pairwise(drawn)]
    usual = median(gaps)
    even = sum(abs(gap - usual) <= EVEN * usual for gap in gaps)
    return usual > LATIN_GAP * row.size and even >= MOSTLY * len(gaps)


def _is_raised(glyph: Glyph, row: Row) -> bool:
    return glyph.size < SMALL * row.size and glyph.y - row.y > LOWEST_RISE * row.size


def _notes(text: str, raised: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield the runs of raised characters that are note marks; one at the start of a row is the
    number of a note itself, one right before a Latin letter an isotope: ²³⁵U.
    """
    start = 0
    while start < len(text):
        end = start
        while end < len(text) and raised[end]:
            end += 1
        if 0 < start < end and _is_note(text, start, end):
            yield start, end
        start = end + 1


def _is_note(text: str, start: int, end: int) -> bool:
    before, after = text[:start], text[end : end + 1]
    if not NOTE_MARK.fullmatch(text[start:end]) or POWER.search(before):
        return False
    return not (after.isascii() and after.isalpha())
