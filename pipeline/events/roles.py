"""How the verbs of a Chinese clause stand to it: which are its main ones, which only modify a noun
or say when.
"""

from collections.abc import Sequence
from enum import StrEnum

from pipeline.events.token import PARTICLE, Clause, Token, VerbCandidate
from pipeline.events.triggers import Vocabulary
from pipeline.segment.tags import Tag

# What stands before a 的 that belongs to the noun phrase itself: 新的规则, 34个的, 2018年的.
OWN_MODIFIER = (
    Tag.ADJECTIVE,
    Tag.DISTINGUISHING,
    Tag.STATE,
    Tag.NUMERAL,
    Tag.MEASURE,
    Tag.DATE,
    Tag.PRONOUN,
    Tag.TIME,
)
TIME_OR_COUNT = (Tag.NUMERAL, Tag.MEASURE, Tag.TIME, Tag.DATE)
DURATIONS = ("年", "月", "周", "天", "日", "星期", "小时")


class Role(StrEnum):
    """How a predicate stands to its clause."""

    MAIN = "main"
    ATTRIBUTIVE = "attributive"  # the 举办 of 举办的峰会
    FRAME = "frame"  # the 峰会 of 在峰会上
    INSIDE = "inside"  # a frame behind the subject
    BEFORE = "before"  # the 会晤 of 会晤之后
    NOUN = "noun"
    INFINITIVE = "infinitive"  # the build of plans to build
    RELATIVE = "relative"  # the oversees of which oversees exports
    SUBORDINATE = "subordinate"  # the fell of when markets fell
    LOOSE = "loose"  # a verb that no rule takes for a predicate


def roles(
    clause: Clause, found: Sequence[VerbCandidate], words: Vocabulary, *, last: bool
) -> list[Role]:
    """Return the role of each candidate of a clause: main, attributive, frame, inside, before or
    noun; `last` tells that no clause follows.
    """
    if not found:
        return []
    tokens = clause.tokens
    if not last and (_is_adjunct(tokens, words) or (len(found) == 1 and _is_cause(tokens, words))):
        return [Role.INSIDE] * len(found)
    head = _head_frame(tokens, words)
    inside = clause.places("adjunct")
    before = _times(tokens, found, head, words)
    bound = _bound_to_particle(tokens, found, words)
    return [
        Role.BEFORE if index in before
        else Role.FRAME if one.first <= head
        else Role.INSIDE if one.first in inside
        else Role.NOUN if one.has("event_noun") and not _is_given(tokens, one, words)
        else Role.ATTRIBUTIVE if one.first in bound and not is_finite(tokens, one, words)
        else Role.MAIN
        for index, one in enumerate(found)
    ]  # fmt: skip


def _is_given(tokens: Sequence[Token], one: VerbCandidate, words: Vocabulary) -> bool:
    """Tell whether a noun of an event closes a clause behind the verb that only gives it: 作技术报告."""
    if one.last < len(tokens) - 1:
        return False
    verbs = [token for token in tokens[: one.first] if token.tag == Tag.VERB]
    return bool(verbs) and verbs[-1].has("giving_verb")


def _is_adjunct(tokens: Sequence[Token], words: Vocabulary) -> bool:
    """Tell whether a clause only says why or which day: 由于双方忙于谈判; 即联盟成立三周年之际."""
    dated = [i for i, token in enumerate(tokens[:-1]) if token.tag == Tag.DATE]
    head = dated[-1] + 1 if dated else 0
    if tokens[head].has("apposition_opener"):
        return tokens[-1].has("afterwards") or tokens[-1].tag in TIME_OR_COUNT
    inverted = any(token.text == "而" for token in tokens)
    return tokens[head].has("adjunct_opener") and not inverted


def _is_cause(tokens: Sequence[Token], words: Vocabulary) -> bool:
    """Tell whether a clause with one verb only says why: 因员工抗议,谷歌宣布…"""
    head = next((token for token in tokens if token.tag != Tag.DATE), tokens[0])
    result = any(token.text == "而" or token.has("passive") for token in tokens)
    return head.has("cause_opener") and not result


def is_finite(tokens: Sequence[Token], one: VerbCandidate, words: Vocabulary) -> bool:
    """Tell whether 了, 过 or 着 follows a verb: it has happened."""
    after = tokens[one.last + 1].text if one.last + 1 < len(tokens) else ""
    return words.has("aspect", after) and not one.has("event_noun")


def _head_frame(tokens: Sequence[Token], words: Vocabulary) -> int:
    """Return the last token of a frame at the clause's head, 在…峰会上 or 5月的峰会中, or -1."""
    heads = (i for i, u in enumerate(tokens) if u.tag != Tag.DATE and u.text not in ("此", "期间"))
    opener = next(heads, None)
    if opener is None:
        return -1
    if tokens[opener].has("frame_opener"):
        closers = (i for i, u in enumerate(tokens) if i > opener and u.has("frame_closer"))
        return max(closers, default=-1)
    ends = len(tokens) > 1 and tokens[-1].has("frame_end")
    return len(tokens) - 1 if ends and tokens[-2].tag.startswith((Tag.NOUN, Tag.VERB)) else -1


def _times(
    tokens: Sequence[Token], found: Sequence[VerbCandidate], head: int, words: Vocabulary
) -> set[int]:
    """Return the candidates that only say when: 会晤之后, or the whole clause ends so."""
    ends = [
        i
        for i, token in enumerate(tokens)
        if token.has("afterwards") and (i + 1 == len(tokens) or not _modifies(tokens[i + 1]))
    ]
    times: set[int] = set()
    if not ends:
        return times
    for index, one in enumerate(found):
        following = one.last + 1
        closing = next((i for i in ends if i >= following), None)
        if closing is None:
            break
        whole = ends[-1] == len(tokens) - 1 and tokens[-1].text != "前" and head < 0
        chained = closing == found[-1].last + 1 and following == found[-1].first
        if (
            whole
            or chained
            or closing == following
            or _says_when(tokens, one, found[-1], closing, words)
        ):
            times.add(index)
    return times


def _modifies(token: Token) -> bool:
    return token.text == PARTICLE  # 公布修订后的目录 says no time


def _says_when(
    tokens: Sequence[Token],
    one: VerbCandidate,
    last: VerbCandidate,
    closing: int,
    words: Vocabulary,
) -> bool:
    """Tell whether a verb stands in a time before the main verb: 成为候选人之时就发文, and not in
    表示三年后开工.
    """
    if tokens[closing - 1].tag.startswith(TIME_OR_COUNT) or tokens[closing].text == "前":
        return False
    between = (token.text for token in tokens[one.last + 1 : closing])
    opened = any(words.has("inner_opener", text) for text in between)
    return last.first > closing and not opened and not one.has("clausal_verb")


def _bound_to_particle(
    tokens: Sequence[Token], found: Sequence[VerbCandidate], words: Vocabulary
) -> set[int]:
    """Find the verbs that a 的 makes attributive: in 由A举办的峰会 the 举办.

    Of several the nearest is, and with it those behind 由, 被, 要 and the like. Where a 的 stands
    apart from its verb, as in 签署协议的国家开会, another verb must follow: 公布对石墨的调整 has
    one verb, and that is the main one.
    """
    bound: set[int] = set()
    particles = [i for i, token in enumerate(tokens[:-1]) if token.text == PARTICLE]
    if not particles:
        return bound
    verbs = [one for one in found if not one.has("event_noun")]
    free: list[VerbCandidate] = []
    position = 0
    for index in particles:
        while position < len(verbs) and verbs[position].first < index:
            free.append(verbs[position])
            position += 1
        follows = any(_is_main_verb(tokens, one) for one in verbs[position:][:3])
        if not free or not _binds(tokens, free[-1], index, follows, words):
            continue
        nearest = free.pop()
        bound.add(nearest.first)
        if (marker := _marker(tokens, nearest, words)) >= 0:
            while free and free[-1].first > marker:
                bound.add(free.pop().first)
    return bound


def _is_main_verb(tokens: Sequence[Token], one: VerbCandidate) -> bool:
    return (
        one.listed
        and tokens[one.first].tag.startswith(Tag.VERB)
        and tokens[one.first].tag != Tag.VERB_NOUN
    )


def _binds(
    tokens: Sequence[Token], verb: VerbCandidate, particle: int, follows: bool, words: Vocabulary
) -> bool:
    if verb.last + 1 == particle:
        return True
    between = tokens[verb.last + 1 : particle]
    if follows and _lasts(between):
        return True
    if tokens[particle - 1].tag.startswith(OWN_MODIFIER) or verb.has("clausal_verb"):
        return False
    return follows and not any(token.has("preposition") for token in between)


def _lasts(tokens: Sequence[Token]) -> bool:
    """Tell whether only a duration stands between a verb and its 的: 上任仅一周的首相."""
    counted = all(token.tag in (Tag.NUMERAL, Tag.MEASURE, Tag.TIME, Tag.ADVERB) for token in tokens)
    return bool(tokens) and counted and tokens[-1].text.endswith(DURATIONS)


def _marker(tokens: Sequence[Token], verb: VerbCandidate, words: Vocabulary) -> int:
    markers = (i for i in range(verb.first - 1, -1, -1) if tokens[i].has("clause_marker"))
    return next(markers, -1)
