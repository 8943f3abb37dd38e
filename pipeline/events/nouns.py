"""Which triggers of a Chinese clause are only nouns there: a part of a name, of a compound, of an object."""

from collections.abc import Sequence

from pipeline.events.subjects import is_nominal
from pipeline.events.token import PARTICLE, Token, VerbCandidate
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
LONGEST_HEAD = 2  # tokens
NAMING = {
    "establishment",
    "milestone",
    "other",
}  # types of verbs in the names of bodies: 推进, 创造


def is_noun_here(tokens: Sequence[Token], one: VerbCandidate, words: Vocabulary) -> bool:
    """Tell whether a trigger is a part of a name or compound: the 投资 of 这笔投资."""
    after = tokens[one.last + 1] if one.last + 1 < len(tokens) else None
    if one.has("event_noun"):
        return after is not None and after.has("venue")  # 国家会议|中心
    if one.has("no_predicate"):
        return True
    if one.has("pivot_verb") and tokens[one.first].tag == Tag.NOUN:
        return not _orders(tokens[one.last + 1 :], words)
    before = tokens[one.first - 1] if one.first else None
    if after is not None and _heads_compound(tokens, one, after, words):
        return True
    if before is not None and before.tag.startswith(NAMED) and _names_body(tokens, one, words):
        return True
    if before is not None and before.has("demonstrative"):
        return True  # 该申请陷入停滞
    if before is None or (after is not None and after.has("aspect")):
        return False
    if before.has("measure") or (before.text == "票" and one.has("vote")):
        return True
    if after is None and _ends_phrase(tokens, one):
        return True
    counted = before.text in (PARTICLE, "之", "等") or (before.tag in COUNTERS and after is None)
    if counted:
        return one.first == one.last and tokens[one.first].tag != Tag.VERB
    if _ends_in_actor(before, words):
        return False
    compound = (
        tokens[one.last].tag in (Tag.VERB_NOUN, Tag.NOUN, Tag.ABBREVIATION, Tag.PROPER)
        and before.tag in MODIFIERS
    )
    return compound and after is not None and after.tag.startswith(NOUNS)


def _orders(behind: Sequence[Token], words: Vocabulary) -> bool:
    """Tell whether what stands behind a noun of an order makes a verb of it: 命令三家企业剥离资产."""
    end = next((i for i, token in enumerate(behind) if not is_nominal(token, words)), len(behind))
    told = behind[end:] if end else ()
    return any(token.tag == Tag.VERB or token.is_trigger for token in told)


def _names_body(tokens: Sequence[Token], one: VerbCandidate, words: Vocabulary) -> bool:
    """Tell whether a verb is a part of the name of a body that acts: 安全保障推进会议召开会议,
    秩序创造战略本部建议.
    """
    types = {reading.event_type for reading in words.readings.get(one.text, ())}
    if one.has("clausal_verb") or not types <= NAMING:
        return False
    for index in range(one.last + 1, min(one.last + 1 + LONGEST_HEAD, len(tokens) - 1)):
        text = tokens[index].text
        if words.has("body_head", text[-2:]) or words.has("body_head", text[-3:]):
            return _is_verb(tokens[index + 1 :], words)
        if tokens[index].tag != Tag.NOUN:
            return False
    return False


def _is_verb(tokens: Sequence[Token], words: Vocabulary) -> bool:
    """Tell whether a listed verb comes next, adverbs between."""
    head = next((token for token in tokens if not token.has("adverb")), None)
    return head is not None and head.is_trigger and head.tag != Tag.VERB_NOUN


def _acts_on(one: VerbCandidate, after: Token, words: Vocabulary) -> bool:
    """Tell whether what follows a trigger is one of its objects: 通过 + 法案."""
    reading = words.reading(one.text, after.text)
    return reading is not None and bool(reading.objects)


def _ends_phrase(tokens: Sequence[Token], one: VerbCandidate) -> bool:
    """Tell whether the last word of a clause is what its verb acts on: 加速议程的实现, 提供…的公共支援."""
    before = tokens[one.first - 1]
    place = one.first - 2 if before.tag == Tag.DISTINGUISHING else one.first - 1
    led = place > 0 and tokens[place].text == PARTICLE
    return led and any(token.tag == Tag.VERB for token in tokens[:place])


def _ends_in_actor(token: Token, words: Vocabulary) -> bool:
    """Tell whether a noun is a agent, so that a verb may follow: 国防部门启动项目."""
    return any(words.has("actor_head", token.text[-length:]) for length in (2, 3))


def _heads_compound(
    tokens: Sequence[Token], one: VerbCandidate, after: Token, words: Vocabulary
) -> bool:
    """Tell whether a noun follows that makes a trigger its modifier: 验证机, 推进组, 公告范围."""
    if after.has("noun_suffix"):
        return True
    if names_law(one.text, after.text, words):
        return True
    before = tokens[one.first - 1] if one.first else None
    if (
        before is not None
        and before.tag in (Tag.NUMERAL, Tag.MEASURE)
        and after.tag in (*NOUNS, Tag.PROPER)
    ):
        return not before.has("adverb")  # 两颗组网卫星, but 首次发射卫星
    nominal = one.first == 0 and tokens[one.first].tag == Tag.NOUN and after.tag in NOUNS
    return nominal and any(token.tag == Tag.VERB for token in tokens[one.last + 2 :])


def names_law(text: str, behind: str, words: Vocabulary) -> bool:
    """Tell whether a word and the next are of a law's name: 国防授权法; jieba cuts 授权|法经."""
    end = behind[:1] if words.has("preposition", behind[1:]) else behind
    return words.has("law_word", text) and words.has("law_suffix", end)


def is_compound(tokens: Sequence[Token], one: VerbCandidate, words: Vocabulary) -> bool:
    """Tell whether a trigger is a part of a noun before the verb: 就出口管制体系进行讨论,
    将磋商对象扩大至.
    """
    if tokens[one.first].tag == Tag.VERB or one.last + 1 >= len(tokens) or not one.first:
        return False
    if tokens[one.first].tag == Tag.PREPOSITION and _acts_on(one, tokens[one.last + 1], words):
        return False  # jieba takes the 通过 of 内阁会议通过法案 for a preposition
    if _ends_in_actor(tokens[one.first - 1], words):
        return False
    before, after = tokens[one.first - 1].tag, tokens[one.last + 1].tag
    if tokens[one.first - 1].text == "把":
        return after.startswith((*NOUNS, "v"))  # 把许可要求延伸到
    if tokens[one.first - 1].has("object_marker") and after in NOUNS:
        return any(token.has("put_verb") for token in tokens[one.last + 2 :])
    return after.startswith(NOUNS) and before.startswith((*NOUNS, "p", "name", "uj", "b"))
