"""One lexicon file to checked rows: its columns, what may stand in them, and words for what is
wrong.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import _csv

DELIMITERS = ",;\t"
BREAK = re.compile(r"[\t\r\n]")

ORGANIZATION_KINDS = frozenset(
    ["government", "company", "international", "research", "military", "media", "alliance", "other"]
)
TECHNOLOGY_CATEGORIES = frozenset(
    [
        "ai",
        "computing",
        "quantum",
        "semiconductors",
        "communications",
        "space",
        "biotech",
        "energy",
        "materials",
        "defence",
        "robotics",
        "cyber",
        "manufacturing",
        "navigation_sensing",
        "transport",
        "other",
    ]
)
EVENT_TYPES = frozenset(
    [
        "legislation",
        "regulation",
        "agreement",
        "meeting",
        "statement",
        "publication",
        "investment",
        "establishment",
        "milestone",
        "deal",
        "personnel",
        "other",
    ]
)
MODALITIES = frozenset(["actual", "planned", "negated", "uncertain"])
LANGUAGES = frozenset({"zh", "en"})


class LexiconError(ValueError):
    """A lexicon that cannot be used: says file, line, column, what is wrong and what to do."""

    def __init__(self, path: Path, line: int, column: str, problem: str, remedy: str):
        place = f"{path}, line {line}" + (f", column {column}" if column else "")
        super().__init__(f"{place}: {problem}. {remedy}")
        self.path, self.line, self.column = path, line, column
        self.problem, self.remedy = problem, remedy


@dataclass(frozen=True)
class Table:
    """A lexicon file: its columns, the ones that must be filled, what may stand in them, what
    tells rows apart.
    """

    name: str
    columns: tuple[str, ...]
    required: tuple[str, ...]
    key: tuple[str, ...]
    allowed: Mapping[str, frozenset[str]] = field(default_factory=dict)


NAMES = ["aliases", "weak_aliases", "note"]
TABLES = (
    Table(
        "organizations",
        ("id", "name_zh_hans", "name_en", "kind", "country", *NAMES),
        ("id", "kind"),
        ("id",),
        {"kind": ORGANIZATION_KINDS},
    ),
    Table(
        "technologies",
        ("id", "name_zh_hans", "name_en", "category", *NAMES),
        ("id", "category"),
        ("id",),
        {"category": TECHNOLOGY_CATEGORIES},
    ),
    Table("places", ("id", "name_zh_hans", "name_en", "aliases"), ("id",), ("id",)),
    Table("country_cues", ("cue", "country", "note"), ("cue", "country"), ("cue",)),
    Table(
        "event_triggers",
        ("trigger", "language", "forms", "objects", "event_type", "note"),
        ("trigger", "language", "event_type"),
        ("trigger", "language", "objects"),
        {"language": LANGUAGES, "event_type": EVENT_TYPES},
    ),
    Table(
        "modality_cues",
        ("cue", "language", "modality", "note"),
        ("cue", "language", "modality"),
        ("cue", "language"),
        {"language": LANGUAGES, "modality": MODALITIES},
    ),
    Table("light_verbs", ("verb", "language", "note"), ("verb", "language"), ("verb", "language")),
    Table(
        "organization_heads",
        ("head", "language", "kind", "note"),
        ("head", "language", "kind"),
        ("head", "language"),
        {"language": LANGUAGES, "kind": ORGANIZATION_KINDS},
    ),
    Table(
        "technology_heads",
        ("head", "language", "category", "note"),
        ("head", "language", "category"),
        ("head", "language"),
        {"language": LANGUAGES, "category": TECHNOLOGY_CATEGORIES},
    ),
    Table(
        "word_lists",
        ("list", "word", "note"),
        ("list", "word"),
        ("list", "word"),
    ),
    Table("date_words", ("list", "word", "value", "note"), ("list", "word"), ("list", "word")),
    Table("name_words", ("list", "word", "note"), ("list", "word"), ("list", "word")),
    Table("boilerplate", ("phrase", "kind", "note"), ("phrase", "kind"), ("phrase", "kind")),
)


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A row of a lexicon file and where it stands; `user` marks rows of the user's own folder."""

    table: str
    cells: Mapping[str, str]
    line: int
    user: bool

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def items(self, column: str) -> tuple[str, ...]:
        """Return the items of a list cell: aliases joined by `|`."""
        return tuple(item for item in map(str.strip, self.cells[column].split("|")) if item)


def read_table(path: Path, data: bytes, table: Table, *, user: bool = False) -> Iterator[Row]:
    """Yield the checked rows of one lexicon file, as Excel, LibreOffice or a text editor saved it.

    Raises LexiconError with file, line, column and remedy.
    """
    names, lines = read_cells(path, data, table)
    seen: dict[tuple[str, ...], int] = {}
    for line, cells in lines:
        yield checked_row(path, line, names, cells, table, user, seen)


def read_cells(
    path: Path, data: bytes, table: Table
) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """Return the column names of a lexicon file, and its lines that are not empty, unchecked.

    Raises LexiconError where the file is not readable or lacks a column.
    """
    text = decode(path, data)
    header = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=header.count)
    lines = _lines(
        path, csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    )
    names = [name.strip() for name in next(lines, (1, []))[1]]
    _check_header(path, names, table)
    return names, ((line, cells) for line, cells in lines if any(map(str.strip, cells)))


def _lines(path: Path, reader: "_csv.Reader") -> Iterator[tuple[int, list[str]]]:
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise LexiconError(
            path, reader.line_num, "", f"not readable as CSV ({error})",
            "Look for a quotation mark too many",
        ) from None  # fmt: skip


def decode(path: Path, data: bytes) -> str:
    """Decode a lexicon file: UTF-8, or UTF-16 with its mark. Raises LexiconError for any other."""
    encoding = (
        "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    )
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise LexiconError(
            path, line, "", "this is not UTF-8", "Save the file as “CSV UTF-8 (comma delimited)”"
        ) from None


def _check_header(path: Path, names: list[str], table: Table) -> None:
    for name in table.columns:
        if name not in names:
            raise LexiconError(
                path,
                1,
                name,
                "the column is missing",
                f"The first line must name: {', '.join(table.columns)}",
            )


def checked_row(
    path: Path,
    line: int,
    names: list[str],
    cells: list[str],
    table: Table,
    user: bool,
    seen: dict[tuple[str, ...], int],
) -> Row:
    """Return a row whose cells are all there and allowed.

    `seen` holds the lines of the keys met before. Raises LexiconError.
    """
    if len(cells) > len(names) and any(cells[len(names) :]):
        raise LexiconError(
            path,
            line,
            "",
            f"{len(cells)} cells, the header has {len(names)}",
            "Quote the cell that holds a comma",
        )
    values = {name: cell.strip() for name, cell in zip(names, cells, strict=False)}
    values = {name: values.get(name, "") for name in table.columns}
    for name in table.required:
        if not values[name]:
            raise LexiconError(path, line, name, "the cell is empty", "Fill it or remove the row")
    for name in table.columns:
        if name != "note" and BREAK.search(values[name]):
            raise LexiconError(
                path, line, name, "a tab or a line break inside the cell",
                "Remove it; names are joined by |",
            )  # fmt: skip
    for name, allowed in table.allowed.items():
        if values[name] not in allowed:
            raise LexiconError(
                path,
                line,
                name,
                f"“{values[name]}” is not allowed",
                f"Use one of: {', '.join(sorted(allowed))}",
            )
    key = tuple(values[name] for name in table.key)
    if key in seen:
        raise LexiconError(
            path,
            line,
            table.key[0],
            f"“{' '.join(filter(None, key))}” stands in line {seen[key]} too",
            "Keep one of the two rows",
        )
    seen[key] = line
    return Row(table.name, values, line, user)
