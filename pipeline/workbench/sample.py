"""A sample of a run's rows to be judged blind: drawn evenly from tables, languages, rules and bands of
confidence, written as a workbook that shows each row with its context, or as the run's report with
these rows alone; neither tells how sure the program is.
"""

import hashlib
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from pipeline.lexicon.snapshot import RecordError
from pipeline.outputs.reader import Cells, Recorded
from pipeline.outputs.workbook import begun, offer_verdicts
from pipeline.report import FILE as REPORT
from pipeline.report import FOLDER
from pipeline.report.page import as_script
from pipeline.tables.csv import PRIMARY_KEYS

# The tables that are sampled, and what a judge is shown of a row.
SAMPLED: Mapping[str, tuple[str, ...]] = {
    "events": ("start_date", "end_date", "date_text", "actors", "trigger", "objects", "recipients",
               "event_type", "modality"),
    "dates": ("text", "start_date", "end_date", "modifier"),
    "organization_mentions": ("text", "name", "org_id", "kind"),
    "technology_mentions": ("text", "name", "category"),
    "place_mentions": ("text", "name", "place_id"),
    "instrument_mentions": ("text", "name", "instrument_id"),
}  # fmt: skip
DATA = '<script type="application/json" id="data">{'  # where the facts begin in a report
CONTEXT = 120  # characters shown on each side of a quote
BANDS = (0.5, 0.7, 0.9)
COLUMNS = ("verdict", "note", "table", "says", "before", "quote", "after", "article", "published",
           "id", "sha256", "reviewer")  # fmt: skip
WIDTHS = (10, 24, 16, 44, 50, 50, 50, 30, 11, 20, 12, 12)


@dataclass(frozen=True)
class Sampled:
    """A row that was drawn, its table, and the stratum that it stands for."""

    table: str
    cells: Cells
    stratum: tuple[str, ...]


def draw(recorded: Recorded, number: int, tables: Iterable[str] = tuple(SAMPLED)) -> list[Sampled]:
    """Draw rows, stratum by stratum in turn; which ones is decided by the digests of their ids, the
    same on every day.
    """
    strata: defaultdict[tuple[str, ...], list[Sampled]] = defaultdict(list)
    for table in tables:
        for cells in recorded.table(table):
            stratum = stratum_of(recorded, table, cells)
            strata[stratum].append(Sampled(table, cells, stratum))
    for rows in strata.values():
        rows.sort(key=lambda row: _digest(row_id(row)))
    order = sorted(strata, key=lambda stratum: _digest("\0".join(stratum)))
    turns = zip_longest(*(strata[stratum] for stratum in order))
    drawn = [row for turn in turns for row in turn if row is not None][:number]
    return sorted(drawn, key=lambda row: _digest(row_id(row)))


def row_id(row: Sampled) -> str:
    """Return the id of a row."""
    return row.cells[PRIMARY_KEYS[row.table]]


def stratum_of(recorded: Recorded, table: str, cells: Cells) -> tuple[str, ...]:
    """Return table, language, first rule and band of confidence of a row."""
    language = recorded.documents[cells["doc_id"]]["language"]
    rule = cells["rule"].split("+")[0].split(":")[0]
    return table, language, rule, band(cells.get("confidence", ""))


def band(confidence: str) -> str:
    """Return the band that a confidence lies in.

    >>> band('0.75'), band('')
    ('0.7–0.9', '')
    """
    if not confidence:
        return ""
    ends = (0.0, *BANDS, 1.0)
    low = max(end for end in ends[:-1] if float(confidence) >= end)
    return f"{low:g}–{ends[ends.index(low) + 1]:g}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def workbook(recorded: Recorded, rows: Sequence[Sampled]) -> bytes:
    """Return the sample as an .xlsx file whose first column takes a verdict from a list."""
    buffer = io.BytesIO()
    book = begun(buffer)
    sheet = book.add_worksheet("sample")
    style = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    for place, (column, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, column, style)
    for line, row in enumerate(rows, 1):
        for place, cell in enumerate(_line(recorded, row)):
            sheet.write_string(line, place, cell, style)
    offer_verdicts(sheet, len(rows))
    sheet.freeze_panes(1, 1)
    book.close()
    return buffer.getvalue()


def page(recorded: Recorded, rows: Sequence[Sampled]) -> bytes:
    """Return the sample as the report of its run that lists these rows alone. Raises RecordError
    where the run has no report, or one of many pages.
    """
    file = recorded.outputs / REPORT
    if not file.exists() or (recorded.outputs / FOLDER).exists():
        raise RecordError(f"{file}: no report of one page. Name a file that ends in .xlsx")
    ids = as_script([row_id(row) for row in rows])
    report = file.read_bytes().decode()
    return report.replace(DATA, f'{DATA}"sample":{ids},', 1).encode()


def _line(recorded: Recorded, row: Sampled) -> Iterator[str]:
    cells, document = row.cells, recorded.documents[row.cells["doc_id"]]
    source = recorded.source(cells["doc_id"]).text
    start, end = int(cells["start"]), int(cells["end"])
    said = [f"{name}: {cells[name]}" for name in SAMPLED[row.table] if cells.get(name)]
    yield from ("", "", row.table, "\n".join(said))
    yield source[max(0, start - CONTEXT) : start]
    yield cells["quote"]
    yield source[end : end + CONTEXT]
    yield from (document["title"] or document["path"], document["published"])
    yield from (row_id(row), document["sha256"], "")
