"""A document to its dated expressions: grammars for Chinese and English, one resolver.

`find_dates` gives the date mentions and the refused lookalikes, in the coordinates of the clean
text.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from pipeline.dates.bracketed import told_in_brackets
from pipeline.dates.chinese import chinese_grammar
from pipeline.dates.dateline import find_dateline
from pipeline.dates.expression import Expression
from pipeline.dates.fiscal import FiscalYears
from pipeline.dates.knowledge import DateKnowledge
from pipeline.dates.lookalikes import KIND
from pipeline.dates.mentions import mention
from pipeline.dates.refusals import Refusals, find_titles
from pipeline.dates.reported import in_reported_week
from pipeline.dates.resolve import resolve
from pipeline.dates.setting import Setting
from pipeline.dates.surroundings import Surroundings
from pipeline.document import DateMention, Document, Rejection
from pipeline.spans import Taken, longest
from pipeline.text import Span

NOT_CHINESE = re.compile(r"[0-9A-Za-z'][ -~\n\u2010-\u2027]{3,}")
LATIN_WORD = re.compile(r"[A-Za-z]{3}|[QH][1-4]|FY|[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{4}")

WEEK, HIDDEN = re.compile("(?:周|星期|礼拜)(?=[一二三四五六日天])"), "\ufffd"
# How the tags of nouns, names, short forms, counts and idioms begin: 上周|三家公司, 本周|一揽子协议.
NOUNS = frozenset("njml")
# 上周一二, 周二十时: days and hours; 自上周一起, not 上周|一起事故.
DAYS = re.compile("[一二三四五六日天十]+[时点]?|(?<=[自从由]上周)一起|(?<=[自从由][本下]周)一起")
OURS = re.compile(r"日本(?:公司|院|报|刊|台|网|校|局|社|所|行|店|人)|日报[到警案]")

# Refused, but a date for its reader: what follows cannot lean past it.
BREAK = "year-without-era"

__all__ = ["DateKnowledge", "find_dateline", "find_dates"]


def find_dates(
    document: Document, knowledge: DateKnowledge
) -> tuple[list[DateMention], list[Rejection]]:
    """Return the date mentions of a document in order, and what looked like a date and is none."""
    stretches, rules = english_stretches(document), knowledge.refusals
    lookalikes = rules.find_lookalikes(document.plain, stretches)
    expressions = _expressions(document, knowledge, stretches)
    found = FiscalYears(document, knowledge).opened(expressions)
    kept, refused = _sift(document, rules, lookalikes, found)
    surroundings = Surroundings(document, knowledge.cues)
    placed = [(expression, surroundings.place(expression)) for expression in kept]
    resolved, impossible = _resolve(document, placed)
    told = list(told_in_brackets(document.plain, resolved))
    mentions = list(in_reported_week(document.plain, told, document.published))
    rejections = sorted([*lookalikes, *refused, *impossible], key=lambda rejection: rejection.span)
    return mentions, rejections


def _expressions(
    document: Document, knowledge: DateKnowledge, stretches: list[Span]
) -> list[Expression]:
    """Read a document with both grammars; where two expressions overlap the longer one stays."""
    starts = document.word_starts

    def begins(position: int) -> bool:
        index = bisect_left(starts, position)
        return index < len(starts) and starts[index] == position

    found: list[Expression] = []
    if document.language != "en":
        plain = _without_named_weekdays(document)
        grammar = chinese_grammar(knowledge.chinese, plain, document.published)
        found += grammar.read(plain, begins)
    for stretch in stretches:
        found += knowledge.english.read(document.plain, stretch)
    return longest(sorted(found, key=lambda expression: expression.span.start))


def _without_named_weekdays(document: Document) -> str:
    """Return the plain text where no name gives a week its day: 上周|三星电子 tells of no Wednesday,
    上周|二手车 of no Tuesday, 上周|一些企业 of no Monday; 上周日|本公司 stays.
    """
    plain, position = document.plain, 0
    pieces: list[str] = []
    for start in _weekday_starts(document):
        if start >= position and not OURS.match(plain, start):
            pieces += [plain[position:start], HIDDEN]
            position = start + 1
    return "".join([*pieces, plain[position:]])


def _weekday_starts(document: Document) -> Iterator[int]:
    """Yield where a name or a longer noun begins with what could be the day of the week in front."""
    plain, starts = document.plain, document.word_starts
    for week in WEEK.finditer(plain):
        index = bisect_left(starts, week.end())
        if index < len(starts) and starts[index] == week.end():
            start, end, tag = document.tokens[index]
            is_word = end - start > 1 and tag[0] in NOUNS
            if is_word and not DAYS.fullmatch(plain, start, end):
                yield start


def english_stretches(document: Document) -> list[Span]:
    """Return the parts of a text that may hold English: all of it, or its stretches without
    Chinese characters.
    """
    if document.language == "en":
        return [Span(0, len(document.plain))]
    stretches = (Span(*match.span()) for match in NOT_CHINESE.finditer(document.plain))
    return [span for span in stretches if LATIN_WORD.search(document.plain, span.start, span.end)]


def _sift(
    document: Document, rules: Refusals, lookalikes: list[Rejection], found: list[Expression]
) -> tuple[list[Expression], list[Rejection]]:
    """Part expressions from those that stand in a title, a name, a number or no calendar."""
    titles = find_titles(document.plain)
    taken = Taken(rejection.span for rejection in lookalikes)
    names = Taken(match.span for match in document.matches)
    kept: list[Expression] = []
    refused: list[Rejection] = []
    for expression in found:
        span = expression.span
        if not taken.is_free(span):
            continue
        if document.is_address(span):
            refused.append(Rejection(span, KIND, "address", "it stands in an address"))
            continue
        if not titles.is_free(span):
            refused.append(
                Rejection(span, KIND, "title", "it stands in the title of a work or a law")
            )
        elif (name := names.over(span)) and name.covers(span):
            refused.append(Rejection(span, KIND, "name", "it is a part of a name"))
        elif verdict := rules.refusal(document, expression):
            refused.append(Rejection(span, KIND, *verdict))
            if expression.refused == BREAK:
                kept.append(expression)
        else:
            kept.append(expression)
    return kept, refused


def _resolve(
    document: Document, placed: list[tuple[Expression, Setting]]
) -> tuple[list[DateMention], list[Rejection]]:
    mentions: list[DateMention] = []
    impossible: list[Rejection] = []
    for (expression, _), resolved in zip(placed, resolve(placed, document.published), strict=True):
        if expression.refused:
            continue
        if resolved is None:
            impossible.append(
                Rejection(expression.span, KIND, "no-such-day", "the calendar has no such period")
            )
        else:
            mentions.append(mention(expression, resolved))
    return mentions, impossible
