"""A document to its dated expressions: grammars for Chinese and English, one resolver.

`find_dates` gives the date mentions and the refused lookalikes, in the coordinates of the clean
text.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from pipeline.dates.anchoring import Setting
from pipeline.dates.chinese import chinese_grammar
from pipeline.dates.dateline import find_dateline
from pipeline.dates.english import english_grammar
from pipeline.dates.expression import Expression
from pipeline.dates.fiscal import FiscalYears
from pipeline.dates.governing import Surroundings
from pipeline.dates.mentions import mention
from pipeline.dates.refusals import KIND, disjoint, find_titles, refusal_rules
from pipeline.dates.resolve import resolve
from pipeline.dates.words import DateWords, date_words
from pipeline.document import DateMention, Document, Rejection
from pipeline.lexicon import Lexicons
from pipeline.text import Span

NOT_CHINESE = re.compile(r"[0-9A-Za-z'][ -~\n\u2010-\u2027]{3,}")
LATIN_WORD = re.compile(r"[A-Za-z]{3}|[QH][1-4]|FY|[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{4}")

# Refused, but a date for its reader: what follows cannot lean past it.
BREAK = "year-without-era"

__all__ = ["find_dateline", "find_dates"]


def find_dates(document: Document, lexicons: Lexicons) -> tuple[list[DateMention], list[Rejection]]:
    """Return the date mentions of a document in order, and what looked like a date and is none."""
    words = date_words(lexicons)
    stretches = english_stretches(document)
    lookalikes = refusal_rules(words).find_lookalikes(document.plain, stretches)
    found = FiscalYears(document, words, lexicons).opened(_expressions(document, words, stretches))
    kept, refused = _sift(document, words, lookalikes, found)
    surroundings = Surroundings(document, words)
    placed = [(expression, surroundings.place(expression)) for expression in kept]
    mentions, impossible = _resolve(document, placed)
    rejections = sorted([*lookalikes, *refused, *impossible], key=lambda rejection: rejection.span)
    return mentions, rejections


def _expressions(document: Document, words: DateWords, stretches: list[Span]) -> list[Expression]:
    """Read a document with both grammars; where two expressions overlap the longer one stays."""
    starts = document.word_starts

    def begins(position: int) -> bool:
        index = bisect_left(starts, position)
        return index < len(starts) and starts[index] == position

    found: list[Expression] = []
    if document.language != "en":
        grammar = chinese_grammar(words, document.plain, document.published)
        found += grammar.read(document.plain, begins)
    for stretch in stretches:
        found += english_grammar(words).read(document.plain, stretch)
    return list(_without_overlaps(found))


def english_stretches(document: Document) -> list[Span]:
    """Return the parts of a text that may hold English: all of it, or its stretches without
    Chinese characters.
    """
    if document.language == "en":
        return [Span(0, len(document.plain))]
    stretches = (Span(*match.span()) for match in NOT_CHINESE.finditer(document.plain))
    return [span for span in stretches if LATIN_WORD.search(document.plain, span.start, span.end)]


def _without_overlaps(found: Iterable[Expression]) -> Iterator[Expression]:
    """Keep the longer of two overlapping expressions."""
    pending: Expression | None = None
    for expression in sorted(found, key=lambda one: (one.span.start, -one.span.end)):
        if pending and expression.span.start < pending.span.end:
            if expression.span.end - expression.span.start > pending.span.end - pending.span.start:
                pending = expression
            continue
        if pending:
            yield pending
        pending = expression
    if pending:
        yield pending


def _sift(
    document: Document, words: DateWords, lookalikes: list[Rejection], found: list[Expression]
) -> tuple[list[Expression], list[Rejection]]:
    """Part expressions from those that stand in a title, a name, a number or no calendar."""
    titles, rules = find_titles(document.plain), refusal_rules(words)
    taken = disjoint(rejection.span for rejection in lookalikes)
    names = disjoint(match.span for match in document.matches)
    kept: list[Expression] = []
    refused: list[Rejection] = []
    for expression in found:
        span = expression.span
        if taken.over(span):
            continue
        if document.is_address(span):
            refused.append(Rejection(span, KIND, "address", "it stands in an address"))
            continue
        if titles.over(span):
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
