"""A verdicts.csv to verdicts, checked as a lexicon is: file, line, column, what to do."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pipeline.lexicon.file import read_bytes, read_table
from pipeline.lexicon.kinds import EVENT_TYPES
from pipeline.lexicon.schema import LexiconError, Row, Table
from pipeline.read.guarded import unguard

FILE = "verdicts.csv"
ACCEPT, REJECT, EDIT, ADD, UNSURE = "accept", "reject", "edit", "add", "unsure"
CHOICES = (ACCEPT, REJECT, EDIT, UNSURE)  # of a row that is there
TABLE = Table(
    "verdicts", ("id", "sha256", "quote", "verdict", "corrected", "reviewer", "note"),
    ("id", "quote", "verdict"), ("id", "quote"),
    allowed={"verdict": (*CHOICES, ADD)}, verbatim=("quote", "corrected", "note"),
)  # fmt: skip
DAYS = ("start_date", "end_date")
MODALITIES = ("actual", "planned", "negated", "uncertain")
# What a corrected cell may hold; other columns take any text.
VALUES = {"event_type": tuple(EVENT_TYPES), "modality": MODALITIES}
# The columns that a reviewer may correct, by the word in a row's id.
CORRECTABLE: Mapping[str, tuple[str, ...]] = {
    "event": ("start_date", "end_date", "date_text", "actors", "trigger", "objects", "recipients",
              "event_type", "modality"),
    "date": ("start_date", "end_date", "timex", "precision", "modifier"),
    "organization": ("org_id", "name", "kind"),
    "technology": ("tech_id", "name", "category"),
    "place": ("place_id", "name"),
    "instrument": ("instrument_id", "name"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reviewer said of one row. `corrected` are cells by column; a new row (add) has its
    document's id and the kind of row as id: DOC_ID.event.
    """

    id: str
    sha256: str
    quote: str
    verdict: str
    corrected: Mapping[str, str] = field(default_factory=dict)
    reviewer: str = ""
    note: str = ""

    @property
    def doc_id(self) -> str:
        """The document that the row is of.

        >>> Verdict('news-1a2b.event.4-9.12-14', '', '…', 'accept').doc_id
        'news-1a2b'
        """
        return self.id.partition(".")[0]

    @property
    def kind(self) -> str:
        """The kind of row: event, date, organization …"""
        return self.id.split(".")[1] if "." in self.id else ""

    def recorded(self) -> dict[str, Any]:
        """Return the verdict as run.json keeps it."""
        return {**asdict(self), "corrected": dict(self.corrected)}


def read_verdicts(path: Path) -> tuple[Verdict, ...]:
    """Return the verdicts of a file, in its order; none where there is no such file.

    Raises LexiconError naming line and column of what cannot be used.
    """
    if not path.exists():
        return ()
    return tuple(_verdict(path, row) for row in read_table(path, read_bytes(path), TABLE))


def _verdict(path: Path, row: Row) -> Verdict:
    cells: dict[str, Any] = {column: unguard(row[column]) for column in TABLE.columns}
    cells["corrected"] = _corrected(path, row, cells["corrected"])
    verdict = Verdict(**cells)
    if verdict.kind not in CORRECTABLE:
        raise LexiconError(
            path, row.line, "id", f"“{verdict.id}” is no id of a row that is reviewed",
            f"Ids are DOC_ID.KIND.PLACE; kinds are {', '.join(CORRECTABLE)}",
        )  # fmt: skip
    for column, value in verdict.corrected.items():
        if problem := _problem(verdict.kind, column, value):
            raise LexiconError(path, row.line, "corrected", *problem)
    return verdict


def _corrected(path: Path, row: Row, cell: str) -> dict[str, str]:
    if not cell:
        return {}
    try:
        read = json.loads(cell)
    except ValueError:
        read = None
    if not isinstance(read, dict) or not all(isinstance(value, str) for value in read.values()):
        raise LexiconError(
            path, row.line, "corrected", "this is no JSON object from column to text",
            'Write {"trigger": "发布"}, or leave it empty',
        )  # fmt: skip
    return read


def _problem(kind: str, column: str, value: str) -> tuple[str, str] | None:
    """Return what is wrong with a corrected cell, and what to do."""
    if column not in CORRECTABLE[kind]:
        return f"a reviewer cannot change {column}", f"Columns: {', '.join(CORRECTABLE[kind])}"
    if column in VALUES and value not in VALUES[column]:
        return f"{column} cannot be “{value}”", f"Choose one of {', '.join(VALUES[column])}"
    if column in DAYS and value:
        try:
            dt.date.fromisoformat(value)
        except ValueError:
            return f"{column}: “{value}” is no day", "Write YYYY-MM-DD, or leave it empty"
    return None
