"""Who does the work of a run: this process, or others that it watches. One that ends, or takes too
much time or memory over a document, costs this document, and no other one.
"""

import gc
import multiprocessing
import pickle
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

from pipeline.batch.attempts import Attempt, Chore, EndedError, Task
from pipeline.batch.inputs import File, Job
from pipeline.batch.process import Process
from pipeline.batch.workers import Desk, call_held, employ, examine_batch, hold, tools_of, warm
from pipeline.lexicon.cache import undisturbed

WATCHED = 0.01  # seconds between two looks at what processes take
Made = tuple[int, list[str]]  # how many files a piece of a batch had, and the parts made of them


class Crew:
    """This process does all of the work, without limits of time and memory."""

    def __init__(self, job: Job):
        self._job = job

    def examine(self, batches: Iterable[list[File]], folder: Path) -> Iterator[Made]:
        """Yield what was made of batches, piece by piece, in any order."""
        for batch in batches:
            desk = Desk(self._job, tools_of(self._job))
            yield len(batch), examine_batch(desk, batch, folder)

    def do(self, held: Any, tasks: Sequence[Task]) -> list[Any]:
        """Return what functions give back, called with what all of them need before the rest."""
        return [function(held, *arguments) for function, arguments in tasks]


class Processes(Crew):
    """Other processes, each with tools of its own, started when there is something to do."""

    def __init__(
        self, job: Job, most: int, *, forks: bool, meanwhile: Callable[[], None] | None = None
    ):
        super().__init__(job)
        self._most, self._forks = most, forks
        self._context = multiprocessing.get_context("fork" if forks else "spawn")
        self._processes: list[Process] = []
        self._held = b""
        self._meanwhile = meanwhile

    def examine(self, batches: Iterable[list[File]], folder: Path) -> Iterator[Made]:
        """Yield what was made of batches, piece by piece, in any order."""
        for attempt, made in self._done(Attempt(batch, folder) for batch in batches):
            yield len(attempt.batch), made

    def do(self, held: Any, tasks: Sequence[Task]) -> list[Any]:
        """Return what functions give back, called with what all of them need before the rest."""
        if self._most == 1:
            self.stop()  # the tables need no watching
            return super().do(held, tasks)
        self._held = pickle.dumps(held)
        for process in self._processes:
            process.tell((hold, (self._held,)))
        chores = (
            Chore((call_held, (function, *arguments)), number)
            for number, (function, arguments) in enumerate(tasks)
        )
        found = {chore.number: result for chore, result in self._done(chores)}
        return [found[number] for number in range(len(tasks))]

    def _done(self, duties: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
        """Yield duties, in any order, with what came of them."""
        waiting = deque(duties)
        while busy := self._busy(waiting):
            self._prepare()
            wait([process.line for process, _ in busy], WATCHED)
            for process, duty in busy:
                try:
                    made = process.heard(self._job.settings.limits)
                except EndedError as end:
                    self._processes.remove(process)
                    waiting.extendleft(reversed(duty.after(end)))
                    self._begun().give(waiting.popleft())  # alone, in a new one
                    continue
                for result in made:
                    if waiting:
                        process.give(waiting.popleft())
                    yield duty, result

    def _busy(self, waiting: deque[Any]) -> list[tuple[Process, Any]]:
        """Return the processes that do something, and what, after idle and new ones took what waits."""
        for process in self._processes:
            if waiting and process.duty is None:
                process.give(waiting.popleft())
        while waiting and len(self._processes) < self._most:
            self._begun().give(waiting.popleft())
        return [(process, process.duty) for process in self._processes if process.duty is not None]

    def _prepare(self) -> None:
        """Do once what this process needs later, while others work."""
        if self._meanwhile:
            self._meanwhile()
            self._meanwhile = None

    def _begun(self) -> Process:
        """Return a new process."""
        process = Process(self._context, None if self._forks else self._job)
        self._processes.append(process)
        if self._held:
            process.tell((hold, (self._held,)))
        return process

    def stop(self) -> None:
        """End all processes."""
        while self._processes:
            self._processes.pop().end()


@contextmanager
def crew(
    job: Job, workers: int, batches: int, meanwhile: Callable[[], None] | None = None
) -> Iterator[Crew]:
    """Yield who does the work of a run with so many batches to examine: so many processes, or this
    one where they are none. A single one examines and this one makes the tables: `meanwhile` it gets
    ready.
    """
    employ(job)
    if not workers:
        yield Crew(job)
        return
    # Forking is safe on Linux, as long as no model has threads of its own.
    forks = sys.platform == "linux" and not job.settings.ner
    if forks and batches:
        with undisturbed():
            tools_of(job)
            if min(workers, batches) > 1:
                warm(job)
    gc.freeze()  # pages that the collector leaves alone stay shared
    processes = Processes(job, workers, forks=forks, meanwhile=meanwhile if workers == 1 else None)
    try:
        yield processes
    finally:
        processes.stop()
        gc.unfreeze()
