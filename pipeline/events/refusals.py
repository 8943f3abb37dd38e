"""Which predicates are no events, though a date governs them: conditions, questions, verbs without support."""

from collections.abc import Iterator, Mapping, Sequence

from pipeline.document import DateMention
from pipeline.events.draft import Argument
from pipeline.events.predicates import Predicate
from pipeline.events.reading import Reading
from pipeline.events.token import Clause
from pipeline.segment.tags import Tag

DOUBTFUL = "doubtful"
REASONS: Mapping[str, str] = {
    "unreal": "a condition or a wish, no event",
    "question": "a question, no event",
    "habit": "it recurs, no event of one day",
    DOUBTFUL: "of rows that look like this one, judges found more wrong than right",
    "no-support": "a verb that no list has, without somebody who acts and something acted on",
}
ROW = "constructions.csv"
SUBJECT = (Tag.NAME, Tag.PLACE, Tag.PROPER, Tag.NOUN, Tag.PRONOUN)


def refused(
    reading: Reading, predicate: Predicate, date: DateMention, arguments: Sequence[Argument]
) -> str:
    """Return why a predicate is no event, or nothing: 如果明年通过; 他为何下令?"""
    if _is_unreal(reading, predicate, date):
        return "unreal"
    if reading.is_marked(date, "habit"):
        return "habit"
    clause = reading.clauses[predicate.clause]
    if reading.asks and clause.told("question"):
        return "question"
    return "" if predicate.listed or _is_supported(clause, predicate, arguments) else "no-support"


def _is_unreal(reading: Reading, predicate: Predicate, date: DateMention) -> bool:
    """Tell whether a predicate, or the date that governs it, stands in a condition."""
    if predicate.token in reading.clauses[predicate.clause].places("unreal"):
        return True
    return reading.is_marked(date, "unreal")


def _is_supported(
    clause: Clause, predicate: Predicate, arguments: Sequence[Argument]
) -> bool:  # fmt: skip
    """Tell whether an unlisted verb says what somebody did: it has a doer, and aspect or an object,
    or it is a passive.
    """
    roles = {argument.role for argument in arguments}
    passive = predicate.passive or any(t.has("passive") for t in clause.tokens[: predicate.token])
    if passive:
        return "object" in roles or "recipient" in roles
    if predicate.past:
        return any(
            t.tag in SUBJECT for t in clause.tokens[: predicate.token]
        )  # 1,500 people marched
    return "agent" in roles and (predicate.finite or "object" in roles)


def links(reading: Reading, predicate: Predicate, arguments: Sequence[Argument]) -> Iterator[str]:
    """Yield the rows of constructions.csv that a draft rests on: constructions.csv:zh-topic."""
    known = {fact.rule for fact in reading.clauses[predicate.clause].facts}
    used = {argument.rule for argument in arguments} & known
    for fact in reading.clauses[predicate.clause].facts:
        if fact.mark == "adjunct" and fact.end <= predicate.token:
            used.add(fact.rule)
    yield from (f"{ROW}:{rule}" for rule in sorted(used))
