"""Batches of files to parts, made here or by several processes: one that dies, or takes too long over
a document, costs this document, and no other one.
"""

import faulthandler
import gc
import json
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from pipeline.batch.inputs import File, Job, digest_of
from pipeline.batch.parts import Examined, write_part
from pipeline.document import Source
from pipeline.read import read_articles
from pipeline.read.failure import OUT_OF_MEMORY, Failure, problem_of
from pipeline.read.naming import writable
from pipeline.run import examine
from pipeline.tables.rows import DocumentRow, DocumentRows, IsoDate, document_id
from pipeline.tools import Tools, build_tools

if TYPE_CHECKING:
    from pebble import ProcessExpired

PART_CHARACTERS = 4_000_000  # of the texts that are held before a part is written
WAITING = 4  # batches for each worker that are handed out beforehand
BOX = ".looking-at-"  # a file for each worker that says what it looks at
TIMED_OUT = 1  # how a process ends that `faulthandler` ends
# A text that makes every room build what it knows.
WARMING = "2024年3月5日，美国商务部发布芯片出口管制公告。On 5 March 2024, the BIS issued new rules."

Place = tuple[str, int, str]  # a file, a document's number in it, its path once it is read


@dataclass
class Desk:
    """Where documents are examined: with what, and what is known to end a process. `box` is told
    what is looked at.
    """

    job: Job
    tools: Tools
    spoiled: Mapping[Place, str] = field(default_factory=dict)
    box: Path | None = None

    def look_at(self, place: Place) -> str | None:
        """Note what is looked at next; return why it must not be."""
        if self.box is not None:
            self.box.write_text(json.dumps(place))
            seconds = self.job.settings.limits.seconds
            if seconds and not place[2]:
                faulthandler.dump_traceback_later(seconds, exit=True, file=_silent())
        return self.spoiled.get(place)


def examine_file(desk: Desk, file: File) -> Iterator[DocumentRows]:
    """Take each article of one file of the corpus to its rows; what fails gives a row that says
    why.
    """
    job = desk.job
    articles = read_articles(
        job.corpus, file.path, job.metadata, job.settings.limits, expected=file.sha256
    )
    for number in count():
        if message := desk.look_at((file.path, number, "")):
            yield without_rows(file.path, "failed", message)
            return
        found = next(articles, None)
        if found is None:
            return
        if message := desk.look_at((file.path, number, found.path)):
            yield without_rows(found.path, "failed", message)
        else:
            yield _examine_found(found, desk.tools)


def _examine_found(found: Source | Failure, tools: Tools) -> DocumentRows:
    if isinstance(found, Failure):
        return without_rows(found.path, found.status, found.message, found.sha256)
    try:
        return examine(found, tools)
    except Exception as error:  # a defect must fail this document, and no other one
        return without_rows(found.path, "failed", problem_of(error), found.sha256)


def without_rows(path: str, status: str, message: str, sha256: str = "") -> DocumentRows:
    """Return the row of a document that has no others, and says why; whatever UTF-8 cannot hold in
    its name or the message stands there escaped.
    """
    return DocumentRows(
        DocumentRow(
            doc_id=document_id(path), path=writable(path), sha256=sha256, media_type="", encoding="", encoding_basis="",
            language="", title="", published=IsoDate(""), published_basis="", url="",
            source_characters=0, clean_characters=0, repairs=0, sentences=0, dates=0, events=0,
            organizations=0, technologies=0,
            places=0, status=status, message=writable(message),
        )
    )  # fmt: skip


def examined(desk: Desk, file: File) -> Iterator[Examined]:
    """Yield the documents of a file, numbered, the last one marked."""
    former: Examined | None = None
    for number, rows in enumerate(examine_file(desk, file)):
        if former is not None:
            yield former
        key = file.key if is_settled(rows.document) else ""
        former = Examined(writable(file.path), key, number, False, rows)
    if former is not None:
        yield Examined(former.file, former.key, former.number, True, former.rows)


def is_settled(row: DocumentRow) -> bool:
    """Tell whether another run would say the same: not of a file that could not be had, nor of a
    document for which the time or the memory did not suffice.
    """
    return row.status != "failed" or bool(row.sha256 and row.message != OUT_OF_MEMORY)


def examine_batch(desk: Desk, batch: Sequence[File], folder: Path) -> list[str]:
    """Write the parts of a batch of files; returns their paths."""
    lexicons, made, held = digest_of(desk.job.lexicons), list[str](), list[Examined]()
    characters = 0
    for one in chain.from_iterable(examined(desk, file) for file in batch):
        held.append(one)
        characters += len(one.rows.source_text)
        if characters >= PART_CHARACTERS:
            made.append(str(write_part(folder, held, lexicons)))
            held, characters = [], 0
    if held:
        made.append(str(write_part(folder, held, lexicons)))
    faulthandler.cancel_dump_traceback_later()
    return made


class Crew:
    """Who does the work of a run: this process, or several that were forked from it or started,
    each with tools of its own.
    """

    def __init__(self, job: Job, pool: Any = None, workers: int = 1):
        self._job, self._pool, self._workers = job, pool, workers

    def examine(
        self, batches: Sequence[list[File]], folder: Path
    ) -> Iterator[tuple[int, list[str]]]:
        """Yield for each batch, in any order, how many files it had and the parts made of them."""
        if self._pool is None:
            for batch in batches:
                desk = Desk(self._job, _tools(self._job))
                yield len(batch), examine_batch(desk, batch, folder)
            return
        waiting = (_Attempt(batch) for batch in batches)
        running: dict[Any, _Attempt] = {}
        while True:
            for attempt in islice(waiting, WAITING * self._workers - len(running)):
                running[self._begin(attempt, folder)] = attempt
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                attempt = running.pop(future)
                parts = self._made(future, attempt, folder)
                if parts is None:
                    running[self._begin(attempt, folder)] = attempt
                else:
                    yield len(attempt.batch), parts

    def _begin(self, attempt: "_Attempt", folder: Path) -> Any:
        arguments = [attempt.batch, folder, attempt.spoiled]
        return self._pool.schedule(_examine_in_worker, args=arguments)

    def _made(self, future: Any, attempt: "_Attempt", folder: Path) -> list[str] | None:
        """Return the parts that a worker made, or None where it died: the batch is begun anew."""
        from pebble import ProcessExpired

        try:
            made: list[str] = future.result()
        except ProcessExpired as death:
            attempt.learn(death, folder, self._job.settings.limits.seconds)
            return None
        return made

    def do(self, tasks: Sequence[tuple[Callable[..., Any], Sequence[Any]]]) -> list[Any]:
        """Return what functions give back, called with their arguments side by side."""
        if self._pool is None:
            return [function(*arguments) for function, arguments in tasks]
        futures = [self._pool.schedule(function, args=arguments) for function, arguments in tasks]
        return [future.result() for future in futures]


@dataclass
class _Attempt:
    """A batch that is examined, and what is known to end a process: the second time at one place."""

    batch: list[File]
    spoiled: dict[Place, str] = field(default_factory=dict)
    suspects: set[Place] = field(default_factory=set)

    def learn(self, death: "ProcessExpired", folder: Path, seconds: float) -> None:
        """Note where a worker died, and what must be left out."""
        place: Place = (self.batch[0].path, 0, "")
        with suppress(OSError, ValueError):
            place = tuple(json.loads((folder / f"{BOX}{death.pid}").read_text()))
        if seconds and death.exitcode == TIMED_OUT:
            self.spoiled[place] = (
                f"not done within the limit of {seconds:g} seconds: raise it, or cut the file"
            )
        elif place in self.suspects:
            self.spoiled[place] = (
                f"it ended the process that examined it, twice (code {death.exitcode}): there may be "
                "too little memory for it; cut the file, or use fewer workers"
            )
        self.suspects.add(place)


@contextmanager
def crew(job: Job, workers: int, batches: int) -> Iterator[Crew]:
    """Yield who does the work: other processes where there are several batches, or a limit of time
    that only the end of a process can keep.
    """
    if not job.settings.limits.seconds and (workers <= 1 or batches <= 1):
        yield Crew(job)
        return
    from pebble import ProcessPool

    # Forking is safe on Linux, and as long as no model has threads of its own.
    forks = sys.platform == "linux" and not job.settings.ner
    context = multiprocessing.get_context("fork" if forks else "spawn")
    if forks:
        examine(Source("", WARMING), _tools(job))
        gc.collect()
        gc.freeze()  # pages that the collector leaves alone stay shared
    pool: Any = ProcessPool(
        workers, initializer=_begin_work, initargs=(None if forks else job,), context=context
    )
    try:
        yield Crew(job, pool, workers)
        pool.close()
    except BaseException:
        pool.stop()
        raise
    finally:
        pool.join()
        gc.unfreeze()


_held: list[tuple[Job, Tools]] = []  # what a process works with


def _tools(job: Job) -> Tools:
    """Return the tools of this process, built once for a run."""
    if not _held or _held[0][0] is not job:
        _held[:] = [(job, build_tools(job.lexicons, job.settings))]
    return _held[0][1]


def _begin_work(job: Job | None) -> None:
    """Prepare a worker: a forked one has its tools, and ends with the process that forked it."""
    if job is not None:
        _tools(job)
    elif sys.platform == "linux":
        import ctypes
        import signal

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def _examine_in_worker(batch: list[File], folder: Path, spoiled: Mapping[Place, str]) -> list[str]:
    job, tools = _held[0]
    desk = Desk(job, tools, spoiled, folder / f"{BOX}{os.getpid()}")
    return examine_batch(desk, batch, folder)


@cache
def _silent() -> TextIO:
    """Return where a process that is ended says nothing."""
    return Path(os.devnull).open("w")
