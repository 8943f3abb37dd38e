"""Head nouns: what names and terms end with, and what each says about them."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.lexicon import Lexicons

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick


@dataclass(frozen=True, eq=False)
class Heads:
    """The head nouns of a lexicon file with their kind or category: 研究院 to research."""

    lexicons: Lexicons
    table: str

    @cached_property
    def chinese(self) -> dict[str, str]:
        """The Chinese ones: 研究院."""
        return self._of("zh")

    @cached_property
    def english(self) -> dict[str, str]:
        """The English ones: Bureau."""
        return self._of("en")

    def _of(self, language: str) -> dict[str, str]:
        group = "category" if self.table == "technology_heads" else "kind"
        rows = self.lexicons[self.table]
        return {row["head"]: row[group] for row in rows if row["language"] == language}

    @cached_property
    def _automaton(self) -> tuple[list[str], "AhoCorasick"]:
        from ahocorasick_rs import AhoCorasick

        found = sorted(self.chinese)
        return found, AhoCorasick(found)

    def ends_in(self, plain: str) -> dict[int, str]:
        """Return where Chinese heads end, with the longest that ends there: 研究院 before 院."""
        found, automaton = self._automaton
        ends: dict[int, str] = {}
        for index, _, end in automaton.find_matches_as_indexes(plain, overlapping=True):
            if end not in ends:  # of those that end together the longest comes first
                ends[end] = found[index]
        return ends
