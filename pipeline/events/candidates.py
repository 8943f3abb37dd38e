"""Every word of a sentence that may say what happens on a date: its predicates, and verbs that no rule
takes for one. Which of them a date governs is weighed, see `evidence`.
"""

from collections.abc import Sequence

from pipeline.events.predicates import Predicate
from pipeline.events.roles import Role
from pipeline.events.token import CUE, Clause, Token
from pipeline.segment.tags import Tag

# Words of these closed classes help a verb or join phrases; they tell of nothing themselves.
HELPING = frozenset((
    "preposition", "aspect", "passive", "agent", "coordinator", "pronoun", "frame_closer",
    "object_marker", "be", "auxiliary", "determiner", "subordinate", "relative", "no_predicate",
    "arrival", CUE,
))  # fmt: skip
NO_VERB = (Tag.NAME, Tag.TITLE, Tag.PLACE, Tag.DATE, Tag.BRACKET)


def candidates(clauses: Sequence[Clause], found: Sequence[Predicate]) -> list[Predicate]:
    """Return predicates and further verbs of a sentence, in the order of the text."""
    taken = {(one.clause, place) for one in found for place in range(one.token, one.last_token + 1)}
    loose = (
        _loose(number, place, token)
        for number, clause in enumerate(clauses)
        for place, token in enumerate(clause.tokens)
        if (number, place) not in taken and _is_verb(token)
    )
    return sorted([*found, *loose], key=lambda one: one.span)


def _is_verb(token: Token) -> bool:
    if token.date is not None or token.tag in NO_VERB or token.classes & HELPING:
        return False
    ordered = token.has("pivot_verb") and token.tag == Tag.NOUN  # 接到命令
    return token.tag.startswith(Tag.VERB) or (token.is_trigger and not ordered)


def _loose(number: int, place: int, token: Token) -> Predicate:
    return Predicate(
        token.span, token.text, number, place, place, Role.LOOSE, token.is_trigger, False,
        token.classes,
    )  # fmt: skip
