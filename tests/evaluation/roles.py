"""Fit the weights by which a predicate chooses who acts and what is acted on, and print how often right.

    python -m tests.evaluation.roles FOLDER ... [--also more.jsonl] [-o FOLDER]

Of each annotated event (see choice.py) whose date and word the pipeline finds, the answer that is the
annotated one is the right option; where none is, the event teaches nothing. A conditional logit
(McFadden 1974): the options of one event share the probability of one. Articles are put into five
parts: what is printed is judged by weights from the other four, and objects are learned beside the
agents that such weights choose. Needs `pip install '.[train]'`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated, Any, NamedTuple
from unittest.mock import patch

import numpy as np
import typer
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from pipeline import lexicon
from pipeline.document import DateMention, Document, Source
from pipeline.events import (
    chinese,
    choice,
    english,
    object_choice,
    options,
    participant_choice,
    triggers,
)
from pipeline.events.draft import Draft
from pipeline.events.options import Option
from pipeline.loglinear import FOLDER, UNIT, Weights, read_weights
from pipeline.run import looked_through
from pipeline.text import Span
from pipeline.tools import Tools, build_tools
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

# In the order in which they are chosen.
ROLES = {"agents": participant_choice, "objects": object_choice, "recipients": participant_choice}
LEAST = 0.3  # how probable an event must be to be learned from
PENALTY = 2.0
SMALL = 6  # hundredths: what weighs less weighs nothing
ASKED = Weights({})  # those of the role that is asked for
ALIKE = 0.6  # of the characters of two places

BETWEEN = re.compile(r"\s*(?:[,，、]?\s*(?:and|or|&|以及|及|和|与|與|或|同)|[,，、])\s*")

Place = tuple[int, int]


class Question(NamedTuple):
    """The options of an event for one role, and the annotated places."""

    options: Sequence[Sequence[Place]]
    shown: Sequence[Sequence[str]]
    proposed: Sequence[Place]
    gold: Sequence[Place]
    article: str
    language: str

    @property
    def part(self) -> int:
        """The part of the articles that its own belongs to."""
        return part_of(self.article)


def verdict(told: Sequence[Place], gold: Sequence[Place]) -> str:
    """Return how an answer compares with the annotated places: right, none, missing, extra or wrong."""
    if not told or not gold:
        return "none" if not told and not gold else "missing" if gold else "extra"
    met = all(any(_alike(one, other) for one in told) for other in gold)
    return "right" if met and all(any(_alike(o, g) for g in gold) for o in told) else "wrong"


def _alike(one: Place, other: Place) -> bool:
    """Tell whether two places are the same but for their borders: they end together, or most of it."""
    return _shared(one, other) >= ALIKE or (one[1] == other[1] and _shared(one, other) > 0)


def _shared(one: Place, other: Place) -> float:
    both = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return both / (max(one[1], other[1]) - min(one[0], other[0]))


# The weights of a role in a language by the part of the articles that they do not come from.
Former = Mapping[tuple[str, str], Sequence[Weights]]


def questions(
    role: str, folders: Iterable[Path], notes: Mapping[str, Notes], former: Former
) -> Iterator[Question]:
    """Yield the questions of all annotated events of the articles in folders and of the cases."""
    tools = build_tools(lexicon.load(None))
    for source, told in annotated_sources(folders, notes, tools):
        yield from of_article(role, source, tools, told, former)


def of_article(
    role: str, source: Source, tools: Tools, told: Notes, former: Former
) -> Iterator[Question]:
    """Yield the questions of the annotated events of an article."""
    asked: dict[str, Any] = {}

    def record(found: Sequence[Option], facts: Sequence[str], weights: Weights) -> Option:
        if weights is not ASKED:
            return options.likeliest(found, facts, weights)
        asked["answers"] = (found, facts)
        return next((o for o in found if "rule=same" in o.shown), found[-1])

    def weights_of(name: str, language: str) -> Weights:
        own = former.get((name, language))
        known = own[part_of(source.path)] if own else read_weights(name, language)
        return ASKED if name == role else known

    with (
        patch.object(ROLES[role], "likeliest", record),
        patch.object(triggers, "read_weights", weights_of),
    ):
        met = annotated_drafts(source, tools, told, asked)
    for document, event, weight, language, answers in met:
        if role not in event:
            continue
        found, facts = answers["answers"]
        shown = [[*o.shown, *(f"{h},{f}" for h in o.heads for f in facts)] for o in found]
        places = [[origin(document, span) for span in one.spans] for one in found]
        same = (places[i] for i, one in enumerate(found) if "rule=same" in one.shown)
        gold = _places(source.text, event[role], whole=role == "objects")
        asked_of = Question(places, shown, next(same, []), gold, source.path, language)
        yield from [asked_of] * weight


def _places(text: str, told: Sequence[Sequence[int]], *, whole: bool) -> list[Place]:
    """Return annotated places without those inside others; as a `whole`, A and B are one."""
    places: list[Place] = []
    for start, end in sorted((start, -end) for start, end in told):
        if places and -end <= places[-1][1]:
            continue
        if whole and places and BETWEEN.fullmatch(text, places[-1][1], start):
            places[-1] = (places[-1][0], -end)
        else:
            places.append((start, -end))
    return places


def drafts_of(
    source: Source, tools: Tools, asked: dict[str, Any]
) -> tuple[Document, list[tuple[DateMention, Draft, str, dict[str, Any]]]]:
    """Return the document of a source and the drafts of its events that are probable enough to learn
    from: each with its date, its language and what `asked` held when it was made.
    """
    met: list[tuple[DateMention, Draft, str, dict[str, Any]]] = []

    def watched(grammar: Any) -> Any:
        drafted = grammar.drafted

        def watch(*given: Any) -> Draft:
            asked.clear()
            draft: Draft = drafted(*given)
            if asked:
                met.append((given[-2], draft, given[-1].language, dict(asked)))
            return draft

        return patch.object(grammar, "drafted", watch)

    with patch.object(choice, "LEAST", LEAST), watched(chinese), watched(english):
        document, _, _ = looked_through(source, tools)
    return document, met


class Met(NamedTuple):
    """An annotated event that the pipeline finds, how often it counts, and what was asked for it."""

    document: Document
    event: Mapping[str, Any]
    weight: int
    language: str
    asked: Mapping[str, Any]


def annotated_drafts(source: Source, tools: Tools, told: Notes, asked: dict[str, Any]) -> list[Met]:
    """Return the annotated events of a source whose date and word the pipeline finds, see `drafts_of`."""
    document, drafts = drafts_of(source, tools, asked)
    met = []
    for date, draft, language, answers in drafts:
        note = told.get(origin(document, date.span), {})
        event = annotated(note, origin(document, draft.trigger))
        if event is not None and not draft.refused:
            met.append(Met(document, event, note.get("weight", 1), language, answers))
    return met


def origin(document: Document, span: Span) -> Place:
    place = document.text.origin(span)
    return place.start, place.end


def annotated(note: Mapping[str, Any], trigger: Place) -> Mapping[str, Any] | None:
    """Return the event annotated of a date that a trigger names, or None."""
    if note.get("value") != "right":
        return None
    start, end = trigger
    return next(
        (e for e in note["events"] if any(start < b and a < end for a, b in e["trigger"])), None
    )


@dataclass(frozen=True)
class Model:
    """Weights by feature."""

    weights: Mapping[str, int]

    def answer(self, question: Question) -> Sequence[Place]:
        """Return the places of the likeliest option."""
        totals = [sum(self.weights.get(f, 0) for f in shown) for shown in question.shown]
        return question.options[int(np.argmax(totals))]


def _targets(question: Question) -> list[float] | None:
    """Return how probable each option should be: the annotated one, or nobody."""
    if not question.gold:
        return [float(not option) for option in question.options]
    right = [
        min(max(_shared(o, g) for o in option) for g in question.gold) ** 4
        if verdict(option, question.gold) == "right"
        else 0.0
        for option in question.options
    ]
    return [one / sum(right) for one in right] if any(right) else None


def fitted(asked: Sequence[Question]) -> Model:
    """Return the weights of a conditional logit, to hundredths."""
    taught = [(one, right) for one in asked if (right := _targets(one)) is not None]
    counts = Counter(f for one, _ in taught for shown in one.shown for f in set(shown))
    names = sorted(name for name, count in counts.items() if count >= RARE)
    column = {name: number for number, name in enumerate(names)}
    rows = [
        (set(shown), r) for one, right in taught for shown, r in zip(one.shown, right, strict=True)
    ]
    places = [
        (i, column[f]) for i, (shown, _) in enumerate(rows) for f in sorted(shown) if f in column
    ]
    x = csr_matrix(
        (np.ones(len(places)), tuple(zip(*places, strict=True))), (len(rows), len(names))
    )
    y = np.array([r for _, r in rows])
    sizes = np.array([len(one.options) for one, _ in taught])
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))

    def loss(w: Any) -> tuple[float, Any]:
        total = x @ w
        total -= np.repeat(np.maximum.reduceat(total, starts), sizes)
        shares = np.exp(total)
        sums = np.add.reduceat(shares, starts)
        missed = -(y * (total - np.repeat(np.log(sums), sizes))).sum()
        slope = x.T @ (shares / np.repeat(sums, sizes) - y)
        return missed + PENALTY * (w @ w) / 2, slope + PENALTY * w

    found = minimize(
        loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 150}
    )
    weights = {name: round(UNIT * w) for name, w in zip(names, found.x, strict=True)}
    return Model({name: w for name, w in weights.items() if abs(w) >= SMALL})


def apart(asked: Sequence[Question]) -> list[Model]:
    """Return for each part of the articles the weights that the other parts teach."""
    return [fitted([one for one in asked if one.part != part]) for part in range(PARTS)]


def show(role: str, language: str, asked: Sequence[Question], models: Sequence[Model]) -> None:
    """Print how often the rules and the weights are right, and what is wrong or missing."""
    counts: dict[str, Counter[str]] = {"rules": Counter(), "weights": Counter()}
    for one in asked:
        counts["rules"][verdict(one.proposed, one.gold)] += 1
        counts["weights"][verdict(models[one.part].answer(one), one.gold)] += 1
    for name, count in counts.items():
        right, bad = count["right"] + count["none"], count["wrong"] + count["extra"]
        print(
            f"{role} {language} {name}: {len(asked)} events, {right / len(asked):.3f} right, "
            f"{bad / len(asked):.3f} wrong, {count['missing'] / len(asked):.3f} missing"
        )


def main(
    folders: list[Path],
    also: Annotated[list[Path] | None, typer.Option()] = None,
    output: Annotated[Path, typer.Option("-o")] = FOLDER,
) -> None:
    """Fit the weights to annotated events."""
    notes = read_notes([ANNOTATED, *(also or [])])
    former: dict[tuple[str, str], Sequence[Weights]] = {}
    for role in ROLES:
        found = list(questions(role, folders, notes, dict(former)))
        write(output / f"{role}.csv", partial(_fit, found, role, former))


def _fit(
    found: Sequence[Question],
    role: str,
    former: dict[tuple[str, str], Sequence[Weights]],
    language: str,
) -> Mapping[str, float]:
    asked = [one for one in found if one.language == language]
    models = apart(asked)
    show(role, language, asked, models)
    former[role, language] = [Weights(model.weights) for model in models]
    return fitted(asked).weights


if __name__ == "__main__":
    typer.run(main)
