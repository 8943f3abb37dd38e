"""How long two texts take, read until a loaded machine has had its chance."""

from collections.abc import Callable

MOST_TRIES = 6


def best_readings(
    short: Callable[[], float],
    long: Callable[[], float],
    bound: Callable[[float], float],
    *,
    first: int = 3,
) -> tuple[float, float]:
    """Return the best of several readings of each, in seconds: a loaded machine only makes a reading
    slower. More are taken while the best of the long one is beyond what `bound` makes of the short one.
    """
    least, most = min(short() for _ in range(first)), min(long() for _ in range(first))
    for _ in range(MOST_TRIES):
        if most <= bound(least):
            break
        least, most = min(least, short()), min(most, long())
    return least, most
