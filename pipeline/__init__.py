"""zhengju: Chinese and English policy articles to tables of dated events, organizations and
technology terms.
"""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.lexicon import Lexicons
    from pipeline.tables.rows import DocumentRows

__all__ = ["analyze"]


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
