"""Where an expression stands, and how far it lends its year to dates without one.

A date lends its year to the rest of the document, unless it is only mentioned: then to its own
sentence alone (a flashback: 早在2018年; a comparison; a quotation; a bracket; a year that belongs to
a noun: 2008年的金融危机), to its own chain of clauses (a plan, a deadline with its month), to 同年
alone (到2030年, since 2019), or to nothing (the year of a law: 2018年《…》; a fiscal year, a decade,
a bare year in a deadline or an estimate: 2035年前, around 2030, after 2019).
"""

import datetime as dt
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pipeline.dates.expression import Expression
from pipeline.dates.lending import Place
from pipeline.dates.refusals import Cover, disjoint
from pipeline.dates.words import DateWords
from pipeline.document import Document
from pipeline.text import Span

QUOTATION = re.compile(r"“[^“”\n]{1,400}”|「[^「」\n]{1,400}」|\"[^\"\n]{1,400}\"")
BRACKET = re.compile(r"\([^()\n]{1,120}\)|\[[^\[\]\n]{1,120}\]")
TITLE_FOLLOWS = re.compile(r"\s?(?:的\s?)?《")
NOUN_FOLLOWS = re.compile(r"\s?(?:的|['’]s\b)")
CLAUSE_START = re.compile(r"(?:^|[\s,.。;:、!?(])(?:在|于|and\s|and\sthen\s)?$")
# 两年多后的3月5日: a date behind a spell of years is not of the year before the spell.
GAP_BEFORE = re.compile(r"(?P<unit>年|月)(?:多|半)?(?:[之以]?[后前])的?\s?$")
# (2022)次年, 与条例同日: another event's day, which the text may not have said.
COMPARED = re.compile(r"(?:^|[\s,.。;:、!?(])[与和跟同][^,。;:、!?\s]{1,12}$")
SCHEDULED = re.compile(
    r"[^,。;!?\n]{0,10}?(?:起|生效|施行|实施|执行|上路|适用|到期|截止|为止|前|takes? effect)"
)
AIM = re.compile(r"[^;。!?\n]{0,40}?(?:要|将|须|应|力争|建成|达到|占|超过|基本|初步|实现)")
# The part of the text around a date that belongs to its clause.
HEAD_ZH = re.compile(r"[^,。;:!?\n]*$")
CLAUSE_EN = re.compile(r"[.;!?\n]\s")
# The agreement that was signed in 2018: the year tells which one is meant.
RESTRICTIVE = re.compile(r"(?<!,)\s(?:that|which|who|whose)\s[^,;.]{1,60}$")
LINE_END = re.compile(r"\n")
CHAIN_END = re.compile(r"[;。!?\n]|\.\s")
NEAR, PLAN, CLAUSE = 8, 14, 60
PERIOD_ONLY = ("month", "quarter", "half", "season", "week", "leading")


@dataclass(frozen=True)
class Surroundings:
    """What a document's text says around its dates."""

    document: Document
    words: DateWords

    @cached_property
    def quotations(self) -> Cover:
        """Quotations and brackets."""
        plain = self.document.plain
        pieces = (
            Span(*match.span())
            for pattern in (QUOTATION, BRACKET)
            for match in pattern.finditer(plain)
        )
        return disjoint(pieces)

    @cached_property
    def line_ends(self) -> list[int]:
        """Positions of line breaks."""
        return [match.start() for match in LINE_END.finditer(self.document.plain)]

    @cached_property
    def chain_ends(self) -> list[int]:
        """Positions where a chain of clauses ends: at semicolons and full stops."""
        return [match.start() for match in CHAIN_END.finditer(self.document.plain)]

    def place(self, expression: Expression) -> Place:
        """Return where an expression stands and how far it lends its year."""
        plain, span, cues = self.document.plain, expression.span, cues_of(self.words)
        start = span.start
        before = plain[max(0, start - PLAN) : start]
        near = before[-NEAR:]
        clause = CLAUSE_EN.split(plain[max(0, start - CLAUSE) : start])[-1]
        gap = GAP_BEFORE.search(near)
        needs_more = expression.first.year is None
        sentence = bisect_right(self.document.sentence_starts, start)
        return Place(
            start,
            sentence,
            bisect_right(self.line_ends, start),
            bisect_right(self.chain_ends, start),
            bool(cues.future_zh.search(near) or cues.future_en.search(clause)),
            self._scope(expression, before, clause),
            bool(self.quotations.over(span)),
            bool(CLAUSE_START.search(near)),
            {"年": "year", "月": "month"}[gap["unit"]] if gap else "",
            needs_more and bool(SCHEDULED.match(plain, span.end, span.end + NEAR + PLAN)),
            needs_more and bool(COMPARED.search(before)),
            start - (self.document.sentence_starts[sentence - 1] if sentence else 0) <= NEAR,
        )

    def _scope(self, expression: Expression, before: str, clause: str) -> str:
        plain, first, end = self.document.plain, expression.first, expression.span.end
        is_year = first.year is not None and not first.month
        if expression.scope == "nothing" or first.fiscal or first.century is not None:
            return "nothing"
        if first.relative and first.relative.unit in ("decade", "century"):
            return "nothing"
        if is_year and (TITLE_FOLLOWS.match(plain, end) or RESTRICTIVE.search(clause)):
            return "nothing"
        if scope := self._target_scope(expression, before, clause):
            return scope
        only_mentioned = (
            expression.scope == "sentence"
            or (is_year and NOUN_FOLLOWS.match(plain, end))
            or self._is_flashback(before, clause)
            or self.quotations.over(expression.span)
        )
        return "sentence" if only_mentioned else "document"

    def _target_scope(self, expression: Expression, before: str, clause: str) -> str:
        """Return the scope of a deadline, a beginning, an estimate or a plan, empty for others."""
        first, modifier = expression.first, expression.modifier
        is_bare = first.year is not None and not any(getattr(first, name) for name in PERIOD_ONLY)
        is_planned = self._is_planned(expression, before, clause)
        if modifier in ("before", "after") or (modifier == "approx" and is_bare):
            return "nothing" if is_bare else "clause"
        if modifier in ("since", "until"):
            if is_bare or not first.is_anchored:
                return "echo"
            return "clause" if is_planned or modifier == "until" else ""
        if not is_planned or first.is_full_day:
            return ""
        return "echo" if before.endswith("到") else "clause"

    def _is_planned(self, expression: Expression, before: str, clause: str) -> bool:
        """Tell whether words in the same clause, or the year itself, set a date into the future."""
        head, cues = HEAD_ZH.search(before), cues_of(self.words)
        if head and cues.plan_zh.search(head.group()):
            return True
        if head and head.group().endswith("到") and self._is_aim(expression.span.end):
            return True
        if cues.plan_en.search(clause.rpartition(",")[2]):
            return True
        published: dt.date | None = self.document.published
        year = expression.first.year
        return bool(published and year and year > published.year)

    def _is_aim(self, end: int) -> bool:
        """Tell whether what follows is to be reached: 到2025年底,…要占六成以上."""
        return AIM.match(self.document.plain, end, end + CLAUSE) is not None

    def _is_flashback(self, before: str, clause: str) -> bool:
        head, cues = HEAD_ZH.search(before[-NEAR:]), cues_of(self.words)
        return bool(head and cues.flashback_zh.search(head.group())) or bool(
            cues.flashback_en.search(clause[-2 * NEAR :])
        )


@dataclass(frozen=True)
class Cues:
    """The cue words of a set of lexicons, compiled."""

    future_zh: re.Pattern[str]
    future_en: re.Pattern[str]
    plan_zh: re.Pattern[str]
    plan_en: re.Pattern[str]
    flashback_zh: re.Pattern[str]
    flashback_en: re.Pattern[str]


@lru_cache(maxsize=8)
def cues_of(words: DateWords) -> Cues:
    """Return the cues of a set of words: 将于, 计划, 早在; the English ones as whole words."""
    names = ("future", "plan_cue", "flashback")
    patterns = [
        re.compile(source, re.IGNORECASE)
        for name in names
        for source in (words.pattern(f"{name}_zh"), rf"\b(?:{words.pattern(f'{name}_en')})\b")
    ]
    return Cues(*patterns)
