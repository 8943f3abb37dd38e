"""The cells of one lexicon file looked at one by one: what Excel, an input method or a copied web
page leaves in them.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.lexicon import LexiconError, Row
from pipeline.lexicon.file import checked_row, decode, read_cells
from pipeline.lexicon.schema import TABLES, Table
from pipeline.plain import HAN, converter, fold

ERROR, WARNING = "error", "warning"
NAME_COLUMNS = ("name_zh_hans", "name_en", "aliases", "weak_aliases")
LIST_COLUMNS = ("aliases", "weak_aliases")
TABLES_BY_NAME = {table.name: table for table in TABLES}
FULL_WIDTH = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u3000]")
HAN_CHARACTER = re.compile(f"[{HAN}]")
# 、 stands inside names too, with 和 before the last part: 科学、创新和技术部.
OTHER_JOINT = re.compile(r"[;；](?=.)|^[^与和及暨、]+、[^与和及暨]+$")
MIXED_ENDS = re.compile(rb"(?<!\r)\n")


@dataclass(frozen=True)
class Finding:
    """Something in a lexicon that is wrong, where, and what to do about it."""

    path: Path
    line: int
    column: str
    severity: str
    problem: str
    remedy: str

    @classmethod
    def of(cls, error: LexiconError) -> "Finding":
        """Return the finding that an error of the loader amounts to."""
        return cls(error.path, error.line, error.column, ERROR, error.problem, error.remedy)


def check_file(
    path: Path, table: Table, *, user: bool, kept: str = ""
) -> tuple[list[Row], list[Finding]]:
    """Return the rows of a file that can be used, and what is wrong with the others.

    `kept` are traditional characters that names in simplified script keep: 昇 in 昇维旭.
    """
    rows: list[Row] = []
    findings = list(_check_bytes(path))
    seen: dict[tuple[str, ...], int] = {}
    try:
        names, lines = read_cells(path, path.read_bytes(), table)
        for line, cells in lines:
            findings += _check_cells(path, line, names, cells, table, kept)
            try:
                rows.append(checked_row(path, line, names, cells, table, user, seen))
            except LexiconError as error:
                findings.append(Finding.of(error))
    except LexiconError as error:
        findings.append(Finding.of(error))
    return rows, findings


def _check_bytes(path: Path) -> Iterator[Finding]:
    """Look at line ends and marks: \\r\\n in some lines only is a file put together from two."""
    data = path.read_bytes()
    try:
        decode(path, data)
    except LexiconError:
        return  # the loader says so
    if b"\r\n" in data and (bare := MIXED_ENDS.search(data)) and not data.startswith(b"\xff\xfe"):
        yield Finding(
            path, data.count(b"\n", 0, bare.start()) + 1, "", WARNING,
            "line ends of two kinds (CRLF and LF)", "Save the file once more from one program",
        )  # fmt: skip
    if data.startswith(b"\xef\xbb\xbf\xef\xbb\xbf"):
        yield Finding(path, 1, "", ERROR, "two byte order marks", "Delete the first character")


def _check_cells(
    path: Path, line: int, names: list[str], cells: list[str], table: Table, kept: str
) -> Iterator[Finding]:
    for name, cell in zip(names, cells, strict=False):
        if name not in table.columns or name == "note":
            continue
        for severity, problem, remedy in _cell_problems(name, cell):
            yield Finding(path, line, name, severity, problem, remedy)
        if name in NAME_COLUMNS and table.name in ("organizations", "technologies", "places"):
            for severity, problem, remedy in _surface_problems(name, cell, kept):
                yield Finding(path, line, name, severity, problem, remedy)


def _cell_problems(name: str, cell: str) -> Iterator[tuple[str, str, str]]:
    for char in dict.fromkeys(cell):
        if unicodedata.category(char) in ("Cf", "Cc", "Co", "Zl", "Zp") and char not in "\t\r\n":
            code = f"U+{ord(char):04X} {unicodedata.name(char, 'a control character')}"
            yield ERROR, f"invisible character {code}", "Retype the cell, or paste it as plain text"
    if cell != cell.strip() and cell.strip():
        yield WARNING, "spaces at the beginning or the end", "Remove them"
    if wide := "".join(FULL_WIDTH.findall(cell)):
        yield WARNING, f"full-width {wide}", f"Write {fold(wide)}".rstrip() or "Remove it"


def _surface_problems(name: str, cell: str, kept: str) -> Iterator[tuple[str, str, str]]:
    """Look at names: 商務部 is traditional, 部 is one character, A;B is one name for the loader."""
    simple = converter("t2s")(cell)
    changed = "".join(a for a, b in zip(cell, simple, strict=True) if a != b and a not in kept)
    if name == "name_zh_hans" and changed:
        yield ERROR, f"traditional script ({changed})", f"Write {simple}"
    if name == "name_en" and HAN_CHARACTER.search(cell):
        yield WARNING, "Chinese characters in an English name", "Move them to aliases"
    items = [item.strip() for item in cell.split("|")] if name in LIST_COLUMNS else [cell.strip()]
    for item in filter(None, items):
        if len(item) == 1:
            yield WARNING, f"“{item}” has one character and is never looked up", "Remove it"
        if name in LIST_COLUMNS and HAN_CHARACTER.search(item) and OTHER_JOINT.search(item):
            yield WARNING, f"“{item}” holds a separator", "Names are joined by |"
    for item in dict.fromkeys(items):
        if item and items.count(item) > 1:
            yield WARNING, f"“{item}” stands twice in the cell", "Keep one"
