"""A corpus folder to an output folder: every file examined, the tables gathered and published."""

import platform
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import lexicon, report
from pipeline.batch.workers import Job, examine_files
from pipeline.lexicon import Lexicons, snapshot
from pipeline.outputs import database, publish, workbook
from pipeline.read import BESIDE, RUN_FILE, article_paths
from pipeline.read.kinds import is_readable, skipped
from pipeline.read.metadata import load_metadata
from pipeline.read.naming import composed
from pipeline.report import report_files
from pipeline.review import FILE as VERDICTS
from pipeline.review import Verdict, apply_verdicts, read_verdicts
from pipeline.tables import corpus as corpus_tables
from pipeline.tables.copies import with_copies
from pipeline.tables.csv import TABLES, all_rows, csv_bytes, json_bytes, read_frame
from pipeline.tables.describe import datapackage, datasette
from pipeline.tables.rows import DocumentRow, DocumentRows
from pipeline.tables.rules import rule_rows
from pipeline.tables.shown import counted, events_html
from pipeline.tables.stories import story_rows
from pipeline.tools import STANDARD, Settings, code_digest, library_versions

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True)
class RunResult:
    """What a run found and where it went; `edited` are tables that somebody changed by hand,
    kept under a new name; `unmatched` are verdicts that belong to no row any more.
    """

    documents: tuple[DocumentRow, ...]
    counts: dict[str, int]
    edited: tuple[Path, ...]
    unmatched: tuple[Verdict, ...] = ()
    outputs: Path = Path()

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
    workers: int = 1,
    verdicts: Path | None = None,
    on_document: Callable[[int, int], None] = lambda done, total: None,
) -> RunResult:
    """Read a corpus folder, or one file, and write one output folder; `on_document` is told how many
    documents are done. What reviewers said is read from `verdicts`, else from verdicts.csv beside
    the articles.

    Raises LexiconError, NerError, OutputError or FileNotFoundError where nothing can run.
    """
    corpus, paths = _articles(corpus)
    if not any(map(is_readable, paths)):
        raise FileNotFoundError(
            f"{corpus}: there is no article in this folder. Put articles there and run again"
        )
    publish.check_apart(outputs, corpus)
    publish.check_writable(outputs)
    publish.check_replaceable(outputs, {f"{name}.csv" for name in TABLES})
    metadata, lexicons = load_metadata(corpus), lexicon.load(overlay)
    said = read_verdicts(verdicts or corpus / VERDICTS)
    settings.recorded()  # a model that is missing stops the run here
    documents: list[DocumentRows] = []
    job = Job(corpus, metadata, lexicons, settings)
    for files_done, found in enumerate(examine_files(job, paths, workers), 1):
        documents += found
        on_document(files_done, len(paths))
    documents.sort(key=lambda rows: rows.document.path)
    reviewed = apply_verdicts(documents, said)
    files, counts = output_files(reviewed.documents, lexicons, settings, said)
    edited = publish.publish(outputs, files)
    read = tuple(rows.document for rows in reviewed.documents)
    return RunResult(read, counts, tuple(edited), reviewed.unmatched, outputs)


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


def output_files(
    documents: Sequence[DocumentRows],
    lexicons: Lexicons,
    settings: Settings,
    verdicts: Sequence[Verdict] = (),
) -> tuple[dict[str, bytes], dict[str, int]]:
    """Return the files of a run by name, and the number of rows by table."""
    documents = with_copies(documents)
    gathered: dict[str, list[Any]] = {
        "organizations": corpus_tables.organization_rows(documents, lexicons),
        "technologies": corpus_tables.technology_rows(documents, lexicons),
        "places": corpus_tables.place_rows(documents, lexicons),
        "instruments": corpus_tables.instrument_rows(documents, lexicons),
        "stories": story_rows(documents),
        "candidates": corpus_tables.candidate_rows(documents, lexicons),
        "rules": rule_rows(documents),
    }
    tables = {
        name: gathered[name] if name in gathered else all_rows(documents, name) for name in TABLES
    }
    files = {f"{name}.csv": csv_bytes(name, rows) for name, rows in tables.items()}
    for rows in documents:
        if rows.document.status in ("ok", "empty"):
            files[f"text/{rows.document.doc_id}.source.txt"] = rows.source_text.encode()
            files[f"text/{rows.document.doc_id}.clean.txt"] = rows.clean_text.encode()
    files |= report_files(documents, tables)
    files[workbook.FILE] = workbook.workbook(tables, report.FILE)
    files[database.FILE] = database.database(tables)
    files["tables.metadata.json"] = datasette()
    files["datapackage.json"] = datapackage()
    files[snapshot.FILE] = snapshot.record(lexicons)
    counts = {name: len(rows) for name, rows in tables.items()}
    files[RUN_FILE] = json_bytes(
        {
            "program": "zhengju",
            "version": version("zhengju"),
            "code": code_digest(),
            "python": platform.python_version(),
            "libraries": library_versions()
            | {"XlsxWriter": version("XlsxWriter"), "sqlite": sqlite3.sqlite_version},
            "settings": settings.recorded(),
            "lexicons": dict(sorted(lexicons.digests.items())),
            "inputs": {rows.document.path: rows.document.sha256 for rows in documents},
            "verdicts": [verdict.recorded() for verdict in verdicts],
            "counts": counts,
            "documents": dict(sorted(Counter(rows.document.status for rows in documents).items())),
            "files": publish.digests(files),
        }
    )
    return files, counts
