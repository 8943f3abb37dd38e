"""Propose to remove second copies that an extractor put elsewhere: after the line, after the paragraph, out of order."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from pipeline.document import Rejection
from pipeline.repair.phrases import Phrases
from pipeline.text import LINE, Edit, Span, TracedText

RUN = re.compile(r"[^\x00-\x7f]+")

WINDOW = 2500  # characters: a copy stands on the same page, near its paragraph
SHORTEST_RUN = 2
SHORTEST_COPY = 4  # 亿美元 comes back in the next amount: shorter runs prove nothing
COVERED = 0.8  # share of a line that stands twice: a doubled line is doubled all the way
FEWEST_ECHOED = 12
ECHOED = 0.02  # share of the text whose second copy was found next to the first


@dataclass(slots=True)
class Run:
    """Chinese characters between Latin ones or line ends: what was drawn at once."""

    span: Span
    words: str
    line: int
    is_doubled: bool = False


@dataclass(slots=True)
class Row:
    """A line and its runs."""

    span: Span
    runs: list[Run] = field(default_factory=list)

    @property
    def is_covered(self) -> bool:
        """Tell whether the line stands twice, small gaps aside."""
        total = sum(len(run.words) for run in self.runs)
        return sum(len(run.words) for run in self.runs if run.is_doubled) >= COVERED * total


def remove_displaced_copies(text: TracedText, phrases: Phrases) -> Iterator[Edit | Rejection]:
    """Propose to remove runs that stand again further on: 总装⏎MD-82…⏎国先是与麦道公司合作，在上海总装.

    Only in a document that was drawn twice elsewhere, and only lines that stand twice all the way:
    亿美元，其中 comes back in any text.
    """
    echoes = [removal.span for removal in text.removals if removal.rule.startswith("echo-")]
    if sum(span.end - span.start for span in echoes) < max(FEWEST_ECHOED, ECHOED * len(text)):
        return
    rows = _rows(text)
    pairs = list(_pairs([run for row in rows for run in row.runs]))
    for first, second in pairs:
        if (
            len(first.words) >= SHORTEST_COPY
            and rows[first.line].is_covered
            and rows[second.line].is_covered
        ):
            yield Edit(second.span, "", "echo-displaced", kept=first.span)


def _rows(text: TracedText) -> list[Row]:
    """Read the lines with a run that stands in the text again.

    A run is doubled already where its second copy has just been removed behind it.
    """
    mended = set(np.flatnonzero(text.ends[:-1] != text.starts[1:]).tolist())
    counts = Counter(RUN.findall(text.value))
    again = {words for words, count in counts.items() if count > 1 and len(words) >= SHORTEST_COPY}
    rows: list[Row] = []
    for line in LINE.finditer(text.value):
        if again.isdisjoint(RUN.findall(line[0])):
            continue
        row = Row(Span(*line.span()))
        for match in RUN.finditer(text.value, *line.span()):
            row.runs.append(
                Run(Span(*match.span()), match[0], len(rows), match.end() - 1 in mended)
            )
        rows.append(row)
    return rows


def _pairs(runs: Sequence[Run]) -> Iterator[tuple[Run, Run]]:
    """Pair each run with its next copy within the window."""
    waiting: dict[str, Run] = {}
    for run in runs:
        if run.is_doubled or len(run.words) < SHORTEST_RUN:
            continue
        first = waiting.pop(run.words, None)
        if first and run.span.start - first.span.end <= WINDOW:
            first.is_doubled = run.is_doubled = True
            yield first, run
        else:
            waiting[run.words] = run
