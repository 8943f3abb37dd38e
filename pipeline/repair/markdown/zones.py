"""Which blocks of a clipped page are not the article: what stands before its title, beside it and
behind its last paragraph, each with the reason.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from pipeline.repair.boilerplate import CITED
from pipeline.repair.markdown.features import STAMP, Feature
from pipeline.repair.markdown.noise import LONGEST_PLEA, is_authors, noise
from pipeline.repair.markdown.page import FEWEST_IN_MENU, LONGEST_TITLE_REST, Page, prevails
from pipeline.repair.markdown.templates import templated

COMMENTS = re.compile(
    r"\W*(?:\d+\s*)?(?:comments?|replies|responses|leave a (?:reply|comment)|discussion|评论|评论区|发表评论|最新评论|网友评论"
    r"|全部评论|留言|評論|發表評論|回覆|讀者留言|参与评论|精选留言)(?:\s*\(?（?\d+\)?）?)?(?:\s*(?:on|to)\b.*)?\W*$",
    re.I,
)
OTHERS = re.compile(
    r"\W*(?:(?:related|recommended|trending|featured|sponsored)(?: (?:articles?|posts?|stories|news|content|topics|links|reading|for you))?"
    r"|more (?:from|in|on|about)\b.{0,40}|more (?:stories|news|articles|posts)|you (?:may|might) .{0,24}|read (?:more|next|also).{0,60}|also read.{0,60}"
    r"|(?:latest|popular|most (?:read|popular|viewed|recent)|recent|top|hot)(?: (?:posts?|articles?|news|stories|topics|comments))?"
    r"|editor.{0,3} (?:picks?|choice)|don.t miss.{0,24}|share (?:this|on|to)\b.{0,24}|about (?:the author|us)|follow us.{0,24}|subscribe.{0,40}"
    r"|(?:our )?newsletters?|(?:post )?tags?\b.{0,80}|categor(?:y|ies)|archives?|(?:previous|next)(?: (?:post|article|story))?|filed under.{0,60}"
    r"|相关(?:推荐|阅读|文章|新闻|资讯|报道|热文|链接|内容|话题)|(?:猜|你可能|您可能|你也许|大家都在|大家还在).{0,10}|推荐(?:阅读|文章|关注)?"
    r"|(?:热门|最新|精彩|往期|近期|更多)(?:文章|推荐|新闻|资讯|阅读|精彩|内容|回顾|评论|标签|话题|热点|专题)?|延伸阅读|上一篇.{0,60}|下一篇.{0,60}|文章目录"
    r"|相關(?:推薦|閱讀|文章|新聞|報道|報導|內容)|推薦(?:閱讀|文章)?|(?:熱門|更多)(?:文章|新聞|推薦|內容)?|延伸閱讀|分享(?:到|至).{0,16}|关于我们|联系我们|友情链接|關於我們)\W*$",
    re.I,
)
ORIGIN = re.compile(
    r"原(?:载|刊)(?:于|自)?|首发于|转载自|来源[:：]|原文|originally (?:appeared|published)|first (?:appeared|published)|cross-?posted",
    re.I,
)
SITES_OWN = ("clip-notice", "clip-plea", "clip-site")
SAYING = re.compile(r"(?:--|——)\s?[^\s—。，-][^—。，]{1,30}$")
FEWEST_STAMPS = 3
MOST_BEHIND = 0.4  # share of the prose that a list of teasers may have
EARLIEST_CUT = 0.5
SHORT_LINK = 24  # half-widths of a menu's links on average; headlines are longer
MOST_NOTICES = 0.15  # share of the prose that a page's foot, or its head, may have


def outside(features: Sequence[Feature], title: str) -> dict[int, str]:
    """Return the blocks that are not the article, with the reason."""
    found = templated(features)
    page = Page(features, title)
    if not any(is_authors(f) for f in features if f.number not in page.titles):
        own = _before(page, page.start) | _menus(page) if page.is_page else _notices(page)
        return own | found
    cut, reason = _cut(page)
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
    """Return what a page says that could not be shown: We've detected that JavaScript is disabled."""
    blocks = (f for f in page.features if f.is_prose or f.is_sentence)
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


def _cut(page: Page) -> tuple[int, str]:
    """Return the block behind which nothing of the article comes: 发表评论, Related articles."""
    passed = 0.0
    for feature in page.features:
        passed += page.said[feature.number]
        if feature.number <= page.start or not passed:
            continue
        late = passed >= EARLIEST_CUT * page.total
        if _heads_comments(page, feature, late=late):
            return feature.number, "clip-comments"
        if late and _heads_listing(page, feature):
            return feature.number, "clip-recommended"
        if late and _is_foot_menu(page, feature):
            return feature.number, ""
        if passed > MOST_NOTICES * page.total and _is_signed_menu(page, feature):
            return feature.number, ""
    return len(page.features), ""


def _heads_comments(page: Page, feature: Feature, *, late: bool) -> bool:
    """Tell whether a label stands over comments: behind most of the prose, or with their stamps."""
    if not (feature.is_label and COMMENTS.match(feature.block.words)):
        return False
    stamps = (f for f in page.features[feature.number + 1 :] if STAMP.search(f.block.words))
    return late or len(list(islice(stamps, FEWEST_STAMPS))) == FEWEST_STAMPS


def _heads_listing(page: Page, feature: Feature) -> bool:
    """Tell whether a label stands over a list of other articles that ends the page."""
    if not (feature.is_label and _heads_others(feature)):
        return False
    listing = _is_listing(page.features[feature.number + 1 :])
    return listing and page.prose_between(feature.number, len(page.features)) <= MOST_BEHIND


def _is_foot_menu(page: Page, feature: Feature) -> bool:
    """Tell whether short links begin here and no more than a notice follows them."""
    run = list(takewhile(lambda f: f.is_links or f.is_site, page.features[feature.number :]))
    short = sum(f.size for f in run) <= SHORT_LINK * len(run)
    behind = sum(f.own for f in page.features[feature.number + len(run) :] if is_authors(f))
    return (
        page.is_page
        and len(run) >= FEWEST_IN_MENU
        and short
        and behind <= MOST_NOTICES * page.total
    )


def _is_signed_menu(page: Page, feature: Feature) -> bool:
    """Tell whether links begin here that a copyright ends: what a site says of itself behind it is
    none of the article, however long.
    """
    if not (page.is_page and feature.is_links):
        return False
    foot = page.features[feature.number :]
    run = list(takewhile(lambda f: not is_authors(f) and f.block.kind != "heading", foot))
    return sum(f.is_links for f in run) >= FEWEST_IN_MENU and any(
        CITED.search(f.plain) for f in run[FEWEST_IN_MENU:]
    )


def _heads_others(feature: Feature) -> bool:
    """Tell whether a label stands over other articles."""
    if feature.is_sources and "recommendation" not in feature.kinds:
        return False
    if OTHERS.match(feature.block.words):
        return True
    return bool(feature.kinds & {"recommendation", "comment"}) and feature.coverage >= 0.5


def _is_listing(behind: Sequence[Feature]) -> bool:
    """Tell whether links, or nothing but short lines, come next."""
    near = [f for f in behind if not f.is_empty][:8]
    links = sum(f.is_links or f.is_stamp or f.is_site for f in near)
    return 2 * links >= len(near) or not any(f.is_prose or f.is_sentence for f in near)


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
        if feature.is_label and _heads_others(feature):
            items = list(takewhile(lambda f: f.is_links or f.is_empty or f.is_stamp, rest))
            if any(f.is_links for f in items):
                numbers = (feature.number, *(f.number for f in items))
                found |= dict.fromkeys(numbers, "clip-recommended")
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
