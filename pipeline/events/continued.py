"""What goes on under the date of the sentence before: 2日，林鄭月娥見記者。她指，…. Only who said
something then and says more is taken: of other dateless sentences two in three tell of another time.
"""

from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.document import DateMention, Document, Sentence
from pipeline.events.chart import Chart
from pipeline.events.chinese_draft import drafted as chinese_draft
from pipeline.events.choice import LEAST, Governed
from pipeline.events.draft import Draft
from pipeline.events.english import drafted as english_draft
from pipeline.events.knowledge import EventKnowledge
from pipeline.events.predicates import Predicate
from pipeline.events.reading import Reading
from pipeline.events.triggers import Vocabulary
from pipeline.text import Span

RULE = "goes-on"
SURE = 0.8  # of judged rows in unread articles that meet what is asked here 30 of 31 are right
STATEMENT = "statement"
OPENING = (STATEMENT, "meeting", "publication")
MOST_WORDS = 2  # of what may stand before 指: 他, 亦
FARTHEST = 2  # sentences
LINE = "\n"


def continued(
    chart: Chart, dates: Sequence[DateMention], drafts: Iterable[Draft], knowledge: EventKnowledge
) -> Iterator[Draft]:
    """Yield what the speakers of dated statements say in the sentences right behind, without a date."""
    document = chart.document
    dated = {_number(document, date.span.start) for date in dates}
    for number, draft in _by_sentence(chart, dated, drafts, knowledge).items():
        for sentence in _behind(document, dated, number):
            if found := _said(chart, sentence, draft.date, knowledge.of(sentence.language)):
                yield found


def _behind(document: Document, dated: Container[int], number: int) -> Iterator[Sentence]:
    """Yield the sentences right behind one, in its paragraph, up to one with a date."""
    for index in range(number + 1, min(number + 1 + FARTHEST, len(document.sentences))):
        sentence, former = document.sentences[index], document.sentences[index - 1]
        if index in dated or _is_apart(document, former, sentence):
            return
        yield sentence


def _by_sentence(
    chart: Chart, dated: Container[int], drafts: Iterable[Draft], knowledge: EventKnowledge
) -> Mapping[int, Draft]:
    """Return the statement of a single day that a sentence tells last, by the sentence's number, where
    another sentence may go on with it.
    """
    return {
        number: draft
        for draft in drafts
        if draft.event_type in OPENING
        and draft.modality == "actual"
        and draft.date.precision == "day"
        and draft.sure >= LEAST
        and any(
            _behind(chart.document, dated, number := _number(chart.document, draft.trigger.start))
        )
        and not _is_told_of(chart, draft.date, knowledge)
    }


def _is_told_of(chart: Chart, date: DateMention, knowledge: EventKnowledge) -> bool:
    """Tell whether a date stands in what somebody says: 她指，上周四…, in a quotation."""
    sentence, region = chart.document.sentence_at(date.span.start), chart.region(date)
    if sentence is None or region is None or region.start > sentence.span.start:
        return True
    reading = Reading.of(chart, region, knowledge.of(sentence.language))
    before = reading.within(Span(region.start, date.span.start))
    return any(one.has("speech_verb") for one in before)


def _number(document: Document, position: int) -> int:
    """Return the number of the sentence that a position stands in."""
    return bisect_right(document.sentence_starts, position) - 1


def _is_apart(document: Document, former: Sentence, sentence: Sentence) -> bool:
    """Tell whether a line ends between two sentences."""
    return LINE in document.clean[former.span.end - 1 : sentence.span.start + 1]


def _said(
    chart: Chart, sentence: Sentence, date: DateMention, words: Vocabulary
) -> Draft | None:  # fmt: skip
    """Return what a sentence says that opens with a pronoun and a verb of saying: 他又指."""
    reading = Reading.of(chart, Span(sentence.span.start, sentence.span.end), words)
    first = next(iter(reading.found), None)
    if first is None or not _speaks(reading, first):
        return None
    governed = Governed(first, RULE, SURE)
    if words.language == "en":
        draft = english_draft(chart.document.plain, reading, governed, date, words)
    else:
        draft = chinese_draft(reading, governed, date, words)
    is_said = draft.event_type == STATEMENT and not draft.refused
    return replace(draft, basis="paragraph") if is_said else None


def _speaks(reading: Reading, first: Predicate) -> bool:
    """Tell whether a predicate is a verb of saying that a pronoun opens."""
    before = reading.clauses[0].tokens[: first.token]
    return (
        first.clause == 0
        and first.has("speech_verb")
        and 0 < len(before) <= MOST_WORDS
        and before[0].has("speaker")
    )
