"""The line breaks inside a paragraph: those that a sentence goes over are joined."""

import re
from collections.abc import Sequence

HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff]")
WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
ENDED = re.compile(r"[。！？!?；;：:…][”’」』》）)\]\"'*_]*$|\.[”’)\]\"'*_]*$|[|｜]$")
SENTENCE = re.compile(r"[。！？；]|[.!?](?=\s|$)")
ITEM = re.compile(
    r"(?:[（(]?(?:[一二三四五六七八九十百]{1,4}|\d{1,3}|[a-zA-Z])[)）、]|\d{1,2}(?:\.\d{1,2})*[.．、]\s?(?!\d)"
    r"|第[一二三四五六七八九十百\d]{1,4}[章节節部条條篇编讲]|[·•▪◆■●○▶►★☆※－—|+-]\s|[【〔①-⑳#\[]"
    r"|[^\s。，；,;.]{1,16}[:：]|https?://|\d{4}[-/.年]\d{1,2})"
)
SHORTEST = 12  # half-widths; a shorter line is a label, a name, a verse


def joins(lines: Sequence[str], breaks: Sequence[int]) -> dict[int, str]:
    """Return the lines that go on with the one before, and what stands for the break: nothing
    between Chinese, a space between Latin words.

    `breaks` are the numbers of lines behind a soft break. A paragraph without a sentence is verse,
    an address, a list; a line that ends its sentence stays a line.
    """
    words = [line.strip() for line in lines]
    if not breaks or not SENTENCE.search(" ".join(words)):
        return {}
    return {
        number: _between(words[number - 1], words[number])
        for number in breaks
        if 0 < number < len(words) and _goes_on(words[number - 1], words[number])
    }


def _goes_on(line: str, following: str) -> bool:
    width = len(line) + len(WIDE.findall(line))
    if width < SHORTEST or not following or ENDED.search(line) or ITEM.match(following):
        return False
    return bool(HAN.match(following) or following[0].islower() or _is_long(line, following))


def _is_long(line: str, following: str) -> bool:
    """Tell whether an English line before a capital or a digit is as long as a column is wide."""
    return len(line) >= 40 or bool(HAN.search(line[-1:]) or re.search(r"[,，、]$", line))


def _between(line: str, following: str) -> str:
    wide = WIDE.match(line[-1:]) and (WIDE.match(following) or True)
    return "" if wide or WIDE.match(following) else " "
