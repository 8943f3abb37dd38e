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
# What the notes of Word and of a wiki become: [\[1\]](#_ftn1), [[2]](https://a.example/x#cite_note-2).
NOTE = re.compile(
    r"\[(?:\\?\[)?\^?(?:[0-9]{1,3}|[a-z*†‡])(?:\\?\])?\]\([^\s()#]*#_?(?:ftn|edn|fn|foot|end|note|cite|ref)[^\s()]*\)"
)


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
        """Record a link: its label stays, but for the sign of a heading: [#### Title](https://…). The
        mark of a note goes with its link.
        """
        if NOTE.fullmatch(content, start, end):
            self.add(start, end, "note-mark")
            return
        sign = HEADING.match(content, start + 1, label_end)
        self.add(start, sign.end() if sign else start + 1, "markdown-link")
        self.add(label_end, end, "markdown-link")
        self.links.append((start + 1, label_end))


def label_of(words: str) -> str:
    """Return the name that a link and its target, or a note and its mark, have in common."""
    return " ".join(words.split()).lower().upper()


def marks_of(state: "StateInline") -> Marks | None:
    """Return where a state records, None inside the description of an image."""
    marks: Marks = state.env["marks"]
    return None if marks.silent else marks
