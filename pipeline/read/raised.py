"""Raised text: note marks apart from exponents, 2019¹² (a note) from 10⁹ (a number)."""

import re

from pipeline.document import Mark
from pipeline.text import SourceSpan

# Noncharacters, which no text holds: they surround note marks until the offsets are known.
OPEN, CLOSE = "\ufdd1", "\ufdd2"
NOTE_MARK = "note-mark-raised"
NOTE = re.compile(
    r"\s*(?:[\[［【(（]\s*)?(?:\d{1,3}|[*†‡§①-⑳]|注\s?\d{0,3}|note \d{1,3}|[ivx]{1,4}|[a-z])"
    r"(?:\s*[,，、–-]\s*\d{1,3})*(?:\s*[\]］】)）])?\s*",
    re.I,
)
BRACKETED = re.compile(r"\s*[\[［【(（].*[\]］】)）]\s*")
POWER = re.compile(r"[+−–-]?\d{1,3}|n")
# 10⁹, x², m², km³, H⁺: what stands before an exponent is a base or a unit, not a year or a word.
BASE = re.compile(
    r"(?:(?<![\d.,])(?:2|10)|[×x·*/]\s?10|[)）]|(?<![A-Za-z])(?:[kcdmnμµ]?m|in|ft|s|[xyznabXYZN])|[A-Z][a-z]?)$"
)
RAISED = str.maketrans("0123456789+-−–n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻ⁿ")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d$")  # 2ª is the second one, 2021ᵃ has a note
UNITS = ("h", "m", "s", "d")  # 02ʰ 47ᵐ
ORDINAL = re.compile(r"\s*(?:st|nd|rd|th|er|re|e|ème|o|a|TM|SM|®|™|℠|℃|°|o?C)\s*", re.I)


def written(text: str, before: str, *, is_link: bool = False) -> str:
    """Return raised text as the source text has it: a note mark between OPEN and CLOSE, an exponent
    in raised digits (10⁹), anything else (18th) as it is.
    """
    if is_note(text, before, is_link):
        return f"{OPEN}{text.strip()}{CLOSE}"
    if POWER.fullmatch(text.strip()) and before[-1:].strip():
        return text.strip().translate(RAISED)
    return text


def is_note(text: str, before: str, is_link: bool) -> bool:
    """Tell whether raised text is the mark of a note: 12 behind 2019, 4 behind 华为, [1].

    9 behind 10 and 2 behind km are exponents, th behind 18 is an ordinal.
    """
    is_ordinal = ORDINAL.fullmatch(text) and not (text.strip() == "a" and YEAR.search(before))
    if not text.strip() or (is_ordinal and not is_link):
        return False
    if text.strip() in UNITS and before[-1:].isdigit():
        return False
    if BRACKETED.fullmatch(text) and len(text.strip()) <= 12:
        return True
    if is_link:
        return bool(NOTE.fullmatch(text)) or len(text.strip()) <= 4
    return bool(NOTE.fullmatch(text)) and not (
        (POWER.fullmatch(text.strip()) or text.strip().isalpha()) and BASE.search(before)
    )


def marked(text: str) -> tuple[str, tuple[Mark, ...]]:
    """Take the signs around note marks out of a text, and return where the marks stand."""
    marks = []
    pieces: list[str] = []
    length = start = 0
    for piece in re.split(f"([{OPEN}{CLOSE}])", text):
        if piece == OPEN:
            start = length
        elif piece == CLOSE:
            marks.append(Mark(SourceSpan(start, length), NOTE_MARK))
        else:
            pieces.append(piece)
            length += len(piece)
    return "".join(pieces), tuple(mark for mark in marks if mark.span.start < mark.span.end)
