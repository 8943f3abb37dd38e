"""A row of glyphs to its text: spaces where the gaps are, and the spans of raised note marks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.read.pdf.glyphs import Glyph
from pipeline.read.pdf.rows import SMALL, Row

LATIN_GAP = 0.17  # of the size: a word space
WIDE_GAP = 0.6  # of the size: between Chinese characters, and where Latin meets Chinese
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
    space.
    """
    pieces: list[str] = []
    raised: list[bool] = []
    former: Glyph | None = None
    for glyph in row.glyphs:
        text = glyph.text if glyph.text.strip() else " "
        if former is not None and _has_gap(former, glyph, row.size):
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
    return char < "\u2e80"


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
