"""The day on which a page was published: of all that it declares, what is strongest."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.read import declared
from pipeline.read.html.blocks import Block
from pipeline.read.html.byline import shown_days

if TYPE_CHECKING:
    from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True)
class Published:
    """A day and where it is from; `basis` is declared, disagreeing where equals disagree, or
    nothing.
    """

    day: dt.date | None = None
    basis: str = ""


def publication(
    tree: "HtmlElement", blocks: Sequence[Block], title: int | None, start: int
) -> Published:
    """Return the day of the strongest source: the article's own data, then a marked element or the
    line beside the title, then other meta elements, time elements and scripts.

    Two strong sources that disagree give none: which of them is wrong cannot be told.
    """
    shown = declared.marked_days(tree) or shown_days(blocks, title, start)
    for days in (declared.article_days(tree), shown):
        if len(days) == 1:
            return Published(next(iter(days)), "declared")
        if days:
            return Published(None, "disagreeing")
    for weaker in (declared.meta_day, declared.only_time, declared.scripted_day):
        day = weaker(tree)
        if day:
            return Published(day, "declared")
    return Published()
