"""What a Chinese predicate and its date say: type, modality, doers and objects."""

from bisect import bisect_left
from collections.abc import Sequence

from pipeline.document import DateMention
from pipeline.events.clauses import Clause, Unit
from pipeline.events.draft import Draft
from pipeline.events.participants import actors, objects
from pipeline.events.predicates import Predicate, moved_object, names_law
from pipeline.events.reading import Reading
from pipeline.events.through import passed_on, seen_through
from pipeline.events.triggers import Reading as TypeReading
from pipeline.events.triggers import Vocabulary

CONFIDENCE = {"main": 0.9, "before": 0.7, "frame": 0.6, "noun": 0.5, "attributive": 0.5}
VAGUE = 0.1  # less confidence where the type is only other
UNLISTED = 0.3  # less confidence for a verb found by its part of speech alone
LEAST = 0.1
NOBODY = 0.1  # less confidence where no doer was found
FAR_CLAUSE = 0.1  # less confidence for each clause between
# Parts of speech (jieba's, and the chart's own) of what can be acted on.
CONTENT = ("n", "v", "name", "place", "title", "j", "eng", "l", "i")


def drafted(
    sentence: Reading, predicate: Predicate, date: DateMention, rule: str,
    words: Vocabulary,
) -> Draft:  # fmt: skip
    """Return what a predicate says, or the one that it announces."""
    clauses, found = sentence.clauses, sentence.found
    place = bisect_left(sentence.starts, predicate.span.start)
    acting = found[passed_on(found, place, clauses, words)]
    clause = clauses[acting.clause]
    noun = seen_through(acting, clause, words)
    behind, before = _around(clauses, acting, words)
    reading = words.reading(noun.text if noun else acting.text, behind, before)
    doers = tuple(actors(clauses, predicate, date.span.end, words))
    far = predicate.clause - sentence.places.get(date.span, (predicate.clause, 0))[0]
    return Draft(
        date,
        noun.span if noun else acting.span,
        clause.span,
        reading.event_type if reading else "other",
        _modality(clause, acting, date, words),
        doers,
        objects(clause, acting, words),
        rule if reading else f"{rule}:part-of-speech",
        max(LEAST, CONFIDENCE[predicate.role] - _doubt(reading, far) - (0 if doers else NOBODY)),
    )


def _around(
    clauses: Sequence[Clause], predicate: Predicate, words: Vocabulary
) -> tuple[str, str]:  # fmt: skip
    """Return the text behind a predicate, and where no noun is in it that before it: 收购案…告吹."""
    units = clauses[predicate.clause].units
    after = units[predicate.last_unit + 1 :]
    behind = "".join(unit.text for unit in after).lower()
    content = (u for u in after if u.tag.startswith(CONTENT))
    if any(not words.has("function", unit.text) for unit in content) and not words.has(
        "intransitive", predicate.text
    ):
        return behind, ""
    former = clauses[predicate.clause - 1].text if predicate.clause else ""
    before = f"{former},{''.join(unit.text for unit in units[: predicate.unit])}"
    return behind, before.lower()


def _doubt(reading: TypeReading | None, far: int) -> float:
    """Return what an unlisted verb, a vague type and clauses between take from confidence."""
    vague = VAGUE if reading is not None and reading.event_type == "other" else 0.0
    return (0.0 if reading else UNLISTED) + vague + FAR_CLAUSE * max(0, far - 1)


def _modality(clause: Clause, predicate: Predicate, date: DateMention, words: Vocabulary) -> str:
    """Return actual, planned, negated or uncertain, by the cues before a predicate."""
    units = clause.units
    cues = range(_behind_cause(units, predicate.unit, words), predicate.unit)
    moved = moved_object(units, predicate, words)
    before = [units[i].text for i in cues if i != moved and _is_cue(units, i, words, date)]
    modalities = words.cues_among(before)
    if "negated" in modalities:
        return "negated"
    if predicate.finite:
        return "actual"
    for modality in ("uncertain", "planned"):
        if modality in modalities:
            return modality
    return "planned" if date.modifier == "before" else "actual"


def _behind_cause(units: Sequence[Unit], end: int, words: Vocabulary) -> int:
    """Return where what is said begins behind a cause: 因未获批准而取消 is not negated."""
    closer = next((i for i in range(end - 1, 0, -1) if units[i].text == "而"), 0)
    caused = any(words.has("cause_opener", unit.text) for unit in units[:closer])
    return closer + 1 if caused else 0


def _is_cue(units: Sequence[Unit], index: int, words: Vocabulary, date: DateMention) -> bool:
    """Tell whether a word may be a cue: no name, and no 将 that stands for 把 (将企业列入清单)."""
    unit = units[index]
    if unit.tag in ("name", "title", "date"):
        return False
    following = units[index + 1] if index + 1 < len(units) else None
    if following is not None and names_law(unit.text, following.text, words):
        return False
    if words.has("passing_verb", unit.text) and date.span.end <= unit.span.start:
        return False  # 8月决定设立, but 决定于8月设立
    if not words.has("weak_cue", unit.text):
        return True
    return following is not None and following.tag.startswith(("v", "d", "p", "ad", "t"))
