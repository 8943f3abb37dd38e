"""English predicates: which words of a clause say what happens, and how they stand to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.events.english_tokens import DENYING
from pipeline.events.predicates import Predicate
from pipeline.events.roles import Role
from pipeline.events.token import Clause, Token
from pipeline.events.triggers import Vocabulary
from pipeline.segment.tags import Tag
from pipeline.text import Span

LONGEST_TRIGGER = 4  # words
FARTHEST_AUXILIARY = 5  # words between an auxiliary and its verb
SHORTEST_PARTICIPLE = 4  # letters: an unlisted word in -ed that is a verb
SUBJECT = (Tag.NAME, Tag.PLACE, Tag.PROPER, Tag.PRONOUN, Tag.TITLE, Tag.NOUN)
# What may begin the object of a verb: signed a deal, met Biden.
OBJECT = (Tag.NAME, Tag.PLACE, Tag.PROPER, Tag.TITLE, Tag.NUMERAL, Tag.NOUN, Tag.ADJECTIVE)
NAMED = (Tag.NAME, Tag.PLACE)


@dataclass(frozen=True, slots=True)
class Group:
    """A verb with its helping words: had never been formally | signed."""

    first: int
    last: int
    form: str  # past, third, ing, base
    helpers: tuple[str, ...]

    def is_helped(self, words: Vocabulary, name: str) -> bool:
        """Tell whether a helping word of a class stands before the verb: be, perfect."""
        return any(words.has(name, helper) for helper in self.helpers)


def english_predicates(clauses: Sequence[Clause], words: Vocabulary) -> list[Predicate]:
    """Return every predicate of a sentence's clauses, in order."""
    return [
        one for number, clause in enumerate(clauses) for one in _of_clause(number, clause, words)
    ]


def _of_clause(number: int, clause: Clause, words: Vocabulary) -> Iterator[Predicate]:
    tokens = clause.tokens
    former: Predicate | None = None
    position = 0
    while position < len(tokens):
        last = _longest(tokens, position, words)
        found = _predicate(number, clause, (position, last), former, words)
        if found is not None:
            yield found
            former = found if found.finite else former
            position = found.last_token
        position += 1


def _longest(tokens: Sequence[Token], position: int, words: Vocabulary) -> int:
    """Return the last token of the longest listed form that starts at a token, or -1."""
    text, found = "", -1
    for last in range(position, min(len(tokens), position + LONGEST_TRIGGER)):
        if tokens[last].tag in (Tag.DATE, Tag.NAME, Tag.TITLE):
            break
        text = f"{text} {tokens[last].text.lower()}".lstrip()
        if text in words.readings:
            found = last
        if text not in words.openings:
            break
    return found


def _predicate(
    number: int, clause: Clause, place: tuple[int, int], former: Predicate | None,
    words: Vocabulary,
) -> Predicate | None:  # fmt: skip
    """Return the predicate that a token begins, or None where it is none: the report, in advanced chips."""
    first, last = place
    tokens = clause.tokens
    listed = last >= 0
    last = max(last, first)
    token = tokens[first]
    if token.classes == DENYING:
        return None  # failed to reach
    if _is_noun_event(tokens, first, words):
        return _made(number, clause, Group(first, first, "base", ()), Role.NOUN, words)
    group = Group(first, last, _form(token, words), _helpers(tokens, first, words))
    if not (listed or _is_unlisted_verb(tokens, group, words)) or _is_nominal(tokens, group, words):
        return None
    role = _role(clause, group, former, words)
    return None if role is None else _made(number, clause, group, role, words, listed=listed)


def _made(
    number: int, clause: Clause, group: Group, role: Role, words: Vocabulary, *, listed: bool = True
) -> Predicate:  # fmt: skip
    tokens = clause.tokens
    text = " ".join(token.text.lower() for token in tokens[group.first : group.last + 1])
    finite = role in (Role.MAIN, Role.RELATIVE, Role.SUBORDINATE)
    open_ended = any(
        words.has("auxiliary", word) and not words.has("perfect", word) for word in group.helpers
    )
    passive = group.form == "past" and (
        group.is_helped(words, "be") or role == Role.ATTRIBUTIVE
    )  # fmt: skip
    return Predicate(
        Span(tokens[group.first].span.start, tokens[group.last].span.end),
        text, number, group.first, group.last, role, listed, finite,
        words.classes_of(text), passive, finite and group.form == "past" and not open_ended,
        bool(group.first) and tokens[group.first - 1].has("gerund_opener"),
    )  # fmt: skip


def _is_noun_event(tokens: Sequence[Token], place: int, words: Vocabulary) -> bool:
    """Tell whether a token is a noun that is an event: the launch of, talks in."""
    token = tokens[place]
    if not token.has("event_noun") or (
        token.tag == Tag.PROPER and place and tokens[place - 1].tag != Tag.DATE
    ):
        return False
    return not token.is_trigger or not _helpers(tokens, place, words)


def _form(token: Token, words: Vocabulary) -> str:
    lower = token.text.lower()
    if token.has("past") or lower.endswith("ed"):
        return "past"
    if lower.endswith("ing"):
        return "ing"
    return "third" if lower.endswith("s") and not lower.endswith("ss") else "base"


def _helpers(tokens: Sequence[Token], end: int, words: Vocabulary) -> tuple[str, ...]:
    """Return the helping words right before a verb, adverbs between: had never been formally."""
    found: list[str] = []
    for token in reversed(tokens[max(0, end - FARTHEST_AUXILIARY) : end]):
        if token.has("be") or token.has("auxiliary"):
            found.append(token.text.lower())
        elif token.tag != Tag.ADVERB and not token.has("adverb"):
            break
    return tuple(reversed(found))


def _is_unlisted_verb(tokens: Sequence[Token], group: Group, words: Vocabulary) -> bool:
    """Tell whether a word that no list has is a verb: its helpers or its subject show it."""
    token = tokens[group.first]
    lower = token.text.lower()
    if not lower.isalpha():
        return False
    if group.form == "base" and group.helpers and _is_modal(group.helpers[-1], words):
        return token.tag in (Tag.NOUN, Tag.VERB, Tag.ADJECTIVE)  # may plead guilty
    if token.tag != Tag.VERB or group.form not in ("past", "ing"):
        return False
    if token.has("be") or token.has("auxiliary") or len(lower) <= SHORTEST_PARTICIPLE:
        return False
    if group.helpers:
        return group.form == "past" or group.is_helped(words, "be")
    before = tokens[group.first - 1] if group.first else None
    return group.form == "past" and before is not None and before.tag in SUBJECT


def _is_modal(word: str, words: Vocabulary) -> bool:
    return words.has("auxiliary", word) and not words.has("perfect", word) and word != "to"


def _is_nominal(tokens: Sequence[Token], group: Group, words: Vocabulary) -> bool:
    """Tell whether a verb form is a noun or an adjective: the report, in advanced chips."""
    token = tokens[group.first]
    if token.has("no_predicate"):
        return True
    if token.tag == Tag.PROPER:
        opening = group.first == 0 or tokens[group.first - 1].tag == Tag.DATE
        return not (opening and group.form == "past" and group.last + 1 < len(tokens))
    if group.helpers or not group.first:
        return token.has("ambiguous_noun") and not group.helpers
    before = tokens[group.first - 1]
    if token.has("ambiguous_noun"):
        return before.tag not in (Tag.PRONOUN, *NAMED) and not before.has("relative")
    if before.has("determiner"):
        return True
    if group.form in ("third", "base") and before.tag in (
        Tag.ADJECTIVE,
        Tag.NUMERAL,
        Tag.PREPOSITION,
    ):
        return True  # of extraordinary charges
    behind = tokens[group.last + 1] if group.last + 1 < len(tokens) else None
    if group.form == "ing" and behind is not None and behind.tag == Tag.NOUN:
        return before.tag in (Tag.NOUN, Tag.ADJECTIVE, Tag.PROPER)  # a bank holding company
    return group.form == "past" and before.has("preposition") and before.text.lower() != "to"


def _role(
    clause: Clause, group: Group, former: Predicate | None, words: Vocabulary
) -> Role | None:  # fmt: skip
    """Return how a verb stands to its clause, or None where its form cannot govern."""
    tokens = clause.tokens
    if group.helpers:
        if group.form == "base" and _takes_participle(group.helpers[-1], words):
            return None  # the talk they had back in May
        if group.helpers[-1] == "to" and group.form == "base":
            led = len(group.helpers) > 1
            return _finite(tokens) if led else Role.INFINITIVE
        return _finite(tokens)
    if group.form == "base":
        plural = group.first and tokens[group.first - 1].tag == Tag.PRONOUN
        return _finite(tokens) if plural else None
    if group.form == "ing":
        return Role.ATTRIBUTIVE
    if group.form == "third":
        return _finite(tokens) if group.first else None
    return _of_past(clause, group, former, words)


def _takes_participle(helper: str, words: Vocabulary) -> bool:
    return words.has("perfect", helper) or words.has("be", helper)


def _finite(tokens: Sequence[Token]) -> Role:
    if tokens[0].has("relative") and tokens[0].text.lower() != "that":
        return Role.RELATIVE
    return Role.SUBORDINATE if tokens[0].has("subordinate") else Role.MAIN


def _of_past(
    clause: Clause, group: Group, former: Predicate | None, words: Vocabulary
) -> Role:  # fmt: skip
    """Tell a past tense from a participle: it signed a deal; a law signed in 2015; Founded in 2015."""
    tokens = clause.tokens
    behind = tokens[group.last + 1] if group.last + 1 < len(tokens) else None
    if behind is not None and behind.text == "by":
        return Role.ATTRIBUTIVE
    before = [
        t for t in tokens[: group.first] if t.tag not in (Tag.ADVERB, Tag.CONJUNCTION, Tag.DATE)
    ]
    if not before or all(t.tag == Tag.PREPOSITION for t in before):
        acts = behind is not None and (behind.tag in OBJECT or behind.has("determiner"))
        said = tokens[group.first].has("said")
        return (
            _finite(tokens)
            if (acts and group.first) or said or _continues(tokens, acts)
            else Role.ATTRIBUTIVE
        )
    if former is not None and former.clause >= 0:
        between = tokens[former.last_token + 1 : group.first]
        anew = bool(between) and (
            between[-1].tag in (Tag.NAME, Tag.PLACE, Tag.PROPER, Tag.PRONOUN)
            or any(t.tag == Tag.CONJUNCTION for t in between)
        )
        if not anew:
            return Role.ATTRIBUTIVE
    return _finite(tokens)


def _continues(tokens: Sequence[Token], acts: bool) -> bool:
    """Tell whether a clause that begins with a verb goes on from the one before: X met, signed a deal."""
    return acts and tokens[0].text[0].islower()
