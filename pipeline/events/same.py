"""Which event of a document tells an earlier one again: the abstract's, the body's."""

from collections import defaultdict

from pipeline.document import Argument, Document, EventMention, Sentence
from pipeline.text import Span

PRECISE = ("day", "month", "week", "part_of_month", "range")
ALIKE = 0.34  # share of the shorter object's letter pairs that the other one has too
MOST_TOLD = 12  # events of one date and type that a new one is held against


class Told:
    """The events told so far, by date and type."""

    def __init__(self, document: Document):
        self._document = document
        self._told: defaultdict[tuple[str, ...], list[EventMention]] = defaultdict(list)

    def first_telling(self, event: EventMention) -> EventMention | None:
        """Return the event that this one tells again, and remember it where it is new.

        They share date, type (or trigger) and agent, stand in two sentences, and their objects are
        alike; where one has none, the trigger is the same.
        """
        date = event.date
        if not (date.start_date or date.end_date):
            return None
        key = (date.start_date, date.end_date, event.event_type)
        for former in self._told[key]:
            if self._is_same(former, event):
                return former
        if len(self._told[key]) < MOST_TOLD:
            self._told[key].append(event)
        return None

    def _is_same(self, former: EventMention, event: EventMention) -> bool:
        if self._sentence(former.trigger) == self._sentence(event.trigger):
            return False
        if former.modality != event.modality or not _shared(former.actors, event.actors):
            return False
        same_word = self._word(former.trigger) == self._word(event.trigger)
        if event.event_type == "other" or event.date.precision not in PRECISE:
            return same_word and _alike(former.objects, event.objects)
        if former.objects and event.objects:
            return _alike(former.objects, event.objects)
        return same_word

    def _sentence(self, span: Span) -> Sentence | None:
        return self._document.sentence_at(span.start)

    def _word(self, span: Span) -> str:
        return self._document.plain[span.start : span.end].lower()


def _shared(one: tuple[Argument, ...], other: tuple[Argument, ...]) -> bool:
    """Tell whether two events have a agent in common: by id, or by a name that holds the other."""
    if not one and not other:
        return True
    return any(
        (a.id == b.id) if a.id and b.id else (a.text in b.text or b.text in a.text)
        for a in one
        for b in other
    )


def _alike(former: tuple[Argument, ...], other: tuple[Argument, ...]) -> bool:
    first, second = (_pairs("".join(one.text for one in each)) for each in (former, other))
    shorter = min(len(first), len(second))
    return shorter == 0 or len(first & second) / shorter >= ALIKE


def _pairs(text: str) -> set[str]:
    letters = "".join(filter(str.isalnum, text.lower()))
    return {letters[i : i + 2] for i in range(len(letters) - 1)}
