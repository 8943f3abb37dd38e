"""A Chinese sentence cut up once for all its dates: clauses, predicates, and how far dates reach."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.document import DateMention
from pipeline.events.chart import Chart, clauses_of
from pipeline.events.chinese_tokens import chinese_tokens
from pipeline.events.english_predicates import english_predicates
from pipeline.events.english_tokens import clause_openers, english_tokens
from pipeline.events.predicates import Predicate, predicates
from pipeline.events.token import Clause, Token
from pipeline.events.triggers import Vocabulary
from pipeline.text import Span

CLOSING = re.compile(r"[。!?;.]")
ACRONYM = re.compile(r"\(([A-Z]{2,8})\)")
LIST_GAP = 2  # characters between dates that govern together: 2月和9月
LONGEST_GAP = 20
# 7月在日内瓦、次年在纽约举行: what stands between dates that share a predicate.
SHARED = re.compile(r"\s*[在于][^,。;:!?在于]{1,14}(?:[、和及与]|以及)\s*")


@dataclass(frozen=True)
class Reading:
    """A sentence, or a bracket or quotation in it, cut up once for all its dates."""

    clauses: list[Clause]
    found: list[Predicate]
    starts: list[int]
    places: dict[Span, tuple[int, int]]
    closed: bool
    companies: frozenset[str]
    asks: bool = False
    aside: tuple[Span, ...] = ()
    ids: Mapping[Span, str] = field(default_factory=dict)
    horizon: str = ""
    present: str = ""

    @classmethod
    def of(cls, chart: Chart, region: Span, words: Vocabulary) -> "Reading":
        """Find the predicates of a region and the places of its dates."""
        tokens = told_tokens(chart, region, words)
        openers = clause_openers(tokens) if words.language == "en" else ()
        clauses = clauses_of(tokens, words.constructions.facts(tokens), openers)
        closed = len(clauses) > 1 or bool(
            CLOSING.search(chart.document.plain[region.end - 2 : region.end])
        )
        find = english_predicates if words.language == "en" else predicates
        found = find(clauses, words)
        places = {
            token.span: (number, index)
            for number, clause in enumerate(clauses)
            for index, token in enumerate(clause.tokens)
            if token.date is not None
        }
        asks = "?" in chart.document.plain[region.end - 2 : region.end + 1]
        starts = [p.span.start for p in found]
        inside = {token.span for token in tokens}
        named = {span for span in chart.names_in(region) if span not in inside}
        short = ACRONYM.finditer(chart.document.plain, region.start, region.end)
        aside = tuple(sorted(named | {Span(*match.span(1)) for match in short}))
        return cls(
            clauses, found, starts, places, closed, chart.companies, asks, aside, chart.ids,
            chart.horizon, chart.present,
        )  # fmt: skip

    def having(self, predicate: Predicate) -> "Reading":
        """Return the reading with a predicate among its own."""
        place = bisect_left(self.starts, predicate.span.start)
        if place < len(self.found) and self.found[place].span == predicate.span:
            return self
        found = [*self.found[:place], predicate, *self.found[place:]]
        return replace(self, found=found, starts=[one.span.start for one in found])

    def within(self, scope: Span) -> list[Predicate]:
        """Return the predicates that start in a span."""
        first = bisect_left(self.starts, scope.start)
        return self.found[first : bisect_left(self.starts, scope.end, first)]

    def place(self, date: DateMention) -> tuple[int, int] | None:
        """Return the clause of a date and its token in it, or None where a piece of the sentence that
        counts as one token hides it.
        """
        return self.places.get(date.span)

    def is_beside(self, date: DateMention, predicate: Predicate) -> bool:
        """Tell whether a predicate stands in the clause of a date."""
        place = self.place(date)
        return place is not None and place[0] == predicate.clause

    def is_marked(self, date: DateMention, mark: str) -> bool:
        """Tell whether a construction marks a date so: the date of 与2019年相比 only says which."""
        place = self.places.get(date.span)
        return place is not None and place[1] in self.clauses[place[0]].places(mark)

    def around(self, date: DateMention) -> tuple[Token | None, Token | None]:
        """Return the tokens before and behind a date in its clause."""
        place = self.place(date)
        if place is None:
            return None, None
        number, index = place
        tokens = self.clauses[number].tokens
        behind = tokens[index + 1] if index + 1 < len(tokens) else None
        return tokens[index - 1] if index else None, behind


def told_tokens(chart: Chart, region: Span, words: Vocabulary) -> list[Token]:
    """Return the tokens of a region as the clauses of its language need them."""
    shape = english_tokens if words.language == "en" else chinese_tokens
    return shape(chart.tokens(region, words), words)


def scopes(dates: Sequence[DateMention], plain: str) -> dict[Span, int]:
    """Return how far each date governs: to the next one, but 2月和9月 govern the same clause."""
    reach: dict[Span, int] = {}
    scope = 1 << 60
    following: DateMention | None = None
    for date in reversed(dates):
        if following is not None and not _go_together(date, following, plain):
            scope = following.span.start
        reach[date.span] = scope
        following = date
    return reach


def _go_together(date: DateMention, following: DateMention, plain: str) -> bool:
    """Tell whether two dates govern one clause: 2月和9月; 8月28日,中国国航在同一天."""
    if following.span.start - date.span.end <= LIST_GAP:
        return True
    apart = following.span.start - date.span.end
    if apart <= LONGEST_GAP and SHARED.fullmatch(plain, date.span.end, following.span.start):
        return True
    days = (date.start_date, date.end_date)
    return bool(days[0]) and days == (following.start_date, following.end_date)
