"""What repair knows from a set of lexicons, built when the first text is repaired."""

from dataclasses import dataclass
from functools import cached_property

from pipeline.lexicon import Lexicons
from pipeline.repair.phrases import Phrases, phrases_of


@dataclass(frozen=True, eq=False)
class RepairKnowledge:
    """The words that extractors and sites put into a text, and those that English is made of."""

    lexicons: Lexicons

    @cached_property
    def phrases(self) -> Phrases:
        """The phrases of boilerplate.csv: 责任编辑, Read more."""
        return phrases_of(self.lexicons)
