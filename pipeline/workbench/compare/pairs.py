"""The documents and rows of two runs side by side."""

from collections.abc import Iterable, Iterator, Mapping

from pipeline.outputs.reader import Cells
from pipeline.tables.csv import OF_DOCUMENT
from pipeline.workbench.compare.causes import RowChange


def pairs_of(old: Mapping[str, Cells], new: Mapping[str, Cells]) -> list[tuple[str, str]]:
    """Return the documents of both runs side by side: by id, else by digest where that is one of a
    kind; nothing on the side that lacks one.
    """
    gone = [doc_id for doc_id in old if doc_id not in new]
    come = [doc_id for doc_id in new if doc_id not in old]
    alike: dict[str, str] = {}
    for doc_id in gone:
        same = [other for other in come if new[other]["sha256"] == old[doc_id]["sha256"] != ""]
        if len(same) == 1 and same[0] not in alike.values():
            alike[doc_id] = same[0]
    renamed = set(alike.values())
    return [
        *((doc_id, doc_id if doc_id in new else alike.get(doc_id, "")) for doc_id in old),
        *(("", doc_id) for doc_id in come if doc_id not in renamed),
    ]


def by_document(tables: Mapping[str, Iterable[Cells]]) -> dict[str, dict[str, list[Cells]]]:
    found: dict[str, dict[str, list[Cells]]] = {}
    for name in OF_DOCUMENT:
        for row in tables.get(name, ()):
            found.setdefault(row["doc_id"], {}).setdefault(name, []).append(row)
    return found


def changes_of(
    former: Mapping[str, Mapping[str, Cells]], now: Mapping[str, Mapping[str, Cells]]
) -> Iterator[RowChange]:
    for name in now:
        before, after = former[name], now[name]
        for key in dict.fromkeys([*before, *after]):
            if before.get(key) != after.get(key):
                yield RowChange(name, key, before.get(key), after.get(key))


def only_moved(
    tables: Mapping[bool, Mapping[str, list[Cells]]], former: Mapping[str, Mapping[str, Cells]]
) -> int:
    """Count the rows whose place alone differs."""
    was = {name: {tuple(row.values()) for row in rows} for name, rows in tables[False].items()}
    now = {name: {tuple(row.values()) for row in rows} for name, rows in tables[True].items()}
    return sum(
        tuple(cells.values()) in now.get(name, ())
        and tuple(cells.values()) not in was.get(name, ())
        for name, rows in former.items()
        for cells in rows.values()
    )
