"""Where a date expression stands in its document, and what the words around it say: its sentence and
chain of clauses, its tense, how far it lends its year.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from pipeline.dates.chinese.years import is_heading
from pipeline.dates.cues import Cues
from pipeline.dates.expression import Expression, Scope
from pipeline.dates.scope import NEAR, PLAN, Scopes
from pipeline.dates.setting import Setting
from pipeline.dates.soon import days_ahead
from pipeline.dates.tense import UNTOLD, Tenses
from pipeline.document import Document
from pipeline.plain import BRACKET, QUOTATION
from pipeline.spans import Taken
from pipeline.text import Span

QUOTED, BRACKETED = re.compile(QUOTATION), re.compile(BRACKET)
CLAUSE_START = re.compile(r"(?:^|[\s,.。;:、!?(])(?:在|于|and\s|and\sthen\s)?$")
# 两年多后的3月5日: a date behind a duration of years is not of the year before the duration.
GAP_BEFORE = re.compile(r"(?P<unit>年|月)(?:多|半)?(?:[之以]?[后前])的?\s?$")
GAP_ENDS = frozenset("后前的 ")
# 与条例同日: another event's day, which the text may not have said.
COMPARED = re.compile(r"(?:^|[\s,.。;:、!?(])[与和跟同][^,。;:、!?\s]{1,12}$")
# 1962年政变,二月初军方再次发动政变: not in 1962.
AGAIN = re.compile(r",?[^.,。;!?\n]{0,14}?(?:再次|再度|又一次|重新|\bagain\b)")
# 周四起重开, 周一零时起: not 周三起火, 周三起草.
FROM_THEN = re.compile(
    r"(?:凌晨|早上|上午|中午|下午|晚上|晚)?(?:零时|[0-9]{1,2}[时点])?起(?![草诉点初因步源到飞义家身码见止底火床])(?![^,。;!?\n]{0,4}[后来已被遭未])"
)
# 截止日期为8月15日, 报名期限是: what is still to be done by then.
DUE = re.compile(r"(?:截止|限期|期限|死线)[^,。;:!?\n]{0,8}(?:为|是|:)\s?\Z")
LONGEST_DUE = 14  # bounds the work: DUE is shorter
# 较上月扩大, 与上一季度相比: by the month or quarter before the one that is told.
MEASURED = re.compile(r"(?:[较比与和跟同]|相比于?|相较于?|对比)\s?\Z")
SAME_TERM = re.compile(r"\s?的?\s?(?:同期|同比)")
# 721当晚, 6.12当日: a day by its digits alone, whatever day the text told.
IN_DIGITS = re.compile(r"(?<![0-9.月])[0-9.]{2,5}\s?\Z")
SCHEDULED = re.compile(
    r"\s?起(?![草诉点初因步源到飞义家身码见止底])|[^,。;!?\n]{0,10}?(?:开始|生效|施行|实施|执行|上路|适用|到期|截止|为止|前|takes? effect)"
)
# They met on Christmas Day, over Thanksgiving; not: the message of Christmas.
HELD = re.compile(
    r"\b(?:on|at|by|before|after|since|until|till|through|during|over|from|for|around|between|and|to|in|past|came|was|is)\s(?:the\s|an?\s)?\Z|\A\s{0,4}\Z",
    re.IGNORECASE,
)
# 某社某地5月6日电
DISPATCH = re.compile(r"\s?(?:电|讯)(?=[\s,。;:()【】]|$)")
# 7月3日下午消息,…: an item of a digest.
ITEM = re.compile(r"\s?(?:凌晨|早间|上午|午间|下午|晚间|晚)?\s?消息(?=\s?[,:])")
EFFECT = re.compile(r"\s?起?(?:正式)?(?:施行|实施|生效|执行|适用|上路)")
# 到2018年 opens its sentence, 公司2018年 does not.
OPENER = re.compile(r"[到在于自从至但而且又早了另那这\s]{0,3}")
SET_FOR = re.compile(r"\s?(?:发布|公布|推出|出台|发表|批准)(?!了)")
LINE_END = re.compile(r"\n")
CHAIN_END = re.compile(r"[;。!?\n]|\.\s")


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
        is_open_year = first.year is None and first.century is None
        needs_tense = is_open_year and self._needs_tense(expression)
        tense = self.tenses.of(expression) if needs_tense else UNTOLD
        sentence = bisect_right(self.document.sentence_starts, start)
        is_relative, is_open = first.relative is not None, first.year is None
        return Setting(
            start=start,
            sentence=sentence,
            paragraph=bisect_right(self.line_ends, start),
            chain=bisect_right(self.chain_ends, start),
            is_future=tense.is_future,
            scope=self.scopes.of(expression),
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
            is_told=tense.is_told and not self._is_set_for(expression),
            is_occasion=tense.is_occasion,
            is_said=tense.is_said,
            is_verbless=tense.is_verbless,
            is_narrated=tense.is_narrated and self._opens_sentence(expression, sentence),
            is_from_then=not tense.is_told
            and FROM_THEN.match(plain, expression.span.end) is not None,
            is_again=is_open and AGAIN.match(plain, expression.span.end) is not None,
            is_measure=is_relative and self._is_measure(expression.span),
            is_deadline=expression.modifier == "before"
            or _is_from_then_on(expression)
            or DUE.search(plain, max(0, start - LONGEST_DUE), start) is not None,
            is_of_event=is_relative
            and bool(self.cues.day_of_zh.search(plain, max(0, start - NEAR), start)),
            is_named=first.notation == "holiday" and is_open and self._is_named(expression),
            days_ahead=days_ahead(self.document, self.cues, expression, tense),
            is_up_to_now=expression.modifier == "since" and self._lasts(expression),
        )

    @cached_property
    def scopes(self) -> Scopes:
        """How far its dates lend their years."""
        return Scopes(self.document, self.cues, self.quotations)

    @cached_property
    def tenses(self) -> Tenses:
        """What the clauses around the dates say of their time."""
        return Tenses(self.document, self.cues)

    def _needs_tense(self, expression: Expression) -> bool:
        """Tell whether a date leaves its year to the context (6月, 周二, not 去年6月), or its week may
        be over: 本周五, 本周."""
        relative, is_day = expression.first.relative, expression.first.weekday is not None
        is_chinese = expression.rule.startswith("zh")
        return relative is None or (relative.unit == "week" and (is_day or is_chinese))

    def _is_measure(self, date: Span) -> bool:
        """Tell whether something is measured by a time: 较上月扩大, 上年同期."""
        plain = self.document.plain
        before = MEASURED.search(plain, max(0, date.start - NEAR), date.start)
        return before is not None or SAME_TERM.match(plain, date.end) is not None

    def _is_set_for(self, expression: Expression) -> bool:
        """Tell whether what is told of a day of this week may be set for it: 本周五发布新品."""
        is_set = SET_FOR.match(self.document.plain, expression.span.end) is not None
        return is_set and expression.first.relative is not None

    def _lasts(self, expression: Expression) -> bool:
        """Tell whether a time goes on up to now: 3月至今, since May."""
        if expression.rule.startswith("en"):
            return self.scopes.is_duration(expression)
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
