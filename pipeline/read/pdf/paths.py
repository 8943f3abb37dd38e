"""Paths to rules: the straight lines of a page, upright or level, and boxes as thin as a line."""

import math
from collections.abc import Iterator

from pipeline.read.pdf.glyphs import Rule

Matrix = tuple[float, float, float, float, float, float]
THINNEST_BOX = 2.5  # points: a filled box as thin as this is a rule
STRAIGHT = 0.5  # points: what a rule may lean
MOST_POINTS = 4_000  # of a path: no table has more


class Path:
    """Lines in the making."""

    def __init__(self) -> None:
        self.parts: list[list[tuple[float, float]]] = []
        self.points = 0

    def move(self, x: float, y: float) -> None:
        """Begin a new line."""
        self.parts.append([(float(x), float(y))])

    def draw(self, x: float, y: float) -> None:
        """Draw a straight line."""
        self.points += 1
        if self.parts and self.points < MOST_POINTS:
            self.parts[-1].append((float(x), float(y)))

    def curve(self, x: float, y: float) -> None:
        """Go to the end of a curve: it is no rule."""
        self.move(x, y)

    def close(self) -> None:
        """Draw a line back to where the last one began."""
        if self.parts:
            self.draw(*self.parts[-1][0])

    def box(self, x: float, y: float, width: float, height: float) -> None:
        """Draw a box."""
        self.move(x, y)
        for corner in ((x + width, y), (x + width, y + height), (x, y + height), (x, y)):
            self.draw(*corner)

    def rules(self, matrix: Matrix, stroke: bool) -> Iterator[Rule]:
        """Yield the rules of the path on the page: each side of what is stroked, the length of what
        is filled and thin.
        """
        a, b, c, d, e, f = matrix
        for part in self.parts:
            points = [(a * x + c * y + e, b * x + d * y + f) for x, y in part]
            if len(points) < 2 or not all(math.isfinite(x + y) for x, y in points):
                continue
            whole = _extent(points)
            if min(whole.x1 - whole.x0, whole.y1 - whole.y0) <= THINNEST_BOX:
                yield whole
            elif stroke:
                sides = (_extent(points[i : i + 2]) for i in range(len(points) - 1))
                yield from (
                    side for side in sides if min(side.x1 - side.x0, side.y1 - side.y0) <= STRAIGHT
                )


def _extent(points: list[tuple[float, float]]) -> Rule:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Rule(min(xs), min(ys), max(xs), max(ys))
