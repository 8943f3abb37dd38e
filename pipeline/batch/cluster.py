"""Batches of files to parts on other machines: a Dask cluster examines them, each of its workers in a
process of its own that it watches. All of them see the same folders.
"""

import hashlib
import pickle
import platform
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.batch.attempts import Task
from pipeline.batch.crew import Crew, Made, Processes
from pipeline.batch.inputs import File, Job
from pipeline.outputs.publish import ASIDE, OutputError
from pipeline.tools import code_digest, library_versions

if TYPE_CHECKING:
    from distributed import Client

MISSING = "for a cluster install the extra: pip install 'zhengju[cluster]'"
WAITING = 4  # batches for each worker that are handed out beforehand
LOOKED = 10  # seconds between two looks whether any worker is left
LONGEST_ALONE = 6  # looks


class Cluster(Crew):
    """Workers of a cluster examine; the tables are made here, by another crew."""

    def __init__(self, job: Job, client: "Client", hands: Crew):
        super().__init__(replace(job, corpus=job.corpus.resolve()))
        self._client, self._hands = client, hands

    def examine(self, batches: Iterable[list[File]], folder: Path) -> Iterator[Made]:
        """Yield what was made of batches, piece by piece, in any order. What a lost worker had is
        given to another one.

        Raises OutputError where no worker is left, or one is lost over a batch again and again.
        """
        from distributed import KilledWorker

        folder = folder.resolve()
        job, coming, waiting = self._written(folder.parent / ASIDE), iter(batches), set[Any]()
        try:
            while True:
                more = WAITING * len(self._client.nthreads()) - len(waiting)
                for batch in islice(coming, max(0, more)):
                    arguments = (job, batch, folder)
                    waiting.add(self._client.submit(examine_there, *arguments, pure=False))
                if not waiting:
                    return
                done = self._first_of(waiting)
                waiting -= done
                for future in done:
                    yield from future.result()
                    future.release()
        except KilledWorker as error:
            raise OutputError(
                f"workers of the cluster were lost over one batch, again and again ({error}): look "
                "into their logs, give them more memory, and run again: what was done is kept"
            ) from None

    def _written(self, folder: Path) -> Path:
        """Return where the workers find what all of them need."""
        data = pickle.dumps(self._job)
        folder.mkdir(exist_ok=True)
        path = folder / f"job-{hashlib.sha256(data).hexdigest()[:16]}"
        path.write_bytes(data)
        return path

    def _first_of(self, waiting: set[Any]) -> set[Any]:
        """Return what is done, once something is."""
        from distributed import wait

        alone = 0
        while alone < LONGEST_ALONE:
            try:
                return set(wait(waiting, timeout=LOOKED, return_when="FIRST_COMPLETED").done)
            except TimeoutError:
                alone = 0 if self._client.nthreads() else alone + 1
        raise OutputError("the cluster has no workers left. Start some, and run again")

    def do(self, held: Any, tasks: Sequence[Task]) -> list[Any]:
        """Return what functions give back, called with what all of them need before the rest."""
        return self._hands.do(held, tasks)


@contextmanager
def cluster(job: Job, address: str, hands: Crew) -> Iterator[Crew]:
    """Yield a crew whose articles a cluster examines, named by the address of its scheduler.

    Raises ModuleNotFoundError without the extra, OutputError where the cluster is of no use.
    """
    try:
        from distributed import Client
    except ModuleNotFoundError:
        raise ModuleNotFoundError(MISSING) from None
    try:
        client = Client(address, timeout=LOOKED)
    except (OSError, ValueError) as error:
        raise OutputError(f"{address}: no Dask scheduler answers there ({error})") from None
    with client:
        _check(client)
        try:
            yield Cluster(job, client, hands)
        finally:
            client.run(leave)


def _check(client: "Client") -> None:
    """Refuse workers that would make other rows, or cannot be held to limits."""
    here = state()
    found = client.run(state)
    if not found:
        raise OutputError("the cluster has no workers yet: start some, and run again")
    for name, there in sorted(found.items()):
        if there["may start processes"] is False:
            raise OutputError(
                f"{name}: this worker may not start processes, so that nothing could end a document "
                "that takes too long. Start it with --no-nanny"
            )
        other = [what for what in here if here[what] != there[what] and what in there]
        if other:
            raise OutputError(
                f"{name}: this worker has another {', '.join(other)}: install the same"
            )


def state() -> dict[str, Any]:
    """Return what decides rows on this machine."""
    import multiprocessing

    return {
        "version of zhengju": [version("zhengju"), code_digest()],
        "Python": platform.python_version(),
        "set of libraries": library_versions(),
        "may start processes": not multiprocessing.current_process().daemon,
    }


_crews: list[tuple[Path, Processes]] = []  # who examines on this machine


def examine_there(job: Path, batch: list[File], folder: Path) -> list[Made]:
    """Write the parts of a batch in a process that this worker of a cluster watches."""
    if not _crews or _crews[0][0] != job:
        leave()
        told: Job = pickle.loads(job.read_bytes())
        _crews[:] = [(job, Processes(told, 1, forks=False))]  # a worker has threads: no fork
    return list(_crews[0][1].examine([batch], folder))


def leave() -> None:
    """End the process of this worker."""
    while _crews:
        _crews.pop()[1].stop()
