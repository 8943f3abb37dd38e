"""Which lines are titles: they repeat what the text below them tells."""

import re

from pipeline.events.lines import is_byline
from pipeline.lazy import lazy
from pipeline.text import Span

SENTENCE = re.compile(r"[。.!?;:…,—]\W*$")
LONGEST_TITLE = 90  # characters
WIDE = lazy(r"[\u3400-\u9fff]")
NARROW = 2  # letters that take the room of one Chinese character


def is_title_line(plain: str, span: Span) -> bool:
    """Tell whether a place lies in the title of a text: its first line, alone above an empty one or
    a byline, without the mark that ends a sentence.

    >>> is_title_line('荷兰2027年收紧许可\\n\\n草案已经公布。', Span(2, 7))
    True
    """
    start = plain.rfind("\n", 0, span.start) + 1
    if plain[:start].strip():
        return False
    end = plain.find("\n", span.end)
    if end < 0 or not _stands_apart(plain, end) or not plain[end:].strip():
        return False
    line = plain[start:end].strip()
    length = len(line) + len(WIDE.findall(line)) * (NARROW - 1)
    return length <= LONGEST_TITLE and SENTENCE.search(line) is None


def _stands_apart(plain: str, end: int) -> bool:
    """Tell whether an empty line or a byline follows the line that ends at a place."""
    following = plain[end + 1 :].split("\n", 1)[0]
    return not following or is_byline(following)
