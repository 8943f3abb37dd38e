"""zhengju: Chinese and English policy articles to tables of dated events, organizations and
technology terms.
"""

import datetime as dt
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.lexicon import LexiconError, Lexicons
    from pipeline.lexicon.snapshot import RecordError
    from pipeline.organizations.ner import NerError
    from pipeline.outputs.publish import OutputError
    from pipeline.outputs.restore import RestoreError
    from pipeline.read.failure import ReadError
    from pipeline.tables.audit import AuditError
    from pipeline.tables.csv import UnknownTableError, read_frame
    from pipeline.tables.rows import DocumentRows
    from pipeline.workbench.explanation import Explained
    from pipeline.workbench.imported import VerdictsError
    from pipeline.workbench.row_ids import RowError

__version__ = "0.1.0"
__all__ = [
    "AuditError", "LexiconError", "NerError", "OutputError", "ReadError", "RecordError",
    "RestoreError", "RowError", "UnknownTableError", "VerdictsError", "__version__", "analyze",
    "explain", "read_frame",
]  # fmt: skip
# Where the other names stand: a module is imported when somebody asks for what is in it.
HOMES = {
    "AuditError": "tables.audit",
    "LexiconError": "lexicon",
    "NerError": "organizations.ner",
    "OutputError": "outputs.publish",
    "ReadError": "read.failure",
    "RecordError": "lexicon.snapshot",
    "RestoreError": "outputs.restore",
    "RowError": "workbench.row_ids",
    "UnknownTableError": "tables.csv",
    "VerdictsError": "workbench.imported",
    "read_frame": "tables.csv",
}


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *HOMES})


def analyze(
    text: str,
    *,
    name: str = "text",
    published: dt.date | None = None,
    lexicons: "Path | str | Lexicons | None" = None,
) -> "DocumentRows":
    """Return all rows found in one text: dates, events, organization_mentions, technology_mentions,
    place_mentions, instrument_mentions, sentences, repairs, name_pairs, rejected, each with the columns of its table as attributes, and
    clean_text.

    `published` settles relative dates. `lexicons` is a folder laid over the shipped rows, loaded
    lexicons, or None. Raises LexiconError for lexicons that cannot be used.
    """
    from pipeline.run import analyze

    return analyze(text, name=name, published=published, lexicons=lexicons)


def explain(
    text: str,
    about: str = "",
    *,
    published: dt.date | None = None,
    lexicons: "Path | str | Lexicons | None" = None,
) -> "Explained":
    """Tell why each row of one text says what it says; `str()` of the result is for reading, its
    `rows` hold the same as fields: the source around the row, what was removed there, the plain
    form, the words, the candidates, the rules, the rows of the lexicons.

    `about` is a piece of the text: only rows that touch it are explained.
    """
    from pipeline.workbench.explain_row import explain_text

    return explain_text(text, about, published=published, lexicons=lexicons)
