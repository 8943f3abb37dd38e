"""Raised elements of a page: note marks are marked, exponents written as raised digits."""

from typing import TYPE_CHECKING

from pipeline.read.raised import written

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def set_raised_apart(tree: "HtmlElement") -> None:
    """Write each raised element as its meaning wants it: 2019<sup>12</sup>年 has a note mark,
    10<sup>9</sup> is 10⁹, 18<sup>th</sup> stays.
    """
    before = _text_before(tree)
    for element in list(tree.iter("sup")):
        text = "".join(element.itertext())
        is_link = element.find(".//a") is not None or _is_in_link(element)
        said = written(text, before.get(element, ""), is_link=is_link)
        if said != text:
            _replace(element, said)


def _text_before(tree: "HtmlElement") -> dict["HtmlElement", str]:
    """Return the end of the text in front of each raised element."""
    from lxml import etree

    found: dict[HtmlElement, str] = {}
    tail = ""
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start" and element.tag == "sup":
            found[element] = tail
        piece = element.text if event == "start" else element.tail
        if piece and isinstance(element.tag, str):
            tail = (tail + piece)[-12:]
    return found


def _is_in_link(element: "HtmlElement") -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == "a" and (parent.get("href") or "").startswith("#")


def _replace(element: "HtmlElement", text: str) -> None:
    """Put a text in the place of all that an element holds."""
    for child in list(element):
        element.remove(child)
    element.text = text
