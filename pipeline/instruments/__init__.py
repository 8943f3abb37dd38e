"""Instruments: laws, regulations, announcements, lists, codes, treaties, orders and strategies."""

from collections.abc import Iterable, Sequence

from pipeline.document import Document, NameMention, Rejection
from pipeline.instruments.acts import named_acts
from pipeline.instruments.again import full_titles, glossed, heads_alone, named_again, short_names
from pipeline.instruments.cited import cited_instruments
from pipeline.instruments.codes import coded_instruments
from pipeline.instruments.knowledge import InstrumentKnowledge
from pipeline.instruments.known import Countries, known_instruments
from pipeline.instruments.numbered import numbered_instruments
from pipeline.instruments.titles import titled_instruments
from pipeline.lexicon.gazetteer import outside
from pipeline.spans import Taken, longest
from pipeline.text import Span

# The rules that make organizations of English words.
ENGLISH = ("english-head", "latin-name")
__all__ = ["InstrumentKnowledge", "find_instruments", "without_instruments"]


def find_instruments(
    document: Document,
    organizations: Sequence[NameMention],
    dates: Iterable[Span],
    knowledge: InstrumentKnowledge,
) -> tuple[list[NameMention], list[Rejection]]:
    """Find the instruments of a document in order, the longest of overlapping ones; what an
    organization's name holds is none: the 北大西洋公约 of 北大西洋公约组织.

    >>> from pipeline import analyze
    >>> rows = analyze('商务部依据《出口管制法》发布公告。').instrument_mentions
    >>> [(row.text, row.instrument_id) for row in rows]
    [('出口管制法', 'cn-ecl')]
    """
    dates = tuple(dates)
    countries = Countries(document, knowledge)
    found = [
        *cited_instruments(document, knowledge),
        *known_instruments(document, countries, knowledge),
        *titled_instruments(document, countries, knowledge),
        *numbered_instruments(document, organizations, knowledge),
        *coded_instruments(document),
    ]
    mentions = [item for item in found if isinstance(item, NameMention)]
    mentions.sort(key=lambda mention: not mention.id)
    refused = [item for item in found if isinstance(item, Rejection)]
    taken = Taken(mention.span for mention in mentions)
    mentions += named_acts(document, taken, countries, knowledge)
    mentions = glossed(document.plain, longest(_whole(mentions, organizations, dates)))
    names = [
        *short_names(document.plain, mentions),
        *full_titles(document.plain, mentions, knowledge),
    ]
    again = [*named_again(document, names, knowledge), *heads_alone(document, mentions, knowledge)]
    mentions = longest([*_whole(again, organizations, dates), *mentions])
    return mentions, list(outside(refused, mentions))


def _whole(
    mentions: Iterable[NameMention], organizations: Iterable[NameMention], dates: Iterable[Span]
) -> list[NameMention]:
    """Return the mentions that no longer name of an organization holds and no date cuts."""
    bodies = Taken(one.span for one in organizations)
    days = Taken(dates)
    return [
        one for one in mentions
        if not _is_held(bodies.over(one.span), one.span) and not _is_cut(days.over(one.span), one.span)
    ]  # fmt: skip


def _is_held(over: Span | None, span: Span) -> bool:
    return over is not None and over != span and over.covers(span)


def _is_cut(over: Span | None, span: Span) -> bool:
    return over is not None and not span.covers(over)


def without_instruments(
    organizations: Iterable[NameMention], instruments: Iterable[NameMention]
) -> list[NameMention]:
    """Return the organizations that are none of the instruments: Export Administration Regulations.

    A body inside a title or before a number stays: the 商务部 of 商务部公告2023年第23号. A known one goes
    where the text calls a law so: FAA behind Foreign Assistance Act (FAA).
    """
    spans = frozenset(one.span for one in instruments)
    laws = Taken(spans)
    return [
        one
        for one in organizations
        if one.span not in spans and (one.basis == "lexicon" or not _is_law(one, laws))
    ]


def _is_law(one: NameMention, laws: Taken) -> bool:
    """Tell whether a name is that of a law, or a piece of one: Export Administration|Regulations."""
    span = one.span
    over = laws.over(span)
    if over is None or (span.covers(over) and span != over):
        return False  # 基本法|委员会
    return not over.covers(span) or over.end == span.end or one.rule.startswith(ENGLISH)
