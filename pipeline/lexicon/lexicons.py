"""The tables that users extend: read, checked, the user's folder laid over the shipped rows."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.lexicon.cache import remembered, undisturbed
from pipeline.lexicon.file import read_bytes, read_table
from pipeline.lexicon.schema import TABLES, LexiconError, Row, Table


@dataclass(frozen=True, eq=False)
class Lexicons:
    """All lexicon rows, by table, in the order of the files; `digests` are the files' sha256 by
    name.

    Equal only to itself, so that what is built from it can be cached by it.
    """

    rows: Mapping[str, tuple[Row, ...]]
    digests: Mapping[str, str]

    def __getitem__(self, table: str) -> tuple[Row, ...]:
        return self.rows[table]

    def words(self, list_name: str) -> tuple[str, ...]:
        """Return the words of one list of word_lists.csv."""
        return tuple(row["word"] for row in self.rows["word_lists"] if row["list"] == list_name)


def shipped_folder() -> Path:
    """Return the folder of the lexicons that travel with the program: the checkout's, else the
    package's.
    """
    checkout = Path(__file__).parents[2] / "lexicons"
    return (
        checkout
        if (checkout / "organizations.csv").exists()
        else Path(__file__).parents[1] / "lexicons"
    )


def load(overlay: Path | None = None) -> Lexicons:
    """Read the shipped lexicons and lay the user's folder over them, row by row.

    Raises LexiconError where a file cannot be used.
    """
    if overlay is not None and not overlay.is_dir():
        raise LexiconError(
            overlay, 0, "", "there is no such folder", "Give the folder with your CSV files"
        )
    files = [
        (table, folder / f"{table.name}.csv", user)
        for table in TABLES
        for folder, user in ((shipped_folder(), False), (overlay, True))
        if folder and (folder / f"{table.name}.csv").exists()
    ]
    contents = [(table, path, read_bytes(path), user) for table, path, user in files]
    digests = {
        f"{'user/' if user else ''}{path.name}": hashlib.sha256(data).hexdigest()
        for _, path, data, user in contents
    }
    with undisturbed():
        cells = remembered("rows", repr(digests).encode(), lambda: _merged(contents))
        return Lexicons({table.name: _rows(table, cells[table.name]) for table in TABLES}, digests)


def _merged(contents: Iterable[tuple[Table, Path, bytes, bool]]) -> dict[str, list[Any]]:
    """Read the files and lay a later row over an earlier one with the same key."""
    merged: dict[str, dict[tuple[str, ...], Any]] = {table.name: {} for table in TABLES}
    for table, path, data, user in contents:
        for row in read_table(path, data, table, user=user):
            key = tuple(row[column] for column in table.key)
            merged[table.name][key] = (tuple(row.cells.values()), row.line, row.user)
    return {name: list(rows.values()) for name, rows in merged.items()}


def _rows(table: Table, cells: Iterable[tuple[tuple[str, ...], int, bool]]) -> tuple[Row, ...]:
    return tuple(
        Row(table.name, dict(zip(table.columns, values, strict=True)), line, user)
        for values, line, user in cells
    )
