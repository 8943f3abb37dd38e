"""Rows as Arrow columns and back, and the only code that writes Parquet: numbers are numbers, lists are
lists, a day is its text.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from functools import cache
from itertools import accumulate, chain, islice, starmap
from operator import attrgetter
from pathlib import Path
from typing import Any, get_type_hints

import numpy as np
import pyarrow as pa

from pipeline.tables.rows import Items

MOST_WRITTEN = 50_000  # rows that are held at once
KINDS = {int: pa.int64(), int | None: pa.int64(), float: pa.float64(), bool: pa.bool_()}


@cache
def columns_of(row_type: type) -> dict[str, pa.DataType]:
    """Return the columns of a kind of rows with their types."""
    hints = get_type_hints(row_type)
    return {field.name: _kind(hints[field.name]) for field in fields(row_type)}


def _kind(hint: Any) -> pa.DataType:
    return pa.list_(pa.string()) if hint == Items else KINDS.get(hint, pa.string())


@cache
def _is_ordered(row_type: type) -> bool:
    """Tell whether a row takes its cells in the order of the columns, which is faster."""
    return not any(field.kw_only for field in fields(row_type))


def as_structs(row_type: type, rows: Sequence[Any]) -> pa.StructArray:
    """Return rows as one array with a child a column."""
    columns = columns_of(row_type)
    children = [as_array([*map(attrgetter(c), rows)], kind) for c, kind in columns.items()]
    return pa.StructArray.from_arrays(children, list(columns))


def as_array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """Return values as one column: texts, whole numbers or None, numbers, truth values, or lists of
    these.

    `pa.array` gives the same, but first imports pandas, which takes longer than a short run.
    """
    if pa.types.is_list(kind):
        items = as_array(list(chain.from_iterable(values)), kind.value_type)
        return pa.ListArray.from_arrays(ends_of(values), items)
    known = None
    if pa.types.is_string(kind):
        encoded = [value.encode() for value in values]
        data = [ends_of(encoded).buffers()[1], pa.py_buffer(b"".join(encoded))]
    elif pa.types.is_boolean(kind):
        data = [_bits(values)]
    elif pa.types.is_floating(kind):
        data = [pa.py_buffer(array("d", values))]
    else:
        known = _bits([value is not None for value in values]) if None in values else None
        data = [pa.py_buffer(array("q", (value or 0 for value in values)))]
    return pa.Array.from_buffers(kind, len(values), [known, *data])


def ends_of(values: Iterable[Any]) -> pa.Array:
    """Return where each of some values ends when they stand one behind the other, 0 before them."""
    ends = array("i", accumulate(map(len, values), initial=0))
    return pa.Array.from_buffers(pa.int32(), len(ends), [None, pa.py_buffer(ends)])


def _bits(values: Sequence[bool]) -> pa.Buffer:
    return pa.py_buffer(np.packbits(np.array(values, dtype=np.bool_), bitorder="little"))


def as_cells(row_type: type, structs: pa.StructArray) -> Iterator[tuple[Any, ...]]:
    """Yield the cells of the rows of an array that `as_structs` made, in the order of the columns."""
    columns = columns_of(row_type)
    cells = [
        map(tuple, child.to_pylist()) if pa.types.is_list(kind) else child.to_pylist()
        for child, kind in zip(map(structs.field, columns), columns.values(), strict=True)
    ]
    return zip(*cells, strict=True)


def as_rows(row_type: type, structs: pa.StructArray) -> Iterator[Any]:
    """Yield the rows of an array that `as_structs` made."""
    cells = as_cells(row_type, structs)
    if _is_ordered(row_type):
        return starmap(row_type, cells)
    columns = columns_of(row_type)
    return (row_type(**dict(zip(columns, values, strict=True))) for values in cells)


def write_parquet(path: Path, row_type: type, rows: Iterable[Any]) -> None:
    """Write a table as Parquet, some thousand rows at a time."""
    import pyarrow.parquet as pq

    schema = pa.schema(columns_of(row_type))
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        rows = iter(rows)
        while some := list(islice(rows, MOST_WRITTEN)):
            writer.write_table(pa.Table.from_struct_array(as_structs(row_type, some)).cast(schema))
