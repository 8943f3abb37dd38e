"""Dated events of Chinese sentences: the predicates that a date governs."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pipeline.document import DateMention
from pipeline.events.clauses import Chart, Clause, Unit
from pipeline.events.draft import Draft
from pipeline.events.participants import actors, objects
from pipeline.events.predicates import Predicate, passed_on, seen_through
from pipeline.events.reading import Reading, scopes
from pipeline.events.roles import PARTICLE
from pipeline.events.triggers import Reading as TypeReading
from pipeline.events.triggers import Vocabulary
from pipeline.text import Span

# 展望2025:未来趋势 is a title, 2025年3月10日第7期 a masthead: no clause follows.
HEADING = re.compile(r"\s*(?::|第\s*\d+\s*期)")
FARTHEST_CLAUSE = 4  # a listed verb further behind the date is hardly governed by it
CONFIDENCE = {"main": 0.9, "before": 0.7, "frame": 0.6, "noun": 0.5, "attributive": 0.5}
VAGUE = 0.1  # less confidence where the type is only other
UNLISTED = 0.3  # less confidence for a verb found by its part of speech alone
LEAST = 0.1
NOBODY = 0.1  # less confidence where no doer was found
FAR_CLAUSE = 0.1  # less confidence for each clause between


def chinese_events(
    chart: Chart, dates: Sequence[DateMention], words: Vocabulary
) -> Iterator[Draft]:
    """Yield the events that each date governs; `dates` are those of one sentence, in order."""
    read: dict[Span, Reading] = {}
    reach = scopes(dates)
    for date in dates:
        region = chart.region(date)
        if region is None or HEADING.match(chart.document.plain, date.span.end):
            continue
        if region not in read:
            read[region] = Reading.of(chart, region, words)
        end = min(reach[date.span], region.end)
        for predicate, rule in _governed(read[region], date, Span(date.span.end, end), words):
            yield _draft(read[region], predicate, date, rule, words)


def _governed(
    reading: Reading, date: DateMention, scope: Span, words: Vocabulary
) -> Iterator[tuple[Predicate, str]]:
    """Yield the predicates of a date with the rule that chose them: the main one last."""
    governed = reading.within(scope)
    if not governed:
        if (former := _before_date(reading, date, words)) is not None:
            yield former, "predicate-before-date"
        return
    if _only_identifies(reading, date, governed, words):
        return
    main = _main(governed, reading.clauses)
    if main is not None and main.role == "noun" and not reading.closed:
        return  # a heading: 2022-2025年美印新兴技术倡议
    told: set[tuple[int, str]] = set()
    for predicate in governed:
        if main is not None and predicate.span.start >= main.span.start:
            break
        aside = (predicate.clause, predicate.role)
        if aside not in told and _happens_aside(predicate, reading.clauses, words):
            told.add(aside)
            yield predicate, f"date-{predicate.role}"
    if main is not None:
        yield main, f"date-{main.role}"


def _only_identifies(
    reading: Reading, date: DateMention, governed: Sequence[Predicate], words: Vocabulary
) -> bool:
    """Tell whether a date only says which: 2021财年的国防授权法, but not 5月的峰会."""
    behind = reading.around(date)[1]
    if behind is None or behind.text != PARTICLE:
        return False
    number, index = reading.places[date.span]
    own = [p for p in governed if p.clause == number]
    framed = any(p.role in ("frame", "noun", "inside") for p in own)
    between = reading.clauses[number].units[index + 1 : own[0].unit if own else None]
    text = "".join(unit.text for unit in between)
    telling = any(noun in text for noun in words.words("event_noun"))
    closed = any(words.has("frame_closer", unit.text) for unit in between)
    return not (framed or telling or closed)


def _happens_aside(predicate: Predicate, clauses: Sequence[Clause], words: Vocabulary) -> bool:
    """Tell whether a predicate before the main one happens too: 会晤之后, 在举办的峰会上."""
    if not predicate.listed or predicate.role not in ("before", "frame"):
        return False
    behind = "".join(unit.text for unit in clauses[predicate.clause].units[predicate.unit :])
    return predicate.role == "before" or any(noun in behind for noun in words.words("meeting_noun"))


def _main(governed: Sequence[Predicate], clauses: Sequence[Clause]) -> Predicate | None:
    """Choose the main predicate: the first clause that has one gives it, a listed one first.

    Where the first predicate of all is only attributive and no main one is near, as in
    启动由两国主导的对话, it is the main one all the same.
    """
    first_clause = governed[0].clause
    by_clause: dict[int, list[Predicate]] = {}
    for predicate in governed:
        if predicate.clause - first_clause <= FARTHEST_CLAUSE:
            by_clause.setdefault(predicate.clause, []).append(predicate)
    for role in ("main", "attributive", "noun"):
        for own in by_clause.values():
            inside = [p for p in own if p.role == role]
            if chosen := next((p for p in inside if p.listed), None):
                return chosen
            if (
                inside
                and role == "main"
                and (len(by_clause) == 1 or _is_certain(inside[0], clauses))
            ):
                return inside[0]
        heads = (p for p in governed if p.role in ("main", "attributive"))
        if role == "main" and (first := next(heads, None)) and first.role != role and first.listed:
            return first
    return next((p for p in governed if p.role == "main"), None)


def _is_certain(predicate: Predicate, clauses: Sequence[Clause]) -> bool:
    """Tell whether an unlisted verb is the main one: it has 了, or a name as its subject."""
    before = clauses[predicate.clause].units[: predicate.unit]
    return predicate.finite or any(unit.tag in ("name", "place") for unit in before[:2])


def _before_date(reading: Reading, date: DateMention, words: Vocabulary) -> Predicate | None:
    """Find the predicate that a date follows: 该机构成立于2018年."""
    before = reading.around(date)[0]
    if before is None or not words.has("date_preposition", before.text):
        return None
    index = bisect_left(reading.starts, before.span.start) - 1
    found = reading.found[index] if index >= 0 else None
    return found if found is not None and found.span.end == before.span.start else None


def _draft(
    sentence: Reading, predicate: Predicate, date: DateMention, rule: str,
    words: Vocabulary,
) -> Draft:  # fmt: skip
    clauses, found = sentence.clauses, sentence.found
    place = bisect_left(sentence.starts, predicate.span.start)
    acting = found[passed_on(found, place, clauses, words)]
    clause = clauses[acting.clause]
    noun = seen_through(acting, clause, words)
    behind = "".join(unit.text for unit in clause.units[acting.last_unit + 1 :])
    around = (behind or "".join(unit.text for unit in clause.units[: acting.unit])).lower()
    reading = words.reading(noun.text if noun else acting.text, around)
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


def _doubt(reading: TypeReading | None, far: int) -> float:
    """Return what an unlisted verb, a vague type and clauses between take from confidence."""
    vague = VAGUE if reading is not None and reading.event_type == "other" else 0.0
    return (0.0 if reading else UNLISTED) + vague + FAR_CLAUSE * max(0, far - 1)


def _modality(clause: Clause, predicate: Predicate, date: DateMention, words: Vocabulary) -> str:
    """Return actual, planned, negated or uncertain, by the cues before a predicate."""
    units = clause.units
    before = [u.text for i, u in enumerate(units[: predicate.unit]) if _is_cue(units, i, words)]
    modalities = words.cues_among(before)
    if "negated" in modalities:
        return "negated"
    if predicate.finite:
        return "actual"
    for modality in ("uncertain", "planned"):
        if modality in modalities:
            return modality
    return "planned" if date.modifier == "before" else "actual"


def _is_cue(units: Sequence[Unit], index: int, words: Vocabulary) -> bool:
    """Tell whether a word may be a cue: no name, and no 将 that stands for 把 (将企业列入清单)."""
    unit = units[index]
    if unit.tag in ("name", "title", "date"):
        return False
    following = units[index + 1] if index + 1 < len(units) else None
    if not words.has("weak_cue", unit.text):
        return True
    return following is not None and following.tag.startswith(("v", "d", "p", "ad", "t"))
