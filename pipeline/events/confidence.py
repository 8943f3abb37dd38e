"""How many rows like this one judges found right: a logistic sum of a few things that a row shows."""

import math
import re
from collections.abc import Iterator, Mapping

from pipeline.document import DateMention
from pipeline.text import Span

# Fitted on 150 judged rows of articles that no rule was made from: whether date and trigger are
# right, and the row is no noise. `python -m tests.evaluation.confidence JUDGED` fits them anew.
WEIGHTS: Mapping[str, float] = {
    "always": 1.03,
    "unlisted": -0.46,
    "mark": -0.26,
    "apart": -0.58,
    "day": 0.08,
}
MARK = re.compile(r"[,;:、。]")
FARTHEST = 12  # characters between date and trigger; further apart, another verb is likelier meant


def features(plain: str, date: DateMention, trigger: Span, rule: str) -> Iterator[str]:
    """Yield what a row shows: a mark between date and trigger, a day, a verb that no list has."""
    yield "always"
    between = plain[date.span.end : trigger.start] or plain[trigger.end : date.span.start]
    if MARK.search(between):
        yield "mark"
    if len(between) > FARTHEST:
        yield "apart"
    if date.precision == "day":
        yield "day"
    if "part-of-speech" in rule:
        yield "unlisted"


def confidence(shown: Iterator[str], weights: Mapping[str, float] = WEIGHTS) -> float:
    """Return the share of rows that judges found right among those that show the same.

    >>> confidence(iter(("always", "day")))
    0.75
    """
    return round(1 / (1 + math.exp(-sum(weights[name] for name in shown))), 2)
