"""Who does it in an English sentence: behind a by, before the verb, in the clauses before."""

from collections.abc import Sequence

from pipeline.events.draft import Argument
from pipeline.events.english_phrases import (
    DOING,
    IN_NOUN,
    IN_PHRASE,
    JOINED,
    MUTUAL,
    NAMED,
    Phrase,
    participants,
    phrases,
    without_helpers,
)
from pipeline.events.predicates import Predicate
from pipeline.events.reading import Reading
from pipeline.events.roles import Role
from pipeline.events.token import Clause, Token
from pipeline.events.triggers import Vocabulary
from pipeline.segment.tags import Tag

NEAR = 3  # characters between a clause and the bracket that belongs to it
LONGEST_LIST = 6  # commas
FARTHEST_BACK = 4  # clauses back in which a verb finds its subject
OBJECT = (*IN_PHRASE, Tag.PRONOUN)
SUBJECT = (*NAMED, Tag.PROPER, Tag.NOUN)


def agents(
    reading: Reading, predicate: Predicate, event_type: str, words: Vocabulary
) -> list[Argument]:
    """Return who does it: behind the by of a passive, else the subject."""
    clause = reading.clauses[predicate.clause]
    if (behind := _behind_by(clause, predicate, event_type, words)) is not None:
        return behind
    if predicate.role == Role.NOUN:
        return _in_brackets(reading, predicate)
    if predicate.passive:
        return []
    acts = event_type not in MUTUAL and _acts_on(clause, predicate)
    return _subject(reading, predicate, DOING if acts else event_type, words)


def _acts_on(clause: Clause, predicate: Predicate) -> bool:
    """Tell whether an object stands behind a verb, Apple patched|this issue, and no capital that only
    opens the sentence before it: Average|earnings rose.
    """
    first, behind = clause.tokens[0], clause.tokens[predicate.last_token + 1 :][:1]
    opens = predicate.clause == 0 and first.tag == Tag.PROPER and not first.text.isupper()
    acts = any(token.tag in OBJECT or token.has("determiner") for token in behind)
    return predicate.finite and acts and not opens


def _in_brackets(reading: Reading, predicate: Predicate) -> list[Argument]:
    """Return who stands in brackets behind a noun of a chronicle: Launch of a phone (SKT)."""
    end = reading.clauses[predicate.clause].span.end + NEAR
    found = [one for one in reading.aside if predicate.span.end <= one.start < end]
    return [Argument(found[0], reading.ids.get(found[0], ""), rule="brackets")] if found else []


def _behind_by(
    clause: Clause, predicate: Predicate, event_type: str, words: Vocabulary
) -> list[Argument] | None:
    """Return who stands behind a by, or None where no by follows: was fined by the KFTC."""
    tokens = clause.tokens
    marks = [i for i in range(predicate.last_token + 1, len(tokens)) if tokens[i].text == "by"]
    adjacent = bool(marks) and marks[0] == predicate.last_token + 1
    if not marks or not (predicate.passive or adjacent):
        return None
    rest = tokens[marks[0] + 1 :]
    if rest and rest[0].tag == Tag.DATE:
        return None
    phrase = next(phrases(rest), None)
    return [] if phrase is None else list(participants([phrase], event_type, words))


def _subject(
    reading: Reading, predicate: Predicate, event_type: str, words: Vocabulary
) -> list[Argument]:
    """Return the subject of a verb: in its clause, else in those before it."""
    clause = reading.clauses[predicate.clause]
    before = without_helpers(clause.tokens[: predicate.token])
    if predicate.role == Role.INFINITIVE and (asked := _asked(before, event_type, words)):
        return asked
    former = [
        p for p in reading.found if p.clause == predicate.clause and p.token < predicate.token
    ]
    for one in reversed(former):
        between = before[one.last_token + 1 :]
        if one.finite and (own := _own(between, event_type, words)):
            return own
        if one.finite and _opens_anew(between):
            return []
        if one.finite or one.role == Role.ATTRIBUTIVE:
            before = before[: max(0, one.token)]
    if found := _own(without_helpers(before), event_type, words):
        return [*_listed_before(reading, predicate, before, event_type, words), *found]
    if predicate.token == 0 and words.has("said", predicate.text):
        behind = next(phrases(clause.tokens[predicate.last_token + 1 :]), None)
        if behind and (said := list(participants([behind], event_type, words))):
            return said  # “…,” said Biden
    if before and not _is_opener(before[0]) and any(t.tag in IN_PHRASE for t in before):
        return []
    return _from_clauses_before(reading, predicate, event_type, words)


def _opens_anew(tokens: Sequence[Token]) -> bool:
    """Tell whether a subject of its own stands behind the conjunction before a verb: and IMA completed."""
    joints = [i for i, token in enumerate(tokens) if token.tag == Tag.CONJUNCTION]
    return bool(joints) and any(t.tag in SUBJECT for t in tokens[joints[-1] + 1 :])


def _listed_before(
    reading: Reading, predicate: Predicate, before: Sequence[Token], event_type: str,
    words: Vocabulary,
) -> list[Argument]:  # fmt: skip
    """Return the first of those that commas list: Google and the FBI of Google, the FBI and Microsoft."""
    found: list[Argument] = []
    if not any(token.text.lower() in JOINED for token in before[:-1]):
        return found
    for number in range(predicate.clause - 1, max(-1, predicate.clause - 1 - LONGEST_LIST), -1):
        tokens = reading.clauses[number].tokens
        start = max((i + 1 for i, t in enumerate(tokens) if t.tag == Tag.DATE), default=0)
        if any(t.tag not in IN_NOUN for t in tokens[start:]):
            break
        found = [*_own(tokens[start:], event_type, words), *found]
        if start:
            break
    return found


def _is_opener(token: Token) -> bool:
    return token.has("relative") or token.has("subordinate")


def _own(tokens: Sequence[Token], event_type: str, words: Vocabulary) -> list[Argument]:
    """Return who acts among the noun phrases before a verb."""
    return list(participants(list(phrases(tokens)), event_type, words))


def _asked(before: Sequence[Token], event_type: str, words: Vocabulary) -> list[Argument]:
    """Return who is asked to do it: the Congress of asked Congress to approve."""
    verbs = [i for i, token in enumerate(before) if token.has("request_verb")]
    return _own(before[verbs[-1] + 1 :], event_type, words) if verbs else []


def _from_clauses_before(
    reading: Reading, predicate: Predicate, event_type: str, words: Vocabulary
) -> list[Argument]:
    """Return the subject that a clause takes from one before it: X, the maker of Y, added Z."""
    clause = reading.clauses[predicate.clause]
    relative = bool(clause.tokens) and clause.tokens[0].has("relative")
    for number in range(predicate.clause - 1, max(-1, predicate.clause - 1 - FARTHEST_BACK), -1):
        tokens = reading.clauses[number].tokens
        own = [p for p in reading.found if p.clause == number and p.role != Role.NOUN]
        if relative:
            nearest = list(phrases(tokens))[-1:]
            return list(participants([Phrase(p.tokens, "") for p in nearest], event_type, words))
        if _is_opener(tokens[0]) or (own and not own[0].token):
            continue
        end = own[0].token if own else len(tokens)
        if found := _own(without_helpers(tokens[:end]), event_type, words):
            return found
    return []
