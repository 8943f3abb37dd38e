"""What every table and column means, in English and Chinese: for datapackage.json, for Datasette, and
for docs/tables.md.
"""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple, get_type_hints

from pipeline.tables.csv import FOREIGN_KEYS, PRIMARY_KEYS, TABLES, json_bytes
from pipeline.tables.rows import IsoDate, Items

CONVENTIONS = (
    "start and end are offsets into text/DOC_ID.source.txt: Unicode code points, 0-based, "
    "half-open. quote is the source text at that place, text what repair left of it. Lists are "
    "joined by |, a | inside an item is written \\|, a backslash \\\\. A text cell that a spreadsheet "
    "would take for a formula has one apostrophe in front: drop one from a cell that matches "
    "^'+[=+\\-@＝＋－＠\\t\\r\\n]."
)
TYPES = {int: "integer", float: "number", IsoDate: "date", int | None: "integer"}
# The questions that Datasette offers; :word is asked for.
QUERIES = {
    "sentences_with_a_word": (
        "Sentences with a word (simplified Chinese or English)",
        "select d.title, d.published, s.text, s.sentence_id from sentences s"
        " join documents d using (doc_id) where s.plain like '%' || :word || '%'",
    ),
    "events_of_an_organization": (
        "Events of an organization with its bodies, by its id (us-doc)",
        "with recursive part(id) as (select :org_id union"
        " select o.org_id from organizations o join part p on o.parent = p.id)"
        " select * from who_did_what_to_whom"
        " where agent_id in (select id from part) or recipient_id in (select id from part)",
    ),
}
FACETS = {
    "events": ["event_type", "modality", "precision"], "organizations": ["kind", "country"],
    "technologies": ["category"], "instruments": ["kind", "country"], "documents": ["language", "status"],
    "timeline": ["event_type", "modality"],
    "who_did_what_to_whom": ["agent", "event_type", "recipient"],
}  # fmt: skip


class Description(NamedTuple):
    """What a column holds."""

    en: str
    zh: str


@cache
def descriptions() -> Mapping[tuple[str, str], Description]:
    """Return the descriptions of columns.csv by table and column; no table: of all tables."""
    text = (files("pipeline.tables") / "columns.csv").read_text(encoding="utf-8")
    return {
        (row["table"], row["column"]): Description(row["en"], row["zh"])
        for row in csv.DictReader(text.splitlines())
    }


def describe(table: str, column: str) -> Description:
    """Return what a column of a table holds.

    >>> describe("repairs", "quote").en
    'what was removed'
    """
    told = descriptions()
    return told[table, column] if (table, column) in told else told["", column]


def datapackage() -> bytes:
    """Return the Frictionless descriptor of all tables."""
    return json_bytes(
        {
            "name": "zhengju",
            "profile": "tabular-data-package",
            "description": CONVENTIONS,
            "resources": [_resource(name) for name in TABLES],
        }
    )


def _resource(name: str) -> dict[str, Any]:
    row_type, description = TABLES[name]
    schema: dict[str, Any] = {
        "fields": [_field(name, *hint) for hint in get_type_hints(row_type).items()],
        "missingValues": [""],
    }
    if name in PRIMARY_KEYS:
        schema["primaryKey"] = [PRIMARY_KEYS[name]]
    if name in FOREIGN_KEYS:
        column, table, key = FOREIGN_KEYS[name]
        reference = {"resource": table, "fields": [key]}
        schema["foreignKeys"] = [{"fields": [column], "reference": reference}]
    return {
        "name": name, "path": f"{name}.csv", "description": description,
        "profile": "tabular-data-resource", "format": "csv", "encoding": "utf-8",
        "schema": schema,
    }  # fmt: skip


def _field(table: str, column: str, annotation: Any) -> dict[str, str]:
    told = describe(table, column)
    joined = " (a list joined by |)" if annotation == Items and "joined" not in told.en else ""
    return {
        "name": column, "type": TYPES.get(annotation, "string"),
        "description": told.en + joined, "description_zh": told.zh,
    }  # fmt: skip


def datasette() -> bytes:
    """Return the metadata with which `datasette tables.sqlite -m tables.metadata.json` shows the
    database: titles, facets, what the columns hold, and questions to ask.
    """
    tables: dict[str, Any] = {
        name: {
            "description": description,
            "columns": {column: describe(name, column).en for column in get_type_hints(row_type)},
        }
        for name, (row_type, description) in TABLES.items()
    }
    for name, facets in FACETS.items():
        tables.setdefault(name, {})["facets"] = facets
    queries = {name: {"title": title, "sql": sql} for name, (title, sql) in QUERIES.items()}
    return json_bytes(
        {
            "title": "zhengju · 证据",
            "description": CONVENTIONS,
            "databases": {"tables": {"tables": tables, "queries": queries}},
        }
    )


def as_markdown() -> str:
    """Return docs/tables.md: every column of every table."""
    lines = ["# The tables", "", CONVENTIONS, ""]
    for name, (row_type, description) in TABLES.items():
        lines += [f"## {name}.csv", "", f"{description[0].upper()}{description[1:]}.", ""]
        lines += ["| column | what it holds | 含义 |", "| --- | --- | --- |"]
        for column in get_type_hints(row_type):
            told = describe(name, column)
            en, zh = (text.replace("|", "\\|") for text in told)
            lines.append(f"| `{column}` | {en} | {zh} |")
        lines.append("")
    return "\n".join(lines)
