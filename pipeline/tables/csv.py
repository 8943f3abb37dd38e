"""The columns in their order, and the only code that writes CSV."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TextIO, get_type_hints, runtime_checkable

from pipeline.read.guarded import guard, unguard
from pipeline.tables import rows as r

if TYPE_CHECKING:
    import pandas

# Columns are the fields of the row types; descriptions are for datapackage.json.
TABLES: Mapping[str, tuple[type, str]] = {
    "documents": (r.DocumentRow, "one row per document of the corpus"),
    "repairs": (r.RepairRow, "one row per removal, or line break replaced by a space"),
    "sentences": (r.SentenceRow, "one row per sentence"),
    "dates": (r.DateRow, "one row per date expression"),
    "events": (r.EventRow, "one row per dated event"),
    "organizations": (r.OrganizationRow, "one row per organization found in the corpus"),
    "organization_mentions": (r.OrganizationMentionRow, "one row per mention of an organization"),
    "technologies": (r.TechnologyRow, "one row per technology term found in the corpus"),
    "technology_mentions": (r.TechnologyMentionRow, "one row per mention of a technology term"),
    "places": (r.PlaceRow, "one row per place found in the corpus"),
    "place_mentions": (r.PlaceMentionRow, "one row per mention of a place"),
    "instruments": (r.InstrumentRow, "one row per law, list, code or order found in the corpus"),
    "instrument_mentions": (r.InstrumentMentionRow, "one row per mention of an instrument"),
    "stories": (r.StoryRow, "one row per event that several articles tell"),
    "name_pairs": (
        r.NamePairRow,
        "one row per bilingual name or abbreviation that a text itself gives",
    ),
    "rejected": (r.RejectedRow, "one row per candidate that a rule looked at and refused"),
    "candidates": (r.CandidateRow, "one row per name or term not in a lexicon, worth a look"),
    "rules": (r.RuleRow, "one row per rule that made or refused a row of this run"),
}
# Those whose rows a document has by itself; the others are made of all documents of a run.
OF_DOCUMENT = tuple(
    name for name in TABLES if name == "documents" or name in r.DocumentRows.__dataclass_fields__
)
PRIMARY_KEYS = {
    "documents": "doc_id", "repairs": "repair_id", "dates": "date_id", "events": "event_id",
    "organizations": "org_id", "organization_mentions": "mention_id",
    "technologies": "tech_id", "technology_mentions": "mention_id", "name_pairs": "pair_id",
    "places": "place_id", "place_mentions": "mention_id",
    "instruments": "instrument_id", "instrument_mentions": "mention_id",
    "stories": "story_id",
    "rules": "rule",
}  # fmt: skip
# The tables of what names mean, by the table of the places where they stand; PRIMARY_KEYS has their ids.
ENTITIES = {
    "organization_mentions": "organizations",
    "technology_mentions": "technologies",
    "place_mentions": "places",
    "instrument_mentions": "instruments",
}
FOREIGN_KEYS = {"events": ("date_id", "dates", "date_id")}

# The items of a list cell, each led by its bar; what a backslash stands before is meant itself.
SPECIAL = re.compile(r"[|\\]")
ESCAPED = re.compile(r"\\(.)", re.S)
ITEM = re.compile(r"\|((?:[^|\\]|\\.|\\\Z)*)", re.S)


@runtime_checkable
class Celled(Protocol):
    """A table that gives the cells of its rows itself."""

    def cells(self) -> Iterator[tuple[Any, ...]]:
        """Return the cells of the rows in the order of the columns."""


def join_items(items: Iterable[str]) -> str:
    r"""Write a list into one cell: a | in an item is written \|, a backslash \\."""
    items = tuple(items)
    joined = "|".join(items)
    if joined.count("|") < len(items) and "\\" not in joined:
        return joined
    return "|".join(SPECIAL.sub(r"\\\g<0>", item) for item in items)


def split_items(cell: str) -> list[str]:
    """Read a list from a cell; an empty cell is an empty list.

    A list of one empty item is written like an empty list: an actor without id has no id.

    >>> split_items(join_items(['A|B', 'C']))
    ['A|B', 'C']
    """
    return [ESCAPED.sub(r"\1", item) for item in ITEM.findall(f"|{cell}")] if cell else []


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return guard(value)
    return guard(join_items(value)) if isinstance(value, tuple) else value


def csv_bytes(name: str, table: Iterable[Any]) -> bytes:
    """Return a table as CSV: UTF-8 with BOM, every text cell quoted, line ends `\\n` on every
    system.
    """
    return csv_text(columns_of(name), cells_of(name, table))


def csv_text(columns: Iterable[str], lines: Iterable[Iterable[Any]]) -> bytes:
    """Return lines of cells as CSV, lists joined and formulas disarmed."""
    buffer = io.StringIO(newline="")
    _write_lines(buffer, columns, lines)
    return buffer.getvalue().encode("utf-8-sig")


def write_csv(path: Path, name: str, table: Iterable[Any]) -> None:
    """Write a table row by row, the bytes that `csv_bytes` gives."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        _write_lines(file, columns_of(name), cells_of(name, table))


def columns_of(name: str) -> list[str]:
    """Return the columns of a table in their order."""
    return [field.name for field in fields(TABLES[name][0])]


def cells_of(name: str, table: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    """Return the cells of a table's rows as they are asked for; a table that is read from parts gives
    them without making rows.
    """
    if isinstance(table, Celled):
        return table.cells()
    return map(attrgetter(*columns_of(name)), table)


def _write_lines(file: TextIO, columns: Iterable[str], lines: Iterable[Iterable[Any]]) -> None:
    writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    writer.writerow(columns)
    for cells in lines:
        writer.writerow(map(_cell, cells))


def json_bytes(value: Any) -> bytes:
    """Return a value as indented JSON with a line end."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


class UnknownTableError(ValueError):
    """A table that no run writes; says which there are."""


def read_frame(outputs: Path | str, name: str) -> "pandas.DataFrame":
    """Read a table of a run into pandas: ids and dates stay text, the spreadsheet guard is
    undone.

    Raises UnknownTableError for a name that no table has, FileNotFoundError for a folder without
    it.
    """
    _check_table(name)
    file = Path(outputs) / f"{name}.csv"
    if not file.is_file():
        raise FileNotFoundError(
            f"{file}: no run has written this table here. Give the folder of a run"
        )
    return _frame(name, file)


def frame(name: str, rows: Iterable[Any]) -> "pandas.DataFrame":
    """Return rows as the frame that `read_frame` would give of them. Raises UnknownTableError."""
    _check_table(name)
    return _frame(name, io.BytesIO(csv_bytes(name, rows)))


def _check_table(name: str) -> None:
    if name not in TABLES:
        raise UnknownTableError(f"there is no table “{name}”. Tables are {', '.join(TABLES)}")


def _frame(name: str, file: Path | io.BytesIO) -> "pandas.DataFrame":
    import pandas

    row_type, _ = TABLES[name]
    numbers = {c: "Int64" for c, t in get_type_hints(row_type).items() if t in (int, int | None)}
    numbers |= {c: "float64" for c, t in get_type_hints(row_type).items() if t is float}
    texts = [field.name for field in fields(row_type) if field.name not in numbers]
    found = pandas.read_csv(
        file,
        encoding="utf-8-sig",
        dtype={**dict.fromkeys(texts, "str"), **numbers},
        keep_default_na=False,
        na_values={column: [""] for column in numbers},
    )
    for column in texts:
        found[column] = found[column].map(unguard)
    return found


def all_rows(documents: Sequence[r.DocumentRows], name: str) -> list[Any]:
    """Gather one table's rows over the documents, in the order of the documents."""
    if name == "documents":
        return [rows.document for rows in documents]
    return [row for rows in documents for row in getattr(rows, name)]
