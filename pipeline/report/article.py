"""The source text of an article as HTML: cut into segments wherever a mention, an event or a removal
begins or ends, so that a browser needs no offset (it would count UTF-16).
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

# Signs that HTML forbids or that a reader would not see are shown as their pictures.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
PICTURES = 0x2400
GONE = "\udfff"  # stands for a removed character; no text holds half a surrogate pair
BLANK = re.compile(rf"[\s{GONE}]+")
TRIGGER = "e"  # the kind of the mark whose class no row tells
NO_RULE = -1  # of a line break that nothing removed
BREAKS = 2  # that part paragraphs; more are shown with what was removed between them


class Mark(NamedTuple):
    """A place in the source that a row speaks of: `key` is the row's number in its article, `kind`
    the class of its color.
    """

    start: int
    end: int
    key: int
    kind: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A place in the source that repair took away, the number of its rule, and what stands there."""

    start: int
    end: int
    key: int
    replacement: str = ""


def article_html(source: str, marks: Sequence[Mark], removals: Sequence[Removed]) -> str:
    """Return a source text as segments: <b data-m=3> for the place of row 3 (class=e where it is an
    event's trigger), <del data-r=2> for what rule 2 removed, <i> for a line break that is a space
    now, <u> for one too many where lines were removed. The script gives the rows their colors.
    """
    return "".join(_segments(source, marks, [*removals, *_gaps(source, removals)]))


def visible(text: str) -> str:
    """Escape a text for HTML; every character of it stays, or is shown as its picture.

    >>> visible('<b>\\x00')
    '&lt;b&gt;␀'
    """
    escaped = html.escape(CONTROL.sub(_picture, text))
    return escaped.replace("\r", "&#13;")


def _gaps(source: str, removals: Iterable[Removed]) -> Iterator[Removed]:
    """Yield the line breaks that would leave more than one line empty."""
    signs = list(source)
    for removed in removals:
        signs[removed.start : removed.end] = GONE * (removed.end - removed.start)
    for blank in BLANK.finditer("".join(signs)):
        breaks = [place for place in range(*blank.span()) if signs[place] == "\n"]
        for place in breaks[BREAKS if blank.start() else 0 :]:
            yield Removed(place, place + 1, NO_RULE)


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    return chr(PICTURES + (code if code < 0x20 else 0x21))


def _segments(source: str, marks: Sequence[Mark], removals: Sequence[Removed]) -> Iterator[str]:
    borders = sorted({0, len(source), *_borders(marks), *_borders(removals)})
    opening = sorted(marks, key=lambda mark: mark.start)
    cuts = sorted(removals, key=lambda removed: removed.start)
    active: list[Mark] = []
    at_mark = at_cut = 0
    for start, end in pairwise(borders):
        active = [mark for mark in active if mark.end > start]
        while at_mark < len(opening) and opening[at_mark].start <= start:
            active.append(opening[at_mark])
            at_mark += 1
        while at_cut < len(cuts) and cuts[at_cut].end <= start:
            at_cut += 1
        text = visible(source[start:end])
        if active:
            text = _marked(text, active)
        if at_cut < len(cuts) and cuts[at_cut].start <= start:
            is_break = cuts[at_cut].replacement == " " and source[start:end].isspace()
            text = f"<i>{text}</i>" if is_break else _removed(text, cuts[at_cut], end)
        yield text


def _borders(places: Iterable[Mark | Removed]) -> Iterator[int]:
    for place in places:
        yield place.start
        yield place.end


def _removed(text: str, removed: Removed, end: int) -> str:
    """Return a removed text, and at its end what stands in its place, which is no text of the source."""
    if removed.key == NO_RULE:
        return f"<u>{text}</u>"
    is_replaced = removed.replacement and removed.end == end
    instead = f'<ins data-s="{visible(removed.replacement)}"></ins>' if is_replaced else ""
    return f"<del data-r={removed.key}>{text}</del>{instead}"


def _marked(text: str, active: Sequence[Mark]) -> str:
    trigger = " class=e" if any(mark.kind == TRIGGER for mark in active) else ""
    keys = " ".join(map(str, sorted({mark.key for mark in active})))
    shown = f'"{keys}"' if " " in keys else keys  # HTML needs no quotes around a number
    return f"<b{trigger} data-m={shown}>{text}</b>"
