"""The line breaks inside a paragraph: those that a sentence goes over are joined."""

import re
from collections.abc import Sequence

from pipeline.plain import CJK

CHINESE = re.compile(f"[{CJK}]")
WIDE = re.compile(rf"[{CJK}\uff00-\uffef]")
ENDED = re.compile(r"[。！？!?；;：:…][”’」』》）)\]\"'*_]*$|\.[”’)\]\"'*_]*$|[|｜]$")
SENTENCE = re.compile(r"[。！？；]|[.!?](?=\s|$)")
ITEM = re.compile(
    r"(?:[（(]?(?:[一二三四五六七八九十百]{1,4}|\d{1,3}|[a-zA-Z])[)）、]|\d{1,2}(?:\.\d{1,2})*[.．、]\s?(?!\d)"
    r"|第[一二三四五六七八九十百\d]{1,4}[章节節部条條篇编讲]|[·•▪◆■●○▶►★☆※－—|+-]\s|[【〔①-⑳#\[]"
    r"|[^\s。，；,;.]{1,16}[:：]|https?://|\d{4}[-/.年]\d{1,2})"
)
LATIN_END = re.compile(r"[A-Za-z0-9,”’'\"%-]$")
RUNNING = re.compile(
    r"[A-Za-z,] [a-z]"
)  # words of a sentence: names and verse have a capital, a comma
MARKS = " \t\u3000*_~"  # emphasis around a line
SHORTEST = 12  # half-widths; a shorter line is a label, a name, a verse
HALF, FULL = 24, 40  # half-widths of a line whose sentence goes on, or of any


def joins(lines: Sequence[str], breaks: Sequence[int]) -> dict[int, str]:
    """Return the lines that go on with the one before, and what stands for the break: nothing
    between Chinese, a space between Latin words.

    `breaks` are the numbers of lines behind a soft break. A paragraph without a sentence is verse,
    an address, a list; a line that ends its sentence stays a line.
    """
    words = [line.strip(MARKS) for line in lines]
    if not breaks or not SENTENCE.search(" ".join(words)):
        return {}
    return {
        number: _between(words[number - 1], words[number])
        for number in breaks
        if 0 < number < len(words) and _goes_on(words[number - 1], words[number])
    }


def _goes_on(line: str, following: str) -> bool:
    """Tell whether a line's sentence goes on in the next: neither is a label, an item, code."""
    width = len(line) + len(WIDE.findall(line))
    if width < SHORTEST or not following or ENDED.search(line) or ITEM.match(following):
        return False
    if CHINESE.search(line[-1:]) or line[-1:] in "，、":
        return bool(CHINESE.match(following)) or width >= FULL
    if not LATIN_END.search(line) or " " not in line:
        return False
    if CHINESE.match(following):
        return bool(CHINESE.search(line))
    is_open = following[0].islower() or (RUNNING.search(line) and line[-1] != ",")
    return width >= FULL or (bool(is_open) and width >= HALF)


def _between(line: str, following: str) -> str:
    """Return what stands for the break: nothing beside Chinese, a space between Latin words."""
    return "" if WIDE.match(line[-1:]) or WIDE.match(following) else " "
