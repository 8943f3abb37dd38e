"""The numbers that Word draws in front of list paragraphs: 一、, 1., (a)."""

from collections import defaultdict
from typing import TYPE_CHECKING

from pipeline.read.numbers import MOST_LEVELS, Level, counted, label_of

if TYPE_CHECKING:
    from lxml.etree import _Element

# What counts a list (lists of a kind count on together), its levels, and where it begins anew.
List = tuple[str, dict[int, Level], dict[int, int]]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Numbering:
    """The lists of a document, counted as its paragraphs go by."""

    def __init__(self, numbering: "_Element | None", styles: "_Element | None") -> None:
        self.lists = _lists(numbering)
        self.styled = _styled(styles)
        self.counts: dict[str, list[int | None]] = defaultdict(lambda: [None] * MOST_LEVELS)
        self.begun: set[str] = set()

    def label(self, paragraph: "_Element") -> str:
        """Return the number in front of a paragraph and count it; nothing before a bullet."""
        found = self._place(paragraph)
        if found is None:
            return ""
        name, depth = found
        kind, levels, restarts = self.lists[name]
        counts = self.counts[kind]
        if name not in self.begun:
            self.begun.add(name)
            for level, start in restarts.items():
                counts[level] = start - 1
        counted(counts, depth, levels[depth].start)
        return label_of(levels, counts, depth)

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
            name, depth = _value(own, "numId") or name, _count(_value(own, "ilvl"), depth)
        return (name, depth) if name in self.lists and depth in self.lists[name][1] else None


def _lists(numbering: "_Element | None") -> dict[str, List]:
    """Return the lists of a document by name."""
    if numbering is None:
        return {}
    kinds = {
        kind.get(f"{W}abstractNumId", ""): {
            depth: Level(
                _value(level, "numFmt"), _value(level, "lvlText"), _count(_value(level, "start"), 1)
            )
            for level in kind.iterchildren(f"{W}lvl")
            if (depth := _count(level.get(f"{W}ilvl", ""), 0)) < MOST_LEVELS
        }
        for kind in numbering.iterchildren(f"{W}abstractNum")
    }
    found = {}
    for item in numbering.iterchildren(f"{W}num"):
        kind, name = _value(item, "abstractNumId"), item.get(f"{W}numId", "")
        restarts = {
            depth: _count(_value(override, "startOverride"), 1)
            for override in item.iterchildren(f"{W}lvlOverride")
            if override.find(f"{W}startOverride") is not None
            and (depth := _count(override.get(f"{W}ilvl", ""), 0)) < MOST_LEVELS
        }
        found[name] = (kind, kinds.get(kind, {}), restarts)
    return found


def _styled(styles: "_Element | None") -> dict[str, tuple[str, int]]:
    """Return the list and level that a paragraph style gives."""
    found = {}
    for style in styles.iterchildren(f"{W}style") if styles is not None else ():
        own = style.find(f"{W}pPr/{W}numPr")
        if own is not None:
            found[style.get(f"{W}styleId", "")] = (
                _value(own, "numId"),
                _count(_value(own, "ilvl"), 0),
            )
    return found


def _value(element: "_Element", name: str) -> str:
    child = element.find(f"{W}{name}")
    return child.get(f"{W}val", "") if child is not None else ""


def _count(told: str, default: int) -> int:
    return int(told) if told.isascii() and told.isdigit() and len(told) < 6 else default
