"""One process that does what it is given, and is watched: what it looks at, how long it computes over
it, how much memory it takes.
"""

import time
from contextlib import suppress
from multiprocessing.context import BaseContext
from typing import Any

import psutil

from pipeline.batch.attempts import Attempt, Duty, EndedError, Task
from pipeline.batch.inputs import Job
from pipeline.batch.workers import AT, RAISED, READY, Place, serve
from pipeline.read.limits import MEBIBYTE, Limits

STILL = 0.01  # the share of the time that even a process among many others computes
# Seconds between two looks at what it takes: short documents come by the hundred.
SHORTEST_LOOK = 0.01
LONGEST_LOOK = 1.0  # seconds; where more passed between two looks, this process was stopped as well
TOO_LONG = "not done within the limit of {:g} seconds: raise it, or cut the file"
TOO_MUCH = "it takes more than the limit of {:,} megabytes of memory: raise it, or cut the file"


class Process:
    """A process, and the duty that it has."""

    def __init__(self, context: BaseContext, job: Job | None):
        self.line, far = context.Pipe()
        self.duty: Duty | None = None
        self._process: Any = context.Process(  # type: ignore[attr-defined]
            target=serve, args=(far, job), daemon=True
        )
        self._process.start()
        far.close()
        self._state = psutil.Process(self._process.pid)
        self._place: Place | None = None
        self._own_memory = 0  # bytes that it has without a document
        self._computed = self._passed = self._looked = 0.0  # seconds: when a document began; since

    def give(self, duty: Duty) -> None:
        """Have it begin a duty."""
        self.duty = duty
        self.tell(duty.task)

    def tell(self, task: Task) -> None:
        """Send it a function to call."""
        with suppress(OSError):  # it has ended: that is seen when it is heard
            self.line.send(task)

    def heard(self, limits: Limits) -> list[Any]:
        """Return what its duty gave, once it did.

        Raises EndedError where the process ended, or had to be; whatever the duty raised.
        """
        while self.line.poll():
            try:
                kind, told = self.line.recv()
            except (EOFError, OSError):
                raise self.end() from None
            if kind == READY:
                self._place, self._own_memory = None, told
                continue
            if kind == AT:
                self._begin(told)
                continue
            self.duty = None
            if kind == RAISED:
                raise told
            return [told]
        self._watch(limits)
        return []

    def _begin(self, place: Place | None) -> None:
        """Note what it looks at; what belongs to one document counts together."""
        former, self._place = self._place, place
        with suppress(psutil.Error):
            if place is not None and (former is None or former[:2] != place[:2]):
                self._computed, self._passed = self._computing(), 0.0
                self._looked = time.monotonic()

    def _computing(self) -> float:
        times = self._state.cpu_times()
        return float(times.user + times.system)

    def _watch(self, limits: Limits) -> None:
        """End it where a document goes beyond a limit. Raises EndedError."""
        if self._place is None or not isinstance(self.duty, Attempt):
            return
        now = time.monotonic()
        if now - self._looked < SHORTEST_LOOK:
            return
        self._passed += min(now - self._looked, LONGEST_LOOK)
        self._looked = now
        with suppress(psutil.Error):
            # A look that comes late sees that both are passed: what grows without end did so at once.
            taken = self._state.memory_info().rss - self._own_memory
            if limits.memory and taken > limits.memory:
                raise self.end(TOO_MUCH.format(limits.memory // MEBIBYTE))
            seconds = self.duty.seconds(self._place, limits)
            computed = self._computing() - self._computed
            is_still = self._passed > seconds and computed < STILL * self._passed
            if seconds and (computed > seconds or is_still):
                raise self.end(TOO_LONG.format(seconds), is_sure=True)

    def end(self, reason: str = "", *, is_sure: bool = False) -> EndedError:
        """End the process; return how it did."""
        self._process.kill()
        self._process.join()
        self.line.close()
        return EndedError(self._process.exitcode, self._place, reason, is_sure)
