"""A log-linear model: what is seen weighs for or against, and the sum is a probability."""

import csv
import hashlib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import repeat
from pathlib import Path

from pipeline.lexicon.cache import remembered

FOLDER = Path(__file__).parent / "weights"
SUREST = 0.99
UNIT = 100  # weights are whole hundredths: their sum is the same on every machine


@dataclass(frozen=True)
class Weights:
    """How much each feature weighs, in hundredths; one that is not there weighs nothing."""

    table: Mapping[str, int]

    def total(self, shown: Iterable[str]) -> int:
        """Return what features weigh together, in hundredths.

        >>> Weights({'role=main': 110, 'asks': -60}).total(['role=main', 'asks', 'listed'])
        50
        """
        return sum(map(self.table.get, shown, repeat(0)))

    @cached_property
    def by_fact(self) -> Mapping[str, Mapping[str, int]]:
        """What each fact weighs for each answer that it is told with: 40 of `release,word=launch` stands
        under word=launch and release.
        """
        found: dict[str, dict[str, int]] = {}
        for feature, weight in self.table.items():
            answer, _, fact = feature.partition(",")
            found.setdefault(fact, {})[answer] = weight
        return found


def probability(total: int) -> float:
    """Return how probable something is whose features weigh so much together, to two places; nothing
    is certain.

    >>> probability(110), probability(2000)
    (0.75, 0.99)
    """
    return min(SUREST, round(1 / (1 + math.exp(-total / UNIT)), 2))


@cache
def read_weights(name: str, language: str) -> Weights:
    """Return the weights of a language from `weights/NAME.csv` (language, feature, weight)."""
    return Weights(_tables().get(name, {}).get(language, {}))


Tables = dict[str, dict[str, dict[str, int]]]  # by name and language


@cache
def _tables() -> Tables:
    """Return all weights, from the cache where they were read before."""
    files = {path.stem: path.read_bytes() for path in sorted(FOLDER.glob("*.csv"))}
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    tables: Tables = remembered("weights", repr(digests).encode(), lambda: _read(files))
    return tables


def _read(files: Mapping[str, bytes]) -> Tables:
    found: Tables = {}
    for name, data in files.items():
        rows = csv.reader(data.decode().splitlines())
        next(rows)
        for language, feature, weight in rows:
            found.setdefault(name, {}).setdefault(language, {})[feature] = int(weight)
    return found
