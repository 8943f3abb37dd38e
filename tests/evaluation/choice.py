"""Fit the weights by which a date chooses its predicate, and print how sure they make it.

    python -m tests.evaluation.choice FOLDER ... [--also more.jsonl] [-o weights.csv]

`annotated_dates.jsonl` says of 20,000 dates in 6,400 public articles which events they govern,
without a word of the articles: places in the source, in code points. A line is an article: `blob` (its object
in the git `repository`; `git cat-file blob ID > FOLDER/ID.md` brings it) or `file` (its name in a
folder), and `dates`, each with `at`, `value` (right, wrong or no_date) and `events`: the places of the
words that name it, best first (`trigger`), of `agents`, `objects` and `recipients`, `type`, `modality`,
and `optional` where a reader may leave it out. Of a quarter of them the day itself was not judged:
`value` is right where the borders are; of half of them the roles were told in a second reading, of the
sentence alone. `weight` counts a date several times. The sentences of
tests/cases/events_*.json are read with them. A candidate is right where it is named and the date is right.

Articles are put into five parts by the digest of their names: what is printed is judged by weights from
the other four. Needs `pip install '.[train]'`.
"""

import csv
import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Protocol
from unittest.mock import patch

import numpy as np
import typer
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from pipeline import lexicon
from pipeline.document import DateMention, Source
from pipeline.events import chinese, english
from pipeline.events.choice import Governed, Rule, proposals
from pipeline.events.evidence import Evidence
from pipeline.loglinear import FOLDER, UNIT
from pipeline.read import article_paths, read_articles
from pipeline.read.metadata import load_metadata
from pipeline.run import looked_through
from pipeline.text import SourceSpan, Span
from pipeline.tools import Tools, build_tools

ANNOTATED = Path(__file__).parent / "annotated_dates.jsonl"
CASES = Path(__file__).parent.parent / "cases"
OF_CASE = 4  # times that a case counts: it was made to show one thing
PARTS = 5
LANGUAGES = ("en", "zh")
RARE = 3  # a feature that fewer candidates show weighs nothing
SMALL = 2  # hundredths: so does one that weighs less
PENALTY = 0.12  # the inverse of how strongly weights are drawn to nought
TOLERANCE = 1e-6
SHOWN = (0.4, 0.5, 0.6, 0.7, 0.8)


# What is told of the dates of an article, by their places in the source.
Notes = Mapping[tuple[int, int], Mapping[str, Any]]


@dataclass(frozen=True)
class Candidate:
    """A candidate with what it shows, whether it is right, how much it counts, and whose it is."""

    shown: list[str]
    right: bool
    weight: float
    language: str
    date: tuple[str, int]

    @property
    def part(self) -> int:
        """The part of the articles that its own belongs to."""
        return part_of(self.date[0])


def part_of(article: str) -> int:
    """Return which of the parts of the articles one belongs to."""
    digest = hashlib.md5(article.encode(), usedforsecurity=False).hexdigest()
    return int(digest, 16) % PARTS


def read_notes(files: Iterable[Path]) -> dict[str, Notes]:
    """Return what is told of the dates of each article, by the name of its file."""
    notes = {}
    for file in files:
        for line in map(json.loads, file.read_text("utf-8").splitlines()):
            name = line.get("file") or f"{line['blob']}.md"
            notes[name] = {tuple(date["at"]): date for date in line["dates"]}
    return notes


def seen(folders: Iterable[Path], notes: Mapping[str, Notes]) -> Iterator[Candidate]:
    """Yield the candidates of every annotated date of the articles in folders, and of the cases."""
    tools = build_tools(lexicon.load(None))
    for source, told in annotated_sources(folders, notes, tools):
        yield from _of_article(source, tools, told)


def annotated_sources(
    folders: Iterable[Path], notes: Mapping[str, Any], tools: Tools, *, cases: bool = True
) -> Iterator[tuple[Source, Any]]:
    """Yield the articles in folders of which something is told, then the cases of events."""
    for folder in folders:
        for path in article_paths(folder):
            told = notes.get(path.rsplit("/", 1)[-1])
            for source in read_articles(folder, path, load_metadata(folder)) if told else ():
                if isinstance(source, Source) and told:
                    yield source, told
    for file in sorted(CASES.glob("events_*.json")) if cases else ():
        for number, case in enumerate(json.loads(file.read_text("utf-8"))):
            day = case.get("published")
            published = dt.date.fromisoformat(day) if day else None
            source = Source(f"{file.stem}-{number}", case["text"], published=published)
            yield source, _told_of_case(source, case["events"], tools)


def _told_of_case(source: Source, events: Sequence[Mapping[str, Any]], tools: Tools) -> Notes:
    """Return what a case says of each date in its text."""
    document, found, _ = looked_through(source, tools)
    told = {}
    for date in found.dates:
        place = document.text.origin(date.span)
        own = [event for event in events if event["date"] == source.text[place.start : place.end]]
        read = [_read_event(source.text, event, place.start) for event in own]
        told[place.start, place.end] = {
            "value": "right", "events": [one for one in read if one["trigger"]], "weight": OF_CASE
        }  # fmt: skip
    return told


def _read_event(text: str, event: Mapping[str, Any], day: int) -> dict[str, Any]:
    """Return the event of a case in the form of the annotated ones, with the roles that it tells."""
    words = {"trigger": [event["trigger"]]}
    words |= {"agents": event["actors"]} if "actors" in event else {}
    words |= {"objects": event["objects_are"]} if "objects_are" in event else {}
    found: dict[str, Any] = {
        name: [place for one in told if (place := _nearest(text, one, day))]
        for name, told in words.items()
    }
    return found | ({"type": [event["event_type"]]} if "event_type" in event else {})


def _nearest(text: str, word: str, day: int) -> tuple[int, int] | None:
    """Return where a word stands in a text nearest to a day."""
    found = [match.start() for match in re.finditer(re.escape(word), text)]
    start = min(found, key=lambda place: abs(place - day), default=None)
    return None if start is None else (start, start + len(word))


def _of_article(source: Source, tools: Tools, told: Notes) -> Iterator[Candidate]:
    met: list[tuple[Span, Evidence, list[tuple[Span, list[str]]]]] = []

    def meet(
        rules: Sequence[Rule], evidence: Evidence, date: DateMention, scope: Span
    ) -> list[Governed]:  # fmt: skip
        proposed = proposals(rules, evidence, date, scope)
        shown = [(one.span, list(s)) for one, s in evidence.of(date, scope.end, proposed)]
        met.append((date.span, evidence, shown))
        return []

    with patch.object(chinese, "governed", meet), patch.object(english, "governed", meet):
        document, _, _ = looked_through(source, tools)
    for span, evidence, shown in met:
        place = document.text.origin(span)
        if note := told.get((place.start, place.end)):
            date, language = (source.path, place.start), evidence.words.language
            for one, features in shown:
                right, weight = _judged(note, document.text.origin(one))
                yield Candidate(features, right, weight, language, date)


def _judged(note: Mapping[str, Any], place: SourceSpan) -> tuple[bool, float]:
    """Return whether a candidate is right, and how much it counts."""
    hits = {False: False, True: False}
    for event in note["events"]:
        touched = any(place.start < end and start < place.end for start, end in event["trigger"])
        hits[bool(event.get("optional"))] |= touched
    weight = float(note.get("weight", 1))
    if note["value"] != "right":
        return False, weight
    if any(not event.get("optional") for event in note["events"]):
        return hits[False], 0 if hits[True] and not hits[False] else weight
    return hits[True], weight / 2 if hits[True] else weight


class Taught(Protocol):
    """What a fit needs of a candidate: what it shows, whether it is right, how much it counts."""

    @property
    def shown(self) -> list[str]: ...
    @property
    def right(self) -> bool: ...
    @property
    def weight(self) -> float: ...


def fitted(
    candidates: Sequence[Taught],
    penalty: float = PENALTY,
    small: int = SMALL,
    tolerance: float = TOLERANCE,
) -> dict[str, int]:
    """Return what each feature weighs, in hundredths."""
    reader = DictVectorizer()
    x = reader.fit_transform([dict.fromkeys(one.shown, 1) for one in candidates]).tocsr()
    common = np.asarray((x > 0).sum(0)).ravel() >= RARE
    model = LogisticRegression(C=penalty, max_iter=1000, tol=tolerance).fit(
        x[:, common], [one.right for one in candidates], [one.weight for one in candidates]
    )
    names = np.array(reader.get_feature_names_out())[common]
    weights = {
        str(name): round(UNIT * weight) for name, weight in zip(names, model.coef_[0], strict=True)
    }
    weights["always"] = weights.get("always", 0) + round(UNIT * model.intercept_[0])
    return {name: weight for name, weight in weights.items() if abs(weight) >= small}


def show(language: str, candidates: Sequence[Candidate]) -> None:
    """Print how often the best candidate of a date is right, from a probability on, and how many of
    the dates that have an event keep it.
    """
    best: dict[tuple[str, int], tuple[float, Candidate]] = {}
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


def write(output: Path, fit: Callable[[str], Mapping[str, float]]) -> None:
    """Write a file of weights: those that a function fits to each language."""
    with output.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("language", "feature", "weight"))
        for language in LANGUAGES:
            weights = fit(language)
            rows.writerows((language, name, weights[name]) for name in sorted(weights))


def main(
    folders: list[Path],
    also: Annotated[list[Path] | None, typer.Option()] = None,
    output: Annotated[Path, typer.Option("-o")] = FOLDER / "choice.csv",
) -> None:
    """Fit the weights to annotated dates."""
    candidates = list(seen(folders, read_notes([ANNOTATED, *(also or [])])))

    def fit(language: str) -> Mapping[str, float]:
        own = [one for one in candidates if one.language == language]
        show(language, own)
        return fitted([one for one in own if one.weight])

    write(output, fit)


if __name__ == "__main__":
    typer.run(main)
