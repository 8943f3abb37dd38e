"""A page that is an article from end to end (a chapter of a book, a message) to its visible text."""

import re
from dataclasses import dataclass
from html.entities import html5
from typing import TYPE_CHECKING

from pipeline.read.failure import ReadError
from pipeline.read.html.blocks import blocks_of
from pipeline.read.html.grid import fill_spans
from pipeline.read.html.raised import set_raised_apart
from pipeline.read.html.visible import drop, show_only_visible

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# XML knows five names of characters, HTML two thousand.
NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};)")
OF_XML = frozenset(["amp;", "lt;", "gt;", "quot;", "apos;"])
DECLARATION = re.compile(r"^\ufeff?\s*<\?xml[^>]*\?>")
NONCHARACTERS = re.compile(r"[\ufdd0-\ufdef]")
EMBEDDED = re.compile(r"data:[\w/+.;=-]{1,80},[\w+/=%]{256,}")
NOTE = re.compile(r"\b(?:foot|end|rear)notes?\b")
TYPE = "{http://www.idpf.org/2007/ops}type"


@dataclass(frozen=True, slots=True)
class Whole:
    """The visible text of a page, with the signs around its note marks; its notes, its title, and
    how many of its characters are hidden.
    """

    text: str
    notes: tuple[str, ...] = ()
    title: str = ""
    hidden: int = 0


def whole_page(page: str, *, is_xml: bool = False) -> Whole:
    """Return all that a reader of a page sees, block by block.

    Raises ReadError for a page that no parser reads.
    """
    page = NONCHARACTERS.sub("", EMBEDDED.sub("data:,", page))
    tree = (_xml_tree(page) if is_xml else None) if page.strip() else None
    tree = _html_tree(page) if tree is None else tree
    if tree is None:
        return Whole("")
    title = tree.findtext(".//title") or ""
    hidden = show_only_visible(tree)
    _set_formulas(tree)
    fill_spans(tree)
    set_raised_apart(tree)
    notes = tuple(_notes(tree))
    text = "\n".join(block.text for block in blocks_of(tree))
    return Whole(text, notes, " ".join(title.split()), hidden)


def _xml_tree(page: str) -> "HtmlElement | None":
    """Parse a page as XML, None where it is none: <title/> ends there, in HTML it never does."""
    from lxml import etree, html

    parser = html.XHTMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    named = NAMED.sub(_character, DECLARATION.sub("", page))
    try:
        tree: HtmlElement = html.document_fromstring(named, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    for element in tree.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    return tree


def _character(match: re.Match[str]) -> str:
    return match[0] if match[1] in OF_XML else html5.get(match[1], match[0])


def _html_tree(page: str) -> "HtmlElement | None":
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, huge_tree=True)
    try:
        tree: HtmlElement = html.document_fromstring(DECLARATION.sub("", page), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        if not page.strip():
            return None
        raise ReadError("its HTML cannot be taken apart: save its text as .txt") from None
    return tree


def _set_formulas(tree: "HtmlElement") -> None:
    """Write each formula on the line that it stands in: its signs are elements of their own."""
    for formula in list(tree.iter("math")):
        said = "".join("".join(formula.itertext()).split())
        for child in list(formula):
            formula.remove(child)
        formula.text = said


def _notes(tree: "HtmlElement") -> list[str]:
    """Take the footnotes out of a page and return their texts."""
    found = []
    taken: set[HtmlElement] = set()
    for element in list(tree.iter("aside", "section", "div", "li", "p", "ol", "dl")):
        if element in taken:
            continue
        kind = f"{element.get(TYPE) or ''} {element.get('epub:type') or ''}"
        role = (element.get("role") or "").replace("doc-", "")
        if NOTE.search(kind) or NOTE.fullmatch(role):
            texts = (" ".join(block.text.split()) for block in blocks_of(element))
            found.append(" ".join(texts))
            taken.update(element.iter())
            drop(element)
    return [text for text in found if text]
