"""What the search for organizations knows from a set of lexicons, each part built when a text first
needs it.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from pipeline.lexicon import Lexicons
from pipeline.names import NameKnowledge
from pipeline.names.barred import barred_names
from pipeline.organizations.coordinated import closing_pattern
from pipeline.organizations.cues import Cues, country_cues
from pipeline.organizations.english import description, head_pattern
from pipeline.organizations.groupings import grouping_pattern
from pipeline.organizations.latin import Contexts, contexts_of
from pipeline.organizations.legal_form import introduction
from pipeline.organizations.linked import Entries
from pipeline.organizations.local import Departments, departments_of
from pipeline.organizations.products import Products, products_of


@dataclass(frozen=True, eq=False)
class OrganizationKnowledge:
    """The entries of organizations, and the words that give away those without one."""

    lexicons: Lexicons
    names: NameKnowledge

    @cached_property
    def cues(self) -> Cues:
        """What speaks for a country: 雷蒙多 for the United States."""
        return country_cues(self.lexicons, self.names.lists)

    @cached_property
    def entries(self) -> Entries:
        """The rows of organizations.csv, to be found by almost their spelling."""
        return Entries(self.lexicons["organizations"])

    @cached_property
    def barred(self) -> frozenset[str]:
        """What the user says is no organization."""
        return barred_names(self.lexicons, "no_organization")

    @cached_property
    def products(self) -> Products:
        """Products that begin with the names of their makers: Google Play."""
        return products_of(self.names.lists, self.head_pattern)

    @cached_property
    def closing(self) -> re.Pattern[str]:
        """The end of a list of companies: 等美国芯片企业."""
        return closing_pattern(self.names.lists)

    @cached_property
    def contexts(self) -> Contexts:
        """What stands beside the Latin name of a company: 供应商之一 iSPACE."""
        return contexts_of(self.names.lists)

    @cached_property
    def departments(self) -> Departments:
        """The departments of the mainland's provinces and cities: 商务厅."""
        return departments_of(self.names.lists)

    @cached_property
    def introduction(self) -> re.Pattern[str]:
        """A company behind the word that introduces it: 巨头|美光科技公司."""
        return introduction(self.names.lists)

    @cached_property
    def grouping(self) -> re.Pattern[str]:
        """A group that the letters of its countries name: 美以印阿四国集团."""
        return grouping_pattern(self.names.lists["country_letter"])

    @cached_property
    def head_pattern(self) -> re.Pattern[str]:
        """An English head noun: Bureau."""
        return head_pattern(self.names.organization_heads.english)

    @cached_property
    def description(self) -> re.Pattern[str]:
        """A name beside the word that calls it a company: chipmaker Fractile."""
        return description(self.names.lists)
