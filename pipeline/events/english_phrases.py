"""Noun phrases of an English clause, and who acts in them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.events.draft import Argument
from pipeline.events.predicates import Predicate
from pipeline.events.token import Clause, Token
from pipeline.events.triggers import Vocabulary
from pipeline.segment.tags import Tag
from pipeline.text import Span

NAMED = (Tag.NAME, Tag.PLACE)
IN_PHRASE = (*NAMED, Tag.PROPER, Tag.NOUN, Tag.ADJECTIVE, Tag.NUMERAL, Tag.SUFFIX, Tag.TITLE)
MUTUAL = ("meeting", "agreement")  # talks between two parties
OTHER = "other"
IMPERSONAL = ("milestone", OTHER)  # in these a single capitalized word may be a thing: Windows
DOING = "doing"  # in place of a type: what somebody does to something
JOINED = ("and", "or", "plus")
NO_NAME = re.compile(r"[a-z]{4}ing\Z|-[^-\n]*[0-9]")  # Following, CVE-2025-4664
IN_NOUN = (*IN_PHRASE, Tag.DISTINGUISHING)
HELPING = (Tag.PARTICLE, Tag.ADVERB)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase and the word that leads to it: a preposition, and, or nothing."""

    tokens: tuple[Token, ...]
    led_by: str


def phrases(tokens: Sequence[Token]) -> Iterator[Phrase]:
    """Yield the noun phrases of a run of tokens, each with the word that leads to it."""
    piece: list[Token] = []
    led_by = held = ""
    for token in tokens:
        if token.tag in IN_PHRASE:
            piece.append(token)
            continue
        if token.tag == Tag.PRONOUN:
            yield from _phrase(piece, led_by)
            yield Phrase((token,), "")
            piece, led_by = [], ""
            continue
        if piece:
            yield from _phrase(piece, led_by)
            held, piece = led_by, []
        lower = token.text.lower()
        led_by = held if lower in JOINED else lower if token.tag == Tag.PREPOSITION else ""
    yield from _phrase(piece, led_by)


def _phrase(piece: Sequence[Token], led_by: str) -> Iterator[Phrase]:
    if piece:
        yield Phrase(tuple(piece), led_by)


def participants(found: Sequence[Phrase], event_type: str, words: Vocabulary) -> Iterator[Argument]:
    """Yield who acts in noun phrases; what a preposition leads to does not, but Officials from Japan."""
    free = [
        (phrase, agent)
        for phrase in found
        if not phrase.led_by or words.has("subject_opener", phrase.led_by)
        for agent in participant(
            phrase.tokens, OTHER if phrase.led_by and event_type == DOING else event_type, words
        )
    ]
    inner = [agent for phrase, agent in free if phrase.led_by and agent.id]
    heads = [phrase.tokens[-1] for phrase in found if not phrase.led_by]
    told = event_type in MUTUAL or (bool(heads) and heads[-1].has("role"))
    for phrase, agent in free:
        head = phrase.tokens[-1]
        if phrase.led_by and not told:
            continue  # the showdown between Iraq and the United States
        if inner and told and not phrase.led_by and head.has("role") and not agent.id:
            continue
        yield agent


def participant(tokens: Sequence[Token], event_type: str, words: Vocabulary) -> Iterator[Argument]:
    """Yield who a noun phrase names: a name, a person with title, a role; no Dutch regulation."""
    owned = max((i for i, t in enumerate(tokens) if t.tag == Tag.SUFFIX), default=-1)
    if owned >= 0:
        own = (
            list(participant(tokens[owned + 1 :], event_type, words))
            if owned + 1 < len(tokens)
            else []
        )
        if own and (tokens[owned + 1 :][-1].tag != Tag.NOUN):
            yield from own
        elif own:
            first = next(i for i, t in enumerate(tokens) if not t.has("determiner"))
            yield Argument(Span(tokens[first].span.start, own[-1].span.end), _id(tokens))
        return
    tokens = [t for t in tokens if t.tag != Tag.DISTINGUISHING]
    if not tokens:
        return
    head = tokens[-1]
    if head.tag in NAMED and not _has_title(tokens[:-1]):
        yield Argument(head.span, head.id)
    elif head.tag == Tag.PROPER and len(tokens) == 1 and words.has("body", head.text.lower()):
        yield Argument(head.span, "")  # The Administration
    elif head.tag in (Tag.PROPER, *NAMED):
        yield from _person(tokens, event_type)
    elif head.has("role") or head.has("pronoun_actor"):
        first = next(
            (i for i, t in enumerate(tokens) if t.tag in (*NAMED, Tag.PROPER)), len(tokens) - 1
        )
        yield Argument(Span(tokens[first].span.start, head.span.end), _id(tokens[first:]))


def _id(tokens: Sequence[Token]) -> str:
    return next((t.id for t in reversed(tokens) if t.tag in NAMED and t.id), "")


def _has_title(tokens: Sequence[Token]) -> bool:
    return any(t.has("title") and t.text[0].isupper() for t in tokens)


def _person(tokens: Sequence[Token], event_type: str) -> Iterator[Argument]:
    """Yield a person or a body that no list has: Commerce Secretary Gina Raimondo, Anna Keller."""
    start = len(tokens)
    while start and tokens[start - 1].tag in (Tag.PROPER, *NAMED):
        start -= 1
    piece = tokens[start:]
    titled = _has_title(piece[:-1])
    short = piece[-1].text.isupper() and event_type != DOING
    if len(piece) == 1 and NO_NAME.search(piece[0].text):
        return
    if titled or len(piece) > 1 or (event_type not in IMPERSONAL and not short):
        yield Argument(Span(piece[0].span.start, piece[-1].span.end), _id(piece) if titled else "")


def without_helpers(tokens: Sequence[Token]) -> Sequence[Token]:
    end = len(tokens)
    while end and tokens[end - 1].tag in HELPING:
        end -= 1
    return tokens[:end]


def behind(clause: Clause, predicate: Predicate) -> Sequence[Token]:
    """Return what stands behind a verb as its object, up to the date and what leads to it."""
    tokens = clause.tokens
    end = next(
        (i for i in range(predicate.last_token + 1, len(tokens)) if tokens[i].tag == Tag.DATE),
        len(tokens),
    )
    while end > predicate.last_token + 1 and end < len(tokens) and (
        tokens[end - 1].tag in (Tag.PREPOSITION, Tag.ADVERB) or tokens[end - 1].has("determiner")
    ):  # fmt: skip
        end -= 1
    return tokens[predicate.last_token + 1 : end]


def nearest_noun(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the noun phrase that tokens end in: half of all new vehicles."""
    start = len(tokens)
    while start and (tokens[start - 1].tag in IN_NOUN or tokens[start - 1].text == "of"):
        start -= 1
    return tokens[start:]
