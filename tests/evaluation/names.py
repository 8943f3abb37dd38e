"""Fit the weights by which a proposed name is an organization, and print how sure they make it.

    python -m tests.evaluation.names FOLDER ... [-o names.csv]

`annotated_names.jsonl` says which organizations and technologies stand in 11,000 sentences of 5,700
public articles, without a word of them: places in the source, in code points. A line is an article
(`blob` and `repository`, see choice.py) and its `sentences`, each `at` its place, with `organizations`
and `technologies`, and those that readers would dispute, which count for nothing. A candidate is right
that is annotated, but for 公司 behind it. The sentences of tests/cases/organizations.json are read with
them, and count several times: each was made to show one thing.

Articles are put into five parts: what is printed is judged by weights from the other four, of the names
that no lexicon has. Needs `pip install '.[train]'`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any
from unittest.mock import patch

import numpy as np
import typer

from pipeline import lexicon, organizations
from pipeline.document import Source
from pipeline.loglinear import FOLDER, UNIT
from pipeline.names.context import NameContext
from pipeline.names.head_noun import NameCandidate
from pipeline.organizations import choice
from pipeline.run import looked_through
from pipeline.text import Span
from pipeline.tools import Tools, build_tools
from tests.evaluation.choice import (
    OF_CASE,
    PARTS,
    SHOWN,
    annotated_sources,
    part_of,
    write,
)
from tests.evaluation.choice import fitted as choice_fitted
from tests.naming import find

ANNOTATED = Path(__file__).parent / "annotated_names.jsonl"
FORMS = ("公司", "集团", "集團")
PENALTY = 0.3  # the inverse of how strongly weights are drawn to nought
SMALL = 3  # hundredths: what weighs less weighs nothing
TOLERANCE = 1e-5

CASES = Path(__file__).parent.parent / "cases" / "organizations.json"

Place = tuple[int, int]
Met = tuple[NameContext, NameCandidate, list[str]]


@dataclass(frozen=True)
class Judged:
    """A candidate with what it shows, whether it is right, and where it stands."""

    shown: list[str]
    right: bool
    is_disputed: bool
    is_known: bool
    language: str
    article: str
    span: Span
    weight: int = 1

    @property
    def part(self) -> int:
        """The part of the articles that its own belongs to."""
        return part_of(self.article)


def read_sentences(file: Path) -> dict[str, list[Mapping[str, Any]]]:
    """Return what is told of the sentences of each article, by the name of its file."""
    lines = map(json.loads, file.read_text("utf-8").splitlines())
    return {f"{line['blob']}.md": line["sentences"] for line in lines}


def judged(folders: Iterable[Path], told: Mapping[str, Any]) -> Iterator[Judged]:
    """Yield the candidates in the annotated sentences of the articles in folders."""
    tools = build_tools(lexicon.load(None))
    for source, sentences in annotated_sources(folders, told, tools, cases=False):
        yield from _of_article(source, tools, sentences)
    for number, case in enumerate(json.loads(CASES.read_text("utf-8"))):
        yield from _of_case(f"case-{number}", case)


@contextmanager
def _recorded() -> Iterator[list[Met]]:
    """Gather the candidates that are weighed, each with what it shows; none is taken."""
    met: list[Met] = []

    def record(view: NameContext, candidates: Iterable[NameCandidate]) -> choice.Weighed:
        found = list(candidates)
        others = choice.others_of(view, found)
        met.extend((view, one, choice.shown_by(view, one, others)) for one in found)
        return choice.Weighed([], [], frozenset())

    with patch.object(organizations, "weighed", record):
        yield met


def _of_case(name: str, case: Mapping[str, Any]) -> Iterator[Judged]:
    """Yield the candidates in the sentence of a case."""
    with _recorded() as met:
        known = [mention.span for mention in find(case["text"], "shipped" in case).organizations]
    places, start = set(), 0
    for text in case["organizations"]:
        start = case["text"].index(text, start)
        places.add(Span(start, start + len(text)))
    for view, one, shown in met:
        yield Judged(
            shown, one.span in places, False, any(one.span.overlaps(span) for span in known),
            choice.language_of(view, one.span), name, one.span, OF_CASE,
        )  # fmt: skip


def _of_article(
    source: Source, tools: Tools, sentences: Sequence[Mapping[str, Any]]
) -> Iterator[Judged]:
    with _recorded() as met:
        document, found, _ = looked_through(source, tools)
    known = [mention.span for mention in found.organizations]
    for view, one, shown in met:
        origin = document.text.origin(one.span)
        place = origin.start, origin.end
        sentence = next(
            (s for s in sentences if s["at"][0] <= place[0] and place[1] <= s["at"][1]), None
        )
        if sentence is not None:
            yield Judged(
                shown,
                any(_is_same(place, other, source.text) for other in sentence.get("organizations", ())),
                any(place[0] < end and start < place[1] for start, end in sentence.get("disputed", ())),
                any(one.span.overlaps(span) for span in known),
                choice.language_of(view, one.span),
                source.path,
                one.span,
            )  # fmt: skip


def _is_same(place: Place, other: Sequence[int], text: str) -> bool:
    """Tell whether two places are the same name, but for the form of a company behind it."""
    if place[0] != other[0]:
        return False
    behind = text[min(place[1], other[1]) : max(place[1], other[1])].strip()
    return not behind or behind in FORMS


def fitted(candidates: Sequence[Judged]) -> dict[str, int]:
    """Return what each feature weighs, in hundredths."""
    taught = [one for one in candidates if one.right or not one.is_disputed]
    return choice_fitted(taught, PENALTY, SMALL, TOLERANCE)


def show(language: str, candidates: Sequence[Judged]) -> None:
    """Print how often a name that no lexicon has is right, from a probability on, and how many are
    found.
    """
    best: dict[tuple[str, int], tuple[float, Judged]] = {}
    for part in range(PARTS):
        weights = fitted([one for one in candidates if one.part != part])
        for one in (one for one in candidates if one.part == part):
            total = sum(weights.get(name, 0) for name in one.shown) / UNIT
            end = one.article, one.span.end
            if total > best.get(end, (-np.inf, one))[0]:
                best[end] = total, one
    names = len({(o.article, o.span) for o in candidates if o.right and not o.is_known})
    for least in SHOWN:
        sure = [one for total, one in best.values() if 1 / (1 + np.exp(-total)) >= least]
        kept = [one for one in sure if not one.is_known and (one.right or not one.is_disputed)]
        right = sum(one.right for one in kept)
        print(
            f"{language}  from {least:.1f}: {len(kept)} names, {right / len(kept):.3f} right, "
            f"{right / names:.3f} of {names} found"
        )


def main(
    folders: list[Path], output: Annotated[Path, typer.Option("-o")] = FOLDER / "names.csv"
) -> None:
    """Fit the weights to annotated names."""
    candidates = list(judged(folders, read_sentences(ANNOTATED)))

    def fit(language: str) -> Mapping[str, float]:
        own = [one for one in candidates if one.language == language]
        show(language, own)
        return fitted(own)

    write(output, fit)


if __name__ == "__main__":
    typer.run(main)
