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
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.dates.anchoring import Setting
from pipeline.dates.calendar import period_in
from pipeline.dates.chinese.years import is_heading
from pipeline.dates.cues import NO_HINTS, Cues, Hints
from pipeline.dates.english.codes import names_a_thing
from pipeline.dates.expression import Expression, Partial, Scope
from pipeline.dates.tense import UNTOLD, Tenses
from pipeline.document import Document
from pipeline.plain import BRACKET, QUOTATION
from pipeline.spans import Taken
from pipeline.text import Span

# What has to happen first: 须赶在2029年4月13日飞掠地球之前抵达.
RACING = re.compile(r"[赶抢]在[^,。;]*\Z")
QUOTED, BRACKETED = re.compile(QUOTATION), re.compile(BRACKET)
NAME_FOLLOWS = re.compile(r"\s?(?:的\s?)?《|[版款型届]")
NOUN_FOLLOWS = re.compile(r"\s?(?:的|['’]s\b)")
CLAUSE_START = re.compile(r"(?:^|[\s,.。;:、!?(])(?:在|于|and\s|and\sthen\s)?$")
# 两年多后的3月5日: a date behind a duration of years is not of the year before the duration.
GAP_BEFORE = re.compile(r"(?P<unit>年|月)(?:多|半)?(?:[之以]?[后前])的?\s?$")
GAP_ENDS = frozenset("后前的 ")
# 与条例同日: another event's day, which the text may not have said.
COMPARED = re.compile(r"(?:^|[\s,.。;:、!?(])[与和跟同][^,。;:、!?\s]{1,12}$")
# 721当晚, 6.12当日: a day by its digits alone, whatever day the text told.
IN_DIGITS = re.compile(r"(?<![0-9.月])[0-9.]{2,5}\s?\Z")
SCHEDULED = re.compile(
    r"\s?起(?![草诉点初因步源到飞义家身码见止底])|[^,。;!?\n]{0,10}?(?:开始|生效|施行|实施|执行|上路|适用|到期|截止|为止|前|takes? effect)"
)
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
# They met on Christmas Day, over Thanksgiving; not: the message of Christmas.
HELD = re.compile(
    r"\b(?:on|at|by|before|after|since|until|till|through|during|over|from|for|around|between|and|to|in|past|came|was|is)\s(?:the\s|an?\s)?\Z|\A\s{0,4}\Z",
    re.IGNORECASE,
)
# 较2019年增长: the measure of what is told, whose year is another.
MEASURE = re.compile(
    r"(?:较|比|相比于?|相较于?|对比|高于|低于|超过|than\sin|compared\s(?:with|to)|up\sfrom|down\sfrom)\s?\Z"
)
# 成立于1968年的英特尔, 2022年版战略报告: the year tells which one is meant, too.
FOUNDED = re.compile(r"(?:成立|创立|创办|创建|始建|兴建|组建|出生|生|建)[于在]$")
# 某社某地5月6日电
DISPATCH = re.compile(r"\s?(?:电|讯)(?=[\s,。;:()【】]|$)")
# 7月3日下午消息,…: an item of a digest.
ITEM = re.compile(r"\s?(?:凌晨|早间|上午|午间|下午|晚间|晚)?\s?消息(?=\s?[,:])")
EFFECT = re.compile(r"\s?起?(?:正式)?(?:施行|实施|生效|执行|适用|上路)")
# 该规定今年6月1日起施行: the noun sets no plan.
NOUN_CUE = re.compile(r"[该项述此]规定")
EXPIRES = re.compile(r"[^,。;!?\n]{0,4}?(?:到期|届满|失效|为止|截止)")
# 到2018年 opens its sentence, 公司2018年 does not.
OPENER = re.compile(r"[到在于自从至但而且又早了另那这\s]{0,3}")
LINE_END = re.compile(r"\n")
CHAIN_END = re.compile(r"[;。!?\n]|\.\s")
SINCE_EN = re.compile(r"\bsince\s$", re.IGNORECASE)
PERFECT = re.compile(r"\b(?:has|have|had|['’]ve)\b", re.IGNORECASE)
NEAR, PLAN, CLAUSE = 8, 14, 60
YEAR_FROM_NOW = ("year", "published")
FINER = ("month", "quarter", "half", "season", "week", "leading")


@dataclass(frozen=True)
class Surroundings:
    """What a document's text says around its dates."""

    document: Document
    cues: Cues

    @cached_property
    def quotations(self) -> Taken:
        """Quotations and brackets."""
        plain = self.document.plain
        pieces = (
            Span(*match.span())
            for pattern in (QUOTED, BRACKETED)
            for match in pattern.finditer(plain)
        )
        return Taken(pieces)

    @cached_property
    def line_ends(self) -> list[int]:
        """Positions of line breaks."""
        return [match.start() for match in LINE_END.finditer(self.document.plain)]

    @cached_property
    def chain_ends(self) -> list[int]:
        """Positions where a chain of clauses ends: at semicolons and full stops."""
        return [match.start() for match in CHAIN_END.finditer(self.document.plain)]

    def place(self, expression: Expression) -> Setting:
        """Return where an expression stands and how far it lends its year."""
        plain, start, first = self.document.plain, expression.span.start, expression.first
        hints = self._hints(expression)
        is_open_year = first.year is None and first.century is None
        tense = self.tenses.of(expression) if is_open_year and self._needs_tense(first) else UNTOLD
        sentence = bisect_right(self.document.sentence_starts, start)
        is_relative, is_open = first.relative is not None, first.year is None
        return Setting(
            start=start,
            sentence=sentence,
            paragraph=bisect_right(self.line_ends, start),
            chain=bisect_right(self.chain_ends, start),
            is_future=tense.is_future,
            scope=self._scope(expression, hints),
            is_quoted=not self.quotations.is_free(expression.span),
            opens_clause=is_relative
            and bool(CLAUSE_START.search(plain, max(0, start - NEAR), start)),
            gap=_gap(plain, start) if is_open and not is_relative else "",
            is_scheduled=is_open and not is_relative and self._is_scheduled(expression),
            is_compared=is_relative and bool(COMPARED.search(plain, max(0, start - PLAN), start)),
            is_in_digits=is_relative and bool(IN_DIGITS.search(plain, max(0, start - NEAR), start)),
            opens_sentence=self._opens_sentence(expression, sentence),
            is_aside=first.year is not None and self._is_aside(expression),
            opens_line=plain[start - 1 : start] in ("", "\n"),
            is_heading=is_heading(plain, start, expression.span.end),
            is_dispatch=self._is_dispatch(expression),
            is_effect=expression.modifier == "since"
            and bool(EFFECT.match(plain, expression.span.end)),
            is_told=tense.is_told,
            is_occasion=tense.is_occasion,
            is_said=tense.is_said,
            is_verbless=tense.is_verbless,
            is_deadline=expression.modifier == "before" or _is_from_then_on(expression),
            is_of_event=is_relative
            and bool(self.cues.day_of_zh.search(plain, max(0, start - NEAR), start)),
            is_named=first.notation == "holiday" and is_open and self._is_named(expression),
            is_up_to_now=expression.modifier == "since" and self._lasts(expression),
        )

    @cached_property
    def tenses(self) -> Tenses:
        """What the clauses around the dates say of their time."""
        return Tenses(self.document, self.cues)

    def _needs_tense(self, first: Partial) -> bool:
        """Tell whether a date leaves its year to the context: 6月, 周二, not 去年6月."""
        return first.relative is None

    def _lasts(self, expression: Expression) -> bool:
        """Tell whether a time goes on up to now: 3月至今, since May."""
        if expression.rule.startswith("en"):
            return self._is_duration(expression)
        return expression.is_inclusive or expression.scope == Scope.SENTENCE

    def _opens_sentence(self, expression: Expression, sentence: int) -> bool:
        """Tell whether at most a preposition stands in front: 到2018年, Back in 2018."""
        first = self.document.sentence_starts[sentence - 1] if sentence else 0
        start = expression.span.start
        if expression.rule.startswith("en"):
            return start - first <= NEAR
        return OPENER.fullmatch(self.document.plain, first, start) is not None

    def _is_aside(self, expression: Expression) -> bool:
        """Tell whether a date only tells which thing is meant: 2023年10月签署的行政令."""
        if expression.rule.startswith("en"):
            return False
        identifies = self.cues.identifies_zh
        return identifies.match(self.document.plain, expression.span.end) is not None

    def _is_scheduled(self, expression: Expression) -> bool:
        end = expression.span.end
        return SCHEDULED.match(self.document.plain, end, end + NEAR + PLAN) is not None

    def _is_dispatch(self, expression: Expression) -> bool:
        """Tell whether a date is that of a dispatch or an item of news: 5月6日电, 7月3日消息."""
        plain, start, end = self.document.plain, expression.span.start, expression.span.end
        if DISPATCH.match(plain, end):
            return True
        return plain[start - 1 : start] in ("", "\n") and ITEM.match(plain, end) is not None

    def _is_named(self, expression: Expression) -> bool:
        """Tell whether an English holiday stands without a word that makes it a time."""
        start = expression.span.start
        is_english = expression.rule.startswith("en") and not expression.modifier
        return is_english and not HELD.search(self.document.plain, max(0, start - PLAN), start)

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

    def _scope(self, expression: Expression, hints: Hints) -> Scope:
        plain, first, end = self.document.plain, expression.first, expression.span.end
        is_year = first.year is not None and not first.month
        if expression.scope == Scope.NOTHING or first.fiscal or first.century is not None:
            return Scope.NOTHING
        if first.relative and first.relative.unit in ("decade", "century"):
            return Scope.NOTHING
        if is_year and (hints.is_restrictive or NAME_FOLLOWS.match(plain, end)):
            return Scope.NOTHING
        start = expression.span.start
        if is_year and MEASURE.search(plain, max(0, start - NEAR), start):
            return Scope.NOTHING
        if scope := self._target_scope(expression, hints):
            return scope
        only_mentioned = (
            expression.scope == Scope.SENTENCE
            or (is_year and self._names_a_thing(expression))
            or hints.is_flashback
            or not self.quotations.is_free(expression.span)
        )
        return Scope.SENTENCE if only_mentioned else Scope.DOCUMENT

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
        if modifier == "since" and self._is_duration(expression):
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

    def _is_duration(self, expression: Expression) -> bool:
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


def _is_from_then_on(expression: Expression) -> bool:
    """Tell whether a Chinese date opens what follows: 9月29日之后不得更新; shortly after the Oct. 23
    attack tells of what was.
    """
    return expression.modifier == "after" and expression.rule.startswith("zh")


def _gap(plain: str, start: int) -> str:
    """Return the unit of a duration in front of a date: 两年多后的3月5日."""
    if not start or plain[start - 1] not in GAP_ENDS:
        return ""
    gap = GAP_BEFORE.search(plain, max(0, start - NEAR), start)
    return {"年": "year", "月": "month"}[gap["unit"]] if gap else ""
