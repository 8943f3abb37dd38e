"""Tell whether a decoded text is a language: bytes fit more encodings than they were written in."""

import re
from functools import cache

from pipeline.plain import HAN, converter

IDEOGRAPH = re.compile(f"[{HAN}]")
RUN = re.compile(f"[{HAN}]+")
# What Chinese text holds beside its characters: punctuation, kana, Greek, Cyrillic, full-width forms.
BESIDE = re.compile(r"[\x00-\x7f\u00a0-\u00bf\u00d7\u00f7\u0370-\u04ff\u2000-\u33ff\ufe30-\uffef]")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
LETTERED = re.compile(r"[^\W\d_]")
SAMPLE = 100_000  # characters looked at
COMMON_SHARE = 0.7  # newspapers have 0.97 and more, names of chemists 0.8, misread UTF-8 0.2
BETWEEN_SHARE = 0.3  # runs of one character inside Latin words: Z黵ich; X射线 is no such run
FOREIGN_SHARE = 0.5  # of the letters of a Latin text that are none of a-z: even Vietnamese has 0.35


def is_chinese(text: str) -> bool:
    """Tell whether a text that was decoded as Chinese is: its characters are common ones, and they
    do not stand alone inside Latin words.
    """
    sample = text[:SAMPLE]
    share = common_share(sample)
    if share is None:
        return not CONTROL.search(sample)
    if share < COMMON_SHARE:
        return False
    runs = list(RUN.finditer(sample))
    between = sum(_is_between_letters(sample, run) for run in runs)
    return between < max(1, BETWEEN_SHARE * len(runs)) or len(runs) > 3 * between


def common_share(text: str) -> float | None:
    """Return which share of the characters beyond Latin, kana and signs are common Chinese ones,
    None where there is none.
    """
    beyond = [c for c in BESIDE.sub("", text[:SAMPLE]) if c.isalpha() or "\ue000" <= c <= "\uf8ff"]
    if not beyond:
        return None
    common = sum(char in _common() for char in converter("t2s")("".join(beyond)))
    return common / len(beyond)


def is_latin(text: str) -> bool:
    """Tell whether a text in a charset of one byte a character is a language: letters, most of them
    plain or in the words of one script, and no control characters.
    """
    sample = text[:SAMPLE]
    if CONTROL.search(sample):
        return False
    letters = LETTERED.findall(sample)
    foreign = [char for char in letters if not char.isascii()]
    if len(foreign) <= FOREIGN_SHARE * len(letters):
        return True
    scripts = {ord(char) >> 8 for char in foreign}
    return len(scripts) == 1 and min(scripts) >= 3  # Greek, Cyrillic, Hebrew, Arabic, Thai


def _is_between_letters(text: str, run: re.Match[str]) -> bool:
    """Tell whether one or two characters stand in a Latin word."""
    before, after = text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1]
    is_lower = after.islower() and after.isascii()
    return run.end() - run.start() <= 2 and before.isascii() and before.isalpha() and is_lower


@cache
def _common() -> frozenset[str]:
    """Return the 3,755 characters of GB 2312's first level, which are those of everyday text."""
    rows = (bytes([high, low]) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    return frozenset("".join(row.decode("gb2312", "ignore") for row in rows))
