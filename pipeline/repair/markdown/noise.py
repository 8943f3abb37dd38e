"""Blocks with words of the site: pleas, notices, posting lines, menus' words; and those of the author."""

import re

from pipeline.document import POSTING
from pipeline.repair.boilerplate import CITED
from pipeline.repair.markdown.features import Feature

# An invitation to the reader, not a report about one: 请加入…订户, Sign up for our newsletter.
PLEA = re.compile(
    r"(?:请|欢迎|立即|马上|点击|点|长按|扫描|扫码|扫一扫|微信).{0,24}(?:订阅|订户|关注|加入|赞助|捐款|捐助|下载|二维码|公众号|会员|读者群|交流群|支持我们)"
    r"|(?:成为|加入).{0,12}(?:订户|会员|读者群|交流群|赞助)|关注(?:我们|公众号|微信|本站)"
    r"|\b(?:subscribe|sign up|follow us|join us|donate|support us|become a (?:member|subscriber|patron)|download our|get our)\b.{0,60}",
    re.I,
)
QUOTED = re.compile(r"[“「\"][^”」\"]{12,1000}[”」\"]|表示|指出|說|说[，：]|\bsaid\b|\bsays\b")
SELF = re.compile(r"我们|我們|本站|本网|本刊|本号|小编|您|\b(?:we|us|our|you|your)\b", re.I)
COOKIES = re.compile(
    r"\bcookies?\b|javascript|your browser|你的浏览器|您的浏览器|ad ?blocker", re.I
)
# The site's terms for other sites: 未经授权禁止转载, 如有侵权请联系删除.
TERMS = re.compile(
    r"译文仅供参考|^本文(?:是|为)翻译文章$|转载.{0,14}(?:注明|标明|保留|出处|声明)|转载.{0,8}(?:须|需|请).{0,6}授权|未经.{0,10}(?:授权|许可|允许|同意).{0,14}(?:转载|使用|复制)|侵权.{0,14}(?:联系|删除|告知)"
    r"|轉載.{0,14}(?:註明|授權|出處)|未經.{0,10}(?:授權|許可|同意).{0,10}(?:轉載|使用)|all rights reserved",
    re.I,
)
LONGEST_PLEA = 260


def is_authors(feature: Feature) -> bool:
    """Tell whether a block is prose or code of the article: no plea, notice, banner or posting
    line.
    """
    return feature.is_code or ((feature.is_prose or feature.is_sentence) and not noise(feature))


def noise(feature: Feature) -> str:
    """Return why a block with a sentence is the site's, nothing where it is not."""
    if feature.block.kind == "code":
        return ""
    words = feature.block.words
    short = feature.size <= LONGEST_PLEA
    if feature.line.is_notice:
        return "clip-notice"
    if short and TERMS.search(feature.plain):
        return "clip-notice"
    if short and COOKIES.search(words) and SELF.search(words):
        return "clip-notice"
    if short and PLEA.search(feature.plain) and SELF.search(words) and _is_short_of_news(feature):
        return "clip-plea"
    if feature.is_posting:
        return POSTING
    return _site_line(feature)


def _is_short_of_news(feature: Feature) -> bool:
    """Tell whether a plea reports nothing besides: it has no quotation, and a phrase of sites."""
    return bool(feature.hits) and not QUOTED.search(feature.block.words)


def _site_line(feature: Feature) -> str:
    """Return why a block without a sentence of its own is the site's."""
    said = "。" in feature.plain and feature.is_prose
    if CITED.search(feature.plain) and not said:
        return "clip-notice"
    first = feature.hits[0] if feature.hits else None
    if first and first.kind == "contact" and first.start <= 2 and not feature.is_sentence:
        return "clip-contact"
    return "clip-site" if feature.is_site else ""
