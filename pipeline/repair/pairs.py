"""Two copies in a row as they stand in the text: what is between them and around, and what that proves."""

import re
from dataclasses import dataclass

from pipeline.repair.adjacent_repeats import Repeat

LINE_ENDS = re.compile(r"[\r\n]")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two copies in a row: their words, and what white space stands between them and around."""

    repeat: Repeat
    words: str
    between: str
    head: str
    tail: str
    around: tuple[str, str]  # the Latin character on either side, empty where there is none

    @property
    def is_cell(self) -> bool:
        """Tell whether only blanks part the copies, as in a table row: 合格 合格."""
        return bool(self.between) and not LINE_ENDS.search(self.between)

    @property
    def is_line(self) -> bool:
        """Tell whether the copies fill lines of their own; 2021年年⏎底 does not."""
        own = LINE_ENDS.search(self.head) and LINE_ENDS.search(self.tail)
        return bool(own) and self.words != "年"

    @property
    def is_flanked(self) -> bool:
        """Tell whether Latin, digits or white space stand on both sides: 10月月31日, 万个。万个。4.

        Of a single character between lines or blanks that proves nothing: 年年, 种种 问题.
        """
        left, right = (bool(re.match(r"[\w()]", char)) for char in self.around)
        if self.repeat.period > 1:
            return (left or bool(self.head)) and (right or bool(self.tail))
        starts, ends = LINE_ENDS.search(self.head), LINE_ENDS.search(self.tail)
        return (
            (left and right) or bool(starts and right) or bool(left and ends and self.words != "年")
        )

    @property
    def is_latin(self) -> bool:
        """Tell whether no Chinese character is in the words."""
        return self.words.isascii()
