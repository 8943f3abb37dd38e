"""A Markdown text with its blocks, and the edits that take its syntax away."""

import re
from dataclasses import dataclass
from itertools import compress

import numpy as np
import numpy.typing as npt

from pipeline.text import Edit, Span

ADDRESS = re.compile(r"https?://|www\.", re.I)
Flags = npt.NDArray[np.bool_]


@dataclass(slots=True)
class Block:
    """A block of a Markdown text: its kind, its place, what a reader sees of it.

    `group` is the number of the list or table it belongs to, 0 for none; `linked` the share of its
    visible characters that are links.
    """

    kind: str
    span: Span
    level: int = 0
    group: int = 0
    quoted: bool = False
    images: int = 0
    words: str = ""
    linked: float = 0.0


@dataclass
class Sheet:
    """A Markdown text with its blocks, and the edits that take its syntax away."""

    text: str
    blocks: list[Block]
    edits: list[Edit]
    gone: Flags
    linked: Flags

    def drop(self, start: int, end: int, rule: str, replacement: str = "") -> None:
        """Propose to take a piece away."""
        if start < end and not self.gone[start:end].all():
            self.edits.append(Edit(Span(start, end), replacement, rule))
            self.gone[start:end] = True


def visible(sheet: Sheet, span: Span) -> tuple[str, float]:
    """Return what a reader sees of a piece, and the share of it that is links."""
    shown = ~sheet.gone[span.start : span.end]
    words = "".join(compress(sheet.text[span.start : span.end], shown.tolist()))
    if ADDRESS.search(words):  # an address is the author's word, a link's text or not
        return words.strip(), 0.0
    linked = "".join(compress(words, sheet.linked[span.start : span.end][shown].tolist()))
    filled = len("".join(words.split()))
    return words.strip(), len("".join(linked.split())) / filled if filled else 0.0
