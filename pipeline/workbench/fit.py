"""Judged events to a correction of confidence: logistic recalibration (Cox 1958), held near no
correction where few rows were judged, and checked on articles that it was not fitted to.
"""

import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from pipeline.loglinear import SUREST, UNIT
from pipeline.review.confidence import NONE, TABLE, Correction
from pipeline.tables.csv import csv_text
from pipeline.workbench.judged import Judged

FEWEST = 30  # judged events: of fewer, an interval is wider than what a correction can be
PARTS = 5  # of the articles, for the check
# How far the two numbers are let go: the deviation of a normal distribution around no correction.
LOOSE_INTERCEPT, LOOSE_SLOPE = 1.0, 0.5
STEPS, SHORTEST = 20, 0.001  # of Newton's method, of which five to ten are enough
Numbers = tuple[float, float]  # intercept and slope
Point = tuple[float, bool]  # log odds, and whether an event is right


@dataclass(frozen=True, slots=True)
class Seen:
    """A judged event: its article, its confidence, and whether its day and its verb are right."""

    article: str
    confidence: float
    is_right: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """What judged events say of confidence: the correction, and the mean log loss of confidence as it
    is and as corrected, each article by a fit to others.
    """

    seen: tuple[Seen, ...]
    correction: Correction
    as_it_is: float
    corrected: float

    @property
    def is_better(self) -> bool:
        """Tell whether articles that the correction was not fitted to gain by it."""
        return self.corrected < self.as_it_is

    @property
    def said(self) -> float:
        """The mean confidence: so many were to be right."""
        return fmean(one.confidence for one in self.seen)

    @property
    def right(self) -> int:
        """The number of events that are right."""
        return sum(one.is_right for one in self.seen)


def seen_events(judged: Iterable[Judged]) -> tuple[Seen, ...]:
    """Return the judged events that have a probability; what a person added has none."""
    return tuple(
        Seen(row.cells["doc_id"], float(row.cells["confidence"]), row.has_day_and_verb)
        for row in judged
        if row.table == "events" and float(row.cells["confidence"]) <= SUREST
    )


def fit(seen: Sequence[Seen]) -> Fit:
    """Fit a correction to judged events."""
    parts = sorted({part_of(one) for one in seen})
    others = {part: correction([one for one in seen if part_of(one) != part]) for part in parts}
    return Fit(
        tuple(seen),
        correction(seen),
        fmean(_loss(one, NONE) for one in seen),
        fmean(_loss(one, others[part_of(one)]) for one in seen),
    )


def part_of(one: Seen) -> int:
    """Return the part of the articles that an event's own belongs to."""
    return int(hashlib.sha256(one.article.encode()).hexdigest(), 16) % PARTS


def _loss(one: Seen, told: Correction) -> float:
    share = told.of(one.confidence)
    return -math.log(share if one.is_right else 1 - share)


def correction(seen: Iterable[Seen]) -> Correction:
    """Return the two numbers that are likeliest.

    >>> correction([Seen("a", 0.9, place % 10 < 6) for place in range(200)]).of(0.9)
    0.61
    """
    points = [(math.log(one.confidence / (1 - one.confidence)), one.is_right) for one in seen]
    now = (0.0, 1.0)
    for _ in range(STEPS):
        step, part = _step(points, now), 1.0
        while _likely(points, _moved(now, step, part)) < _likely(points, now) and part > SHORTEST:
            part /= 2  # Newton's step may lead beyond the top
        now = _moved(now, step, part)
    return Correction(round(now[0] * UNIT), max(0, round(now[1] * UNIT)))


def _moved(now: Numbers, step: Numbers, part: float) -> Numbers:
    return now[0] + part * step[0], now[1] + part * step[1]


def _likely(points: Iterable[Point], now: Numbers) -> float:
    """Return the log likelihood of intercept and slope, their deviations counted in."""
    far = (now[0] / LOOSE_INTERCEPT) ** 2 + ((now[1] - 1) / LOOSE_SLOPE) ** 2
    signed = ((now[0] + now[1] * odds) * (1 if is_right else -1) for odds, is_right in points)
    return -far / 2 - sum(max(-odds, 0) + math.log1p(math.exp(-abs(odds))) for odds in signed)


def _step(points: Iterable[Point], now: Numbers) -> Numbers:
    """Return the step to where the likelihood would be highest if it were a parabola (Newton)."""
    narrow, steep = LOOSE_INTERCEPT**-2, LOOSE_SLOPE**-2
    up, down = -now[0] * narrow, (1 - now[1]) * steep  # the slopes of the likelihood
    bent, twisted, curved = narrow, 0.0, steep  # and how it is bent
    for odds, is_right in points:
        share = 1 / (1 + math.exp(-now[0] - now[1] * odds))
        spread = share * (1 - share)
        up, down = up + is_right - share, down + (is_right - share) * odds
        bent, twisted, curved = bent + spread, twisted + spread * odds, curved + spread * odds**2
    area = bent * curved - twisted**2
    return (up * curved - down * twisted) / area, (down * bent - up * twisted) / area


def as_csv(told: Correction, found: Fit) -> bytes:
    """Return a correction as the bytes of a confidence.csv, with what it rests on."""
    numbers = (f"{number / UNIT:.2f}" for number in (told.intercept, told.slope))
    return csv_text(TABLE.columns, [[*numbers, str(len(found.seen)), str(found.right)]])
