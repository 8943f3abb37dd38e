"""Codes in a PDF to the letters that their font draws, and fonts loaded within bounds."""

import re
from typing import Any

from pipeline.read.failure import ReadError
from pipeline.read.pdf.glyphs import UNMAPPED
from pipeline.read.pdf.structure import resolved

MOST_CODES = 1 << 17  # that a font may map to letters or give a width
MOST_CODES_OF_ALL = 1 << 20  # of all fonts of a file together
MOST_FONTS = 4_000
RANGES = re.compile(rb"begin(?:bf|cid)range(.*?)end(?:bf|cid)range", re.S)
RANGE = re.compile(
    rb"<([0-9A-Fa-f]{1,8})>\s{0,9}<([0-9A-Fa-f]{1,8})>\s{0,9}(?:<[^<>]*+>?|\d++|\[[^][]*+\]?)"
)


class Fonts:
    """The fonts of one file, each loaded once."""

    def __init__(self) -> None:
        from pdfminer.pdfinterp import PDFResourceManager

        self._manager = PDFResourceManager()
        self._loaded: dict[int, Any] = {}
        self._codes = 0

    def load(self, table: dict[str, Any], name: str) -> Any:
        """Load the font of a name; one that is missing or broken is read as plain Latin."""
        number = getattr(table.get(name), "objid", None)
        if number in self._loaded:
            return self._loaded[number]
        try:
            spec = resolved(table[name])
            self._count(_mapped(spec) + _measured(spec))
            font = self._manager.get_font(number, spec)
        except ReadError:
            raise
        except Exception:  # pdfminer raises whatever its parsing stumbles over
            font = self._manager.get_font(None, {})
        if number is not None and len(self._loaded) < MOST_FONTS:
            self._loaded[number] = font
        return font

    def _count(self, codes: int) -> None:
        """Refuse a font that claims to have more codes than there are letters."""
        if codes > MOST_CODES or self._codes + codes > MOST_CODES_OF_ALL:
            raise ValueError(codes)
        self._codes += codes


def _mapped(spec: dict[str, Any]) -> int:
    """Count the codes that a font maps to letters."""
    stream = resolved(spec.get("ToUnicode"))
    if not hasattr(stream, "get_data"):
        return 0
    return sum(
        max(0, int(last, 16) - int(first, 16))
        for ranges in RANGES.findall(stream.get_data())
        for first, last in RANGE.findall(ranges)
    )


def _measured(spec: dict[str, Any]) -> int:
    """Count the codes of the ranges to which a font gives one width: /W [0 255 500]."""
    inner = resolved(spec.get("DescendantFonts"))
    if not isinstance(inner, list):
        return 0
    codes = 0
    for own in filter(lambda own: isinstance(own, dict), map(resolved, inner)):
        for key, numbers in (("W", 3), ("W2", 5)):
            codes += _in_ranges(resolved(own.get(key)), numbers)
    return codes


def _in_ranges(widths: Any, numbers: int) -> int:
    """Count the codes of ranges that so many numbers tell of; a list tells of single codes."""
    codes, told = 0, list[float]()
    for item in map(resolved, widths if isinstance(widths, list) else []):
        if isinstance(item, list):
            told = []
        elif isinstance(item, (int, float)):
            told.append(item)
        if len(told) == numbers:
            codes += max(0, int(told[1] - told[0]))
            told = []
    return codes


def letters(font: Any, code: int) -> str:
    """Return the characters that a code stands for, U+FFFD where the font does not tell."""
    try:
        text = str(font.to_unichr(code))
    except Exception:  # undefined, or a broken table
        return UNMAPPED
    if not text.strip("\0"):
        return UNMAPPED
    return "".join(char if char >= " " else " " for char in text if char != "\0")
