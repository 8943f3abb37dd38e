"""Which noun phrase of a Chinese clause stands as its subject: titles, persons and adverbs told apart."""

from collections.abc import Sequence

from pipeline.events.adjuncts import PARTICLE
from pipeline.events.clauses import Unit
from pipeline.events.triggers import Vocabulary
from pipeline.segment.tags import PERSONS, Tag

# Parts of speech (jieba's, and the chart's own) that a noun phrase is made of.
PHRASE = (
    "n", "name", "place", "eng", "j", "l", "vn", "b", "a", "m", "q", "title", "s", "i", "z", "x",
    "k",
)  # fmt: skip
NO_PHRASE = ("date", "d", "ad", "p")
COUNTED = (Tag.NUMERAL, Tag.MEASURE)
NO_HEAD = (Tag.NUMERAL, Tag.MEASURE, Tag.OTHER)
NAME_TAGS = (
    Tag.PLACE_NAME,
    Tag.PROPER,
    Tag.PRONOUN,
    Tag.VERB,
    Tag.ABBREVIATION,
    Tag.ADJECTIVE,
    *PERSONS,
)
LONGEST_NAME = 5  # characters
LONGEST_TITLE = 5
DOT = "·"
SHORTEST_WITH_HEAD = 2  # characters
ETC = "等"


def phrase_at(units: Sequence[Unit], start: int, words: Vocabulary) -> Sequence[Unit]:
    end = start
    while end < len(units) and _is_nominal(units[end], words):
        end += 1
    return units[start:end]


def subject_of(units: Sequence[Unit], words: Vocabulary, *, whole: bool) -> Sequence[Unit]:
    """Return the noun phrase at the head of a clause, without dates, frames and adverbs.

    Of a clause that has a predicate of its own (`whole` is false) only what stands before its
    first verb counts.
    """
    position = 0
    while position < len(units):
        unit = units[position]
        if words.has("preposition", unit.text):
            position = _after_frame(units, position, words)
        elif words.has("partner_marker", unit.text) and unit.tag in (
            Tag.PREPOSITION,
            Tag.CONJUNCTION,
            Tag.VERB,
        ):
            return ()  # 次年与日本签署协议: the subject is left out
        elif _can_head(unit, words):
            break
        elif unit.tag.startswith(Tag.VERB) and not whole:
            return ()
        else:
            position += 1
    end = position
    bare = position < len(units) and words.has("actor_head", units[position].text)
    while bare and position and units[position - 1].tag in COUNTED:
        position -= 1  # 四部门
    while end < len(units) and (
        _is_nominal(units[end], words)
        or units[end].text in (PARTICLE, ETC)
        or _completes_person(units, end, words)
    ):
        end += 1
    return units[position:end]


def _completes_person(units: Sequence[Unit], index: int, words: Vocabulary) -> bool:
    """Tell whether a unit is the rest of a name that jieba cut: the 超 of 李家超."""
    before, unit = units[index - 1], units[index]
    if _is_behind_title(units, index, words):
        return True
    if before.text == DOT or (
        unit.text == DOT and before.tag.startswith((Tag.NOUN, Tag.VERB, Tag.ADJECTIVE))
    ):
        return True
    if before.tag not in PERSONS or len(unit.text) > 1 or len(before.text) > SHORTEST_WITH_HEAD + 1:
        return False
    plain = unit.tag in (
        Tag.VERB,
        Tag.VERB_MORPHEME,
        Tag.NOUN,
        Tag.ADJECTIVE,
        Tag.NOUN_MORPHEME,
        Tag.STATE_MORPHEME,
        Tag.MORPHEME,
        Tag.PERSON,
        Tag.ADJECTIVE_ADVERBIAL,
        Tag.OTHER,
    )
    return plain and unit.text != "说" and not words.has("function", unit.text)


def _is_behind_title(units: Sequence[Unit], index: int, words: Vocabulary) -> bool:
    """Tell whether a unit is of a name behind a title: the 何 and 亚东 of 发言人何亚东."""
    unit, start = units[index], index
    if unit.tag not in NAME_TAGS:
        return False
    while start and start > index - LONGEST_NAME and not _ends_in_title(units[start - 1], words):
        start -= 1
    if not start or not _ends_in_title(units[start - 1], words):
        return False
    name = "".join(part.text for part in units[start : index + 1])
    if len(name) > LONGEST_NAME or not name.isalpha() or unit.text in words.readings:
        return False
    if any(words.has(kind, unit.text) for kind in ("function", "pronoun", "demonstrative")):
        return False
    following = units[index + 1] if index + 1 < len(units) else unit
    surname = len(unit.text) == 1 and following.tag in (
        *PERSONS,
        Tag.PLACE_NAME,
        Tag.PROPER,
        Tag.STATE_MORPHEME,
    )
    return unit.tag in (Tag.PLACE_NAME, Tag.PROPER, *PERSONS) or (
        unit.tag in (Tag.PRONOUN, Tag.VERB, Tag.ABBREVIATION, Tag.ADJECTIVE) and surname
    )


def _ends_in_title(unit: Unit, words: Vocabulary) -> bool:
    longest = min(len(unit.text), LONGEST_TITLE)
    return any(words.has("person_title", unit.text[-n:]) for n in range(2, longest + 1))


def _can_head(unit: Unit, words: Vocabulary) -> bool:
    if words.has("pronoun_subject", unit.text) or words.has("demonstrative", unit.text):
        return True
    if unit.text in words.modalities:
        return False  # the 计划 of 计划明年投资
    nominal = _is_nominal(unit, words) and unit.tag not in NO_HEAD
    return nominal and not words.has("pronoun", unit.text) and not words.has("adverb", unit.text)


def _after_frame(units: Sequence[Unit], position: int, words: Vocabulary) -> int:
    """Skip a prepositional phrase: to behind its closing word, else behind its noun phrase."""
    for index in range(position + 1, len(units)):
        if words.has("frame_closer", units[index].text):
            return index + 1
    index = position + 1
    while index < len(units) and (
        _is_nominal(units[index], words) or units[index].text == PARTICLE
    ):
        index += 1
    return index


def _is_nominal(unit: Unit, words: Vocabulary) -> bool:
    if words.has("nominal", unit.text):
        return True
    if words.has("preposition", unit.text):
        return False  # 向 is a family name for jieba
    mistaken = (
        unit.tag == Tag.PLACE_NAME and unit.text in words.readings
    )  # 上台 is a place for jieba
    return unit.tag not in NO_PHRASE and unit.tag.startswith(PHRASE) and not mistaken
