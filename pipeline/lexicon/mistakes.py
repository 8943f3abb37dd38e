"""The lexicons looked at as a whole: rows that contradict each other or name what is not there."""

import difflib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product
from pathlib import Path

from pipeline.lexicon.bodies import ancestors
from pipeline.lexicon.cells import NAMED, PERSONS
from pipeline.lexicon.findings import ERROR, WARNING, Finding
from pipeline.lexicon.layers import BORDERS, Layers, Rows, Use, bare, removal
from pipeline.lexicon.lists import LISTS
from pipeline.lexicon.schema import BODIES, FILES, REMOVED, TABLES_BY_NAME, Row
from pipeline.lexicon.shape_pattern import PART, references
from pipeline.plain import converter

KEPT = "kept_character"
# Files that hold a table, which nothing would read under such a name.
TABULAR = (".csv", ".tsv", ".xlsx", ".xls", ".xlsm", ".ods", ".numbers")
TEXT = ".txt"  # Excel's “Unicode text”
OF_BODIES = {PERSONS: ("organization",), BODIES: ("body", "parent")}
LOCATED = {"organizations": "country", "instruments": "country", "country_cues": "country"}


def mistakes(layers: Layers) -> Iterator[Finding]:
    """Yield what is wrong among the user's rows, or among the shipped ones where there are none
    else.
    """
    rows = layers.own if layers.folder else layers.shipped
    surfaces = layers.own_uses if layers.folder else layers.shipped_uses
    yield from _removals(layers)
    yield from _traditional(layers, rows)
    yield from _nowhere(layers, rows)
    yield from _bodiless(layers, rows)
    yield from _circles(layers, rows)
    yield from _meaningless(layers, rows)
    for plain, users in surfaces.items():
        found = layers.uses(plain) if layers.folder else users
        if len(found) > 1:
            yield from (one for one in meanings(layers, found) if one.severity == ERROR)
        if plain.startswith(BORDERS) or plain.endswith(BORDERS):
            yield from _swallowed(layers, plain, found)


def strangers(folder: Path) -> Iterator[Finding]:
    """Yield what nothing reads: organisations.csv, organizations.xlsx, old/organizations.csv."""
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if not path.is_file() or any(part.startswith((".", "~$")) for part in parts):
            continue
        if len(parts) > 1:
            yield from _below(path, folder)
        elif path.name not in FILES:
            yield _stranger(path)


def _stranger(path: Path) -> Finding:
    near = _nearest(path)
    remedy = f"Save it as {near}" if near else f"Use one of: {', '.join(FILES)}"
    ending = path.suffix.lower()
    is_table = ending in TABULAR or (ending == TEXT and near != "")
    severity = ERROR if is_table else WARNING
    return Finding(path, 0, "", severity, "no lexicon has this name", remedy)


def _nearest(path: Path) -> str:
    """Return the lexicon that a file's name resembles, or nothing: organisations (1).xlsx."""
    near = difflib.get_close_matches(path.stem.lower(), TABLES_BY_NAME, 1)
    return f"{near[0]}.csv" if near else ""


def _below(path: Path, folder: Path) -> Iterator[Finding]:
    """Find lexicons in a folder of the folder: they are read at the top only."""
    if path.suffix.lower() not in TABULAR:
        return
    yield Finding(
        path, 0, "", ERROR if _nearest(path) else WARNING, "nothing reads files in a folder of the folder",
        f"Move it up into {folder}, or out of it",
    )  # fmt: skip


def _removals(layers: Layers) -> Iterator[Finding]:
    """Find rows of removed.csv that take nothing away."""
    for row in layers.own.get(REMOVED.name, {}).values():
        table, key = removal(row)
        shown = f"“{row['id']}” is no row of the shipped {table}.csv"
        if key not in layers.shipped.get(table, {}):
            ids = ["|".join(known) for known in layers.shipped.get(table, {})]
            near = difflib.get_close_matches(row["id"], ids, 1)
            remedy = f"Did you mean {near[0]}?" if near else "Delete this row"
            yield layers.at(row, "id", ERROR, shown, remedy)
        elif other := layers.own.get(table, {}).get(key):
            problem = f"“{row['id']}” stands in line {other.line} of your {table}.csv too"
            yield layers.at(row, "id", ERROR, problem, "Delete one of the two rows")


def _traditional(layers: Layers, rows: Rows) -> Iterator[Finding]:
    """Find names in traditional script where simplified is asked for: 商務部."""
    column = "name_zh_hans"
    named = [row for table in (*NAMED, PERSONS) for row in rows.get(table, {}).values()]
    if not named:
        return
    simple = converter("t2s")("\n".join(row[column] for row in named)).split("\n")
    kept = _kept_characters(layers)
    for row, written in zip(named, simple, strict=True):
        if written != row[column]:
            pairs = zip(row[column], written, strict=True)
            changed = "".join(a for a, b in pairs if a != b and a not in kept)
            if changed:
                problem = f"traditional script ({changed})"
                yield layers.at(row, column, ERROR, problem, f"Write {written}")


def _kept_characters(layers: Layers) -> str:
    """Return the traditional characters that names in simplified script keep: 昇 in 昇维旭."""
    rows = (*layers.shipped.get("word_lists", {}), *layers.own.get("word_lists", {}))
    return "".join(word for name, word in rows if name == KEPT)


def _nowhere(layers: Layers, rows: Rows) -> Iterator[Finding]:
    """Find rows of a country that places.csv does not have: ZZ, usa."""
    for row, column in _countries(rows):
        if (place := row[column]) and layers.row("places", place) is None:
            problem = f"“{place}” is no id of places.csv"
            remedy = "Use an id such as CN, US, EU, or add the place"
            yield layers.at(row, column, ERROR, problem, remedy)


def _bodiless(layers: Layers, rows: Rows) -> Iterator[Finding]:
    """Find persons and parts of a body that organizations.csv does not have."""
    for table, columns in OF_BODIES.items():
        for row, column in product(rows.get(table, {}).values(), columns):
            if layers.row("organizations", body := row[column]) is None:
                problem = f"“{body}” is no id of organizations.csv"
                yield layers.at(row, column, ERROR, problem, "Use an id from there, or add it")


def _circles(layers: Layers, rows: Rows) -> Iterator[Finding]:
    """Find organizations that would be parts of themselves: us-doc of us-bis of us-doc."""
    tables = (layers.shipped.get(BODIES, {}), rows.get(BODIES, {}))
    parents = {body: row["parent"] for table in tables for (body,), row in table.items()}
    for (body,), row in rows.get(BODIES, {}).items():
        if body in ancestors(body, parents):
            problem = f"“{body}” would be a part of itself"
            yield layers.at(row, "parent", ERROR, problem, "Name what it is a part of")


def _meaningless(layers: Layers, rows: Rows) -> Iterator[Finding]:
    """Find patterns of dates that name what there is not: <mounth_en>."""
    parts = {
        key[0]
        for table in (layers.shipped, layers.own)
        for key, row in table.get("date_shapes", {}).items()
        if row["reader"] == PART
    }
    for row in rows.get("date_shapes", {}).values():
        for name in references(row["pattern"]):
            if name not in parts and name not in LISTS["date_words"]:
                near = difflib.get_close_matches(name, [*parts, *LISTS["date_words"]], 1)
                remedy = f"Did you mean <{near[0]}>?" if near else "Name a list of date_words.csv"
                problem = f"“<{name}>” is no list of date_words.csv, nor a part"
                yield layers.at(row, "pattern", ERROR, problem, remedy)


def _countries(rows: Rows) -> Iterator[tuple[Row, str]]:
    """Yield the rows that name a country, and the column that does."""
    for table, column in LOCATED.items():
        yield from ((row, column) for row in rows.get(table, {}).values())
    for (name, _), row in rows.get("date_words", {}).items():
        if name in ("fiscal_start", "fiscal_name"):
            yield row, "word" if name == "fiscal_start" else "value"


def meanings(layers: Layers, found: list[Use]) -> Iterator[Finding]:
    """Look at one surface in several rows: one meaning must be sure, or all be weak."""
    sure = [use for use in found if not use.is_weak and use.row.table != "places"]
    for number, use in enumerate(sure[1:], 1):
        other = next((one for one in sure[:number] if one.row is not use.row), None)
        if other is None:
            continue
        across = other.row.table != use.row.table
        same_country = use.row.cells.get("country") == other.row.cells.get("country")
        case = use.surface != other.surface and use.surface.isascii()
        severity = ERROR if (across or same_country) and not case else WARNING
        problem = f"“{use.surface}” also means {other.name}"
        remedy = "Move it to weak_aliases in one of the rows"
        yield layers.at(use.row, use.column, severity, problem, remedy)


def _swallowed(layers: Layers, plain: str, found: Iterable[Use]) -> Iterator[Finding]:
    """Find surfaces that take a word of the sentence along: 与华为, 商务部的."""
    border = next(w for w in BORDERS if plain.startswith(w) or plain.endswith(w))
    if bare(plain) not in layers.shipped_uses or plain in dictionary():
        return
    for use in found:
        if not use.is_weak and use.row.table != "places":
            problem = f"“{use.surface}” swallows {border}, a word of the sentence"
            yield layers.at(use.row, use.column, ERROR, problem, f"Leave {border} out")


@lru_cache(maxsize=1)
def dictionary() -> dict[str, tuple[int, str]]:
    """Return the words of jieba's dictionary with frequency and part of speech."""
    import jieba

    text = (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8")
    lines = (line.split(" ") for line in text.splitlines())
    return {word: (int(frequency), tag) for word, frequency, tag in lines}
