"""What a candidate shows of whether a date governs it: the features of the choice.

A feature is a short text, `side=behind` or `word=公布`; what each weighs stands in
`weights/choice.csv`. What a candidate shows by itself is gathered once for all dates of a sentence.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from pipeline.document import DateMention
from pipeline.events.candidates import candidates
from pipeline.events.predicates import Predicate
from pipeline.events.reading import Reading
from pipeline.events.roles import Role
from pipeline.events.token import PARTICLE, Token
from pipeline.events.triggers import Vocabulary
from pipeline.loglinear import probability
from pipeline.segment.tags import Tag
from pipeline.text import Span

STEPS = (0, 1, 2, 3, 4, 6, 8, 12, 18, 30)  # tokens
FAR_BEFORE, FAR_BEHIND = -3, 5  # clauses
MOST_BEFORE, MOST_BEHIND = 5, 16  # candidates
MANY = 3
SHORT_WORD, SHORT_DATE = 4, 12  # characters that are told as they stand
NOTHING = "#"
BEFORE, BEHIND = "before", "behind"
# Closed classes in the order in which a word beside a candidate is told by them.
BESIDE = (
    "aspect", "preposition", "passive", "agent", "adverb", "coordinator", "object_marker",
    "speech_verb", "clausal_verb", "frame_closer", "afterwards", "be", "auxiliary", "subordinate",
    "relative", "determiner",
)  # fmt: skip
SUBJECTS = (Tag.NAME, Tag.PLACE, Tag.PERSON)
NOMINAL = (Tag.NOUN, Tag.PLACE, Tag.NAME)  # a person's tag begins with a noun's
MARKS = ("which", "habit", "unreal", "question")
DIGITS = str.maketrans("0123456789", "9" * 10)


class Evidence:
    """The candidates of a sentence, and what they show of each of its dates."""

    def __init__(self, reading: Reading, words: Vocabulary):
        self.reading, self.words = reading, words
        self._weights = words.weights("choice")
        self.found = candidates(reading.clauses, reading.found)
        self._starts = [one.span.start for one in self.found]
        self._dates = sorted(span.start for span in reading.places)
        self._in_clause: dict[int, list[Predicate]] = {}
        self._nth: list[int] = []
        for one in self.found:
            own = self._in_clause.setdefault(one.clause, [])
            self._nth.append(len(own))
            own.append(one)
        self._alone: dict[int, tuple[list[str], int]] = {}

    def weighed(
        self, date: DateMention, end: int, rules: Mapping[Span, str]
    ) -> Iterator[tuple[Predicate, float]]:
        """Yield each candidate with the probability that a date governs it, see `of`."""
        total = self._weights.total
        of_date, of_each = self._shown(date, end, rules)
        of_all = total(of_date)
        for number, both in of_each:
            weight = of_all + self._by_itself(number)[1] + total(both)
            yield self.found[number], probability(weight)

    def of(
        self, date: DateMention, end: int, rules: Mapping[Span, str]
    ) -> Iterator[tuple[Predicate, list[str]]]:
        """Yield each candidate near a date with what it shows of it; the date reaches up to `end`, a
        position in the text, and `rules` are those that proposed a predicate for it.
        """
        of_date, of_each = self._shown(date, end, rules)
        for number, both in of_each:
            yield self.found[number], [*of_date, *self._by_itself(number)[0], *both]

    def _shown(
        self, date: DateMention, end: int, rules: Mapping[Span, str]
    ) -> tuple[list[str], Iterator[tuple[int, Iterator[str]]]]:
        """Return what a date shows, and by their numbers how the candidates near it stand to it."""
        place = self.reading.place(date)
        if place is None:
            return [], iter(())
        of_date, around = self._of_date(date, place)
        return ["always", *of_date], (
            (number, self._of_both(number, date, place, end, rules, around))
            for number in self._near(date)
        )

    def _near(self, date: DateMention) -> range:
        """Return the numbers of the candidates near a date: a sentence may have thousands."""
        place = bisect_left(self._starts, date.span.start)
        return range(max(0, place - MOST_BEFORE), min(len(self.found), place + MOST_BEHIND))

    def _by_itself(self, number: int) -> tuple[list[str], int]:
        """Return what a candidate shows by itself and what that weighs, found once."""
        if number not in self._alone:
            shown = list(self._of_itself(number))
            self._alone[number] = (shown, self._weights.total(shown))
        return self._alone[number]

    def _of_itself(self, number: int) -> Iterator[str]:
        """Yield what a candidate shows whatever the date: its word and classes, the words beside it."""
        one, nth = self.found[number], self._nth[number]
        tokens = self.reading.clauses[one.clause].tokens
        own = self._in_clause[one.clause]
        former = told(_at(tokens, one.token - 1))
        following = told(_at(tokens, one.last_token + 1))
        yield f"role={one.role}"
        yield f"role={one.role},{one.listed:d}"
        for name, holds in (
            ("listed", one.listed), ("finite", one.finite), ("passive", one.passive),
            ("past", one.past), ("led", one.led), ("opens", one.token == 0),
            ("last", nth == len(own) - 1), ("asks", self.reading.asks),
            ("closed", self.reading.closed),
        ):  # fmt: skip
            if holds:
                yield name
        yield f"word={one.text}"
        for name in sorted(one.classes):
            yield f"class={name}"
        for name in sorted({row.event_type for row in self.words.readings.get(one.text, ())}):
            yield f"type={name}"
        yield f"nth={min(nth, MANY)}"
        yield f"verbs={min(len(own), MANY + 1)}"
        yield f"tag={tokens[one.token].tag}"
        yield f"former={former}"
        yield f"next={following}"
        yield f"beside={former}|{following}"
        yield f"clauses={min(len(self.reading.clauses), 2 * MANY)}"
        for fact in self.reading.clauses[one.clause].facts:
            if fact.first <= one.token < fact.end:
                yield f"mark={fact.mark}"
        yield from self._before(tokens[: one.token])
        yield from self._behind(tokens[one.last_token + 1 :])
        yield f"end={tokens[-1].text[-2:]}"

    def _before(self, tokens: Sequence[Token]) -> Iterator[str]:
        """Yield what stands before a candidate in its clause: a subject, cues, a passive."""
        if any(token.tag in SUBJECTS or token.has("actor_head") for token in tokens):
            yield "subject"
        if any(token.has("pronoun_subject") for token in tokens):
            yield "subject"
            yield "pronoun"
        if any(token.has("passive") for token in tokens):
            yield "passive-before"
        for token in tokens:
            if token.is_cue:
                yield f"cue={token.text}"
        head = next((token for token in tokens if token.tag.startswith(NOMINAL)), None)
        yield f"head={told(head)}"
        yield f"head={head.text[-1:] if head else NOTHING}"

    def _behind(self, tokens: Sequence[Token]) -> Iterator[str]:
        """Yield what stands behind a candidate in its clause: a title, 的, its object's head."""
        if any(token.text == PARTICLE for token in tokens):
            yield "particle-behind"
        if any(token.tag == Tag.TITLE for token in tokens):
            yield "title-behind"
        noun = next((token for token in reversed(tokens) if token.tag.startswith(Tag.NOUN)), None)
        yield f"object={noun.text[-1:] if noun else NOTHING}"

    def _of_date(
        self, date: DateMention, place: tuple[int, int]
    ) -> tuple[list[str], list[str]]:  # fmt: skip
        """Return what a date shows, and of that what is told once more with the side of a candidate."""
        tokens = self.reading.clauses[place[0]].tokens
        text = tokens[place[1]].text.lower()
        former, following = _at(tokens, place[1] - 1), _at(tokens, place[1] + 1)
        around = [f"date-former={told(former)}", f"date-next={told(following)}"]
        return [
            *around,
            *(f"date-mark={mark}" for mark in MARKS if self.reading.is_marked(date, mark)),
            f"date-former-word={former.text[-SHORT_WORD:] if former else NOTHING}",
            f"date-next-word={following.text[:SHORT_WORD] if following else NOTHING}",
            f"date-next={told(following)}|{told(_at(tokens, place[1] + 2))}",
            f"date-place={min(place[1], MANY)},{min(place[0], 2)}",
            f"precision={date.precision}",
            f"basis={date.basis}",
            f"date-end={text[-1:]}",
            f"date={text.translate(DIGITS)[:SHORT_DATE]}",
        ], around

    def _of_both(
        self, number: int, date: DateMention, place: tuple[int, int], end: int,
        rules: Mapping[Span, str], around: Sequence[str],
    ) -> Iterator[str]:  # fmt: skip
        """Yield how a candidate stands to a date: side, clauses, tokens, verbs and dates between."""
        one = self.found[number]
        side = BEHIND if one.span.start >= date.span.end else BEFORE
        apart = max(FAR_BEFORE, min(FAR_BEHIND, one.clause - place[0]))
        rule = rules.get(one.span) or ("other" if rules else "none")
        yield f"rule={rule}"
        yield f"rule={rule},{one.role},{one.listed:d}"
        yield f"rule={rule},{date.precision}"
        for shown in around:
            yield f"{shown},{side}"
        yield f"side={side}"
        yield f"dates={side}{min(self._dates_between(one, date), 2)}"
        yield f"clause={apart}"
        yield f"clause={apart},{one.role}"
        yield f"clause={apart},{one.listed:d}"
        yield f"nth={min(self._nth[number], MANY)},{apart}"
        yield f"open={told(self.reading.clauses[one.clause].tokens[0])},{apart == 0:d}"
        if side == BEFORE:
            yield "reach=former"
        else:
            yield "reach=within" if one.span.start < end else "reach=beyond"
        verbs = self._verbs_between(number, date, side)
        if apart:
            yield f"passed={side}{min(verbs, MANY + 1)}"
            yield f"own={self._own(date, place)}"
            yield f"date-clause={step(len(self.reading.clauses[place[0]].tokens))}"
        else:
            yield f"skipped={side}{min(verbs, MANY)}"
            yield from self._within(one, place, side)

    def _within(self, one: Predicate, place: tuple[int, int], side: str) -> Iterator[str]:
        """Yield what stands between a candidate and a date of its clause."""
        tokens = self.reading.clauses[place[0]].tokens
        distance = f"{side}{step(abs(one.token - place[1]))}"
        yield f"apart={distance}"
        yield f"apart={distance},{one.listed:d}"
        yield f"apart={distance},{one.role}"
        if side == BEHIND:
            between = tokens[place[1] + 1 : one.token]
        else:
            between = tokens[one.last_token + 1 : place[1]]
        if any(token.text == PARTICLE for token in between):
            yield "particle-between"
        if any(token.has("coordinator") for token in between):
            yield "coordinator-between"
        if any(token.tag in (Tag.NAME, Tag.PLACE) for token in between):
            yield "name-between"
        if any(token.tag == Tag.PERSON for token in between):
            yield "person-between"

    def _verbs_between(self, number: int, date: DateMention, side: str) -> int:
        """Return how many candidates stand between a candidate and a date."""
        if side == BEHIND:
            return number - bisect_left(self._starts, date.span.end)
        return bisect_left(self._starts, date.span.start) - number - 1

    def _dates_between(self, one: Predicate, date: DateMention) -> int:
        first, last = sorted((one.span.start, date.span.start))
        return max(0, bisect_left(self._dates, last) - bisect_right(self._dates, first))

    def _own(self, date: DateMention, place: tuple[int, int]) -> str:
        """Return what verbs the clause of a date has behind it."""
        own = self._in_clause.get(place[0], ())
        behind = [one for one in own if one.span.start >= date.span.end]
        if any(one.listed and one.role == Role.MAIN for one in behind):
            return "main"
        return "some" if behind else "none"


def _at(tokens: Sequence[Token], place: int) -> Token | None:
    return tokens[place] if 0 <= place < len(tokens) else None


@cache
def step(distance: int) -> int:
    """Return the step that a number of tokens falls on: 5 is told as 6, 7 as 8."""
    return next((one for one in STEPS if distance <= one), 99)


def told(token: Token | None) -> str:
    """Return how a word beside another is told: by its closed class, else its part of speech."""
    if token is None:
        return NOTHING
    if token.date is not None:
        return "date"
    if token.tag == Tag.STOP:
        return token.text
    name = next((name for name in BESIDE if name in token.classes), "")
    if name:
        return f"{name}:{token.text if len(token.text) <= SHORT_WORD else ''}"
    return "cue" if token.is_cue else str(token.tag)
