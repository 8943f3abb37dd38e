"""Propose to remove the list of references behind an article: 参考文献 with [1], [2], [3] under it."""

import re
from collections.abc import Iterator

from pipeline.document import Rejection
from pipeline.repair.phrases import Phrases
from pipeline.text import LINE, Edit, Span, TracedText

HEADING = re.compile(
    r"(?<![^\r\n\f])[ \t\u3000]*[【\[]?(?:主要|部分)?(?:参考文献|參考文獻|引用文献|引用文獻|references|bibliography|works cited)"
    r"(?:（部分）)?[】\]]?[ \t]*[:：]?[ \t]*(?=[\r\n\f]|[\[［〔]1[\]］〕])",
    re.I,
)
FIRST = ("[1]", "［1］", "〔1〕")
ENTRY = re.compile(r"[ \t\u3000]*[\[［〔](\d{1,3})[\]］〕]")

EARLIEST = 0.4  # share of the text before the list
LONGEST_REST = 120  # characters of an entry that goes on in the next line


def remove_references(text: TracedText, phrases: Phrases) -> Iterator[Edit | Rejection]:
    """Propose to remove a heading and the entries under it that count from [1].

    参考文献见附件 in a sentence stays, and so do sources that bear no numbers.
    """
    value = text.value
    if not any(first in value for first in FIRST):
        return
    for heading in HEADING.finditer(value, int(EARLIEST * len(value))):
        end = _end_of_list(value, heading.end())
        if end:
            yield Edit(Span(heading.start(), end), "", rule="reference-list")


def _end_of_list(text: str, start: int) -> int:
    """Return where the last entry ends, 0 where no list begins."""
    end = last = 0
    pending = 0
    for line in LINE.finditer(text, start):
        if line[0].isspace():
            continue
        entry = ENTRY.match(line[0])
        if entry and int(entry[1]) == last + 1:
            last, end, pending = last + 1, line.end(), 0
        elif last and not pending and len(line[0]) <= LONGEST_REST and not entry:
            pending = line.end()
        else:
            break
    return end
