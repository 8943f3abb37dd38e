"""The rules by which a date of an English sentence governs a predicate, in their order."""

from collections.abc import Sequence
from itertools import takewhile

from pipeline.document import DateMention
from pipeline.events.choice import Chosen, Rule
from pipeline.events.predicates import Predicate
from pipeline.events.reading import Reading
from pipeline.events.roles import Role
from pipeline.events.token import Token
from pipeline.events.triggers import Vocabulary
from pipeline.segment.tags import Tag
from pipeline.text import Span

ASIDE = ("with", "like", "unlike")
FINITE = (Role.MAIN, Role.RELATIVE, Role.SUBORDINATE)


def _identifies(
    reading: Reading, date: DateMention, scope: Span, words: Vocabulary
) -> list[Chosen] | None:
    """A date that only says which: the bargain of January 2023, the 2022 law, last year's report."""
    before, behind = reading.around(date)
    text = before.text.lower() if before else ""
    adverbial = text in ("in", "on", "by", "until", "since", "from")
    led = before is None or before.tag == Tag.PREPOSITION
    if behind is not None and behind.tag == Tag.NOUN and led and not adverbial:
        return []  # 2021 data breach, after the 1987 crash
    if behind is not None and behind.tag == Tag.SUFFIX:
        return []
    if text == "of":
        return []
    in_noun = behind is not None and behind.tag in (Tag.NOUN, Tag.PROPER, Tag.ADJECTIVE, Tag.NAME)
    adverbial = " of " in _date_text(reading, date) or words.has("date_opener", text)
    return [] if before and before.has("determiner") and in_noun and not adverbial else None


def _date_text(reading: Reading, date: DateMention) -> str:
    """Return the text of a date."""
    place = reading.place(date)
    return reading.clauses[place[0]].tokens[place[1]].text if place else ""


def _line(
    reading: Reading, date: DateMention, scope: Span, words: Vocabulary
) -> list[Chosen] | None:
    """A line of a chronicle: Apr. 2019 Commencement of the program; June 2020 Held the first week.

    Lines that a reader joined are told apart by their dates: … for chips Oct. 2021 Center opened.
    """
    place = reading.place(date)
    before, behind = reading.around(date)
    if place is None or behind is None or not behind.text[0].isupper():
        return None
    joined = reading.clauses[0].tokens[0].tag == Tag.DATE and before is not None
    if before is not None and (not joined or before.tag == Tag.PREPOSITION):
        return None
    if before is None and place[0]:
        return None
    own = [p for p in reading.within(scope) if p.clause == place[0]]
    if not own:
        return [] if joined else None
    begins = own[0].token == place[1] + 1 and behind.span.start <= date.span.end + 1
    return [(own[0], "english-line")] if begins or joined else None


def _named(
    reading: Reading, date: DateMention, scope: Span, words: Vocabulary
) -> list[Chosen] | None:
    """A noun of an event right before the date where no verb stands before: the launch of X in May failed."""
    place = reading.place(date)
    if place is None:
        return None
    own = [p for p in reading.found if p.clause == place[0] and p.span.end <= date.span.start]
    if not own or any(p.role != Role.NOUN for p in own):
        return None
    behind = [p for p in reading.within(scope) if p.clause == place[0] and p.finite]
    return [(own[-1], "english-noun")] if behind and not _is_light(behind[0], words) else None


def _is_light(predicate: Predicate, words: Vocabulary) -> bool:
    return words.has("doerless", predicate.text)


def _opening(
    reading: Reading, date: DateMention, scope: Span, words: Vocabulary
) -> list[Chosen] | None:
    """The first finite verb behind a date that opens a clause: In March 2021 it issued."""
    place = reading.place(date)
    if place is None:
        return None
    before = reading.clauses[place[0]].tokens[: place[1]]
    if not _opens(before) and any(t.has("be") for t in before):
        return None  # would be ready as soon as Tuesday
    if _is_copular(reading, date, place):
        return []
    own = [p for p in reading.found if p.clause == place[0] and p.span.end <= date.span.start]
    if any(_can_govern(p) for p in own) and not _opens(before):
        return None
    behind = reading.within(scope)
    first = next((p for p in behind if p.clause == place[0] and p.role in FINITE), None)
    if first is None and not _is_said_aside(before):
        first = next((p for p in behind if p.role == Role.MAIN), None)
    return [(first, "english-opening")] if first is not None else None


def _opens(before: Sequence[Token]) -> bool:
    """Tell whether only prepositions, and what joins clauses, stand before a date in its clause."""
    joined = takewhile(lambda t: t.text.lower() not in ("and", "but", "or"), reversed(before))
    return all(
        t.has("date_opener") or t.has("adverb") or t.has("subordinate") or t.has("relative")
        or t.text.lower() == "the"
        for t in joined
    )  # fmt: skip


def _is_copular(reading: Reading, date: DateMention, place: tuple[int, int]) -> bool:
    """Tell whether a form of be that helps no verb is the verb behind a date: The regime today is the
    betrayal of those who died.
    """
    behind = reading.clauses[place[0]].tokens[place[1] + 1 :]
    number = next((i for i, token in enumerate(behind) if token.has("be")), None)
    if number is None:
        return False
    starts = {p.span.start for p in reading.found}
    helped = (t for t in behind[number + 1 :] if not (t.tag == Tag.ADVERB or t.has("adverb")))
    following = next((t for t in helped if not (t.has("be") or t.has("auxiliary"))), None)
    told = any(t.span.start in starts for t in behind[:number])
    return not told and (following is None or following.span.start not in starts)


def _is_said_aside(before: Sequence[Token]) -> bool:
    """Tell whether a date belongs to what is said beside the main verb of a later clause: With the
    deficit down this year, it …; Davie, operating since 1825, …, but not Beginning in May, it ….
    """
    acting = any(
        token.tag == Tag.VERB
        and token.text.lower().endswith("ing")
        and not token.has("date_opener")
        for token in before
    )
    return acting or (bool(before) and before[0].text.lower() in ASIDE)


def _before(
    reading: Reading, date: DateMention, scope: Span, words: Vocabulary
) -> list[Chosen] | None:
    """The nearest verb before a date in its clause: issued a rule in March 2021."""
    place = reading.place(date)
    if place is None:
        return None
    own = [
        p for p in reading.found
        if p.clause == place[0] and p.span.end <= date.span.start and _can_govern(p)
    ]  # fmt: skip
    if not own:
        return None
    nearest = own[-1]
    between = reading.clauses[place[0]].tokens[nearest.last_token + 1 : place[1]]
    if any(token.has("be") for token in between):
        return []  # said he was in Kansas in 1968
    if nearest.role == Role.INFINITIVE and len(own) > 1 and _is_purpose(reading, own[-2], nearest):
        return [(own[-2], "english-before")]
    return [(nearest, "english-before")]


def _is_purpose(reading: Reading, main: Predicate, infinitive: Predicate) -> bool:
    """Tell whether an infinitive says what for: met in Paris to discuss; no plans to build."""
    tokens = reading.clauses[main.clause].tokens
    between = tokens[main.last_token + 1 : infinitive.token - 1]
    if not main.finite or not any(t.tag not in (Tag.ADVERB,) for t in between):
        return False
    return not (between[-1].is_cue or between[-1].has("planning_noun") or main.has("request_verb"))


def _can_govern(predicate: Predicate) -> bool:
    """Tell whether a date may be a verb's own: no including, no calling in the midst of a clause."""
    if predicate.role == Role.ATTRIBUTIVE and predicate.text.split()[0].endswith("ing"):
        return predicate.token == 0 or predicate.led
    return predicate.role in (*FINITE, Role.ATTRIBUTIVE, Role.INFINITIVE)


RULES: tuple[Rule, ...] = (_identifies, _line, _named, _opening, _before)
