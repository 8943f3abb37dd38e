"""The numbers that office programs draw in front of list paragraphs: 一、, 1., (a)."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

PLACE = re.compile(r"%([1-9])")
DIGITS = "零一二三四五六七八九"
ROMAN = (
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
HAN_FORMATS = (
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
    "taiwaneseCountingThousand", "ideographDigital", "taiwaneseDigital",
)  # fmt: skip
MOST_LEVELS = 9
HIGHEST = 9_999  # a higher number in letters would fill pages


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its numbers are written, around what, and where they start."""

    kind: str
    pattern: str
    start: int


def counted(counts: list[int | None], depth: int, start: int) -> None:
    """Count one more paragraph at a depth; deeper levels begin anew."""
    former = counts[depth]
    counts[depth] = start if former is None else former + 1
    counts[depth + 1 :] = [None] * (len(counts) - depth - 1)


def label_of(levels: Mapping[int, Level], counts: Sequence[int | None], depth: int) -> str:
    """Return the number in front of a paragraph that was counted; nothing before a bullet."""
    level = levels[depth]
    if level.kind in ("bullet", "none"):
        return ""
    label = PLACE.sub(lambda match: _number(int(match[1]) - 1, counts, levels), level.pattern)
    return f"{label} " if label[-1:].isascii() and label.strip() else label


def _number(depth: int, counts: Sequence[int | None], levels: Mapping[int, Level]) -> str:
    level = levels.get(depth)
    if level is None:
        return ""
    count = counts[depth]
    return spelled(level.start if count is None else count, level.kind)


def spelled(number: int, kind: str) -> str:
    """Return a number as a format of Word writes it: 12 as 十二, xii, l, ⑫."""
    if not 0 < number <= HIGHEST:
        return str(number)
    if kind in HAN_FORMATS:
        return _han(number)
    return WRITTEN.get(kind, str)(number)


def _han(number: int) -> str:
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else f"{DIGITS[tens]}十") + (
        DIGITS[ones] if ones else ""
    )


def _roman(number: int) -> str:
    letters = ""
    for value, sign in ROMAN:
        letters += sign * (number // value)
        number %= value
    return letters


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


WRITTEN: dict[str, Callable[[int], str]] = {
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "decimalEnclosedCircle": lambda number: chr(0x245F + number) if number <= 20 else str(number),
    "decimalEnclosedCircleChinese": lambda number: (
        chr(0x245F + number) if number <= 20 else str(number)
    ),
}
