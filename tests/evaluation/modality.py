"""Fit the weights by which an event is a plan or has happened, and print how often the rules and they are
right.

    python -m tests.evaluation.modality FOLDER ... [--also more.jsonl] [-o modality.csv]

Of each annotated event (see choice.py) whose date and word the pipeline finds, and which the rules call
actual or planned. Articles are put into five parts: what is printed is judged by weights from the other
four, of all annotated modalities. Needs `pip install '.[train]'`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any
from unittest.mock import patch

import typer

from pipeline import lexicon
from pipeline.document import Source
from pipeline.events import modality_choice
from pipeline.events.modality_choice import CUED, DECIDED, PLANNED
from pipeline.loglinear import FOLDER, Weights
from pipeline.tools import Tools, build_tools
from tests.evaluation import roles
from tests.evaluation.choice import (
    ANNOTATED,
    PARTS,
    Notes,
    annotated_sources,
    fitted,
    part_of,
    read_notes,
    write,
)

PENALTY, SMALL = 0.5, 10


@dataclass(frozen=True)
class Told:
    """An event with what it shows, what the rules propose and what is annotated."""

    shown: list[str]
    proposed: str
    annotated: str
    weight: int
    part: int
    language: str

    @property
    def right(self) -> bool:
        """Whether it is a plan."""
        return self.annotated == PLANNED


def told_events(folders: Iterable[Path], notes: Mapping[str, Notes]) -> Iterator[Told]:
    """Yield the annotated events of the articles in folders and of the cases."""
    tools = build_tools(lexicon.load(None))
    for source, told in annotated_sources(folders, notes, tools):
        yield from _of_article(source, tools, told)


def _of_article(source: Source, tools: Tools, told: Notes) -> Iterator[Told]:
    asked: dict[str, Any] = {}

    def record(proposed: str, facts: Iterable[str], weights: Weights) -> str:
        asked["modality"] = list(facts), proposed
        return proposed

    with patch.object(modality_choice, "decided", record):
        met = roles.annotated_drafts(source, tools, told, asked)
    for one in met:
        if modality := one.event.get("modality"):
            shown, proposed = one.asked["modality"]
            part = part_of(source.path)
            yield Told(shown, proposed, modality, one.weight, part, one.language)


def _decided(events: Iterable[Told]) -> list[Told]:
    """Return the events that weights can decide: the rules without a cue and the annotation call them so."""
    return [
        one
        for one in events
        if one.proposed in DECIDED and one.annotated in DECIDED and CUED not in one.shown
    ]


def show(language: str, events: Sequence[Told]) -> None:
    """Print how often the rules and the weights are right."""
    by_rule = sum(one.proposed == one.annotated for one in events)
    by_weight = 0
    for part in range(PARTS):
        taught = _decided(o for o in events if o.part != part)
        weights = Weights(fitted(taught, PENALTY, SMALL))
        for one in (one for one in events if one.part == part):
            answer = modality_choice.decided(one.proposed, one.shown, weights)
            by_weight += answer == one.annotated
    right = (by_rule / len(events), by_weight / len(events))
    print(f"{language}: {len(events)} events, rules {right[0]:.3f}, weights {right[1]:.3f} right")


def main(
    folders: list[Path],
    also: Annotated[list[Path] | None, typer.Option()] = None,
    output: Annotated[Path, typer.Option("-o")] = FOLDER / "modality.csv",
) -> None:
    """Fit the weights to annotated events."""
    events = list(told_events(folders, read_notes([ANNOTATED, *(also or [])])))

    def fit(language: str) -> Mapping[str, float]:
        own = [one for one in events if one.language == language]
        show(language, own)
        return fitted(_decided(own), PENALTY, SMALL)

    write(output, fit)


if __name__ == "__main__":
    typer.run(main)
