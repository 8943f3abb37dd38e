"""The user's rows laid over the shipped ones: what stands after it, and who uses a surface."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pipeline.lexicon.cache import remembered
from pipeline.lexicon.cells import NAME_COLUMNS, NAMED
from pipeline.lexicon.file import rows_and_findings
from pipeline.lexicon.findings import Finding
from pipeline.lexicon.schema import REMOVED, TABLES, TABLES_BY_NAME, Row, Table
from pipeline.plain import lowered, plain_form

Key = tuple[str, ...]
Rows = Mapping[str, Mapping[Key, Row]]
# A file: its table, where it stands, what is in it.
Content = tuple[Table, Path, bytes]
# Words at the border of a surface that belong to the sentence around it: 与华为, 商务部的.
BORDERS = (
    "的", "和", "与", "及", "在", "将", "对", "被", "把", "从", "并", "或", "了", "为了",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True)
class Layers:
    """The shipped rows by table and key, and the user's own rows from their folder.

    Where `beside_own` holds, only those shipped surfaces are gathered that the user's rows use too.
    """

    shipped_folder: Path
    shipped: Rows
    folder: Path | None = None
    own: Rows = field(default_factory=dict)
    beside_own: bool = False

    @cached_property
    def shipped_uses(self) -> dict[str, list[Use]]:
        """The surfaces of the shipped rows by plain form in small letters."""
        if not self.beside_own:
            return by_surface(self.shipped, is_kept=True)
        wanted = {form for own in self.own_uses for form in (own, bare(own))}
        return by_surface(self.shipped, is_kept=True, wanted=wanted) if wanted else {}

    @cached_property
    def own_uses(self) -> dict[str, list[Use]]:
        """The surfaces of the user's rows by plain form in small letters."""
        return by_surface(self.own)

    @cached_property
    def removed(self) -> dict[tuple[str, Key], Row]:
        """The rows of removed.csv by the table and key that they take away."""
        return {removal(row): row for row in self.own.get(REMOVED.name, {}).values()}

    def uses(self, plain: str) -> list[Use]:
        """Return who uses a surface, the user's rows last."""
        shipped = (use for use in self.shipped_uses.get(plain, ()) if self._stays(use.row))
        return [*shipped, *self.own_uses.get(plain, ())]

    def _stays(self, row: Row) -> bool:
        key = (row["id"],)
        return key not in self.own.get(row.table, {}) and (row.table, key) not in self.removed

    def row(self, table: str, row_id: str) -> Row | None:
        """Return the row with an id, the user's before the shipped one."""
        key = (row_id,)
        if found := self.own.get(table, {}).get(key):
            return found
        return self.shipped.get(table, {}).get(key) if (table, key) not in self.removed else None

    def at(self, row: Row, column: str, severity: str, problem: str, remedy: str) -> Finding:
        """Return a finding at a cell of a row."""
        folder = self.folder if row.user and self.folder else self.shipped_folder
        return Finding(folder / f"{row.table}.csv", row.line, column, severity, problem, remedy)

    def merged(self) -> dict[str, list[Row]]:
        """Return the rows that stand: a row of the user's takes the place of one with its key."""
        merged: dict[str, list[Row]] = {}
        for table in TABLES:
            rows = {**self.shipped.get(table.name, {}), **self.own.get(table.name, {})}
            merged[table.name] = [
                row
                for key, row in rows.items()
                if row.user or (table.name, key) not in self.removed
            ]
        return merged


def removal(row: Row) -> tuple[str, Key]:
    """Return the table and key that a row of removed.csv names: date_words, relative_zh|今年."""
    columns = TABLES_BY_NAME[row["table"]].key
    parts = [part.strip() for part in row["id"].split("|", len(columns) - 1)]
    return row["table"], (*parts, *("" for _ in columns[len(parts) :]))


def read_layer(
    contents: Iterable[Content], *, user: bool
) -> tuple[dict[str, dict[Key, Row]], list[Finding]]:
    """Read files as far as they can be used: rows by table and key, and what is wrong."""
    rows: dict[str, dict[Key, Row]] = {}
    findings: list[Finding] = []
    for table, path, data in contents:
        usable = rows.setdefault(table.name, {})
        for found in rows_and_findings(path, data, table, user=user):
            if isinstance(found, Finding):
                findings.append(found)
            else:
                usable[tuple(found[column] for column in table.key)] = found
    return rows, findings


def bare(plain: str) -> str:
    """Return a surface without the word of the sentence at its border: 华为 of 与华为."""
    border = next((w for w in BORDERS if plain.startswith(w) or plain.endswith(w)), "")
    return plain.removeprefix(border).removesuffix(border)


def uses(
    rows: Iterable[Row], *, is_kept: bool = False, wanted: Container[str] | None = None
) -> Iterator[Use]:
    """Yield the surfaces of rows with their plain form, all or those of wanted forms; the cache
    holds those of shipped rows.
    """
    found = [
        (item, column, row)
        for row in rows
        for column in NAME_COLUMNS
        if row.cells.get(column)
        for item in (row.items(column) if column.endswith("aliases") else (row[column],))
    ]
    if not found:
        return
    text = "\n".join(item for item, _, _ in found)
    plain = remembered("plain", text.encode(), lambda: _plain(text)) if is_kept else _plain(text)
    for form, (item, column, row) in zip(plain.split("\n"), found, strict=True):
        if wanted is None or form in wanted:
            yield Use(item, form, column, row)


def _plain(text: str) -> str:
    return "\n".join(map(lowered, plain_form(text).split("\n")))


def by_surface(
    rows: Rows, *, is_kept: bool = False, wanted: Container[str] | None = None
) -> dict[str, list[Use]]:
    """Return the uses of each surface of organizations, technologies and places."""
    found: dict[str, list[Use]] = {}
    named = (row for table in NAMED for row in rows.get(table, {}).values())
    for use in uses(named, is_kept=is_kept, wanted=wanted):
        found.setdefault(use.plain, []).append(use)
    return found
