"""Find text that stands twice in a row, whatever its length: positions and periods, in time linear in the text."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.repair.squeezed import Codes, Squeezed

Positions = npt.NDArray[np.int64]

SHORT = 24  # up to this period every position is compared with the one a period on
LONGEST_WORD = 3
LONG_LATIN = 30
GRAM = 8  # beyond it, positions are compared with the next place where the same 8 characters stand
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True, order=True)
class Repeat:
    """Two copies in a row: `start` of the first, `period` is the length of one.

    `length` counts the characters that equal the one a period on: the period itself, or more where the
    text goes on in the same way (天天天天).
    """

    start: int
    period: int
    length: int

    @property
    def middle(self) -> int:
        """The start of the second copy."""
        return self.start + self.period

    @property
    def end(self) -> int:
        """The end of the second copy."""
        return self.start + 2 * self.period


def find_repeats(view: Squeezed) -> list[Repeat]:
    """Find every maximal stretch of doubled text: 【译者按】【译者按】 has period 5.

    Left out are Latin ones (had had, 2022) shorter than a sentence, and up to three characters
    between Chinese ones, which are words: 天天, 研究研究.
    """
    wide = np.concatenate(([0], np.cumsum(view.codes >= 0x80)))
    edges = _edges(view)
    # Half as wide, twice as fast: no text without emoji and rare characters needs more.
    narrow = bool(len(view)) and int(view.codes.max()) < 0x10000
    codes = view.codes.astype(np.uint16) if narrow else view.codes
    found = []
    for period in range(1, min(SHORT, len(view) // 2) + 1):
        found += _short(codes, period, wide, edges)
    found += [repeat for repeat in _long(view.codes) if _is_long_enough(repeat, wide)]
    return sorted(found)


def _edges(view: Squeezed) -> npt.NDArray[np.bool_]:
    """Tell for each place between characters whether Latin or white space touches it."""
    latin = view.codes < 0x80
    edges = np.ones(len(view) + 1, dtype=np.bool_)
    edges[1:-1] = (np.diff(view.positions) > 1) | latin[:-1] | latin[1:]
    return edges


def _short(
    codes: Codes | npt.NDArray[np.uint16],
    period: int,
    wide: Positions,
    edges: npt.NDArray[np.bool_],
) -> list[Repeat]:
    """Find stretches of one short period."""
    equal = np.flatnonzero(codes[:-period] == codes[period:])
    if len(equal) < period:
        return []
    in_a_row = equal[period - 1 :] - equal[: len(equal) - period + 1] == period - 1
    if not in_a_row.any():
        return []
    starts, lengths = _stretches(equal)
    enough = (lengths >= period) & (lengths < 2 * period)
    starts, lengths = starts[enough], lengths[enough]
    chosen = wide[starts + period] > wide[starts]
    if period <= LONGEST_WORD:
        chosen &= edges[starts] | edges[starts + lengths + period]
    pairs = zip(starts[chosen].tolist(), lengths[chosen].tolist(), strict=True)
    return [Repeat(start, period, length) for start, length in pairs]


def _is_long_enough(repeat: Repeat, wide: Positions) -> bool:
    """Leave out Latin words said twice, and what is said three times."""
    chinese = bool(wide[repeat.middle] > wide[repeat.start])
    return (chinese or repeat.period >= LONG_LATIN) and repeat.length < 2 * repeat.period


def _stretches(positions: Positions) -> tuple[Positions, Positions]:
    """Gather ascending positions into stretches without a gap: 3, 4, 5, 9 gives 3 (of 3) and 9 (of 1)."""
    borders = np.flatnonzero(np.diff(positions) != 1) + 1
    first = np.concatenate(([0], borders)).astype(np.int64)
    lengths = np.diff(np.concatenate((first, [len(positions)])))
    return positions[first], lengths


def repeats(codes: Codes) -> tuple[Positions, Positions]:
    """Return places whose 8 characters stand again later, and how far on the next time is."""
    count = len(codes) - GRAM + 1
    if count < 2:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    hashes = np.zeros(count, dtype=np.uint64)
    for offset in range(GRAM):
        hashes = (hashes ^ codes[offset : offset + count].astype(np.uint64)) * MULTIPLIER
        hashes ^= hashes >> np.uint64(29)
    bits = np.uint64(max(1, int(count).bit_length()))
    keys = (hashes >> bits << bits) | np.arange(count, dtype=np.uint64)
    keys.sort()
    places = (keys & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)
    same = np.flatnonzero((keys[1:] >> bits) == (keys[:-1] >> bits))
    return places[same], places[same + 1] - places[same]


def _long(codes: Codes) -> list[Repeat]:
    """Find stretches of long periods: where the next time is equally far on for a whole passage."""
    places, distances = repeats(codes)
    far = distances > SHORT
    places, distances = places[far], distances[far]
    passing = _goes_on(places, distances, len(codes))
    places, distances = places[passing], distances[passing]
    if not len(places):
        return []
    order = np.lexsort((places, distances))
    places, distances = places[order], distances[order]
    apart = (np.diff(distances) != 0) | (np.diff(places) > distances[1:])
    borders = np.concatenate(([0], np.flatnonzero(apart) + 1, [len(places)]))
    sizes = np.diff(borders)
    periods = distances[borders[:-1]]
    dense = np.flatnonzero(2 * sizes >= periods - GRAM)
    return [
        repeat
        for group in dense.tolist()
        for repeat in _verified(
            codes, places[borders[group] : borders[group + 1]], int(periods[group])
        )
    ]


def _goes_on(places: Positions, distances: Positions, length: int) -> npt.NDArray[np.bool_]:
    """Tell which places stand in a long passage: 8 characters before or behind, the next time is equally far on."""
    table = np.zeros(length + 2 * GRAM, dtype=np.int64)
    table[places + GRAM] = distances
    near: npt.NDArray[np.bool_] = table[places] == distances
    near |= table[places + 2 * GRAM] == distances
    return near


def _verified(codes: Codes, places: Positions, period: int) -> list[Repeat]:
    """Compare the passage around some places with the one a period on, character by character."""
    start = max(0, int(places[0]) - period)
    end = min(len(codes) - period, int(places[-1]) + GRAM + period)
    equal = start + np.flatnonzero(codes[start:end] == codes[start + period : end + period])
    starts, lengths = _stretches(equal)
    enough = lengths >= period
    pairs = zip(starts[enough].tolist(), lengths[enough].tolist(), strict=True)
    return [Repeat(first, period, length) for first, length in pairs]
