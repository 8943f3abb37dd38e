"""Which stretches of a Chinese clause only say where, how, by which means or about what."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.events.clauses import Unit
from pipeline.events.triggers import Vocabulary
from pipeline.segment.tags import Tag

FEWEST_WITH_TOPIC = 2
TOPICS = (Tag.NOUN, Tag.PLACE, Tag.NAME, Tag.TITLE, Tag.LATIN, Tag.ABBREVIATION, Tag.SET_PHRASE)
PARTICLE = "的"


@dataclass(frozen=True, slots=True)
class VerbCandidate:
    """A listed trigger or a verb: its first and last unit."""

    first: int
    last: int
    text: str
    listed: bool


def inner_frames(
    units: Sequence[Unit], found: Sequence[VerbCandidate], head: int, words: Vocabulary
) -> set[int]:
    """Return the units of frames behind the subject: the 就职 of 总统在就职演讲中做出承诺."""
    if not found:
        return set()
    inside: set[int] = set()
    last = max((one.first for one in found), default=-1)
    texts = {unit.text for unit in units}
    if not texts.isdisjoint(words.words("inner_opener")):
        inside |= _frames(units, head + 1, last, words)
    if not texts.isdisjoint(words.words("manner_opener")):
        inside |= _manners(units, words)
    if not texts.isdisjoint(words.words("means_opener")):
        inside |= _means(units, words)
    if not texts.isdisjoint(words.words("topic_opener")):
        inside |= _topics(units, found, words)
    return inside


def _frames(units: Sequence[Unit], start: int, last: int, words: Vocabulary) -> set[int]:
    """Return the units between 在 or 当 and a closing word, before the last trigger."""
    inside: set[int] = set()
    opener = -1
    for index in range(start, len(units)):
        if words.has("inner_opener", units[index].text):
            opener = index
        elif opener >= 0 and index < last and words.has("frame_closer", units[index].text):
            inside.update(range(opener, index))
            opener = -1
    return inside


def _manners(units: Sequence[Unit], words: Vocabulary) -> set[int]:
    """Return the units that say how or why: the 欠缺 of 以欠缺管辖权为由驳回."""
    inside: set[int] = set()
    opener = -1
    for index, unit in enumerate(units):
        following = units[index + 1].text if index + 1 < len(units) else ""
        if words.has("manner_opener", unit.text):
            opener = index
        elif opener >= 0 and (
            words.has("manner_closer", unit.text)
            or words.has("manner_closer", unit.text + following)
        ):
            inside.update(range(opener, index))
            opener = -1
    return inside


def _means(units: Sequence[Unit], words: Vocabulary) -> set[int]:
    """Return the units that say by which means: the 通过 of 通过以下方式反馈, not of 通过法案."""
    inside: set[int] = set()
    opener = -1
    for index, unit in enumerate(units[:-1]):
        following = units[index + 1]
        if words.has("means_opener", unit.text) and not words.has("aspect", following.text):
            opener = index
        elif opener >= 0 and words.has("means_closer", unit.text) and following.text != PARTICLE:
            inside.update(range(opener, index))
            opener = -1
    return inside


def _topics(units: Sequence[Unit], found: Sequence[VerbCandidate], words: Vocabulary) -> set[int]:
    """Return the units that say about what: the 开发 of 就共同开发导弹签署协议, not of 就开发."""
    inside: set[int] = set()
    openers = [i for i, unit in enumerate(units) if words.has("topic_opener", unit.text)]
    for opener in openers:
        later = [one for one in found if one.first > opener]
        if len(later) < FEWEST_WITH_TOPIC or words.has("clausal_verb", later[0].text):
            continue
        closer = next((one for one in later[1:] if words.has("topic_closer", one.text)), None)
        if closer is not None and units[closer.first - 1].tag.startswith(TOPICS):
            inside.update(range(opener, closer.first))
    return inside
