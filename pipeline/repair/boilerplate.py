"""Propose to remove what the site printed around the article: menus, counters, share bars, filing numbers."""

import re
from collections.abc import Callable, Iterator

from pipeline.document import Rejection
from pipeline.repair.counters import remove_parts
from pipeline.repair.listings import remove_listings
from pipeline.repair.phrases import Phrases
from pipeline.repair.site_lines import HOLDING, Page, SiteLine, read_page
from pipeline.text import Edit, TracedText

SEPARATORS = re.compile(r"\s*(?:[>|»›→·•/]|＞|-->?|::|\s{2,})\s*")
ARROWS = re.compile(r"[>»›＞→]+")
ARTICLE = frozenset({"正文", "内容", "文章内容", "详情", "阅读"})
OWN = re.compile(
    r"\s*(?:[（(]|注释|注：|参考|附|译者|校对|作者|\[\d|\d{1,2}[.、．]|[一二三四五六七八九十]+、|references|notes|appendix)"
)
WEAK = frozenset({"navigation", "share", "counter"})
SHY = WEAK | {"advertisement", "contact"}  # these stand in articles too
LISTED = frozenset({"recommendation", "comment"})  # headings: what follows them decides
ADVERTISED = re.compile(r"\s*(?:advertisement|(?:story|article) continues)")
LONGEST_ITEM = 14
CITED = re.compile(
    r"icp[备证][^\n]{0,4}\d{4,}|网安备\s*\d{8,}|©|copyright\s*(?:©|\(c\)|\d{4})|许可证[^\n]{0,8}\d{5,}"
)

OPINION = re.compile(r"\s*[（(]\s*(?:本文|文章|作者|以上)[^）)]*[）)]\s*")  # editors write that
UPLOADED = re.compile(r"\s*[本该]?(?:文档|资料|资源|文件)由.{0,24}?(?:上传|分享)")
PLEADING = frozenset({"app", "notice"})
LONGEST_PLEA = 80

FULL = 0.8  # share of a line's letters that belong to phrases
HALF = 0.5
FEWEST_IN_BAR = 3
LONG_NAME = 4  # 返回顶部
REACH = 3
LONGEST_IN_FOOT = 40
LONGEST_IN_HEAD = 6
SHORT_END = 12
NOTICED = 0.08
MOST = 0.6  # 未经许可的再出口 is a heading


def remove_boilerplate(text: TracedText, phrases: Phrases) -> Iterator[Edit | Rejection]:
    """Propose to remove lines of the site, lists of other articles, and counters and stubs within lines that stay."""
    page = read_page(text, phrases)
    listings = list(remove_listings(page))
    yield from listings
    yield from _site_lines(page, {page.line_at(edit.span.start).number for edit in listings})


def _site_lines(page: Page, listed: set[int]) -> Iterator[Edit | Rejection]:
    """Propose to remove lines of the site; its contact and address lines go where others do."""
    head = page.lines[: page.prose[0]] if page.prose else []
    removed = {line.number: "site-navigation" for line in head if _is_trail(page, line)}
    for line in page.suspects:
        if OPINION.fullmatch(line.plain) and len(line.hits) == 1:
            continue
        rule = next((name for name, holds in RULES if holds(page, line)), "")
        if rule:
            removed[line.number] = rule
        elif line.kinds - WEAK - LISTED and line.coverage >= HALF:
            yield Rejection(
                line.span,
                "repair",
                "site-line",
                "the text around does not tell it from the article",
            )
    parts = list(remove_parts(page, removed))
    touched = removed.keys() | {number for number, _ in parts}
    removed |= _contacts(page, touched)
    removed |= _sandwiched(page, set(removed) | touched | listed)
    for number, rule in removed.items():
        yield Edit(page.lines[number].span, "", rule)
    yield from (edit for number, edit in parts if number not in removed)


def _is_navigation(page: Page, line: SiteLine) -> bool:
    """Tell whether a line begins like 上一篇：, or is a path: 首页 > 新闻 > 正文."""
    first = line.hits[0]
    at_start = not line.plain[: first.start - line.span.start].strip(" \t\u3000【[（(")
    if first.kind == "navigation-line" and at_start:
        said = line.is_prose and "。" in line.plain
        return not said or page.is_head(line) or page.is_foot(line)
    if _is_trail(page, line):
        return True
    items = [item for item in SEPARATORS.split(line.words) if item]
    is_path = len(items) >= 2 and all(len(item) <= LONGEST_ITEM for item in items)
    is_menu = first.kind == "navigation" and at_start and items[0].strip() == first.words
    return (
        is_path and is_menu and (page.is_head(line) or page.is_foot(line) or line.coverage >= HALF)
    )


def _is_trail(page: Page, line: SiteLine) -> bool:
    """Tell whether a line above the article leads down to it: 航运 > 港口 > 正文."""
    crumbs = [item.strip() for item in ARROWS.split(line.words)]
    is_trail = len(crumbs) > 2 or (len(crumbs) == 2 and crumbs[1] in ARTICLE)
    return is_trail and page.is_head(line) and all(0 < len(c) <= LONGEST_ITEM for c in crumbs)


def _is_bar(page: Page, line: SiteLine) -> bool:
    """Tell whether a line is made of phrases: 登录 | 注册, 分享到 微信 微博, 技术支持."""
    if line.coverage < FULL or line.kinds <= LISTED or line.is_byline:
        return False
    if line.kinds <= WEAK and len(line.hits) == 1 and line.coverage < 1:
        return False  # print(x)
    outside = page.is_head(line) or page.is_foot(line)
    if not (outside or _is_free(page, line)):
        return False
    if not line.kinds <= SHY or len(line.hits) >= FEWEST_IN_BAR:
        return True
    if line.kinds == {"advertisement"} and _is_advertisement(page, line):
        return True
    return (outside or line.kinds == {"advertisement"}) and _is_among_others(page, line)


def _is_advertisement(page: Page, line: SiteLine) -> bool:
    """Tell whether 广告 between paragraphs is no heading: others like it would stand in the text."""
    if page.text.value[line.span.start : line.span.end].strip("[]【】（）() \t").isupper():
        return True
    if any(not near.is_prose for near in page.neighbors(line)):
        return False
    return page.headings < FEWEST_IN_BAR


def _is_among_others(page: Page, line: SiteLine) -> bool:
    """Tell whether the site speaks next to a line: 微博 alone may end the article's own list."""
    around = page.lines[max(0, line.number - REACH) : line.number + REACH + 1]
    named = any(hit.kind == "navigation" and len(hit.words) >= LONG_NAME for hit in line.hits)
    return named or any(
        bool(near.kinds - SHY - LISTED) or len(near.hits) >= FEWEST_IN_BAR for near in around
    )


def _holds_phrase(page: Page, line: SiteLine) -> bool:
    """Tell whether a line without a sentence holds a filing number, a plea, a right reserved."""
    if not line.kinds & HOLDING or line.is_byline:
        return False
    if _pleads(line) and _is_free(page, line):
        return True
    if line.is_notice and line.coverage >= NOTICED:
        behind = not page.prose and line.number > 0  # a short article has no long sentence
        return page.is_head(line) or page.is_foot(line) or behind
    if CITED.search(line.plain) and not ("。" in line.plain and line.is_prose):
        return True
    outside = page.is_head(line) or page.is_foot(line)
    return line.coverage >= (NOTICED if outside else MOST) and _is_free(page, line)


def _pleads(line: SiteLine) -> bool:
    """Tell whether a short line tells who uploaded a document, or holds two phrases that no author combines.

    本文档由某某上传,下载请登录 goes; 本文档由工作组起草 stays.
    """
    pleas = {hit.words for hit in line.hits if hit.kind in PLEADING}
    said = len(line.plain) > LONGEST_PLEA or "。" in line.plain
    return not said and (len(pleas) > 1 or bool(pleas and UPLOADED.match(line.plain)))


def _is_free(page: Page, line: SiteLine) -> bool:
    """Tell whether a line is no piece of a paragraph that was broken into lines: what stands before it has ended."""
    if line.number == 0:
        return True
    before = page.lines[line.number - 1]
    if line.kinds == {"advertisement"} and line.coverage == 1 and ADVERTISED.match(line.plain):
        return True  # an advertisement cuts sentences too
    gap = page.text.value[before.span.end : line.span.start]
    if gap.count("\n") > 1 or not before.is_prose:
        return True
    return bool(re.search(r"[。！？!?；…”」』）).\"’:]\s*$", before.plain))


RULES: tuple[tuple[str, Callable[[Page, SiteLine], bool]], ...] = (
    ("site-navigation", _is_navigation),
    ("site-notice", _holds_phrase),
    ("site-bar", _is_bar),
)


def _contacts(page: Page, touched: set[int]) -> dict[int, str]:
    """Return contact lines at the head or foot of a page where other lines of the site stand."""
    found = {}
    for line in page.suspects:
        outside = page.is_head(line) or page.is_foot(line)
        starts = line.hits[0].kind == "contact" and line.hits[0].start - line.span.start <= 4
        if starts and outside and line.number not in touched and _has_company(page, line, touched):
            found[line.number] = "site-contact"
    return found


def _has_company(page: Page, line: SiteLine, touched: set[int]) -> bool:
    return any(number in touched for number in range(line.number - 4, line.number + 5))


def _sandwiched(page: Page, touched: set[int]) -> dict[int, str]:
    """Return short lines between lines of the site: its address, its partners, the rest of its menu."""
    if not page.prose:
        return {}
    found: dict[int, str] = {}
    last = max(touched, default=0)
    for line in page.lines[page.prose[-1] + 1 :]:
        before = any(number in touched for number in range(line.number - REACH, line.number))
        behind = any(
            number in touched for number in range(line.number + 1, line.number + REACH + 1)
        )
        is_end = line.number > last and len(line.words) <= SHORT_END
        plain = len(line.words) <= LONGEST_IN_FOOT and not OWN.match(line.plain)
        if line.number in touched or not plain or line.is_byline:
            continue
        if before and (behind or (is_end and len(touched) >= FEWEST_IN_BAR)):
            found[line.number] = "site-footer"
    for line in page.lines[: page.prose[0]]:
        near = {line.number - 1, line.number + 1} <= touched
        if near and len(line.words) <= LONGEST_IN_HEAD and line.number not in touched:
            found[line.number] = "site-header"
    return found
