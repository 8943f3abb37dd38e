"""A corpus folder to an output folder: every file examined unless a former run did so, the tables
gathered and published.
"""

import platform
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import lexicon, report
from pipeline.batch import parts
from pipeline.batch.crew import Crew, crew
from pipeline.batch.former import PARTS, clear, kept_lexicons, taken
from pipeline.batch.gathered import Documents, in_order, reviewed, with_copies
from pipeline.batch.inputs import File, Job, batches, files_of
from pipeline.batch.parts import Entry
from pipeline.batch.written import FORMATS, Tables, Writing, get_ready
from pipeline.lexicon import snapshot
from pipeline.outputs import publish
from pipeline.read import BESIDE, RUN_FILE, article_paths
from pipeline.read.kinds import is_readable, skipped
from pipeline.read.metadata import load_metadata
from pipeline.read.naming import composed
from pipeline.review import FILE as VERDICTS
from pipeline.review import Correction, Verdict, read_verdicts
from pipeline.review.confidence import FILE as CONFIDENCE
from pipeline.review.confidence import read_correction
from pipeline.tables.csv import TABLES, json_bytes, read_frame
from pipeline.tables.describe import datapackage, datasette
from pipeline.tables.rows import DocumentRow
from pipeline.tables.shown import counted, events_html
from pipeline.tools import STANDARD, Settings, code_digest, library_versions

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True)
class RunResult:
    """What a run found and where it went; `edited` are tables that somebody changed by hand,
    kept under a new name; `unmatched` are verdicts that belong to no row any more; so many documents
    were `taken` from former runs; `left_out` says which files are not written, and why; so many
    verdicts were `followed`.
    """

    documents: tuple[DocumentRow, ...]
    counts: dict[str, int]
    edited: tuple[Path, ...]
    unmatched: tuple[Verdict, ...] = ()
    outputs: Path = Path()
    taken: int = 0
    left_out: tuple[str, ...] = ()
    followed: int = 0

    def to_frame(self, table: str = "events") -> "pandas.DataFrame":
        """Return a table of the run in pandas. Raises UnknownTableError."""
        return read_frame(self.outputs, table)

    def _repr_html_(self) -> str:
        """Return the events, where to read them, and the numbers of the rows."""
        where = escape(str(self.outputs / report.FILE))
        return f"<p><b>{where}</b> · {counted(self.counts)}</p>{events_html(self.to_frame())}"

    @property
    def failed(self) -> tuple[DocumentRow, ...]:
        """Documents that could not be read or whose rows did not lead back."""
        return tuple(row for row in self.documents if row.status == "failed")


def run(
    corpus: Path,
    outputs: Path,
    *,
    overlay: Path | None = None,
    settings: Settings = STANDARD,
    workers: int = 0,
    verdicts: Path | None = None,
    confidence: Path | None = None,
    form: str = "csv",
    engine: str = "",
    on_document: Callable[[int, int], None] = lambda done, total: None,
) -> RunResult:
    """Read a corpus folder, or one file, and write one output folder; `on_document` is told how many
    files are done. What reviewers said is read from `verdicts`, else from verdicts.csv beside the
    articles, how far confidence is off from `confidence`, else from confidence.csv there. `form` is csv, parquet or both. What a former run examined, with the same lexicons, is
    taken from it: the tables are the same. With no `workers`, this process does all of the work,
    and nothing holds the limits of time and memory. `engine` is the address of a Dask scheduler
    whose workers examine the articles.

    Raises LexiconError, NerError, OutputError or FileNotFoundError where nothing can run.
    """
    corpus, paths = _articles(corpus)
    if not any(map(is_readable, paths)):
        raise FileNotFoundError(
            f"{corpus}: there is no article in this folder. Put articles there and run again"
        )
    publish.check_apart(outputs, corpus)
    with publish.claimed(outputs) as own, _closing_parts():
        names = [f"{name}.{kind}" for name in TABLES for kind in FORMATS[form]]
        publish.check_replaceable(outputs, names)
        job = Job(corpus, load_metadata(corpus), lexicon.load(overlay), settings)
        said = read_verdicts(verdicts or corpus / VERDICTS)
        correction = read_correction(confidence or corpus / CONFIDENCE)
        settings.recorded()  # a model that is missing stops the run here
        files = files_of(job, paths)
        former = list(taken(own, files, job.lexicons))
        done = {entry.key for entry in former}
        todo = list(batches([file for file in files if file.key not in done]))
        with _hands(job, workers, len(todo), engine) as hands:
            left = _counting(sum(map(len, todo)), len(files), on_document)
            made = _examined(hands, todo, own / PARTS, left)
            documents = Documents(in_order([*former, *made]))
            clear(own, documents.entries, job.lexicons)
            documents, unmatched = reviewed(documents, said, own / publish.ASIDE)
            documents = replace(with_copies(documents, hands), correction=correction)
            writing = Writing(documents, own / publish.STAGED, form, said)
            tables = writing.write(hands)
        _record(writing, job, tables, said, correction)
        edited = publish.publish(outputs, writing.files)
    read = tuple(entry.document for entry in documents.entries)
    counts = {name: len(rows) for name, rows in tables.items()}
    return RunResult(
        read,
        counts,
        tuple(edited),
        unmatched,
        outputs,
        len(former),
        tuple(writing.left_out),
        len(said) - len(unmatched),
    )


@contextmanager
def _hands(job: Job, workers: int, batches: int, engine: str) -> Iterator[Crew]:
    """Yield who does the work: processes of this machine, or those of a cluster and of this one."""
    if not engine:
        with crew(job, workers, batches, get_ready) as hands:
            yield hands
        return
    from pipeline.batch.cluster import cluster

    with crew(job, workers, 0) as hands, cluster(job, engine, hands) as others:
        yield others


def _articles(corpus: Path) -> tuple[Path, list[str]]:
    """Return the folder and the paths of the articles below it, or of the one file that is named.

    Raises FileNotFoundError for a file that is no article, with what makes one of it.
    """
    if not corpus.is_file():
        return corpus, article_paths(corpus)
    if corpus.name in BESIDE:
        raise FileNotFoundError(f"{corpus}: this tells of articles. Name an article, or the folder")
    if not is_readable(corpus.name):
        raise FileNotFoundError(f"{corpus}: {skipped(corpus.name).message}")
    return corpus.parent, [composed(corpus.name)]


@contextmanager
def _closing_parts() -> Iterator[None]:
    try:
        yield
    finally:
        parts.close()


def _counting(
    left: int, total: int, on_document: Callable[[int, int], None]
) -> Callable[[int], None]:
    """Return what counts the files that are done, those of former runs first."""
    done = total - left

    def more(number: int) -> None:
        nonlocal done
        done += number
        on_document(done, total)

    more(0)
    return more


def _examined(
    hands: Crew, todo: Sequence[list[File]], folder: Path, on_files: Callable[[int], None]
) -> Iterator[Entry]:
    """Yield the documents of batches as they are made; `on_files` is told how many files a batch had."""
    for number, paths in hands.examine(todo, folder):
        on_files(number)
        for path in paths:
            yield from parts.entries_of(Path(path))


def _record(
    writing: Writing, job: Job, tables: Tables, said: Sequence[Verdict], correction: Correction
) -> None:
    """Write what describes the tables, and last run.json: all that they are made from."""
    writing.add(snapshot.FILE, kept_lexicons(writing.folder.parent, job.lexicons))
    writing.add("tables.metadata.json", datasette())
    if "csv" in FORMATS[writing.form]:
        writing.add("datapackage.json", datapackage())
    documents = [entry.document for entry in writing.documents.entries]
    facts = {
        "program": "zhengju",
        "version": version("zhengju"),
        "code": code_digest(),
        "python": platform.python_version(),
        "libraries": library_versions() | writing.library_versions(),
        "settings": job.settings.recorded(),
        "lexicons": dict(sorted(job.lexicons.digests.items())),
        "inputs": {row.path: row.sha256 for row in documents},
        "verdicts": [verdict.recorded() for verdict in said],
        "confidence": correction.recorded(),
        "counts": {name: len(rows) for name, rows in tables.items()},
        "documents": dict(sorted(Counter(row.status for row in documents).items())),
        "files": dict(sorted(writing.files.items())),
    }
    (writing.folder / RUN_FILE).write_bytes(json_bytes(facts))
