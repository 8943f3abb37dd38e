"""Lines in reading order to the source text: lines of a paragraph joined, furniture and note marks
kept in place under marks.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.document import Mark
from pipeline.read.pdf.lettering import Lettering, letter
from pipeline.read.pdf.tables import GLUE, Line
from pipeline.text import SourceSpan

OTHER_SIZE = 1.12  # ratio: a heading and the text below it
MORE_LEADING = 1.25  # of the usual leading: white between paragraphs
INDENT = 1.2  # of the size
SLACK = 0.9  # of the size: white at the end of a line beyond the next word
FIRST_WORD = re.compile(r"[!-~]+|.[，。、；：！？”’」』》）]*")
ITEM = re.compile(
    r"[•●■◆▪○]|[-–—] |[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、"
)
CLOSED = re.compile(r"[。！？…；：.!?:]['\"”’」』）)]*$")
LATIN_END, LATIN_START = (
    re.compile(r"[^\W\u2e80-\ufaff\ufb07-\U0003ffff]|[,;:.!?)\]}”’%…&/–—\"']"),
    re.compile(r"[^\W\u2e80-\ufaff\ufb07-\U0003ffff]|[(\[{“‘$€£&\"'–—]"),
)
HYPHENS, SOFT_HYPHEN = "-\u2010", "\u00ad"


@dataclass(frozen=True, slots=True)
class Placed:
    """A line, its text, and the rule under which it is furniture, empty for text."""

    line: Line
    lettering: Lettering
    rule: str = ""


def place(line: Line, rule: str = "") -> Placed:
    """Write a line as text."""
    return Placed(line, letter(line.row), rule)


class Page:
    """The source text in the making, and the marks on it."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.marks: list[Mark] = []

    def write(self, text: str, rule: str = "") -> None:
        """Append text, under a mark where there is a rule."""
        if rule and text:
            span = SourceSpan(self.length, self.length + len(text))
            self.marks.append(Mark(span, rule))
        self.parts.append(text)
        self.length += len(text)

    def write_line(self, lettering: Lettering) -> None:
        """Append a line of text with its note marks."""
        position = 0
        for start, end in lettering.notes:
            self.write(lettering.text[position:start])
            self.write(lettering.text[start:end], "pdf-note-mark")
            position = end
        self.write(lettering.text[position:])


def compose(lines: Sequence[Placed]) -> tuple[str, tuple[Mark, ...]]:
    """Join lines into paragraphs, one per line of the source text, and return it with its marks.

    Furniture inside a paragraph stands on lines of its own, marked with its line breaks, so that
    the sentence is whole again once repair has removed it.
    """
    page = Page()
    leadings = _leadings([placed.line for placed in lines if not placed.rule])
    former: Placed | None = None
    waiting: list[Placed] = []
    for placed in lines:
        if placed.rule:
            waiting.append(placed)
            continue
        joint = _joint(former, placed, leadings) if former else ""
        page.write(joint)
        _write_furniture(page, waiting, before=former is not None and joint != "\n", after=True)
        page.write_line(placed.lettering)
        former, waiting = placed, []
    _write_furniture(page, waiting, before=former is not None, after=False)
    return "".join(page.parts), tuple(page.marks)


def _write_furniture(page: Page, waiting: Sequence[Placed], *, before: bool, after: bool) -> None:
    """Append furniture, each row marked with the line breaks that part it from the text."""
    for index, placed in enumerate(waiting):
        start = "\n" if before and index == 0 else ""
        end = "\n" if after or index < len(waiting) - 1 else ""
        page.write(f"{start}{placed.lettering.text}{end}", placed.rule)


def _leadings(lines: Sequence[Line]) -> dict[float, float]:
    """Return the usual distance between baselines for each size of text."""
    gaps: dict[float, list[float]] = defaultdict(list)
    for a, b in pairwise(lines):
        gap = a.row.y - b.row.y
        if a.page == b.page and a.row.size == b.row.size and 0 < gap < 4 * a.row.size:
            gaps[a.row.size].append(round(gap, 1))
    return {size: _usual(values) for size, values in gaps.items()}


def _usual(gaps: list[float]) -> float:
    """Return the commonest gap, where there is one, else the median of the smaller half."""
    value, times = Counter(gaps).most_common(1)[0]
    ordered = sorted(gaps)
    return value if times > 1 else median(ordered[: len(ordered) // 2 + 1])


def _joint(former: Placed, placed: Placed, leadings: dict[float, float]) -> str:
    """Return what stands between two lines: a line break, a space between Latin words, or
    nothing.
    """
    told = placed.line.joint
    if told:
        return told
    if told != GLUE and _starts_paragraph(former, placed, leadings):
        return "\n"
    end, start = former.lettering.text[-1:], placed.lettering.text[:1]
    if end in HYPHENS and "a" <= start <= "z":
        return "\n"  # repair/hyphens.py knows whether Secu-⏎rity is one word
    if end in HYPHENS + SOFT_HYPHEN or not (LATIN_END.match(end) and LATIN_START.match(start)):
        return ""
    return " "


def _starts_paragraph(former: Placed, placed: Placed, leadings: dict[float, float]) -> bool:
    """Tell whether a line begins a paragraph: another size, an item's sign, an indent, more white
    above it, or room left at the end of the line before.
    """
    a, b = former.line, placed.line
    size = b.row.size
    ratio = max(a.row.size, size) / min(a.row.size, size)
    if ratio > OTHER_SIZE or ITEM.match(placed.lettering.text):
        return True
    if b.row.x0 - b.left > INDENT * size and not _is_aligned(a, b):
        return True
    drop = a.row.y - b.row.y
    if a.page == b.page and drop > MORE_LEADING * leadings.get(size, 2 * size):
        return True
    return _ends_early(former, placed)


def _is_aligned(a: Line, b: Line) -> bool:
    """Tell whether a line starts where the one before it starts, in its column."""
    return abs((a.row.x0 - a.left) - (b.row.x0 - b.left)) < 0.5 * b.row.size


def _ends_early(former: Placed, placed: Placed) -> bool:
    """Tell whether the first word of a line would have fitted on the line before."""
    line = former.line
    word = FIRST_WORD.match(placed.lettering.text)
    width = _width(placed, len(word[0])) if word else 0.0
    return line.right - line.row.x1 > width + SLACK * line.row.size


def _width(placed: Placed, characters: int) -> float:
    """Return the width of the first characters of a line, from their glyphs."""
    glyphs = [glyph for glyph in placed.line.row.glyphs if glyph.text.strip()][:characters]
    return glyphs[-1].x1 - glyphs[0].x0 if glyphs else 0.0
