"""Propose to remove characters that nobody sees: 商\u00ad务部, 2024年\u200b4月9日, a byte order mark in the middle."""

import re
from collections.abc import Iterator

from pipeline.document import Rejection
from pipeline.repair.phrases import Phrases
from pipeline.text import Edit, Span, TracedText

# Soft hyphen, joiners, zero-width spaces, direction marks, word joiner and invisible operators,
# variation selectors, byte order mark. A soft hyphen at a line's end takes the break along.
INVISIBLE = re.compile(
    "\u00ad(?:[ \t]*(?:\r\n|\r|\n)[ \t]*)?"
    "|[\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0001-\U000e007f\U000e0100-\U000e01ef]+"
)
# These scripts write with joiners and direction marks, and emoji are put together with them.
JOINING = re.compile(
    "[\u0590-\u08ff\u0900-\u0dff\u0e00-\u109f\u1780-\u18af\ufb1d-\ufdff\ufe70-\ufefc]"
)
EMOJI = re.compile(
    "[#*0-9\u00a9\u00ae\u203c-\u3299\ufe0f\u200d\U0001f000-\U0001faff\U000e0020-\U000e007f]"
)
PICTURED = frozenset("\u200d\ufe0e\ufe0f") | {chr(code) for code in range(0xE0020, 0xE0080)}


def remove_invisible(text: TracedText, phrases: Phrases) -> Iterator[Edit | Rejection]:
    """Propose to remove invisible characters, those of Arabic, Indic scripts and emoji aside."""
    value = text.value
    if value.isascii():
        return
    for match in INVISIBLE.finditer(value):
        before, after = (
            value[max(0, match.start() - 1) : match.start()],
            value[match.end() : match.end() + 1],
        )
        if JOINING.match(before) or JOINING.match(after):
            continue
        if set(match[0]) <= PICTURED and _is_picture(before):
            continue
        yield Edit(Span(*match.span()), "", rule="invisible-character")


def _is_picture(before: str) -> bool:
    """Tell whether a character is a sign or a picture, or what a key is drawn with."""
    return bool(EMOJI.match(before)) and not "\u3000" <= before <= "\u3020"
