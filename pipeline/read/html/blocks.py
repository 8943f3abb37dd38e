"""The visible tree of a page to its blocks: paragraphs, headings, items, rows of tables, in order."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.plain import CJK, HAN

if TYPE_CHECKING:
    from lxml.html import HtmlElement

INLINE = frozenset(
    [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "blink", "br", "cite", "code", "data",
        "del", "dfn", "em", "font", "i", "img", "ins", "kbd", "label", "link", "mark", "math",
        "meta", "nobr", "picture", "q", "rb", "ruby", "s", "samp", "small", "source", "span",
        "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    ]
)  # fmt: skip
SET_APART = re.compile(r"display\s*:\s*(?:block|flex|grid|list-item|table)\b", re.I)
NO_TEXT = frozenset(["br", "img", "wbr", "link", "meta", "source"])
# Noncharacters, which no text holds: the lines of a block and the cells of a row.
CELLS = ("td", "th")
BREAK, CELL = "\ufdd0", "\ufdd3"
WIDE = rf"[{CJK}\uff00-\uffef]"
BETWEEN_WIDE = re.compile(rf"(?<={WIDE})[ \t\f]*[\r\n]\s*(?={WIDE})")
WHITE = re.compile(r"[ \t\r\n\f]+")
PARAGRAPH = re.compile(rf"(?<!\s)\s*+{BREAK}(?:(?:\s*+{BREAK})+\s*+|(?=[\u3000\xa0]{{2}}))")

ENDED = re.compile(r"[。！？；.!?][”’」』）)\"']?$|[a-z]{2}\. ")
LABELLED = re.compile(
    r".{0,8}[:：]|[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|第[一二三四五六七八九十\d]{1,3}[章节条]|[-·•●■▲※*#【]"
)
OPEN_HAN = re.compile(f"[{HAN}]$")
HAN_START = re.compile(f"[{HAN}]")
RUNNING = re.compile(r"[，；。][^，；。]{1,40}$")
OPEN_LATIN = re.compile(r"\b(?:of|the|and|for|to|in|by|on|at|with|a|an|from|or|as)$")


class Block:
    """A run of visible text between two borders: what stands there, how many of its characters are
    links, and the element that holds it.
    """

    __slots__ = ("element", "linked", "size", "text")

    def __init__(self, text: str, linked: int, element: "HtmlElement") -> None:
        self.text, self.element = text, element
        self.size = len("".join(text.split()))
        self.linked = min(linked, self.size)


class _Run:
    """The text gathered since the last border."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.linked = 0

    def add(self, text: str | None, is_linked: bool) -> None:
        """Take up a piece of text."""
        if text:
            self.pieces.append(text)
            self.linked += len("".join(text.split())) if is_linked else 0

    def blocks(self, holder: "HtmlElement") -> Iterator[Block]:
        """Yield the blocks of the run and forget it: two breaks behind each other part paragraphs."""
        text, linked = "".join(self.pieces), self.linked
        self.__init__()  # type: ignore[misc]
        if not text or text.isspace():
            return
        if holder.tag == "pre":
            parts = re.split(r"\n\s*\n", text.replace(BREAK, "\n").strip("\r\n"))
        else:
            parts = PARAGRAPH.split(WHITE.sub(" ", BETWEEN_WIDE.sub("", text)))
        for part in parts:
            words = _lines(part) if holder.tag != "pre" else part
            if words.strip():
                yield Block(words, linked * len(part) // len(text), holder)


def _lines(part: str) -> str:
    """Return a part with its lines and cells parted as text parts them."""
    cells = (cell.strip() for cell in part.split(CELL))
    row = "\t".join(cell for cell in cells if cell)
    lines = [line for line in (line.strip() for line in row.split(BREAK)) if line]
    joined = lines[:1]
    for index, line in enumerate(lines[1:], 1):
        glue = _glue(joined[-1], line, any(ENDED.search(rest) for rest in lines[index:]))
        if glue is None:
            joined.append(line)
        else:
            joined[-1] += glue + line
    return "\n".join(joined)


def _glue(line: str, following: str, is_ended: bool) -> str | None:
    """Return what joins two lines that a <br> cut inside a sentence: nothing for 工业和<br>信息化部,
    a blank for Department of<br>Commerce, None where the author meant a line.

    Verse, addresses and lists have no sentence that runs through the break.
    """
    if LABELLED.match(following) or not is_ended:
        return None
    if OPEN_HAN.search(line) and HAN_START.match(following) and RUNNING.search(line):
        return ""
    if OPEN_LATIN.search(line) and following[:1].isalpha() and following[:1].isascii():
        return " "
    return " " if line[-1:].islower() and following[:1].islower() and line[-1].isascii() else None


def blocks_of(tree: "HtmlElement") -> Iterator[Block]:
    """Yield the blocks of a visible tree in their order; a row of a table is one line."""
    from lxml import etree

    run, holder, links = _Run(), tree, 0
    row: HtmlElement | None = None
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        is_start, tag = event == "start", _tag(element)
        if row is None and tag and _is_block(element, tag):
            yield from run.blocks(holder)
            holder = element if is_start else _parent(element)
            row = element if is_start and tag == "tr" and is_line(element) else None
        elif element is row and not is_start:
            yield from run.blocks(element)
            row, holder = None, _parent(element)
        links += (1 if is_start else -1) if tag == "a" else 0
        if is_start and (tag == "br" or (row is not None and tag in CELLS)):
            run.pieces.append(BREAK if tag == "br" else CELL)
        if (is_start and tag) or (not is_start and element is not tree):
            run.add(element.text if is_start else element.tail, links > 0)
    yield from run.blocks(holder)


def _tag(element: "HtmlElement") -> str:
    """Return an element's name; comments have none."""
    return element.tag if isinstance(element.tag, str) else ""


def _is_block(element: "HtmlElement", tag: str) -> bool:
    """Tell whether an element stands on lines of its own, by its kind or by its style."""
    if tag not in INLINE:
        return True
    style = element.get("style")
    return style is not None and tag not in NO_TEXT and SET_APART.search(style) is not None


def _parent(element: "HtmlElement") -> "HtmlElement":
    parent = element.getparent()
    return element if parent is None else parent


def is_line(row: "HtmlElement") -> bool:
    """Tell whether a row of a table is a line of text: several cells with one paragraph each. Pages
    that are laid out as a table have cells with many.
    """
    cells = [cell for cell in row if cell.tag in CELLS]
    return len(cells) > 1 and not any(_paragraphs(cell) > 1 for cell in cells)


def _paragraphs(cell: "HtmlElement") -> int:
    """Return how many blocks with text a cell holds, two where it holds a table."""
    if cell.find(".//table") is not None:
        return 2
    holders = (
        child
        for child in cell.iter()
        if isinstance(child.tag, str)
        and child.tag not in INLINE
        and any((text or "").strip() for text in [child.text, *(part.tail for part in child)])
    )
    return sum(1 for _ in holders)
