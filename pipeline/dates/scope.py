"""How far a date lends its year to dates without one.

A date lends its year to the rest of the document, unless it is only mentioned: then to its own
sentence alone (a flashback: 早在2018年; a comparison; a quotation; a bracket; a year that belongs to
a noun: 2008年的金融危机), to its own chain of clauses (a plan, a deadline with its month), to 同年
alone (到2030年, since 2019), or to nothing (the year of a law: 2018年《…》; a fiscal year, a decade,
a bare year in a deadline or an estimate: 2035年前, around 2030, after 2019).
"""

import datetime as dt
import re
from dataclasses import dataclass, replace

from pipeline.dates.calendar import period_in
from pipeline.dates.cues import NO_HINTS, Cues, Hints
from pipeline.dates.english.codes import names_a_thing
from pipeline.dates.expression import Expression, Partial, Relative, Scope
from pipeline.document import Document
from pipeline.spans import Taken

# What has to happen first: 须赶在2029年4月13日飞掠地球之前抵达.
RACING = re.compile(r"[赶抢]在[^,。;]*\Z")
NAME_FOLLOWS = re.compile(r"\s?(?:的\s?)?《|[版款型届]")
NOUN_FOLLOWS = re.compile(r"\s?(?:的|['’]s\b)")
# 2025年内将扩展至
WITHIN_AIM = re.compile(r"内\s?(?:将|拟|有望|力争|可望|要)")
AIM = re.compile(r"[^;。!?\n]{0,40}?(?:要|将|须|应|力争|建成|达到|占|超过|基本|初步|实现)")
# The part of the text around a date that belongs to its clause.
CLAUSE_ZH = re.compile(r"[,。;:!?\n]")
CLAUSE_EN = re.compile(r"[.;!?\n]\s")
# The agreement that was signed in 2018: the year tells which one is meant.
RESTRICTIVE = re.compile(
    r"(?<!,)\s(?:that|which|who|whose)\s[^,;.]{1,60}$|,\s(?:[a-z]+ed|born|built|begun)\s(?:back\s)?in\s$"
)
# 较2019年增长: the measure of what is told, whose year is another.
MEASURE = re.compile(
    r"(?:较|比|相比于?|相较于?|对比|高于|低于|超过|than\sin|compared\s(?:with|to)|up\sfrom|down\sfrom)\s?\Z"
)
# 成立于1968年的英特尔, 2022年版战略报告: the year tells which one is meant, too.
FOUNDED = re.compile(r"(?:成立|创立|创办|创建|始建|兴建|组建|出生|生|建)[于在]$")
# 该规定今年6月1日起施行: the noun sets no plan.
NOUN_CUE = re.compile(r"[该项述此]规定")
EXPIRES = re.compile(r"[^,。;!?\n]{0,4}?(?:到期|届满|失效|为止|截止)")
SINCE_EN = re.compile(r"\bsince\s$", re.IGNORECASE)
PERFECT = re.compile(r"\b(?:has|have|had|['’]ve)\b", re.IGNORECASE)
LAST_YEAR = Relative("year", -1, "published")
YEAR_FROM_NOW = ("year", "published")
FINER = ("month", "quarter", "half", "season", "week", "leading")
NEAR, PLAN, CLAUSE = 8, 14, 60


@dataclass(frozen=True)
class Scopes:
    """How far the dates of a document lend their years; `asides` are its quotations and brackets."""

    document: Document
    cues: Cues
    asides: Taken

    def of(self, expression: Expression) -> Scope:
        """Return how far a date lends its year."""
        hints = self._hints(expression)
        plain, first, end = self.document.plain, expression.first, expression.span.end
        is_year = first.year is not None and not first.month
        is_whole = is_year or first == Partial(relative=LAST_YEAR)
        if expression.scope == Scope.NOTHING or first.fiscal or first.century is not None:
            return Scope.NOTHING
        if first.relative and first.relative.unit in ("decade", "century"):
            return Scope.NOTHING
        if is_year and (hints.is_restrictive or NAME_FOLLOWS.match(plain, end)):
            return Scope.NOTHING
        start = expression.span.start
        if is_whole and MEASURE.search(plain, max(0, start - PLAN), start):
            return Scope.NOTHING
        if scope := self._target_scope(expression, hints):
            return scope
        only_mentioned = (
            expression.scope == Scope.SENTENCE
            or (is_year and self._names_a_thing(expression))
            or hints.is_flashback
            or not self.asides.is_free(expression.span)
        )
        return Scope.SENTENCE if only_mentioned else Scope.DOCUMENT

    def _hints(self, expression: Expression) -> Hints:
        """Return what the words of the same clause say in front of a date."""
        plain, start, cues = self.document.plain, expression.span.start, self.cues
        if expression.rule.startswith("en"):
            clause = CLAUSE_EN.split(plain[max(0, start - CLAUSE) : start])[-1]
            return Hints(
                bool(cues.plan_en.search(clause.rpartition(",")[2])),
                bool(cues.flashback_en.search(clause[-2 * NEAR :])),
                bool(RESTRICTIVE.search(clause)),
            )
        clause = CLAUSE_ZH.split(plain[max(0, start - PLAN) : start])[-1]
        end = expression.span.end
        if WITHIN_AIM.match(plain, end - 1):
            return Hints(is_planned=True)
        if EXPIRES.match(plain, end, end + PLAN):
            return Hints(is_planned=True, is_term=True)
        if clause.endswith(("于", "在")) and FOUNDED.search(clause):
            return Hints(is_restrictive=True)
        if not cues.any_zh.search(clause):
            return NO_HINTS
        is_planned = cues.plan_zh.search(NOUN_CUE.sub("", clause)) or (
            clause[-1] == "到" and self._is_aim(expression)
        )
        return Hints(bool(is_planned), bool(cues.flashback_zh.search(clause[-NEAR:])))

    def _is_aim(self, expression: Expression) -> bool:
        """Tell whether what follows is to be reached: 到2025年底,…要占六成以上."""
        end = expression.span.end
        return AIM.match(self.document.plain, end, end + CLAUSE) is not None

    def _names_a_thing(self, expression: Expression) -> bool:
        """Tell whether a year tells which thing is meant: 2008年的危机, its 1990 invasion."""
        plain, span = self.document.plain, expression.span
        if NOUN_FOLLOWS.match(plain, span.end):
            return True
        return expression.rule.startswith("en") and names_a_thing(plain, span)

    def _target_scope(self, expression: Expression, hints: Hints) -> Scope | None:
        """Return the scope of a deadline, a beginning, an estimate or a plan, or None."""
        first, modifier = expression.first, expression.modifier
        start = expression.span.start
        if RACING.search(self.document.plain, max(0, start - PLAN), start):
            return Scope.CLAUSE
        is_bare = first.year is not None and not any(getattr(first, name) for name in FINER)
        is_planned = hints.is_planned or self._is_ahead(first.year)
        if modifier in ("before", "after") or (modifier == "approx" and is_bare):
            return Scope.NOTHING if is_bare else Scope.CLAUSE
        if modifier == "since" and self.is_duration(expression):
            return Scope.ECHO
        if modifier in ("since", "until"):
            if is_bare or not first.is_anchored:
                return Scope.ECHO
            is_open = is_planned and not self._has_begun(first)
            return Scope.CLAUSE if is_open or modifier == "until" else None
        if not is_planned or first.is_full_day:
            return None
        if hints.is_term and not self._is_ahead(first.year):
            return Scope.TERM
        is_aim = self.document.plain[expression.span.start - 1] == "到"
        return Scope.ECHO if is_aim and is_bare else Scope.CLAUSE

    def is_duration(self, expression: Expression) -> bool:
        """Tell whether a beginning opens a duration up to now (自2021年1月1日以来), which is not the
        time of what is told: its year is no other date's. A rule that applies since a day began
        then, what has lasted since is a duration.
        """
        if expression.rule.startswith("en"):
            plain, start, end = self.document.plain, expression.span.start, expression.span.end
            if not SINCE_EN.search(plain, max(0, start - NEAR), start):
                return False
            behind = CLAUSE_EN.split(plain[end : end + CLAUSE])[0]
            before = CLAUSE_EN.split(plain[max(0, start - CLAUSE) : start])[-1]
            return not expression.first.is_full_day or bool(PERFECT.search(before + behind))
        return expression.scope == Scope.SENTENCE

    def _has_begun(self, first: Partial) -> bool:
        """Tell whether a date with its year (今年6月1日) lies before the publication."""
        published: dt.date | None = self.document.published
        relative = first.relative
        if published is None or (relative and (relative.unit, relative.frame) != YEAR_FROM_NOW):
            return False
        year = published.year + relative.shift if relative else first.year
        found = period_in(replace(first, relative=None), year) if year else None
        return found is not None and found.start <= published

    def _is_ahead(self, year: int | None) -> bool:
        """Tell whether a year lies after the publication: a target, not the time of the story."""
        published: dt.date | None = self.document.published
        return bool(published and year and year > published.year)
