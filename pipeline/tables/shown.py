"""Rows in a notebook: frames of one document or of a run, and short tables in HTML."""

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

from pipeline.tables.csv import OF_DOCUMENT, TABLES, UnknownTableError, all_rows, frame
from pipeline.tables.rows import DocumentRows

if TYPE_CHECKING:
    import pandas

# What a person looks at first; `to_frame` has the other columns.
SHOWN = ("start_date", "date_text", "actors", "trigger", "objects", "recipients", "event_type",
         "modality", "quote", "article")  # fmt: skip
MOST_SHOWN = 20


def document_frame(rows: DocumentRows, table: str) -> "pandas.DataFrame":
    """Return one table of a document. Raises UnknownTableError."""
    if table in TABLES and table not in OF_DOCUMENT:
        raise UnknownTableError(
            f"{table}: made of all documents of a run. One has {', '.join(OF_DOCUMENT)}"
        )
    return frame(table, all_rows((rows,), table) if table in TABLES else ())


def document_html(rows: DocumentRows) -> str:
    """Return the events of a document and the numbers of its other rows."""
    counts = {name: len(getattr(rows, name)) for name in OF_DOCUMENT if name != "documents"}
    title = escape(rows.document.title or rows.document.path)
    return f"<p><b>{title}</b> · {counted(counts)}</p>{events_html(rows.to_frame())}"


def counted(counts: Mapping[str, int]) -> str:
    """Return the numbers of rows by table, those that have some.

    >>> counted({'events': 2, 'dates': 0, 'name_pairs': 1})
    '2 events · 1 name_pairs'
    """
    return " · ".join(f"{number} {name}" for name, number in counts.items() if number)


def events_html(events: "pandas.DataFrame") -> str:
    """Return the first events as a table, everything escaped."""
    text: str = events[list(SHOWN)].head(MOST_SHOWN).to_html(index=False, border=0)
    more = len(events) - MOST_SHOWN
    return text + (f"<p>… and {more} more: to_frame()</p>" if more > 0 else "")
