"""What each rule of events earns: the articles with gold read again, each row of constructions.csv and
each rule of choice left out in turn.

    python -m tests.evaluation.left_out --gold FOLDER --articles FOLDER [--also FOLDER]

Prints for each how many rows the gold has and has not, against all rules together, and how many rows
change in all; `--also` adds articles without gold to the last count. A row that changes nothing can go.
"""

import argparse
import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from pipeline import lexicon
from pipeline.document import Document, Findings
from pipeline.events import (
    EventNames,
    chinese,
    chinese_choice,
    english,
    english_choice,
    find_events,
)
from pipeline.events.knowledge import EventKnowledge
from pipeline.lexicon import Lexicons
from pipeline.names import name_context
from pipeline.persons import find_persons
from pipeline.run import looked_through, source_of, tools_for
from pipeline.spans import Taken
from pipeline.tables.build import document_rows
from pipeline.tables.rows import EventRow
from pipeline.tools import Tools
from tests.evaluation.events import is_right

Keys = set[tuple[str, int, int, str, str, tuple[str, ...]]]


@dataclass(frozen=True)
class Article:
    """An article with all that stands in it but its events, and its gold, if any."""

    name: str
    document: Document
    found: Findings
    names: EventNames
    gold: dict[str, Any] | None

    def events(self, knowledge: EventKnowledge) -> tuple[EventRow, ...]:
        """Find its events anew."""
        events, _ = find_events(self.document, self.found.dates, self.names, knowledge)
        return document_rows(
            self.name, self.document, replace(self.found, events=events), []
        ).events  # fmt: skip


def articles(texts: Path, gold: Path | None, tools: Tools) -> Iterator[Article]:
    """Yield the articles of a folder, each with its gold where there is some."""
    for path in sorted(texts.glob("*")):
        standard = None
        if gold is not None:
            files = [f for f in gold.glob("*.gold.json") if path.name.startswith(f.name[:-10])]
            if not files:
                continue
            standard = json.loads(files[0].read_text(encoding="utf-8"))
        source = source_of(path.read_text(encoding="utf-8"), path.name, None)
        document, found, _ = looked_through(source, tools)
        spans = [*(d.span for d in found.dates), *document.addresses]
        view = name_context(document, Taken(spans), tools.names)
        persons = find_persons(view, found.organizations, document.published, tools.persons)
        names = EventNames(found.organizations, found.technologies, persons, found.places)
        yield Article(path.name, document, found, names, standard)


def measured(read: list[Article], knowledge: EventKnowledge) -> tuple[int, int, Keys]:
    """Return how many rows the gold has, how many it has not, and all rows."""
    right, wrong = 0, 0
    keys: Keys = set()
    for article in read:
        for row in article.events(knowledge):
            told = (*row.actors, "", *row.objects, "", *row.recipients)
            keys.add(
                (article.name, row.start, row.trigger_start, row.event_type, row.modality, told)
            )
            if article.gold is not None:
                agrees = is_right(row, article.gold)
                right, wrong = right + agrees, wrong + (not agrees)
    return right, wrong, keys


def without_row(shipped: Lexicons, row_id: str) -> EventKnowledge:
    """Return what events are found by, a row of constructions.csv left out."""
    kept = tuple(row for row in shipped["constructions"] if row["id"] != row_id)
    return EventKnowledge(Lexicons({**shipped.rows, "constructions": kept}, shipped.digests))


@contextmanager
def without_rule(name: str) -> Iterator[None]:
    """Leave a rule of choice out of its language: _identifies."""
    with ExitStack() as stack:
        for module, source in ((chinese, chinese_choice), (english, english_choice)):
            language = module.__name__.rsplit(".", 1)[-1]
            for rules in ("RULES", "LED_RULES"):
                if hasattr(source, rules):
                    kept = [
                        r for r in getattr(source, rules) if f"{language}: {r.__name__}" != name
                    ]
                    stack.enter_context(patch.object(module, rules, tuple(kept)))
        yield


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="folder with *.gold.json")
    parser.add_argument("--articles", type=Path, required=True, help="the articles of the gold")
    parser.add_argument("--also", type=Path, help="articles without gold")
    options = parser.parse_args()
    shipped, tools = lexicon.load(), tools_for(None)
    read = list(articles(options.articles, options.gold, tools))
    if options.also:
        read += articles(options.also, None, tools)
    right, wrong, keys = measured(read, tools.events)
    print(f"{'all rules':32} right {right:4} not in gold {wrong:4} rows {len(keys):5}")
    for row in shipped["constructions"]:
        _print(row["id"], measured(read, without_row(shipped, row["id"])), (right, wrong, keys))
    for language, rules in (("chinese", chinese_choice.RULES), ("english", english_choice.RULES)):
        for rule in rules:
            name = f"{language}: {rule.__name__}"
            with without_rule(name):
                _print(name, measured(read, tools.events), (right, wrong, keys))


def _print(name: str, left: tuple[int, int, Keys], full: tuple[int, int, Keys]) -> None:
    changed = len(left[2] ^ full[2])
    print(
        f"without {name:24} right {left[0] - full[0]:+4} not in gold {left[1] - full[1]:+4}"
        f" rows changed {changed:4}"
    )


if __name__ == "__main__":
    main()
