"""Where the Chinese name of a person begins whose Latin name stands behind it: 约夫·加兰特(Yoav Gallant)."""

import re

from pipeline.names.border import MIDDLE_DOTS
from pipeline.names.context import NameContext
from pipeline.segment.tags import PERSONS

# Peter Wennink, Jake J. Sullivan, Ursula von der Leyen: two or more capitalized words.
PERSON_EN = re.compile(
    r"[A-Z][a-z]+(?: [A-Z]\.| [A-Z][a-z]+){0,2}(?: (?:von|van|der|den|de|di|da|del|la|bin|al)){0,2}"
    r" [A-Z][A-Za-z'-]+"
)
SIGNS = MIDDLE_DOTS | frozenset("-－—")
FEWEST_LETTERS = 2
LONGEST_CHINESE = 3
LONGEST_PART = 5
LONGEST_GIVEN = 2


def is_person_name(english: str, view: NameContext) -> bool:
    """Tell whether a bracket can hold a person's name: Peter Wennink, not Internet Governance."""
    if not PERSON_EN.fullmatch(english):
        return False
    words = view.lists["english_word"] | view.small_words
    return not any(word.lower() in words for word in english.split() if word[0].isupper())


def person_start(view: NameContext, last: int) -> int:
    """Return the first word of the person's name that ends with a word, or -1: 约夫 of
    约夫|·|加|兰特, 关 of 律师|关|尚义.
    """
    words, first = view.words, last + 1
    while first > 0 and (first > last or words.touches(first)) and _is_part(view, first - 1, last):
        first -= 1
    while first <= last and words.text(first) in SIGNS:
        first += 1
    if first <= last and words.ends[last] - words.starts[first] >= FEWEST_LETTERS:
        return first
    return _chinese_start(view, last)


def _is_part(view: NameContext, index: int, last: int) -> bool:
    """Tell whether a word is written as foreign names are, and is no title and nothing known."""
    words, text = view.words, view.words.text(index)
    if text in SIGNS:
        return True
    if text.endswith(view.titles) or text in view.lists["latin_person"]:
        return False
    before = words.text(index - 1) if words.touches(index) else ""
    after = words.text(index + 1) if index < last else ""
    if before in SIGNS or after in SIGNS:
        return len(text) <= LONGEST_PART  # 乔纳森|·|斯旺, 雷诺|·
    if words.tags[index] in PERSONS and (index < last or view.is_foreign(before or "-")):
        return True  # 冯德|莱恩, 卡特|赖特
    return view.is_foreign(text) and words.starts[index] not in view.known


def _chinese_start(view: NameContext, last: int) -> int:
    """Return the first word of a Chinese person's name: 郑文杰, 关|尚义."""
    words, text = view.words, view.words.text(last)
    surnames = view.surnames
    is_given = len(text) <= LONGEST_GIVEN and last > 0 and words.touches(last)
    if is_given and words.text(last - 1) in surnames:
        return last - 1
    is_person = words.tags[last] in PERSONS and text[0] in surnames
    return last if is_person and FEWEST_LETTERS <= len(text) <= LONGEST_CHINESE else -1
