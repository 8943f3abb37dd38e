"""Propose to remove a page's head that parts a sentence where no page number tells of a border: 半导⏎港航通讯⏎体设备."""

import re
from collections.abc import Iterator

from pipeline.document import Rejection
from pipeline.repair.breaks import cuts_sentence
from pipeline.repair.phrases import Phrases
from pipeline.repair.running_heads import HEAD, ISSUE, is_name
from pipeline.repair.word_borders import cuts_word
from pipeline.text import LINE, Edit, Span, TracedText

CLAUSE = re.compile(r"[，。；,;]")


def remove_parting_lines(text: TracedText, phrases: Phrases) -> Iterator[Edit | Rejection]:
    """Propose to remove a short line between the halves of a word, and an issue's number inside a
    sentence.
    """
    value = text.value
    for above, head, below in _triples(value):
        words = head[0].strip()
        is_issue = ISSUE.fullmatch(words) is not None
        is_short = len(words) < len(above[0]) and is_name(words)
        cut = is_issue and cuts_sentence(value, above.end(), below.start())
        if cut or ((is_issue or is_short) and _parts_word(value, above, head, below)):
            yield Edit(Span(*head.span()), "", rule="running-head")


def _triples(text: str) -> Iterator[tuple[re.Match[str], re.Match[str], re.Match[str]]]:
    """Yield each line that may be a head, with its neighbors, one of which carries a clause."""
    lines = [match for match in LINE.finditer(text) if not match[0].isspace()]
    for above, head, below in zip(lines, lines[1:], lines[2:], strict=False):
        is_prose = CLAUSE.search(above[0]) or CLAUSE.search(below[0])
        if is_prose and HEAD.fullmatch(text, *head.span()):
            yield above, head, below


def _parts_word(text: str, above: re.Match[str], head: re.Match[str], below: re.Match[str]) -> bool:
    """Tell whether a word goes on behind a line, and none goes on into it: in a wrapped text each
    line goes on with the one before.
    """
    joins = (above.end(), head.start()), (head.end(), below.start())
    is_parted = cuts_word(text, above.end(), below.start())
    return is_parted and not any(cuts_word(text, *join) for join in joins)
