"""A Markdown text with its blocks, and the edits that take its syntax away."""

import re
from dataclasses import dataclass, field
from itertools import compress

from pipeline.text import Edit, Span

ADDRESS = re.compile(r"https?://|www\.", re.I)


@dataclass(slots=True)
class Block:
    """A block of a Markdown text: its kind, its place, what a reader sees of it.

    `group` is the number of the list or table it belongs to, 0 for none; `outer` that of the
    outermost list around it, and `depth` how many lists it stands in; `linked` the share of its
    visible characters that are links; `in_menu` that its list is a menu of the site.
    """

    kind: str
    span: Span
    level: int = 0
    group: int = 0
    outer: int = 0
    depth: int = 0
    quoted: bool = False
    images: int = 0
    words: str = ""
    linked: float = 0.0
    in_menu: bool = False


@dataclass
class Sheet:
    """A Markdown text with its blocks, and the edits that take its syntax away; of each character,
    whether it stays and whether it is a link's: 1 or 0.
    """

    text: str
    blocks: list[Block] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    kept: bytearray = field(init=False, repr=False)
    linked: bytearray = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.kept = bytearray(b"\1") * len(self.text)
        self.linked = bytearray(len(self.text))

    def drop(self, start: int, end: int, rule: str, replacement: str = "") -> None:
        """Propose to take a piece away."""
        if start < end and self.kept.find(1, start, end) >= 0:
            self.edits.append(Edit(Span(start, end), replacement, rule))
            self.kept[start:end] = bytes(end - start)

    def link(self, start: int, end: int) -> None:
        """Note that a piece is what a link shows."""
        self.linked[start:end] = b"\1" * (end - start)


def visible(sheet: Sheet, span: Span) -> tuple[str, float]:
    """Return what a reader sees of a piece, and the share of it that is links."""
    kept = sheet.kept[span.start : span.end]
    words = sheet.text[span.start : span.end]
    if 0 in kept:
        words = "".join(compress(words, kept))
    linked = sheet.linked[span.start : span.end]
    if 1 not in linked or ADDRESS.search(words):
        return words.strip(), 0.0  # an address is the author's word, a link's text or not
    shown = "".join(compress(words, compress(linked, kept)))
    filled = len("".join(words.split()))
    return words.strip(), len("".join(shown.split())) / filled if filled else 0.0
