"""Fit the weights by which an event chooses its type, and print how often the lexicon and they are right.

    python -m tests.evaluation.types FOLDER ... [--also more.jsonl] [-o types.csv]

Of each annotated event (see choice.py) whose date and word the pipeline finds, the first type is
learned, and any of its types is right; what weighs more counts by the square of it: it was made to show
a type. Articles are put into five parts: what is printed is judged by
weights from the other four. Needs `pip install '.[train]'`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any
from unittest.mock import patch

import numpy as np
import typer
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from pipeline import lexicon
from pipeline.document import Source
from pipeline.events import type_choice
from pipeline.loglinear import FOLDER, UNIT
from pipeline.tools import Tools, build_tools
from tests.evaluation import roles
from tests.evaluation.choice import (
    ANNOTATED,
    PARTS,
    RARE,
    Notes,
    annotated_sources,
    part_of,
    read_notes,
    write,
)

PENALTY = 0.5  # the inverse of how strongly weights are drawn to nought
SMALL = 10  # hundredths: a fact that weighs less for a type weighs nothing


@dataclass(frozen=True)
class Told:
    """An event with what it shows, what the lexicon proposes and the types annotated, best first."""

    shown: list[str]
    proposed: str
    types: list[str]
    weight: int
    part: int
    language: str


def told_events(folders: Iterable[Path], notes: Mapping[str, Notes]) -> Iterator[Told]:
    """Yield the annotated events of the articles in folders and of the cases."""
    tools = build_tools(lexicon.load(None))
    for source, told in annotated_sources(folders, notes, tools):
        yield from _of_article(source, tools, told)


def _of_article(source: Source, tools: Tools, told: Notes) -> Iterator[Told]:
    asked: dict[str, Any] = {}
    facts_of = type_choice._facts

    def record(*given: Any) -> list[str]:
        asked["type"] = (list(dict.fromkeys(facts_of(*given))), given[1])
        return list(asked["type"][0])

    with patch.object(type_choice, "_facts", record):
        met = roles.annotated_drafts(source, tools, told, asked)
    for one in met:
        if types := one.event.get("type"):
            shown, proposed = one.asked["type"]
            part, weight = part_of(source.path), one.weight**2
            yield Told(shown, proposed, types, weight, part, one.language)


def fitted(events: Sequence[Told]) -> dict[str, int]:
    """Return what each fact weighs for each type, in hundredths."""
    reader = DictVectorizer()
    x = reader.fit_transform([dict.fromkeys(one.shown, 1) for one in events]).tocsr()
    common = np.asarray((x > 0).sum(0)).ravel() >= RARE
    model = LogisticRegression(C=PENALTY, max_iter=1000, fit_intercept=False).fit(
        x[:, common], [one.types[0] for one in events], [one.weight for one in events]
    )
    names = np.array(reader.get_feature_names_out())[common]
    weights = {
        f"{kind},{name}": round(UNIT * weight)
        for kind, row in zip(model.classes_, model.coef_, strict=True)
        for name, weight in zip(names, row, strict=True)
    }
    return {name: weight for name, weight in weights.items() if abs(weight) >= SMALL}


def chosen(weights: Mapping[str, int], one: Told) -> str:
    """Return the type that weighs most."""
    return max(
        type_choice.EVENT_TYPES,
        key=lambda kind: sum(weights.get(f"{kind},{f}", 0) for f in one.shown),
    )


def show(language: str, events: Sequence[Told]) -> None:
    """Print how often the lexicon's type and the likeliest are right."""
    by_rule = sum(one.proposed in one.types for one in events)
    by_weight = 0
    for part in range(PARTS):
        weights = fitted([one for one in events if one.part != part])
        by_weight += sum(chosen(weights, o) in o.types for o in events if o.part == part)
    right = (by_rule / len(events), by_weight / len(events))
    print(f"{language}: {len(events)} events, lexicon {right[0]:.3f}, weights {right[1]:.3f} right")


def main(
    folders: list[Path],
    also: Annotated[list[Path] | None, typer.Option()] = None,
    output: Annotated[Path, typer.Option("-o")] = FOLDER / "types.csv",
) -> None:
    """Fit the weights to annotated events."""
    events = list(told_events(folders, read_notes([ANNOTATED, *(also or [])])))

    def fit(language: str) -> Mapping[str, float]:
        own = [one for one in events if one.language == language]
        show(language, own)
        return fitted(own)

    write(output, fit)


if __name__ == "__main__":
    typer.run(main)
