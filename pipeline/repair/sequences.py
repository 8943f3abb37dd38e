"""Numbers in the order of the text: page numbers never repeat, they climb."""

from collections.abc import Sequence

WIDEST_STEP = 3  # a page whose number the extractor lost leaves a gap: -26- … -28-


def longest_climb(numbers: Sequence[int], step: int = WIDEST_STEP) -> list[int]:
    """Return the indices of the longest climbing series: 1, 2, 2021, 3 gives those of 1, 2, 3.

    >>> longest_climb([1, 2, 9, 3, 4])
    [0, 1, 3, 4]
    """
    length = [0] * len(numbers)
    previous = [-1] * len(numbers)
    latest: dict[int, int] = {}
    for index, number in enumerate(numbers):
        before = [latest[n] for n in range(number - step, number) if n in latest]
        best = max(before, key=lambda i: length[i], default=-1)
        length[index] = 1 + (length[best] if best >= 0 else 0)
        previous[index] = best
        if number not in latest or length[index] > length[latest[number]]:
            latest[number] = index
    return _followed(length, previous)


def _followed(length: list[int], previous: list[int]) -> list[int]:
    """Follow the links back from the end of the longest series."""
    index = max(range(len(length)), key=lambda i: length[i], default=-1)
    series = []
    while index >= 0:
        series.append(index)
        index = previous[index]
    return series[::-1]


def counting_series(numbers: Sequence[int]) -> list[list[int]]:
    """Return the indices of every series that counts by one: 1, 2, 1, 3, 2 gives 1-2-3 and 1-2."""
    open_series: dict[int, list[int]] = {}
    closed = []
    for index, number in enumerate(numbers):
        series = open_series.pop(number - 1, None)
        if series is None:
            series = []
            closed.append(series)
        series.append(index)
        open_series[number] = series
    return closed
