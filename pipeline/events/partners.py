"""Who does it together with the subject: the 日本 of 美国在华盛顿与日本签署协议."""

from collections.abc import Sequence

from pipeline.events.adjuncts import PARTICLE
from pipeline.events.clauses import Unit
from pipeline.events.subjects import phrase_at
from pipeline.events.triggers import Vocabulary
from pipeline.segment.tags import Tag

LONGEST_ATTRIBUTE = 8  # units
AT = ("在", "于")
PLACES = (Tag.PLACE, Tag.PLACE_NAME)


def partner_of(units: Sequence[Unit], words: Vocabulary) -> Sequence[Unit]:
    """Return the noun phrase behind a 与, 会同 or the like, of the units before a predicate.

    Not where another preposition holds it: 就美国与日本的合作, 在美国与日本.
    """
    for index, unit in enumerate(units[:-1]):
        if not words.has("partner_marker", unit.text):
            continue
        start = _behind_attribute(units, index + 1, words)
        phrase = phrase_at(units, start, words)
        end = start + len(phrase)
        if not phrase or (end < len(units) and words.has("no_partner", units[end].text)):
            continue
        if not _is_held(units[:index], phrase, words):
            return phrase
    return ()


def _behind_attribute(units: Sequence[Unit], start: int, words: Vocabulary) -> int:
    """Return where the noun phrase itself begins: the 首相 of 与上任仅一周的首相."""
    phrase = phrase_at(units, start, words)
    end = start + len(phrase)
    if phrase and (end == len(units) or words.has("function", units[end].text)):
        return start
    ends = (
        i
        for i in range(start, min(len(units) - 1, start + LONGEST_ATTRIBUTE))
        if units[i].text == PARTICLE
    )
    return next(ends, start - 1) + 1


def _is_held(before: Sequence[Unit], phrase: Sequence[Unit], words: Vocabulary) -> bool:
    """Tell whether a preposition before a 与 leads to both sides of it."""
    for unit in reversed(before):
        if words.has("frame_closer", unit.text) or unit.tag == Tag.DATE:
            return False
        if words.has("preposition", unit.text):
            return unit.text not in AT or phrase[-1].tag in PLACES
    return False
