"""Verdicts to the rows that were judged, as the program wrote them: also where the run has followed
the verdicts since, and the rejected rows are gone.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.outputs.reader import Cells, Recorded, as_cells
from pipeline.review import Verdict
from pipeline.review.confidence import corrected
from pipeline.review.verdicts import ACCEPT, EDIT, REJECT
from pipeline.tables.csv import PRIMARY_KEYS
from pipeline.tools import build_tools
from pipeline.workbench.again import rows_again, settings_of
from pipeline.workbench.sample import SAMPLED

JUDGED = (ACCEPT, EDIT, REJECT)
# What confidence speaks of: an event with another agent still has its day and its verb.
TOLD = frozenset({"start_date", "end_date", "date_text", "trigger"})


@dataclass(frozen=True)
class Judged:
    """A row that was accepted, edited or rejected, and its table."""

    table: str
    cells: Cells
    verdict: Verdict

    @property
    def is_right(self) -> bool:
        """Tell whether every cell is right."""
        return self.verdict.verdict == ACCEPT

    @property
    def has_day_and_verb(self) -> bool:
        """Tell whether an event is right in what its confidence speaks of."""
        corrected = self.verdict.corrected
        is_other = self.verdict.verdict == EDIT and corrected and not TOLD & corrected.keys()
        return self.is_right or bool(is_other)


def judged_rows(recorded: Recorded, verdicts: Iterable[Verdict]) -> list[Judged]:
    """Return the rows of a run that verdicts speak of; an unsure one is not judged."""
    said = [verdict for verdict in verdicts if verdict.verdict in JUDGED]
    rows = _rows(recorded, {verdict.doc_id for verdict in said})
    return [Judged(*rows[verdict.id], verdict) for verdict in said if verdict.id in rows]


def _rows(recorded: Recorded, doc_ids: set[str]) -> dict[str, tuple[str, Cells]]:
    """Return the rows of some documents by id: those of the tables, or where verdicts were laid over
    them, those that the program finds again.
    """
    names = {name for said in recorded.verdicts for name in (said.sha256, said.doc_id)}
    told = {
        doc_id
        for doc_id, document in recorded.documents.items()
        if names & {doc_id, document["sha256"]}
    }
    untouched, followed = doc_ids - told, sorted(doc_ids & told)
    found = [(name, row) for name in SAMPLED for row in recorded.table(name, untouched)]
    if followed:
        tools = build_tools(recorded.lexicons, settings_of(recorded))
        for doc_id in followed:
            rows = corrected(rows_again(recorded, doc_id, tools), recorded.correction)
            found += [
                (name, row) for name in SAMPLED for row in as_cells(name, getattr(rows, name))
            ]
    return {row[PRIMARY_KEYS[name]]: (name, row) for name, row in found}
