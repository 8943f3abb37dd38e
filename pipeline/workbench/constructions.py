"""One sentence to what each construction marks in it: for people who write rows of constructions.csv."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.dates import find_dates
from pipeline.events.chart import Chart
from pipeline.events.reading import told_tokens
from pipeline.events.token import Fact, Token
from pipeline.lexicon import Row
from pipeline.names import find_pairs, name_context
from pipeline.organizations import find_organizations
from pipeline.repair import repair
from pipeline.run import source_of, tools_for
from pipeline.segment import segment
from pipeline.spans import Taken
from pipeline.text import Span
from pipeline.tools import Tools

MARKED = re.compile(r"`([^`]+)`")


@dataclass(frozen=True, slots=True)
class Marking:
    """What one row says of a piece of a sentence."""

    rule: str
    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word as the patterns see it: its part of speech, and the classes it belongs to."""

    text: str
    tag: str
    classes: tuple[str, ...]


def mistakes_of(row: Row, lexicons: Path | None = None) -> Iterator[str]:
    """Yield what a row does not do as it says: mark what its example has between backticks, leave
    its counter-example alone.
    """
    wanted = MARKED.findall(row["example"])
    for text, spans in ((row["example"].replace("`", ""), wanted), (row["not"], [])):
        _, markings = tried(text, lexicons)
        found = [marking.text for marking in markings if marking.rule == row["id"]]
        if spans and not set(spans) <= set(found):
            yield f"“{text}” must have {spans}, and has {found}"
        if not spans and found:
            yield f"“{text}” must have nothing, and has {found}"


def tried(sentence: str, lexicons: Path | None = None) -> tuple[list[Word], list[Marking]]:
    """Return the words of a sentence and what each construction marks in it.

    >>> [(m.rule, m.text) for m in tried('双方就共同开发导弹签署协议。')[1] if m.rule == 'zh-topic']
    [('zh-topic', '就共同开发导弹')]
    """
    tools = tools_for(lexicons)
    words: list[Word] = []
    markings: list[Marking] = []
    for tokens, facts, plain in _read(sentence, tools):
        words += [Word(t.text, str(t.tag), tuple(sorted(t.classes))) for t in tokens]
        for fact in facts:
            piece = Span(tokens[fact.first].span.start, tokens[fact.end - 1].span.end)
            markings.append(Marking(fact.rule, fact.mark, plain[piece.start : piece.end]))
    return words, markings


def _read(sentence: str, tools: Tools) -> Iterator[tuple[list[Token], list[Fact], str]]:
    """Yield the tokens of each sentence of a text, what is said of them, and the text."""
    source = source_of(sentence, "text", None)
    document, _ = segment(source, repair(source, tools.repair).text, tools.tokenizer)
    dates, _ = find_dates(document, tools.dates)
    taken = Taken([*(date.span for date in dates), *document.addresses])
    view = name_context(document, taken, tools.names)
    pairs = find_pairs(view, tools.names)
    names, _ = find_organizations(view, pairs, tools.tokenizer.gazetteer, tools.organizations)
    chart = Chart(document, dates, names)
    for one in document.sentences:
        grammar = tools.events.of(one.language)
        tokens = told_tokens(chart, one.span, grammar)
        yield tokens, grammar.constructions.facts(tokens), document.clean
