"""Many files to their rows, in order: examined here, or by several processes, or against time."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import TimeoutError as OutOfTime
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.document import Source
from pipeline.lexicon import Lexicons
from pipeline.read import read_articles
from pipeline.read.failure import Failure, problem_of
from pipeline.read.metadata import Metadata
from pipeline.read.naming import writable
from pipeline.run import examine
from pipeline.tables.rows import DocumentRow, DocumentRows, IsoDate, document_id
from pipeline.tools import Settings, Tools, build_tools


@dataclass(frozen=True)
class Job:
    """What every file of a run is examined with."""

    corpus: Path
    metadata: Metadata
    lexicons: Lexicons
    settings: Settings


def examine_file(corpus: Path, metadata: Metadata, tools: Tools, path: str) -> list[DocumentRows]:
    """Take each article of one file of the corpus to its rows; what fails gives a row that says
    why.
    """
    return [
        _examine_found(found, tools)
        for found in read_articles(corpus, path, metadata, tools.settings.limits)
    ]


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


def examine_files(job: Job, paths: list[str], workers: int) -> Iterator[list[DocumentRows]]:
    """Yield the rows of every file's documents, in the order of the paths."""
    if job.settings.limits.seconds:
        yield from _against_time(job, paths, workers)
    elif workers <= 1 or len(paths) <= 1:
        tools = build_tools(job.lexicons, job.settings)
        yield from map(partial(examine_file, job.corpus, job.metadata, tools), paths)
    else:
        with ProcessPoolExecutor(workers, None, _prepare_worker, (job,)) as pool:
            yield from pool.map(partial(_examine_in_worker, job), paths, chunksize=4)


def _against_time(job: Job, paths: list[str], workers: int) -> Iterator[list[DocumentRows]]:
    """Examine every file in a process that is ended when its time is up: the file then fails."""
    from pebble import ProcessPool

    seconds = job.settings.limits.seconds
    with ProcessPool(workers, initializer=_prepare_worker, initargs=(job,)) as pool:
        examined = pool.map(partial(_examine_in_worker, job), paths, timeout=seconds).result()
        for path in paths:
            try:
                yield next(examined)
            except OutOfTime:
                message = (
                    f"not done within the limit of {seconds:g} seconds: raise it, or cut the file"
                )
                yield [without_rows(path, "failed", message)]


_worker_tools: list[Tools] = []  # the tools of a worker process, built when it starts


def _prepare_worker(job: Job) -> None:
    _worker_tools.append(build_tools(job.lexicons, job.settings))


def _examine_in_worker(job: Job, path: str) -> list[DocumentRows]:
    return examine_file(job.corpus, job.metadata, _worker_tools[0], path)
