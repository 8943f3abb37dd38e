"""What the search for names knows from a set of lexicons, each part built when a text first needs
it.
"""

from dataclasses import dataclass
from functools import cached_property

from pipeline.lexicon import Lexicons
from pipeline.names.heads import Heads
from pipeline.names.words import WordLists, word_lists


@dataclass(frozen=True, eq=False)
class NameKnowledge:
    """The words that names are made of, and those around them."""

    lexicons: Lexicons

    @cached_property
    def lists(self) -> WordLists:
        """The lists of name_words.csv."""
        return word_lists(self.lexicons)

    @cached_property
    def organization_heads(self) -> Heads:
        """What organizations end with: 研究院, Bureau."""
        return Heads(self.lexicons, "organization_heads")

    @cached_property
    def organization_kinds(self) -> dict[str, str]:
        """The kinds of the rows of organizations.csv, by id: company of cn-huawei."""
        return {row["id"]: row["kind"] for row in self.lexicons["organizations"]}

    @cached_property
    def technology_heads(self) -> Heads:
        """What technology terms end with: 芯片, semiconductor."""
        return Heads(self.lexicons, "technology_heads")

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The titles of persons, which end with no name of an organization: 大臣, 首席执行官."""
        return self.lexicons.words("person_title_zh")

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The surnames that Chinese names begin with: 陈, 欧阳."""
        return frozenset(self.lexicons.words("surname_zh"))
