"""What markdown-it does not take for a link on a clipped page: an address with blanks, a label over
several paragraphs, a link that breaks off.
"""

import re

from pipeline.repair.markdown.sheet import Sheet
from pipeline.spans import Taken

# What markdown-it does not take for a link: an address with blanks, a label over several paragraphs.
TARGET = r"\(\s{0,2}<?(?:https?:|//?|\.{1,2}/|\?|#|mailto:|javascript:|tel:|data:|www\.)[^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"
LOOSE_IMAGE = re.compile(rf"!\[[^\[\]\n]{{0,300}}\](?:{TARGET}|\(\s*\))")
LOOSE_END = re.compile(rf"\](?:{TARGET}|\(\))")
# A clipping that breaks off inside an image or the address of a link.
CUT_IMAGE = re.compile(r"\[?!\[[^\[\]\n]{0,200}(?:\]\([^()\n]{0,400})?(?:\.{3}|…)\s*\Z")
CUT_END = re.compile(r"\]\((?:https?:|/)?[^\s()]{0,2000}(?:\.{3}|…)?\s*\Z")
LONGEST_LABEL = 1_500  # characters of a link over several paragraphs
CUT = 2_400  # characters at the end that may be such a piece


def take_loose_links(sheet: Sheet) -> None:
    """Take what is left of images and links: [title⏎⏎  teaser](https://…)."""
    text, code = sheet.text, Taken(block.span for block in sheet.blocks if block.kind == "code")
    for match in LOOSE_IMAGE.finditer(text):
        if sheet.kept[match.start()] and not code.holds(match.start()):
            sheet.drop(*match.span(), "markdown-image")
    tail = max(0, len(text) - CUT)
    for match in CUT_IMAGE.finditer(text, tail):
        sheet.drop(*match.span(), "markdown-image")
    ends = [match.span() for match in (*LOOSE_END.finditer(text), *CUT_END.finditer(text, tail))]
    for start, end in sorted(ends):
        if not sheet.kept[start] or code.holds(start):
            continue
        sheet.drop(start, end, "markdown-link")
        opened = _opening(sheet, start)
        if opened is not None:
            sheet.drop(opened, opened + 1, "markdown-link")
            sheet.link(opened, start)


def _opening(sheet: Sheet, end: int) -> int | None:
    """Return the bracket that a loose link begins with, if there is one not long before."""
    depth, first = 0, max(0, end - LONGEST_LABEL)
    for position in range(end - 1, first - 1, -1):
        char = sheet.text[position]
        if char in "[]" and sheet.kept[position]:
            depth += 1 if char == "]" else -1
            if depth < 0:
                return position
    return None
