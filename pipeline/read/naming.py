"""Names that people and archives gave to files and records, as they can be written and shown."""

import re
import unicodedata

# Half a character: what a byte becomes that is no UTF-8, and what JSON escapes alone ("\ud800").
HALVES = re.compile("[\ud800-\udfff]")
# Signs that a terminal obeys, or that turn the order of the letters behind them around.
OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
NUL = "\0"


def is_writable(text: str) -> bool:
    """Tell whether a text can stand in a table: UTF-8 holds all of it, and there is no NUL."""
    return NUL not in text and not HALVES.search(text)


def writable(text: str) -> str:
    r"""Return a text as UTF-8 can hold it: the byte FF in a file's name as \xff."""
    return HALVES.sub(_escaped, text).replace(NUL, r"\x00")


def shown(text: str) -> str:
    r"""Return a text as one line of a terminal that shows every sign and obeys none: \x1b[2J."""
    return OBEYED.sub(_escaped, text)


def shortened(text: str, longest: int) -> str:
    """Return a text cut after so many characters.

    >>> shortened('出口管制条例', 4)
    '出口管制…'
    """
    return text if len(text) <= longest else f"{text[:longest]}…"


def composed(name: str) -> str:
    """Return a file's name as most systems write it: é as one character, not as e and an accent."""
    return unicodedata.normalize("NFC", name)


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xDC80 <= code <= 0xDCFF:  # Python's sign for a byte of a name that is not UTF-8
        code -= 0xDC00
    return rf"\x{code:02x}" if code < 0x100 else rf"\u{code:04x}"
