"""A page's tree to what a reader of the page sees: hidden elements, readings and form parts go."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Never shown, or shown as something other than text of the page.
UNSEEN = (
    "script", "style", "noscript", "template", "head", "iframe", "object", "embed", "svg",
    "canvas", "audio", "video", "select", "option", "datalist", "button", "textarea", "input",
    "map", "rt", "rp", "rtc",
)  # fmt: skip
# Not drawn, drawn with no size, or drawn far beside the page.
HIDING = re.compile(
    r"display\s*:\s*none|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$)"
    r"|(?:left|top|text-indent)\s*:\s*-\d{3,5}(?:px|em|rem)",
    re.I,
)
INVISIBLE = re.compile(r"visibility\s*:\s*hidden", re.I)
# One class or id alone: what follows another element, a state or a print sheet hides other things.
SIMPLE = re.compile(r"[.#][\w-]+")
SHOWING = re.compile(r"display\s*:\s*(?!none)|visibility\s*:\s*visible", re.I)
COMMENT = re.compile(r"/\*.*?\*/", re.S)
# WeChat hides the whole article until its script has run: what holds most of a page is no secret.
MOST_HIDDEN = 0.5


def show_only_visible(tree: "HtmlElement") -> int:
    """Take out of a tree what its reader does not see, and return how many characters were hidden.

    Ruby readings go with the hidden text: 經ㄐㄧㄥ is 經 with its reading above.
    """
    hidden_names = _hidden_names(tree)
    for element in list(tree.iter(*UNSEEN)):
        drop(element)
    whole = _size(tree)
    hidden = 0
    for element in list(_hidden(tree, hidden_names)):
        size = _size(element)
        if size and size >= MOST_HIDDEN * whole:
            continue
        hidden += size if _is_within(element, tree) else 0
        drop(element)
    return hidden


def drop(element: "HtmlElement") -> None:
    """Take an element out of its tree; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail or ""
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)


def _hidden(tree: "HtmlElement", names: frozenset[str]) -> Iterator["HtmlElement"]:
    """Yield the elements that a page hides: by attribute, by style, by a rule of its own sheet."""
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in ("html", "body"):
            continue
        style = element.get("style") or ""
        is_marked = element.get("hidden") is not None and element.get("hidden") != "until-found"
        is_styled = HIDING.search(style) or INVISIBLE.search(style)
        is_closed = element.tag == "dialog" and element.get("open") is None
        if is_marked or is_closed or is_styled or (names and not names.isdisjoint(_names(element))):
            yield element


def _names(element: "HtmlElement") -> list[str]:
    """Return the selectors of an element's classes and id: .note, #menu."""
    identity = element.get("id")
    classes = [f".{name}" for name in (element.get("class") or "").split()]
    return [*classes, f"#{identity}"] if identity else classes


def _hidden_names(tree: "HtmlElement") -> frozenset[str]:
    """Return the classes and ids that the page's own style sheets hide: .secret{display:none}."""
    names: set[str] = set()
    for sheet in tree.iter("style"):
        if sheet.get("media") in ("print", "speech"):
            continue
        css = COMMENT.sub("", sheet.text or "")
        for rule in css.partition("@media")[0].split("}"):
            said, _, body = rule.partition("{")
            simple = {name for name in map(str.strip, said.split(",")) if SIMPLE.fullmatch(name)}
            if HIDING.search(body) or INVISIBLE.search(body):
                names |= simple
            elif SHOWING.search(body):
                names -= simple
    return frozenset(names)


def _size(element: "HtmlElement") -> int:
    return sum(len("".join(text.split())) for text in element.itertext())


def _is_within(element: "HtmlElement", tree: "HtmlElement") -> bool:
    """Tell whether an element still hangs in the tree: a hidden parent takes its children along."""
    top = element
    while (parent := top.getparent()) is not None:
        top = parent
    return top is tree
