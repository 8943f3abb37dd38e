"""The tables of a run as one SQLite database: typed columns, keys, indexes, views for the questions
that people ask.

Words are looked for by LIKE in sentences.plain (simplified, half-width): it finds words of two
characters, which the trigrams of FTS5 miss.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, get_type_hints

from pipeline.tables.csv import (
    FOREIGN_KEYS,
    PRIMARY_KEYS,
    TABLES,
    cells_of,
    columns_of,
    join_items,
)
from pipeline.tables.rows import EventRow, IsoDate, Items

FILE = "tables.sqlite"
TYPES = {int: "INTEGER", int | None: "INTEGER", float: "REAL"}
# Columns that people filter by, beside the keys.
INDEXED = frozenset({
    "doc_id", "start_date", "event_type", "org_id", "tech_id", "place_id", "instrument_id", "date_id",
})  # fmt: skip
# The lists of an event, one row an item in event_arguments: role, its column, the column of its ids.
ROLES = (
    ("agent", "actors", "actor_ids"),
    ("object", "objects", "object_ids"),
    ("recipient", "recipients", "recipient_ids"),
    ("technology", "technologies", "technology_ids"),
    ("place", "places", "place_ids"),
)
REFERENCES = ("same_as", "anchor_date_id")  # to another row, if there is one
ARGUMENTS = """
create table event_arguments (
    event_id text not null references events (event_id), role text not null,
    position integer not null, text text not null, id text,
    primary key (event_id, role, position)
) without rowid;
create index event_arguments_id on event_arguments (id, role);
"""
VIEWS = """
create view who_did_what_to_whom as
select e.start_date, e.end_date, a.text as agent, a.id as agent_id, e."trigger", e.event_type,
       e.modality, r.text as recipient, r.id as recipient_id, e.objects, e.quote, e.confidence,
       e.article, d.url, e.event_id
from events e
join documents d using (doc_id)
left join event_arguments a on a.event_id = e.event_id and a.role = 'agent'
left join event_arguments r on r.event_id = e.event_id and r.role = 'recipient'
order by e.start_date, e.event_id, a.position, r.position;

create view timeline as
select e.start_date, e.end_date, e.date_text, e.actors, e."trigger", e.objects, e.event_type,
       e.modality, e.quote, e.article, d.published, d.url, e.event_id
from events e join documents d using (doc_id)
where e.start_date is not null and e.same_as is null
order by e.start_date, e.end_date, e.event_id;

create view organizations_by_year as
select a.id as org_id, coalesce(nullif(o.name_en, ''), o.name_zh_hans) as name,
       substr(e.start_date, 1, 4) as year, e.event_type, count(*) as events
from events e
join event_arguments a on a.event_id = e.event_id and a.role = 'agent'
join organizations o on o.org_id = a.id
where e.start_date is not null
group by 1, 2, 3, 4 order by 1, 3, 4;
"""


def write_database(path: Path, tables: Mapping[str, Sequence[Any]]) -> None:
    """Write the rows of a run as an SQLite file, one by one: no clock, the same bytes with the same
    version of SQLite. Empty dates and numbers are null.
    """
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("pragma journal_mode = off; pragma synchronous = off")
        for name in TABLES:
            _write_table(connection, name, tables[name])
        connection.executescript(ARGUMENTS)
        connection.executemany(
            "insert into event_arguments values (?, ?, ?, ?, ?)", _arguments(tables["events"])
        )
        connection.executescript(VIEWS)
        connection.commit()
        connection.execute("vacuum")


def _write_table(connection: sqlite3.Connection, name: str, rows: Iterable[Any]) -> None:
    row_type, _ = TABLES[name]
    kinds = get_type_hints(row_type)
    columns = columns_of(name)
    lines = [f'"{column}" {TYPES.get(kinds[column], "TEXT")}' for column in columns]
    if name in PRIMARY_KEYS:
        lines.append(f"primary key ({PRIMARY_KEYS[name]})")
    if name in FOREIGN_KEYS:
        column, table, key = FOREIGN_KEYS[name]
        lines.append(f"foreign key ({column}) references {table} ({key})")
    connection.execute(f"create table {name} ({', '.join(lines)})")
    lists = [place for place, c in enumerate(columns) if kinds[c] == Items]
    nullable = [place for place, c in enumerate(columns) if kinds[c] is IsoDate or c in REFERENCES]
    places = ", ".join("?" * len(columns))
    connection.executemany(
        f"insert into {name} values ({places})",
        (_values(cells, lists, nullable) for cells in cells_of(name, rows)),
    )
    for column in columns:
        if column in INDEXED and PRIMARY_KEYS.get(name) != column:
            connection.execute(f"create index {name}_{column} on {name} ({column})")


def _values(cells: Iterable[Any], lists: Iterable[int], nullable: Iterable[int]) -> list[Any]:
    """Return the cells of a row with its lists joined, and null where a day or a row is missing."""
    values = list(cells)
    for place in lists:
        values[place] = join_items(values[place])
    for place in nullable:
        values[place] = values[place] or None
    return values


def _arguments(events: Iterable[EventRow]) -> Iterator[tuple[str, str, int, str, str | None]]:
    """Yield every item of the lists of events with its id, null where it has none."""
    for event in events:
        for role, texts, ids in ROLES:
            pairs = zip(getattr(event, texts), getattr(event, ids), strict=True)
            for position, (text, row_id) in enumerate(pairs):
                yield event.event_id, role, position, text, row_id or None
