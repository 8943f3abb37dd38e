"""A weekday to how far ahead it may lie, where nothing around it tells of it as done: 周五前回复 a week, 周六举行
the next day; what English news speak of so, two days.
"""

import re

from pipeline.dates.cues import Cues
from pipeline.dates.expression import Expression
from pipeline.dates.tense import CLAUSE_EN, ENDS_EN, OWN_COMMA, Tense
from pipeline.document import Document

WEEK, ENGLISH_AHEAD, CHINESE_AHEAD = 7, 2, 1  # days
PAST_EN = re.compile(
    r"\b(?:was|were|had|did|been|has|have|ago|since|last|earlier|this past|every|each|normally|usually|always)\b|['’]ve\b",
    re.IGNORECASE,
)
# 周日据报枪杀, 周三深夜提交, 周四再回复, 周六以来 tell of what was.
DONE = re.compile(
    r"[^,。;!?\n]{0,12}?(?:据报|[回答]复|透露|承认|提交|以来|[了过]|[凌清]晨|深夜|遭|被)"
)


def days_ahead(document: Document, cues: Cues, expression: Expression, tense: Tense) -> int:
    """Return how many days ahead a weekday may lie, none where it is told of as done."""
    if expression.first.weekday is None or expression.modifier == "since" or tense.is_told:
        return 0
    plain, span = document.plain, expression.span
    if expression.rule.startswith("en"):
        before = ENDS_EN.split(plain[max(0, span.start - CLAUSE_EN) : span.start])[-1]
        behind = ENDS_EN.split(plain[span.end : span.end + CLAUSE_EN])[0]
        is_past = _is_of_the_past(before, cues) or _is_of_the_past(behind, cues)
        return 0 if is_past else ENGLISH_AHEAD
    is_apart = OWN_COMMA.match(plain, span.end) is not None
    if is_apart or tense.is_said or tense.is_narrated or DONE.match(plain, span.end):
        return 0
    return WEEK if expression.modifier == "before" else CHINESE_AHEAD


def _is_of_the_past(clause: str, cues: Cues) -> bool:
    """Tell whether anything in a clause tells of what was."""
    if PAST_EN.search(clause):
        return True
    return any(verb["done"] or verb["open"] for verb in cues.verbs_en.finditer(clause))
