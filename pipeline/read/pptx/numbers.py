"""The numbers that PowerPoint draws in front of paragraphs: 1., (a), 一、."""

from typing import TYPE_CHECKING

from pipeline.read.numbers import MOST_LEVELS, spelled

if TYPE_CHECKING:
    from lxml.etree import _Element

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
KINDS = {
    "arabic": "decimal", "alphaLc": "lowerLetter", "alphaUc": "upperLetter",
    "romanLc": "lowerRoman", "romanUc": "upperRoman", "circleNum": "decimalEnclosedCircle",
    "ea1": "chineseCounting",
}  # fmt: skip
AROUND = {"ParenBoth": "({}) ", "ParenR": "{}) ", "Period": "{}. ", "Plain": "{} "}
HAN_AROUND = {"Period": "{}、", "Plain": "{} "}


class Bullets:
    """The counts of one text body, level by level."""

    def __init__(self) -> None:
        self.counts: list[tuple[str, int] | None] = [None] * MOST_LEVELS

    def label(self, paragraph: "_Element") -> str:
        """Return the number in front of a paragraph and count it; any other bullet has none."""
        properties = paragraph.find(f"{A}pPr")
        level = _number(properties.get("lvl"), 0) if properties is not None else 0
        told = properties.find(f"{A}buAutoNum") if properties is not None else None
        if level >= MOST_LEVELS or not "".join(paragraph.itertext(f"{A}t")).strip():
            return ""
        self.counts[level + 1 :] = [None] * (MOST_LEVELS - level - 1)
        if told is None:
            self.counts[level] = None
            return ""
        kind, start = told.get("type") or "", _number(told.get("startAt"), 1)
        former = self.counts[level]
        number = former[1] + 1 if former and former[0] == kind else start
        self.counts[level] = (kind, number)
        return _written(number, kind)


def _written(number: int, kind: str) -> str:
    """Return a number as a scheme writes it: 3 by alphaLcParenR as c)."""
    how = next((KINDS[start] for start in KINDS if kind.startswith(start)), "decimal")
    around = HAN_AROUND if kind.startswith("ea1") else AROUND
    pattern = next((around[end] for end in around if kind.endswith(end)), "{} ")
    return pattern.format(spelled(number, how))


def _number(told: str | None, default: int) -> int:
    told = told or ""
    return int(told) if told.isascii() and told.isdigit() and len(told) < 6 else default
