"""The documents of a corpus to the same documents, those told which are copies of an earlier one:
the reprint of a news item, a page that was clipped twice.

Candidates come from MinHash (Broder 1997, by the library rensa), and are then compared in full.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.plain import plain_form
from pipeline.tables.rows import DocumentRow, DocumentRows

if TYPE_CHECKING:
    from rensa import RMinHash

SHINGLE = 8  # letters and digits that are compared together
FEWEST_LETTERS = 300  # a shorter text is a heading, or the menu that a clipping left
LEAST_SHARED = 0.75  # Jaccard index of the shingles; reprints of a clipping have .78 and more
# Pages of one template share .95 of their shingles and .33 of their numbers, reprints .5 and more.
LEAST_NUMBERS_SHARED = 0.4
# Clippings of which only the site's menus are left: titles alike by .54 at most, reprints by .76.
LEAST_TITLES_ALIKE = 65.0  # rapidfuzz's partial ratio, 0 to 100
PERMUTATIONS, BANDS, SEED = 128, 32, 1  # of MinHash: one pair in 100,000 at LEAST_SHARED is missed
NOT_LETTERS = re.compile(r"[\W_]+")
NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Told:
    """What a document says, as far as copies are compared: letters without signs and spaces, in
    simplified script, and the numbers of title and text.
    """

    rows: DocumentRows

    @cached_property
    def letters(self) -> str:
        """Return the letters and digits of the text."""
        return NOT_LETTERS.sub("", "".join(row.plain for row in self.rows.sentences)).lower()

    @property
    def shingles(self) -> set[str]:
        """Return all runs of eight letters."""
        letters = self.letters
        return {letters[at : at + SHINGLE] for at in range(len(letters) - SHINGLE + 1)}

    @property
    def numbers(self) -> set[str]:
        """Return the numbers of the title and the text."""
        plain = (row.plain for row in self.rows.sentences)
        return set(NUMBER.findall("\n".join([self.rows.document.title, *plain])))

    def is_copy_of(self, other: "Told") -> bool:
        """Tell whether two documents say the same, but for a sentence or a lead."""
        return (
            self._has_title_of(other)
            and shared(self.shingles, other.shingles) >= LEAST_SHARED
            and shared(self.numbers, other.numbers) >= LEAST_NUMBERS_SHARED
        )

    def _has_title_of(self, other: "Told") -> bool:
        """Tell whether the titles are alike, or one has none."""
        from rapidfuzz import fuzz

        titles = [plain_form(told.rows.document.title).lower() for told in (self, other)]
        return not all(titles) or fuzz.partial_ratio(*titles) >= LEAST_TITLES_ALIKE


def shared(one: set[str], other: set[str]) -> float:
    """Return the Jaccard index of two sets; two empty ones are the same.

    >>> shared({'a', 'b'}, {'b', 'c', 'd'})
    0.25
    """
    return len(one & other) / len(one | other) if one or other else 1.0


def sketches(documents: Iterable[DocumentRows]) -> list["RMinHash | None"]:
    """Return the MinHash of each document, none for one that is too short to be compared."""
    return [_sketch(Told(rows)) for rows in documents]


def _sketch(told: Told) -> "RMinHash | None":
    from rensa import RMinHash

    if len(told.letters) < FEWEST_LETTERS:
        return None
    sketch = RMinHash(PERMUTATIONS, SEED)
    sketch.update(list(told.shingles))
    return sketch


def copies(
    rows: Sequence[DocumentRow],
    documents: Sequence[DocumentRows],
    sketched: Sequence["RMinHash | None"],
) -> dict[str, str]:
    """Return the ids of copies with the ids of what they copy: the document published first, and of
    those of one day the first by path. Of `documents` only those are looked at that may be copies.
    """
    from rensa import RMinHashLSH

    index, found = RMinHashLSH(LEAST_SHARED, PERMUTATIONS, BANDS), dict[str, str]()
    for place in sorted(range(len(rows)), key=lambda place: _first_published(rows[place])):
        sketch = sketched[place]
        if sketch is None:
            continue
        near = sorted(index.query(sketch), key=lambda other: _first_published(rows[other]))
        told = Told(documents[place]) if near else None
        original = next((o for o in near if told and told.is_copy_of(Told(documents[o]))), None)
        if original is None:
            index.insert(place, sketch)
        else:
            found[rows[place].doc_id] = rows[original].doc_id
    return found


def _first_published(document: DocumentRow) -> tuple[bool, str, str]:
    return not document.published, document.published, document.path
