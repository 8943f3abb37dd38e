"""The lexicons read for a check, as far as they can be used: rows, surfaces, and who uses them."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from pipeline.lexicon import Row, shipped_folder
from pipeline.lexicon.cache import undisturbed
from pipeline.lexicon.schema import TABLES
from pipeline.plain import lowered, plain_form
from pipeline.workbench.cells import NAME_COLUMNS, TABLES_BY_NAME, Finding, check_file

KEPT = "kept_character"
NAMED = ("organizations", "technologies", "places")


@dataclass(frozen=True)
class Use:
    """A surface in the cell of a row."""

    surface: str
    plain: str
    column: str
    row: Row

    @property
    def is_weak(self) -> bool:
        return self.column == "weak_aliases"

    @property
    def name(self) -> str:
        """The row as a message shows it."""
        shown = self.row["name_zh_hans"] or self.row["name_en"]
        return f"{self.row['id']} {shown} ({self.row.table}.csv, line {self.row.line})"


Rows = dict[str, dict[tuple[str, ...], Row]]


@dataclass(frozen=True)
class Shipped:
    """The shipped rows by table and key, what is wrong with them, and their surfaces."""

    rows: Rows
    findings: list[Finding]
    uses: dict[str, list[Use]]


@dataclass(frozen=True)
class Checked:
    """The user's rows over the shipped ones."""

    shipped: Shipped
    overlay: Path | None
    own: Rows
    findings: list[Finding]

    @cached_property
    def own_uses(self) -> dict[str, list[Use]]:
        """The surfaces of the user's rows by plain form in small letters."""
        return by_surface(self.own)

    def uses(self, plain: str) -> list[Use]:
        """Return who uses a surface, the user's rows last."""
        shipped = (use for use in self.shipped.uses.get(plain, ()) if not self._overridden(use.row))
        return [*shipped, *self.own_uses.get(plain, ())]

    def _overridden(self, row: Row) -> bool:
        return (row["id"],) in self.own.get(row.table, {})

    def row(self, table: str, row_id: str) -> Row | None:
        """Return the row with an id, the user's before the shipped one."""
        found = self.own.get(table, {}).get((row_id,))
        return found or self.shipped.rows.get(table, {}).get((row_id,))

    def at(self, use: Use, severity: str, problem: str, remedy: str) -> Finding:
        """Return a finding at the cell that a surface stands in."""
        folder = self.overlay if use.row.user and self.overlay else shipped_folder()
        path = folder / f"{use.row.table}.csv"
        return Finding(path, use.row.line, use.column, severity, problem, remedy)


def uses(rows: Iterable[Row]) -> Iterator[Use]:
    """Yield the surfaces of rows with their plain form."""
    found = [
        (item, column, row)
        for row in rows
        for column in NAME_COLUMNS
        if column in row.cells
        for item in (row.items(column) if column.endswith("aliases") else (row[column],))
        if item
    ]
    plain = plain_form("\n".join(item for item, _, _ in found)).split("\n") if found else []
    for form, (item, column, row) in zip(plain, found, strict=True):
        yield Use(item, lowered(form), column, row)


def by_surface(rows: Rows) -> dict[str, list[Use]]:
    found: dict[str, list[Use]] = {}
    for use in uses(row for table in NAMED for row in rows.get(table, {}).values()):
        found.setdefault(use.plain, []).append(use)
    return found


def read_all(overlay: Path | None) -> Checked:
    """Read every file as far as it can be used."""
    paths = sorted(shipped_folder().glob("*.csv"))
    digests = tuple(hashlib.sha256(path.read_bytes()).hexdigest() for path in paths)
    with undisturbed():
        own, findings = _read_folder(overlay, user=True) if overlay else ({}, [])
        return Checked(_shipped(digests), overlay, own, findings)


@lru_cache(maxsize=1)
def _shipped(digests: tuple[str, ...]) -> Shipped:
    rows, findings = _read_folder(shipped_folder(), user=False)
    return Shipped(rows, findings, by_surface(rows))


def _read_folder(folder: Path, *, user: bool) -> tuple[Rows, list[Finding]]:
    rows: Rows = {}
    findings: list[Finding] = []
    kept = _kept_characters()
    for table in TABLES:
        if (path := folder / f"{table.name}.csv").exists():
            usable, wrong = check_file(path, table, user=user, kept=kept)
            findings += wrong
            rows[table.name] = {tuple(row[column] for column in table.key): row for row in usable}
    return rows, findings


def _kept_characters() -> str:
    """Return the traditional characters that names in simplified script keep (word_lists.csv)."""
    table = TABLES_BY_NAME["word_lists"]
    rows, _ = check_file(shipped_folder() / "word_lists.csv", table, user=False)
    return "".join(row["word"] for row in rows if row["list"] == KEPT)
