"""A text without its white space, as an array: two copies of a passage may be broken into lines at other places."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.plain import codes_of
from pipeline.text import Span

Codes = npt.NDArray[np.uint32]
Positions = npt.NDArray[np.int64]

SENTENCE_END = "。！？；：”』」》）"
BLANKS = np.array(
    [
        9,
        10,
        11,
        12,
        13,
        32,
        0x85,
        0xA0,
        0x1680,
        *range(0x2000, 0x200C),
        0x2028,
        0x2029,
        0x202F,
        0x205F,
        0x3000,
        0xFEFF,
    ],
    dtype=np.uint32,
)


@dataclass(frozen=True, slots=True, eq=False)
class Squeezed:
    """The visible characters of a text: their code points, and where each of them stands."""

    codes: Codes
    positions: Positions

    @classmethod
    def of(cls, text: str) -> "Squeezed":
        """Leave the white space out: 年⏎年 becomes 年年."""
        codes = codes_of(text)
        positions = np.flatnonzero(_is_visible(codes))
        return cls(codes[positions], positions)

    def __len__(self) -> int:
        return len(self.codes)

    def begins_run(self, index: int) -> bool:
        """Tell whether a run, a line or a sentence begins at a visible character."""
        if index == 0 or self.positions[index] - self.positions[index - 1] > 1:
            return True
        before = int(self.codes[index - 1])
        return before < 0x80 or chr(before) in SENTENCE_END

    def span(self, start: int, end: int) -> Span:
        """Return where visible characters stand in the text, from the first to the last."""
        return Span(int(self.positions[start]), int(self.positions[end - 1]) + 1)


def _is_visible(codes: Codes) -> npt.NDArray[np.bool_]:
    low = np.ones(0x3001, dtype=np.bool_)
    low[BLANKS[BLANKS < 0x3001]] = False
    visible: npt.NDArray[np.bool_] = low[np.minimum(codes, 0x3000 - 1)]
    visible &= (codes != 0x3000) & (codes != 0xFEFF)
    return visible
