"""The noun phrases of a clause: who and what may take part in an event."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.events.arguments import arguments_of, ends_like_actor
from pipeline.events.draft import Argument
from pipeline.events.english_phrases import IN_NOUN, participant
from pipeline.events.predicates import Predicate
from pipeline.events.reading import Reading
from pipeline.events.subjects import ETC, is_nominal
from pipeline.events.token import PARTICLE, Token
from pipeline.events.triggers import Vocabulary
from pipeline.segment.tags import PERSONS, Tag
from pipeline.text import Span

COUNTED = (Tag.NUMERAL, Tag.MEASURE)
NO_HEAD = (Tag.DATE, *COUNTED)
SPEAKING = "statement"  # in a statement whatever can speak acts
LONGEST_PRONOUN = 6  # characters
FARTHEST = 60  # tokens from the predicate, or from the end of its clause that is nearer


class Phrase(NamedTuple):
    """A noun phrase: the tokens `first` up to `end` of a clause."""

    clause: int
    first: int
    end: int


def noun_phrases(
    reading: Reading, number: int, predicate: Predicate, words: Vocabulary
) -> Iterator[Phrase]:
    """Yield the longest noun phrases of a clause that stand near a predicate, in order; in English
    prepositions part them.
    """
    tokens = reading.clauses[number].tokens
    near = range(len(tokens))
    if number <= predicate.clause:
        place = predicate.token if number == predicate.clause else len(tokens)
        near = near[max(0, place - FARTHEST) : place + FARTHEST]
    else:
        near = near[:FARTHEST]
    found = _english(tokens, near) if words.language == "en" else _chinese(tokens, near, words)
    return (Phrase(number, first, end) for first, end in found)


def _chinese(
    tokens: Sequence[Token], near: range, words: Vocabulary
) -> Iterator[tuple[int, int]]:  # fmt: skip
    place = near.start
    while place < near.stop:
        if not _opens(tokens[place], words):
            place += 1
            continue
        first = end = place
        while end < near.stop and _continues(tokens[end], words):
            end += 1
        place = end
        while tokens[end - 1].text == PARTICLE or tokens[end - 1].has("coordinator"):
            end -= 1
        while first and tokens[first - 1].tag in COUNTED:
            first -= 1
        yield first, end


def _opens(token: Token, words: Vocabulary) -> bool:
    return _is_nominal(token, words) and not token.has("coordinator")


def _continues(token: Token, words: Vocabulary) -> bool:
    joins = token.text in (PARTICLE, ETC) or token.has("coordinator") or token.tag in COUNTED
    return joins or _is_nominal(token, words)


def _is_nominal(token: Token, words: Vocabulary) -> bool:
    if token.tag in NO_HEAD or token.has("aspect"):
        return False
    refers = token.tag == Tag.PRONOUN or token.has("pronoun_subject")
    return refers or token.has("demonstrative") or is_nominal(token, words)


def _english(tokens: Sequence[Token], near: range) -> Iterator[tuple[int, int]]:
    place = near.start
    while place < near.stop:
        end = place
        while end < near.stop and tokens[end].tag in IN_NOUN:
            end += 1
        if end == place and tokens[place].tag == Tag.PRONOUN:
            end += 1
        if any(token.tag != Tag.DISTINGUISHING for token in tokens[place:end]):
            yield place, end
        place = max(end, place + 1)


def taking_part(tokens: Sequence[Token], words: Vocabulary) -> tuple[tuple[Argument, ...], bool]:
    """Return those whom a noun phrase names, and whether they can act; else it stands as a whole."""
    if words.language == "en":
        found = tuple(participant(tokens, SPEAKING, words))
        first = next((i for i, t in enumerate(tokens) if t.tag != Tag.DISTINGUISHING), 0)
        tokens = tokens[first:]
    else:
        found = tuple(arguments_of(tokens, words))
    whole = Argument(Span(tokens[0].span.start, tokens[-1].span.end), "")
    return (found, True) if found else ((whole,), False)


def kind_of(token: Token, words: Vocabulary) -> str:
    """Return what the head of a phrase is: a name, a place, a person, a role, a part of speech."""
    if token.tag == Tag.NAME:
        return "known" if token.id else "name"
    if token.tag in (Tag.PLACE, Tag.PLACE_NAME):
        return "place"
    if token.tag in PERSONS:
        return "person"
    if token.tag == Tag.PRONOUN or token.has("pronoun_subject"):
        return f"pronoun:{token.text.lower()[:LONGEST_PRONOUN]}"
    if token.has("role") or token.has("pronoun_actor"):
        return "role"
    if token.tag == Tag.TITLE:
        return "title"
    if words.language != "en" and ends_like_actor(token.text, words):
        return "actor"
    return str(token.tag)
