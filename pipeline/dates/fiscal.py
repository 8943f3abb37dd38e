"""Fiscal years to the month they begin in: that of the country that the text speaks of.

The country is that of the nearest place or organization of the lexicons in the sentence, else in
the paragraph, else the most frequent one of the document. Where nothing tells, where the nearest is
a company, whose year is its own, or a country without a row, the fiscal year is unknown: FY2024,
without days. A year that spans two (2023-24财年) is one fiscal year where
the country counts so, else both calendar years.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.dates.expression import Expression, Partial
from pipeline.dates.knowledge import COMPANY, DateKnowledge
from pipeline.document import Document, Match
from pipeline.text import Span

COUNTRY = re.compile(r"[A-Z]{2}(?![A-Z])")  # JP, and the Australian state AU-NSW
FEDERAL = "US"
SPLIT = "zh-split-year"
LONGEST_NAME = 40  # bounds the work: no name of the lexicon is longer


@dataclass(frozen=True)
class FiscalYears:
    """The fiscal years of a document."""

    document: Document
    knowledge: DateKnowledge

    def opened(self, expressions: Iterable[Expression]) -> list[Expression]:
        """Return the expressions, the fiscal ones with the month in which their years begin."""
        return [self._opened(one) if one.first.fiscal else one for one in expressions]

    def _opened(self, expression: Expression) -> Expression:
        country, rule = self._country(expression.span)
        opening, rule = self._opening(country, rule)
        first, last, is_split = expression.first, expression.last, expression.rule == SPLIT
        expression = replace(expression, rule=f"{expression.rule}+{rule}")
        if is_split and last:
            is_one = bool(opening) and country != FEDERAL
            is_known = is_one and opening is not None
            return (
                _spanning(expression, last, opening or 0)
                if is_known
                else _calendar(expression, last)
            )
        last = replace(last, opening=opening) if last else None
        return replace(expression, first=replace(first, opening=opening), last=last)

    def _opening(self, country: str, rule: str) -> tuple[int | None, str]:
        """Return the months from January of a fiscal year to its start, -3 for October before, None
        where they are unknown, and what told it.
        """
        if country in ("", COMPANY):
            return None, rule
        told = self.knowledge.words.values("fiscal_start").get(country.lower())
        return (int(told), rule) if told is not None else (None, "fiscal-no-row")

    def _country(self, span: Span) -> tuple[str, str]:
        """Return the country whose year is meant, empty where nothing tells, and what told it."""
        behind = self.document.plain[span.end : span.end + LONGEST_NAME].lower().lstrip(" 的《")
        for name, country in self.knowledge.words.values("fiscal_name").items():
            if behind.startswith(name):
                return country, "fiscal-by-name"
        plain = self.document.plain
        sentence = self.document.sentence_at(span.start)
        line = Span(plain.rfind("\n", 0, span.start) + 1, (plain + "\n").find("\n", span.end))
        arounds = ((sentence.span if sentence else line, "sentence"), (line, "paragraph"))
        for around, name in arounds:
            if near := list(self._countries_in(around)):
                country = min(near, key=lambda one: _distance(one[0], span))[1]
                return country, "fiscal-company" if country == COMPANY else f"fiscal-by-{name}"
        country = self._most_frequent
        return country, "fiscal-by-document" if country else "fiscal-untold"

    def _countries_in(self, around: Span) -> Iterator[tuple[Span, str]]:
        matches = self.document.matches
        index = bisect_left(matches, around.start, key=lambda match: match.span.start)
        for match in matches[index:]:
            if match.span.start >= around.end:
                return
            if country := self._country_of(match):
                yield match.span, country

    @cached_property
    def _most_frequent(self) -> str:
        found = Counter(filter(None, map(self._country_of, self.document.matches)))
        del found[COMPANY]
        return found.most_common(1)[0][0] if found else ""

    def _country_of(self, match: Match) -> str:
        """Return the country of a place or organization; BIS is one of three countries."""
        if place := match.sense("place"):
            found = COUNTRY.match(place.id)
            return found.group() if found else ""
        countries = self.knowledge.countries
        ids = [sense.id for sense in match.senses if sense.kind == "organization"]
        told = {countries.get(one, "") for one in ids}
        return told.pop() if len(told) == 1 else ""


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end)


def _spanning(expression: Expression, last: Partial, opening: int) -> Expression:
    """Read 2023-24财年 as one fiscal year, 2023-24财年至2030-31财年 from one to another."""
    late = opening < 0  # named by the year it ends in
    first_year, last_year = (expression.first.year or 0) + late, (last.year or 0) - 1 + late
    first = replace(expression.first, year=first_year, opening=opening)
    is_one = first_year == last_year
    return replace(expression, first=first, last=None if is_one else replace(first, year=last_year))


def _calendar(expression: Expression, last: Partial) -> Expression:
    first = replace(expression.first, fiscal=False)
    return replace(expression, first=first, last=replace(last, fiscal=False))
