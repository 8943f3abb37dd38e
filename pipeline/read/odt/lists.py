"""The numbers in front of the list paragraphs and headings of an OpenDocument text."""

from typing import TYPE_CHECKING

from pipeline.read.numbers import MOST_LEVELS, counted, label_of
from pipeline.read.odt.styles import HEADINGS, Styles, attribute

if TYPE_CHECKING:
    from lxml.etree import _Element

Counts = list[int | None]


class Lists:
    """The lists that are open, and the counts of those that later ones go on with."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.open_lists: list[str] = []  # their styles, the innermost last
        self.items: list[str] = []  # number each item, or the number it begins with, or are silent
        self.counts: Counts = [None] * MOST_LEVELS
        self.headings: Counts = [None] * MOST_LEVELS
        self.by_style: dict[str, Counts] = {}
        self.by_id: dict[str, Counts] = {}

    def open(self, name: str, element: "_Element") -> None:
        """Begin a list or an item of the innermost one."""
        if name == "list":
            if not self.open_lists:
                self._begin(element)
            above = self.open_lists[-1] if self.open_lists else ""
            self.open_lists.append(attribute(element, "style-name") or above)
        else:
            is_item = name == "list-item"
            self.items.append((attribute(element, "start-value") or "next") if is_item else "")

    def _begin(self, element: "_Element") -> None:
        """Begin a list of the first level: with new counts, or those that it goes on with."""
        style = attribute(element, "style-name")
        former = self.by_id.get(attribute(element, "continue-list"))
        if former is None and attribute(element, "continue-numbering") == "true":
            former = self.by_style.get(style)
        self.counts = [None] * MOST_LEVELS if former is None else former
        self.by_style[style] = self.counts
        if identity := attribute(element, "id"):
            self.by_id[identity] = self.counts

    def close(self, name: str) -> None:
        """End a list or an item."""
        stack = self.open_lists if name == "list" else self.items
        if stack:
            stack.pop()

    def label(self, paragraph: "_Element") -> str:
        """Return the number in front of a paragraph: of the first one of an item, of a heading."""
        if self.items and self.open_lists:
            told, self.items[-1] = self.items[-1], ""
            own = self.styles.list_of.get(attribute(paragraph, "style-name"), "")
            style = self.open_lists[-1] or own
            return self._counted(style, len(self.open_lists) - 1, told) if told else ""
        is_heading = str(paragraph.tag).endswith("}h")
        if not is_heading or attribute(paragraph, "is-list-header") == "true":
            return ""
        depth = attribute(paragraph, "outline-level")
        depth = depth if depth.isascii() and depth.isdigit() and len(depth) < 3 else "1"
        return self._heading(int(depth) - 1)

    def _counted(self, style: str, depth: int, told: str) -> str:
        levels = self.styles.lists.get(style, {})
        if depth not in levels or depth >= MOST_LEVELS:
            return ""
        if told.isascii() and told.isdigit() and len(told) < 6:
            self.counts[depth] = int(told) - 1
        counted(self.counts, depth, levels[depth].start)
        return label_of(levels, self.counts, depth)

    def _heading(self, depth: int) -> str:
        levels = self.styles.lists.get(HEADINGS, {})
        if depth not in levels or levels[depth].kind == "none":
            return ""
        counted(self.headings, depth, levels[depth].start)
        return label_of(levels, self.headings, depth)
