"""Dates, names and words of a document to dated events: who did what, when."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.dates.dateline import is_posting_line
from pipeline.document import (
    Argument,
    DateMention,
    Document,
    EventMention,
    NameMention,
    Rejection,
    Sentence,
)
from pipeline.events import choice
from pipeline.events.antecedents import Antecedents
from pipeline.events.chart import Chart
from pipeline.events.chinese import chinese_events
from pipeline.events.continued import continued
from pipeline.events.draft import Argument as Part
from pipeline.events.draft import Draft
from pipeline.events.english import english_events
from pipeline.events.knowledge import EventKnowledge
from pipeline.events.lines import is_biography, is_caption_line, is_head_line
from pipeline.events.refusals import DOUBTFUL, REASONS
from pipeline.events.same import Told
from pipeline.events.titles import is_title_line
from pipeline.persons import PersonMention
from pipeline.text import Span

__all__ = ["EventKnowledge", "EventNames", "find_events"]

# What may stand around an instrument that a phrase is: a country, an article, signs of a title.
CLOSING = "》〉”」』\"'）)。，,. "
LED = re.compile(
    r"(?:[^和与對对及、，,《》\n]{0,12}[《〈]|[^的和与對对及、，,《》 ]{0,8}[“「『]?|(?:(?:the|a|an|its|of|new|[A-Z][\w.]*) ){0,4}[“\"]?)"
)


@dataclass(frozen=True)
class EventNames:
    """The names of a document that take part in its events."""

    organizations: Sequence[NameMention]
    technologies: Sequence[NameMention]
    persons: Sequence[PersonMention] = ()
    places: Sequence[NameMention] = ()
    instruments: Sequence[NameMention] = ()


def find_events(
    document: Document,
    dates: Sequence[DateMention],
    names: EventNames,
    knowledge: EventKnowledge,
) -> tuple[list[EventMention], list[Rejection]]:
    """Find the events that the dates of a document govern, in the order of their triggers, and the
    predicates that are none after all.

    >>> from pipeline import analyze
    >>> [row.event_type for row in analyze('2023年7月3日，商务部发布公告。').events]
    ['regulation']
    """
    chart = Chart(document, dates, [*names.organizations, *names.persons])
    found = list(_drafts(chart, dates, knowledge))
    found.extend(continued(chart, dates, found, knowledge))
    drafts = sorted(found, key=lambda draft: (draft.trigger, draft.date.span))
    words = knowledge.of(document.language)
    terms, told = _Terms(document, names.technologies), Told(document)
    ids = _Names(document, names)
    events: list[EventMention] = []
    rejections = [_rejection(draft) for draft in drafts if draft.refused]
    drafts = _each_once(draft for draft in drafts if not draft.refused)
    for draft in Antecedents(document, names.organizations, words).resolved(drafts):
        if draft.sure < choice.LEAST:
            rejections.append(_rejection(replace(draft, refused=DOUBTFUL)))
        else:
            event = _event(document, draft, terms, ids)
            events.append(replace(event, same_as=told.first_telling(event)))
    return events, rejections


def _each_once(drafts: Iterable[Draft]) -> list[Draft]:
    """Return drafts without those that tell the same of the same days: 前日|7月26日|确诊."""
    best: dict[object, Draft] = {}
    for draft in drafts:
        date = draft.date
        days = (date.start_date, date.end_date) if date.start_date else date.span
        former = best.get((draft.trigger, days))
        if former is None or draft.sure > former.sure:
            best[draft.trigger, days] = draft
    return list(best.values())


def _rejection(draft: Draft) -> Rejection:
    span = Span(
        min(draft.date.span.start, draft.clause.start), max(draft.date.span.end, draft.clause.end)
    )
    return Rejection(span, "event", draft.refused, REASONS[draft.refused])


class _Names:
    """The names and places of a document, by span."""

    def __init__(self, document: Document, names: EventNames):
        self._clean = document.clean
        self._persons = {m.span: m for m in names.persons}
        self._ids = {m.span: m.id for m in names.organizations}
        self._placed = [(mention.span, mention.id) for mention in names.places]
        self._starts = [span.start for span, _ in self._placed]
        self._ids = {**dict(self._placed), **self._ids}
        self._laws = {m.span.end: m for m in names.instruments if m.id}

    def told(self, arguments: Iterable[Part], day: str) -> tuple[Argument, ...]:
        """Return arguments as they stand in the text, each with its id, or that of the name it is;
        a person's is that of the office on the day.
        """
        found: dict[str, Argument] = {}
        for one in (self._told(argument, day) for argument in arguments):
            if one.text and not (one.text in found and found[one.text].id):
                found[one.text] = one
        return tuple(found.values())

    def _told(self, one: Part, day: str) -> Argument:
        text = " ".join(self._clean[one.span.start : one.span.end].split())
        person = self._persons.get(one.span)
        row_id = person.organization_on(day) if person else one.id or self._ids.get(one.span, "")
        if not row_id and one.role in ("object", "recipient"):
            row_id = self._instrument(one.span)
        return Argument(text.strip(" ,.;"), row_id)

    def _instrument(self, span: Span) -> str:
        """Return the id of the instrument that a phrase is, with signs and what leads to it:
        美国《芯片法案》, the CHIPS Act.
        """
        end = span.start + len(self._clean[span.start : span.end].rstrip(CLOSING))
        law = self._laws.get(end)
        if law is None or law.span.start < span.start:
            return ""
        return law.id if LED.fullmatch(self._clean, span.start, law.span.start) else ""

    def places(self, span: Span) -> tuple[Argument, ...]:
        """Return the places that are named in a span, each once."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end, first)
        found = self._placed[first:last]
        return tuple(
            dict.fromkeys(Argument(self._clean[s.start : s.end], place) for s, place in found)
        )


class _Terms:
    """The technology terms of a document, by place."""

    def __init__(self, document: Document, mentions: Sequence[NameMention]):
        self._mentions = mentions
        self._starts = [mention.span.start for mention in mentions]
        self._clean = document.clean

    def inside(self, span: Span) -> tuple[Argument, ...]:
        """Return the terms that stand in a span."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end, first)
        found = (m for m in self._mentions[first:last] if m.span.end <= span.end)
        return tuple(Argument(self._clean[m.span.start : m.span.end], m.id) for m in found)


def _drafts(
    chart: Chart, dates: Sequence[DateMention], knowledge: EventKnowledge
) -> Iterator[Draft]:  # fmt: skip
    for sentence, dated in _by_sentence(chart.document, dates):
        grammar = english_events if sentence.language == "en" else chinese_events
        yield from grammar(chart, dated, knowledge.of(sentence.language))


def _by_sentence(
    document: Document, dates: Iterable[DateMention]
) -> Iterator[tuple[Sentence, list[DateMention]]]:
    """Gather the dates that have a value by sentence; a heading or a caption tells of no event
    itself, nor does the line that says when the text was posted.
    """
    valued = (
        date
        for date in dates
        if date.precision != "fuzzy"
        and not document.is_heading(date.span)
        and not document.is_caption(date.span)
        and not is_title_line(document.plain, date.span)
        and not is_posting_line(document.plain, date.span)
        and not is_head_line(document.plain, date.span)
        and not is_caption_line(document.plain, date.span)
        and not is_biography(document.plain, date.span)
    )
    for sentence, dated in groupby(valued, lambda date: document.sentence_at(date.span.start)):
        if sentence is not None:
            yield sentence, list(dated)


def _event(document: Document, draft: Draft, terms: _Terms, names: _Names) -> EventMention:
    """Complete a draft: its span reaches to the date, its terms are those inside it."""
    date, clause = draft.date.span, draft.clause
    span = Span(min(date.start, clause.start), max(date.end, clause.end))
    return EventMention(
        span,
        draft.date,
        draft.trigger,
        draft.event_type,
        draft.modality,
        names.told(draft.actors, draft.date.start_date),
        names.told(draft.of("object"), draft.date.start_date),
        names.told(draft.of("recipient"), draft.date.start_date),
        terms.inside(span),
        names.places(span),
        draft.basis,
        draft.rule,
        draft.sure,
    )
