"""A row of a run, or of one text, followed back to all that decided it: the stages are run again on
the recorded source with the recorded lexicons.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pipeline.document import Document, Findings
from pipeline.lexicon import Lexicons, Row
from pipeline.outputs.reader import Cells, Recorded, as_cells
from pipeline.plain import lowered, plain_form, plain_forms
from pipeline.run import looked_through, source_of, tools_for
from pipeline.tables.build import document_rows
from pipeline.tables.csv import ENTITIES, PRIMARY_KEYS
from pipeline.tables.rows import DocumentRows
from pipeline.text import SourceSpan, Span
from pipeline.tools import Tools, build_tools
from pipeline.workbench.again import found_again, settings_of
from pipeline.workbench.explain_surface import FILES, REFUSED, WINS, trials
from pipeline.workbench.explanation import (
    REMOVED,
    ROW,
    Candidate,
    Entry,
    Explained,
    Explanation,
    Piece,
)
from pipeline.workbench.row_ids import id_of, rows_with

MARGIN = 60  # characters of the source shown before and behind a row, at least
LONGEST_MARGIN = 240  # at most, of a long sentence
EXPLAINED = (
    "dates", "events", "organization_mentions", "technology_mentions", "place_mentions",
    "instrument_mentions", "name_pairs", "repairs",
    "rejected",
)  # fmt: skip
# Rows of one name: in a date or an event other names win.
NAMES = frozenset(
    (
        "organization_mentions",
        "technology_mentions",
        "place_mentions",
        "instrument_mentions",
        "name_pairs",
        "rejected",
    )
)
ENTITY_COLUMNS = (*(PRIMARY_KEYS[name] for name in ENTITIES.values()), "refers_to")


def explain_row(row_id: str, outputs: Path) -> Explained:
    """Explain the rows that bear an id in the output folder of a run.

    Raises RowError for an unknown id, RecordError for a folder without a run.
    """
    recorded = Recorded(outputs)
    rows = rows_with(recorded, row_id)
    tools = build_tools(recorded.lexicons, settings_of(recorded))
    case = _recorded_case(recorded, rows[0][1]["doc_id"], tools)
    return Explained(tuple(case.explanation(table, cells) for table, cells in rows))


def explain_text(
    text: str, about: str = "", *, published: dt.date | None = None,
    lexicons: Path | str | Lexicons | None = None,
) -> Explained:  # fmt: skip
    """Explain the rows that one text gives: those that touch a piece of it (`about`), or all."""
    tools, source = tools_for(lexicons), source_of(text, "text", published)
    document, found, refused = looked_through(source, tools)
    rows = document_rows("text", document, found, refused)
    case = Case(document, found, tools, _tables(rows))
    wanted = list(_places(text, about))
    return Explained(
        tuple(
            case.explanation(table, cells)
            for table in EXPLAINED
            for cells in case.tables[table]
            if any(int(cells["start"]) < end and start < int(cells["end"]) for start, end in wanted)
        )
    )


def _places(text: str, about: str) -> Iterator[tuple[int, int]]:
    if not about:
        yield 0, len(text)
        return
    start = text.find(about)
    while start >= 0:
        yield start, start + len(about)
        start = text.find(about, start + 1)


def _recorded_case(recorded: Recorded, doc_id: str, tools: Tools) -> "Case":
    """Run the stages again behind repair, which is taken over from the run."""
    document, found = found_again(recorded, doc_id, tools)
    names = (*EXPLAINED, "sentences")
    return Case(
        document, found, tools, {name: list(recorded.table(name, {doc_id})) for name in names}
    )


def _tables(rows: DocumentRows) -> dict[str, list[Cells]]:
    return {name: as_cells(name, getattr(rows, name)) for name in (*EXPLAINED, "sentences")}


@dataclass(frozen=True, eq=False)
class Case:
    """A document looked through again, and its rows by table."""

    document: Document
    found: Findings
    tools: Tools
    tables: dict[str, list[Cells]]

    @cached_property
    def dates(self) -> dict[str, Cells]:
        """The dates by their id."""
        return {row["date_id"]: row for row in self.tables["dates"]}

    @cached_property
    def events(self) -> dict[str, Cells]:
        """The events by their id."""
        return {row["event_id"]: row for row in self.tables["events"]}

    def explanation(self, table: str, cells: Cells) -> Explanation:
        """Gather all that decided a row."""
        place = SourceSpan(int(cells["start"]), int(cells["end"]))
        window = self._window(place)
        span, shown = self.document.text.locate(place), self.document.text.locate(window)
        leans_on = tuple(self._leans_on(cells))
        published = self.document.published
        basis = self.document.source.published_basis
        return Explanation(
            table,
            id_of(table, cells),
            cells,
            tuple(self._context(window, place, table)),
            tuple(self._within("repairs", window)),
            self.document.plain[shown.start : shown.end] if shown else "",
            tuple(self._words(shown)) if shown else (),
            tuple(self._candidates(table, place, window, span)),
            tuple(self._entries(table, cells, span)),
            leans_on,
            f"{published} ({basis})" if published else "",
        )

    def _window(self, place: SourceSpan) -> SourceSpan:
        """Return the sentences that a row lies in, or some characters around it."""
        start, end = place.start - MARGIN, place.end + MARGIN
        sentences = [
            row
            for row in self.tables["sentences"]
            if int(row["start"]) < place.end and place.start < int(row["end"])
        ]
        if sentences:
            start = max(int(sentences[0]["start"]), place.start - LONGEST_MARGIN)
            end = min(int(sentences[-1]["end"]), place.end + LONGEST_MARGIN)
        length = len(self.document.source.text)
        return SourceSpan(max(0, min(start, place.start)), min(length, max(end, place.end)))

    def _context(self, window: SourceSpan, place: SourceSpan, table: str) -> Iterator[Piece]:
        """Yield the source around a row, what repair removed told from what it kept."""
        source, position = self.document.source.text, window.start
        for removal in self.document.text.removals:
            start, end = max(removal.span.start, position), min(removal.span.end, window.end)
            if start < end:
                is_row = table == "repairs" and start < place.end and place.start < end
                yield from _kept(source, SourceSpan(position, start), place)
                yield Piece(source[start:end], ROW if is_row else REMOVED, removal.rule)
                position = end
        yield from _kept(source, SourceSpan(position, window.end), place)

    def _within(self, table: str, window: SourceSpan) -> Iterator[Cells]:
        for row in self.tables[table]:
            if int(row["start"]) < window.end and window.start < int(row["end"]):
                yield row

    def _words(self, shown: Span) -> Iterator[tuple[str, str]]:
        for start, end, tag in self.document.words_in(shown):
            yield self.document.plain[start:end], tag

    def _candidates(
        self, table: str, place: SourceSpan, window: SourceSpan, span: Span | None
    ) -> Iterator[Candidate]:
        """Yield what was refused there, and the surfaces of the lexicons that stand in the row: for
        a date or an event what was refused in its sentence.
        """
        refused = list(self._within("rejected", place if table in NAMES else window))
        for row in refused:
            start, end, verdict = int(row["start"]), int(row["end"]), f"refused: {row['reason']}"
            yield Candidate(start, end, row["quote"], row["kind"], verdict, row["rule"])
        if span is None:
            return
        told = {(int(row["start"]), int(row["end"]), row["kind"]) for row in refused}
        for trial in trials(self.document, self.tools.tokenizer.gazetteer, self.found, span):
            origin = self.document.text.origin(Span(trial.start, trial.end))
            is_told = (origin.start, origin.end, trial.sense.kind) in told
            is_inside = trial.verdict.startswith(REFUSED) and Span(trial.start, trial.end) != span
            if is_told or is_inside or (table not in NAMES and trial.verdict.startswith(WINS)):
                continue
            entry = f"{FILES[trial.sense.kind]}:{trial.row.line} {trial.sense.id}, {trial.way}"
            yield Candidate(origin.start, origin.end, trial.text, entry, trial.verdict)

    def _entries(self, table: str, cells: Cells, span: Span | None) -> Iterator[Entry]:
        """Yield the lexicons' rows that a row's rule, ids or words name."""
        ids = {cells[column] for column in ENTITY_COLUMNS if cells.get(column)}
        ids |= {link.partition(":")[2] for link in cells.get("rule", "").split("+") if ":" in link}
        for name in ENTITIES.values():
            yield from _as_entries(row for row in self.tools.lexicons[name] if row["id"] in ids)
        if table == "dates" and span:
            text, rows = (
                self.document.plain[span.start : span.end],
                self.tools.lexicons["date_words"],
            )
            words = plain_forms([row["word"] for row in rows])
            told = (
                row for row, word in zip(rows, words, strict=True) if lowered(word) in lowered(text)
            )
            yield from _as_entries(told)
        if table == "events":
            trigger = plain_form(cells["trigger"]).lower()
            yield from _as_entries(
                row
                for row in self.tools.lexicons["event_triggers"]
                if row["event_type"] == cells["event_type"]
                and trigger in (row["trigger"].lower(), *row.items("forms"))
            )

    def _leans_on(self, cells: Cells) -> Iterator[Cells]:
        """Yield the rows that a row was made from: its anchor, an event's date and its anchor."""
        first = self.events.get(cells.get("same_as", ""))
        if first:
            yield first
        date = self.dates.get(cells["date_id"]) if "event_id" in cells else cells
        if date and date is not cells:
            yield date
        anchor = self.dates.get(date.get("anchor_date_id", "")) if date else None
        if anchor:
            yield anchor


def _kept(source: str, kept: SourceSpan, place: SourceSpan) -> Iterator[Piece]:
    """Yield a piece of the source, what the row covers told from the rest."""
    start = min(max(place.start, kept.start), kept.end)
    end = max(min(place.end, kept.end), start)
    for piece in (
        Piece(source[kept.start : start]), Piece(source[start:end], ROW), Piece(source[end : kept.end])
    ):  # fmt: skip
        if piece.text:
            yield piece


def _as_entries(rows: Iterable[Row]) -> Iterator[Entry]:
    for row in rows:
        yield Entry(f"{row.table}.csv", row.line, dict(row.cells))
