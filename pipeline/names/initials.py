"""English names before an acronym in brackets, aligned by letter (Schwartz and Hearst, 2003)."""

import re

from pipeline.lazy import lazy
from pipeline.text import Span

# Small words that stand inside an English name.
SMALL = r"(?:of|for|and|the|on|in|to|de|von|der|&)"
CAPITALIZED = r"[A-Z0-9][\w’'&.-]*"
NAME_BEFORE = re.compile(
    rf"(?:{CAPITALIZED})(?: (?:{SMALL} ){{0,2}}{CAPITALIZED}){{0,12}}$", re.ASCII
)
# OFAC begins with Office, not with of.
SMALL_WORD = re.compile(rf"{SMALL}\b")
WINDOW = 160
# Department of|Veterans Affairs (VA): the acronym leaves it out.
OWNER = re.compile(r"\b(?:U\.S\. )?(?:Department|Ministry) of (?:the )?\Z")
WORD = re.compile(r"[A-Za-z0-9][\w’']*")
LETTERS = re.compile(r"[A-Za-z]{2}")
# A name stands in one line of Latin letters.
LAST_BORDER = lazy(r"[\n\u2e80-\U0003ffff][^\n\u2e80-\U0003ffff]*\Z")


def english_name_before(plain: str, free: Span, acronym: str) -> Span | None:
    """Return the English name that ends a free stretch: National Science Foundation (NSF).

    With an acronym the name begins where its letters do; without one it is the run of capitalized words.

    >>> plain = 'the Bureau of Industry and Security (BIS)'
    >>> span = english_name_before(plain, Span(0, plain.index(' (')), 'BIS')
    >>> plain[span.start : span.end]
    'Bureau of Industry and Security'
    """
    end = free.end
    window = plain[max(free.start, end - WINDOW) : end]
    if border := LAST_BORDER.search(window):
        window = window[border.start() + 1 :]
    start = _initial(window, acronym) if acronym else None
    start = _aligned(window, acronym) if acronym and start is None else start
    if start is not None:
        if owner := OWNER.search(window, 0, start):
            start = owner.start()
        return Span(end - len(window) + start, end)
    run = NAME_BEFORE.search(window)
    if not run or acronym or not LETTERS.search(run.group()):
        return None
    return Span(end - len(window) + run.start(), end)


def _initial(window: str, acronym: str) -> int | None:
    """Return where the words begin whose initials are the acronym, small words left out:
    All-Atlantic Ocean Research and Innovation Alliance (AAORIA).
    """
    letters = [char.lower() for char in acronym if char.isalnum()]
    words = [word for word in WORD.finditer(window) if not SMALL_WORD.fullmatch(word.group())]
    words = words[-len(letters) :]
    initials = [word.group()[0].lower() for word in words]
    return words[0].start() if len(letters) > 1 and initials == letters else None


def _aligned(window: str, acronym: str) -> int | None:
    """Return where the long form begins whose letters give the acronym, matched from the right."""
    letters = [char.lower() for char in acronym if char.isalnum()]
    if letters and letters[-1] == "s" and acronym[-1] == "s":
        letters.pop()
    position = len(window) - 1
    for number in range(len(letters) - 1, -1, -1):
        while position >= 0 and not (
            window[position].lower() == letters[number]
            and (number > 0 or position == 0 or not window[position - 1].isalnum())
            and (number > 0 or not SMALL_WORD.match(window, position))
        ):
            position -= 1
        if position < 0:
            return None
        position -= 1
    start = position + 1
    words = window[start:].split()
    longest = min(len(letters) + 5, 2 * len(letters))
    return start if 1 < len(words) <= longest or (len(words) == 1 and "-" in words[0]) else None
