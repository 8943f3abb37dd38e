"""The pieces of a sentence that may be acted on, each with what it shows."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from pipeline.events.chart import is_speech
from pipeline.events.chinese_objects import quoted
from pipeline.events.english_phrases import IN_NOUN
from pipeline.events.evidence import NOTHING, step, told
from pipeline.events.noun_phrases import Phrase, kind_of, noun_phrases
from pipeline.events.options import near
from pipeline.events.predicates import Predicate
from pipeline.events.reading import Reading
from pipeline.events.roles import Role
from pipeline.events.token import PARTICLE, Clause, Token
from pipeline.events.triggers import Vocabulary
from pipeline.segment.tags import Tag
from pipeline.text import Span

MOST_STARTS, MOST_LEADING = 7, 5
LONGEST_PIECE, FARTHEST_PARTICLE, FARTHEST = 26, 14, 47  # tokens
LONGEST_LIST, LONGEST_CHAIN = 6, 4  # clauses; noun phrases
FARTHEST_BEFORE, FARTHEST_BEHIND, LONGEST_SPEECH = 3, 2, 5  # clauses
MANY, SOME = 3, 2
SHORT_WORD = 4  # characters
# What leads to an object: 发布|了关于, convened|on the; what none ends in.
LEADING = (Tag.DATE, Tag.PREPOSITION, Tag.ADVERB)
# Kinds of phrases that name somebody.
NAMING = ("known", "name", "place", "person", "role", "pronoun")
NO_END = (*LEADING, Tag.CONJUNCTION, Tag.PARTICLE, Tag.DISTINGUISHING)
JOINING, THAT = ("of", "and"), "that"


class Piece(NamedTuple):
    """A piece of a sentence that stands behind or before a predicate, or is said; what it shows, and
    under which `heads` the facts of the predicate are told with it. What `is_thing` is no name of anybody.
    """

    kind: str
    span: Span
    shown: list[str]
    heads: tuple[str, ...] = ()
    is_thing: bool = False


class Pieces:
    """The pieces of a sentence that may be an object of a predicate."""

    def __init__(self, reading: Reading, predicate: Predicate, words: Vocabulary):
        self._reading, self._predicate = reading, predicate
        self._words, self._english = words, words.language == "en"
        self._near = near(reading, predicate)
        self._verbs = frozenset((one.clause, one.token) for one in self._near)
        tokens, start = reading.clauses[predicate.clause].tokens, predicate.last_token + 1
        while start < len(tokens) and (
            tokens[start].has("aspect") or tokens[start].text == PARTICLE
        ):
            start += 1
        self._next = tokens[start] if start < len(tokens) else None
        self.is_last = self._next is None
        self._start = start

    def all(self, *, speaks: bool) -> Iterator[Piece]:
        """Yield the pieces behind the predicate, those before it, and the clauses that follow one that
        speaks.
        """
        if not self.is_last:
            yield from _Behind(
                self._reading, self._predicate, self._start, self._verbs, self._words
            )
        yield from self._before()
        if speaks:
            yield from self._said()

    def _before(self) -> Iterator[Piece]:
        predicate = self._predicate
        for number in range(max(0, predicate.clause - FARTHEST_BEFORE), predicate.clause + 1):
            own = number == predicate.clause
            places = sorted(self._phrases(number))
            for nth, (phrase, inner) in enumerate(places):
                if own and phrase.first >= predicate.token:
                    break
                if own:
                    phrase = phrase._replace(end=min(phrase.end, predicate.token))
                nearer = sum(
                    phrase.first < other.first and not (own and other.first >= predicate.token)
                    for other, _ in places
                )
                yield self._piece(phrase, nth, nearer, inner=inner)

    def _piece(self, phrase: Phrase, nth: int, nearer: int, *, inner: bool) -> Piece:
        """Return a noun phrase before the predicate with what it shows."""
        number, first, end = phrase
        tokens = self._reading.clauses[number].tokens
        span = Span(tokens[first].span.start, tokens[end - 1].span.end)
        place = (self._predicate.clause, self._predicate.token)
        apart, empty = self._predicate.clause - number, self.is_last
        between = min(MANY, sum((number, end - 1) < verb < place for verb in self._verbs))
        led = min(SOME, sum(v[0] == number and v[1] < first for v in self._verbs))
        former = told(tokens[first - 1] if first else None)
        following = told(tokens[end] if end < len(tokens) else None)
        kind = kind_of(tokens[end - 1], self._words)
        shown = [
            f"place={apart},{between}",
            f"place={apart},{empty:d}",
            f"former={former}",
            f"former={former},{empty:d}",
            f"next={following}",
            f"kind={kind}",
            f"kind={kind},{empty:d}",
            f"inner={inner:d}",
            f"nearer={min(MANY, nearer)},{apart}",
            f"nth={min(MANY, nth)}",
            f"length={step(end - first)}",
            f"led={led},{min(SOME, between)}",
            f"end={tokens[end - 1].text[-1:]}",
            f"behind={NOTHING if empty else told(self._next)}",
        ]
        if end - first == 1 and is_speech(tokens[first]):
            span = quoted(tokens[first])
        return Piece("before", span, shown, is_thing=not kind.startswith(NAMING))

    def _phrases(self, number: int) -> Iterator[tuple[Phrase, bool]]:
        """Yield the noun phrases of a clause, and in them what 的 leads to; in English also those that
        prepositions join: the chances of relief for farmers.
        """
        tokens = self._reading.clauses[number].tokens
        phrases = list(noun_phrases(self._reading, number, self._predicate, self._words))
        for one in phrases:
            yield one, False
            for place in range(one.first + 1, one.end - 1):
                if tokens[place].text == PARTICLE:
                    yield one._replace(first=place + 1), True
        for number, one in enumerate(phrases) if self._english else ():
            for former, following in pairwise(phrases[number : number + LONGEST_CHAIN]):
                between = tokens[former.end : following.first]
                if len(between) != 1 or not _joins(between[0]):
                    break
                yield one._replace(end=following.end), False

    def _said(self) -> Iterator[Piece]:
        """Yield the clauses that follow, alone and together, and those before: what is said."""
        clauses, number = self._reading.clauses, self._predicate.clause
        mains = [one.clause for one in self._near if one.role == Role.MAIN]
        for first in range(max(0, number - FARTHEST_BEFORE), number):
            telling = min(MANY, sum(first <= one < number for one in mains))
            shown = [
                f"before={number - first},{first == 0:d}",
                f"before-mains={telling},{number - first}",
                f"before-last={self.is_last:d}",
                f"before-place={step(self._predicate.token)}",
            ]
            yield Piece("said", _whole(clauses[first:number]), shown)
        for first in range(number + 1, min(len(clauses), number + 1 + FARTHEST_BEHIND)):
            tokens = clauses[first].tokens
            single = len(tokens) == 1
            for last in range(first, min(len(clauses), first + LONGEST_SPEECH)):
                telling = min(MANY, sum(first <= one <= last for one in mains))
                shown = [
                    f"from={first - number},{last - first}",
                    f"left={min(2 * MANY, len(clauses) - 1 - last)}",
                    f"opens={told(tokens[0])}",
                    f"mains={telling}",
                    f"mains={telling},{last - first}",
                    f"last={self.is_last:d}",
                    f"single={single:d}",
                    f"quoted={_is_quotation(clauses[first]):d}",
                ]
                span = _whole(clauses[first : last + 1])
                yield Piece("said", span, shown)
                if self._english and tokens[0].text == "that" and not single:
                    inside = Span(tokens[1].span.start, span.end)
                    yield Piece("said", inside, [*shown, "that"])


class _Behind:
    """The pieces behind a predicate: in its clause, in English also a list that goes on behind commas,
    and what a date keeps from its verb: proclaim June 1, 2022, as Ocean Day.
    """

    def __init__(
        self, reading: Reading, predicate: Predicate, start: int, verbs: frozenset[tuple[int, int]],
        words: Vocabulary,
    ):  # fmt: skip
        self._english, self._role = words.language == "en", predicate.role
        number = predicate.clause
        own = reading.clauses[number].tokens
        self._former = own[start - 1]
        self._tokens = list(own[start : start + FARTHEST])
        self._breaks: list[int] = []
        acting = [(number, start + place) in verbs for place in range(len(self._tokens))]
        for later in range(number + 1, min(len(reading.clauses), number + 1 + LONGEST_LIST)):
            tokens = reading.clauses[later].tokens
            verbal = [(later, place) in verbs for place in range(len(tokens))]
            if not self._english or len(self._tokens) >= FARTHEST:
                break
            if any(verbal) and not all(map(self._leads, self._tokens)):
                break
            self._breaks.append(len(self._tokens))
            self._tokens += tokens
            acting += verbal
        self._acting = acting
        self._sums = {
            "verbs": _sums(acting),
            "particles": _sums(token.text == PARTICLE for token in self._tokens),
            "prepositions": _sums(token.tag == Tag.PREPOSITION for token in self._tokens),
            "dates": _sums(token.tag == Tag.DATE for token in self._tokens),
            "joints": _sums(token.has("coordinator") for token in self._tokens),
            "infinitives": _sums(token.text == "to" for token in self._tokens),
        }

    def __iter__(self) -> Iterator[Piece]:
        tokens = self._tokens
        for start in self._starts():
            led = self._led(start)
            for end in range(start + 1, min(len(tokens), start + LONGEST_PIECE) + 1):
                if not self._can_end(tokens[end - 1]) or self._is_title(end):
                    continue
                commas = self._commas(start, end)
                if commas and not self._ends_noun(end):
                    continue
                span = Span(tokens[start].span.start, tokens[end - 1].span.end)
                clausal = self._count("verbs", start, end) > 0
                heads = f"clausal{clausal:d}", f"{led},{clausal:d}"
                yield Piece("behind", span, self._shown(start, end, led, commas), heads)

    def _led(self, start: int) -> str:
        """Return how a piece begins: first, behind a 的, behind about or that, or later."""
        if not start:
            return "first"
        former = self._tokens[start - 1]
        if former.text == PARTICLE:
            return "of"
        leads = self._english and start > 1 and self._opens(former)
        return f"behind-{former.text.lower()}" if leads else "later"

    def _opens(self, token: Token) -> bool:
        """Tell whether what an English verb tells may begin behind a word: spoke with Xi about|trade,
        revealed in its report that|it had failed.
        """
        return token.tag == Tag.PREPOSITION or token.text == THAT

    def _commas(self, start: int, end: int) -> int:
        """Return how many commas stand in a piece."""
        return bisect_left(self._breaks, end) - bisect_right(self._breaks, start)

    def _ends_noun(self, end: int) -> bool:
        """Tell whether a noun phrase ends before a place."""
        return (
            end in self._breaks or end == len(self._tokens) or self._tokens[end].tag not in IN_NOUN
        )

    def _starts(self) -> list[int]:
        """Return where an object may begin behind a predicate: at once, behind what only leads to it,
        in Chinese behind a 的.
        """
        tokens = self._tokens
        starts = [0]
        while starts[-1] < len(tokens) and self._leads(tokens[starts[-1]]):
            starts.append(starts[-1] + 1)
            if len(starts) > MOST_LEADING:
                break
        last = min(len(tokens) - 1, FARTHEST_PARTICLE)
        opens = self._opens if self._english else _is_particle
        starts += [i + 1 for i in range(last) if opens(tokens[i])]
        starts = [one for one in sorted(set(starts)) if one < len(tokens)][:MOST_STARTS]
        return [one for one in starts if not self._only_joins(tokens[one])]

    def _only_joins(self, token: Token) -> bool:
        """Tell whether no object begins at a word: the 、 of 批准、8月1日生效, an English preposition."""
        return token.tag == Tag.PREPOSITION if self._english else token.has("coordinator")

    def _leads(self, token: Token) -> bool:
        if self._english:
            return token.tag in (*LEADING, Tag.PARTICLE)
        led = token.has("preposition") or token.has("adverb") or token.has("arrival")
        return led or token.tag in (*LEADING, Tag.ADJECTIVE_ADVERBIAL)

    def _is_title(self, place: int) -> bool:
        """Tell whether a title goes on at a place: the CHIPS|and Science Act."""
        around = self._tokens[place - 1 : place + 2]
        capitals = [token.tag == Tag.PROPER for token in around]
        return capitals == [True, False, True] and around[1].text == "and"

    def _can_end(self, token: Token) -> bool:
        if self._english:
            return token.tag not in NO_END
        loose = token.has("coordinator") or token.has("preposition") or token.text == PARTICLE
        return token.tag not in LEADING and not loose

    def _count(self, name: str, start: int, end: int) -> int:
        """Return how many of the tokens of a piece behind the predicate are so."""
        sums = self._sums[name]
        return sums[end] - sums[start]

    def _shown(self, start: int, end: int, led: str, commas: int) -> list[str]:
        """Return what a piece behind the predicate shows: how it begins and ends, what stands in it."""
        tokens, last = self._tokens, self._tokens[end - 1]
        closed = end == len(tokens) or end in self._breaks
        following = None if closed else tokens[end]
        beyond, opener = told(following), told(tokens[start])
        length, commas = step(end - start), min(MANY, commas)
        verbs = min(MANY, self._count("verbs", start, end))
        prepositions = min(MANY, self._count("prepositions", start, end))
        particles = min(SOME, self._count("particles", start, end))
        dated = self._count("dates", start, end) > 0
        joined = self._count("joints", start, end) > 0
        former = tokens[start - 1] if start else self._former
        shown = [
            f"start={led}",
            f"start={led},{beyond}",
            f"start={led},{opener}",
            f"start={led},{former.text[:SHORT_WORD].lower()}",
            f"start={led},{self._role}",
            f"opens={opener}",
            f"next={beyond}",
            f"last={last.tag}",
            f"last={last.tag},{beyond}",
            f"verbs={verbs},{closed:d}",
            f"verbs={verbs},{beyond}",
            f"length={length}",
            f"length={length},{closed:d}",
            f"end={last.text[-1:]}",
            f"ending={last.text[-2:].lower()}",
            f"particles={particles}",
            f"prepositions={prepositions}",
            f"dated={dated:d}",
            f"joined={joined:d}",
        ]
        if not closed and self._acting[end]:
            shown.append("verb-next")
        if self._english:
            word = NOTHING if following is None else following.text.lower()
            infinitive = self._count("infinitives", start, end) > 0
            joint = commas and self._count(
                "joints", self._breaks[bisect_left(self._breaks, end) - 1], end
            )
            goes_on = closed and end < len(tokens)
            shown += [
                f"commas={commas},{bool(joint):d}",
                f"commas={commas},{bool(joint):d},{goes_on:d},{closed:d}",
                f"next-word={word}",
                f"next-word={word},{prepositions}",
                f"prepositions={prepositions},{beyond}",
                f"infinitive={infinitive:d}",
            ]
        return shown


def _is_quotation(clause: Clause) -> bool:
    """Tell whether a clause is but a quotation."""
    return len(clause.tokens) == 1 and clause.tokens[0].tag == Tag.TITLE


def _whole(clauses: Sequence[Clause]) -> Span:
    """Return the span of clauses, of a quotation that of what it says."""
    if len(clauses) == 1 and _is_quotation(clauses[0]):
        return quoted(clauses[0].tokens[0])
    return Span(clauses[0].span.start, clauses[-1].span.end)


def _is_particle(token: Token) -> bool:
    return token.text == PARTICLE


def _joins(token: Token) -> bool:
    """Tell whether an English word joins two noun phrases."""
    return token.tag == Tag.PREPOSITION or token.text.lower() in JOINING


def _sums(holds: Iterable[bool]) -> list[int]:
    """Return of how many of the first n tokens something holds, by n."""
    return list(accumulate(holds, initial=0))
