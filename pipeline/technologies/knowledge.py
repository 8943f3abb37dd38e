"""What the search for technology terms knows from a set of lexicons, each part built when a text
first needs it.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from pipeline.lexicon import Lexicons
from pipeline.names import NameKnowledge
from pipeline.names.barred import barred_names
from pipeline.technologies.elements import Elements, elements_of
from pipeline.technologies.english import EnglishShapes, english_shapes, english_tail
from pipeline.technologies.open import Modifiers, modifiers_of


@dataclass(frozen=True, eq=False)
class TechnologyKnowledge:
    """The words that terms are made of."""

    lexicons: Lexicons
    names: NameKnowledge

    @cached_property
    def barred(self) -> frozenset[str]:
        """What the user says is no technology."""
        return barred_names(self.lexicons, "no_technology")

    @cached_property
    def elements(self) -> Elements:
        """The chemical elements, by their characters: 镓."""
        return elements_of(self.lexicons)

    @cached_property
    def modifiers(self) -> Modifiers:
        """The words before a Chinese head: 高性能."""
        return modifiers_of(self.names.lists)

    @cached_property
    def english(self) -> EnglishShapes:
        """What an English term looks like: wide-bandgap semiconductors."""
        return english_shapes(self.names.technology_heads.english, self.names.lists)

    @cached_property
    def english_tail(self) -> re.Pattern[str]:
        """The nouns that go on with an English term: quantum device fabrication."""
        return english_tail(self.names.lists)
