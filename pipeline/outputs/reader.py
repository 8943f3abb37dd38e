"""What a run left in its output folder, read back: its settings, its lexicons, its rows, and each
repaired text with the way to its source.
"""

import csv
import datetime as dt
import io
import json
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline.document import Source
from pipeline.lexicon import Lexicons
from pipeline.lexicon.snapshot import FILE, RecordError, read_record
from pipeline.outputs.publish import mend
from pipeline.read import RUN_FILE
from pipeline.read.guarded import unguard
from pipeline.review import Correction, Verdict
from pipeline.tables.csv import csv_bytes
from pipeline.text import Edit, Span, TracedText

Cells = dict[str, str]


def read_cells(data: bytes, doc_ids: Container[str] | None = None) -> Iterator[Cells]:
    """Yield the rows of a table as text cells, the spreadsheet guard undone; those of some
    documents alone where their ids are given.
    """
    reader = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    columns = next(reader, [])
    for cells in reader:
        if doc_ids is None or cells[columns.index("doc_id")] in doc_ids:
            yield dict(zip(columns, map(unguard, cells), strict=True))


def as_cells(name: str, rows: Iterable[Any]) -> list[Cells]:
    """Return rows as the text cells that a table would hold."""
    return list(read_cells(csv_bytes(name, rows)))


@dataclass(frozen=True)
class Recorded:
    """The output folder of a run."""

    outputs: Path

    @cached_property
    def facts(self) -> dict[str, Any]:
        """The facts of run.json. Raises RecordError where the folder holds no run."""
        mend(self.outputs)
        try:
            facts = json.loads((self.outputs / RUN_FILE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise RecordError(
                f"{self.outputs / RUN_FILE}: no run has written here. "
                "Run first (zhengju run), or give the folder of a run with -o"
            ) from None
        return dict(facts)

    @cached_property
    def lexicons(self) -> Lexicons:
        """The lexicons that the run used, notes left out."""
        return read_record(self._bytes(FILE))

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What reviewers had said when the run was made."""
        return tuple(Verdict(**row) for row in self.facts.get("verdicts", ()))

    @cached_property
    def correction(self) -> Correction:
        """What was known of how far confidence is off when the run was made."""
        return Correction(**self.facts.get("confidence", {}))

    @cached_property
    def documents(self) -> dict[str, Cells]:
        """The rows of documents.csv that have text, by id."""
        return {row["doc_id"]: row for row in self.table("documents") if row["status"] == "ok"}

    @cached_property
    def _repairs(self) -> dict[str, list[Cells]]:
        by_document: dict[str, list[Cells]] = {}
        for row in self.table("repairs"):
            by_document.setdefault(row["doc_id"], []).append(row)
        return by_document

    def table(self, name: str, doc_ids: Container[str] | None = None) -> Iterator[Cells]:
        """Yield the rows of a table, or those of some documents. Raises RecordError where it is
        missing.
        """
        yield from read_cells(self._bytes(f"{name}.csv"), doc_ids)

    def clean_text(self, doc_id: str) -> str:
        """Return the repaired text of a document."""
        return self._bytes(f"text/{doc_id}.clean.txt").decode()

    def traced(self, doc_id: str) -> TracedText:
        """Return the repaired text of a document with the way to its source, repaired as it was."""
        source = TracedText.of(self._bytes(f"text/{doc_id}.source.txt").decode())
        edits = (
            Edit(Span(int(row["start"]), int(row["end"])), row["replacement"], row["rule"])
            for row in self._repairs.get(doc_id, [])
        )
        return source.apply(edits)

    def source(self, doc_id: str) -> Source:
        """Return the source of a document as its row describes it."""
        row, text = self.documents[doc_id], self._bytes(f"text/{doc_id}.source.txt").decode()
        published = dt.date.fromisoformat(row["published"]) if row["published"] else None
        return Source(
            row["path"], text, row["sha256"], row["media_type"], row["encoding"],
            row["encoding_basis"], row["title"], published, row["published_basis"],
            row["url"],
        )  # fmt: skip

    def _bytes(self, name: str) -> bytes:
        try:
            return (self.outputs / name).read_bytes()
        except OSError:
            raise RecordError(
                f"{self.outputs / name}: not found. Run again (zhengju run), "
                "or give the folder of a run with -o"
            ) from None
