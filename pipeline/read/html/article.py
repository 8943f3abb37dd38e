"""The blocks of a page to those of its article: what trafilatura takes for the article, and the
paragraphs between and behind that it lost.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.read.html.blocks import Block

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Characters that trafilatura changes or drops.
SPACE = re.compile(
    r"[\s|\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufdd0-\ufdd3\ufe00-\ufe0f\ufeff]+"
)
REACH, LINK_REACH = 400, 40  # characters that trafilatura may have skipped before a block
SHORTEST_MOVED = 40
PIECE = 12
PROSE = re.compile(r"[。！？；，、]|[a-z,]\s+[a-z]+\s+[a-z]")
ENDED = re.compile(r"[。！？.!?][”’」』）)\"']?\s*$")
ASIDE = frozenset(["aside", "footer", "nav", "li", "figcaption", "form", "label", "dd", "dt"])
BOX = re.compile(
    r"relat|recommend|aside|sidebar|foot|comment|rank|widget|teaser|newsletter|share|social|caption|button|promo|subscri|banner|copyright|disclaim|meta\b|推荐",
    re.I,
)
SHORTEST_PROSE = 20  # half-widths: 2 for 中, 1 for a
MOST_LINKED = 0.35
FULLY_LINKED, SHORTEST_LINK = 0.7, 20
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
WHOLE = frozenset(["body", "html"])
FAR = 6  # blocks that may lie between the last found paragraph and one that goes on with it


def article_blocks(blocks: Sequence[Block], found: str) -> list[bool]:
    """Tell of each block whether it belongs to the article.

    `found` is the text that trafilatura took out; its white space and its joins do not matter.
    """
    return _without_lists(blocks, _completed(blocks, _found(blocks, found)))


def _found(blocks: Sequence[Block], found: str) -> list[bool]:
    """Tell of each block whether it stands in a text without white space: as a line of it, or
    right behind the block before. A long one may have moved, a short one or a link stands in many
    sentences by chance.
    """
    text = SPACE.sub("", found)
    lines = Counter(SPACE.sub("", line).lstrip("-") for line in found.splitlines())
    kept = []
    position = 0
    for block in blocks:
        words = SPACE.sub("", block.text)
        reach = LINK_REACH if block.linked > MOST_LINKED * block.size else REACH
        place = text.find(words, position, position + len(words) + reach)
        is_line = lines[words] > 0
        lines[words] -= 1
        if place >= 0:
            position = place + len(words)
        kept.append(place >= 0 or is_line or _is_mostly_in(block, words, text))
    return kept


def _is_mostly_in(block: Block, words: str, text: str) -> bool:
    """Tell whether most pieces of a paragraph stand in a text: trafilatura drops a link here, a
    button there.
    """
    if len(words) < SHORTEST_MOVED or block.linked > MOST_LINKED * block.size:
        return False
    pieces = [words[place : place + PIECE] for place in range(0, len(words) - PIECE, PIECE)]
    return 2 * sum(piece in text for piece in pieces) >= len(pieces)


def _completed(blocks: Sequence[Block], kept: list[bool]) -> list[bool]:
    """Add the paragraphs that stand among those of the article, in the same places of the tree."""
    homes = [_homes(block) for block in blocks]
    whole = [index for index, is_kept in enumerate(kept) if is_kept and is_prose(blocks[index])]
    if not whole:
        return kept
    places = Counter(home for index in whole for home in homes[index])
    last = whole[-1]
    done = list(kept)
    for index in range(whole[0] + 1, len(blocks)):
        if done[index] or not _may_be_lost(blocks[index]):
            continue
        if index < last and any(places[home] for home in homes[index]):
            done[index] = True
        elif last < index <= last + FAR and any(places[home] > 1 for home in homes[index][1:]):
            done[index] = True
            last = index
    return done


def _without_lists(blocks: Sequence[Block], kept: Sequence[bool]) -> list[bool]:
    """Leave out what links to other articles: links alone on a line, and headings behind the last
    paragraph.
    """
    prose = [index for index, is_kept in enumerate(kept) if is_kept and is_prose(blocks[index])]
    last = prose[-1] if prose else len(blocks)
    return [
        is_kept and not _leads_elsewhere(block, is_last=index > last)
        for index, (block, is_kept) in enumerate(zip(blocks, kept, strict=True))
    ]


def _leads_elsewhere(block: Block, *, is_last: bool) -> bool:
    """Tell whether a block is a link to another article, or a heading of such links."""
    is_link = block.linked > FULLY_LINKED * block.size
    element = block.element
    is_heading = bool(HEADINGS & {element.tag, *(home.tag for home in _homes(block)[:2])})
    if is_last:
        return is_link or is_heading
    return is_link and block.size >= SHORTEST_LINK and not is_heading


def _homes(block: Block) -> "list[HtmlElement]":
    """Return the elements around a block that hold its neighbors: its own, and two above it."""
    homes = [block.element, *islice(block.element.iterancestors(), 2)]
    return homes[:2] if homes[-1].tag in WHOLE else homes


def is_prose(block: Block) -> bool:
    """Tell whether a block is a paragraph of text, not a list of links or a line of the site."""
    width = (len(block.text.encode("utf-8", "replace")) + len(block.text)) // 2
    if width < SHORTEST_PROSE or block.linked > MOST_LINKED * block.size:
        return False
    return bool(PROSE.search(block.text))


def first_paragraph(blocks: Sequence[Block], kept: Sequence[bool]) -> int:
    """Return the number of the article's first paragraph, that of the last block where it has none."""
    found = (
        index
        for index, block in enumerate(blocks)
        if kept[index] and is_prose(block) and _is_paragraph(block)
    )
    return next(found, max(0, len(blocks) - 1))


def _may_be_lost(block: Block) -> bool:
    """Tell whether a block is a whole sentence outside any list, share bar, caption or box."""
    if not is_prose(block) or not ENDED.search(block.text):
        return False
    for element in (block.element, *_homes(block)):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag in ASIDE or BOX.search(names):
            return False
    return True


def _is_paragraph(block: Block) -> bool:
    """Tell whether a block with prose is no title: 定了！南沙邮轮母港即将开通！ is one."""
    is_heading = HEADINGS & {block.element.tag, *(home.tag for home in _homes(block)[:2])}
    return not is_heading and (bool(ENDED.search(block.text)) or block.size >= SHORTEST_MOVED)
