"""The rows about other rows: an organization of the run, a rule, a candidate; what changed them is
what changed the rows that they are about.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.outputs.reader import Cells
from pipeline.tables.csv import join_items, split_items
from pipeline.workbench.compare.causes import RowChange
from pipeline.workbench.compare.moved import Moved
from pipeline.workbench.compare.named import Cause

# What joins rules in a chain, a rule and its lexicon row, the two ids of 双方.
JOINED = re.compile(r"[+:]")
# What a row is about, besides its own id: a candidate's text, the events of a story.
ABOUT = ("text", "event_ids", "duplicate_of")
STORY = "story."  # what stands before an event's id in that of a story


@dataclass(frozen=True)
class Ids:
    """The former id of each document by its id of today, and where the rows of those that differ
    stand now, by the former id.
    """

    former: Mapping[str, str]
    moved: dict[str, Moved] = field(default_factory=dict)

    def now(self, row_id: str) -> str:
        """Return the id of a former row as it is now."""
        moved = self.moved.get(row_id.partition(".")[0])
        return moved.id(row_id) if moved else row_id

    def document(self, old_id: str) -> str:
        """Return the id of a former document as it is now."""
        return next((new for new, old in self.former.items() if old == old_id), old_id)


class Index:
    """The causes of changed rows by all that stands in their cells."""

    def __init__(self, explained: Iterable[tuple[RowChange, tuple[Cause, ...]]]):
        self._causes: dict[str, dict[Cause, None]] = {}
        for change, causes in explained:
            for word in dict.fromkeys(_words(change)):
                self._causes.setdefault(word, {}).update(dict.fromkeys(causes))

    def causes(self, change: RowChange) -> tuple[Cause, ...]:
        """Return the causes of the rows that a row is about."""
        sides = [cells for cells in (change.before, change.after) if cells]
        items = (i for cells in sides for name in ABOUT for i in split_items(cells.get(name, "")))
        about = dict.fromkeys([change.key, *items])
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


def story_now(cells: Cells, now: Callable[[str], str]) -> Cells:
    """Return a former story with the ids that its events have now."""
    events = join_items(map(now, split_items(cells["event_ids"])))
    story = STORY + now(cells["story_id"].removeprefix(STORY))
    return {**cells, "story_id": story, "event_ids": events}
