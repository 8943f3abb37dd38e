"""Where the article of a clipped page ends: at the readers' comments, a list of other articles, the
menu of the foot.
"""

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from pipeline.repair.boilerplate import CITED
from pipeline.repair.markdown.features import STAMP, Feature
from pipeline.repair.markdown.page import FEWEST_IN_MENU, Page

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
FEWEST_STAMPS = 3
MOST_BEHIND = 0.4  # share of the prose that a list of teasers may have
EARLIEST_CUT = 0.5
SHORT_LINK = 24  # half-widths of a menu's links on average; headlines are longer
MOST_NOTICES = 0.15  # share of the prose that a page's foot, or its head, may have


def find_cut(page: Page) -> tuple[int, str]:
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
    if not (feature.is_label and heads_others(feature)):
        return False
    listing = _is_listing(page.features[feature.number + 1 :])
    return listing and page.prose_between(feature.number, len(page.features)) <= MOST_BEHIND


def _is_foot_menu(page: Page, feature: Feature) -> bool:
    """Tell whether short links begin here and no more than a notice follows them."""
    if not (page.is_page and (feature.is_links or feature.is_site)):
        return False
    foot = islice(page.features, feature.number, None)
    run = list(takewhile(lambda f: f.is_links or f.is_site, foot))
    short = sum(f.size for f in run) <= SHORT_LINK * len(run)
    behind = page.authors_behind[feature.number + len(run)]
    return len(run) >= FEWEST_IN_MENU and short and behind <= MOST_NOTICES * page.total


def _is_signed_menu(page: Page, feature: Feature) -> bool:
    """Tell whether links begin here that a copyright ends: what a site says of itself behind it is
    none of the article, however long.
    """
    if not (page.is_page and feature.is_links):
        return False
    foot = islice(page.features, feature.number, None)
    run = list(takewhile(lambda f: not page.authors[f.number] and f.block.kind != "heading", foot))
    return sum(f.is_links for f in run) >= FEWEST_IN_MENU and any(
        CITED.search(f.plain) for f in run[FEWEST_IN_MENU:]
    )


def heads_others(feature: Feature) -> bool:
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
