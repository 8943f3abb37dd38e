"""Documents and tables to the files of an output folder, each written as it is read; what cannot be
written so is left out above a size.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline import report
from pipeline.batch.crew import Crew
from pipeline.batch.gathered import Documents
from pipeline.batch.workers import lexicons
from pipeline.lexicon import Lexicons
from pipeline.outputs import database, workbook
from pipeline.outputs.publish import digest_of
from pipeline.report import report_files
from pipeline.review import Verdict
from pipeline.tables import corpus
from pipeline.tables.candidates import candidate_rows
from pipeline.tables.csv import TABLES, write_csv
from pipeline.tables.rules import RULED, rule_rows
from pipeline.tables.stories import story_rows

FORMATS = {"csv": ("csv",), "parquet": ("parquet",), "both": ("csv", "parquet")}
MOST_SHEETED = 5_000  # documents in a workbook: beyond, nothing opens it
TOO_MANY = "not written for {:,} documents. Ask the database, or run over fewer"
Tables = Mapping[str, Sequence[Any]]
Held = tuple[Documents, Tables]  # what all that writes needs

# The tables of the corpus: what gathers each, and the tables of the documents that it needs.
# What takes longest stands first.
GATHERED: Mapping[str, tuple[Callable[[Documents, Lexicons], list[Any]], tuple[str, ...]]] = {
    "candidates": (
        candidate_rows,
        (
            "source_text", "events",
            "organization_mentions", "technology_mentions", "instrument_mentions",
        ),
    ),
    "rules": (lambda documents, _: rule_rows(documents), RULED),
    "organizations": (corpus.organization_rows, ("events", "organization_mentions")),
    "technologies": (corpus.technology_rows, ("events", "technology_mentions")),
    "places": (corpus.place_rows, ("events", "place_mentions")),
    "instruments": (corpus.instrument_rows, ("events", "instrument_mentions")),
    "stories": (lambda documents, _: story_rows(documents), ("events",)),
}  # fmt: skip


def corpus_rows(documents: Documents, name: str) -> list[Any]:
    """Return the rows of one table of the corpus."""
    gather, needed = GATHERED[name]
    return gather(documents.only(*needed), lexicons())


@dataclass
class Writing:
    """The files of a run on their way into a staged folder: by name with their sha256; `left_out`
    says which are not written, and why.
    """

    documents: Documents
    folder: Path
    form: str
    said: Sequence[Verdict] = ()
    files: dict[str, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    def write(self, hands: Crew) -> Tables:
        """Gather the tables of the corpus, write all tables, the texts and what shows them; return
        the tables.
        """
        gathered = hands.do(self.documents, [(corpus_rows, (name,)) for name in GATHERED])
        of_corpus = dict(zip(GATHERED, gathered, strict=True))
        tables: Tables = {
            name: of_corpus[name] if name in of_corpus else self.documents.table(name)
            for name in TABLES
        }
        tasks = [(written, (self.folder, *task)) for task in self._tasks()]
        for files in hands.do((self.documents, tables), tasks):
            self.files |= files
        return tables

    def _tasks(self) -> Iterator[tuple[Any, ...]]:
        """Yield what writes the files, and more that it is told, the longest first."""
        read = len(self.documents.read())
        reported = report.FILE if read <= report.MOST_LISTED else ""
        if read <= MOST_SHEETED:
            yield write_workbook, reported
        else:
            self.left_out.append(f"{workbook.FILE}: {TOO_MANY.format(read)}")
        if reported:
            yield write_report, [verdict.recorded() for verdict in self.said]
        else:
            self.left_out.append(f"{report.FILE}: {TOO_MANY.format(read)}")
        yield (write_database,)
        yield (write_texts,)
        for form in FORMATS[self.form]:
            for name in TABLES:
                yield write_table, name, form

    def add(self, name: str, data: bytes) -> None:
        """Write one more file."""
        (self.folder / name).write_bytes(data)
        self.files[name] = hashlib.sha256(data).hexdigest()

    def library_versions(self) -> dict[str, str]:
        """Return the versions of the libraries that decide the bytes of these files."""
        told = {"XlsxWriter": version("XlsxWriter"), "sqlite": sqlite3.sqlite_version}
        return told | ({"pyarrow": version("pyarrow")} if "parquet" in FORMATS[self.form] else {})


def get_ready() -> None:
    """Load what writes the report and the workbook."""
    import pipeline.outputs.sheet  # noqa: F401

    report.get_ready()


def write_table(held: Held, folder: Path, name: str, form: str) -> list[Path]:
    """Write one table as CSV or as Parquet; returns its path."""
    _, tables = held
    path = folder / f"{name}.{form}"
    if form == "csv":
        write_csv(path, name, tables[name])
    else:
        from pipeline.tables.arrow import write_parquet

        write_parquet(path, TABLES[name][0], tables[name])
    return [path]


def write_texts(held: Held, folder: Path) -> list[Path]:
    """Write the source and the clean text of every document that was read."""
    documents, _ = held
    (folder / "text").mkdir(exist_ok=True)
    written = []
    for rows in documents.only("source_text", "clean_text"):
        if rows.document.status in ("ok", "empty"):
            for kind, text in (("source", rows.source_text), ("clean", rows.clean_text)):
                written.append(folder / "text" / f"{rows.document.doc_id}.{kind}.txt")
                written[-1].write_bytes(text.encode())
    return written


def write_report(held: Held, folder: Path, said: Sequence[Mapping[str, Any]]) -> list[Path]:
    """Write the report of the documents that have text, with the verdicts that the run followed."""
    documents, tables = held
    read = documents.read().only(*report.NEEDED)
    written = []
    for name, data in report_files(read, with_unmentioned(tables), said):
        written.append(folder / name)
        written[-1].parent.mkdir(exist_ok=True)
        written[-1].write_bytes(data)
    return written


def with_unmentioned(tables: Tables) -> Tables:
    """Return the tables with the organizations that events lead to, and what all are parts of, though
    no article names them: the Commerce of 雷蒙多, or of its Bureau of Industry and Security.
    """
    found = {row.org_id: row for row in tables["organizations"]}
    cells = (
        cell
        for row in tables["events"]
        for cell in (*row.actor_ids, *row.object_ids, *row.recipient_ids)
    )
    led_to = (one for cell in cells for one in cell.split("+"))
    known = {row.org_id: row for row in corpus.unmentioned_rows((*found, *led_to), lexicons())}
    return {**tables, "organizations": list({**known, **found}.values())}


def write_workbook(held: Held, folder: Path, reported: str) -> list[Path]:
    """Write all tables as one workbook, whose quotes lead to their places in the report."""
    _, tables = held
    workbook.write_workbook(folder / workbook.FILE, tables, reported)
    return [folder / workbook.FILE]


def write_database(held: Held, folder: Path) -> list[Path]:
    """Write all tables as one database."""
    _, tables = held
    database.write_database(folder / database.FILE, tables)
    return [folder / database.FILE]


def written(
    held: Held, folder: Path, write: Callable[..., list[Path]], *more: Any
) -> dict[str, str]:
    """Write files and return their names below the folder with their sha256."""
    paths = write(held, folder, *more)
    return {path.relative_to(folder).as_posix(): digest_of(path) for path in paths}
