"""Spans that meet: what is taken, what is left, and which of overlapping mentions stays."""

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.spans import Taken, longest
from pipeline.text import Span

spans = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 40), st.integers(1, 9)
)


@dataclass(frozen=True)
class Named:
    """A candidate with a place."""

    span: Span
    name: str = ""


@given(st.lists(spans), spans)
def test_a_span_is_free_or_its_taken_characters_are_told(taken: list[Span], asked: Span) -> None:
    index = Taken(taken)
    over = index.over(asked)
    assert index.is_free(asked) == (over is None) == all(not asked.overlaps(one) for one in taken)
    assert over is None or over.overlaps(asked)


@given(st.lists(spans), spans)
def test_gaps_are_the_characters_that_nothing_takes(taken: list[Span], whole: Span) -> None:
    held = {position for one in taken for position in range(one.start, one.end)}
    left = [p for gap in Taken(taken).gaps(whole) for p in range(gap.start, gap.end)]
    assert left == [p for p in range(whole.start, whole.end) if p not in held]


@given(st.lists(spans))
def test_the_chosen_are_disjoint_and_whatever_is_left_overlaps_one(candidates: list[Span]) -> None:
    chosen = [one.span for one in longest(map(Named, candidates))]
    assert chosen == sorted(chosen)
    assert all(left.end <= right.start for left, right in pairwise(chosen))
    assert all(any(one.overlaps(span) for span in chosen) for one in candidates)


def test_the_longest_stays_then_the_first_given() -> None:
    first, same = Named(Span(4, 9), "first"), Named(Span(4, 9), "same")
    shorter, apart = Named(Span(7, 11)), Named(Span(9, 12))
    assert longest([shorter, first, same, apart]) == [first, apart]


def test_a_span_is_claimed_once() -> None:
    taken = Taken([Span(3, 5)])
    assert taken.claim(Span(0, 3))
    assert not taken.claim(Span(2, 4))
    assert list(taken) == [Span(0, 3), Span(3, 5)]
