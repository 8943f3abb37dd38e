"""Dated events of English sentences: the listed verb that a date governs, with its agents."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pipeline.document import DateMention
from pipeline.events.chart import Chart
from pipeline.events.draft import Draft
from pipeline.events.english_agents import Agents
from pipeline.events.english_verbs import EnglishRegion, Verb, cut
from pipeline.events.triggers import TriggerRow, Vocabulary
from pipeline.text import Span

LAST_WORDS = re.compile(r"([A-Za-z'’]+)[\s,]*$")
COORDINATION = re.compile(r"\b(?:and|but|or)\b")
NEXT_WORD = re.compile(r"[\s,]*([A-Za-z]+)")
FARTHEST_OPENER = 60  # characters between the start of a clause and a date that opens it
LONGEST_OBJECT = 120
FARTHEST_LAW = 160  # characters back from it to the bill that it means
LACKING = re.compile(r"\bwithout (?!\w+ing\b)")  # a version without names was adopted
LED_BACK = re.compile(r"^\s*(?:(?:and|but|then)\s+)*(?:it|which|that)\b")
CONFIDENCE = {"before": 0.8, "opening": 0.8, "far": 0.5}


def english_events(
    chart: Chart, dates: Sequence[DateMention], words: Vocabulary
) -> Iterator[Draft]:
    """Yield the event that each date governs; `dates` are those of one sentence, in order."""
    read: dict[Span, tuple[EnglishRegion, Agents]] = {}
    for index, date in enumerate(dates):
        region = chart.region(date)
        if region is None:
            continue
        if region not in read:
            sentence = cut(chart, region, dates, words)
            read[region] = sentence, Agents(chart, sentence, words)
        sentence, agents = read[region]
        limit = dates[index + 1].span.start if index + 1 < len(dates) else region.end
        plain = chart.document.plain
        verb, rule = _governing(plain, sentence, date, min(limit, region.end), words)
        if verb is not None:
            yield _draft(plain, sentence, agents, verb, date, rule, words)


def _governing(
    plain: str, sentence: EnglishRegion, date: DateMention, limit: int, words: Vocabulary
) -> tuple[Verb | None, str]:
    """Choose the verb of a date: of a date that opens a clause the first behind it, else the
    nearest before it in its clause, else one of another clause.
    """
    if _only_identifies(plain, sentence, date, words):
        return None, ""
    start = _clause_start(sentence, date)
    former = [v for v in sentence.verbs_in(Span(start, date.span.start)) if _can_govern(v)]
    behind = Span(date.span.end, limit)
    opening = _opens(plain, Span(start, date.span.start), words)
    if (opening or not former) and (verb := _first_finite(sentence, behind)) is not None:
        return verb, "opening"
    if former and not opening:
        return former[-1], "before"
    first = bisect_left(sentence.verb_starts, date.span.start) - 1
    for index in range(first, max(-1, first - 4), -1):
        if _can_govern(sentence.verbs[index]):
            return sentence.verbs[index], "far"
    return None, ""


def _can_govern(verb: Verb) -> bool:
    return verb.finite or verb.text.split()[0].endswith(("ed", "ing"))


def _clause_start(sentence: EnglishRegion, date: DateMention) -> int:
    index = bisect_left(sentence.border_starts, date.span.start)
    return sentence.borders[index - 1].span.end if index else sentence.region.start


def _opens(plain: str, before: Span, words: Vocabulary) -> bool:
    """Tell whether only a preposition stands between a date and the start of its clause."""
    start = max(before.start, before.end - FARTHEST_OPENER)
    text = plain[start : before.end]
    joined = [match.end() for match in COORDINATION.finditer(text)]
    if joined:
        text = text[joined[-1] :]
    elif start > before.start:
        return False
    return all(words.has("date_opener", word.lower()) or word == "the" for word in text.split())


def _first_finite(sentence: EnglishRegion, span: Span) -> Verb | None:
    """Return the first finite verb of a main clause; one behind which or when is not."""
    borders = sentence.borders_in(span)
    position = skipped = 0
    for verb in sentence.verbs_in(span):
        while position < len(borders) and borders[position].span.start < verb.span.start:
            skipped = int(borders[position].kind in ("relative", "subordinate"))
            position += 1
        if verb.finite and not skipped:
            return verb
        skipped = 0 if verb.finite else skipped
    return None


def _only_identifies(
    plain: str, sentence: EnglishRegion, date: DateMention, words: Vocabulary
) -> bool:
    """Tell whether a date only says which: the bargain of January 2023, the 2022 law."""
    if " of " in plain[date.span.start : date.span.end]:
        return False  # by the end of 2024
    start = max(sentence.region.start, date.span.start - FARTHEST_OPENER)
    found = LAST_WORDS.search(plain[start : date.span.start])
    word = found.group(1).lower() if found else ""
    return word == "of" or word.endswith(("'s", "’s")) or (
        word in ("the", "a", "an", "its", "their", "this")
        and NEXT_WORD.match(plain, date.span.end) is not None
    )  # fmt: skip


def _draft(
    plain: str, sentence: EnglishRegion, agents: Agents, verb: Verb, date: DateMention, rule: str,
    words: Vocabulary,
) -> Draft:  # fmt: skip
    clause = sentence.clause(verb.span, plain)
    before = Span(clause.start, verb.span.start)
    acted_on = before if verb.passive else Span(verb.span.end, clause.end)
    text = plain[acted_on.start : acted_on.end]
    around = text + plain[verb.span.end : clause.end] if verb.passive else text
    reading = _reading(plain, sentence, verb, clause, around, words)
    ahead = plain[verb.span.end : date.span.start] == " for "
    if ahead and words.has("planning_verb", verb.text):
        earlier = plain[
            max(sentence.region.start, verb.span.start - FARTHEST_LAW) : verb.span.start
        ]
        reading = words.reading(verb.text, "", earlier.lower())
    event_type = reading.event_type if reading else "other"
    fits = bool(text.strip(" ,.;")) and len(text) <= LONGEST_OBJECT
    return Draft(
        date,
        verb.span,
        clause,
        event_type,
        _modality(sentence.without_dates(before, plain), verb, date, words, ahead=ahead),
        () if ahead else tuple(agents.beside(date, rule) or agents.of(verb, clause, event_type)),
        (acted_on,) if fits else (),
        f"english-{rule}",
        CONFIDENCE[rule] - (0.1 if event_type == "other" else 0),
    )


def _reading(
    plain: str, sentence: EnglishRegion, verb: Verb, clause: Span, around: str, words: Vocabulary
) -> TriggerRow | None:  # fmt: skip
    """Return the reading of a verb by its objects in its clause, else behind the comma, else by
    its subject, else by what it means: Added X, the maker of Y, to the list; it passed in May.
    """
    reading = words.reading(verb.text, around.lower())
    if reading is not None and reading.objects:
        return reading
    following = next(
        (v for v in sentence.verbs_in(Span(clause.end, sentence.region.end)) if v.finite), None
    )
    end = following.span.start if following else sentence.region.end
    rest = plain[clause.end : min(end, clause.end + LONGEST_OBJECT)].lower()
    if (further := words.reading(verb.text, rest)) is not None and further.objects:
        return further
    before = plain[clause.start : verb.span.start].lower()
    behind = sentence.without_dates(Span(verb.span.end, clause.end), plain)
    bare = all(words.has("date_opener", word) for word in behind.lower().strip(" .,;").split())
    if not bare:
        return reading
    led = words.reading(verb.text, "", before)
    if LED_BACK.search(before) and not (led and led.objects):
        earlier = plain[max(0, clause.start - FARTHEST_LAW) : clause.start].lower()
        back = words.reading(verb.text, "", earlier)
        return back if back is not None and back.event_type == "legislation" else led
    return led


def _modality(
    before: str, verb: Verb, date: DateMention, words: Vocabulary, *, ahead: bool
) -> str:  # fmt: skip
    """Return the modality that the words before a verb in its clause give it; `ahead` tells that
    its date is led by for: a visit planned for May.
    """
    found = words.cues_in(LACKING.sub("", before.lower()))
    for modality in ("negated", "uncertain", "planned"):
        if modality in found:
            return modality
    if words.has("planning_verb", verb.text) and (verb.passive or ahead):
        return "planned"
    return "planned" if date.modifier == "before" and not verb.past else "actual"
