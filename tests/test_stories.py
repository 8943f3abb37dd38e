"""Copies and stories: what several articles tell is joined, what only looks alike is not."""

import datetime as dt
import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import pipeline
from pipeline.tables.copies import copies, sketches
from pipeline.tables.rows import DocumentRows
from pipeline.tables.stories import story_rows

FOLDER = Path(__file__).parent / "cases"
COPIES = json.loads((FOLDER / "copies.json").read_text(encoding="utf-8"))
STORIES = json.loads((FOLDER / "stories.json").read_text(encoding="utf-8"))


def examined(articles: list[dict[str, Any]]) -> list[DocumentRows]:
    """Take the articles of a case through all stages; `repeat` makes a short text long enough."""
    found = []
    for number, article in enumerate(articles):
        day = dt.date.fromisoformat(article["published"]) if "published" in article else None
        text = "".join(
            article["text"].replace("#", str(n)) for n in range(article.get("repeat", 1))
        )
        rows = pipeline.analyze(text, name=article.get("name", f"{number}.txt"), published=day)
        found.append(replace(rows, document=replace(rows.document, title=article.get("title", ""))))
    return found


def with_copies(documents: list[DocumentRows]) -> list[DocumentRows]:
    """Return the documents in their order, copies with the id of the document that they copy."""
    rows = [document.document for document in documents]
    found = copies(rows, documents, sketches(documents))
    return [
        replace(document, document=replace(row, duplicate_of=found.get(row.doc_id, "")))
        for document, row in zip(documents, rows, strict=True)
    ]


@pytest.mark.parametrize("case", COPIES, ids=lambda case: case["why"])
def test_copies_lead_to_the_article_published_first(case: dict[str, Any]) -> None:
    documents = with_copies(examined(case["articles"]))
    paths = {rows.document.doc_id: rows.document.path for rows in documents}
    found = [paths.get(rows.document.duplicate_of) for rows in documents]
    assert found == case["copy_of"]


@pytest.mark.parametrize("case", STORIES, ids=lambda case: case["why"])
def test_stories_join_what_articles_tell_of_one_event(case: dict[str, Any]) -> None:
    rows = story_rows(examined(case["articles"]))
    found = [
        [row.start_date, row.event_type, list(row.actors), row.articles, list(row.disagreements)]
        for row in rows
    ]
    assert found == case["expect"]


def test_neither_depends_on_the_order_in_which_articles_come() -> None:
    articles = [
        {**article, "name": f"{number}-{key}.txt"}
        for number, case in enumerate(COPIES + STORIES)
        for key, article in enumerate(case["articles"])
    ]
    documents = with_copies(examined(articles))
    shuffled = random.Random(1).sample(documents, len(documents))
    by_path = sorted(with_copies(shuffled), key=lambda rows: documents.index(rows))
    assert by_path == documents
    assert story_rows(shuffled) == story_rows(documents)


def test_copies_change_nothing_else_of_a_document() -> None:
    documents = examined(COPIES[0]["articles"])
    cleared = [
        replace(rows, document=replace(rows.document, duplicate_of=""))
        for rows in with_copies(documents)
    ]
    assert cleared == documents
