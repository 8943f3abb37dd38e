"""English tokens: words with hyphens joined, each with a part of speech by its class, shape and ending."""

import re
from collections.abc import Iterable, Iterator

from pipeline.events.token import Token
from pipeline.events.triggers import Vocabulary
from pipeline.segment.tags import Tag
from pipeline.text import Span

# The first of these that a word belongs to says its part of speech.
BY_CLASS = (
    ("be", Tag.PARTICLE),
    ("auxiliary", Tag.PARTICLE),
    ("pronoun_actor", Tag.PRONOUN),
    ("preposition", Tag.PREPOSITION),
    ("relative", Tag.CONJUNCTION),
    ("subordinate", Tag.CONJUNCTION),
    ("coordinator", Tag.CONJUNCTION),
    ("adverb", Tag.ADVERB),
    ("determiner", Tag.DISTINGUISHING),
)
KEPT = (Tag.NAME, Tag.PLACE, Tag.DATE, Tag.TITLE, Tag.STOP)
POSSESSIVE = ("'s", "’s", "'", "’")
ADJECTIVE = re.compile(r".{2,}(?:al|ous|ive|ic|able|ible|ful|less|ish|ese|ian)")
NAMES = ("May", "Will")  # that are modal verbs, too
DENYING = frozenset(("auxiliary",))
HYPHEN = "-"
LONGEST_LEAD = 3  # words: as early as
SUFFIXES = ("Jr", "Jr.", "Sr", "Sr.", "Inc.", "Ltd.", "LLC", "Corp.")


def english_tokens(tokens: Iterable[Token], words: Vocabulary) -> list[Token]:
    """Return the tokens of an English sentence as its clauses need them: re|-|open is one word."""
    joined = list(_led(list(_joined(tokens)), words))
    tagged = [_tagged(t, words) for i, t in enumerate(joined) if not _is_suffix(joined[i : i + 2])]
    return list(_in_place(tagged))


def _in_place(tokens: list[Token]) -> Iterator[Token]:
    """Yield words as the next ones make them: the failed to of failed to reach helps a verb, the May
    of May told is a name.
    """
    denied = False
    for index, token in enumerate(tokens):
        behind = tokens[index + 1 : index + 3]
        if denied:
            denied = False
        elif token.has("denying_verb") and _leads_on(behind):
            span, text = Span(token.span.start, behind[0].span.end), f"{token.text} to"
            yield Token(span, text, Tag.PARTICLE, DENYING)
            denied = True
        elif token.text in NAMES and _tells(behind):
            yield token._replace(tag=Tag.PROPER, classes=frozenset())
        else:
            yield token


def _leads_on(tokens: list[Token]) -> bool:
    """Tell whether a to and a verb follow, and no amount: failed to reach, not declined to its lowest."""
    acts = tokens[-1].tag in (Tag.NOUN, Tag.VERB, Tag.ADJECTIVE, Tag.PARTICLE) if tokens else False
    return acts and tokens[0].text == "to"


def _tells(tokens: list[Token]) -> bool:
    """Tell whether a past tense follows, the rest of a name between: Will Smith said."""
    verb = next((token for token in tokens if token.tag != Tag.PROPER), None)
    return verb is not None and verb.tag == Tag.VERB and verb.text[-3:] != "ing"


def _led(tokens: list[Token], words: Vocabulary) -> Iterator[Token]:
    """Join the words that lead to a date as one: as early as 1 January."""
    position = 0
    while position < len(tokens):
        end = position + LONGEST_LEAD
        piece = tokens[position:end]
        text = " ".join(token.text for token in piece)
        if end < len(tokens) and tokens[end].tag == Tag.DATE and words.has("date_opener", text):
            yield Token(Span(piece[0].span.start, piece[-1].span.end), text, Tag.LATIN)
            position = end
        else:
            yield tokens[position]
            position += 1


def _is_suffix(tokens: list[Token]) -> bool:
    """Tell whether a comma before Jr. or the like, or that word itself, begins a run of tokens."""
    first = tokens[0].text
    led = first == "," and len(tokens) > 1 and tokens[1].text in SUFFIXES
    return led or first in SUFFIXES


def _joined(tokens: Iterable[Token]) -> Iterator[Token]:
    """Join words to the hyphens that touch them: state-owned."""
    former: Token | None = None
    for token in tokens:
        if former is not None and _go_together(former, token):
            text = former.text + token.text
            former = Token(Span(former.span.start, token.span.end), text, Tag.LATIN)
            continue
        if former is not None:
            yield former
        former = token
    if former is not None:
        yield former


def _go_together(former: Token, token: Token) -> bool:
    if former.span.end != token.span.start or Tag.STOP in (former.tag, token.tag):
        return False
    ends, starts = former.text.endswith(HYPHEN), token.text == HYPHEN
    named = (former.tag in KEPT and not ends) or token.tag in KEPT
    return not named and (ends or starts) and len(former.text + token.text) > 1


def _tagged(token: Token, words: Vocabulary) -> Token:
    lower = token.text.lower()
    classes = words.classes_of(lower)
    if token.tag in KEPT:
        return token
    return token._replace(tag=_tag(token.text, lower, classes), classes=classes)


def _tag(text: str, lower: str, classes: frozenset[str]) -> Tag:
    if text in POSSESSIVE:
        return Tag.SUFFIX
    if text[0].isdigit():
        return Tag.NUMERAL
    if found := next((tag for name, tag in BY_CLASS if name in classes), None):
        return found
    if text[0].isupper():
        return Tag.PROPER
    if lower.endswith("ly"):
        return Tag.ADVERB
    if "past" in classes or (len(lower) > 4 and lower.endswith(("ed", "ing"))):
        return Tag.VERB
    return Tag.ADJECTIVE if ADJECTIVE.fullmatch(lower) else Tag.NOUN


def clause_openers(tokens: list[Token]) -> set[int]:
    """Return where a word opens a clause: which, when; the as of as of and the since of since 2023
    do not.
    """
    return {
        index
        for index, token in enumerate(tokens)
        if token.has("relative")
        or (
            token.has("subordinate")
            and not _compares(tokens, index)
            and _opens_clause(tokens[index + 1 : index + 3])
        )
    }


def _compares(tokens: list[Token], index: int) -> bool:
    """Tell whether a word is one of two that compare: as soon as Tuesday."""
    around = [*tokens[max(0, index - 2) : index], *tokens[index + 1 : index + 3]]
    return any(token.text.lower() == tokens[index].text.lower() for token in around)


def _opens_clause(behind: list[Token]) -> bool:
    """Tell whether a subject may follow: no number, no date, no -ing."""
    if not behind or any(token.tag == Tag.DATE for token in behind):
        return False
    first = behind[0]
    return not (first.tag in (Tag.NUMERAL, Tag.STOP, Tag.PREPOSITION) or first.text.endswith("ing"))
