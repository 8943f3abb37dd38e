"""Which triggers of a Chinese clause are only nouns there: a part of a name, of a compound, of an object."""

from collections.abc import Sequence

from pipeline.events.adjuncts import PARTICLE, VerbCandidate
from pipeline.events.clauses import Unit
from pipeline.events.triggers import Vocabulary
from pipeline.segment.tags import Tag

NOUNS = (Tag.NOUN, Tag.VERB_NOUN)
MODIFIERS = (
    Tag.NOUN,
    Tag.VERB_NOUN,
    Tag.DISTINGUISHING,
    Tag.ADJECTIVE,
    Tag.ABBREVIATION,
    Tag.SET_PHRASE,
    Tag.PROPER,
)
COUNTERS = (Tag.NUMERAL, Tag.MEASURE, Tag.PRONOUN, Tag.DISTINGUISHING)
NAMED = (Tag.NOUN, Tag.ABBREVIATION, Tag.VERB, Tag.ADJECTIVE, Tag.DISTINGUISHING)
LONGEST_HEAD = 2  # units
NAMING = {
    "establishment",
    "milestone",
    "other",
}  # types of verbs in the names of bodies: 推进, 创造


def is_noun_here(units: Sequence[Unit], one: VerbCandidate, words: Vocabulary) -> bool:
    """Tell whether a trigger is a part of a name or compound: the 投资 of 这笔投资."""
    if words.has("event_noun", one.text):
        return False
    if words.has("no_predicate", one.text):
        return True
    before = units[one.first - 1] if one.first else None
    after = units[one.last + 1] if one.last + 1 < len(units) else None
    if after is not None and _heads_compound(units, one, after, words):
        return True
    if before is not None and before.tag.startswith(NAMED) and _names_body(units, one, words):
        return True
    if before is not None and words.has("demonstrative", before.text):
        return True  # 该申请陷入停滞
    if before is None or (after is not None and words.has("aspect", after.text)):
        return False
    if words.has("measure", before.text) or (before.text == "票" and words.has("vote", one.text)):
        return True
    if after is None and _ends_phrase(units, one):
        return True
    counted = before.text in (PARTICLE, "之", "等") or (before.tag in COUNTERS and after is None)
    if counted:
        return one.first == one.last and units[one.first].tag != Tag.VERB
    if _ends_in_actor(before, words):
        return False
    compound = (
        units[one.last].tag in (Tag.VERB_NOUN, Tag.NOUN, Tag.ABBREVIATION, Tag.PROPER)
        and before.tag in MODIFIERS
    )
    return compound and after is not None and after.tag.startswith(NOUNS)


def _names_body(units: Sequence[Unit], one: VerbCandidate, words: Vocabulary) -> bool:
    """Tell whether a verb is a part of the name of a body that acts: 安全保障推进会议召开会议,
    秩序创造战略本部建议.
    """
    types = {reading.event_type for reading in words.readings.get(one.text, ())}
    if words.has("clausal_verb", one.text) or not types <= NAMING:
        return False
    for index in range(one.last + 1, min(one.last + 1 + LONGEST_HEAD, len(units) - 1)):
        text = units[index].text
        if words.has("body_head", text[-2:]) or words.has("body_head", text[-3:]):
            return _is_verb(units[index + 1 :], words)
        if units[index].tag != Tag.NOUN:
            return False
    return False


def _is_verb(units: Sequence[Unit], words: Vocabulary) -> bool:
    """Tell whether a listed verb comes next, adverbs between."""
    head = next((unit for unit in units if not words.has("adverb", unit.text)), None)
    return head is not None and head.text in words.readings and head.tag != Tag.VERB_NOUN


def _acts_on(one: VerbCandidate, after: Unit, words: Vocabulary) -> bool:
    """Tell whether what follows a trigger is one of its objects: 通过 + 法案."""
    reading = words.reading(one.text, after.text)
    return reading is not None and bool(reading.objects)


def _ends_phrase(units: Sequence[Unit], one: VerbCandidate) -> bool:
    """Tell whether the last word of a clause is what its verb acts on: 加速议程的实现, 提供…的公共支援."""
    before = units[one.first - 1]
    place = one.first - 2 if before.tag == Tag.DISTINGUISHING else one.first - 1
    led = place > 0 and units[place].text == PARTICLE
    return led and any(unit.tag == Tag.VERB for unit in units[:place])


def _ends_in_actor(unit: Unit, words: Vocabulary) -> bool:
    """Tell whether a noun is a agent, so that a verb may follow: 国防部门启动项目."""
    return any(words.has("actor_head", unit.text[-length:]) for length in (2, 3))


def _heads_compound(
    units: Sequence[Unit], one: VerbCandidate, after: Unit, words: Vocabulary
) -> bool:
    """Tell whether a noun follows that makes a trigger its modifier: 验证机, 推进组, 公告范围."""
    if words.has("noun_suffix", after.text):
        return True
    if names_law(one.text, after.text, words):
        return True
    before = units[one.first - 1] if one.first else None
    if (
        before is not None
        and before.tag in (Tag.NUMERAL, Tag.MEASURE)
        and after.tag in (*NOUNS, Tag.PROPER)
    ):
        return not words.has("adverb", before.text)  # 两颗组网卫星, but 首次发射卫星
    nominal = one.first == 0 and units[one.first].tag == Tag.NOUN and after.tag in NOUNS
    return nominal and any(unit.tag == Tag.VERB for unit in units[one.last + 2 :])


def names_law(text: str, behind: str, words: Vocabulary) -> bool:
    """Tell whether a word and the next are of a law's name: 国防授权法; jieba cuts 授权|法经."""
    end = behind[:1] if words.has("preposition", behind[1:]) else behind
    return words.has("law_word", text) and words.has("law_suffix", end)


def is_compound(units: Sequence[Unit], one: VerbCandidate, words: Vocabulary) -> bool:
    """Tell whether a trigger is a part of a noun before the verb: 就出口管制体系进行讨论,
    将磋商对象扩大至.
    """
    if units[one.first].tag == Tag.VERB or one.last + 1 >= len(units) or not one.first:
        return False
    if units[one.first].tag == Tag.PREPOSITION and _acts_on(one, units[one.last + 1], words):
        return False  # jieba takes the 通过 of 内阁会议通过法案 for a preposition
    if _ends_in_actor(units[one.first - 1], words):
        return False
    before, after = units[one.first - 1].tag, units[one.last + 1].tag
    if units[one.first - 1].text == "把":
        return after.startswith((*NOUNS, "v"))  # 把许可要求延伸到
    if words.has("object_marker", units[one.first - 1].text) and after in NOUNS:
        return any(words.has("put_verb", unit.text) for unit in units[one.last + 2 :])
    return after.startswith(NOUNS) and before.startswith((*NOUNS, "p", "name", "uj", "b"))
