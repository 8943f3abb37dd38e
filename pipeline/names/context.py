"""The name context of a document: its words, and what each of them can do in a name."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property

from pipeline.document import Document, Match, Rejection
from pipeline.names.knowledge import NameKnowledge
from pipeline.names.words import WordLists, Words, words_of
from pipeline.segment.tags import PERSONS, Tag
from pipeline.spans import Taken
from pipeline.text import Span

FEWEST_LETTERS = 2
FEWEST_LATIN = 3
COUNTRY_CODE = 2
# 文件共享, 建立健全: so long a word is no person, whatever the segmenter calls it.
SHORTEST_PHRASE = 4
SOME = "某"  # 广州某|科技公司
# Words of this length that end so are no names: 韩国公司, 美国企业.
LONGEST_GENERIC = 4
SMALL_WORD = re.compile(r"(?<![\w'’])[a-z]{3,}")
# 总裁兼|国土安全中心主任: what follows is another office.
CONCURRENT = "兼"
# Lists of words that are no places, whatever the segmenter calls them.
NO_PLACES = ("tech_field", "org_generic_modifier", "org_left_barrier", "org_quantifier")
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
    """What the search for names needs of a document: its words, what the lexicons know of each,
    the lexicon names that no date touches, and the dates, of which no name takes a character.
    """

    words: Words
    lists: WordLists
    known: dict[int, tuple[str, str]]
    heads: dict[str, str]
    terms: dict[str, str]
    matches: tuple[Match, ...]
    dates: Taken
    titles: tuple[str, ...] = ()
    surnames: frozenset[str] = frozenset()
    kinds: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def letters(self) -> frozenset[str]:
        """Characters that foreign names are written with: 诺瓦瓦克斯."""
        return frozenset("".join(self.lists["transliteration"]))

    @cached_property
    def roles(self) -> dict[int, Role]:
        """What was found out about the words so far."""
        return {}

    @cached_property
    def small_words(self) -> frozenset[str]:
        """The English words that the text writes small: network, service."""
        return frozenset(SMALL_WORD.findall(self.words.plain))

    @cached_property
    def matches_by_end(self) -> dict[int, Match]:
        """The lexicon names by where they end."""
        return {match.span.end: match for match in self.matches}

    @cached_property
    def matches_by_start(self) -> dict[int, Match]:
        """The lexicon names by where they start."""
        return {match.span.start: match for match in self.matches}

    def off_dates(self, found: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
        """Yield what a pattern found, in order; where it reaches into a date, what it finds on either
        side of it: iSPACE before 8月3日, not iSPACE 8.
        """
        dates = iter(self.dates)
        date = next(dates, None)
        for match in found:
            start, end = match.span()
            while date is not None and date.end <= start:
                date = next(dates, None)
            if date is None or end <= date.start:
                yield match
                continue
            for gap in self.dates.gaps(Span(start, end)):
                yield from match.re.finditer(match.string, gap.start, gap.end)

    def role(self, index: int) -> Role:
        """Tell what a word can do in a name: 美国 is a country, 国际 can begin a name."""
        found = self.roles.get(index)
        if found is None:
            found = self.roles[index] = self._role(index)
        return found

    def _role(self, index: int) -> Role:
        words, tag = self.words, self.words.tags[index]
        if tag == Tag.DATE:
            return NOUN
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
            return NOUN if self._is_no_place(text) else PLACE
        if self._is_proper(text, tag):
            return PROPER
        return NOUN

    def _is_no_place(self, text: str) -> bool:
        """Tell whether what the segmenter takes for a place is a common word: 多国."""
        lists = self.lists
        return any(text in lists[name] for name in NO_PLACES)

    def _is_proper(self, text: str, tag: str) -> bool:
        if text in self.lists["org_generic_modifier"] or text in self.lists["org_left_barrier"]:
            return False
        if text[-1] == SOME:
            return False
        if tag in PERSONS:
            is_short = len(text) < SHORTEST_PHRASE or text[:2] in self.surnames
            return is_short or tag != Tag.PERSON or self.is_foreign(text)
        if tag == Tag.LATIN:
            return len(text) >= FEWEST_LATIN and any(char.isupper() for char in text)
        return tag == Tag.PROPER or (len(text) >= FEWEST_LETTERS and self.is_foreign(text))

    def is_chinese_person(self, index: int) -> bool:
        """Tell whether a word is the name of a Chinese person: 陈茂波, not 盖茨."""
        text = self.words.text(index)
        is_person = self.words.tags[index] in PERSONS and text[0] in self.surnames
        return is_person and not self.is_foreign(text)

    def is_person(self, index: int) -> bool:
        """Tell whether a word is a person's name, by its surname or its letters: 陈茂波, 盖茨, not 晶苑."""
        is_foreign = self.is_foreign(self.words.text(index))
        is_named = is_foreign and self.words.tags[index] in PERSONS
        return is_named or self.is_chinese_person(index)

    def is_titled(self, index: int) -> bool:
        """Tell whether a word is a person's name behind a title: the 陈茂波 of 财政司司长|陈茂波."""
        if index < 1 or self.words.tags[index] not in PERSONS or not self.words.touches(index):
            return False
        return self.words.text(index - 1).endswith(self.titles)

    def is_barrier(self, index: int) -> bool:
        """Tell whether a word stands before names and is no part of them: 总统, 企业, 韩国公司."""
        text = self.words.text(index)
        return (
            text in self.lists["org_left_barrier"]
            or text.endswith(CONCURRENT)
            or (len(text) <= LONGEST_GENERIC and text.endswith(GENERIC_ENDS) and len(text) > 2)
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

    def organization_kind(self, index: int) -> str:
        """Return the kind of the organization that a word is: company of 奇安信集团, or nothing."""
        kind, row_id = self.known.get(self.words.starts[index], ("", ""))
        if kind in ("organization", "ambiguous"):
            return self.kinds.get(row_id, "")
        text, lists = self.words.text(index), self.lists
        ends = (text[at:] for at in range(len(text) - 1))
        head = next((end for end in ends if end in self.heads), "")
        is_body = head == text or self.role(index) == ORGANIZATION
        if not is_body or head in lists["org_part_head"] or head in lists["org_common_part"]:
            return ""
        return self.heads.get(head, "")

    def is_facility(self, text: str) -> bool:
        """Tell whether a text ends with a kind of building or meeting: 国家数据中心."""
        return text.endswith(self.facilities)

    def is_foreign(self, text: str) -> bool:
        """Tell whether a text is written only with the characters of foreign names."""
        return self.letters.issuperset(text)


def name_context(document: Document, dates: Taken, knowledge: NameKnowledge) -> NameContext:
    """Return the words of a document with what the lexicons know of them, the dates set apart."""
    matches = tuple(match for match in document.matches if dates.is_free(match.span))
    known = {}
    for match in matches:
        sense = match.senses[0]
        kind = "ambiguous" if sense.weak and sense.kind == "organization" else sense.kind
        known[match.span.start] = (kind, sense.id)
    heads, terms = knowledge.organization_heads.chinese, knowledge.technology_heads.chinese
    words = words_of(document, dates)
    return NameContext(
        words, knowledge.lists, known, heads, terms, matches, dates,
        knowledge.titles, knowledge.surnames, knowledge.organization_kinds,
    )  # fmt: skip


def on_dates(document: Document, dates: Taken) -> Iterator[Rejection]:
    """Yield the lexicon names that have a character of a date: the 国庆 of a 国庆节."""
    for match in document.matches:
        if not dates.is_free(match.span):
            yield Rejection(match.span, match.senses[0].kind, "date", "characters of a date")
