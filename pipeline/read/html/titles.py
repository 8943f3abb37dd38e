"""The title that a page declares, without the name of its site: 商务部公布新规_中国新闻网 to 商务部公布新规."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.read.html.blocks import Block

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# A site's name follows behind one of these; the hyphen of CO-OP or 中-美 has no blanks around it.
PARTED = re.compile(r"\s{0,40}[|_｜＿»·]\s*|\s{1,40}(?:[-–—~]+|::)\s+|\s{0,40}(?:--|——)\s*")
HYPHEN = re.compile(r"\s{0,40}[-–—]\s*")
SITE = re.compile(
    r"(?:网站?|網站?|人民政府|新闻|新聞|频道|頻道|在线|日报|日報|晚报|早报|周报|时报|快报|社|台|中心|门户|官网|论坛|博客|专栏|客户端|APP|\.(?:com|cn|net|org|gov)(?:\.\w\w)?|news|times|post|daily|blog|magazine)$",
    re.I,
)
LONGEST_SITE = 40
LINKED = 0.5  # of a title that leads to another article
SHARE = 0.5  # of the declared title that a heading must have to be it


def page_title(tree: "HtmlElement", headings: Sequence[str]) -> str:
    """Return the title of the article: the heading that the declared title holds, else the declared
    title without its site, else the only heading.

    `tree` is the whole page with its head, `headings` the h1 that are seen.
    """
    declared = [words for words in (_property(tree, "og:title"), _title(tree)) if words]
    site = _property(tree, "og:site_name")
    for words in declared:
        own = without_site(words, site)
        told = [h for h in headings if _is_told(h, words) and not _is_site(h, words, own)]
        if told:
            return max(told, key=len)
    if declared:
        stripped = [without_site(words, site) for words in declared]
        whole = [words for words in stripped if len(words) > 1]
        if whole:
            return whole[0]
    return headings[0] if len(headings) == 1 else (declared[0] if declared else "")


def without_site(title: str, site: str = "") -> str:
    """Return a title without the names of sites and sections behind it."""
    parts = PARTED.split(title)
    cuts = list(PARTED.finditer(title))
    while len(parts) > 1 and _may_be_site(parts[-1], parts, site):
        title = title[: cuts.pop().start()]
        parts.pop()
    hyphens = list(HYPHEN.finditer(title))
    if hyphens:
        rest = title[hyphens[-1].end() :]
        if hyphens[-1].start() > 3 and (rest == site or (SITE.search(rest) and len(rest) <= 12)):
            title = title[: hyphens[-1].start()]
    return title.strip()


def _may_be_site(last: str, parts: Sequence[str], site: str) -> bool:
    """Tell whether the last piece of a title is a site's name: shorter than what stands before."""
    before = sum(map(len, parts[:-1]))
    if last.strip() == site.strip() != "":
        return True
    return len(last) <= LONGEST_SITE and (len(last) < before or bool(SITE.search(last)))


def _is_told(heading: str, declared: str) -> bool:
    """Tell whether a heading is the declared title, or what it begins with, or most of it."""
    inner, outer = _bare(heading), _bare(declared)
    if len(inner) < 2 or inner not in outer:
        return False
    return outer.startswith(inner) or len(inner) >= SHARE * len(outer)


def _is_site(heading: str, declared: str, own: str) -> bool:
    """Tell whether a heading is the site's name, which stands behind the title: 某市人民政府门户网站."""
    inner, outer = _bare(heading), _bare(declared)
    return outer != inner and outer.endswith(inner) and inner not in _bare(own)


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def _property(tree: "HtmlElement", name: str) -> str:
    for meta in tree.iterfind(".//meta"):
        if (meta.get("property") or meta.get("name") or "").strip().lower() == name:
            return " ".join((meta.get("content") or "").split())
    return ""


def _title(tree: "HtmlElement") -> str:
    title = tree.find(".//head/title")
    if title is None:
        title = tree.find(".//title")
    return " ".join("".join(title.itertext()).split()) if title is not None else ""


def headings_of(blocks: Sequence[Block]) -> list[str]:
    """Return the h1 of a page as they are seen."""
    return [" ".join(b.text.split()) for b in blocks if _in_heading(b)]


def title_block(blocks: Sequence[Block], title: str, start: int) -> int | None:
    """Return the number of the block that is the title: the last one above the article."""
    bare = _bare(title)
    found = [
        index
        for index, block in enumerate(blocks[: start + 1])
        if len(bare) > 1
        and block.linked <= LINKED * block.size
        and _bare(block.text)
        and _same(_bare(block.text), bare)
    ]
    return found[-1] if found else None


def _same(words: str, title: str) -> bool:
    """Tell whether a line is a title; pages cut long ones: 即将开通！地铁直达…"""
    return words == title or (
        len(words) >= 8 and (title.startswith(words) or words.startswith(title))
    )


def _in_heading(block: Block) -> bool:
    element = block.element
    return element.tag == "h1" or next(element.iterancestors("h1"), None) is not None
