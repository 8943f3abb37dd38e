"""Which blocks of a clipped page are not the article: what stands before its title, beside it and
behind its last paragraph, each with the reason.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from pipeline.repair.markdown.ends import EARLIEST_CUT, find_cut, heads_others
from pipeline.repair.markdown.features import Feature
from pipeline.repair.markdown.noise import LONGEST_PLEA, is_authors, noise
from pipeline.repair.markdown.page import FEWEST_IN_MENU, LONGEST_TITLE_REST, Page, prevails
from pipeline.repair.markdown.templates import templated

ORIGIN = re.compile(
    r"原(?:载|刊)(?:于|自)?|首发于|转载自|来源[:：]|原文|originally (?:appeared|published)|first (?:appeared|published)|cross-?posted",
    re.I,
)
# A label and the link to another article on one line: 相關報道：[另一篇](https://…).
LED = re.compile(
    r"\W{0,4}(?:相关(?:报道|阅读|新闻|文章|链接)|延伸阅读|推荐阅读|另见|(?:related|read (?:more|also|next)|see also|also read))\s?[:|]",
    re.I,
)
OWNED = re.compile(r"^\W{0,4}(?:©|copyright\b)[^\n]{0,60}\Z", re.I | re.M)
SITES_OWN = ("clip-notice", "clip-plea", "clip-site")
SAYING = re.compile(r"(?:--|——)\s?[^\s—。，-][^—。，]{1,30}$")


def outside(features: Sequence[Feature], title: str) -> dict[int, str]:
    """Return the blocks that are not the article, with the reason."""
    in_menus = {f.number: "clip-menu" for f in features if f.block.in_menu}
    return _outside(features, title) | in_menus


def _outside(features: Sequence[Feature], title: str) -> dict[int, str]:
    found = templated(features)
    page = Page(features, title)
    if not any(is_authors(f) for f in features if f.number not in page.titles):
        own = _before(page, page.start) | _menus(page) if page.is_page else _notices(page)
        return own | found
    cut, reason = find_cut(page)
    for feature in features[cut:]:
        found[feature.number] = reason or _reason(feature)
    last = _last(page, cut)
    titles = set(page.titles)
    authors = (f.number for f in features[page.start :] if is_authors(f) and f.number not in titles)
    first = next(authors, cut)
    zones = (
        _before(page, first),
        _head(page, first),
        _boxes(page, first, last),
        _foot(page, last, cut),
    )
    for zone in zones:
        found = zone | found
    return found


def _notices(page: Page) -> dict[int, str]:
    """Return what a page says that could not be shown: We've detected that JavaScript is disabled; and
    whose it is: © 2025 X Corp.
    """
    blocks = (f for f in page.features if f.is_prose or f.is_sentence or OWNED.search(f.plain))
    said = {f.number: noise(f) for f in blocks if f.number not in page.titles}
    return {number: reason for number, reason in said.items() if reason in SITES_OWN}


def _menus(page: Page) -> dict[int, str]:
    """Return the menus of a page that breaks off before its article: links, words of the site, and
    short labels among them.
    """
    found = {}
    for feature in page.features[page.start + 1 :]:
        around = _around(page, feature)
        links = sum(f.is_links for f in around)
        if feature.is_links and 2 * links >= len(around):
            found[feature.number] = "clip-links"
        elif reason := noise(feature):
            found[feature.number] = reason
        elif feature.is_label and links >= FEWEST_IN_MENU:
            found[feature.number] = "clip-header"
    return found


def _is_source(feature: Feature) -> bool:
    """Tell whether a line says where the article stood first: 本文原載於某報."""
    return ORIGIN.search(feature.plain) is not None and feature.size <= LONGEST_PLEA


def _last(page: Page, cut: int) -> int:
    """Return the last block of the author's prose."""
    for feature in reversed(page.features[:cut]):
        if feature.number in page.titles or not is_authors(feature):
            continue
        if not _is_teaser(page, feature) and not _is_motto(page, feature):
            return feature.number
    return page.start


def _is_teaser(page: Page, feature: Feature) -> bool:
    """Tell whether a paragraph at the foot tells of another article: a heading that is a link above it."""
    above = page.features[max(0, feature.number - 3) : feature.number]
    linked = any(f.is_links and f.block.kind == "heading" for f in above)
    late = page.prose_between(0, feature.number) >= EARLIEST_CUT
    return late and linked


def _is_motto(page: Page, feature: Feature) -> bool:
    """Tell whether a short line stands alone over the menu of the foot, set apart from the article by
    a paragraph of blanks that cannot be seen, or by the name of who said it: 小心求证。 --胡适.
    """
    number = feature.number
    apart = number > 0 and page.features[number - 1].is_empty
    apart = apart or (page.is_page and SAYING.search(feature.block.words) is not None)
    return apart and feature.size <= LONGEST_PLEA and prevails(page.features[number + 1 :])


def _before(page: Page, first: int) -> dict[int, str]:
    """Return what stands before the title over the article, the clipper's own copy of it included,
    and copies between that title and the first paragraph.
    """
    found = {f.number: "clip-header" for f in page.features[: page.start]}
    for number in page.titles:
        if number <= first and number != page.start:
            found[number] = "clip-title"
    return found


def _head(page: Page, first: int) -> dict[int, str]:
    """Return menus, posting lines and words of the site between the title and the first paragraph."""
    head = page.features[page.start + 1 : first] if page.titles else page.features[:first]
    found = {}
    menu = max((f.number for f in head if _in_menu(page, f)), default=-1)
    for feature in head:
        if feature.number in page.titles:
            continue
        if feature.number <= menu:
            found[feature.number] = "clip-header"
        elif feature.is_links and feature.block.kind != "heading":
            found[feature.number] = "clip-links"
        elif reason := noise(feature):
            found[feature.number] = reason
        elif len(feature.plain.strip()) == 1:
            found[feature.number] = "clip-site"  # the x of a button
    return found | _slogans(page, head, found)


def _slogans(page: Page, head: Sequence[Feature], found: dict[int, str]) -> dict[int, str]:
    """Return short lines next to a plea in the head: 关注我们⏎⏎带你读懂网络安全."""
    more: dict[int, str] = {}
    for feature in head if page.is_page else ():
        before = found.get(feature.number - 1) or more.get(feature.number - 1)
        is_short = feature.block.kind == "paragraph" and feature.size <= LONGEST_TITLE_REST
        if before in ("clip-site", "clip-plea") and is_short and feature.number not in found:
            more[feature.number] = "clip-site"
    return more


def _in_menu(page: Page, feature: Feature) -> bool:
    """Tell whether a block is one of several links in a row."""
    if not feature.is_links:
        return False
    return sum(f.is_links for f in _around(page, feature)) >= FEWEST_IN_MENU


def _around(page: Page, feature: Feature) -> Sequence[Feature]:
    """Return a block and its neighbors, three on either side."""
    return page.features[max(0, feature.number - 3) : feature.number + 4]


def _boxes(page: Page, first: int, last: int) -> dict[int, str]:
    """Return boxes between paragraphs: a label over other articles and the links under it, a plea
    and the link under it.
    """
    found: dict[int, str] = {}
    for feature in page.features[first:last]:
        rest = page.features[feature.number + 1 : last]
        if feature.is_label and heads_others(feature):
            items = list(takewhile(lambda f: f.is_links or f.is_empty or f.is_stamp, rest))
            if any(f.is_links for f in items):
                numbers = (feature.number, *(f.number for f in items))
                found |= dict.fromkeys(numbers, "clip-recommended")
        elif feature.is_links and LED.match(feature.plain):
            found[feature.number] = "clip-recommended"
        elif (
            page.prose_between(0, feature.number) >= EARLIEST_CUT and noise(feature) == "clip-plea"
        ):
            links = takewhile(lambda f: f.is_links, rest[:2])
            numbers = (feature.number, *(f.number for f in links))
            found |= dict.fromkeys(numbers, "clip-plea")
    return found


def _foot(page: Page, last: int, cut: int) -> dict[int, str]:
    """Return what stands behind the last paragraph: links and words of the site, and from where
    they prevail on, everything.
    """
    found: dict[int, str] = {}
    sources = apart = False
    foot = page.features[last + 1 : cut]
    for index, feature in enumerate(foot):
        if feature.block.kind == "heading":
            sources = feature.is_sources
        sources = sources or feature.is_sources
        apart = apart or feature.is_empty
        reason = noise(feature) or ("clip-links" if feature.is_links else "")
        if page.is_page and not sources and reason and prevails(foot[index:]):
            return found | {f.number: _reason(f) for f in foot[index:]}
        if apart and page.is_page and not feature.line.is_byline and prevails(foot[index:]):
            return found | {f.number: _reason(f) for f in foot[index:]}
        if noise(feature) or (feature.is_links and not sources and not _is_source(feature)):
            found[feature.number] = reason
        elif _is_teaser(page, feature):
            found[feature.number] = "clip-footer"
    return found


def _reason(feature: Feature) -> str:
    return noise(feature) or ("clip-links" if feature.is_links else "clip-footer")


def drops(features: Sequence[Feature], found: dict[int, str]) -> Iterator[tuple[int, int, str]]:
    """Yield the places of blocks that go."""
    for number, reason in sorted(found.items()):
        span = features[number].block.span
        yield span.start, span.end, reason
