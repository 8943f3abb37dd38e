"""The styles of an OpenDocument text: which hide text, which raise it, which number paragraphs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.read.numbers import MOST_LEVELS, Level

if TYPE_CHECKING:
    from lxml.etree import _Element

Levels = dict[int, Level]
HEADINGS = "\0headings"  # the name of the list that numbers headings; no style can have it
FORMATS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "一": "chineseCounting", "①": "decimalEnclosedCircle", "0": "decimalZero", "": "none",
}  # fmt: skip


def attribute(element: "_Element", name: str) -> str:
    """Return an attribute by its name without its namespace, empty where there is none.

    Before OpenDocument 1.2 some programs wrote other namespaces.
    """
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


class Styles:
    """The styles of all parts of a document, by name."""

    def __init__(self, trees: Sequence["_Element"]) -> None:
        self.hidden: set[str] = set()
        self.raised: set[str] = set()
        self.list_of: dict[str, str] = {}
        self.lists: dict[str, Levels] = {}
        for tree in trees:
            for style in tree.iterfind(".//{*}style"):
                self._add(style)
            for lists in tree.iterfind(".//{*}list-style"):
                self.lists[attribute(lists, "name")] = _levels(lists)
            for outline in tree.iterfind(".//{*}outline-style"):
                self.lists[HEADINGS] = _levels(outline)

    def _add(self, style: "_Element") -> None:
        name, parent = attribute(style, "name"), attribute(style, "parent-style-name")
        text = style.find("{*}text-properties")
        if text is not None and attribute(text, "display") == "none":
            self.hidden.add(name)
        if text is not None and attribute(text, "text-position").startswith("super"):
            self.raised.add(name)
        told = attribute(style, "list-style-name") or self.list_of.get(parent, "")
        if told:
            self.list_of[name] = told

    def is_hidden(self, name: str) -> bool:
        """Tell whether a style hides its text."""
        return name in self.hidden

    def is_raised(self, name: str) -> bool:
        """Tell whether a style sets its text as superscript."""
        return name in self.raised


def _levels(lists: "_Element") -> Levels:
    """Return the levels of a list style that have numbers, counted from 0."""
    found: Levels = {}
    for level in lists.iterchildren():
        depth = _number(attribute(level, "level"), 0) - 1
        if not 0 <= depth < MOST_LEVELS:
            continue
        told = attribute(level, "num-format")
        kind = FORMATS.get(told[:1], "decimal")
        start = _number(attribute(level, "start-value"), 1)
        found[depth] = Level(kind, _pattern(level, depth), start)
    return found


def _pattern(level: "_Element", depth: int) -> str:
    """Return how a level writes its number, as Word says it: %1.%2."""
    whole = attribute(level, "num-list-format")
    if "%" in whole:
        return _short(whole)
    shown = min(_number(attribute(level, "display-levels"), 1), depth + 1)
    places = ".".join(f"%{place}" for place in range(depth + 2 - shown, depth + 2))
    return f"{attribute(level, 'num-prefix')}{places}{attribute(level, 'num-suffix')}"


def _short(whole: str) -> str:
    """Return LibreOffice's %1%.%2% as %1.%2."""
    for place in range(1, MOST_LEVELS + 2):
        whole = whole.replace(f"%{place}%", f"%{place}")
    return whole


def _number(told: str, default: int) -> int:
    return int(told) if told.isascii() and told.isdigit() and len(told) < 6 else default
