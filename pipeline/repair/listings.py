"""Propose to remove lists of other articles and comment sections: what stands behind an article on its page."""

import re
from collections.abc import Iterator
from itertools import takewhile

from pipeline.repair.site_lines import Page, SiteLine
from pipeline.text import Edit

TEASER_END = re.compile(r"(?:\.{3}|…{1,2}|\[…\]|【详细】|\[详细\]|\[全文\]|>>)\s*$")
LABEL = re.compile(r"[:：】\]]\s*$")
BULLET = re.compile(r"\s*[·•▪◆■●○▶►★☆※＊*\-–—]\s*|\s*\d{1,2}\s*[.、．]\s*")
DATED_FIRST = re.compile(
    r"\s*[\[(（]?(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[-/]\d{1,2})[\])）]?\s+\S"
)
DATED = re.compile(
    r"(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[-/]\d{1,2})(?:\s*\d{1,2}:\d{2})?\s*[)）\]]?\s*$"
)
HEADLINE_END = re.compile(r"[。；，,;:：、]\s*$|[a-z]\.\s*$")

LONGEST_HEADLINE = 90
MOST_INSIDE = 4  # headlines between two paragraphs
MOST_ITEMS = 100  # bounds the work: the next round takes those behind
SHORTEST_TEASER = 30
SITE = 0.5  # share of letters from which on a line is the site's own
HEADING = 0.8  # share of a heading's letters that belong to the phrase
FEWEST_DATED = 2  # headlines with their days, above a paragraph of the article
FEWEST_TEASERS = 2  # a lone line that ends in dots may end the article
LARGEST_SECTION = 0.5  # share of the page that a comment section takes at most


def remove_listings(page: Page) -> Iterator[Edit]:
    """Propose to remove 推荐阅读 with its headlines, teasers that end in dots, comments with their rules."""
    removed: dict[int, str] = {}
    for line in page.suspects:
        if line.number not in removed and line.coverage >= HEADING and not line.has_sentence_end:
            if "recommendation" in line.kinds or (
                "navigation-line" in line.kinds and line.words.endswith(":")
            ):
                removed |= dict.fromkeys(_recommended(page, line), "recommended-articles")
            elif "comment" in line.kinds:
                removed |= dict.fromkeys(_comments(page, line), "comment-section")
        elif line.number not in removed and line.names_article and page.is_foot(line):
            removed[line.number] = "recommended-articles"
    removed |= dict.fromkeys(_teasers(page, removed), "teaser-list")
    for number, rule in removed.items():
        yield Edit(page.lines[number].span, "", rule)


def _recommended(page: Page, heading: SiteLine) -> list[int]:
    """Return a heading and the headlines under it; inside the article they must be bulleted or dated."""
    items: list[SiteLine] = []
    for line in page.lines[heading.number + 1 : heading.number + 1 + MOST_ITEMS]:
        if not items and line.hits and line.coverage >= SITE and not line.is_prose:
            continue  # (点击标题查看)
        if not _is_item(line):
            break
        items.append(line)
    listed = [line for line in items if BULLET.match(line.plain) or _is_dated(line)]
    at_end = heading.number + len(items) == len(page.lines) - 1
    behind = not page.prose or page.prose[-1] <= heading.number + len(items)
    late = 2 * heading.span.start >= len(page.text)
    if late and items and (at_end or behind):
        return [heading.number, *(line.number for line in items)]
    if listed and len(listed) == len(items):
        return [heading.number, *(line.number for line in items)]
    dated = list(takewhile(_is_dated, items))
    if len(dated) >= FEWEST_DATED:
        return [heading.number, *(line.number for line in dated)]
    if items and len(items) <= MOST_INSIDE and LABEL.search(heading.plain) and not at_end:
        return [heading.number, *(line.number for line in items)]
    return [heading.number] if late and (at_end or behind) else []


def _is_item(line: SiteLine) -> bool:
    """Tell whether a line is a headline or a teaser of another article."""
    if line.hits and line.coverage >= SITE:
        return False
    if TEASER_END.search(line.plain) and len(line.plain) <= 6 * LONGEST_HEADLINE:
        return True
    headline = len(line.words) <= LONGEST_HEADLINE and not HEADLINE_END.search(line.plain)
    return headline and "。" not in line.plain and not (line.is_byline and not _is_dated(line))


def _is_dated(line: SiteLine) -> bool:
    """Tell whether a headline bears its day: 2026-02-03 港口动工, or 港口动工 2026-02-03."""
    return bool(DATED.search(line.plain) or DATED_FIRST.match(line.plain))


def _comments(page: Page, heading: SiteLine) -> list[int]:
    """Return a comment section: its heading and everything behind, where that is the lesser part of the page."""
    rest = len(page.text) - heading.span.start
    if not page.prose or rest > LARGEST_SECTION * len(page.text) or page.is_head(heading):
        return []
    return list(range(heading.number, len(page.lines)))


def _teasers(page: Page, removed: dict[int, str]) -> list[int]:
    """Return headlines with teasers at the end of the page: a headline, then a text cut off by dots."""
    last = len(page.lines) - 1
    while last >= 0 and last in removed:
        last -= 1
    found: list[int] = []
    pairs = 0
    while last >= 1 and _is_teaser(page.lines[last]) and _is_headline(page.lines[last - 1]):
        found += (last, last - 1)
        pairs, last = pairs + 1, last - 2
    return found if pairs >= FEWEST_TEASERS else []


def _is_teaser(line: SiteLine) -> bool:
    return len(line.words) >= SHORTEST_TEASER and bool(TEASER_END.search(line.plain))


def _is_headline(line: SiteLine) -> bool:
    short = len(line.words) <= LONGEST_HEADLINE and "。" not in line.plain
    return short and not HEADLINE_END.search(line.plain) and not TEASER_END.search(line.plain)
