"""The schema of the lexicons as a page for people: each file, column and list, with an example."""

from collections.abc import Iterable, Iterator, Mapping

from pipeline.lexicon import Lexicons
from pipeline.lexicon.lists import LISTS
from pipeline.lexicon.schema import COLUMNS, REMOVED, TABLES, Table
from pipeline.lexicon.values import NONE
from pipeline.lexicon.word_list import WordList

HEAD = """# Lexicons

What the program knows, file by file. `zhengju lexicon describe` writes this page from the schema
that loading follows: anything else in a file is refused, with file, line, column and remedy.

Keep rows of your own in a folder of your own and lay it over these (`--lexicons mine`). A row with
the key of a shipped row takes its place, any other is added. Files stand at the top of the folder.

- To take a shipped row away, list it in `removed.csv` of your folder.
- To say “this is no organization” or “this is no term”, add the name to the list `no_organization`
  or `no_technology` of your `name_words.csv`. It holds for rows of the lexicons and for names that
  rules make; a longer name around it stays.
"""


def description(lexicons: Lexicons) -> str:
    """Return the page in Markdown, with examples from the rows."""
    pages = ("\n".join(_table(table, lexicons)) for table in (*TABLES, REMOVED))
    return "\n".join([HEAD, *pages])


def _table(table: Table, lexicons: Lexicons) -> Iterator[str]:
    yield f"## {table.name}.csv\n"
    yield f"{table.meaning} Read by: {_rooms(table.rooms)}. Key: {_codes(table.key)}.\n"
    yield from _grid(("column", "what it holds", "example"), _columns(table, lexicons))
    for column, allowed in table.allowed.items():
        if isinstance(allowed, Mapping):
            yield f"`{column}` is one of:\n"
            yield from _grid((column, "meaning"), ((f"`{a}`", b) for a, b in allowed.items()))
    if table.name in LISTS:
        lists = LISTS[table.name].values()
        has_values = any(one.value is not NONE for one in lists)
        names = (
            "list",
            "what its words do",
            "a word",
            *(["value"] if has_values else []),
            "read by",
        )
        yield from _grid(names, (_list(one, has_values) for one in lists))


def _columns(table: Table, lexicons: Lexicons) -> Iterator[tuple[str, ...]]:
    """Yield the columns with what the first shipped row that fills them has there."""
    rows = () if table is REMOVED else lexicons[table.name]
    for column in table.columns:
        meaning = COLUMNS[column] + (" (must be filled)" if column in table.required else "")
        example = next((row[column] for row in rows if row[column]), "")
        shown = "" if column == "note" else "|".join(example.split("|")[:2])
        yield f"`{column}`", meaning, shown


def _list(one: WordList, has_value: bool) -> tuple[str, ...]:
    value = [f"{one.value.meaning}: `{one.value.example}`" if one.value.meaning else ""]
    return (
        f"`{one.name}`", one.meaning, one.example, *(value if has_value else []), _rooms(one.rooms)
    )  # fmt: skip


def _grid(names: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield the lines of a table of Markdown."""
    names = list(names)
    for cells in (names, ["---"] * len(names), *rows):
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
    yield ""


def _rooms(rooms: str) -> str:
    return _codes(rooms.split())


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
