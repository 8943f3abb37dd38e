"""What a change of the lexicons adds to the tables of the last run and takes from them, without
running everything again: only documents in which a changed row can be seen are looked at anew.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from pathlib import Path

from pipeline import lexicon
from pipeline.lexicon import Lexicons
from pipeline.outputs.reader import Cells, Recorded, as_cells
from pipeline.plain import plain_form
from pipeline.review import apply_verdicts
from pipeline.review.confidence import corrected
from pipeline.tables.csv import ENTITIES, PRIMARY_KEYS
from pipeline.tables.rows import DocumentRows
from pipeline.tools import Settings, build_tools, library_versions
from pipeline.workbench.again import rows_again, settings_of
from pipeline.workbench.diff import (
    REPAIRING,
    Change,
    changes,
    finder,
    linking,
    surfaces_changed,
    words_changed,
)

# A process of its own takes about two seconds to start: not worth it for fewer documents.
FEWEST_SHARED = 100
MOST_WORKERS = 8
COMPARED = (*ENTITIES, "events", "name_pairs", "dates", "rejected")


@dataclass(frozen=True)
class Difference:
    """Rows of one table that a change adds, takes away, or gives other cells."""

    added: list[Cells] = field(default_factory=list)
    removed: list[Cells] = field(default_factory=list)
    changed: list[tuple[Cells, Cells]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True)
class Impact:
    """What a change of the lexicons does to a run's tables.

    `entities` are ids that the corpus gains and loses. `warnings` say what this comparison leaves
    out.
    """

    rows: list[Change]
    documents: int
    examined: list[str]
    tables: Mapping[str, Difference]
    entities: Mapping[str, tuple[list[str], list[str]]]
    warnings: list[str]


def impact(outputs: Path, overlay: Path | None = None) -> Impact:
    """Compare the tables of the last run with those that the lexicons of today would give.

    Raises RecordError, LexiconError or NerError where nothing can be compared.
    """
    recorded, lexicons = Recorded(outputs), lexicon.load(overlay)
    settings = settings_of(recorded)
    rows = changes(recorded.lexicons, lexicons)
    warnings = list(_warnings(recorded, rows))
    examined = _visible(recorded, rows, lexicons) if rows else []
    tables = _differences(recorded, examined, lexicons, settings) if examined else {}
    entities = {
        name: _entities(recorded, name, tables[mentions])
        for mentions, name in ENTITIES.items()
        if tables
    }
    return Impact(rows, len(recorded.documents), examined, tables, entities, warnings)


def _warnings(recorded: Recorded, rows: Iterable[Change]) -> Iterator[str]:
    if recorded.facts["version"] != version("zhengju"):
        yield f"the run was made by version {recorded.facts['version']}: differences may come from that"
    recorded_libraries = recorded.facts["libraries"]
    if any(recorded_libraries.get(name) != now for name, now in library_versions().items()):
        yield "libraries have other versions than in the run: differences may come from that"
    if recorded.facts["settings"]["ner"]:
        yield "organizations that the model gave (--ner) are left out of the comparison"
    if any(change.table in REPAIRING for change in rows):
        yield "boilerplate.csv changed: what is removed from a text shows in a new run only"


def _visible(recorded: Recorded, rows: list[Change], lexicons: Lexicons) -> list[str]:
    """Return the documents in which a changed row can be seen, in the order of the tables."""
    surfaces = surfaces_changed(rows, recorded.lexicons, lexicons)
    stands_in = finder([*surfaces, *words_changed(rows)])
    is_linked = linking(rows)
    linked = {
        row["doc_id"]
        for row in recorded.table("organization_mentions")
        if row["basis"] in ("rule", "pair") and is_linked(row["text"], row["kind"])
    }
    return [
        doc_id
        for doc_id in recorded.documents
        if doc_id in linked or stands_in(plain_form(recorded.clean_text(doc_id)))
    ]


def _differences(
    recorded: Recorded, doc_ids: list[str], lexicons: Lexicons, settings: Settings
) -> dict[str, Difference]:
    found = _examined_all(recorded, doc_ids, lexicons, settings)
    reviewed = apply_verdicts(found, recorded.verdicts).documents
    examined = [corrected(rows, recorded.correction) for rows in reviewed]
    chosen = set(doc_ids)
    tables = {}
    for name in COMPARED:
        former = filter(_counts, recorded.table(name, chosen))
        now = as_cells(name, (row for rows in examined for row in getattr(rows, name)))
        tables[name] = _difference(former, filter(_counts, now), _key(PRIMARY_KEYS.get(name, "")))
    return tables


def _examined_all(
    recorded: Recorded, doc_ids: list[str], lexicons: Lexicons, settings: Settings
) -> list[DocumentRows]:
    """Look at documents anew, many of them by several processes."""
    workers = min(os.cpu_count() or 1, MOST_WORKERS)
    if len(doc_ids) < FEWEST_SHARED or workers == 1:
        tools = build_tools(lexicons, settings)
        return [rows_again(recorded, doc_id, tools) for doc_id in doc_ids]
    job = partial(_examined_in_worker, Recorded(recorded.outputs), lexicons, settings)
    shares = [doc_ids[index::workers] for index in range(workers)]
    with ProcessPoolExecutor(workers) as pool:
        found = [rows for share in pool.map(job, shares) for rows in share]
    order = {doc_id: index for index, doc_id in enumerate(doc_ids)}
    return sorted(found, key=lambda rows: order[rows.document.doc_id])


def _examined_in_worker(
    recorded: Recorded, lexicons: Lexicons, settings: Settings, doc_ids: list[str]
) -> list[DocumentRows]:
    tools = build_tools(lexicons, settings)
    return [rows_again(recorded, doc_id, tools) for doc_id in doc_ids]


def _counts(row: Cells) -> bool:
    """Leave out what the comparison cannot tell: refusals of repair, names that a model gave."""
    return row.get("kind") != "repair" and row.get("basis") != "model"


def _key(id_column: str) -> Callable[[Cells], str]:
    return lambda row: row[id_column] if id_column else "\0".join(row.values())


def _difference(
    former: Iterable[Cells], now: Iterable[Cells], key: Callable[[Cells], str]
) -> Difference:
    before, after = ({key(row): row for row in rows} for rows in (former, now))
    return Difference(
        [row for name, row in after.items() if name not in before],
        [row for name, row in before.items() if name not in after],
        [(row, after[name]) for name, row in before.items() if after.get(name, row) != row],
    )


def _entities(recorded: Recorded, name: str, difference: Difference) -> tuple[list[str], list[str]]:
    """Return the ids that the whole corpus gains and loses."""
    column = PRIMARY_KEYS[name]
    counts = {row[column]: int(row["mentions"]) for row in recorded.table(name)}
    former = set(counts)
    gone = [*difference.removed, *(before for before, _ in difference.changed)]
    come = [*difference.added, *(after for _, after in difference.changed)]
    for step, rows in ((-1, gone), (1, come)):
        for row in rows:
            counts[row[column]] = counts.get(row[column], 0) + step
    now = {row_id for row_id, count in counts.items() if row_id and count > 0}
    return sorted(now - former), sorted(former - now)
