"""What the English name of an act looks like."""

import re
from collections.abc import Iterable

WORD = r"[A-Z][\w&’'./-]*+"
LINK = r"(?:and|of|for|to|the|&|in|with|from|against)"


def act_pattern(heads: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of capitalized words up to a head, with what may follow: of 2022."""
    blank = r"[ \n]"
    words = "|".join(sorted(heads, key=lambda head: (-len(head), head)))
    return re.compile(
        rf"(?<![\w’'-])(?P<run>{WORD}(?:,?{blank}(?:{LINK}{blank}){{0,2}}{WORD}){{0,11}}?)"
        rf"(?:{blank}\([A-Z][A-Za-z]+\))?{blank}(?P<head>{words})\b(?!['’-])"
        rf"(?P<about>{blank}on{blank}(?:the{blank})?{WORD}(?:,?{blank}(?:{LINK}{blank}){{0,2}}{WORD}){{1,14}})?"
        rf"(?P<year>,?{blank}(?:of{blank})?(?:19|20)[0-9]{{2}}\b(?!-))?"
    )
