"""Parts of a run: the rows of some documents, all tables in one Parquet file that is named by what
they were made of. A part is written once, by whichever process made it, and never changed.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, get_args, get_type_hints
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.tables.arrow import as_array, as_rows, as_structs, ends_of
from pipeline.tables.rows import DocumentRow, DocumentRows

ENDING = ".parquet"
OPEN_PARTS, OPEN_COLUMNS = 24, 96  # that are held while documents are gathered
LEXICONS = b"lexicons"
OF_DOCUMENTS = {
    "file": pa.string(),
    "key": pa.string(),
    "number": pa.int64(),
    "is_last": pa.bool_(),
}


@dataclass(frozen=True, slots=True)
class Examined:
    """One document of a file: its number there, whether it is the last one, and its rows. `key` is
    the digest of what the file was examined with, empty where another run must look again.
    """

    file: str
    key: str
    number: int
    is_last: bool
    rows: DocumentRows


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a document lies: its part and its place in it; `counts` are the numbers of its rows, in
    the order of `tables`.
    """

    part: str
    place: int
    file: str
    key: str
    number: int
    is_last: bool
    lexicons: str
    counts: tuple[int, ...]
    document: DocumentRow


@cache
def tables() -> dict[str, type]:
    """Return the tables of a document with their kinds of rows."""
    hints = get_type_hints(DocumentRows)
    return {name: get_args(hint)[0] for name, hint in hints.items() if get_args(hint)}


@cache
def texts() -> tuple[str, ...]:
    """Return what else a document has: its texts."""
    return tuple(name for name, hint in get_type_hints(DocumentRows).items() if hint is str)


def write_part(folder: Path, examined: Sequence[Examined], lexicons: str) -> Path:
    """Write the rows of some documents beside their place, then move them there; returns it."""
    documents = [one.rows for one in examined]
    columns: dict[str, Any] = {
        name: as_array([getattr(one, name) for one in examined], kind)
        for name, kind in OF_DOCUMENTS.items()
    }
    columns["document"] = as_structs(DocumentRow, [rows.document for rows in documents])
    counts = [[len(getattr(rows, name)) for name in tables()] for rows in documents]
    columns["counts"] = as_array(counts, pa.list_(pa.int64()))
    columns |= {
        name: as_array([getattr(r, name) for r in documents], pa.string()) for name in texts()
    }
    columns |= {name: _lists(documents, name, row_type) for name, row_type in tables().items()}
    table = pa.table(columns, metadata={LEXICONS: lexicons})
    path = folder / f"{_digest(examined, lexicons)}{ENDING}"
    staged = folder / f"{path.stem}-{uuid4().hex}.new"  # the same part may be made twice at once
    pq.write_table(table, staged, compression="zstd", write_statistics=False)
    staged.replace(path)
    return path


def _lists(documents: Sequence[DocumentRows], name: str, row_type: type) -> pa.ListArray:
    rows = [getattr(document, name) for document in documents]
    structs = as_structs(row_type, list(chain.from_iterable(rows)))
    return pa.ListArray.from_arrays(ends_of(rows), structs)


def _digest(examined: Iterable[Examined], lexicons: str) -> str:
    digest = hashlib.sha256(lexicons.encode())
    for one in examined:
        told = one.rows.document
        digest.update(
            f"\n{one.key} {one.number} {told.doc_id} {told.status} {told.message}".encode()
        )
    return digest.hexdigest()[:40]


def listed(folder: Path) -> Iterator[Entry]:
    """Yield the documents of all parts of a folder; one that is torn is taken away."""
    for path in sorted(folder.glob(f"*{ENDING}")):
        try:
            found = list(entries_of(path))
        except (OSError, pa.ArrowException, KeyError, TypeError):
            path.unlink(missing_ok=True)
        else:
            yield from found


def entries_of(path: Path) -> Iterator[Entry]:
    """Yield the documents of one part."""
    names = ["file", "key", "number", "is_last", "counts"]
    with pq.ParquetFile(path) as file:
        table = file.read([*names, "document"], use_threads=False)
    lexicons = (table.schema.metadata or {}).get(LEXICONS, b"").decode()
    told = [table.column(name).to_pylist() for name in names]
    documents = as_rows(DocumentRow, table.column("document").combine_chunks())
    for place, (*cells, counts, document) in enumerate(zip(*told, documents, strict=True)):
        named = dict(zip(names, cells, strict=False))
        yield Entry(
            str(path), place, **named, lexicons=lexicons, counts=tuple(counts), document=document
        )


def load(entry: Entry, names: Iterable[str]) -> DocumentRows:
    """Return a document with these tables and texts; what is not named stays empty."""
    found: dict[str, Any] = {}
    for name in names:
        cell = _column(entry.part, name)[entry.place]
        found[name] = (
            tuple(as_rows(tables()[name], cell.values)) if name in tables() else cell.as_py()
        )
    return DocumentRows(entry.document, **found)


@lru_cache(maxsize=OPEN_COLUMNS)
def _column(part: str, name: str) -> Any:
    """Return one column of a part; few are held, whatever the number of parts."""
    return _file(part).read([name], use_threads=False).column(0).combine_chunks()


@lru_cache(maxsize=OPEN_PARTS)
def _file(part: str) -> pq.ParquetFile:
    return pq.ParquetFile(part)


def close() -> None:
    """Let go of the parts that are held open."""
    _column.cache_clear()
    _file.cache_clear()
