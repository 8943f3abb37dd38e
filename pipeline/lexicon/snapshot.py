"""The lexicons of a run, kept beside its tables, so that a later change can be told from them.

One JSON of all rows, compressed by bzip2: its bytes depend on the rows alone (those of gzip differ
between builds of zlib). Notes are left out, they decide nothing.
"""

import bz2
import json
from typing import Any

from pipeline.lexicon.cache import remembered
from pipeline.lexicon.lexicons import Lexicons
from pipeline.lexicon.schema import TABLES, Row, Table

FILE = "lexicons.json.bz2"


class RecordError(ValueError):
    """A record of lexicons that cannot be read back; says what to do."""


def _columns(table: Table) -> list[str]:
    return [column for column in table.columns if column != "note"]


def record(lexicons: Lexicons) -> bytes:
    """Return all rows of loaded lexicons as compressed JSON; their digests stand for them."""
    digests = dict(sorted(lexicons.digests.items()))

    def compressed() -> bytes:
        rows = {
            table.name: [
                [row.line, int(row.user), *(row[column] for column in _columns(table))]
                for row in lexicons[table.name]
            ]
            for table in TABLES
        }
        value = {"digests": digests, "rows": rows}
        return bz2.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())

    made: bytes = remembered("record", repr(digests).encode(), compressed)
    return made


def read_record(data: bytes) -> Lexicons:
    """Return the lexicons of a record, notes left out.

    Raises RecordError where the bytes are not one.
    """
    try:
        value = json.loads(bz2.decompress(data))
        rows = {table.name: tuple(_rows(table, value["rows"][table.name])) for table in TABLES}
        return Lexicons(rows, value["digests"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RecordError(f"{FILE} cannot be read back ({error}). Run again") from None


def read_beside(data: bytes, other: Lexicons) -> tuple[Lexicons, list[str]]:
    """Return the lexicons of a record that another version may have made, and the names of the files
    that it wrote otherwise: their rows are those of the other lexicons.

    Raises RecordError where the bytes are no record.
    """
    try:
        value = json.loads(bz2.decompress(data))
        told, digests = dict(value["rows"]), dict(value["digests"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RecordError(f"{FILE} cannot be read back ({error}). Run again") from None
    rows: dict[str, tuple[Row, ...]] = {}
    strange = []
    for table in TABLES:
        try:
            rows[table.name] = tuple(_rows(table, told[table.name]))
        except (ValueError, KeyError, TypeError):
            rows[table.name] = other[table.name]
            strange.append(f"{table.name}.csv")
    return Lexicons(rows, digests), strange


def _rows(table: Table, cells: list[list[Any]]) -> list[Row]:
    columns = _columns(table)
    return [
        Row(table.name, {**dict(zip(columns, values, strict=True)), "note": ""}, line, bool(user))
        for line, user, *values in cells
    ]
