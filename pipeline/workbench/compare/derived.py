"""The rows about other rows: an organization of the run, a rule, a candidate; what changed them is
what changed the rows that they are about.
"""

import re
from collections.abc import Iterable, Iterator

from pipeline.outputs.reader import Cells
from pipeline.tables.csv import split_items
from pipeline.workbench.compare.causes import RowChange
from pipeline.workbench.compare.named import Cause

# What joins rules in a chain, a rule and its lexicon row, the two ids of 双方.
JOINED = re.compile(r"[+:]")
# What a row is about, where it has no id of its own: a candidate's text.
ABOUT = ("text", "event_ids")


class Index:
    """The causes of changed rows by all that stands in their cells."""

    def __init__(self, explained: Iterable[tuple[RowChange, tuple[Cause, ...]]]):
        self._causes: dict[str, dict[Cause, None]] = {}
        for change, causes in explained:
            for word in dict.fromkeys(_words(change)):
                self._causes.setdefault(word, {}).update(dict.fromkeys(causes))

    def causes(self, change: RowChange) -> tuple[Cause, ...]:
        """Return the causes of the rows that a row is about."""
        cells = change.cells
        about = [change.key, *(item for name in ABOUT for item in split_items(cells.get(name, "")))]
        found: dict[Cause, None] = {}
        for word in about:
            found |= self._causes.get(word, {})
        return tuple(found)


def _words(change: RowChange) -> Iterator[str]:
    for cells in (change.before, change.after):
        yield from _words_of(cells or {})


def _words_of(cells: Cells) -> Iterator[str]:
    for cell in filter(None, cells.values()):
        for item in (cell, *split_items(cell)):
            yield item
            yield from JOINED.split(item)
