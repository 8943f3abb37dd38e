"""What an English verb acts on: what follows it, of a passive its subject, what is said."""

from collections.abc import Sequence

from pipeline.events.english_phrases import IN_PHRASE, behind, nearest_noun, without_helpers
from pipeline.events.predicates import Predicate
from pipeline.events.reading import Reading
from pipeline.events.roles import Role
from pipeline.events.token import Token
from pipeline.events.triggers import Vocabulary
from pipeline.segment.tags import Tag
from pipeline.text import Span

LONGEST_OBJECT = 120  # characters; a longer one ends before what it is for
NOUNS = (*IN_PHRASE, Tag.PRONOUN)
PARTICLES = ("out", "up", "off", "down")  # turned out|larger numbers
OPENING = (Tag.PREPOSITION, Tag.DATE, Tag.ADVERB, Tag.CONJUNCTION)
DANGLING = (Tag.PREPOSITION, Tag.CONJUNCTION, Tag.DISTINGUISHING, Tag.PARTICLE)
JOINING = (Tag.CONJUNCTION, Tag.PREPOSITION)
WITH = "with"
RELATIVE = ("which", "who", "whom", "that")
LOOSE = ("thanks", "compared", "pursuant", "due", "prior", "according", "subject", "able")


def english_objects(reading: Reading, predicate: Predicate, words: Vocabulary) -> tuple[Span, ...]:
    """Return what a verb acts on: signed a deal; the deal was signed; said that prices rose."""
    clause = reading.clauses[predicate.clause]
    if predicate.passive:
        return _span(_of_passive(reading, predicate, words))
    acted = _without_particle(behind(clause, predicate))
    if _is_of_noun(reading, predicate, acted):
        return _span(_antecedent(reading, predicate.clause))
    alone = len(acted) == 1 and acted[0].tag == Tag.PRONOUN and predicate.has("speech_verb")
    if any(token.tag in (*NOUNS, Tag.VERB) for token in acted) and not alone:
        return _span(acted)
    if len(behind(clause, predicate)) < len(clause.tokens) - predicate.last_token - 1 and acted:
        return ()
    return _span(_said(reading, predicate, words), said=True)


def _span(tokens: Sequence[Token], *, said: bool = False) -> tuple[Span, ...]:
    """Return where an object stands, a long one up to what it is for, without loose ends."""
    tokens = _trimmed(tokens)
    if tokens and tokens[-1].span.end - tokens[0].span.start > LONGEST_OBJECT:
        tokens = _trimmed(tokens[: _limit(tokens, said=said)])
        if len(tokens) == 1 and tokens[0].tag == Tag.PRONOUN:
            return ()
    if not any(token.tag in (*NOUNS, Tag.VERB) for token in tokens):
        return ()
    return (Span(tokens[0].span.start, tokens[-1].span.end),)


def _trimmed(tokens: Sequence[Token]) -> Sequence[Token]:
    """Leave out what joins an object to its surroundings: the and, the at, the last of, a dash; but
    with leads to who takes part.
    """
    start, end = 0, len(tokens)
    while end and _is_loose(tokens[end - 1]):
        if tokens[end - 1].tag in (Tag.TITLE, Tag.NAME, Tag.PLACE) or tokens[end - 1].text in "%$":
            break
        end -= 1
    while start < end and tokens[start].tag in JOINING and tokens[start].text != WITH:
        start += 1
    return tokens[start:end]


def _is_loose(token: Token) -> bool:
    """Tell whether a word ends no object: of, and, a dash."""
    return token.tag in DANGLING or token.text in LOOSE or not token.text[-1].isalnum()


def _limit(tokens: Sequence[Token], *, said: bool) -> int:
    """Return where a long object ends: before its first infinitive, else before the last word that
    opens a new phrase and fits.
    """
    fits = [
        i
        for i, token in enumerate(tokens)
        if i and tokens[i - 1].span.end - tokens[0].span.start <= LONGEST_OBJECT
    ]
    aims = [i for i in fits if tokens[i].text.lower() == "to" and tokens[i].tag == Tag.PARTICLE]
    opens = [i for i in fits if tokens[i].tag in (Tag.PREPOSITION, Tag.CONJUNCTION, Tag.PARTICLE)]
    return ((not said and aims) or opens[-1:] or fits[-1:] or [0])[0]


def _without_particle(tokens: Sequence[Token]) -> Sequence[Token]:
    led = len(tokens) > 1 and tokens[0].text in PARTICLES and tokens[1].text not in ("to", "of")
    return tokens[1:] if led else tokens


def _of_passive(reading: Reading, predicate: Predicate, words: Vocabulary) -> Sequence[Token]:
    """Return the subject of a passive, of a participle the noun before it: the cars of cars sold in
    May; of which was built what stands before the comma.
    """
    clause = reading.clauses[predicate.clause]
    before = without_helpers(clause.tokens[: predicate.token])
    if predicate.role == Role.ATTRIBUTIVE and before:
        return nearest_noun(before)
    former = [p for p in reading.found if p.clause == predicate.clause and p.finite]
    former = [p for p in former if p.token < predicate.token]
    between = before[former[-1].last_token + 1 :] if former else ()
    joints = [i for i, t in enumerate(between) if t.tag == Tag.CONJUNCTION]
    if joints and any(token.tag in NOUNS for token in between[joints[-1] + 1 :]):
        return _without_opening(between[joints[-1] + 1 :])
    if joints:
        before = without_helpers(before[: former[0].token])
    if before and before[-1].tag == Tag.CONJUNCTION and not joints:
        ends = (i for i, token in enumerate(before) if token.has("be"))
        before = before[: next(ends, len(before))]  # The act was harsh and was amended
    if before and before[0].has("relative"):
        before = before[1:]
    before = _without_opening(before)
    if not before and not predicate.listed:
        return ()
    aged = all(token.tag == Tag.NUMERAL for token in before)  # Eric Council, 26, was sentenced
    return _antecedent(reading, predicate.clause) if aged else before


def _without_opening(tokens: Sequence[Token]) -> Sequence[Token]:
    start = 0
    while start < len(tokens) and tokens[start].tag in OPENING:
        start += 1
    return tokens[start:]


def _antecedent(reading: Reading, number: int) -> Sequence[Token]:
    """Return the noun that a relative clause is about: the deal of the deal, which was signed."""
    return nearest_noun(reading.clauses[number - 1].tokens) if number else ()


def _is_of_noun(reading: Reading, predicate: Predicate, acted: Sequence[Token]) -> bool:
    """Tell whether a relative clause says what somebody does to its noun: which|Microsoft|disclosed."""
    clause = reading.clauses[predicate.clause]
    first = next(p for p in reading.found if p.clause == predicate.clause)
    between = without_helpers(clause.tokens[1 : predicate.token])
    led = clause.tokens[0].text.lower() in RELATIVE and first == predicate
    gap = not acted or acted[0].tag in (Tag.CONJUNCTION, Tag.PREPOSITION)
    whole = between and between[0].text == "of"  # that of mothers rebounded
    if not led or not gap or whole:
        return False
    return any(token.tag in NOUNS for token in between)


def _said(reading: Reading, predicate: Predicate, words: Vocabulary) -> Sequence[Token]:
    """Return what is said: behind a that or as I said, or before the one who says it."""
    number, clauses = predicate.clause, reading.clauses
    following = clauses[number + 1].tokens if number + 1 < len(clauses) else ()
    speaks = words.has("said", predicate.text) or words.has("speech_verb", predicate.text)
    if speaks and following and following[0].text == "that":
        return following[1:]
    if speaks and following and clauses[number].tokens[0].text.lower() == "as":
        return following
    if speaks and following and following[0].tag == Tag.TITLE:
        return following
    first = number - 1
    while first > 0 and clauses[first].tokens[0].has("relative"):
        first -= 1
    told = any(p.clause == first and p.finite for p in reading.found)
    if not speaks or not told:
        return ()
    return [token for clause in clauses[max(0, first) : number] for token in clause.tokens]
