"""What a paragraph of Markdown has in it: pieces of syntax, links, line breaks, each with its place."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

Rule = Callable[["StateInline", bool], bool]
HEADING = re.compile(r"#{1,6}[ \t]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of syntax inside a paragraph: what it becomes, and the rule."""

    start: int
    end: int
    rule: str
    replacement: str = ""


@dataclass(slots=True)
class Marks:
    """The marks of one paragraph, the pieces that are links, and its line breaks, soft or hard."""

    marks: list[Mark] = field(default_factory=list)
    links: list[tuple[int, int]] = field(default_factory=list)
    images: int = 0
    soft_breaks: list[int] = field(default_factory=list)
    delimiters: "list[tuple[Token, int, int]]" = field(default_factory=list)
    silent: bool = False
    ticks: int = -1

    def add(self, start: int, end: int, rule: str, replacement: str = "") -> None:
        """Record a piece of syntax."""
        self.marks.append(Mark(start, end, rule, replacement))

    def image(self, start: int, end: int) -> None:
        """Record an image with its address."""
        self.images += 1
        self.add(start, end, "markdown-image")

    def link(self, content: str, start: int, end: int, label_end: int) -> None:
        """Record a link: its label stays, but for the sign of a heading: [#### Title](https://…)."""
        sign = HEADING.match(content, start + 1, label_end)
        self.add(start, sign.end() if sign else start + 1, "markdown-link")
        self.add(label_end, end, "markdown-link")
        self.links.append((start + 1, label_end))


def marks_of(state: "StateInline") -> Marks | None:
    """Return where a state records, None inside the description of an image."""
    marks: Marks = state.env["marks"]
    return None if marks.silent else marks
