"""metadata.csv beside the articles: title and publication date of each, by path; columns of other
names are for people.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from pipeline.document import Source
from pipeline.lexicon import Row
from pipeline.lexicon.file import read_bytes, read_table
from pipeline.lexicon.schema import Table
from pipeline.read.day import read_day
from pipeline.read.failure import ReadError
from pipeline.read.guarded import unguard

TABLE = Table("metadata", ("path", "title", "published", "url"), ("path",), ("path",))


@dataclass(frozen=True)
class Metadata:
    """The rows of metadata.csv by path."""

    rows: Mapping[str, Row]

    def complete(self, source: Source) -> Source:
        """Return the source with the title and the publication date that metadata.csv gives it.

        Raises ReadError where the date is none.
        """
        row = self.rows.get(source.path)
        if row is None:
            return source
        source = replace(source, title=row["title"] or source.title, url=row["url"] or source.url)
        if not row["published"]:
            return source
        try:
            published = read_day(row["published"])
        except ValueError:
            raise ReadError(
                f"metadata.csv, line {row.line}, column published: “{row['published']}” is no "
                "date; write YYYY-MM-DD"
            ) from None
        return replace(source, published=published, published_basis="metadata")

    def told(self, file: str) -> list[list[str]]:
        """Return what is said of a file and of the articles in it: whatever decides their rows."""
        return [self._cells(path) for path in self._paths.get(file, ())]

    def _cells(self, path: str) -> list[str]:
        """Return the cells of a row, and its line where that stands in a message."""
        row = self.rows[path]
        cells = [path, row["title"], row["published"], row["url"]]
        try:
            if row["published"]:
                read_day(row["published"])
        except ValueError:
            cells.append(str(row.line))
        return cells

    @cached_property
    def _paths(self) -> dict[str, list[str]]:
        """The paths of the rows by the files that they may be in: news.jsonl#a1 in news.jsonl."""
        found: dict[str, list[str]] = {}
        for path in self.rows:
            for place, sign in enumerate(f"{path}#"):
                if sign == "#":
                    found.setdefault(path[:place], []).append(path)
        return found


def load_metadata(corpus: Path) -> Metadata:
    """Read metadata.csv of a corpus folder, if there is one.

    Raises LexiconError where it cannot be read, or is no table with the columns path, title,
    published, url.
    """
    path = corpus / "metadata.csv"
    if not os.path.lexists(path):
        return Metadata({})
    rows = map(_unguarded, read_table(path, read_bytes(path), TABLE))
    return Metadata({row["path"].replace("\\", "/"): row for row in rows})


def _unguarded(row: Row) -> Row:
    """Take off the apostrophes that keep a spreadsheet from running cells: '=2024.txt."""
    return replace(row, cells={name: unguard(cell) for name, cell in row.cells.items()})
