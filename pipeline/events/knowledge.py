"""What the search for events knows from a set of lexicons, each language built when a text first
needs it.
"""

from dataclasses import dataclass
from functools import cached_property

from pipeline.events.triggers import Vocabulary, vocabulary
from pipeline.lexicon import Lexicons


@dataclass(frozen=True, eq=False)
class EventKnowledge:
    """The words that events are found by."""

    lexicons: Lexicons

    @cached_property
    def chinese(self) -> Vocabulary:
        """Those of Chinese: 公布, 将."""
        return vocabulary(self.lexicons, "zh")

    @cached_property
    def english(self) -> Vocabulary:
        """Those of English: announce, will."""
        return vocabulary(self.lexicons, "en")

    def of(self, language: str) -> Vocabulary:
        """Return the words of a text's language; a mixed text is read as Chinese."""
        return self.english if language == "en" else self.chinese
