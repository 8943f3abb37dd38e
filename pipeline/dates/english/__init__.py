"""Plain English text to date expressions: one cheap pattern finds the sites, a small grammar reads
them there.

A range is two points and a connector. A bare year needs a preposition, “May” and “March” a capital
and a companion.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.dates.english import codes, patterns
from pipeline.dates.english.codes import Point
from pipeline.dates.english.durations import counted, read_elapsed, read_spell
from pipeline.dates.english.months import Months
from pipeline.dates.english.nowadays import Nowadays
from pipeline.dates.english.points import Points
from pipeline.dates.english.ranges import finish, short_last
from pipeline.dates.english.vocabulary import EnglishPatterns
from pipeline.dates.expression import Expression, Partial, Scope, complete
from pipeline.dates.numerals import english_number
from pipeline.dates.shape_rows import Found, Readers, ShapeRows
from pipeline.dates.words import DateWords
from pipeline.text import Span


@dataclass(frozen=True, eq=False)
class EnglishGrammar:
    """The grammar with the words of a set of lexicons."""

    vocabulary: EnglishPatterns
    points: Points

    def read(self, plain: str, stretch: Span) -> Iterator[Expression]:
        """Yield the date expressions of a stretch in order, those of no calendar included (feb
        30).
        """
        position = stretch.start
        while site := self.vocabulary.site.search(plain, position, stretch.end):
            expression = self._expression(plain, site.start())
            if expression:
                yield expression
                position = max(expression.span.end, site.end())
            else:
                position = site.end()

    def _expression(self, plain: str, start: int) -> Expression | None:
        for shape, read in self.readers.at(plain[start]):
            found = shape.match(plain, start)
            if found and (expression := read(found)):
                return expression
        first = self._first(plain, start)
        if first is None:
            return codes.ambiguous(self.vocabulary.shapes["en-numeric"].match(plain, start))
        partial, end = first
        last = self._last(plain, start, end, partial)
        if last is None and partial == Partial():
            return None
        if last is None and codes.is_lonely(plain, start, end, partial):
            return codes.counted(plain, start, end)
        span, rule = Span(start, last[1] if last else end), "en-range" if last else "en-date"
        one, other = complete(partial, last[0]) if last else (partial, None)
        if not one.is_anchored and patterns.EACH_YEAR.match(plain, span.end):
            return Expression(span, rule=rule, refused="recurrence")
        return finish(self.vocabulary, plain, Expression(span, one, other, rule=rule))

    @cached_property
    def readers(self) -> Readers[Expression | None]:
        """The readers of whole expressions."""
        return Readers(
            self.vocabulary.shapes,
            (
                ("en-spell", read_spell),
                ("en-elapsed", read_elapsed),
                ("en-fuzzy", self._read_fuzzy),
                ("en-offset", self._read_offset),
                ("en-today", self._read_today),
            ),
        )

    def _first(self, plain: str, start: int) -> Point | None:
        opened = self.vocabulary.shapes["en-open_day"].match(plain, start)
        if opened and (day := english_number(opened["day"])):
            return Partial(day=day), opened.end("day")
        return self.points.point(plain, start)

    def _read_fuzzy(self, found: Found) -> Expression | None:
        value = self.vocabulary.value("fuzzy_en", found["word"])
        span = Span(found.start(), found.end())
        return Expression(span, fuzzy=value, rule="en-fuzzy", scope=Scope.NOTHING)

    @cached_property
    def nowadays(self) -> Nowadays:
        """What tells nowadays from the day."""
        return Nowadays(self.vocabulary.words)

    def _read_today(self, found: Found) -> Expression | None:
        """Read today where it means nowadays: Today, every school is open."""
        start, end = found.start(), found.end()
        if not self.nowadays.is_meant(found.match.string, start, end):
            return None
        span = Span(start, end)
        return Expression(span, fuzzy="PRESENT_REF", rule="en-fuzzy", scope=Scope.NOTHING)

    def _read_offset(self, found: Found) -> Expression | None:
        """Read a date by its distance from another: two weeks before May 13, 1999."""
        plain, start = found.match.string, found.start()
        point = self.points.point(plain, found.end())
        if point is None or point[0] == Partial(year=point[0].year):
            return None
        span = Span(start, point[1])
        if patterns.VAGUE_BEFORE.search(plain[max(0, start - 12) : start]):
            return Expression(span, fuzzy="PAST_REF", rule="en-offset", scope=Scope.NOTHING)
        number = counted(found["number"]) or 0
        is_back = found["side"].lower() == "before"
        offset = patterns.UNITS[found["unit"].lower()], -number if is_back else number
        return Expression(span, point[0], rule="en-offset", scope=Scope.SENTENCE, offset=offset)

    def _last(self, plain: str, start: int, end: int, first: Partial) -> Point | None:
        """Read the end of a range: –5, 2021; to May 2018; and May after between."""
        joined = patterns.CONNECTOR.match(plain, end)
        if not joined and (
            patterns.BETWEEN_BEFORE.search(plain, max(0, start - patterns.LONGEST_PREFIX), start)
            or _is_day_only(first)
        ):
            joined = patterns.AND.match(plain, end)
        if not joined:
            return None
        last = self.points.point(plain, joined.end()) or short_last(plain, joined, first)
        if (
            last is None
            or last[0] == Partial()
            or (first.relative is not None and last[0] == first)
            or (last[0].year and first.year and last[0].year < first.year)
        ):
            return None
        return last


def _is_day_only(partial: Partial) -> bool:
    return partial.day is not None and partial.month is None


def english_grammar(words: DateWords, shapes: ShapeRows) -> EnglishGrammar:
    """Return the grammar for a set of words and shapes."""
    vocabulary = EnglishPatterns(words, shapes)
    return EnglishGrammar(vocabulary, Points(vocabulary, Months(vocabulary)))
