"""Fit the weights by which a date chooses its predicate, and print how sure they make it.

    python -m tests.evaluation.choice annotated.jsonl FOLDER ... [-o pipeline/events/weights/choice.csv]

Each folder holds articles. A line of the annotation is a JSON object about one date: `id` is
PATH@START-END, where the date stands in the cleaned text; `date` right, wrong or no_date; `ev` the
events that the date governs, each with `t`, the words that name it, best first, and `opt`, 1 for one
that a reader may leave out; `weight` counts it several times. The sentences of tests/cases/events_*.json
are read with them. A candidate is right where it is named and the date is right. Articles are put into five parts by the digest of their paths: what is printed is
judged by weights from the other four. Needs `pip install '.[train]'`.
"""

import csv
import datetime as dt
import hashlib
import json
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
from pipeline.document import DateMention, Document, Source
from pipeline.events import chinese, english
from pipeline.events.choice import Governed, Rule, proposals
from pipeline.events.evidence import Evidence
from pipeline.events.loglinear import FOLDER, UNIT
from pipeline.read import article_paths, read_articles
from pipeline.read.metadata import load_metadata
from pipeline.run import looked_through
from pipeline.text import Span
from pipeline.tools import Tools, build_tools

CASES = Path(__file__).parent.parent / "cases"
OF_CASE = 2  # times that a case counts: it was made to show one thing
PARTS = 5
RARE = 3  # a feature that fewer candidates show weighs nothing
SMALL = 2  # hundredths: so does one that weighs less
PENALTY = 0.12  # the inverse of how strongly weights are drawn to nought
SHOWN = (0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True)
class Candidate:
    """A candidate with what it shows, whether it is right, how much it counts, and whose it is."""

    shown: list[str]
    right: bool
    weight: float
    language: str
    date: str

    @property
    def part(self) -> int:
        """The part of the articles that its own belongs to."""
        path = self.date.rsplit("@", 1)[0]
        return int(hashlib.md5(path.encode(), usedforsecurity=False).hexdigest(), 16) % PARTS


def seen(folders: Iterable[Path], told: Mapping[str, Any]) -> Iterator[Candidate]:
    """Yield the candidates of every annotated date of the articles in folders, and of the cases."""
    tools = build_tools(lexicon.load(None))
    for folder in folders:
        for path in article_paths(folder):
            for source in read_articles(folder, path, load_metadata(folder)):
                if isinstance(source, Source):
                    yield from _of_article(source, tools, told)
    for file in sorted(CASES.glob("events_*.json")):
        for number, case in enumerate(json.loads(file.read_text("utf-8"))):
            day = case.get("published")
            published = dt.date.fromisoformat(day) if day else None
            source = Source(f"{file.stem}/{number}", case["text"], published=published)
            yield from _of_article(source, tools, _told_of_case(source, case["events"], tools))


def _told_of_case(
    source: Source, events: Sequence[Mapping[str, Any]], tools: Tools
) -> dict[str, Any]:  # fmt: skip
    """Return what a case says of each date in its text."""
    document, found, _ = looked_through(source, tools)
    told = {}
    for date in found.dates:
        text = document.clean[date.span.start : date.span.end]
        own = [{"t": [event["trigger"]]} for event in events if event["date"] == text]
        told[_name(source, date)] = {"date": "right", "ev": own, "weight": OF_CASE}
    return told


def _name(source: Source, date: DateMention) -> str:
    return f"{source.path}@{date.span.start}-{date.span.end}"


def _of_article(source: Source, tools: Tools, told: Mapping[str, Any]) -> Iterator[Candidate]:
    met: list[tuple[str, Evidence, list[tuple[Span, list[str]]]]] = []

    def meet(
        rules: Sequence[Rule], evidence: Evidence, date: DateMention, scope: Span
    ) -> list[Governed]:  # fmt: skip
        name = _name(source, date)
        if name in told:
            proposed = proposals(rules, evidence, date, scope)
            shown = [(one.span, list(s)) for one, s in evidence.of(date, scope.end, proposed)]
            met.append((name, evidence, shown))
        return []

    with patch.object(chinese, "governed", meet), patch.object(english, "governed", meet):
        document, _, _ = looked_through(source, tools)
    for name, evidence, shown in met:
        yield from _judged(name, told[name], document, evidence, shown)


def _judged(
    name: str, note: Mapping[str, Any], document: Document, evidence: Evidence,
    shown: Iterable[tuple[Span, list[str]]],
) -> Iterator[Candidate]:  # fmt: skip
    day = int(name.rsplit("@", 1)[1].split("-")[0])
    sentence = document.sentence_at(day)
    assert sentence is not None
    main, aside = (
        [
            place
            for event in note["ev"] if bool(event.get("opt")) == optional
            for word in event["t"]
            if (place := _nearest(document.clean, word, sentence.span, day))
        ]
        for optional in (False, True)
    )  # fmt: skip
    for span, features in shown:
        hit, beside = (any(span.overlaps(one) for one in places) for places in (main, aside))
        weight = float(note.get("weight", 1))
        if note["date"] != "right":
            right = False
        elif main:
            right, weight = hit, 0 if beside and not hit else weight
        else:
            right, weight = beside, weight / 2 if beside else weight
        yield Candidate(features, right, weight, evidence.words.language, name)


def _nearest(text: str, word: str, sentence: Span, day: int) -> Span | None:
    """Return where a word stands in a sentence nearest to a day."""
    found, place = list[int](), text.find(word, sentence.start, sentence.end)
    while place >= 0 and word:
        found.append(place)
        place = text.find(word, place + 1, sentence.end)
    start = min(found, key=lambda place: abs(place - day), default=None)
    return None if start is None else Span(start, start + len(word))


def fitted(candidates: Sequence[Candidate]) -> dict[str, int]:
    """Return what each feature weighs, in hundredths."""
    reader = DictVectorizer()
    x = reader.fit_transform([dict.fromkeys(one.shown, 1) for one in candidates]).tocsr()
    common = np.asarray((x > 0).sum(0)).ravel() >= RARE
    model = LogisticRegression(C=PENALTY, max_iter=1000, tol=1e-6).fit(
        x[:, common], [one.right for one in candidates], [one.weight for one in candidates]
    )
    names = np.array(reader.get_feature_names_out())[common]
    weights = {
        str(name): round(UNIT * weight) for name, weight in zip(names, model.coef_[0], strict=True)
    }
    weights["always"] = weights.get("always", 0) + round(UNIT * model.intercept_[0])
    return {name: weight for name, weight in weights.items() if abs(weight) >= SMALL}


def show(language: str, candidates: Sequence[Candidate]) -> None:
    """Print how often the best candidate of a date is right, from a probability on, and how many of
    the dates that have an event keep it.
    """
    best: dict[str, tuple[float, Candidate]] = {}
    for part in range(PARTS):
        weights = fitted([one for one in candidates if one.part != part and one.weight])
        for one in (one for one in candidates if one.part == part):
            total = sum(weights.get(name, 0) for name in one.shown) / UNIT
            if total > best.get(one.date, (-np.inf, one))[0]:
                best[one.date] = (total, one)
    events = len({one.date for one in candidates if one.right})
    for least in SHOWN:
        kept = [one for total, one in best.values() if 1 / (1 + np.exp(-total)) >= least]
        right = sum(one.right for one in kept)
        print(
            f"{language}  from {least:.1f}: {len(kept)} dates, {right / len(kept):.3f} right, "
            f"{right / events:.3f} of {events} found"
        )


def main(
    annotated: Path,
    folders: list[Path],
    output: Annotated[Path, typer.Option("-o")] = FOLDER / "choice.csv",
) -> None:
    """Fit the weights to annotated dates."""
    notes = (json.loads(line) for line in annotated.read_text("utf-8").splitlines())
    candidates = list(seen(folders, {note["id"]: note for note in notes}))
    with output.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("language", "feature", "weight"))
        for language in ("en", "zh"):
            own = [one for one in candidates if one.language == language]
            show(language, own)
            weights = fitted([one for one in own if one.weight])
            rows.writerows((language, name, weights[name]) for name in sorted(weights))


if __name__ == "__main__":
    typer.run(main)
