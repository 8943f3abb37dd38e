"""What a block of a clipped page is, seen by itself: prose, a sentence, links, words of the site."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.plain import lowered, plain_form
from pipeline.repair.boilerplate import SHY
from pipeline.repair.markdown.sheet import Block
from pipeline.repair.phrases import Hit, Phrases
from pipeline.repair.site_lines import SiteLine
from pipeline.text import Span

WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
SENTENCE = re.compile(r"[，。；：！？、,;]|[.!?](?=\s|$)")
ENDED = re.compile(r"[。！？!?…][”’」』》）)\"']*$|[A-Za-z0-9)\]%”\"’]\.[”’)\"']*$")
LETTER = re.compile(r"[^\W_]")
MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
# A day or an hour, and a number that counts views: what a site prints beside a title.
STAMP = re.compile(
    r"\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}|\b\d{1,2}:\d{2}\b"
    rf"|\b(?:{MONTHS})[a-z]*\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}"
    rf"|\b\d{{1,2}}\s(?:{MONTHS})[a-z]*\.?,?\s\d{{4}}"
    r"|\d{1,9}\s?(?:分钟|小时|天|周|月|年|分鐘|小時|個月)前|\b(?:\d+|an?)\s(?:min(?:ute)?|hour|day|week|month|year)s?\sago\b",
    re.I,
)
# A label and its day: what is published on a day, as a rule may be, has its object between them.
POSTING = re.compile(
    r"(?:^|[|·•)\]\s])(?:posted|published|updated|last\s(?:updated|modified))(?:\s(?:on|at|by|in)\b"
    rf"|\s*[:：|·•]|\s+(?:\d|(?:{MONTHS}|Mon|Tue|Wed|Thu|Fri|Sat|Sun)|an?\s(?:min|hour|day|week|month|year))|\s*$)"
    r"|(?:发表|发布|發表|發布|發佈|刊登|更新|编辑|編輯)(?:时间|時間|日期|于|於)?\s*[:：]?\s*\d{4}"
    r"|(?:阅读|浏览|点击|閱讀|瀏覽)(?:量|数|次数|數|次數)?\s*[:：]?\s*\d"
    r"|(?:^|\s)(?:时间|時間|日期|date)\s*[:：]\s*\d{4}",
    re.I,
)
# The author's own day under an essay: 寫於2020年1月25-27日。
WRITTEN = re.compile(r"[写寫作撰改草][于於]|[初定完脱脫][稿]|\bwritten (?:on|in)\b", re.I)
# 2023年7月24日-2023年7月30日: the days that a report tells of.
SPAN_OF_DAYS = re.compile(
    r"\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?\s?(?:[-–—~～]{1,2}|至|到)\s?(?:\d{4}\s?[-/.年]\s?)?\d{1,2}\s?[-/.月]\s?\d{1,2}"
)
COUNTED = re.compile(r"^[\W\d]*(?:\d[\d,.]*\s*[kKmM万萬]?\+?\W*)+$")
SOURCES = re.compile(
    r"(?:参考|參考|引用|资料来源|資料來源|来源|來源|出处|注释|註釋|附注|原文|references?\b|sources?\b|citations?\b"
    r"|bibliography|notes?\b|footnotes?\b|endnotes?\b|works cited|further reading|external links|see also|延伸阅读|延伸閱讀|附件|links?\b)",
    re.I,
)

PARTING = "\x1e"  # a character that no article has
SHORTEST_PROSE = 70  # half-widths that are no links: 35 Chinese characters, a dozen English words
SHORTEST_SENTENCE = 24
MOST_LINKED = 0.5  # share of links that a paragraph of the author's has at most
LINKS = 0.6  # share from which on a block is links
COVERED = 0.5  # share of letters from which on a block is phrases of sites
MOSTLY = 0.8  # the same for words that stand in articles too: WhatsApp, 分享, 阅读
LONGEST_LABEL = 40  # half-widths of a heading over other articles


@dataclass
class Feature:
    """A block with what its words tell."""

    number: int
    block: Block
    hits: list[Hit]
    plain: str

    @cached_property
    def size(self) -> int:
        """The half-widths that the words take."""
        filled = len("".join(self.block.words.split()))
        return filled + len(WIDE.findall(self.block.words))

    @cached_property
    def own(self) -> float:
        """The half-widths that are no links."""
        return self.size * (1 - self.block.linked)

    @cached_property
    def is_empty(self) -> bool:
        """Tell whether no letter or digit is seen."""
        return not LETTER.search(self.block.words)

    @cached_property
    def is_links(self) -> bool:
        """Tell whether the block is part of a menu, or most of it is links."""
        return self.block.in_menu or (self.block.linked >= LINKS and not self.is_empty)

    @property
    def is_links_mostly(self) -> bool:
        """Tell whether the block has more of links than a paragraph of the author's, or is in a menu."""
        return self.block.in_menu or self.block.linked > MOST_LINKED

    @cached_property
    def is_sentence(self) -> bool:
        """Tell whether the block ends like a sentence, however short."""
        if self.block.kind in ("heading", "row", "code") or self.is_links_mostly:
            return False
        return self.own >= SHORTEST_SENTENCE and ENDED.search(self.block.words) is not None

    @cached_property
    def is_prose(self) -> bool:
        """Tell whether the block carries sentences of some length."""
        if self.block.kind in ("heading", "code", "rule") or self.is_links_mostly:
            return False
        if self.block.kind == "row" and not self.is_sentence:
            return False
        return self.own >= SHORTEST_PROSE and len(SENTENCE.findall(self.block.words)) >= 1

    @cached_property
    def is_code(self) -> bool:
        """Tell whether the block is code between fences, of some length: no site writes that."""
        return self.block.kind == "code" and self.size >= SHORTEST_PROSE

    @cached_property
    def line(self) -> SiteLine:
        """The block as the line of a site."""
        return SiteLine(self.number, Span(0, len(self.plain)), self.plain, self.hits)

    @cached_property
    def coverage(self) -> float:
        """The share of letters that belong to phrases of sites."""
        return self.line.coverage if self.hits else 0.0

    @cached_property
    def kinds(self) -> set[str]:
        """The kinds of phrases in the block."""
        return {hit.kind for hit in self.hits}

    @cached_property
    def is_label(self) -> bool:
        """Tell whether the block may stand over others: a heading, a short line without a sentence."""
        short = self.size <= LONGEST_LABEL and not ENDED.search(self.block.words)
        return self.block.kind == "heading" or short

    @cached_property
    def is_posting(self) -> bool:
        """Tell whether a short block tells when something was posted: 发表于 2024年10月06日 21时34分."""
        if self.size > 160 or (self.is_sentence and self.size > 60):
            return False
        words = self.block.words
        label = POSTING.search(words) if STAMP.search(words) else None
        if label and self.is_sentence and LETTER.search(words, 0, label.start()):
            return False  # 公告发布于2024年3月5日。 is a sentence of the author's
        return label is not None or self.is_stamp

    @cached_property
    def is_stamp(self) -> bool:
        """Tell whether a block is a day, an hour or a count and little else.

        A sentence is none: 2024年3月5日，商务部发布公告。
        """
        words = self.block.words
        if not words or self.size > 60 or WRITTEN.search(words) or SPAN_OF_DAYS.search(words):
            return False
        dated = not self.is_sentence and STAMP.search(words)
        little = dated and len(LETTER.findall(STAMP.sub("", words))) <= 8
        return bool(little or COUNTED.match(words))

    @cached_property
    def is_site(self) -> bool:
        """Tell whether the block is words of a site: 登录 | 注册, 阅读原文, Share on X."""
        if not self.hits or self.line.is_byline:
            return False
        return self.coverage >= (MOSTLY if self.kinds <= SHY else COVERED)

    @cached_property
    def is_sources(self) -> bool:
        """Tell whether the block heads the author's sources: 参考资料, References."""
        return self.is_label and SOURCES.match(self.block.words.lstrip("【[# ")) is not None


def features_of(blocks: Sequence[Block], phrases: Phrases) -> list[Feature]:
    """Look at the words of blocks; they are made plain together, which takes a tenth of the time."""
    words = [block.words for block in blocks]
    plain = plain_form(PARTING.join(words)).split(PARTING)
    if len(plain) != len(words):
        plain = [plain_form(said) for said in words]
    lower = [lowered(said) for said in plain]
    return [
        Feature(number, block, phrases.hits(said), said)
        for number, (block, said) in enumerate(zip(blocks, lower, strict=True))
    ]
