"""Whom it is done to in an English sentence: sanctioned Sberbank, Samsung was fined, met with X."""

from collections.abc import Iterator, Sequence

from pipeline.events.draft import Argument
from pipeline.events.english_phrases import (
    Phrase,
    behind,
    nearest_noun,
    participant,
    phrases,
    without_helpers,
)
from pipeline.events.predicates import Predicate
from pipeline.events.reading import Reading
from pipeline.events.roles import Role
from pipeline.events.token import Token
from pipeline.events.triggers import Vocabulary
from pipeline.segment.tags import Tag

# Types of events that are done to somebody.
ACTING = ("regulation", "deal")
# Verbs that are, whatever the type: sued Meta, met Wang Wentao.
DONE_TO = ("done_to", "meeting_verb")
AMOUNT = "$€£¥"
NAMES = (Tag.NAME, Tag.PROPER)
# Which word leads to those whom something is done with or given to, by type.
LEADING = {"meeting": "with", "agreement": "with", "deal": "with", "investment": "to"}


def english_recipients(
    reading: Reading, predicate: Predicate, event_type: str, acting: Sequence[Argument],
    words: Vocabulary,
) -> list[Argument]:  # fmt: skip
    """Return whom it is done to: sanctioned Sberbank, Samsung was fined, controls on China."""
    taken = {agent.span for agent in acting}
    found: dict[Argument, None] = {}
    for rule, phrase in _phrases(reading, predicate, event_type, words):
        for one in participant(phrase.tokens, "regulation", words):
            if one.span not in taken and not _is_thing(phrase, words):
                found[Argument(one.span, one.id, "recipient", rule)] = None
    return sorted(found, key=lambda one: one.span)


def _is_thing(phrase: Phrase, words: Vocabulary) -> bool:
    """Tell whether a phrase names what is issued, not whom it is done to: an Executive Order."""
    head = phrase.tokens[-1]
    return words.has("instrument_noun", head.text.lower()) and head.tag == Tag.PROPER


def _phrases(
    reading: Reading, predicate: Predicate, event_type: str, words: Vocabulary
) -> Iterator[tuple[str, Phrase]]:
    """Yield the noun phrases that recipients may stand in, each with the rule that found it."""
    clause = reading.clauses[predicate.clause]
    for fact in clause.told("recipient"):
        if fact.first > predicate.last_token or predicate.passive:
            yield from ((fact.rule, one) for one in _free(clause.tokens[fact.first : fact.end]))
    acts = event_type in ACTING or any(predicate.has(name) for name in DONE_TO)
    if predicate.passive:
        before = _behind_opening(without_helpers(clause.tokens[: predicate.token]))
        if predicate.role == Role.ATTRIBUTIVE:
            before = nearest_noun(before)
        yield from (("passive", one) for one in _free(before) if acts)
        return
    told = _up_to_next(reading, predicate)
    if not told and (led := _led_on(reading, predicate, words)) is not None:
        told, acts = behind(clause, led), True
    free = _free(told)
    if predicate.has("granting_verb") and free:
        first = _before_amount(free[0])
        free, acts = [first], acts or len(free) > 1 or first != free[0]
    yield from (("object", one) for one in free if acts)
    lead = LEADING.get(event_type)
    yield from ((lead, one) for one in _led(told, lead) if lead)


def _up_to_next(reading: Reading, predicate: Predicate) -> Sequence[Token]:
    """Return what stands behind a verb up to the next verb and its subject: not the he of announced
    he would resign, but the Huawei of ordered Huawei to stop.
    """
    clause = reading.clauses[predicate.clause]
    tokens = behind(clause, predicate)
    later = [p for p in reading.found if p.clause == predicate.clause and p.token > predicate.token]
    if not later:
        return tokens
    tokens = without_helpers(tokens[: max(0, later[0].token - predicate.last_token - 1)])
    if not later[0].finite:
        return tokens
    last = list(phrases(tokens))[-1:]
    return tokens[: -len(last[0].tokens)] if last and last[0].tokens[-1] is tokens[-1] else tokens


def _led_on(reading: Reading, predicate: Predicate, words: Vocabulary) -> Predicate | None:
    """Return the infinitive that a verb leads to where it is done to somebody: agreed to acquire Arm."""
    later = [p for p in reading.found if p.clause == predicate.clause and p.token > predicate.token]
    if not later or later[0].role != Role.INFINITIVE or later[0].token > predicate.last_token + 2:
        return None
    types = {row.event_type for row in words.readings.get(later[0].text, ())}
    return later[0] if later[0].has("done_to") or types & set(ACTING) else None


def _behind_opening(tokens: Sequence[Token]) -> Sequence[Token]:
    """Leave out what opens a clause: In June 2023, by then."""
    start = max((i + 1 for i, t in enumerate(tokens) if t.tag == Tag.DATE), default=0)
    return tokens[start:]


def _free(tokens: Sequence[Token]) -> list[Phrase]:
    """Return the noun phrases that no preposition leads to: Sberbank and Rosatom."""
    return [phrase for phrase in phrases(_joined(tokens)) if not phrase.led_by]


def _joined(tokens: Sequence[Token]) -> list[Token]:
    """Leave out the articles behind prepositions, which hold their phrases: at the White House."""
    return [
        token
        for index, token in enumerate(tokens)
        if not (index and token.has("determiner") and tokens[index - 1].tag == Tag.PREPOSITION)
    ]


def _before_amount(phrase: Phrase) -> Phrase:
    """Return a noun phrase without the amount behind its name: fined Apple 1.8 billion euros."""
    tokens = phrase.tokens
    ends = (
        i
        for i in range(1, len(tokens))
        if (tokens[i].tag == Tag.NUMERAL or tokens[i].text in AMOUNT) and tokens[i - 1].tag in NAMES
    )
    return Phrase(tokens[: next(ends, len(tokens))], phrase.led_by)


def _led(tokens: Sequence[Token], lead: str | None) -> list[Phrase]:
    """Return the noun phrases behind a preposition, and those joined to the first: with Iran."""
    return [
        Phrase(one.tokens, "") for one in phrases(_joined(tokens)) if lead and one.led_by == lead
    ]
