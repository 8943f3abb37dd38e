"""What a cause is called: the file and its digests, the lexicon row and its columns, the verdict, the
versions of the program.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.loglinear import UNIT
from pipeline.outputs.reader import Cells, Recorded
from pipeline.review import Correction, Verdict
from pipeline.review.confidence import NONE
from pipeline.workbench.compare.again import (
    LEXICONS,
    METADATA,
    SETTINGS,
    TEXT,
    VERDICTS,
    Workshop,
)
from pipeline.workbench.compare.causes import RowChange
from pipeline.workbench.diff import Change

HEAD = ("title", "published", "published_basis", "url")
DIGEST_SHOWN = 8  # characters of a sha256
MOST_LISTED = 3
ARTICLE = "the whole article"  # how causes of rows are known whose article is in one run only
OF_METADATA = "metadata.csv"  # what the message of a row that it spoilt begins with


@dataclass(frozen=True, order=True)
class Cause:
    """Why a row is another one: the kind of cause, and which of its kind."""

    kind: str
    detail: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.detail}" if self.detail else self.kind


def of_factor(
    factor: str, workshop: Workshop, documents: Mapping[bool, Cells], change: RowChange
) -> Iterator[Cause]:
    """Yield what a factor other than the lexicons is called."""
    if factor == TEXT:
        yield of_text(documents, workshop)
    elif factor == METADATA:
        yield _of_metadata(documents)
    elif factor == VERDICTS:
        yield from _of_verdicts(workshop, change)
    elif factor == SETTINGS:
        yield from _of_settings(workshop)
    elif factor == LEXICONS:
        yield Cause("lexicon row", f"one or more of {len(workshop.changes)} that changed")


def _of_settings(workshop: Workshop) -> Iterator[Cause]:
    """Yield the settings that differ."""
    for name, told in (
        ("segmenter", workshop.segmenter),
        ("confidence.csv", lambda side: _numbers(workshop.runs[side].correction)),
    ):
        if told(False) != told(True):
            yield Cause("setting", f"{name} {told(False)} → {told(True)}")


def _numbers(told: Correction) -> str:
    return f"{told.intercept / UNIT:.2f} {told.slope / UNIT:.2f}" if told != NONE else "none"


def of_text(documents: Mapping[bool, Cells], workshop: Workshop) -> Cause:
    """Return what became of the file: changed, renamed, or the same and read otherwise."""
    old, new = documents[False], documents[True]
    if (
        old["sha256"] != new["sha256"] and old["sha256"] and new["sha256"]
    ):  # none of what is too large
        digests = f"{old['sha256'][:DIGEST_SHOWN]} → {new['sha256'][:DIGEST_SHOWN]}"
        return Cause("text", f"{new['path']} changed (sha256 {digests})")
    if old["path"] != new["path"]:
        return Cause("text", f"{old['path']} is {new['path']} now")
    limits = [workshop.runs[side].facts["settings"].get("limits") for side in (False, True)]
    if limits[0] != limits[1]:
        return Cause("setting", f"limits of reading: {_differences(*limits)}")
    program = of_program(workshop)
    return Cause(program.kind, f"{new['path']} is read otherwise: {program.detail}")


def of_reading(documents: Mapping[bool, Cells], workshop: Workshop) -> Cause:
    """Return why a file could be read in one of the runs only, as far as the runs tell."""
    old, new = documents[False], documents[True]
    told = any(row["message"].startswith(OF_METADATA) for row in documents.values())
    if told and old["sha256"] == new["sha256"]:
        return Cause("metadata", f"{new['path']}: {old['message'] or new['message']}")
    return of_text(documents, workshop)


def _of_metadata(documents: Mapping[bool, Cells]) -> Cause:
    """Return which facts about the article differ, and who told them."""
    old, new = documents[False], documents[True]
    differ = [
        f"{name} {_quoted(old[name])} → {_quoted(new[name])}"
        for name in HEAD
        if old[name] != new[name]
    ]
    told = "metadata" in (old["published_basis"], new["published_basis"])
    kind = "metadata" if told or old["sha256"] == new["sha256"] else "text"
    return Cause(kind, f"{new['path']}: {', '.join(differ)}")


def _quoted(cell: str) -> str:
    return f"“{cell}”" if cell else "none"


def _of_verdicts(workshop: Workshop, change: RowChange) -> Iterator[Cause]:
    """Yield the verdicts that only one run had, those on this row if there are some."""
    old, new = (workshop.runs[side].verdicts for side in (False, True))
    other = [said for said in (*new, *old) if said not in old or said not in new]
    cells = {cell for side in (change.before, change.after) for cell in (side or {}).values()}
    own = [said for said in other if said.id in cells or said.quote in cells]
    for said in (own or other)[:MOST_LISTED]:
        yield Cause(
            "verdict", f"{said.verdict} {said.id}{_by(said)}{'' if said in new else ', withdrawn'}"
        )


def _by(said: Verdict) -> str:
    return f" by {said.reviewer}" if said.reviewer else ""


def of_row(change: Change) -> Cause:
    """Return what a changed lexicon row is called: organizations.csv us-doc, aliases."""
    name = f"{change.table}.csv {'|'.join(filter(None, change.key))}"
    if change.before is None:
        return Cause("lexicon row", f"{name} added")
    if change.after is None:
        return Cause("lexicon row", f"{name} taken away")
    return Cause("lexicon row", f"{name} ({', '.join(sorted(change.columns))} changed)")


def of_program(workshop: Workshop) -> Cause:
    """Return which versions differ; nothing else than the program is left to blame."""
    old, new = workshop.runs[False].facts, workshop.runs[True].facts
    libraries = _differences(_made_with(old), _made_with(new))
    if old["version"] != new["version"]:
        told = f"zhengju {old['version']} → {new['version']}"
        return Cause("program", ", ".join(filter(None, (told, libraries))))
    if old.get("code") != new.get("code"):
        return Cause(
            "program",
            f"zhengju {new['version']}, other code{', ' + libraries if libraries else ''}",
        )
    if libraries:
        return Cause("library", libraries)
    return Cause("unknown", "nothing that run.json records differs")


def _made_with(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {**facts["libraries"], "Python": facts.get("python", "")}


def _differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    names = dict.fromkeys([*old, *new])
    return ", ".join(
        f"{name} {old.get(name, 'none')} → {new.get(name, 'none')}"
        for name in names
        if old.get(name) != new.get(name)
    )


def of_model(workshop: Workshop) -> Cause | None:
    """Return the change of the model that saw names (--ner), None where both runs had the same."""
    models = [run.facts["settings"].get("ner") or {} for run in workshop.runs.values()]
    names = [" ".join(filter(None, (m.get("name"), m.get("version")))) or "none" for m in models]
    return Cause("setting", f"--ner {names[0]} → {names[1]}") if models[0] != models[1] else None


def only_in(documents: Iterable[Cells], *, is_new: bool) -> Cause:
    """Return the cause of all rows of an article that only one run read."""
    (document,) = documents
    return Cause("article", f"{document['path']} {'added' if is_new else 'gone'}")


def recorded_runs(old: Recorded, new: Recorded) -> str:
    """Return one line that names both runs."""
    return " → ".join(f"{run.outputs} ({run.facts['version']})" for run in (old, new))
