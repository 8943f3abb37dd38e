"""What is drawn on a page: characters with their place and size, rules, and how many of each kind
were left out.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

UNMAPPED = "\ufffd"


class Glyph(NamedTuple):
    """A character on an upright page: its text, left and right edge, baseline and size, in points
    from the lower left corner; `order` says when it was drawn.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    order: int = 0


class Drawn(NamedTuple):
    """A character as the page has it: where its pen stood, how far along the line it reaches, its
    size, and by how many quarters of a turn, counter-clockwise, its line is turned.
    """

    text: str
    x: float
    y: float
    advance: float
    size: float
    turn: int


class Rule(NamedTuple):
    """A drawn line, or a box as thin as one, from its lower left to its upper right end."""

    x0: float
    y0: float
    x1: float
    y1: float


class Box(NamedTuple):
    """The visible part of a page."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass
class Drawing:
    """All that is drawn on one page, in drawing order; `is_cut` where it was more than anybody
    reads.
    """

    box: Box
    drawn: list[Drawn] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: int = 0
    is_cut: bool = False


@dataclass
class PageGlyphs:
    """An upright page: its glyphs and rules, and how many glyphs were left out because they are
    turned, or lie beyond the edge of the page.
    """

    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    turned: int = 0
    outside: int = 0
    pictures: int = 0
    is_cut: bool = False
