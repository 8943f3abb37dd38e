"""Who does it and to whom: the noun phrase near a predicate that most probably acts, or that it is most
probably done to, or nobody.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.document import DateMention
from pipeline.events.draft import Argument
from pipeline.events.evidence import MANY, step, told
from pipeline.events.noun_phrases import Phrase, kind_of, noun_phrases, taking_part
from pipeline.events.options import Option, facts_of, likeliest, near, relation
from pipeline.events.predicates import Predicate
from pipeline.events.reading import Reading
from pipeline.events.token import PARTICLE, Token
from pipeline.events.triggers import Vocabulary
from pipeline.segment.tags import Tag
from pipeline.text import Span

FARTHEST_BEFORE, FARTHEST_BEHIND = 4, 1  # clauses
SHORT_KIND = 4  # characters
WEIGHED = "weighed"
# Hundredths by which it must be surer that somebody acts, or that it is done to somebody, whom no rule
# proposes: of recipients nine in ten are then right.
UNPROPOSED, DONE_TO = 40, 100
# Kinds of heads that things are done to.
SOMEBODY = ("known", "name", "person", "role", "actor", "place")

# Where an answer stands and who is named there; whether they can act.
Candidate = tuple[Phrase, tuple[Argument, ...], bool]


def likeliest_agents(
    reading: Reading, predicate: Predicate, date: DateMention, proposed: Sequence[Argument],
    event_type: str, words: Vocabulary,
) -> tuple[Argument, ...]:  # fmt: skip
    """Return who most probably does it; `proposed` is what the rules say."""
    told = _Shown(reading, predicate, date, proposed, words)
    return _likeliest("agents", told, event_type)


def likeliest_recipients(
    reading: Reading, predicate: Predicate, date: DateMention, agents: Sequence[Argument],
    objects: Sequence[Span], event_type: str, words: Vocabulary,
) -> tuple[Argument, ...]:  # fmt: skip
    """Return to whom or with whom it is most probably done, where the rules find nobody."""
    told = _Recipients(reading, predicate, date, agents, objects, words)
    found = _likeliest("recipients", told, event_type)
    others = (one for one in found if not any(one.span.overlaps(a.span) for a in agents))
    return tuple(replace(one, role="recipient") for one in others)


def _likeliest(role: str, told: "_Shown", event_type: str) -> tuple[Argument, ...]:
    reading, predicate, proposed, words = told.reading, told.predicate, told.proposed, told.words
    found = told.among(_candidates(reading, predicate, proposed, words))
    facts = facts_of(reading, predicate, event_type, words)
    spans = [one.span for one in proposed]
    named_by = {tuple(one.span for one in named): named for _, named, _ in found}
    named_by[tuple(spans)] = tuple(proposed)
    heads = ["nobody", f"nobody,{bool(spans):d}"]
    options = [*told.of(found), Option((), heads, heads)]
    answer = likeliest(options, facts, words.weights(role)).spans
    if set(answer) == set(spans):
        return tuple(proposed)
    return tuple(replace(one, rule=WEIGHED) for one in named_by.get(answer, ()))


def _candidates(
    reading: Reading, predicate: Predicate, proposed: Sequence[Argument], words: Vocabulary
) -> list[Candidate]:
    """Return the noun phrases near a predicate, those inside them, and what the rules propose."""
    first = max(0, predicate.clause - FARTHEST_BEFORE)
    last = min(len(reading.clauses), predicate.clause + FARTHEST_BEHIND + 1)
    best: dict[frozenset[Span], Candidate] = {}
    for number in range(first, last):
        tokens = reading.clauses[number].tokens
        for phrase in _parts(tokens, list(noun_phrases(reading, number, predicate, words)), words):
            named, acts = taking_part(tokens[phrase.first : phrase.end], words)
            key = frozenset(one.span for one in named)
            if key not in best or (acts and not best[key][2]):
                best[key] = (phrase, named, acts)
    key = frozenset(one.span for one in proposed)
    if proposed and key not in best:
        best[key] = (_around(reading, key), tuple(proposed), True)
    return sorted(best.values(), key=lambda one: one[0])


def _parts(
    tokens: Sequence[Token], phrases: Sequence[Phrase], words: Vocabulary
) -> Iterator[Phrase]:
    """Yield noun phrases and those in them: in Chinese what 的 leads to, and a phrase up to a name; in
    English two that and joins.
    """
    if words.language == "en":
        yield from phrases
        for one, other in pairwise(phrases):
            between = tokens[one.end : other.first]
            if between and all(token.text.lower() == "and" for token in between):
                yield one._replace(end=other.end)
        return
    for one in phrases:
        if not _is_led(tokens, one):
            yield one
        for place in range(one.first, one.end - 1):
            if tokens[place].text == PARTICLE and place > one.first:
                yield one._replace(first=place + 1)
            elif tokens[place].tag == Tag.NAME and not tokens[place + 1].has("coordinator"):
                yield one._replace(end=place + 1)


def _is_led(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Tell whether the word before a phrase is said of its beginning only: 来自|荷兰的设备."""
    former = tokens[phrase.first - 1] if phrase.first else None
    if former is None or former.has("passive") or former.has("agent"):
        return False
    leads = former.has("preposition") or former.tag.startswith(Tag.VERB)
    return leads and any(t.text == PARTICLE for t in tokens[phrase.first : phrase.end])


def _around(reading: Reading, spans: frozenset[Span]) -> Phrase:
    """Return the tokens that spans cover in the clause of the first."""
    start, end = min(spans).start, max(span.end for span in spans)
    number = max((n for n, c in enumerate(reading.clauses) if c.span.start <= start), default=0)
    tokens = reading.clauses[number].tokens
    inside = [i for i, t in enumerate(tokens) if t.span.start < end and t.span.end > start]
    return Phrase(number, inside[0], inside[-1] + 1) if inside else Phrase(number, 0, 1)


class _Shown:
    """Tells what candidates show of whether they act."""

    unproposed = UNPROPOSED

    def __init__(
        self, reading: Reading, predicate: Predicate, date: DateMention,
        proposed: Sequence[Argument], words: Vocabulary,
    ):  # fmt: skip
        self.reading, self.predicate, self.proposed, self.words = (
            reading, predicate, proposed, words
        )  # fmt: skip
        self._proposed = [one.span for one in proposed]
        self._place = (predicate.clause, predicate.token)
        self._verbs = [(one.clause, one.token) for one in near(reading, predicate)]
        self._date = reading.place(date)

    def among(self, found: list[Candidate]) -> list[Candidate]:
        """Return the candidates that may be the answer at all."""
        return found

    def of(self, found: Sequence[Candidate]) -> Iterator[Option]:
        """Yield the candidates as options."""
        places = [(phrase.clause, phrase.first) for phrase, _, _ in found]
        for phrase, named, acts in found:
            spans = tuple(one.span for one in named)
            unproposed = 0 if self._proposed else self.unproposed
            yield Option(spans, *self._shown(phrase, spans, places, acts=acts), unproposed)

    def _shown(
        self, phrase: Phrase, spans: tuple[Span, ...], places: Sequence[tuple[int, int]], *,
        acts: bool,
    ) -> tuple[list[str], list[str]]:  # fmt: skip
        tokens = self.reading.clauses[phrase.clause].tokens
        start, end = (phrase.clause, phrase.first), (phrase.clause, phrase.end - 1)
        head, opener = tokens[phrase.end - 1], tokens[phrase.first]
        kind = kind_of(head, self.words)
        side = "before" if start < self._place else "behind"
        place = f"{side}{abs(self._place[0] - phrase.clause)}"
        low, high = (end, self._place) if side == "before" else (self._place, start)
        between = min(MANY, sum(low < verb < high for verb in self._verbs))
        led = min(MANY, sum(verb < start for verb in self._verbs if verb[0] == phrase.clause))
        nth = min(MANY, sum(other[0] == phrase.clause and other < start for other in places))
        nearer = min(MANY, sum(start < other < self._place for other in places))
        former = told(tokens[phrase.first - 1] if phrase.first else None)
        following = told(tokens[phrase.end] if phrase.end < len(tokens) else None)
        dated = "" if self._date is None else f"{self._date > start:d}{self._date < self._place:d}"
        rule = relation(spans, self._proposed)
        shown = [
            f"rule={rule}",
            f"rule={rule},{place}",
            f"rule={rule},{kind}",
            f"rule={rule},{acts:d}",
            f"place={place}",
            f"place={place},verbs{between}",
            f"place={place},led{led}",
            f"place={place},nth{nth}",
            f"place={place},nearer{nearer}",
            f"place={place},date{dated}",
            f"verbs={side}{between},{min(led, 2)}",
            f"kind={kind}",
            f"kind={kind},{acts:d}",
            f"former={former}",
            f"former={former},{side}",
            f"next={following}",
            f"next={following},{side}",
            f"date={dated}",
            f"length={step(phrase.end - phrase.first)}",
            f"count={min(len(spans), MANY + 1)}",
            f"end={head.text[-2:].lower()}",
            f"head={head.text.lower()}",
            f"opens={told(opener)}",
            *(f"class={name}" for name in sorted(head.classes)),
        ]
        return shown, [side, f"{place},{kind[:SHORT_KIND]}", f"rule={rule}"]


class _Recipients(_Shown):
    """Tells what candidates show of whether it is done to them."""

    unproposed = DONE_TO

    def __init__(
        self, reading: Reading, predicate: Predicate, date: DateMention,
        agents: Sequence[Argument], objects: Sequence[Span], words: Vocabulary,
    ):  # fmt: skip
        super().__init__(reading, predicate, date, (), words)
        self._acting, self._objects = [one.span for one in agents], objects

    def among(self, found: list[Candidate]) -> list[Candidate]:
        """Return those that name somebody; in English plain nouns do, too: met retailers."""
        if self.words.language == "en":
            return found
        return [one for one in found if one[2] or self._names_somebody(one[0])]

    def _names_somebody(self, phrase: Phrase) -> bool:
        head = self.reading.clauses[phrase.clause].tokens[phrase.end - 1]
        return kind_of(head, self.words) in SOMEBODY

    def _shown(
        self, phrase: Phrase, spans: tuple[Span, ...], places: Sequence[tuple[int, int]], *,
        acts: bool,
    ) -> tuple[list[str], list[str]]:  # fmt: skip
        shown, heads = super()._shown(phrase, spans, places, acts=acts)
        tokens = self.reading.clauses[phrase.clause].tokens
        former = told(tokens[phrase.first - 1] if phrase.first else None)
        of_agents, of_objects = relation(spans, self._acting), relation(spans, self._objects)
        shown += [
            f"agents={of_agents}",
            f"agents={of_agents},{heads[0]}",
            f"objects={of_objects}",
            f"objects={of_objects},{former}",
            f"objects={of_objects},{acts:d}",
        ]
        return shown, [*heads, f"former={former}", f"objects={of_objects},{acts:d}"]
