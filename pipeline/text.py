"""Text that remembers its origin: a string, and for each of its characters where in the source
it came from.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import unescape
from itertools import pairwise
from operator import attrgetter
from typing import Self

import numpy as np
import numpy.typing as npt

WHOLE_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
# A line's characters without what ends it; a form feed parts pages.
LINE = re.compile(r"[^\r\n\f]+")
REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A piece `[start, end)` of the text at hand, in code points."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Tell whether both spans share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Tell whether every character of the other span is in this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, order=True)
class SourceSpan:
    """A piece `[start, end)` of the source text, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Edit:
    """A proposal to remove a span, or to put what it stands for in its place: a space for a line
    break, its letters for a ligature, its character for a reference such as `&amp;`.

    `kept` is the copy that stays when the removed text stands there twice.
    """

    span: Span
    replacement: str
    rule: str
    kept: Span | None = None


@dataclass(frozen=True, slots=True)
class Removal:
    """What an applied edit took out of the source: one contiguous piece."""

    span: SourceSpan
    replacement: str
    rule: str
    kept: SourceSpan | None = None


# The place of an edit or a removal, to sort by: tuples compare ten times as fast as spans.
place_of = attrgetter("span.start", "span.end")


class EditError(ValueError):
    """An edit that overlaps another one, leaves the text, or writes what its span does not stand
    for.
    """


Offsets = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class TracedText:
    """A string whose characters know their origin.

    `starts` and `ends` hold, for each character of `value`, the source span it came from: one code
    point, or more for a character that replaced several (`&amp;`); the letters of a ligature came
    from the same one. `removals` are disjoint, in source order, and cover exactly what `value`
    lacks.
    """

    value: str
    starts: Offsets
    ends: Offsets
    removals: tuple[Removal, ...] = ()

    @classmethod
    def of(cls, source: str) -> Self:
        """Trace a source text that nothing has been taken from yet."""
        starts = np.arange(len(source), dtype=np.int32)
        return cls(source, starts, starts + np.int32(1))

    def __len__(self) -> int:
        return len(self.value)

    def origin(self, span: Span) -> SourceSpan:
        """Return the source span from the first to the last character of a non-empty span.

        Raises IndexError for a span that is empty or leaves the text.
        """
        if not 0 <= span.start < span.end <= len(self.value):
            raise IndexError(f"no characters at {span} in a text of {len(self.value)}")
        return SourceSpan(self.starts.item(span.start), self.ends.item(span.end - 1))

    def locate(self, span: SourceSpan) -> Span | None:
        """Return what is left of a source span in this text, or None where all of it was
        removed.
        """
        start = int(np.searchsorted(self.ends, np.int32(span.start), side="right"))
        end = int(np.searchsorted(self.starts, np.int32(span.end), side="left"))
        return Span(start, end) if start < end else None

    def lines(self) -> Iterator[Span]:
        """Yield every line with its line break."""
        for match in WHOLE_LINE.finditer(self.value):
            yield Span(match.start(), match.end())

    def apply(self, edits: Iterable[Edit]) -> "TracedText":
        """Return the text without what the edits remove.

        Raises EditError where two edits overlap or one of them is not allowed.
        """
        ordered = sorted(edits, key=place_of)
        _check(ordered, self.value)
        ordered = self._with_whole_ligatures(ordered) if ordered else []
        if not ordered:
            return self
        times = np.ones(len(self.value), dtype=np.int64)
        ends = self.ends.copy()
        breaks = np.flatnonzero(self.ends[:-1] < self.starts[1:]).tolist()
        removals: list[Removal] = []
        parts: list[str] = []
        position = 0
        for edit in ordered:
            span = edit.span
            parts += (self.value[position : span.start], edit.replacement)
            position = span.end
            times[span.start : span.end] = 0
            pieces = self._pieces(edit, breaks)
            removals += pieces
            if edit.replacement:
                times[span.start] = len(edit.replacement)
                ends[span.start] = pieces[0].span.end
        parts.append(self.value[position:])
        superseded = self._replaced_within(ordered)
        former = (removal for removal in self.removals if removal.span not in superseded)
        ledger = sorted([*former, *removals], key=place_of)
        starts, ends = np.repeat(self.starts, times), np.repeat(ends, times)
        return TracedText("".join(parts), starts, ends, tuple(ledger))

    def _with_whole_ligatures(self, edits: list[Edit]) -> list[Edit]:
        """Draw back edits that would take some letters of a ligature and leave the others."""
        if not any(len(removal.replacement) > 1 for removal in self.removals):
            return edits
        whole = []
        for edit in edits:
            start, end = edit.span.start, edit.span.end
            while start < end and self._is_inside(start):
                start += 1
            while start < end and self._is_inside(end):
                end -= 1
            if start < end:
                whole.append(replace(edit, span=Span(start, end)))
        return whole

    def _is_inside(self, position: int) -> bool:
        """Tell whether a position lies between letters that came from one ligature."""
        if not 0 < position < len(self.value):
            return False
        return bool(self.starts[position - 1] == self.starts[position])

    def _pieces(self, edit: Edit, breaks: list[int]) -> list[Removal]:
        """Cut an edit where earlier removals lie inside it: a ledger row is contiguous in the
        source.
        """
        span, kept = edit.span, self.origin(edit.kept) if edit.kept else None
        inner = breaks[bisect_left(breaks, span.start) : bisect_left(breaks, span.end - 1)]
        borders = [span.start, *(position + 1 for position in inner), span.end]
        return [
            Removal(
                self.origin(Span(start, end)), "" if index else edit.replacement, edit.rule, kept
            )
            for index, (start, end) in enumerate(pairwise(borders))
        ]

    def _replaced_within(self, edits: list[Edit]) -> set[SourceSpan]:
        """Find ledger rows of characters, put in by earlier edits, that these take out again."""
        replaced = [removal.span for removal in self.removals if removal.replacement]
        if not replaced:
            return set()
        starts = [int(self.starts[edit.span.start]) for edit in edits]
        ends = [int(self.ends[edit.span.end - 1]) for edit in edits]
        gone = set()
        for span in replaced:
            index = bisect_left(starts, span.end) - 1
            if index >= 0 and span.start < ends[index]:
                gone.add(span)
        return gone


def _check(ordered: list[Edit], text: str) -> None:
    """Refuse edits that overlap, are empty, leave the text, or write what is not there."""
    position, former = 0, None
    for edit in ordered:
        if edit.span.start < position:
            raise EditError(f"{edit} overlaps {former}")
        if not edit.span.start < edit.span.end <= len(text):
            raise EditError(f"{edit} is empty or leaves the text of {len(text)} characters")
        written = edit.replacement
        if written not in ("", " ") and written != stands_for(
            text[edit.span.start : edit.span.end]
        ):
            raise EditError(f"{edit}: a repair may only delete or put what the span stands for")
        position, former = edit.span.end, edit


def stands_for(piece: str) -> str:
    """Return the letters of a Latin ligature, ﬁ to fi, or the one character of a reference,
    `&amp;` to `&`; nothing for any other piece.
    """
    if len(piece) == 1:
        return unicodedata.normalize("NFKC", piece) if "\ufb00" <= piece <= "\ufb06" else ""
    meant = unescape(piece) if REFERENCE.fullmatch(piece) else ""
    return meant if len(meant) == 1 else ""


def restore(clean: str, removals: Iterable[tuple[int, int, str, str]]) -> str:
    """Rebuild the source from the clean text and the ledger: (start, end, quote, replacement) in
    source order.

    Raises ValueError where the ledger does not fit the text.

    >>> restore('国会', [(1, 2, '-', '')])
    '国-会'
    """
    parts: list[str] = []
    source_position = clean_position = 0
    for start, end, quote, replacement in removals:
        gap = start - source_position
        after = clean_position + gap + len(replacement)
        if (
            gap < 0
            or end - start != len(quote)
            or not clean.startswith(replacement, after - len(replacement))
        ):
            raise ValueError(f"the ledger's row {start}..{end} does not fit the clean text")
        parts += (clean[clean_position : clean_position + gap], quote)
        source_position, clean_position = end, after
    if clean_position > len(clean):
        raise ValueError("the ledger covers more than the clean text")
    parts.append(clean[clean_position:])
    return "".join(parts)
