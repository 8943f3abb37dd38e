"""The surfaces of a set of lexicons, packed: built once, read back in a hundredth of a second,
found in a text by one automaton, unfolded one by one where a text has them.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Thread
from typing import TYPE_CHECKING, Any, Self, overload

from pipeline.document import Sense

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

# The automaton holds this many first characters of a surface; the rest is compared. It is built in
# less than half the time that whole surfaces take, and passes over a text faster.
STEM = 6


@dataclass(frozen=True, slots=True)
class Surface:
    """A string to look up: its senses, and the spelling it must have where case decides."""

    senses: tuple[Sense, ...]
    spellings: frozenset[str]


class Surfaces(Sequence[Surface]):
    """The surfaces in the order of their keys; each is made when it is first asked for."""

    def __init__(self, packed: dict[str, Any]):
        self.keys: list[str] = packed["keys"].split("\n") if packed["keys"] else []
        self._stems: list[str] = packed["stems"].split("\n") if packed["keys"] else []
        self._longer: list[tuple[int, ...]] = packed["longer"]
        self._spellings: list[str] = packed["spellings"].split("\n")
        self._meanings: list[tuple[tuple[str, str, bool], ...]] = packed["meanings"]
        self._indexes = array("I", packed["indexes"])
        self._made: list[Surface | None] = [None] * len(self.keys)

    @cached_property
    def _automaton(self) -> "AhoCorasick":
        from ahocorasick_rs import AhoCorasick

        return AhoCorasick(self._stems, store_patterns=False)

    @cached_property
    def _index(self) -> dict[str, int]:
        return dict(zip(self.keys, range(len(self.keys)), strict=True))

    @cached_property
    def _whole(self) -> list[int]:
        """For each stem the key that it is itself, -1 where it only begins longer ones."""
        index = self._index
        return [index.get(stem, -1) for stem in self._stems]

    def build(self) -> Self:
        """Build now what finds the surfaces, not when the first text comes; the automaton is built
        beside the rest, on another core where there is one.
        """
        other = Thread(target=lambda: self._automaton)
        other.start()
        _ = self._whole
        other.join()
        return self

    def find(self, lowered: str, barred: bytes = b"") -> Iterator[tuple[int, int, Surface]]:
        """Yield start, end and surface of every key in a plain text in lower case, overlapping
        ones too; none begins or ends at a place between characters where `barred` has a 1.
        """
        index, whole, longer, made = self._index, self._whole, self._longer, self._made
        size = len(lowered)
        barred = barred or bytes(size + 1)
        hits = self._automaton.find_matches_as_indexes(lowered, overlapping=True)
        for stem, start, end in hits:
            if barred[start]:
                continue
            key = whole[stem]
            if key >= 0 and not barred[end]:
                yield start, end, made[key] or self[key]
            for length in longer[stem]:
                end = start + length
                if end <= size and not barred[end]:
                    found = index.get(lowered[start:end])
                    if found is not None:
                        yield start, end, self[found]

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, index: int) -> Surface: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Surface]: ...
    def __getitem__(self, index: int | slice) -> Surface | Sequence[Surface]:
        if isinstance(index, slice):
            return [self[position] for position in range(*index.indices(len(self)))]
        made = self._made[index]
        if made is None:
            senses = tuple(Sense(*parts) for parts in self._meanings[self._indexes[index]])
            spellings = self._spellings[index]
            made = Surface(senses, frozenset(spellings.split("\t") if spellings else ()))
            self._made[index] = made
        return made


def packed(entries: Iterable[tuple[str, Sequence[Sense], Iterable[str]]]) -> dict[str, Any]:
    """Pack keys with their senses and spellings into few long strings, which load fast.

    No key holds a line break: the reader of the lexicons refuses cells that do.
    """
    keys: list[str] = []
    spellings: list[str] = []
    meanings: dict[tuple[tuple[str, str, bool], ...], int] = {}
    indexes = array("I")
    longer: dict[str, set[int]] = {}  # the lengths of the keys that a stem begins
    for key, senses, spelled in entries:
        keys.append(key)
        stem = longer.setdefault(key[:STEM], set())
        if len(key) > STEM:
            stem.add(len(key))
        spellings.append("\t".join(sorted(spelled)))
        meaning = tuple((sense.kind, sense.id, sense.weak) for sense in senses)
        indexes.append(meanings.setdefault(meaning, len(meanings)))
    return {
        "keys": "\n".join(keys),
        "stems": "\n".join(longer),
        "longer": [tuple(sorted(lengths)) for lengths in longer.values()],
        "spellings": "\n".join(spellings),
        "meanings": list(meanings),
        "indexes": indexes.tobytes(),
    }
