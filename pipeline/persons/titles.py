"""A title beside a name: what it says of the body, the country and the time."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.persons.terms import Term
from pipeline.text import Span

SHORTEST_TITLE = 2
# A title alone tells the body when it is so long: 财政司司长, not 主席 or 发言人.
SHORTEST_TELLING = 5
DEPUTY = "副"


@dataclass(frozen=True, slots=True)
class Title:
    """A title with what belongs to it before it, 美国前国家安全顾问: `text` is all of it, `body` the
    id of the body named in it, `country` that of the country; `is_former` where it is over.
    """

    span: Span
    text: str
    body: str = ""
    country: str = ""
    is_former: bool = False

    def is_of(self, term: Term) -> bool:
        """Tell whether a title is that of a term of office: 英国首相 of gb-johnson-pm."""
        if self.country and term.country and self.country != term.country:
            return False
        if self.body and self.body != term.organization:
            return False
        return self.text.endswith(term.titles) or any(t.endswith(self.text) for t in term.titles)

    def organization(
        self, bodies: Mapping[str, Mapping[str, str]], members: tuple[str, ...]
    ) -> str:
        """Return the body that the title names: 商务部发言人, or that only one has: 财政司司长; a
        member does not act for it: 立法会议员.
        """
        if self.is_former or self.text.endswith(members):
            return ""
        if self.body:
            return self.body
        lengths = range(len(self.text), SHORTEST_TITLE - 1, -1)
        title = next((self.text[-n:] for n in lengths if self.text[-n:] in bodies), "")
        places = bodies.get(title, {})
        if self.country and not self.is_deputy:
            return places.get(self.country, "")
        is_telling = len(title) >= SHORTEST_TELLING and not title.isascii()
        return next(iter(places.values())) if is_telling and len(places) == 1 else ""

    @property
    def is_deputy(self) -> bool:
        """Tell whether a title is that of somebody below the office: 副主任."""
        return DEPUTY in self.text
