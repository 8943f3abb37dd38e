"""A choice among answers by what each shows: who acts, what is acted on."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.events.evidence import NOTHING, told
from pipeline.events.predicates import Predicate
from pipeline.events.reading import Reading
from pipeline.events.subjects import passive_before
from pipeline.events.triggers import Vocabulary
from pipeline.loglinear import Weights
from pipeline.text import Span

FARTHEST = 600  # characters


class Option(NamedTuple):
    """An answer, what it shows, and under which `heads` the facts of its predicate are told with it; by
    its `handicap`, in hundredths, it must weigh more than the others.
    """

    spans: tuple[Span, ...]
    shown: Sequence[str]
    heads: Sequence[str]
    handicap: int = 0


def likeliest(options: Sequence[Option], facts: Sequence[str], weights: Weights) -> Option:
    """Return the option that weighs most, of equal ones the first."""
    told_with: dict[str, int] = {}
    for head in {head for option in options for head in option.heads}:
        told_with[head] = weights.total(f"{head},{fact}" for fact in facts)
    return max(
        options,
        key=lambda one: (
            weights.total(one.shown) + sum(told_with[head] for head in one.heads) - one.handicap
        ),
    )


def facts_of(
    reading: Reading, predicate: Predicate, event_type: str, words: Vocabulary
) -> list[str]:
    """Return what a predicate shows whoever takes part: its word, type, role, passive, classes."""
    tokens = reading.clauses[predicate.clause].tokens
    behind = tokens[predicate.last_token + 1 :][:1]
    turned = words.language != "en" and passive_before(tokens[: predicate.token]) >= 0
    return [
        f"word={predicate.text}",
        f"type={event_type}",
        f"role={predicate.role}",
        f"passive={predicate.passive or turned:d}",
        f"next={told(behind[0]) if behind else NOTHING}",
        *(f"class={name}" for name in sorted(predicate.classes)),
    ]


def near(reading: Reading, predicate: Predicate) -> list[Predicate]:
    """Return the predicates near one, with it; a sentence may have thousands."""
    start, end = predicate.span.start - FARTHEST, predicate.span.end + FARTHEST
    return reading.within(Span(start, end))


def relation(spans: Sequence[Span], proposed: Sequence[Span]) -> str:
    """Return how an answer stands to that of the rules: same, touch, apart, or alone where they have none."""
    if not proposed:
        return "alone"
    if set(spans) == set(proposed):
        return "same"
    met = any(a.start < b.end and b.start < a.end for a in spans for b in proposed)
    return "touch" if met else "apart"
