"""The numbers that a browser draws in front of the items of an ordered list: 1., (3), c., iv."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.read.html.blocks import Block
from pipeline.read.numbers import spelled

if TYPE_CHECKING:
    from lxml.html import HtmlElement

KINDS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
UNNUMBERED = re.compile(r"list-style(?:-type)?\s*:\s*none", re.I)
# Items that bear a number or a sign of their own: 1. 岸桥, 一、岸桥, • 岸桥.
OWN = re.compile(
    r"\s*(?:[（(\[]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[a-zA-Z])[)）\].、．]|[•·▪◆■●○▶►★※–—-]|第)"
)


def item_numbers(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield for each block the number in front of it, with a blank: of an item's blocks only the
    first has one.
    """
    seen: set[HtmlElement] = set()
    numbers: dict[HtmlElement, dict[HtmlElement, str]] = {}
    for block in blocks:
        item = _item(block.element)
        home = item.getparent() if item is not None else None
        if (
            item is None
            or home is None
            or home.tag != "ol"
            or item in seen
            or OWN.match(block.text)
        ):
            yield ""
        else:
            if home not in numbers:
                numbers[home] = _numbers(home)
            yield numbers[home].get(item, "")
        if item is not None:
            seen.add(item)


def _item(element: "HtmlElement") -> "HtmlElement | None":
    """Return the item of a list that an element stands in."""
    return element if element.tag == "li" else next(element.iterancestors("li"), None)


def _numbers(ordered: "HtmlElement") -> dict["HtmlElement", str]:
    """Return the numbers of the items of an ordered list; none for one that shows none."""
    if UNNUMBERED.search(ordered.get("style") or ""):
        return {}
    kind = KINDS.get(ordered.get("type", ""), "decimal")
    number, found = _whole(ordered.get("start"), 1), {}
    for item in ordered.iterchildren("li"):
        number = _whole(item.get("value"), number)
        found[item] = f"{spelled(number, kind)}. "
        number += 1
    return found


def _whole(value: str | None, otherwise: int) -> int:
    return int(value) if value and re.fullmatch(r"\d{1,4}", value.strip()) else otherwise
