"""What a paragraph of Markdown has in it: pieces of syntax, links, line breaks, each with its place."""

from collections.abc import Callable
from dataclasses import dataclass, field

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

Rule = Callable[[StateInline, bool], bool]


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
    delimiters: list[tuple[Token, int, int]] = field(default_factory=list)
    silent: bool = False
    ticks: int = -1

    def add(self, start: int, end: int, rule: str, replacement: str = "") -> None:
        """Record a piece of syntax."""
        self.marks.append(Mark(start, end, rule, replacement))


def marks_of(state: StateInline) -> Marks | None:
    """Return where a state records, None inside the description of an image."""
    marks: Marks = state.env["marks"]
    return None if marks.silent else marks
