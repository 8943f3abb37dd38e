"""What the search for places knows: names, members of groups, words of languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.lexicon import Lexicons

GROUP = re.compile(r"G-[A-Z]{2}(?:-[A-Z]{2})+")


@dataclass(frozen=True)
class PlaceKnowledge:
    """The places of a set of lexicons."""

    lexicons: Lexicons

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name of each place by id, Chinese before English."""
        rows = self.lexicons["places"]
        return {row["id"]: row["name_zh_hans"] or row["name_en"] for row in rows}

    @cached_property
    def members(self) -> Mapping[str, str]:
        """The members of groups that are named after them, joined by +: G-US-CN to CN+US."""
        groups = (row["id"] for row in self.lexicons["places"] if GROUP.fullmatch(row["id"]))
        return {group: "+".join(sorted(group.split("-")[1:])) for group in groups}

    @cached_property
    def languages(self) -> frozenset[str]:
        """The adjectives of countries that name a language too: Chinese."""
        return self._words("language_adjective_en")

    @cached_property
    def language_signs(self) -> frozenset[str]:
        """The words behind such an adjective that make it a language: Chinese-language."""
        return self._words("language_noun_en")

    @cached_property
    def into_language(self) -> re.Pattern[str]:
        """What stands before the name of a language at the end: written in, translated into."""
        verbs = "|".join(sorted(map(re.escape, self._words("language_verb_en"))))
        return re.compile(rf"\b(?:{verbs}) (?:in|into|from)\s\Z", re.I)

    def _words(self, name: str) -> frozenset[str]:
        rows = self.lexicons["name_words"]
        return frozenset(row["word"] for row in rows if row["list"] == name)
