"""The candidates of a run to rows for a lexicon: most used first, with a proposed id, a kind or
category guessed from the head noun, and the English name that a text itself gives.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline import lexicon
from pipeline.lexicon import Lexicons, Row
from pipeline.lexicon.schema import TABLES
from pipeline.names.heads import Heads
from pipeline.outputs.reader import Cells, Recorded
from pipeline.plain import lookup_form, lowered, plain_form

KINDS = {"organizations": "organization", "technologies": "technology", "instruments": "instrument"}
# Column of the guess, and the lexicon of heads that it is made from.
GROUPS = {
    "organizations": ("kind", "organization_heads"),
    "technologies": ("category", "technology_heads"),
    "instruments": ("kind", "instrument_heads"),
}
PREFIX = "my-"
LONGEST_SLUG = 40


@dataclass(frozen=True)
class Suggestion:
    """A row to paste, and the candidate that it was made from."""

    row: Cells
    candidate: Cells
    is_alias: bool = False

    @property
    def novelty(self) -> str:
        """Say what is new: a row, or a weak alias of a row that is there already."""
        if self.is_alias:
            return f"new alias “{self.candidate['text']}” of {self.row['id']}"
        return "new row"


def columns(table: str) -> tuple[str, ...]:
    """Return the columns of a lexicon in their order."""
    return next(known.columns for known in TABLES if known.name == table)


def suggest(outputs: Path, table: str, overlay: Path | None = None) -> list[Suggestion]:
    """Return rows for the names of a run that no lexicon has, the most used first.

    Raises RecordError for a folder without a run, LexiconError for a bad lexicon.
    """
    recorded, lexicons = Recorded(outputs), lexicon.load(overlay)
    known, heads = _known(lexicons, table), Heads(lexicons, GROUPS[table][1])
    pairs = {plain_form(row["zh"]): row for row in recorded.table("name_pairs") if row["zh"]}
    found = [
        Suggestion(_row(table, row, pairs.get(row["plain"], {}), heads), row)
        for row in recorded.table("candidates")
        if row["kind"] == KINDS[table] and lowered(row["plain"]) not in known
    ]
    found.sort(
        key=lambda item: (-int(item.candidate["documents"]), -int(item.candidate["mentions"]))
    )
    entries = {row["id"]: row for row in lexicons[table]}
    return list(_distinct(map(partial(as_alias, entries), found), set(entries)))


def as_alias(entries: Mapping[str, Row], suggestion: Suggestion) -> Suggestion:
    """Return the entry with one weak alias more, where a text tells that the name means it."""
    candidate = suggestion.candidate
    entry = entries.get(candidate["nearest_id"])
    if entry is None or float(candidate["similarity"]) < 1:
        return suggestion
    weak = "|".join([*entry.items("weak_aliases"), candidate["text"]])
    row = {**entry.cells, "weak_aliases": weak}
    told = Suggestion(row, candidate, is_alias=True)
    row["note"] = "; ".join(filter(None, [told.novelty, entry["note"]]))
    return told


def _known(lexicons: Lexicons, table: str) -> set[str]:
    names = (
        name
        for row in lexicons[table]
        for name in (
            row["name_zh_hans"],
            row["name_en"],
            *row.items("aliases"),
            *row.items("weak_aliases"),
        )
    )
    return {lookup_form(name) for name in names}


def _row(table: str, candidate: Cells, pair: Cells, heads: Heads) -> Cells:
    """Make a row from a candidate: 某某研究院 with kind research, and what its text calls it."""
    name = candidate["plain"]
    chinese, english = ("", candidate["text"]) if name.isascii() else (name, pair.get("en", ""))
    column, _ = GROUPS[table]
    cells = {
        "id": proposed_id(chinese, english),
        "name_zh_hans": chinese,
        "name_en": english,
        column: guessed(name, heads),
        "weak_aliases": pair.get("acronym", ""),
        "note": f"suggested from {candidate['example_doc_id']}",
    }
    if "country" in columns(table):
        cells["country"] = country(name, heads.lexicons)
    return {column: cells.get(column, "") for column in columns(table)}


def proposed_id(chinese: str, english: str) -> str:
    """Return an id made from a name: my-testbed-institute, or my- and a digest.

    >>> proposed_id('洁净室联盟', 'Cleanroom Alliance')
    'my-cleanroom-alliance'
    """
    slug = re.sub("[^a-z0-9]+", "-", english.lower()).strip("-")[:LONGEST_SLUG].strip("-")
    return PREFIX + (slug or hashlib.sha256(chinese.encode()).hexdigest()[:8])


def guessed(name: str, heads: Heads) -> str:
    """Return the kind or category that the longest head noun at a name's end tells, else other.

    An English head may stand anywhere: University in University of Delft.
    """
    chinese = heads.chinese
    if at := next((at for at in range(len(name)) if name[at:] in chinese), None):
        return chinese[name[at:]]
    words = {head.lower(): group for head, group in heads.english.items()}
    return next((words[word] for word in reversed(name.lower().split()) if word in words), "other")


def country(name: str, lexicons: Lexicons) -> str:
    """Return the id of the country that a name begins with: 荷兰 in 荷兰应用科学研究院."""
    found = [
        (len(place), row["id"])
        for row in lexicons["places"]
        if len(row["id"]) == 2
        for place in (row["name_zh_hans"], row["name_en"], *row.items("aliases"))
        if len(place) > 1 and name.startswith(place)
    ]
    return max(found, default=(0, ""))[1]


def _distinct(found: Iterable[Suggestion], taken: set[str]) -> Iterator[Suggestion]:
    """Yield the suggestions, ids numbered where one is taken: my-lab, my-lab-2.

    A row that takes a shipped one's place stands once.
    """
    overridden: set[str] = set()
    for suggestion in found:
        plain_id, number = suggestion.row["id"], 1
        if not plain_id.startswith(PREFIX):
            if plain_id not in overridden:
                overridden.add(plain_id)
                yield suggestion
            continue
        while suggestion.row["id"] in taken:
            number += 1
            suggestion.row["id"] = f"{plain_id}-{number}"
        taken.add(suggestion.row["id"])
        yield suggestion


def as_csv(table: str, rows: list[Cells], *, header: bool = True) -> str:
    """Return rows as the text of a lexicon file."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, columns(table), lineterminator="\n")
    if header:
        writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()
