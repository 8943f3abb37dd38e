"""What is acted on: the piece of a sentence that is most probably the object of a predicate, or none."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from pipeline.events.chinese_objects import quoted
from pipeline.events.draft import Argument
from pipeline.events.evidence import NOTHING, step, told
from pipeline.events.noun_phrases import Phrase, kind_of, noun_phrases
from pipeline.events.options import Option, facts_of, likeliest, near, relation
from pipeline.events.predicates import Predicate
from pipeline.events.reading import Reading
from pipeline.events.roles import Role
from pipeline.events.token import PARTICLE, Token
from pipeline.events.triggers import Vocabulary
from pipeline.segment.tags import Tag
from pipeline.text import Span

FEWEST, LONGEST = 2, {"zh": 80, "en": 160}  # characters
MOST_STARTS, MOST_LEADING = 7, 5
LONGEST_PIECE, FARTHEST_PARTICLE = 26, 14  # tokens
FARTHEST_BEFORE, FARTHEST_BEHIND, LONGEST_SPEECH = 3, 2, 5  # clauses
MANY, SOME = 3, 2
SHORT_WORD = 4  # characters
# What leads to an object: 发布|了关于, convened|on the; what none ends in.
LEADING = (Tag.DATE, Tag.PREPOSITION, Tag.ADVERB)
NO_END = (*LEADING, Tag.CONJUNCTION, Tag.PARTICLE, Tag.DISTINGUISHING)
JOINING = ("of", "and")
SPEAKING, SPEECH = "statement", ("speech_verb", "said")


class Piece(NamedTuple):
    """A piece of a sentence that stands behind or before a predicate, or is said; what it shows."""

    kind: str
    span: Span
    shown: list[str]


def likeliest_objects(
    reading: Reading, predicate: Predicate, proposed: Sequence[Span], agents: Sequence[Argument],
    event_type: str, words: Vocabulary,
) -> tuple[Span, ...]:  # fmt: skip
    """Return what is most probably acted on, which is none of the agents; `proposed` is what the rules
    say.
    """
    acting = frozenset(one.span for one in agents)
    proposed = [one for one in proposed if not any(one.overlaps(other) for other in acting)]
    speaks = event_type == SPEAKING or any(predicate.has(name) for name in SPEECH)
    pieces = _Pieces(reading, predicate, acting, words)
    options: dict[tuple[Span, ...], Option] = {}
    for piece in pieces.all(speaks=speaks):
        length = piece.span.end - piece.span.start
        taken = (piece.span,) in options or any(piece.span.overlaps(one) for one in acting)
        if not taken and FEWEST <= length <= LONGEST[words.language]:
            options[piece.span,] = _option(piece.kind, (piece.span,), piece.shown, proposed)
    if proposed and tuple(proposed) not in options:
        options[tuple(proposed)] = _option("rule", tuple(proposed), (), proposed)
    heads = ["nothing", f"nothing,{bool(proposed):d}"]
    nothing = Option((), [*heads, f"nothing,last{pieces.is_last:d}"], heads)
    facts = facts_of(reading, predicate, event_type, words)
    answer = likeliest([*options.values(), nothing], facts, words.weights("objects")).spans
    # of 华为|被列入|实体清单 both are told, whichever weighs more
    return tuple(proposed) if answer and set(answer) < set(proposed) else answer


def _option(
    kind: str, spans: tuple[Span, ...], shown: Sequence[str], proposed: Sequence[Span]
) -> Option:
    rule = relation(spans, proposed)
    own = [f"rule={rule}", f"rule={rule},{kind}", *(f"{kind}:{one}" for one in shown)]
    if rule == "touch":
        other = next(p for p in proposed if spans[0].start < p.end and p.start < spans[0].end)
        starts = (spans[0].start > other.start) - (spans[0].start < other.start)
        ends = (spans[0].end > other.end) - (spans[0].end < other.end)
        own.append(f"borders={kind},{starts},{ends}")
    return Option(spans, own, [kind, f"{kind},{rule}"])


class _Pieces:
    """The pieces of a sentence that may be an object of a predicate."""

    def __init__(
        self, reading: Reading, predicate: Predicate, agents: frozenset[Span], words: Vocabulary
    ):
        self._reading, self._predicate, self._agents = reading, predicate, agents
        self._words, self._english = words, words.language == "en"
        self._tokens = tokens = reading.clauses[predicate.clause].tokens
        self._near = near(reading, predicate)
        self._verbs = frozenset((one.clause, one.token) for one in self._near)
        start = predicate.last_token + 1
        while start < len(tokens) and (
            tokens[start].has("aspect") or tokens[start].text == PARTICLE
        ):
            start += 1
        self._start = start
        self.is_last = start == len(tokens)
        rest = tokens[start : start + LONGEST_PIECE + FARTHEST_PARTICLE + MOST_STARTS]
        self._sums = {
            "verbs": _sums((predicate.clause, start + i) in self._verbs for i in range(len(rest))),
            "particles": _sums(token.text == PARTICLE for token in rest),
            "prepositions": _sums(token.tag == Tag.PREPOSITION for token in rest),
            "dates": _sums(token.tag == Tag.DATE for token in rest),
            "joints": _sums(token.has("coordinator") for token in rest),
            "infinitives": _sums(token.text == "to" for token in rest),
        }

    def all(self, *, speaks: bool) -> Iterator[Piece]:
        """Yield the pieces behind the predicate, those before it, and the clauses that follow one that
        speaks.
        """
        yield from self._behind()
        yield from self._before()
        if speaks:
            yield from self._said()

    def _behind(self) -> Iterator[Piece]:
        tokens = self._tokens
        for start in self._starts():
            for end in range(start + 1, min(len(tokens), start + LONGEST_PIECE) + 1):
                if self._can_end(tokens[end - 1]) and not self._is_title(end):
                    span = Span(tokens[start].span.start, tokens[end - 1].span.end)
                    yield Piece("behind", span, self._shown_behind(start, end))

    def _starts(self) -> list[int]:
        """Return where an object may begin behind a predicate: at once, behind what only leads to it,
        in Chinese behind a 的.
        """
        tokens, start = self._tokens, self._start
        starts = [start]
        while starts[-1] < len(tokens) and self._leads(tokens[starts[-1]]):
            starts.append(starts[-1] + 1)
            if len(starts) > MOST_LEADING:
                break
        if not self._english:
            last = min(len(tokens) - 1, start + FARTHEST_PARTICLE)
            starts += [i + 1 for i in range(start, last) if tokens[i].text == PARTICLE]
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
        return sums[end - self._start] - sums[start - self._start]

    def _shown_behind(self, start: int, end: int) -> list[str]:
        """Return what a piece behind the predicate shows: how it begins and ends, what stands in it."""
        tokens, last = self._tokens, self._tokens[end - 1]
        following = tokens[end] if end < len(tokens) else None
        beyond, opener = told(following), told(tokens[start])
        length, closed = step(end - start), following is None
        verbs = min(MANY, self._count("verbs", start, end))
        prepositions = min(MANY, self._count("prepositions", start, end))
        particles = min(SOME, self._count("particles", start, end))
        dated = self._count("dates", start, end) > 0
        joined = self._count("joints", start, end) > 0
        former = tokens[start - 1]
        led = "first" if start == self._start else "of" if former.text == PARTICLE else "later"
        shown = [
            f"start={led}",
            f"start={led},{beyond}",
            f"start={led},{opener}",
            f"start={led},{former.text[:SHORT_WORD].lower()}",
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
        if (self._predicate.clause, end) in self._verbs:
            shown.append("verb-next")
        if self._english:
            word = NOTHING if following is None else following.text.lower()
            infinitive = self._count("infinitives", start, end) > 0
            shown += [
                f"next-word={word}",
                f"next-word={word},{prepositions}",
                f"prepositions={prepositions},{beyond}",
                f"infinitive={infinitive:d}",
            ]
        return shown

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
        acts = any(one.end == span.end for one in self._agents)
        shown = [
            f"place={apart},{between}",
            f"place={apart},{empty:d}",
            f"former={former}",
            f"former={former},{empty:d}",
            f"next={following}",
            f"kind={kind}",
            f"kind={kind},{empty:d}",
            f"inner={inner:d}",
            f"acts={acts:d}",
            f"acts={acts:d},{empty:d}",
            f"nearer={min(MANY, nearer)},{apart}",
            f"nth={min(MANY, nth)}",
            f"length={step(end - first)}",
            f"led={led},{min(SOME, between)}",
            f"end={tokens[end - 1].text[-1:]}",
            f"behind={NOTHING if empty else told(self._tokens[self._start])}",
        ]
        return Piece("before", span, shown)

    def _phrases(self, number: int) -> Iterator[tuple[Phrase, bool]]:
        """Yield the noun phrases of a clause, and in them what 的 leads to; in English also two that of
        joins.
        """
        tokens = self._reading.clauses[number].tokens
        phrases = list(noun_phrases(self._reading, number, self._predicate, self._words))
        for one in phrases:
            yield one, False
            for place in range(one.first + 1, one.end - 1):
                if tokens[place].text == PARTICLE:
                    yield one._replace(first=place + 1), True
        for one, following in pairwise(phrases) if self._english else ():
            between = tokens[one.end : following.first]
            if len(between) == 1 and between[0].text.lower() in JOINING:
                yield one._replace(end=following.end), False

    def _said(self) -> Iterator[Piece]:
        """Yield the clauses that follow, alone and together: what is said."""
        clauses, number = self._reading.clauses, self._predicate.clause
        mains = [one.clause for one in self._near if one.role == Role.MAIN]
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
                ]
                span = Span(clauses[first].span.start, clauses[last].span.end)
                if single and first == last and tokens[0].tag == Tag.TITLE:
                    span = quoted(tokens[0])
                yield Piece("said", span, shown)
                if self._english and tokens[0].text == "that" and not single:
                    inside = Span(tokens[1].span.start, span.end)
                    yield Piece("said", inside, [*shown, "that"])


def _sums(holds: Iterator[bool]) -> list[int]:
    """Return of how many of the first n tokens something holds, by n."""
    return list(accumulate(holds, initial=0))
