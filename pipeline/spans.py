"""Spans that meet: which characters of a text are taken already, and which of overlapping mentions
stays.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Protocol, TypeVar

from pipeline.text import Span


class Spanned(Protocol):
    """Anything that stands at a place of a text: a match, an expression, a mention."""

    @property
    def span(self) -> Span:
        """Where it stands."""


M = TypeVar("M", bound=Spanned)
ENDS = attrgetter("start", "end")  # tuples compare ten times as fast as spans


class Taken:
    """The characters of a text that belong to something: what comes later asks before it takes.

    Held as disjoint spans in order; of overlapping ones the union is taken.

    >>> Taken([Span(1, 3), Span(2, 5)]).over(Span(4, 9))
    Span(start=1, end=5)
    """

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[Span] = ()):
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans, key=ENDS):
            if self._ends and span.start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def __iter__(self) -> Iterator[Span]:
        return map(Span, self._starts, self._ends)

    def also(self, spans: Iterable[Span]) -> "Taken":
        """Return what is taken when these spans are too."""
        return Taken([*self, *spans])

    def over(self, span: Span) -> Span | None:
        """Return what is taken of the last characters of a span, or None where all of it is free:
        8月3日 for iSPACE 8.
        """
        index = bisect_left(self._starts, span.end) - 1
        if index >= 0 and self._ends[index] > span.start:
            return Span(self._starts[index], self._ends[index])
        return None

    def is_free(self, span: Span) -> bool:
        """Tell whether no character of a span is taken."""
        index = bisect_left(self._starts, span.end) - 1
        return index < 0 or self._ends[index] <= span.start

    def holds(self, position: int) -> bool:
        """Tell whether the character at a position is taken."""
        return not self.is_free(Span(position, position + 1))

    def claim(self, span: Span) -> bool:
        """Take a span where it is free; tell whether it was."""
        index = bisect_left(self._starts, span.end)
        if index and self._ends[index - 1] > span.start:
            return False
        self._starts.insert(index, span.start)
        self._ends.insert(index, span.end)
        return True

    def end_before(self, position: int) -> int:
        """Return where the last taken span ends that begins before a position, 0 where none does."""
        index = bisect_left(self._starts, position) - 1
        return self._ends[index] if index >= 0 else 0

    def gaps(self, whole: Span) -> Iterator[Span]:
        """Yield what is free of a span, piece by piece: iSPACE and 宣布 of iSPACE 8月3日宣布."""
        position = max(whole.start, min(self.end_before(whole.start), whole.end))
        for index in range(bisect_left(self._starts, whole.start), len(self._starts)):
            if self._starts[index] >= whole.end:
                break
            if position < self._starts[index]:
                yield Span(position, self._starts[index])
            position = self._ends[index]
        if position < whole.end:
            yield Span(position, whole.end)


def longest(candidates: Iterable[M]) -> list[M]:
    """Choose among overlapping candidates, in the order of the text: the longest stays, of equally
    long ones the first given. 国家航天局 stays, 航天局 and 局下属 go.
    """
    taken = Taken()
    ordered = sorted(candidates, key=_shortness)
    return sorted((one for one in ordered if taken.claim(one.span)), key=_start)


def _shortness(candidate: Spanned) -> int:
    return candidate.span.start - candidate.span.end


def _start(candidate: Spanned) -> int:
    return candidate.span.start
