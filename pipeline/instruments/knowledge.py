"""What the search for instruments knows from a set of lexicons, each part built when a text first
needs it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.instruments.shapes import head_pattern
from pipeline.lexicon import Lexicons, Row
from pipeline.names import NameKnowledge
from pipeline.names.heads import Heads
from pipeline.plain import any_of, longest_first, lookup_form

COUNTRY_CODE = 2


@dataclass(frozen=True, eq=False)
class InstrumentKnowledge:
    """The entries of instruments, and the words that titles are made of."""

    lexicons: Lexicons
    names: NameKnowledge

    @cached_property
    def rows(self) -> Mapping[str, Row]:
        """The rows of instruments.csv by id."""
        return {row["id"]: row for row in self.lexicons["instruments"]}

    @cached_property
    def named(self) -> Mapping[str, tuple[Row, ...]]:
        """The rows by each of their sure names."""
        found: dict[str, tuple[Row, ...]] = {}
        for row in self.rows.values():
            names = (row["name_zh_hans"], row["name_en"], *row.items("aliases"))
            for name in dict.fromkeys(lookup_form(name) for name in names if name):
                found[name] = (*found.get(name, ()), row)
        return found

    @cached_property
    def weak(self) -> Mapping[str, tuple[Row, ...]]:
        """The rows by their ambiguous acronyms: EAR."""
        found: dict[str, tuple[Row, ...]] = {}
        for row in self.rows.values():
            for name in row.items("weak_aliases"):
                if name.isascii():
                    found[name] = (*found.get(name, ()), row)
        return found

    @cached_property
    def heads(self) -> Heads:
        """What titles end with: 条例, Act."""
        return Heads(self.lexicons, "instrument_heads")

    @cached_property
    def longest_heads(self) -> tuple[str, ...]:
        """The Chinese heads, long ones first."""
        return tuple(longest_first(self.heads.chinese))

    @cached_property
    def no_end(self) -> tuple[str, ...]:
        """What ends like a law and is none: 方法."""
        return self._list("instrument_no_end")

    @cached_property
    def no_start(self) -> tuple[str, ...]:
        """What begins the title of a work about a law: 解读."""
        return self._list("instrument_no_start")

    @cached_property
    def weak_heads(self) -> frozenset[str]:
        """Heads that need a word of proof: 战略."""
        return frozenset(self._list("instrument_weak_head"))

    @cached_property
    def proof(self) -> re.Pattern[str]:
        """The words of proof: 国家, Security."""
        return _words(self._list("instrument_proof"))

    @cached_property
    def support(self) -> re.Pattern[str]:
        """The words that support an ambiguous name: tariff."""
        return _words(self._list("instrument_support"))

    @cached_property
    def stage(self) -> re.Pattern[str]:
        """What a draft or version is called at the end of its title: (征求意见稿), 草案."""
        words = "|".join(longest_first(self._list("instrument_stage")))
        return re.compile(
            rf"\s?\((?:{words}|[0-9]{{4}}年?(?:版|修订|修正)?|[A-Za-z][A-Za-z0-9 -]{{1,11}})\)$"
            rf"|(?:{words})$|\s(?:19|20)[0-9]{{2}}年?$"
        )

    @cached_property
    def english_head(self) -> re.Pattern[str]:
        """An English head behind a blank: Act."""
        return head_pattern(self.heads.english)

    @cached_property
    def between(self) -> re.Pattern[str]:
        """What may stand between a country and its law: 新加坡|批准|《网络安全法》."""
        verbs = "|".join(longest_first(self._list("instrument_enacting")))
        return re.compile(
            rf"(?:['’]s)?(?:{verbs}){{0,4}}[了的新版\s]{{0,3}}[《〈“「\"]?(?:[0-9]{{4}}年)?"
        )

    @cached_property
    def owners(self) -> frozenset[str]:
        """Owners that are a part of a name: Women's|Health Protection Act."""
        return frozenset(self._list("instrument_owner_en"))

    @cached_property
    def leading(self) -> frozenset[str]:
        """Capitalized words that begin no name of an act: Under."""
        return frozenset(self._list("instrument_leading_en"))

    @cached_property
    def countries(self) -> Mapping[str, str]:
        """The countries by each of their Chinese and English names: 新加坡 to SG."""
        return {
            lookup_form(name): row["id"]
            for row in self.lexicons["places"]
            if len(row["id"]) == COUNTRY_CODE
            for name in (row["name_zh_hans"], row["name_en"], *row.items("aliases"))
            if name
        }

    @cached_property
    def country_first(self) -> re.Pattern[str]:
        """A country at the beginning of a title: 新加坡|网络安全法."""
        return re.compile(any_of(self.countries))

    def _list(self, name: str) -> tuple[str, ...]:
        return self.lexicons.list_of("name_words", name)


def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for any of some words; Latin ones stand alone."""
    return re.compile(
        "|".join(
            rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word)
            for word in longest_first(words)
        )
    )
