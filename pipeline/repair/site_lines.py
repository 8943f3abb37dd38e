"""The lines of a page as a site prints them: their words, the phrases in them, and which of them are prose."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from pipeline.plain import lowered, plain_text
from pipeline.repair.phrases import Hit, Phrases
from pipeline.text import LINE, Span, TracedText

SENTENCE = re.compile(r"[，。；！？…]|[,;.!?](?=\s|$)")
SENTENCE_END = re.compile(r"[。！？!?；;…]|\.(?=\s|$)")
BYLINE = re.compile(
    r"\s*(?:作者|来源|文章来源|稿源|编辑|责任编辑|责编|编译|译者|记者|撰文|文/|文｜|文\||原标题|原题|摘要|关键词|发布时间"
    r"|发表时间|时间|日期|by |source|author|published|editor)|\s*\d{4}\s*[年/.-]\s*\d{1,2}"
)
LABEL_END = re.compile(r"\s*(?:[:】\])]|$)")
# A site speaks of itself; an author who writes about platforms and copyright does not.
SELF = re.compile(
    r"本(?:站|网|文|平台|公众号|内容|号|刊|作品)|我们|凡|请|该作者|亲,|亲，|\bwe\b|\bour\b|\bthis (?:web)?site\b|registered|content above"
)
HEADLINE_END = re.compile(r"[。；，,;:、…]\s*$|[a-z]\.\s*$|《|https?:|www\.")
# Further reading may be the author's own.
RELATED = re.compile(r"related|相关|read (?:more|also)|往期")
DAY_END = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\W*$|\d{1,2}, \d{4}\W*$")
PITCH = re.compile(r"\binbox\b|\bnewsletters?\b|^\s*(?:sign up|subscribe|get the|get our)\b")
LONGEST_HEADLINE = 90
LONGEST_PLEA = 120
SHORTEST_PROSE = 30  # characters of a line that carries a sentence
LONGEST_SITE_LINE = 160
LONGEST_HEADING = 8
LONGEST_NOTICE = 400
HOLDING = frozenset({"filing", "copyright", "subscription", "app", "archive", "notice"})
FEWEST_IN_NOTICE = 2


@dataclass(slots=True)
class SiteLine:
    """A line that is no blank: its number among those, its place, its plain words, the phrases in it."""

    number: int
    span: Span
    plain: str
    hits: list[Hit] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The plain words without the white space around."""
        return self.plain.strip()

    @property
    def kinds(self) -> set[str]:
        """The kinds of phrases in the line."""
        return {hit.kind for hit in self.hits}

    @property
    def is_prose(self) -> bool:
        """Tell whether the line carries a sentence."""
        return len(self.plain) >= SHORTEST_PROSE and bool(SENTENCE.search(self.plain))

    @property
    def is_notice(self) -> bool:
        """Tell whether the line begins like 免责声明, or holds two phrases that only notices have."""
        held = [hit for hit in self.hits if hit.kind in HOLDING]
        notices = [hit for hit in held if hit.kind == "notice"]
        if not notices or len(self.plain) > LONGEST_NOTICE:
            return False
        first = notices[0]
        base = self.span.start
        leads = not any(map(str.isalnum, self.plain[: first.start - base]))
        labelled = first.words.endswith(":") or LABEL_END.match(self.plain, first.end - base)
        if leads and labelled:
            return True
        several = len({hit.words for hit in held}) >= FEWEST_IN_NOTICE
        return (leads or several) and SELF.search(self.plain) is not None

    @property
    def is_aside(self) -> bool:
        """Tell whether the line is a notice, a plea to subscribe in one sentence, or names another article."""
        if self.is_notice:
            return True
        short = len(self.plain) <= LONGEST_PLEA and len(SENTENCE_END.findall(self.plain)) <= 1
        pleads = short and "subscription" in self.kinds and PITCH.search(self.plain) is not None
        return pleads or self.names_article

    @property
    def names_article(self) -> bool:
        """Tell whether the line is a label with a headline behind it: Related: Ports grow (May 3, 2025)."""
        if not self.hits or self.hits[0].kind != "recommendation":
            return False
        base, label = self.span.start, self.hits[0]
        before, rest = self.plain[: label.start - base], self.plain[label.end - base :].strip()
        headline = rest.lstrip(": ")
        is_related = RELATED.match(label.words) or DAY_END.search(headline)
        return bool(
            is_related
            and not before.strip(" \t\u3000【[▶>•·*▪")
            and (label.words.endswith(":") or rest.startswith(":"))
            and 0 < len(headline) <= LONGEST_HEADLINE
            and not HEADLINE_END.search(headline)
        )

    @property
    def is_byline(self) -> bool:
        """Tell whether the line names an author, a source or a day: that stays."""
        return bool(BYLINE.match(self.plain))

    @property
    def has_sentence_end(self) -> bool:
        """Tell whether a sentence ends in the line."""
        return bool(SENTENCE_END.search(self.plain))

    @property
    def coverage(self) -> float:
        """The share of letters that belong to phrases: 1.0 for 登录 | 注册, near 0 for a sentence."""
        letters = sum(map(str.isalpha, self.plain))
        base = self.span.start
        covered = sum(
            sum(map(str.isalpha, self.plain[hit.start - base : hit.end - base]))
            for hit in self.hits
        )
        return covered / letters if letters else 0.0


@dataclass(frozen=True)
class Page:
    """All lines of a text; those before the first and after the last prose are its head and foot."""

    text: TracedText
    lines: list[SiteLine]

    @cached_property
    def prose(self) -> list[int]:
        """The numbers of the lines that carry sentences, notices before and behind them left out."""
        numbers = [line.number for line in self.lines if line.is_prose]
        first, last = 0, len(numbers)
        while first < last and self.lines[numbers[last - 1]].is_aside:
            last -= 1
        while first < last and self.lines[numbers[first]].is_notice:
            first += 1
        return numbers[first:last]

    @cached_property
    def headings(self) -> int:
        """How many words stand like headings on a line of their own, with prose below."""
        return len(
            {
                line.words
                for line, below in pairwise(self.lines)
                if len(line.words) <= LONGEST_HEADING
                and below.is_prose
                and line.kinds != {"advertisement"}
            }
        )

    @cached_property
    def starts(self) -> list[int]:
        """Where the lines begin, for bisection."""
        return [line.span.start for line in self.lines]

    def line_at(self, position: int) -> SiteLine:
        """Return the line that a position lies in."""
        return self.lines[bisect_right(self.starts, position) - 1]

    @cached_property
    def suspects(self) -> list[SiteLine]:
        """The lines that hold phrases and are not too long for a site's line."""
        return [
            line
            for line in self.lines
            if line.hits and (len(line.plain) <= LONGEST_SITE_LINE or line.is_notice)
        ]

    def is_head(self, line: SiteLine) -> bool:
        """Tell whether a line stands before all prose."""
        return bool(self.prose) and line.number < self.prose[0]

    def is_foot(self, line: SiteLine) -> bool:
        """Tell whether a line stands behind all prose."""
        return bool(self.prose) and line.number > self.prose[-1]

    def neighbors(self, line: SiteLine) -> list[SiteLine]:
        """Return the lines before and after."""
        around = (line.number - 1, line.number + 1)
        return [self.lines[number] for number in around if 0 <= number < len(self.lines)]


def read_page(text: TracedText, phrases: Phrases) -> Page:
    """Read a text as a page of lines."""
    plain = lowered(plain_text(text.value))
    filled = (match for match in LINE.finditer(plain) if not match[0].isspace())
    lines = [SiteLine(number, Span(*match.span()), match[0]) for number, match in enumerate(filled)]
    page = Page(text, lines)
    for hit in phrases.hits(plain):
        page.line_at(hit.start).hits.append(hit)
    return page
