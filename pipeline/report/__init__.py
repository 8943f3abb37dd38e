"""The rows of a run as pages to read them in: the events beside the articles that they came from."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.report.facts import NEEDED, Facts
from pipeline.report.page import digest_of, get_ready, page
from pipeline.tables.rows import DocumentRows

FILE = "report.html"
FOLDER = "report"
MOST_ARTICLES = 500  # in one page; a longer run has an index, and a page for each article
MOST_LISTED = 2_000  # in an index, which holds the facts of all articles; beyond there is no report

__all__ = ["FILE", "FOLDER", "MOST_LISTED", "NEEDED", "get_ready", "report_files"]


def report_files(
    read: Sequence[DocumentRows],
    tables: Mapping[str, Sequence[Any]],
    said: Sequence[Mapping[str, Any]] = (),
) -> Iterator[tuple[str, bytes]]:
    """Yield the report of the documents that have text, file by file: one page, or above
    MOST_ARTICLES an index and a page for each article. The pages call nothing and hold no clock.

    `said` are the verdicts that the run followed, which a page saves with those given in it: all of
    them stand in the first page, in an article's page its own.
    """
    facts = Facts(tables)
    if len(read) <= MOST_ARTICLES:
        held = list(read)  # read once: three passes go over it
        yield FILE, page(facts, held, held, run=digest_of(held), said=said)
        return
    run = digest_of(read)
    yield FILE, page(facts, read, (), run=run, folder=FOLDER, said=said)
    own: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for verdict in said:
        own[verdict["id"].partition(".")[0]].append(verdict)
    for rows in read:
        doc_id = rows.document.doc_id
        made = page(facts, [rows], [rows], run=run, index=f"../{FILE}", said=own[doc_id])
        yield f"{FOLDER}/{doc_id}.html", made
