"""The tables that users extend: read, checked, the user's folder laid over the shipped rows."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from pipeline.lexicon.cache import remembered, undisturbed
from pipeline.lexicon.file import read_bytes
from pipeline.lexicon.findings import ERROR, Finding
from pipeline.lexicon.layers import Content, Layers, read_layer
from pipeline.lexicon.lists import LISTS, require_list
from pipeline.lexicon.mistakes import mistakes, strangers
from pipeline.lexicon.schema import REMOVED, TABLES, LexiconError, Row, Table

OWN = "user/"  # begins the names of the user's files among the digests, and so in run.json


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
        """Return the words of one list of word_lists.csv. Raises UnknownListError."""
        return self.list_of("word_lists", list_name)

    def list_of(self, file: str, list_name: str) -> tuple[str, ...]:
        """Return the words of one list of a file. Raises UnknownListError."""
        require_list(file, list_name)
        return self._lists.get((file, list_name), ())

    @cached_property
    def _lists(self) -> dict[tuple[str, str], tuple[str, ...]]:
        found: dict[tuple[str, str], list[str]] = {}
        for file in LISTS:
            for row in self.rows[file]:
                found.setdefault((file, row["list"]), []).append(row["word"])
        return {name: tuple(words) for name, words in found.items()}

    @cached_property
    def keyed(self) -> dict[str, dict[tuple[str, ...], Row]]:
        """The rows by table and by what tells rows of a table apart."""
        return {
            table.name: {
                tuple(row[column] for column in table.key): row for row in self[table.name]
            }
            for table in TABLES
        }


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

    Raises LexiconError where a file cannot be used: what `zhengju lexicon check` calls an error.
    """
    shipped, own = shipped_contents(), own_contents(overlay) if overlay else []
    digests = {f"{path.name}": _digest(data) for _, path, data in shipped}
    known = tuple(digests.items())
    if not overlay:
        return _shipped(known)
    refuse(strangers(overlay))
    digests |= {f"{OWN}{path.name}": _digest(data) for _, path, data in own}
    return _lexicons(digests, lambda: _rows_over(_shipped(known), overlay, own))


@lru_cache(maxsize=2)
def _shipped(digests: tuple[tuple[str, str], ...]) -> Lexicons:
    """Return the shipped lexicons with these digests, read once in a process: nothing alters them."""
    return _lexicons(dict(digests), lambda: _shipped_rows(shipped_contents()))


def shipped_contents() -> list[Content]:
    """Return the files that travel with the program."""
    return _contents(shipped_folder(), TABLES)


def own_contents(folder: Path) -> list[Content]:
    """Return the files of a user's folder. Raises LexiconError where there is no such folder."""
    if not folder.is_dir():
        raise LexiconError(
            folder, 0, "", "there is no such folder", "Give the folder with your CSV files"
        )
    return _contents(folder, (*TABLES, REMOVED))


def refuse(findings: Iterable[Finding]) -> None:
    """Raise LexiconError for the first error among findings."""
    errors = [finding for finding in findings if finding.severity == ERROR]
    if errors:
        raise errors[0].error(len(errors) - 1)


def _contents(folder: Path, tables: Iterable[Table]) -> list[Content]:
    paths = [(table, folder / f"{table.name}.csv") for table in tables]
    return [(table, path, read_bytes(path)) for table, path in paths if path.exists()]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _shipped_rows(contents: Iterable[Content]) -> Mapping[str, Iterable[Row]]:
    """Return the shipped rows, checked. Raises LexiconError."""
    rows, findings = read_layer(contents, user=False)
    layers = Layers(shipped_folder(), rows)
    refuse([*findings, *mistakes(layers)])
    return layers.merged()


def _rows_over(
    shipped: Lexicons, folder: Path, contents: Iterable[Content]
) -> Mapping[str, Iterable[Row]]:
    """Return the rows that stand when the user's are laid over the shipped ones. Raises
    LexiconError.
    """
    rows, findings = read_layer(contents, user=True)
    layers = Layers(shipped_folder(), shipped.keyed, folder, rows, beside_own=True)
    refuse([*findings, *mistakes(layers)])
    return layers.merged()


def _lexicons(
    digests: Mapping[str, str], build: Callable[[], Mapping[str, Iterable[Row]]]
) -> Lexicons:
    """Return the lexicons with these digests, from the cache where they were built before."""

    def cells() -> dict[str, list[Any]]:
        return {
            name: [(tuple(row.cells.values()), row.line, row.user) for row in rows]
            for name, rows in build().items()
        }

    with undisturbed():
        found = remembered("rows", repr(digests).encode(), cells)
        return Lexicons({table.name: _rows(table, found[table.name]) for table in TABLES}, digests)


def _rows(table: Table, cells: Iterable[tuple[tuple[str, ...], int, bool]]) -> tuple[Row, ...]:
    return tuple(
        Row(table.name, dict(zip(table.columns, values, strict=True)), line, user)
        for values, line, user in cells
    )
