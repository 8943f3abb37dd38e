"""Codes in a PDF to the letters that their font draws, and fonts loaded within bounds."""

import re
from typing import TYPE_CHECKING, Any

from pipeline.read.failure import ReadError
from pipeline.read.pdf.glyphs import UNMAPPED
from pipeline.read.pdf.structure import resolved

if TYPE_CHECKING:
    from pdfminer.pdfinterp import PDFResourceManager

MOST_CODES = 1 << 17  # that a font may map to letters
RANGES = re.compile(rb"begin(?:bf|cid)range(.*?)end(?:bf|cid)range", re.S)
RANGE = re.compile(rb"<([0-9A-Fa-f]{1,8})>\s*<([0-9A-Fa-f]{1,8})>\s*(?:<[^>]*>|\d+|\[[^]]*\])")


def load_font(fonts: "PDFResourceManager", table: dict[str, Any], name: str) -> Any:
    """Load the font of a name; one that is missing or broken is read as plain Latin."""
    try:
        entry = table[name]
        spec = resolved(entry)
        _check_mapping(spec)
        return fonts.get_font(getattr(entry, "objid", None), spec)
    except ReadError:
        raise
    except Exception:  # pdfminer raises whatever its parsing stumbles over
        return fonts.get_font(None, {})


def _check_mapping(spec: dict[str, Any]) -> None:
    """Refuse a font that claims to map more codes than there are letters."""
    stream = resolved(spec.get("ToUnicode"))
    if not hasattr(stream, "get_data"):
        return
    codes = sum(
        max(0, int(last, 16) - int(first, 16))
        for ranges in RANGES.findall(stream.get_data())
        for first, last in RANGE.findall(ranges)
    )
    if codes > MOST_CODES:
        raise ValueError(codes)


def letters(font: Any, code: int) -> str:
    """Return the characters that a code stands for, U+FFFD where the font does not tell."""
    try:
        text = str(font.to_unichr(code))
    except Exception:  # undefined, or a broken table
        return UNMAPPED
    if not text.strip("\0"):
        return UNMAPPED
    return "".join(char if char >= " " else " " for char in text if char != "\0")
