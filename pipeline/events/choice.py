"""Which predicates a date governs: an ordered tuple of small rules for each language proposes, and
what each candidate shows is weighed.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.document import DateMention
from pipeline.events.evidence import Evidence
from pipeline.events.predicates import Predicate
from pipeline.events.reading import Reading
from pipeline.events.roles import Role
from pipeline.events.through import passed_on
from pipeline.events.triggers import Vocabulary
from pipeline.loglinear import SUREST
from pipeline.text import Span

# A predicate, and the id of the rule that chose it.
Chosen = tuple[Predicate, str]
# A rule answers with what the date governs, with nothing, or with None where it does not know.
Rule = Callable[[Reading, DateMention, Span, Vocabulary], list[Chosen] | None]
WEIGHED = "weighed"  # the rule of what no other rule proposed
LEAST = 0.6  # below it a row is left out: a false one costs its reader more than a missing one
BESIDE = 0.5  # how probable an event beside the main one must be


def chosen(
    rules: Sequence[Rule], reading: Reading, date: DateMention, scope: Span, words: Vocabulary
) -> list[Chosen]:
    """Return what a date governs, in the order of the text; the first rule that knows decides.

    `scope` reaches from the date to where its power ends.
    """
    if reading.place(date) is None:
        return []
    for rule in rules:
        if (found := rule(reading, date, scope, words)) is not None:
            return found
    return []


class Governed(NamedTuple):
    """A predicate that a date governs, the rule that proposed it, and how probable it is."""

    predicate: Predicate
    rule: str
    sure: float


def governed(
    rules: Sequence[Rule], evidence: Evidence, date: DateMention, scope: Span
) -> list[Governed]:
    """Return the candidate that a date most probably governs, and of the others those that a rule
    proposed and that are likelier right than wrong; in the order of the text.
    """
    proposed = proposals(rules, evidence, date, scope)
    weighed = list(evidence.weighed(date, scope.end, proposed))
    found = [
        Governed(one, proposed.get(one.span, WEIGHED), _sure(weighed, number, evidence))
        for number, (one, _) in enumerate(weighed)
    ]
    best = max(found, key=lambda one: (one.sure, -one.predicate.span.start), default=None)
    return [
        one._replace(predicate=_promoted(one.predicate))
        for one in found
        if one is best or (one.rule != WEIGHED and one.sure >= BESIDE)
    ]


def _sure(
    weighed: Sequence[tuple[Predicate, float]], number: int, evidence: Evidence
) -> float:  # fmt: skip
    """Return how probable an event is: where a verb announces another, either may be meant, 宣布成立."""
    one, sure = weighed[number]
    if not one.has("passing_verb"):
        return sure
    later = passed_on(
        [each for each, _ in weighed], number, evidence.reading.clauses, evidence.words
    )
    both = round(1 - (1 - sure) * (1 - weighed[later][1]), 2)
    return sure if later == number else min(SUREST, both)


def proposals(
    rules: Sequence[Rule], evidence: Evidence, date: DateMention, scope: Span
) -> dict[Span, str]:
    """Return which rule proposes a predicate for a date, by the predicate's place."""
    found = chosen(rules, evidence.reading, date, scope, evidence.words)
    return {one.span: rule for one, rule in found}


def _promoted(predicate: Predicate) -> Predicate:
    """Return a predicate that its date makes the main one, whatever the rules took it for."""
    return replace(predicate, role=Role.MAIN) if predicate.role == Role.LOOSE else predicate
