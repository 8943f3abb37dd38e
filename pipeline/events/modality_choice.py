"""Whether an event has happened or is planned: what the rules say by its cues, weighed with the words
around it and how far its date lies from the present of the text. What is denied or uncertain the rules
know.
"""

from collections.abc import Collection, Iterator

from pipeline.document import DateMention
from pipeline.events.horizon import beyond
from pipeline.events.predicates import Predicate
from pipeline.events.reading import Reading
from pipeline.events.triggers import Vocabulary
from pipeline.loglinear import Weights

FARTHEST_BEFORE, FARTHEST_BEHIND = 12, 5  # tokens
LONGEST_WORD, LONGEST_DATE = 8, 4  # characters
ACTUAL, PLANNED = DECIDED = "actual", "planned"
SURER = 50  # hundredths by which the other must weigh more than what the rules say: nine in ten are then right
CUED = "cued"  # a cue says what the rules do


def likeliest_modality(
    reading: Reading, predicate: Predicate, date: DateMention, by_cues: str, words: Vocabulary, *,
    awaited: bool = False,
) -> str:  # fmt: skip
    """Return the modality of an event; an `awaited` date is a target: 推迟至2027年, the year of a budget.

    To expand is planned in plans to expand, and was done in Congress acted to expand.
    """
    proposed = _by_horizon(by_cues, date, reading.horizon, awaited=awaited)
    facts = dict.fromkeys(_facts(reading, predicate, date, proposed, words))
    return decided(proposed, facts, words.weights("modality"))


def decided(proposed: str, facts: Collection[str], weights: Weights) -> str:
    """Return what facts make of what the rules say; they weigh for a plan. What a cue says stays: 拟于2023年发布,
    told in 2025.
    """
    if proposed not in DECIDED or CUED in facts:
        return proposed
    planned = weights.total(facts)
    if proposed == ACTUAL:
        return PLANNED if planned > SURER else ACTUAL
    return ACTUAL if planned < -SURER else PLANNED


def _by_horizon(modality: str, date: DateMention, last: str, *, awaited: bool) -> str:
    """Return the modality of what is dated beyond the last day told: it has not happened yet."""
    if awaited and last and modality in DECIDED:
        return PLANNED if date.end_date >= last else ACTUAL
    ahead = bool(last) and date.start_date > last
    return PLANNED if ahead and modality == ACTUAL else modality


def _facts(
    reading: Reading, predicate: Predicate, date: DateMention, proposed: str, words: Vocabulary
) -> Iterator[str]:
    """Yield what speaks for a plan, or for what has happened."""
    tokens = reading.clauses[predicate.clause].tokens
    before = tokens[max(0, predicate.token - FARTHEST_BEFORE) : predicate.token]
    behind = tokens[predicate.last_token + 1 : predicate.last_token + 1 + FARTHEST_BEHIND]
    start = beyond(date.start_date or date.end_date, reading.present)
    end = beyond(date.end_date or date.start_date, reading.present)
    cues = [token.text.lower() for token in before if token.is_cue]
    word = predicate.text.lower()
    yield "always"
    yield f"rule={proposed}"
    if proposed in map(words.modalities.get, cues):
        yield CUED
    yield f"rule={proposed},role={predicate.role}"
    yield f"role={predicate.role}"
    yield f"past={predicate.past:d}"
    yield f"word={word}"
    yield f"ending={word[-3:]}"
    yield f"starts={start}"
    yield f"starts={start},rule={proposed}"
    yield f"starts={start},role={predicate.role}"
    yield f"starts={start},past={predicate.past:d}"
    yield f"starts={start},word={word}"
    yield f"ends={end}"
    yield f"ends={end},rule={proposed}"
    yield f"modifier={date.modifier}"
    yield f"precision={date.precision}"
    yield f"basis={date.basis}"
    yield from (
        f"date={token.text[:LONGEST_DATE].lower()}" for token in tokens if token.date is date
    )
    yield from (f"before={token.text[:LONGEST_WORD].lower()}" for token in before)
    yield from (f"behind={token.text[:LONGEST_WORD].lower()}" for token in behind)
    yield from (f"former={token.text.lower()}" for token in before[-1:])
    yield from (f"next={token.text.lower()}" for token in behind[:1])
    yield from (f"cue={cue}" for cue in cues)
    yield from (f"cue={cue},role={predicate.role}" for cue in cues)
