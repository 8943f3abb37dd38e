"""A person whom a text names, with the title, and the body that the person acts for."""

from dataclasses import dataclass

from pipeline.persons.terms import Term, organization_on
from pipeline.text import Span


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person in a text: `span` covers the title and the name, `person` the name alone.

    `id` is the organization of the office on the day of the text, or that of the title, and empty
    where neither tells; `terms` are all offices that the name may mean; `is_former` where the text
    says so: 前总统.
    """

    span: Span
    id: str
    name: str
    kind: str
    basis: str
    rule: str
    person: Span
    terms: tuple[Term, ...] = ()
    is_former: bool = False

    def organization_on(self, day: str) -> str:
        """Return the id of the body that the person acted for on a day (2022-10-07), of a known
        person outside the years of office nothing.
        """
        if self.is_former:
            return ""
        return organization_on(self.terms, day) if self.terms and day else self.id
