"""How many rows like this one judges found right: a logistic sum of a few things that a row shows."""

import math
import re
from collections.abc import Iterator, Mapping

from pipeline.events.draft import Draft
from pipeline.events.token import PARTICLE
from pipeline.events.triggers import Vocabulary

# Fitted on 715 judged rows of articles that no rule was made from, 144 of them judged by somebody
# who saw neither rule nor figure: whether date and trigger are right, and the row is no noise.
# `python -m tests.evaluation.confidence JUDGED` fits them anew.
WEIGHTS: Mapping[str, float] = {
    "always": 1.9,
    "opens": 0.9,
    "aspect": 0.9,
    "known": 0.35,
    "other": -0.2,
    "apart": -0.85,
    "far": -0.3,
    "marks": -0.85,
    "particle": -0.8,
    "unlisted": -1.5,
    "vague": -0.7,
    "negated": -0.5,
}
MARK = re.compile(r"[,;:、。]")
FEWEST_MARKS = 2
APART, FAR = (
    12,
    30,
)  # characters between date and trigger; further apart, another verb is likelier meant
LEAST = 0.5  # a row is written where it is likelier right than wrong


def features(plain: str, draft: Draft, words: Vocabulary) -> Iterator[str]:
    """Yield what a row shows: a mark at once behind the date, a known agent, 了; marks or a 的 between
    date and trigger, a verb that no list has.
    """
    yield "always"
    date, trigger = draft.date.span, draft.trigger
    between = plain[date.end : trigger.start] or plain[trigger.end : date.start]
    following = plain[trigger.end : trigger.end + 1]
    shown = {
        "opens": MARK.match(between.lstrip()) is not None,
        "known": any(agent.id for agent in draft.actors),
        "unlisted": "part-of-speech" in draft.rule,
        "apart": len(between) > APART,
        "far": len(between) > FAR,
        "marks": len(MARK.findall(between)) >= FEWEST_MARKS,
        "particle": PARTICLE in between,
        "other": draft.event_type == "other",
        "aspect": words.has("aspect", following),
        "vague": words.has("vague_day", plain[date.start : date.end].lower()),
        "negated": draft.modality == "negated",
    }
    yield from (name for name, holds in shown.items() if holds)


def confidence(shown: Iterator[str], weights: Mapping[str, float] = WEIGHTS) -> float:
    """Return the share of rows that judges found right among those that show the same.

    >>> confidence(iter(("always", "apart")))
    0.74
    """
    return round(1 / (1 + math.exp(-sum(weights[name] for name in shown))), 2)
