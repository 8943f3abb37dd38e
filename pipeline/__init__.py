"""zhengju: Chinese and English policy articles to tables of dated events, organizations and
technology terms.
"""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.lexicon import Lexicons
    from pipeline.tables.rows import DocumentRows
    from pipeline.workbench.explanation import Explained

__all__ = ["analyze", "explain"]


def analyze(
    text: str,
    *,
    name: str = "text",
    published: dt.date | None = None,
    lexicons: "Path | str | Lexicons | None" = None,
) -> "DocumentRows":
    """Return all rows found in one text: dates, events, organization_mentions, technology_mentions,
    sentences, repairs, name_pairs, rejected, each with the columns of its table as attributes, and
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
