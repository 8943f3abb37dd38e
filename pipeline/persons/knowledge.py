"""What the search for persons knows from a set of lexicons, each part built when a text first needs
it.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.lexicon import Lexicons
from pipeline.lexicon.gazetteer import HAN_ONLY
from pipeline.names import NameKnowledge
from pipeline.names.words import alternatives
from pipeline.persons.english import EnglishTitles, english_titles
from pipeline.persons.terms import Offices
from pipeline.plain import plain_forms

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

COUNTRY_CODE = 2
LONGEST_PLACE = 8


@dataclass(frozen=True, eq=False)
class PersonKnowledge:
    """The persons in office, the titles, and what names are made of."""

    lexicons: Lexicons
    names: NameKnowledge

    @cached_property
    def offices(self) -> Offices:
        """Who held which office when."""
        return Offices(self.lexicons)

    @cached_property
    def finder(self) -> tuple[list[str], "AhoCorasick"]:
        """The names of known persons, and what finds them in a text."""
        return _finder(sorted(self.offices.known))

    @cached_property
    def title_ends(self) -> tuple[str, ...]:
        """The Chinese titles: 国家安全顾问, 部长."""
        of_rows = (title for title in self.offices.bodies if HAN_ONLY.search(title))
        return tuple(sorted({*self.names.titles, *of_rows}))

    @cached_property
    def chinese_titles(self) -> tuple[list[str], "AhoCorasick"]:
        """The Chinese titles, and what finds them."""
        return _finder(list(self.title_ends))

    @cached_property
    def _places(self) -> dict[str, str]:
        """The Chinese names of countries with their ids: 英国."""
        rows = [row for row in self.lexicons["places"] if len(row["id"]) == COUNTRY_CODE]
        written = [
            (name, row["id"])
            for row in rows
            for name in (row["name_zh_hans"], *row.items("aliases"))
            if len(name) > 1 and HAN_ONLY.fullmatch(name)
        ]
        plain = plain_forms([name for name, _ in written])
        return dict(zip(plain, (place for _, place in written), strict=True))

    def place_before(self, plain: str, end: int) -> tuple[int, str] | None:
        """Return where the country begins that ends at a position, and its id: 英国|首相, which the
        segmenter takes for one word.
        """
        for length in range(min(LONGEST_PLACE, end), 1, -1):
            if place := self._places.get(plain[end - length : end]):
                return end - length, place
        return None

    @cached_property
    def modifier(self) -> re.Pattern[str]:
        """What may stand between a body and a title: 副, 代理."""
        return re.compile(rf"{alternatives(self.names.lists, 'office_modifier')}\Z")

    @cached_property
    def members(self) -> tuple[str, ...]:
        """Titles whose holders do not act for the body: 议员, Senator."""
        return tuple(sorted(self.names.lists["member_title"]))

    @cached_property
    def english_titles(self) -> EnglishTitles:
        """What stands before an English name: Secretary of State."""
        return english_titles(self.names.lists, self.lexicons.words("title_en"))

    @cached_property
    def before_surnames(self) -> frozenset[str]:
        """Capitalized words before a surname that are no given name: President, When."""
        lists = self.names.lists
        titles = (*self.lexicons.words("title_en"), *lists["title_head_en"])
        return lists["english_leading"] | frozenset(titles)

    @cached_property
    def no_surnames(self) -> frozenset[str]:
        """Capitalized words that are no name of a person: Office, National."""
        heads = (word for head in self.names.organization_heads.english for word in head.split())
        return self.before_surnames | self.names.lists["english_common"] | frozenset(heads)

    @cached_property
    def verbs(self) -> frozenset[str]:
        """What a person does right behind a name of two characters: 刘鹤|会见."""
        rows = self.lexicons["event_triggers"]
        found = {row["trigger"] for row in rows if row["language"] == "zh"}
        for name in ("report_verb_zh", "passing_verb_zh", "clausal_verb_zh", "adverb_zh"):
            found.update(self.lexicons.words(name))
        return frozenset(word for word in found if len(word) > 1)


def _finder(words: list[str]) -> tuple[list[str], "AhoCorasick"]:
    from ahocorasick_rs import AhoCorasick, MatchKind

    return words, AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)
