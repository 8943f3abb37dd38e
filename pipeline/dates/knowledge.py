"""What the search for dates knows from a set of lexicons, each part built when a text first needs
it: no English pattern is compiled for a Chinese text.
"""

from dataclasses import dataclass
from functools import cached_property

from pipeline.dates.chinese.vocabulary import ChinesePatterns
from pipeline.dates.cues import Cues
from pipeline.dates.english import EnglishGrammar, english_grammar
from pipeline.dates.refusals import Refusals
from pipeline.dates.shape_rows import ShapeRows, shape_rows
from pipeline.dates.words import DateWords, date_words
from pipeline.lexicon import Lexicons

COMPANY = "a company"  # stands for the country of those whose fiscal year is their own


@dataclass(frozen=True, eq=False)
class DateKnowledge:
    """The words of dates, and what is made of them."""

    lexicons: Lexicons

    @cached_property
    def words(self) -> DateWords:
        """The lists of date_words.csv."""
        return date_words(self.lexicons)

    @cached_property
    def chinese(self) -> ChinesePatterns:
        """The patterns of the Chinese grammar: 去年10月."""
        return ChinesePatterns(self.words, self.shapes)

    @cached_property
    def english(self) -> EnglishGrammar:
        """The English grammar: October last year."""
        return english_grammar(self.words, self.shapes)

    @cached_property
    def shapes(self) -> ShapeRows:
        """How dates are written: the rows of date_shapes.csv."""
        return shape_rows(self.words, self.lexicons)

    @cached_property
    def cues(self) -> Cues:
        """The words around a date that say what it means there: 将于, 早在."""
        return Cues(self.words)

    @cached_property
    def refusals(self) -> Refusals:
        """The rules for what looks like a date and is none: 中国制造2025."""
        return Refusals(self.words)

    @cached_property
    def countries(self) -> dict[str, str]:
        """The country of each organization, by id, whose fiscal year it counts by; a company has one
        of its own.
        """
        rows = self.lexicons["organizations"]
        return {row["id"]: COMPANY if row["kind"] == "company" else row["country"] for row in rows}
