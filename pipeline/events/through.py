"""Where a predicate leads: to the one that it announces, to the noun behind a light verb."""

from collections.abc import Sequence

from pipeline.events.predicates import NO_TRIGGER, Predicate, moved_object
from pipeline.events.roles import Role
from pipeline.events.token import PARTICLE, Clause, Token
from pipeline.events.triggers import Vocabulary
from pipeline.segment.tags import Tag


def passed_on(
    found: Sequence[Predicate], index: int, clauses: Sequence[Clause], words: Vocabulary
) -> int:
    """Return the predicate that happens where this one announces it: the 成立 of 宣布成立."""
    predicate = found[index]
    if not predicate.has("passing_verb"):
        return index
    for later in range(index + 1, len(found)):
        candidate = found[later]
        between = _between(predicate, candidate, clauses, words)
        if between is None or _has_own_subject(between, words):
            break
        if _is_to_come(between, words) or words.has("agent", candidate.text[-1]):
            break
        if candidate.listed and candidate.role in (Role.MAIN, predicate.role):
            return later if _says_what(candidate, words) else index
    return index


def _between(
    predicate: Predicate, candidate: Predicate, clauses: Sequence[Clause], words: Vocabulary
) -> Sequence[Token] | None:
    """Return what stands between a verb and the one that it may announce, without an object that is
    brought before it (宣布将华为列入清单), or None where that is said of something else.
    """
    tokens = clauses[candidate.clause].tokens
    start = predicate.last_token + 1 if candidate.clause == predicate.clause else 0
    moved = moved_object(tokens, candidate, words)
    brought = moved is not None and moved >= start
    if candidate.clause != predicate.clause and not (
        _is_open(predicate, candidate, clauses) and (moved == 0 or tokens[0].has("toward"))
    ):
        return None
    return tokens[start:moved] if brought else tokens[start : candidate.token]


def _is_open(predicate: Predicate, candidate: Predicate, clauses: Sequence[Clause]) -> bool:
    """Tell whether what is announced may stand in a later clause: 宣布,因滥用地位,向苹果公司罚款."""
    rest = clauses[predicate.clause].tokens[predicate.last_token + 1 :]
    aside = clauses[predicate.clause + 1 : candidate.clause]
    told = all(clause.tokens[0].has("cause_opener") for clause in aside if len(clause.tokens) > 1)
    return told and all(token.has("speech_verb") or token.has("aspect") for token in rest)


def _says_what(predicate: Predicate, words: Vocabulary) -> bool:
    """Tell whether a verb alone says what happens: 成立, but not the 深化 of 宣布深化合作."""
    types = {reading.event_type for reading in words.readings[predicate.text]}
    return types != {"other"}


def _is_to_come(tokens: Sequence[Token], words: Vocabulary) -> bool:
    """Tell whether what is announced has not happened: 宣布将投资, 宣布考虑合作,
    宣布10月起停产 are statements.
    """
    cues = set(words.cues_among(token.text for token in tokens))
    apart = any(
        token.tag == Tag.DATE or token.has("agent") or token.has("afterwards") for token in tokens
    )
    return apart or "planned" in cues or "uncertain" in cues


def _has_own_subject(tokens: Sequence[Token], words: Vocabulary) -> bool:
    """Tell whether a noun before a verb may be its subject: 宣布首个设施落户, not
    宣布对镓实施管制.
    """
    if any(token.text == PARTICLE for token in tokens):
        return True
    head = next((token for token in tokens if not token.has("adverb")), None)
    if head is not None and head.has("demonstrative"):
        return True  # 宣布该机完成验收
    return head is not None and head.tag.startswith(
        (Tag.NOUN, Tag.NAME, Tag.PLACE, Tag.TITLE, Tag.LATIN, Tag.NUMERAL)
    )


def seen_through(predicate: Predicate, clause: Clause, words: Vocabulary) -> Token | None:
    """Return the noun that a light verb leads to: the 讨论 of 展开多轮有关基金的讨论."""
    last = clause.tokens[-1]
    if predicate.role == Role.ATTRIBUTIVE:
        return None  # 2024年开展的调查显示
    if not predicate.has("light_verb") or len(clause.tokens) - 1 <= predicate.last_token:
        return None
    is_event = last.is_trigger or last.tag in (Tag.VERB, Tag.VERB_NOUN)
    named = last.tag in NO_TRIGGER or last.has("light_verb")
    return last if is_event and not named else None
