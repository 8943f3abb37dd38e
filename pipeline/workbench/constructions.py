"""One sentence to what each construction marks in it: for people who write rows of constructions.csv."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.dates import find_dates
from pipeline.events.chart import Chart
from pipeline.names import find_pairs, name_context
from pipeline.organizations import find_organizations
from pipeline.repair import repair
from pipeline.run import source_of, tools_for
from pipeline.segment import segment
from pipeline.spans import Taken
from pipeline.text import Span
from pipeline.tools import Tools


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


def _read(sentence: str, tools: Tools) -> Iterator[tuple]:
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
        tokens = chart.tokens(one.span, grammar)
        yield tokens, grammar.constructions.facts(tokens), document.clean
