"""The state of the text on a page, and the place of a character in it."""

import math
from dataclasses import dataclass
from typing import Any

from pipeline.read.pdf.geometry import turn_of
from pipeline.read.pdf.glyphs import Drawn
from pipeline.read.pdf.paths import Matrix

FARTHEST = 1e6  # points
SMALLEST = 0.05  # points: nobody sees what is smaller
TOP_OF_CELL = 0.88  # of the size: how far a vertical character's baseline lies below its pen


@dataclass(slots=True)
class State:
    """What q saves and Q brings back."""

    matrix: Matrix
    font: Any = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


def place(text: str, matrix: Matrix, state: State, width: float, vertical: bool) -> Drawn | None:
    """Return a character at its place; None for one without a place or size."""
    a, b, c, d, e, f = matrix
    rise = state.rise
    x, y = c * rise + e, d * rise + f
    size = abs(state.size) * math.hypot(c, d) * _height(state.font)
    if vertical:  # the pen stands at the middle of its upper edge
        x, y, width = x - size / 2, y - TOP_OF_CELL * size, size
    else:
        width *= state.scale * math.hypot(a, b)
    if not text or not SMALLEST <= size < FARTHEST or not abs(x) + abs(y) + abs(width) < FARTHEST:
        return None
    return Drawn(text, x, y, width, size, turn_of(a, b))


def _height(font: Any) -> float:
    """Return how high a font is drawn at size 1: a Type 3 font brings its own unit."""
    box = getattr(font, "bbox", (0, 0, 0, 0))
    if getattr(font, "matrix", None) is None:
        return 1.0
    height = abs((box[3] - box[1]) * font.vscale)
    return float(height) if 0.2 < height < 5 else 1.0
