"""The name context of a document: its words, and what each of them can do in a name."""

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from pipeline.document import Document
from pipeline.lexicon import Lexicons
from pipeline.names.words import WordLists, Words, heads, word_lists, words_of
from pipeline.segment.tags import PERSONS, Tag

FEWEST_LETTERS = 2
FEWEST_LATIN = 3
COUNTRY_CODE = 2
# Words of this length that end so are no names: 韩国公司, 美国企业.
LONGEST_GENERIC = 4
GENERIC_ENDS = ("公司", "企业", "厂商", "机构")


class Role(IntEnum):
    """What a word can do in a name: all but a plain noun can begin one."""

    COUNTRY = 0
    PLACE = 1
    ORGANIZATION = 2
    PROPER = 3
    STARTER = 4  # 国际, 全球
    NOUN = 5


COUNTRY, PLACE, ORGANIZATION, PROPER, STARTER, NOUN = Role
CERTAIN = frozenset((COUNTRY, PLACE, ORGANIZATION, PROPER, STARTER))


@dataclass(frozen=True, eq=False)
class NameContext:
    """What the search for names needs of a document: its words, what the lexicons know of each."""

    words: Words
    lists: WordLists
    known: dict[int, tuple[str, str]]
    heads: dict[str, str]
    terms: dict[str, str]

    @cached_property
    def letters(self) -> frozenset[str]:
        """Characters that foreign names are written with: 诺瓦瓦克斯."""
        return frozenset("".join(self.lists["transliteration"]))

    @cached_property
    def roles(self) -> dict[int, Role]:
        """What was found out about the words so far."""
        return {}

    def role(self, index: int) -> Role:
        """Tell what a word can do in a name: 美国 is a country, 国际 can begin a name."""
        found = self.roles.get(index)
        if found is None:
            found = self.roles[index] = self._role(index)
        return found

    def _role(self, index: int) -> Role:
        words, tag = self.words, self.words.tags[index]
        kind, place = self.known.get(words.starts[index], ("", ""))
        if kind == "place":
            return COUNTRY if len(place) == COUNTRY_CODE else PLACE
        text = words.text(index)
        if kind in ("organization", "ambiguous") or (
            tag == Tag.BODY and text not in self.lists["not_org"]
        ):
            return ORGANIZATION
        if text in self.lists["org_starter"]:
            return STARTER
        if kind == "technology":
            return NOUN
        if tag == Tag.PLACE_NAME:
            return NOUN if text in self.lists["tech_field"] else PLACE
        if self._is_proper(text, tag):
            return PROPER
        return NOUN

    def _is_proper(self, text: str, tag: str) -> bool:
        if text in self.lists["org_generic_modifier"] or text in self.lists["org_left_barrier"]:
            return False
        if tag in PERSONS:
            return True
        if tag == Tag.LATIN:
            return len(text) >= FEWEST_LATIN and any(char.isupper() for char in text)
        return tag == Tag.PROPER or (len(text) >= FEWEST_LETTERS and self.is_foreign(text))

    def is_barrier(self, index: int) -> bool:
        """Tell whether a word stands before names and is no part of them: 总统, 企业, 韩国公司."""
        text = self.words.text(index)
        return text in self.lists["org_left_barrier"] or (
            len(text) <= LONGEST_GENERIC and text.endswith(GENERIC_ENDS) and len(text) > 2
        )

    def may_be_longer(self, index: int) -> bool:
        """Tell whether a word may be the end of a longer name: 物理研究所 in 天体物理研究所."""
        return self.known.get(self.words.starts[index], ("", ""))[0] not in (
            "organization",
            "place",
        )

    def ends_with_head(self, text: str) -> bool:
        """Tell whether a word ends with a head noun: 委员会, 商务部."""
        return any(text[index:] in self.heads for index in range(len(text)))

    @cached_property
    def facilities(self) -> tuple[str, ...]:
        """What ends like a name and is a kind of building or meeting: 数据中心."""
        return tuple(sorted(self.lists["facility"]))

    def is_facility(self, text: str) -> bool:
        """Tell whether a text ends with a kind of building or meeting: 国家数据中心."""
        return text.endswith(self.facilities)

    def is_foreign(self, text: str) -> bool:
        """Tell whether a text is written only with the characters of foreign names."""
        return self.letters.issuperset(text)


def name_context(document: Document, lexicons: Lexicons) -> NameContext:
    """Return the words of a document with what the lexicons know of them; three stages share it."""
    shared: dict[str, tuple[Lexicons, NameContext]] = document.shared
    held = shared.get("name_context")
    if held is None or held[0] is not lexicons:
        held = shared["name_context"] = (lexicons, _name_context(document, lexicons))
    return held[1]


def _name_context(document: Document, lexicons: Lexicons) -> NameContext:
    known = {}
    for match in document.matches:
        sense = match.senses[0]
        kind = "ambiguous" if sense.weak and sense.kind == "organization" else sense.kind
        known[match.span.start] = (kind, sense.id)
    zh = heads(lexicons, "organization_heads", "zh")
    terms = heads(lexicons, "technology_heads", "zh")
    return NameContext(words_of(document), word_lists(lexicons), known, zh, terms)
