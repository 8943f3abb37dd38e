"""What processes are given to do, and what is done instead where one of them ended over it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.batch.inputs import File
from pipeline.batch.workers import Place, examine_in_worker
from pipeline.outputs.publish import OutputError
from pipeline.read.limits import MEBIBYTE, Limits

Task = tuple[Callable[..., Any], tuple[Any, ...]]  # a function and its last arguments
MOST_TIMES = 10  # as many times the seconds of a megabyte a larger file may take


@dataclass(eq=False)
class EndedError(Exception):
    """A process ended: with this code, over this place; `reason` names the limit beyond which it
    went, and `is_sure` says whether another process would, too.
    """

    code: int | None
    place: Place | None = None
    reason: str = ""
    is_sure: bool = False


@dataclass(frozen=True)
class Attempt:
    """A batch of files to be examined, and what is known to end a process: the second time at one
    place, or the first time where it is sure.
    """

    batch: Sequence[File]
    folder: Path
    spoiled: dict[Place, str] = field(default_factory=dict)
    suspects: frozenset[Place] = frozenset()

    @property
    def task(self) -> Task:
        """What examines the batch."""
        return examine_in_worker, (self.batch, self.folder, self.spoiled)

    def seconds(self, place: Place, limits: Limits) -> float:
        """Return how long a document may take: so long for each megabyte of its file, since a book
        takes longer, and a small file that takes as long was made to.
        """
        size = max(file.size for file in self.batch if file.path == place[0])
        return limits.seconds * min(max(1.0, size / MEBIBYTE), MOST_TIMES)

    def after(self, end: EndedError) -> "list[Attempt]":
        """Return the file that was looked at, to be examined alone, and those around it."""
        place = end.place or (self.batch[0].path, 0, "")
        spoiled = dict(self.spoiled)
        if end.is_sure or place in self.suspects:
            spoiled[place] = end.reason or (
                f"it ended the process that examined it, twice (code {end.code}): there may be too "
                "little memory for it; cut the file, or use fewer workers"
            )
        at = [file.path for file in self.batch].index(place[0])
        pieces = (self.batch[at : at + 1], self.batch[:at], self.batch[at + 1 :])
        suspects = self.suspects | {place}
        return [Attempt(piece, self.folder, spoiled, suspects) for piece in pieces if piece]


@dataclass(frozen=True)
class Chore:
    """A piece of the work on the tables, with its number."""

    task: Task
    number: int
    is_last: bool = False

    def after(self, end: EndedError) -> "list[Chore]":
        """Return the same once more. Raises OutputError the second time."""
        if self.is_last:
            raise OutputError(
                f"a process that made the tables ended, twice (code {end.code}): there may be too "
                "little memory. Run again with fewer workers: the articles are done"
            )
        return [Chore(self.task, self.number, is_last=True)]


Duty = Attempt | Chore
