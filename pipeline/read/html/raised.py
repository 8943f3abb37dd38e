"""Raised text of a page: note marks apart from exponents, 2019¹² (a note) from 10⁹ (a number)."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

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
ORDINAL = re.compile(r"\s*(?:st|nd|rd|th|er|re|e|ème|o|a|TM|SM|®|™|℠|℃|°|o?C)\s*", re.I)


def set_raised_apart(tree: "HtmlElement") -> None:
    """Surround note marks with OPEN and CLOSE, and write exponents as raised digits: 10<sup>9</sup>
    to 10⁹. Other raised text, 1st, stays as it is.
    """
    before = _text_before(tree)
    for element in list(tree.iter("sup")):
        text = "".join(element.itertext())
        is_link = element.find(".//a") is not None or _is_in_link(element)
        base = before.get(element, "")
        if is_note(text, base, is_link):
            _replace(element, f"{OPEN}{text.strip()}{CLOSE}")
        elif POWER.fullmatch(text.strip()) and base[-1:].strip():
            _replace(element, text.strip().translate(RAISED))


def is_note(text: str, before: str, is_link: bool) -> bool:
    """Tell whether raised text is the mark of a note: 12 behind 2019, 4 behind 华为, [1].

    9 behind 10 and 2 behind km are exponents, th behind 18 is an ordinal.
    """
    if not text.strip() or (ORDINAL.fullmatch(text) and not is_link):
        return False
    if BRACKETED.fullmatch(text) and len(text.strip()) <= 12:
        return True
    if is_link:
        return bool(NOTE.fullmatch(text)) or len(text.strip()) <= 4
    return bool(NOTE.fullmatch(text)) and not (
        (POWER.fullmatch(text.strip()) or text.strip().isalpha()) and BASE.search(before)
    )


def _text_before(tree: "HtmlElement") -> dict["HtmlElement", str]:
    """Return the end of the text in front of each raised element."""
    from lxml import etree

    found: dict[HtmlElement, str] = {}
    tail = ""
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start" and element.tag == "sup":
            found[element] = tail
        piece = element.text if event == "start" else element.tail
        if piece and isinstance(element.tag, str):
            tail = (tail + piece)[-12:]
    return found


def _is_in_link(element: "HtmlElement") -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == "a" and (parent.get("href") or "").startswith("#")


def _replace(element: "HtmlElement", text: str) -> None:
    """Put a text in the place of all that an element holds."""
    for child in list(element):
        element.remove(child)
    element.text = text
