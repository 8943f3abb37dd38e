"""Who does it in an English sentence, and to what: noun phrases around a verb, and who acts in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.events.draft import Argument
from pipeline.events.predicates import Predicate
from pipeline.events.reading import Reading
from pipeline.events.roles import Role
from pipeline.events.token import Clause, Token
from pipeline.events.triggers import Vocabulary
from pipeline.segment.tags import Tag
from pipeline.text import Span

NAMED = (Tag.NAME, Tag.PLACE)
IN_PHRASE = (*NAMED, Tag.PROPER, Tag.NOUN, Tag.ADJECTIVE, Tag.NUMERAL, Tag.SUFFIX, Tag.TITLE)
MUTUAL = ("meeting", "agreement")  # talks between two parties
IMPERSONAL = ("milestone", "other")  # in these a single capitalized word may be a thing: Windows
NEAR = 3  # characters between a clause and the bracket that belongs to it
LONGEST_LIST = 6  # commas
FARTHEST_BACK = 4  # clauses back in which a verb finds its subject
# Types of events that are done to somebody.
ACTING = ("regulation", "deal")
SUBJECT = (*NAMED, Tag.PROPER, Tag.NOUN)
JOINED = ("and", "or", "plus")
HELPING = (Tag.PARTICLE, Tag.ADVERB)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase and the word that leads to it: a preposition, and, or nothing."""

    tokens: tuple[Token, ...]
    led_by: str


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
    return _subject(reading, predicate, event_type, words)


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
    return [] if phrase is None else list(_participants([phrase], event_type, words))


def _subject(
    reading: Reading, predicate: Predicate, event_type: str, words: Vocabulary
) -> list[Argument]:
    """Return the subject of a verb: in its clause, else in those before it."""
    clause = reading.clauses[predicate.clause]
    before = _without_helpers(clause.tokens[: predicate.token])
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
    if found := _own(_without_helpers(before), event_type, words):
        return [*_listed_before(reading, predicate, before, event_type, words), *found]
    if predicate.token == 0 and words.has("said", predicate.text):
        behind = next(phrases(clause.tokens[predicate.last_token + 1 :]), None)
        if behind and (said := list(_participants([behind], event_type, words))):
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
    """Return the first of those that commas list: Google and IBM of Google, IBM and Microsoft."""
    found: list[Argument] = []
    if not any(token.text.lower() in JOINED for token in before[:-1]):
        return found
    for number in range(predicate.clause - 1, max(-1, predicate.clause - 1 - LONGEST_LIST), -1):
        tokens = reading.clauses[number].tokens
        start = max((i + 1 for i, t in enumerate(tokens) if t.tag == Tag.DATE), default=0)
        if any(t.tag not in IN_PHRASE for t in tokens[start:]):
            break
        found = [*_own(tokens[start:], event_type, words), *found]
        if start:
            break
    return found


def _is_opener(token: Token) -> bool:
    return token.has("relative") or token.has("subordinate")


def _without_helpers(tokens: Sequence[Token]) -> Sequence[Token]:
    end = len(tokens)
    while end and tokens[end - 1].tag in HELPING:
        end -= 1
    return tokens[:end]


def _own(tokens: Sequence[Token], event_type: str, words: Vocabulary) -> list[Argument]:
    """Return who acts among the noun phrases before a verb."""
    return list(_participants(list(phrases(tokens)), event_type, words))


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
            return list(_participants([Phrase(p.tokens, "") for p in nearest], event_type, words))
        if _is_opener(tokens[0]) or (own and not own[0].token):
            continue
        end = own[0].token if own else len(tokens)
        if found := _own(_without_helpers(tokens[:end]), event_type, words):
            return found
    return []


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


def _participants(
    found: Sequence[Phrase], event_type: str, words: Vocabulary
) -> Iterator[Argument]:
    """Yield who acts in noun phrases; what a preposition leads to does not, but Officials from Japan."""
    free = [
        (phrase, agent)
        for phrase in found
        if not phrase.led_by or words.has("subject_opener", phrase.led_by)
        for agent in _participant(phrase.tokens, event_type, words)
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


def _participant(tokens: Sequence[Token], event_type: str, words: Vocabulary) -> Iterator[Argument]:
    """Yield who a noun phrase names: a name, a person with title, a role; no Dutch regulation."""
    owned = max((i for i, t in enumerate(tokens) if t.tag == Tag.SUFFIX), default=-1)
    if owned >= 0:
        own = (
            list(_participant(tokens[owned + 1 :], event_type, words))
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
    if titled or len(piece) > 1 or (event_type not in IMPERSONAL and not piece[-1].text.isupper()):
        yield Argument(Span(piece[0].span.start, piece[-1].span.end), _id(piece) if titled else "")


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


def objects(reading: Reading, predicate: Predicate) -> tuple[Span, ...]:
    """Return what a verb acts on: what follows it, of a passive its subject."""
    clause = reading.clauses[predicate.clause]
    acted = list(behind(clause, predicate))
    if predicate.passive:
        acted = list(_without_helpers(clause.tokens[: predicate.token]))
        while acted and (acted[0].tag in (Tag.PREPOSITION, Tag.DATE, Tag.ADVERB, Tag.CONJUNCTION)):
            acted.pop(0)
    if not any(t.tag in (*IN_PHRASE, Tag.VERB) for t in acted):
        return ()
    return (Span(acted[0].span.start, acted[-1].span.end),)


def english_recipients(
    reading: Reading, predicate: Predicate, event_type: str, acting: Sequence[Argument],
    words: Vocabulary,
) -> list[Argument]:  # fmt: skip
    """Return whom it is done to: sanctioned Sberbank, Samsung was fined, controls on China."""
    clause = reading.clauses[predicate.clause]
    taken = {agent.span for agent in acting}
    found: dict[Argument, None] = {}
    for rule, tokens in _acted_on(clause, predicate, event_type):
        for phrase in _coordinated(tokens):
            for one in _receiver(phrase, words):
                if one.span not in taken:
                    found[Argument(one.span, one.id, "recipient", rule)] = None
    return sorted(found, key=lambda one: one.span)


def _acted_on(
    clause: Clause, predicate: Predicate, event_type: str
) -> Iterator[tuple[str, Sequence[Token]]]:
    tokens = clause.tokens
    for fact in clause.told("recipient"):
        if fact.first > predicate.last_token or predicate.passive:
            yield fact.rule, tokens[fact.first : fact.end]
    if event_type in ACTING or predicate.has("done_to"):
        if predicate.passive:
            before = _without_helpers(tokens[: predicate.token])
            yield "passive", _behind_opening(before)
        else:
            yield "object", behind(clause, predicate)


def _behind_opening(tokens: Sequence[Token]) -> Sequence[Token]:
    """Leave out what opens a clause: In June 2023, by then."""
    start = max((i + 1 for i, t in enumerate(tokens) if t.tag == Tag.DATE), default=0)
    return tokens[start:]


def _coordinated(tokens: Sequence[Token]) -> list[Phrase]:
    """Return the first noun phrase and those joined to it: Sberbank and Rosatom."""
    found = list(phrases(tokens))
    return [phrase for phrase in found if not phrase.led_by]


def _receiver(phrase: Phrase, words: Vocabulary) -> Iterator[Argument]:
    """Yield who a phrase names; a capitalized word alone is a name here."""
    yield from _participant(phrase.tokens, "regulation", words)
