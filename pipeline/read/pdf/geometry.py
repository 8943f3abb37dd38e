"""Matrices of a page: what stands where once everything that is set around it is done, and which way
it is turned.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pipeline.read.pdf.glyphs import Box
from pipeline.read.pdf.paths import Matrix

if TYPE_CHECKING:
    from pdfminer.pdfpage import PDFPage

UPRIGHT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
SLANT = 0.1  # of the length: a line leaning further than this is neither level nor turned


def frame(page: "PDFPage") -> tuple[Matrix, Box]:
    """Return the matrix that sets a page upright as its Rotate says, and its visible box."""
    x0, y0, x1, y1 = page.mediabox
    matrix = {
        90: (0.0, -1.0, 1.0, 0.0, -y0, x1),
        180: (-1.0, 0.0, 0.0, -1.0, x1, y1),
        270: (0.0, 1.0, -1.0, 0.0, y1, -x0),
    }.get(page.rotate, (1.0, 0.0, 0.0, 1.0, -x0, -y0))
    crop = page.cropbox
    inner = max(x0, crop[0]), max(y0, crop[1]), min(x1, crop[2]), min(y1, crop[3])
    if inner[2] - inner[0] < 1 or inner[3] - inner[1] < 1:
        inner = (x0, y0, x1, y1)
    corners = [_moved(matrix, x, y) for x in inner[::2] for y in inner[1::2]]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return matrix, Box(min(xs), min(ys), max(xs), max(ys))


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def multiplied(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that does the inner one first, then the outer one."""
    a1, b1, c1, d1, e1, f1 = inner
    a0, b0, c0, d0, e0, f0 = outer
    return (
        a0 * a1 + c0 * b1,
        b0 * a1 + d0 * b1,
        a0 * c1 + c0 * d1,
        b0 * c1 + d0 * d1,
        a0 * e1 + c0 * f1 + e0,
        b0 * e1 + d0 * f1 + f0,
    )


def matrix_of(numbers: Sequence[Any]) -> Matrix:
    """Return six operands as a matrix."""
    a, b, c, d, e, f = (float(number) for number in numbers)
    return a, b, c, d, e, f


def turn_of(a: float, b: float) -> int:
    """Return by how many quarters a line is turned; -1 where it leans."""
    if abs(b) <= SLANT * abs(a):
        return 0 if a > 0 else 2
    if abs(a) <= SLANT * abs(b):
        return 1 if b > 0 else 3
    return -1
