"""Judged rows to precision: by table, rule, language and band of confidence, with Wilson intervals."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.outputs.reader import Recorded
from pipeline.workbench.judged import Judged
from pipeline.workbench.sample import stratum_of

Z = 1.959964  # of the normal distribution, for 95 %
GROUPS = ("table", "language", "rule", "confidence")


@dataclass(frozen=True, slots=True)
class Precision:
    """The share of judged rows of a group that were accepted, with its interval."""

    table: str
    group: str
    value: str
    judged: int
    right: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """The share that was accepted."""
        return self.right / self.judged


def wilson(right: int, judged: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927).

    >>> [round(end, 3) for end in wilson(8, 10)]
    [0.49, 0.943]
    """
    share, square = right / judged, Z * Z / judged
    middle = (share + square / 2) / (1 + square)
    half = Z / (1 + square) * math.sqrt(share * (1 - share) / judged + square / (4 * judged))
    return middle - half, middle + half


def precision(recorded: Recorded, judged: Iterable[Judged]) -> list[Precision]:
    """Return the precision of judged rows: of each table, then of each language, rule and band.

    A row that had to be edited is not right.
    """
    counts: defaultdict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for row in judged:
        stratum = stratum_of(recorded, row.table, row.cells)
        for group, value in zip(GROUPS, stratum, strict=True):
            count = counts[row.table, group, value]
            count[0] += 1
            count[1] += row.is_right
    order = sorted(counts, key=lambda key: (key[0], GROUPS.index(key[1]), key[2]))
    return [
        Precision(*key, counts[key][0], counts[key][1], *wilson(counts[key][1], counts[key][0]))
        for key in order
        if key[2]
    ]
