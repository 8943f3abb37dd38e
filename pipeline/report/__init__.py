"""The rows of a run as pages to read them in: the events beside the articles that they came from."""

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.report.facts import Facts
from pipeline.report.page import page
from pipeline.tables.rows import DocumentRows

FILE = "report.html"
FOLDER = "report"
MOST_ARTICLES = 500  # in one page; a longer run has an index, and a page for each article

__all__ = ["FILE", "FOLDER", "report_files"]


def report_files(
    documents: Sequence[DocumentRows], tables: Mapping[str, Sequence[Any]]
) -> dict[str, bytes]:
    """Return the report of a run by file name: one page, or above MOST_ARTICLES an index and a page
    for each article. The pages call nothing and hold no clock.
    """
    read = [rows for rows in documents if rows.document.status == "ok"]
    facts = Facts(tables)
    if len(read) <= MOST_ARTICLES:
        return {FILE: page(facts, read, read)}
    files = {FILE: page(facts, read, (), folder=FOLDER)}
    for rows in read:
        name = f"{FOLDER}/{rows.document.doc_id}.html"
        files[name] = page(facts, [rows], [rows], index=f"../{FILE}")
    return files
