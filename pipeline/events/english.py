"""Dated events of English sentences: the verb that a date governs, with what it says."""

import re
from collections.abc import Iterator, Sequence

from pipeline.document import DateMention
from pipeline.events import choice
from pipeline.events.chart import Chart
from pipeline.events.choice import Governed, governed
from pipeline.events.draft import Argument, Draft
from pipeline.events.english_arguments import agents
from pipeline.events.english_choice import RULES
from pipeline.events.english_objects import english_objects
from pipeline.events.english_recipients import english_recipients
from pipeline.events.evidence import Evidence
from pipeline.events.modality_choice import likeliest_modality
from pipeline.events.object_choice import acting_still, likeliest_objects
from pipeline.events.participant_choice import likeliest_agents, likeliest_recipients
from pipeline.events.predicates import Predicate
from pipeline.events.reading import Reading
from pipeline.events.refusals import links, refused
from pipeline.events.roles import Role
from pipeline.events.token import Clause
from pipeline.events.triggers import TriggerRow, Vocabulary
from pipeline.events.type_choice import likeliest_type
from pipeline.segment.tags import Tag
from pipeline.text import Span

LONGEST_OBJECT = 120
FARTHEST_NOUN = 4  # words from a verb to the head of its object
DEAL = "deal"
OF_ITSELF = ("milestone", "other", "statement")  # types of verbs whose object says what happens
FARTHEST_LAW = 160  # characters back from it to the bill that it means
LACKING = re.compile(r"\bwithout (?!\w+ing\b)")  # a version without names was adopted
LED_BACK = re.compile(r"^\s*(?:(?:and|but|then)\s+)*(?:it|which|that)\b")


def english_events(
    chart: Chart, dates: Sequence[DateMention], words: Vocabulary
) -> Iterator[Draft]:
    """Yield the events that each date governs; `dates` are those of one sentence, in order."""
    read: dict[Span, Evidence] = {}
    plain = chart.document.plain
    for index, date in enumerate(dates):
        region = chart.region(date)
        if region is None:
            continue
        if region not in read:
            read[region] = Evidence(Reading.of(chart, region, words), words)
        limit = dates[index + 1].span.start if index + 1 < len(dates) else region.end
        scope = Span(date.span.end, max(date.span.end, min(limit, region.end)))
        evidence = read[region]
        for one in governed(RULES, evidence, date, scope):
            yield drafted(plain, evidence.reading, one, date, words)


def drafted(
    plain: str, sentence: Reading, of_date: Governed, date: DateMention, words: Vocabulary
) -> Draft:
    """Return what a verb says."""
    predicate, rule, sure = of_date
    reading = sentence.having(predicate)
    clause = reading.clauses[predicate.clause].span
    ahead = plain[predicate.span.end : date.span.start] == " for " and words.has(
        "planning_verb", predicate.text
    )
    row = _reading(plain, reading, predicate, words)
    if ahead:
        earlier = plain[max(0, predicate.span.start - FARTHEST_LAW) : predicate.span.start]
        row = words.reading(predicate.text, "", earlier.lower())
    event_type = row.event_type if row else "other"
    if event_type in OF_ITSELF and _is_of_deal(reading.clauses[predicate.clause], predicate):
        event_type = DEAL
    acting = () if ahead else tuple(agents(reading, predicate, event_type, words))
    told = english_objects(reading, predicate, words)
    if sure >= choice.LEAST:
        acting = likeliest_agents(reading, predicate, date, acting, event_type, words)
        told = likeliest_objects(reading, predicate, told, acting, event_type, words)
        acting = acting_still(acting, told)
    done_to = tuple(english_recipients(reading, predicate, event_type, acting, words))
    if sure >= choice.LEAST and not done_to:
        done_to = likeliest_recipients(reading, predicate, date, acting, told, event_type, words)
    acted_on = [span for span in told if not (done_to and plain.startswith("with ", span.start))]
    arguments = (*acting, *done_to, *(Argument(span, "", "object") for span in acted_on))
    if sure >= choice.LEAST:
        event_type = likeliest_type(reading, event_type, predicate.text, arguments, words)
    modality = _modality(plain, reading, predicate, date, words, ahead=ahead)
    if sure >= choice.LEAST:
        modality = likeliest_modality(reading, predicate, date, modality, words)
    listed = "" if predicate.listed else "+part-of-speech"
    return Draft(
        date,
        predicate.span,
        clause,
        event_type,
        modality,
        arguments,
        "+".join([f"{rule}{listed}", *links(reading, predicate, arguments)]),
        refused=refused(reading, predicate, date, arguments),
        sure=sure,
    )


def _is_of_deal(clause: Clause, verb: Predicate) -> bool:
    """Tell whether the object of a verb is a deal: completed its acquisition of VMware."""
    return any(
        0 < fact.first - verb.last_token <= FARTHEST_NOUN
        and all(token.tag != Tag.VERB for token in clause.tokens[verb.last_token + 1 : fact.first])
        for fact in clause.told(DEAL)
    )


def _without_dates(reading: Reading, span: Span, plain: str, words: Vocabulary) -> str:
    """Return the text of a span without its dates, and names that are cues: the May of May 23, and
    of May told, is no may.
    """
    pieces, position = [], span.start
    for clause in reading.clauses:
        for token in clause.tokens:
            named = token.tag == Tag.PROPER and token.text.lower() in words.modalities
            apart = named or token.tag in (Tag.DATE, Tag.NAME)
            if apart and span.start <= token.span.start < span.end:
                pieces.append(plain[position : token.span.start])
                position = token.span.end
    return "".join([*pieces, plain[position : span.end]])


def _reading(plain: str, reading: Reading, verb: Predicate, words: Vocabulary) -> TriggerRow | None:
    """Return the reading of a verb by its objects in its clause, else behind the comma, else by
    its subject, else by what it means: Added X, the maker of Y, to the list; it passed in May.
    """
    clause = reading.clauses[verb.clause].span
    before = plain[clause.start : verb.span.start].lower()
    text = plain[verb.span.end : clause.end].lower()
    around = before + text if verb.passive else text
    row = words.reading(verb.text, around)
    if row is not None and row.objects:
        return row
    following = next((p for p in reading.found if p.span.start >= clause.end and p.finite), None)
    last = reading.clauses[-1].span.end
    end = min(following.span.start if following else last, clause.end + LONGEST_OBJECT)
    further = words.reading(verb.text, plain[clause.end : end].lower())
    if further is not None and further.objects:
        return further
    rest = _without_dates(reading, Span(verb.span.end, clause.end), plain, words)
    if not all(words.has("date_opener", word) for word in rest.lower().strip(" .,;").split()):
        return row
    led = words.reading(verb.text, "", before)
    if LED_BACK.search(before) and not (led and led.objects):
        earlier = plain[max(0, clause.start - FARTHEST_LAW) : clause.start].lower()
        back = words.reading(verb.text, "", earlier)
        return back if back is not None and back.event_type == "legislation" else led
    return led


def _said_from(reading: Reading, verb: Predicate) -> int:
    """Return where what is said of a verb begins: behind the never of they never came and it left."""
    clause = reading.clauses[verb.clause]
    for former in reversed([p for p in reading.found if p.clause == verb.clause and p.finite]):
        between = clause.tokens[former.last_token + 1 : verb.token]
        if verb.finite and any(t.tag == Tag.CONJUNCTION for t in between) and former != verb:
            return former.span.end
    return clause.span.start


def _modality(
    plain: str, reading: Reading, verb: Predicate, date: DateMention, words: Vocabulary, *,
    ahead: bool,
) -> str:  # fmt: skip
    """Return the modality that the words before a verb in its clause give it; `ahead` tells that
    its date is led by for: a visit planned for May.
    """
    if marked := reading.clauses[verb.clause].modality_at(verb.token):
        return marked
    before = _without_dates(reading, Span(_said_from(reading, verb), verb.span.start), plain, words)
    found = words.cues_in(LACKING.sub("", before.lower()))
    for modality in ("negated", "uncertain", "planned"):
        if modality in found:
            return modality
    if words.has("planning_verb", verb.text) and (verb.passive or ahead):
        return "planned"
    if verb.role == Role.INFINITIVE:
        return "planned"
    return "planned" if date.modifier == "before" and not verb.past else "actual"
