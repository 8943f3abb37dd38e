"""Where an expression stands, and how far it lends its year to dates without one.

A date lends its year to the rest of the document, unless it is only mentioned: then to its own
sentence alone (a flashback: 早在2018年; a comparison; a quotation; a bracket; a beginning or a
deadline: 自2018年以来, 到2030年; a year that belongs to a noun: 2008年的金融危机), or to nothing
(the year of a law: 2018年《…》; a fiscal year, a decade).
"""

import datetime as dt
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pipeline.dates.expression import Expression
from pipeline.dates.refusals import Cover, disjoint
from pipeline.dates.resolve import Place
from pipeline.dates.words import DateWords
from pipeline.document import Document
from pipeline.text import Span

QUOTATION = re.compile(r"“[^“”\n]{1,400}”|「[^「」\n]{1,400}」|\"[^\"\n]{1,400}\"")
BRACKET = re.compile(r"\([^()\n]{1,120}\)|\[[^\[\]\n]{1,120}\]")
TITLE_FOLLOWS = re.compile(r"\s?(?:的\s?)?《")
NOUN_FOLLOWS = re.compile(r"\s?(?:的|['’]s\b)")
CLAUSE_START = re.compile(r"(?:^|[\s,.。;:、!?(])(?:在|于|and\s|and\sthen\s)?$")
# 两年多后的3月5日: a date behind a spell of years is not of the year before the spell.
GAP_BEFORE = re.compile(r"年(?:多|半)?(?:[之以]?[后前])的?\s?$")
PARAGRAPH_END = re.compile(r"\n")
NEAR, CLAUSE = 8, 60
CLAUSE_END = re.compile(r"[.;!?\n]\s")


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
    def paragraph_ends(self) -> list[int]:
        """Positions of line breaks."""
        return [match.start() for match in PARAGRAPH_END.finditer(self.document.plain)]

    @cached_property
    def future_zh(self) -> re.Pattern[str]:
        """A cue of the future next to a date: 将于."""
        return cue(self.words, "future_zh")

    @cached_property
    def future_en(self) -> re.Pattern[str]:
        """A cue of the future in the clause before a date: will take effect on."""
        return re.compile(rf"\b(?:{self.words.pattern('future_en')})\b", re.IGNORECASE)

    @cached_property
    def flashback(self) -> re.Pattern[str]:
        """A cue of a flashback in front of a date: 早在."""
        return cue(self.words, "flashback_zh", "flashback_en")

    def place(self, expression: Expression) -> Place:
        """Return where an expression stands and how far it lends its year."""
        plain, span = self.document.plain, expression.span
        before = plain[max(0, span.start - NEAR) : span.start]
        clause = CLAUSE_END.split(plain[max(0, span.start - CLAUSE) : span.start])[-1]
        return Place(
            span.start,
            bisect_right(self.document.sentence_starts, span.start),
            bisect_right(self.paragraph_ends, span.start),
            bool(self.future_zh.search(before) or self.future_en.search(clause)),
            self._scope(plain, expression, before),
            bool(self.quotations.over(span)),
            bool(CLAUSE_START.search(before)),
            bool(GAP_BEFORE.search(before)),
        )

    def _scope(self, plain: str, expression: Expression, before: str) -> str:
        first, end = expression.first, expression.span.end
        is_year = first.year is not None and not first.month
        if expression.scope == "nothing" or first.fiscal or first.century is not None:
            return "nothing"
        if (is_year and TITLE_FOLLOWS.match(plain, end)) or (
            first.relative and first.relative.unit in ("decade", "century")
        ):
            return "nothing"
        if is_year and self.is_ahead(first.year):
            return "nothing"
        only_mentioned = (
            expression.scope == "sentence"
            or expression.modifier in ("since", "until", "before", "after")
            or (is_year and NOUN_FOLLOWS.match(plain, end))
            or self.flashback.search(before)
            or self.quotations.over(expression.span)
        )
        return "sentence" if only_mentioned else "document"

    def is_ahead(self, year: int | None) -> bool:
        """Tell whether a year lies after the publication: a target, not the time of the story."""
        published: dt.date | None = self.document.published
        return bool(published and year and year > published.year)


@lru_cache(maxsize=16)
def cue(words: DateWords, *lists: str) -> re.Pattern[str]:
    """Return the pattern of some cue words."""
    return re.compile(words.pattern(*lists), re.IGNORECASE)
