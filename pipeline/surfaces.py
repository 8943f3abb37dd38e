"""The surfaces of a set of lexicons, packed: built once, read back in a hundredth of a second,
unfolded one by one where a text has them.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, overload

from pipeline.document import Sense


@dataclass(frozen=True, slots=True)
class Surface:
    """A string to look up: its senses, and the spelling it must have where case decides."""

    senses: tuple[Sense, ...]
    spellings: frozenset[str]


class Surfaces(Sequence[Surface]):
    """The surfaces in the order of their keys; each is made when it is first asked for."""

    def __init__(self, packed: dict[str, Any]):
        self.keys: list[str] = packed["keys"].split("\n") if packed["keys"] else []
        self._spellings: list[str] = packed["spellings"].split("\n")
        self._meanings: list[tuple[tuple[str, str, bool], ...]] = packed["meanings"]
        self._indexes = array("I", packed["indexes"])
        self._made: list[Surface | None] = [None] * len(self.keys)

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
    for key, senses, spelled in entries:
        keys.append(key)
        spellings.append("\t".join(sorted(spelled)))
        meaning = tuple((sense.kind, sense.id, sense.weak) for sense in senses)
        indexes.append(meanings.setdefault(meaning, len(meanings)))
    return {
        "keys": "\n".join(keys),
        "spellings": "\n".join(spellings),
        "meanings": list(meanings),
        "indexes": indexes.tobytes(),
    }
