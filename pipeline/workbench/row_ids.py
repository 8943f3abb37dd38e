"""An id to the rows of a run that bear it, or to a message that leads to one."""

import re
from collections.abc import Iterable, Iterator

from pipeline.outputs.reader import Cells, Recorded
from pipeline.review.applied import TABLES as REVIEWED
from pipeline.tables.csv import ENTITIES, PRIMARY_KEYS

# The tables whose rows have ids, by the word that stands in them.
TABLES = {
    **REVIEWED,
    "pair": ("name_pairs", "pair_id"),
    "repair": ("repairs", "repair_id"),
    "sentence": ("sentences", "sentence_id"),
}
REJECTED, PLACE = "rejected", re.compile(r"\d+-\d+")
MOST_NEAR = 3
FEWEST_SIMILAR = 60.0


class RowError(ValueError):
    """An id that no row of the run bears; says what to do."""


def id_of(table: str, cells: Cells) -> str:
    """Return the id of a row: DOC.date.116-125, of a refused candidate DOC.116-125."""
    columns = dict(TABLES.values())
    if table in columns:
        return cells[columns[table]]
    return f"{cells['doc_id']}.{cells['start']}-{cells['end']}"


def rows_with(recorded: Recorded, row_id: str) -> list[tuple[str, Cells]]:
    """Return the rows that bear an id, each with its table; several candidates may have been
    refused in one place.

    Raises RowError naming the nearest ids.
    """
    doc_id, *rest = row_id.split(".")
    if doc_id not in recorded.documents or not rest:
        raise RowError(_unknown_document(recorded, row_id))
    if rest[0] not in TABLES and not PLACE.fullmatch(rest[0]):
        raise RowError(f"{row_id}: “{rest[0]}” is no kind of row. Kinds are {_listed(TABLES)}")
    table = TABLES[rest[0]][0] if rest[0] in TABLES else REJECTED
    rows = list(recorded.table(table, {doc_id}))
    found = [(table, row) for row in rows if id_of(table, row) == row_id]
    if not found:
        near = _nearest(rows, table, rest[-1] if table == REJECTED else rest[1:2][0])
        raise RowError(f"{row_id}: {table}.csv has no such row. {_remedy(near)}")
    return found


def _nearest(rows: Iterable[Cells], table: str, place: str) -> list[str]:
    """Return the ids of the rows that begin nearest to a place."""
    start = place.partition("-")[0]
    at = int(start) if start.isdigit() else 0
    ordered = sorted(rows, key=lambda row: (abs(int(row["start"]) - at), int(row["start"])))
    return [id_of(table, row) for row in ordered[:MOST_NEAR]]


def _unknown_document(recorded: Recorded, row_id: str) -> str:
    """Say what an id is that is none of a row: a document's, an entity's, or a misspelt one."""
    if row_id in recorded.documents:
        near = [id_of("dates", row) for row in recorded.table("dates", {row_id})]
        return f"{row_id}: this is a document. Give the id of one of its rows: " + _listed(
            near[:MOST_NEAR] or [f"{row_id}.date.0-4"]
        )
    if mentions := list(_mentions_of(recorded, row_id)):
        return f"{row_id}: this is an entity. Give one of its mentions: {_listed(mentions)}"
    near = _similar(row_id.partition(".")[0], list(recorded.documents))
    return f"{row_id}: no document of this run bears such an id. {_remedy(near)}"


def _mentions_of(recorded: Recorded, entity: str) -> Iterator[str]:
    for table, entities in ENTITIES.items():
        column = PRIMARY_KEYS[entities]
        ids = [row["mention_id"] for row in recorded.table(table) if row[column] == entity]
        yield from ids[:MOST_NEAR]


def _similar(name: str, names: list[str]) -> list[str]:
    from rapidfuzz import fuzz, process

    found = process.extract(
        name, names, scorer=fuzz.ratio, limit=MOST_NEAR, score_cutoff=FEWEST_SIMILAR
    )
    return [one for one, _, _ in found]


def _remedy(near: list[str]) -> str:
    if near:
        return f"Nearest: {_listed(near)}"
    return "Copy an id from a table of this run (date_id, event_id, mention_id), or choose its folder with -o"


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(ids)
