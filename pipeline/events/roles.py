"""How the verbs of a Chinese clause stand to it: which are its main ones, which only modify a noun
or say when.
"""

from collections.abc import Sequence
from enum import StrEnum

from pipeline.events.adjuncts import PARTICLE, VerbCandidate, inner_frames
from pipeline.events.clauses import Unit
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


def roles(
    units: Sequence[Unit], found: Sequence[VerbCandidate], words: Vocabulary, *, last: bool
) -> list[Role]:
    """Return the role of each candidate of a clause: main, attributive, frame, inside, before or
    noun; `last` tells that no clause follows.
    """
    if not found:
        return []
    if not last and (_is_adjunct(units, words) or (len(found) == 1 and _is_cause(units, words))):
        return [Role.INSIDE] * len(found)
    head = _head_frame(units, words)
    inside = inner_frames(units, found, head, words)
    before = _times(units, found, head, words)
    bound = _bound_to_particle(units, found, words)
    return [
        Role.BEFORE if index in before
        else Role.FRAME if one.first <= head
        else Role.INSIDE if one.first in inside
        else Role.NOUN if words.has("event_noun", one.text)
        else Role.ATTRIBUTIVE if one.first in bound and not is_finite(units, one, words)
        else Role.MAIN
        for index, one in enumerate(found)
    ]  # fmt: skip


def _is_adjunct(units: Sequence[Unit], words: Vocabulary) -> bool:
    """Tell whether a clause only says why or which day: 由于双方忙于谈判; 即联盟成立三周年之际."""
    dated = [i for i, unit in enumerate(units[:-1]) if unit.tag == Tag.DATE]
    head = dated[-1] + 1 if dated else 0
    if words.has("apposition_opener", units[head].text):
        return words.has("afterwards", units[-1].text) or units[-1].tag in TIME_OR_COUNT
    inverted = any(unit.text == "而" for unit in units)
    return words.has("adjunct_opener", units[head].text) and not inverted


def _is_cause(units: Sequence[Unit], words: Vocabulary) -> bool:
    """Tell whether a clause with one verb only says why: 因员工抗议,谷歌宣布…"""
    head = next((unit for unit in units if unit.tag != Tag.DATE), units[0])
    result = any(unit.text == "而" or words.has("passive", unit.text) for unit in units)
    return words.has("cause_opener", head.text) and not result


def is_finite(units: Sequence[Unit], one: VerbCandidate, words: Vocabulary) -> bool:
    """Tell whether 了, 过 or 着 follows a verb: it has happened."""
    after = units[one.last + 1].text if one.last + 1 < len(units) else ""
    return words.has("aspect", after) and not words.has("event_noun", one.text)


def _head_frame(units: Sequence[Unit], words: Vocabulary) -> int:
    """Return the last unit of a frame at the clause's head, 在…峰会上 or 5月的峰会中, or -1."""
    heads = (i for i, u in enumerate(units) if u.tag != Tag.DATE and u.text not in ("此", "期间"))
    opener = next(heads, None)
    if opener is None:
        return -1
    if words.has("frame_opener", units[opener].text):
        closers = (
            i for i, u in enumerate(units) if i > opener and words.has("frame_closer", u.text)
        )
        return max(closers, default=-1)
    ends = len(units) > 1 and words.has("frame_end", units[-1].text)
    return len(units) - 1 if ends and units[-2].tag.startswith((Tag.NOUN, Tag.VERB)) else -1


def _times(
    units: Sequence[Unit], found: Sequence[VerbCandidate], head: int, words: Vocabulary
) -> set[int]:
    """Return the candidates that only say when: 会晤之后, or the whole clause ends so."""
    ends = [
        i
        for i, unit in enumerate(units)
        if words.has("afterwards", unit.text)
        and (i + 1 == len(units) or not _modifies(units[i + 1]))
    ]
    times: set[int] = set()
    if not ends:
        return times
    for index, one in enumerate(found):
        following = one.last + 1
        closing = next((i for i in ends if i >= following), None)
        if closing is None:
            break
        whole = ends[-1] == len(units) - 1 and units[-1].text != "前" and head < 0
        chained = closing == found[-1].last + 1 and following == found[-1].first
        if (
            whole
            or chained
            or closing == following
            or _says_when(units, one, found[-1], closing, words)
        ):
            times.add(index)
    return times


def _modifies(unit: Unit) -> bool:
    return unit.text == PARTICLE  # 公布修订后的目录 says no time


def _says_when(
    units: Sequence[Unit], one: VerbCandidate, last: VerbCandidate, closing: int, words: Vocabulary
) -> bool:
    """Tell whether a verb stands in a time before the main verb: 成为候选人之时就发文, and not in
    表示三年后开工.
    """
    if units[closing - 1].tag.startswith(TIME_OR_COUNT) or units[closing].text == "前":
        return False
    between = (unit.text for unit in units[one.last + 1 : closing])
    opened = any(words.has("inner_opener", text) for text in between)
    return last.first > closing and not opened and not words.has("clausal_verb", one.text)


def _bound_to_particle(
    units: Sequence[Unit], found: Sequence[VerbCandidate], words: Vocabulary
) -> set[int]:
    """Find the verbs that a 的 makes attributive: in 由A举办的峰会 the 举办.

    Of several the nearest is, and with it those behind 由, 被, 要 and the like. Where a 的 stands
    apart from its verb, as in 签署协议的国家开会, another verb must follow: 公布对石墨的调整 has
    one verb, and that is the main one.
    """
    bound: set[int] = set()
    particles = [i for i, unit in enumerate(units[:-1]) if unit.text == PARTICLE]
    if not particles:
        return bound
    verbs = [one for one in found if not words.has("event_noun", one.text)]
    free: list[VerbCandidate] = []
    position = 0
    for index in particles:
        while position < len(verbs) and verbs[position].first < index:
            free.append(verbs[position])
            position += 1
        follows = any(_is_main_verb(units, one) for one in verbs[position:][:3])
        if not free or not _binds(units, free[-1], index, follows, words):
            continue
        nearest = free.pop()
        bound.add(nearest.first)
        if (marker := _marker(units, nearest, words)) >= 0:
            while free and free[-1].first > marker:
                bound.add(free.pop().first)
    return bound


def _is_main_verb(units: Sequence[Unit], one: VerbCandidate) -> bool:
    return (
        one.listed
        and units[one.first].tag.startswith(Tag.VERB)
        and units[one.first].tag != Tag.VERB_NOUN
    )


def _binds(
    units: Sequence[Unit], verb: VerbCandidate, particle: int, follows: bool, words: Vocabulary
) -> bool:
    if verb.last + 1 == particle:
        return True
    between = units[verb.last + 1 : particle]
    if follows and _lasts(between):
        return True
    if units[particle - 1].tag.startswith(OWN_MODIFIER) or words.has("clausal_verb", verb.text):
        return False
    return follows and not any(words.has("preposition", unit.text) for unit in between)


def _lasts(units: Sequence[Unit]) -> bool:
    """Tell whether only a duration stands between a verb and its 的: 上任仅一周的首相."""
    counted = all(unit.tag in (Tag.NUMERAL, Tag.MEASURE, Tag.TIME, Tag.ADVERB) for unit in units)
    return bool(units) and counted and units[-1].text.endswith(DURATIONS)


def _marker(units: Sequence[Unit], verb: VerbCandidate, words: Vocabulary) -> int:
    markers = (
        i for i in range(verb.first - 1, -1, -1) if words.has("clause_marker", units[i].text)
    )
    return next(markers, -1)
