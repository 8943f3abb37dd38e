"""The numbers that Word draws in front of list paragraphs: 一、, 1., (a)."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
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


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its numbers are written, around what, and where they start."""

    kind: str
    pattern: str
    start: int


class Numbering:
    """The lists of a document, counted as its paragraphs go by."""

    def __init__(self, numbering: "_Element | None", styles: "_Element | None") -> None:
        self.lists = _lists(numbering)
        self.styled = _styled(styles)
        self.counts: dict[str, list[int | None]] = defaultdict(lambda: [None] * MOST_LEVELS)

    def label(self, paragraph: "_Element") -> str:
        """Return the number in front of a paragraph and count it; nothing before a bullet."""
        found = self._place(paragraph)
        if found is None:
            return ""
        name, depth = found
        key, levels = self.lists[name]
        counts = self.counts[key]
        level = levels[depth]
        former = counts[depth]
        counts[depth] = level.start if former is None else former + 1
        counts[depth + 1 :] = [None] * (MOST_LEVELS - depth - 1)
        if level.kind in ("bullet", "none"):
            return ""
        label = PLACE.sub(lambda match: self._number(match, counts, levels), level.pattern)
        return f"{label} " if label[-1:].isascii() and label.strip() else label

    def _place(self, paragraph: "_Element") -> tuple[str, int] | None:
        """Return the list and the level of a paragraph, by itself or by its style."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return None
        style = properties.find(f"{W}pStyle")
        name, depth = (
            self.styled.get(style.get(f"{W}val", ""), ("", 0)) if style is not None else ("", 0)
        )
        own = properties.find(f"{W}numPr")
        if own is not None:
            name, depth = _value(own, "numId") or name, int(_value(own, "ilvl") or depth)
        return (name, depth) if name in self.lists and depth in self.lists[name][1] else None

    @staticmethod
    def _number(match: re.Match[str], counts: list[int | None], levels: dict[int, Level]) -> str:
        depth = int(match[1]) - 1
        level = levels.get(depth)
        if level is None:
            return ""
        count = counts[depth]
        return spelled(level.start if count is None else count, level.kind)


def spelled(number: int, kind: str) -> str:
    """Return a number as a format of Word writes it: 12 as 十二, xii, l, ⑫."""
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


def _lists(numbering: "_Element | None") -> dict[str, tuple[str, dict[int, Level]]]:
    """Return for each list of a document what counts it, and its levels."""
    if numbering is None:
        return {}
    kinds = {
        kind.get(f"{W}abstractNumId", ""): {
            int(level.get(f"{W}ilvl", "0")): Level(
                _value(level, "numFmt"), _value(level, "lvlText"), int(_value(level, "start") or 1)
            )
            for level in kind.iterchildren(f"{W}lvl")
        }
        for kind in numbering.iterchildren(f"{W}abstractNum")
    }
    found = {}
    for item in numbering.iterchildren(f"{W}num"):
        kind, name = _value(item, "abstractNumId"), item.get(f"{W}numId", "")
        restarts = item.find(f"{W}lvlOverride/{W}startOverride") is not None
        found[name] = (f"{kind}/{name}" if restarts else kind, kinds.get(kind, {}))
    return found


def _styled(styles: "_Element | None") -> dict[str, tuple[str, int]]:
    """Return the list and level that a paragraph style gives."""
    found = {}
    for style in styles.iterchildren(f"{W}style") if styles is not None else ():
        own = style.find(f"{W}pPr/{W}numPr")
        if own is not None:
            found[style.get(f"{W}styleId", "")] = (
                _value(own, "numId"),
                int(_value(own, "ilvl") or 0),
            )
    return found


def _value(element: "_Element", name: str) -> str:
    child = element.find(f"{W}{name}")
    return child.get(f"{W}val", "") if child is not None else ""
