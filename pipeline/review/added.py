"""A row that a reviewer adds: a quote that stands once in the source, and the cells given with it."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from pipeline.review.verdicts import Verdict
from pipeline.tables.csv import split_items
from pipeline.tables.rows import (
    DateRow,
    DocumentRows,
    EventRow,
    InstrumentMentionRow,
    IsoDate,
    OrganizationMentionRow,
    PlaceMentionRow,
    TechnologyMentionRow,
)

ADDED = "added"
RULE = "reviewer"
# The rows of names, by the word in their id.
NAMED: Mapping[str, type] = {
    "organization": OrganizationMentionRow,
    "technology": TechnologyMentionRow,
    "place": PlaceMentionRow,
    "instrument": InstrumentMentionRow,
}


def added_row(document: DocumentRows, verdict: Verdict) -> Any | None:
    """Return the row that a reviewer adds, None where its quote is not in the source, or several
    times.
    """
    source, quote = document.source_text, verdict.quote
    if source.count(quote) != 1:
        return None
    start = source.index(quote)
    place = (start, start + len(quote))
    makers = {"event": _event, "date": _date, **dict.fromkeys(NAMED, _named)}
    make = makers.get(verdict.kind)
    return make(document, verdict, place) if make else None


def _sentence_id(document: DocumentRows, start: int) -> str:
    return next((s.sentence_id for s in document.sentences if s.start <= start < s.end), "")


def _event(document: DocumentRows, verdict: Verdict, place: tuple[int, int]) -> EventRow | None:
    """Return an event: its trigger stands in the quote, its date is the first one there."""
    cells, doc_id = verdict.corrected, document.document.doc_id
    trigger = cells.get("trigger", "")
    if not trigger or trigger not in verdict.quote:
        return None
    start, end = place
    at = start + verdict.quote.index(trigger)
    date = next((d for d in document.dates if start <= d.start and d.end <= end), None)
    actors, objects, recipients = (
        tuple(split_items(cells.get(name, ""))) for name in ("actors", "objects", "recipients")
    )
    date_place = f"{date.start}-{date.end}" if date else f"{start}-{end}"
    return EventRow(
        doc_id=doc_id, event_id=f"{doc_id}.event.{date_place}.{at}-{at + len(trigger)}",
        date_id=date.date_id if date else "", sentence_id=_sentence_id(document, at),
        start=start, end=end, quote=verdict.quote,
        start_date=IsoDate(cells.get("start_date", date.start_date if date else "")),
        end_date=IsoDate(cells.get("end_date", date.end_date if date else "")),
        precision=date.precision if date else "day",
        date_text=cells.get("date_text", date.text if date else ""),
        trigger=trigger, trigger_start=at, trigger_end=at + len(trigger),
        event_type=cells.get("event_type", "other"), modality=cells.get("modality", "actual"),
        actors=actors, actor_ids=("",) * len(actors),
        objects=objects, object_ids=("",) * len(objects),
        recipients=recipients, recipient_ids=("",) * len(recipients),
        technologies=(), technology_ids=(), places=(), place_ids=(),
        article=document.document.title or document.document.path, basis="sentence", same_as="", rule=RULE, confidence=1.0, review=ADDED,
    )  # fmt: skip


def _date(document: DocumentRows, verdict: Verdict, place: tuple[int, int]) -> DateRow:
    cells, doc_id = verdict.corrected, document.document.doc_id
    return DateRow(
        text=verdict.quote, start_date=IsoDate(cells.get("start_date", "")),
        end_date=IsoDate(cells.get("end_date", "")), timex=cells.get("timex", ""),
        precision=cells.get("precision", "day"), modifier=cells.get("modifier", ""),
        basis="explicit", quote=verdict.quote, doc_id=doc_id,
        date_id=f"{doc_id}.date.{place[0]}-{place[1]}",
        sentence_id=_sentence_id(document, place[0]), start=place[0], end=place[1],
        anchor_date_id="", rule=RULE, review=ADDED,
    )  # fmt: skip


def _named(document: DocumentRows, verdict: Verdict, place: tuple[int, int]) -> Any:
    """Return a mention of an organization, a technology term, a place or an instrument."""
    doc_id, (start, end), quote = document.document.doc_id, place, verdict.quote
    cells: dict[str, Any] = {
        "doc_id": doc_id, "mention_id": f"{doc_id}.{verdict.kind}.{start}-{end}",
        "sentence_id": _sentence_id(document, start), "start": start, "end": end,
        "quote": quote, "text": quote, "name": quote, "kind": "other", "category": "other",
        "basis": RULE, "rule": RULE, "review": ADDED, **verdict.corrected,
    }  # fmt: skip
    row_type = NAMED[verdict.kind]
    return row_type(**{column.name: cells.get(column.name, "") for column in fields(row_type)})
