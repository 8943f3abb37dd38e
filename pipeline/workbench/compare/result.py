"""What a comparison of two runs gives: the rows that differ, each with its causes."""

from collections import Counter
from dataclasses import dataclass

from pipeline.tables.csv import TABLES
from pipeline.workbench.compare.causes import RowChange
from pipeline.workbench.compare.named import Cause


@dataclass(frozen=True)
class Difference:
    """A row that differs, its causes, and how they were found."""

    change: RowChange
    path: str
    causes: tuple[Cause, ...]
    how: str


@dataclass(frozen=True)
class Comparison:
    """What differs between two runs; `moved` counts rows that only stand elsewhere in their text,
    `notes` say what could not be compared.
    """

    title: str
    documents: int
    differences: tuple[Difference, ...]
    moved: int
    notes: tuple[str, ...]

    def table(self, name: str) -> list[Difference]:
        """The differences of one table."""
        return [found for found in self.differences if found.change.table == name]

    @property
    def tables(self) -> list[str]:
        """The tables that differ, in their order."""
        differ = {found.change.table for found in self.differences}
        return [name for name in TABLES if name in differ]

    @property
    def causes(self) -> list[tuple[str, int]]:
        """The causes, with the number of rows that have each."""
        counts = Counter(str(cause) for found in self.differences for cause in found.causes)
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
