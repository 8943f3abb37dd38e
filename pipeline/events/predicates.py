"""Chinese predicates: which word of a clause says what happens."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.events.adjuncts import PARTICLE, VerbCandidate
from pipeline.events.clauses import Clause, Unit
from pipeline.events.nouns import is_compound, is_noun_here
from pipeline.events.roles import Role, is_finite, roles
from pipeline.events.triggers import Vocabulary
from pipeline.segment.tags import Tag
from pipeline.text import Span

OBJECT_ENDS = (
    Tag.NOUN,
    Tag.PLACE,
    Tag.LATIN,
    Tag.ABBREVIATION,
    Tag.TITLE,
    Tag.MEASURE,
    Tag.SET_PHRASE,
    Tag.PLACE_WORD,
    Tag.VERB_NOUN,
)
LONGEST_TRIGGER = 4  # units
SHORT_TRIGGER = 2  # characters
# Parts of speech (jieba's) that a verb by itself has, that a noun or its modifier may have.
VERBS = (Tag.VERB, Tag.VERB_ADVERBIAL, Tag.VERB_INTRANSITIVE, Tag.VERB_MORPHEME)
IDIOMS = (Tag.SET_PHRASE, Tag.IDIOM, Tag.VERB, Tag.NOUN)
COMPLETED = (Tag.SET_PHRASE, Tag.VERB, Tag.IDIOM)
NO_TRIGGER = (Tag.DATE, Tag.TITLE, Tag.NAME)


@dataclass(frozen=True, slots=True)
class Predicate:
    """A word that may say what happens, and its role in the clause."""

    span: Span
    text: str
    clause: int
    unit: int
    last_unit: int
    role: Role
    listed: bool
    finite: bool


def predicates(clauses: Sequence[Clause], words: Vocabulary) -> list[Predicate]:
    """Return every predicate of a sentence's clauses, in order."""
    return [
        found
        for index, clause in enumerate(clauses)
        for found in _of_clause(index, clause, words, last=index == len(clauses) - 1)
    ]


def _of_clause(index: int, clause: Clause, words: Vocabulary, *, last: bool) -> Iterator[Predicate]:
    units = clause.units
    found = _without_subjects(units, list(_candidates(units, words)), words)
    start = found[-1].last + 1 if found else 0
    if not found or _is_framed(units, start, words):
        found.extend(_last_resort(units, start, words))
    for one, role in zip(found, roles(units, found, words, last=last), strict=True):
        finite = is_finite(units, one, words)
        yield Predicate(
            _span(units, one), one.text, index, one.first, one.last, role, one.listed, finite
        )


def _span(units: Sequence[Unit], one: VerbCandidate) -> Span:
    """Return where a candidate stands; it may be a part of one unit: the 表示 of 纷纷表示."""
    first, last = units[one.first], units[one.last]
    if first is not last or first.text.startswith(one.text):
        end = last.span.end if first is not last else first.span.start + len(one.text)
        return Span(first.span.start, end)
    return Span(last.span.end - len(one.text), last.span.end)


def _is_framed(units: Sequence[Unit], position: int, words: Vocabulary) -> bool:
    """Tell whether a frame closes at a place: behind the 发布会 of 在发布会上明确范围."""
    return position < len(units) and words.has("frame_closer", units[position].text)


def _last_resort(units: Sequence[Unit], start: int, words: Vocabulary) -> Iterator[VerbCandidate]:
    """Yield the first listed verb that is mostly a noun or a light verb, 机组开始服务, or that jieba
    takes together with its object: 发射卫星.
    """
    for index, unit in enumerate(units[start:], start):
        text = unit.text
        if (
            unit.tag in (Tag.VERB, Tag.ADJECTIVE_ADVERBIAL)
            and text in words.readings
            and words.has("last_resort", text)
        ):
            yield VerbCandidate(index, index, text, listed=True)
            return
        if unit.tag == Tag.NOUN and len(text) == 2 * SHORT_TRIGGER and _has_its_object(text, words):
            yield VerbCandidate(index, index, text[:SHORT_TRIGGER], listed=True)
            return


def _has_its_object(text: str, words: Vocabulary) -> bool:
    """Tell whether the halves of a word are a trigger and an object of it."""
    if words.has("no_predicate", text[:SHORT_TRIGGER]):
        return False
    rows = words.readings.get(text[:SHORT_TRIGGER], ())
    return any(text[SHORT_TRIGGER:] in row.objects for row in rows)


def _without_subjects(
    units: Sequence[Unit], found: list[VerbCandidate], words: Vocabulary
) -> list[VerbCandidate]:
    """Leave out a trigger that is the subject of the next: the 限制 of 限制解除."""
    kept = [
        one
        for one, following in pairwise(found)
        if not _is_subject_of(units, one, following, words)
    ]
    return [*kept, *found[-1:]]


def _is_subject_of(
    units: Sequence[Unit], one: VerbCandidate, following: VerbCandidate, words: Vocabulary
) -> bool:
    between = units[one.last + 1 : following.first]
    if not between and _is_led(units[: one.first], words):
        return True  # 把许可要求延伸到, 就价格承诺磋商
    if words.has("passing_verb", one.text) or words.has("clausal_verb", one.text):
        return False
    if words.has("adverb", one.text) and (not between or _goes_on(between[0], words)):
        return True  # 成功对接, 成功将卫星送入轨道
    adverbs = all(
        words.has("adverb", unit.text) or unit.text in words.modalities for unit in between
    )
    if not between and one.first and units[one.first - 1].text == PARTICLE:
        return True  # 核苷修饰的发现获得奖项
    nominal = (
        bool(between) or following.last == len(units) - 1 or is_finite(units, following, words)
    )
    return adverbs and nominal and words.has("intransitive", following.text)


def _goes_on(unit: Unit, words: Vocabulary) -> bool:
    """Tell whether a unit leads on to a verb: 将, 在, 首次."""
    return words.has("preposition", unit.text) or words.has("adverb", unit.text)


def _is_led(units: Sequence[Unit], words: Vocabulary) -> bool:
    """Tell whether units end in a noun phrase behind 就, 围绕 or 把, which goes on: 就价格|承诺磋商,
    把许可|要求延伸到, but not 该部就|发布报告.
    """
    for unit in reversed(units):
        if words.has("topic_opener", unit.text) or unit.text == "把":
            return unit is not units[-1]
        if not unit.tag.startswith(
            (Tag.NOUN, Tag.ABBREVIATION, Tag.VERB_NOUN, Tag.PLACE, Tag.TITLE)
        ):
            return False
    return False


def _candidates(units: Sequence[Unit], words: Vocabulary) -> Iterator[VerbCandidate]:
    """Yield triggers and verbs of a clause, without those that are only a part of a noun."""
    last_verb = max((i for i, unit in enumerate(units) if unit.tag == Tag.VERB), default=-1)
    position = 0
    while position < len(units):
        one = _candidate(units, position, words)
        if one is None or (position < last_verb and is_compound(units, one, words)):
            position += 1
            continue
        yield one
        position = one.last + 1


def _candidate(units: Sequence[Unit], position: int, words: Vocabulary) -> VerbCandidate | None:
    """Return the longest listed trigger that starts at a unit, else the verb there."""
    text, found = "", None
    for last in range(position, min(len(units), position + LONGEST_TRIGGER)):
        if units[last].tag in NO_TRIGGER:
            break
        text += units[last].text
        if text in words.readings and (len(text) >= SHORT_TRIGGER or units[last].tag == Tag.VERB):
            found = VerbCandidate(position, last, text, listed=True)
        if text not in words.openings:
            break
    if found is not None:
        return None if is_noun_here(units, found, words) else found
    return _verb(units, position, words)


def _verb(units: Sequence[Unit], position: int, words: Vocabulary) -> VerbCandidate | None:
    unit = units[position]
    if unit.tag in IDIOMS and len(unit.text) == 2 * SHORT_TRIGGER:
        for part in (unit.text[SHORT_TRIGGER:], unit.text[:SHORT_TRIGGER]):
            sure = _is_verb_of(unit, part, words)
            if part in words.readings and sure and not words.has("no_predicate", part):
                # 纷纷表示 and 表示遗憾 are one word for jieba
                return VerbCandidate(position, position, part, listed=True)
    if words.has("complement", unit.text[SHORT_TRIGGER:]) and unit.tag in COMPLETED:
        stem = unit.text[:SHORT_TRIGGER]
        if stem in words.readings and not words.has("no_predicate", stem):
            return VerbCandidate(position, position, stem, listed=True)  # 蔓延到, 移交给
    if unit.tag not in VERBS or len(unit.text) < SHORT_TRIGGER or _is_led_on(unit, words):
        return None
    if any(before.text == "是" for before in units[:position]):
        return None
    if words.has("no_predicate", unit.text) or _stands_beside(units, position, "、", "与", "和"):
        return None
    if position and units[position - 1].text in (PARTICLE, "之"):
        return None
    return VerbCandidate(position, position, unit.text, listed=False)


def _is_verb_of(unit: Unit, part: str, words: Vocabulary) -> bool:
    """Tell whether a half of an idiom is a verb: the 表示 of 表示遗憾, the 加入 of 申请加入, but
    neither half of 内阁会议.
    """
    if words.has("clausal_verb", part):
        return True
    led = unit.text[:SHORT_TRIGGER]
    if led == part:
        return False
    return unit.tag != Tag.NOUN or words.has("adverb", led) or words.has("asking_verb", led)


def _is_led_on(unit: Unit, words: Vocabulary) -> bool:
    """Tell whether a verb only leads on, or is none but for jieba: 请于, 忙于, the 依该 of 依该法."""
    last = words.has("date_preposition", unit.text[-1])
    return last or (words.has("basis", unit.text[0]) and words.has("demonstrative", unit.text[1:]))


def _stands_beside(units: Sequence[Unit], position: int, *others: str) -> bool:
    beside = (position - 1, position + 1)
    return any(0 <= i < len(units) and units[i].text in others for i in beside)


def moved_object(units: Sequence[Unit], predicate: Predicate, words: Vocabulary) -> int | None:
    """Return where 把, or a 将 that stands for it, brings the object before its verb.

    将80家企业列入清单 and 将来自中国的企业列入清单 do; 将在新区建设 and 将发布 say a plan.
    """
    for index in range(predicate.unit - 1, -1, -1):
        if not words.has("object_marker", units[index].text):
            continue
        if units[index].text == "把":
            return index
        phrase = units[index + 1 : predicate.unit]
        if not phrase or not phrase[-1].tag.startswith(OBJECT_ENDS):
            return None
        first = phrase[0]
        led = words.has("preposition", first.text) or words.has("coordinator", first.text)
        if led or first.tag in (
            Tag.DATE,
            Tag.ADVERB,
            Tag.ADJECTIVE_ADVERBIAL,
            Tag.TIME,
            Tag.PREPOSITION,
            Tag.CONJUNCTION,
        ):
            return None  # 将与日本签署, 将在新区建设
        led_by_verb = first.tag.startswith(Tag.VERB) and not first.tag.startswith(Tag.VERB_NOUN)
        return index if not led_by_verb or words.has("put_verb", predicate.text) else None
    return None
