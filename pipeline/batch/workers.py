"""Batches of files to parts: what a worker does, whichever process it is."""

import pickle
import re
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain, count
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psutil

from pipeline.batch.inputs import File, Job, digest_of
from pipeline.batch.parts import Examined, write_part
from pipeline.document import Source
from pipeline.lexicon import Lexicons
from pipeline.read import read_articles
from pipeline.read.failure import OUT_OF_MEMORY, Failure, problem_of
from pipeline.read.naming import writable
from pipeline.run import examine
from pipeline.tables.rows import DocumentRow, DocumentRows, IsoDate, document_id
from pipeline.tools import Tools, build_tools

PART_CHARACTERS = 1_000_000  # of the texts that are held before a part is written
# For each language what shows that a text has it, and a text that makes every room build what it
# knows of it. AI alone stands in many a Chinese text.
LANGUAGES = {
    "[一-鿿]": "2024年3月5日，美国商务部发布芯片出口管制公告。",
    "[A-Za-z]{2} [A-Za-z]{2}": "On 5 March 2024, the BIS issued new rules.",
}

Place = tuple[str, int, str]  # a file, a document's number in it, its path once it is read


@dataclass
class Desk:
    """Where documents are examined: with what, and what is known to end a process. `tell` is told
    what is looked at, and None while nothing is; `get_ready` the text that is looked at next.
    """

    job: Job
    tools: Tools
    spoiled: Mapping[Place, str] = field(default_factory=dict)
    tell: Callable[[Place | None], None] = lambda place: None
    get_ready: Callable[[Place, str], None] = lambda place, text: None

    def look_at(self, place: Place) -> str | None:
        """Note what is looked at next; return why it must not be."""
        self.tell(place)
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
        if isinstance(found, Source):
            desk.get_ready((file.path, number, ""), found.text)
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
            desk.tell(None)
            made.append(str(write_part(folder, held, lexicons)))
            held, characters = [], 0
    desk.tell(None)
    if held:
        made.append(str(write_part(folder, held, lexicons)))
    return made


_jobs: list[Job] = []  # for which this process works
_built: list[tuple[Job, Tools]] = []  # what it works with
_cold: list[str] = []  # the languages for which it is not ready


def employ(job: Job) -> None:
    """Have this process, and those that it forks, work for a run."""
    _jobs[:] = [job]


def lexicons() -> Lexicons:
    """Return the lexicons of the run that this process works for: too large to be sent about."""
    return _jobs[0].lexicons


def tools_of(job: Job) -> Tools:
    """Return the tools of this process, built once for a run."""
    if not _built or _built[0][0] is not job:
        _built[:] = [(job, build_tools(job.lexicons, job.settings))]
        _cold[:] = LANGUAGES
    return _built[0][1]


def warm(job: Job) -> None:
    """Build all that the tools build when a document first needs it: processes then share it."""
    examples = "".join(row["example"] for row in job.lexicons["constructions"])
    for text in (*LANGUAGES.values(), examples):
        examine(Source("", text), tools_of(job))
    _cold.clear()


# -- a process that serves another one -----------------------------------------------------------

READY, AT, MADE, RAISED = "ready", "at", "made", "raised"  # what it tells
_lines: list[Connection] = []  # to whom it tells this
_held: list[Any] = []  # what all that it does now needs


def serve(line: Connection, job: Job | None) -> None:
    """Call what is told, and tell what it gave, until nobody asks; on Linux, a process ends with
    the one that it serves. A forked one has its tools already.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    if job is not None:
        employ(job)
        warm(job)
    _lines[:] = [line]
    line.send((READY, _taken()))
    with suppress(EOFError, BrokenPipeError):
        while True:
            function, arguments = line.recv()
            try:
                answer = MADE, function(*arguments)
            except Exception as error:
                error.add_note(traceback.format_exc())
                answer = RAISED, error
            if function is not hold:
                line.send(answer)


def _taken() -> int:
    """Return the bytes that this process takes. Who watches would look when a document has begun."""
    return int(psutil.Process().memory_info().rss)


def tell(place: Place | None) -> None:
    """Tell what is looked at, or that nothing is."""
    for line in _lines:
        line.send((AT, place))


def get_ready(place: Place, text: str) -> None:
    """Build what the language of a text needs, in a time of its own: no document pays for what all
    need.
    """
    for language in [language for language in _cold if re.search(language, text)]:
        tell(None)
        tell(place)
        examine(Source("", LANGUAGES[language]), _built[0][1])
        _cold.remove(language)
        _lines[0].send((READY, _taken()))


def examine_in_worker(
    batch: Sequence[File], folder: Path, spoiled: Mapping[Place, str]
) -> list[str]:
    """Write the parts of a batch in a process that has its tools; returns their paths."""
    job, tools = _built[0]
    return examine_batch(Desk(job, tools, spoiled, tell, get_ready), batch, folder)


def hold(data: bytes) -> None:
    """Keep what functions are called with, pickled; no answer is given."""
    _held[:] = [pickle.loads(data)]


def call_held(function: Callable[..., Any], *arguments: Any) -> Any:
    """Return what a function gives, called with what is held and its arguments."""
    return function(_held[0], *arguments)
