"""Parts of a run: the rows of some documents, all tables in one Arrow file that is named by what they
were made of. A part is written once, by whichever process made it, and never changed.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, groupby, pairwise
from pathlib import Path
from typing import Any, get_args, get_type_hints
from uuid import uuid4

import pyarrow as pa

from pipeline.tables.arrow import as_array, as_cells, as_rows, as_structs, ends_of
from pipeline.tables.rows import DocumentRow, DocumentRows

ENDING = ".arrow"
PACKING = (
    "lz4"  # half as large again as Parquet; but each table is read several times, each time faster
)
MOST_HELD = 24  # parts while documents are gathered
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


@cache
def columns() -> tuple[str, ...]:
    """Return the columns of a part in their order."""
    return (*OF_DOCUMENTS, "document", "counts", *texts(), *tables())


def write_part(folder: Path, examined: Sequence[Examined], lexicons: str) -> Path:
    """Write the rows of some documents beside their place, then move them there; returns it."""
    documents = [one.rows for one in examined]
    made: dict[str, Any] = {
        name: as_array([getattr(one, name) for one in examined], kind)
        for name, kind in OF_DOCUMENTS.items()
    }
    made["document"] = as_structs(DocumentRow, [rows.document for rows in documents])
    counts = [[len(getattr(rows, name)) for name in tables()] for rows in documents]
    made["counts"] = as_array(counts, pa.list_(pa.int64()))
    made |= {name: as_array([getattr(r, name) for r in documents], pa.string()) for name in texts()}
    made |= {name: _lists(documents, name, row_type) for name, row_type in tables().items()}
    batch = pa.record_batch([made[n] for n in columns()], columns(), metadata={LEXICONS: lexicons})
    path = folder / f"{_digest(examined, lexicons)}{ENDING}"
    staged = folder / f"{path.stem}-{uuid4().hex}.new"  # the same part may be made twice at once
    options = pa.ipc.IpcWriteOptions(compression=PACKING, use_threads=False)
    with (
        pa.OSFile(str(staged), "wb") as file,
        pa.ipc.new_file(file, batch.schema, options=options) as writer,
    ):
        writer.write_batch(batch)
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
    names = (*OF_DOCUMENTS, "counts")
    found = _read(str(path), (*names, "document"))
    lexicons = (found.schema.metadata or {}).get(LEXICONS, b"").decode()
    told = [found.column(name).to_pylist() for name in names]
    documents = as_rows(DocumentRow, found.column("document"))
    for place, (*cells, counts, document) in enumerate(zip(*told, documents, strict=True)):
        named = dict(zip(names, cells, strict=False))
        yield Entry(
            str(path), place, **named, lexicons=lexicons, counts=tuple(counts), document=document
        )


def load(entries: Iterable[Entry], names: tuple[str, ...]) -> Iterator[DocumentRows]:
    """Yield documents with these tables and texts; what is not named stays empty."""
    for some in _series(entries):
        held = _held(some[0].part, names).slice(some[0].place, len(some))
        cells = [_by_document(held.column(name), name) for name in names]
        for entry, *found in zip(some, *cells, strict=True):
            yield DocumentRows(entry.document, **dict(zip(names, found, strict=True)))


def _by_document(column: pa.Array, name: str) -> list[Any]:
    """Return what each of some documents has in a column: rows of a table, or a text."""
    if name not in tables():
        return column.to_pylist()  # type: ignore[no-any-return]
    ends = column.offsets.to_pylist()
    rows = tuple(as_rows(tables()[name], _rows_of(column)))
    return [rows[start - ends[0] : end - ends[0]] for start, end in pairwise(ends)]


def load_rows(entries: Iterable[Entry], name: str) -> Iterator[Any]:
    """Yield the rows of one table of some documents."""
    return chain.from_iterable(as_rows(tables()[name], some) for some in _structs(entries, name))


def load_cells(entries: Iterable[Entry], name: str) -> Iterator[tuple[Any, ...]]:
    """Yield the cells of the rows of one table of some documents, which takes half as long."""
    return chain.from_iterable(as_cells(tables()[name], some) for some in _structs(entries, name))


def _structs(entries: Iterable[Entry], name: str) -> Iterator[pa.StructArray]:
    for some in _series(entries):
        column = _held(some[0].part, (name,)).column(name)
        yield _rows_of(column.slice(some[0].place, len(some)))


def _rows_of(column: pa.ListArray) -> pa.StructArray:
    """Return the rows of a table of documents that lie side by side."""
    first, end = (column.offsets[place].as_py() for place in (0, len(column)))
    return column.values.slice(first, end - first)


def _series(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Yield entries whose documents lie side by side in a part, in their order, together: to read them
    at once takes a third of the time.
    """
    for _, group in groupby(enumerate(entries), key=_neighbors):
        yield [entry for _, entry in group]


def _neighbors(numbered: tuple[int, Entry]) -> tuple[str, int]:
    """Return what documents have in common that lie side by side in a part, in their order."""
    number, entry = numbered
    return entry.part, entry.place - number


def _read(part: str, names: Iterable[str]) -> pa.RecordBatch:
    """Return some columns of a part."""
    places = [columns().index(name) for name in names]
    options = pa.ipc.IpcReadOptions(included_fields=places, use_threads=False)
    with pa.OSFile(part) as file, pa.ipc.open_file(file, options=options) as reader:
        return reader.get_batch(0)


_held = lru_cache(maxsize=MOST_HELD)(_read)


def close() -> None:
    """Let go of the parts that are held."""
    _held.cache_clear()
