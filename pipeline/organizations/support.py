"""What a document offers to ambiguous names: the countries that act in it, the names that it gives in
full.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from pipeline.lexicon import Row
from pipeline.lexicon.gazetteer import Gazetteer
from pipeline.names.context import NameContext
from pipeline.organizations.cues import Cues, is_object

# A country named within this many characters before an ambiguous name is taken for its country.
NEAR = 60
COUNTRY_CODE = 2


@dataclass(frozen=True, eq=False)
class Support:
    """What a document offers to ambiguous names: the countries it names, the names it gives in
    full; `cues` are where a country acts or is spoken for: 美国总统, 雷蒙多, not 对中国企业.
    """

    places: list[tuple[int, int, str]]
    cues: list[tuple[int, str]]
    sure: frozenset[str]
    rows: dict[tuple[str, str], Row]

    @cached_property
    def main_country(self) -> str:
        """The country that acts most often in the document, or nothing."""
        counts = Counter(place for _, place in self.cues)
        return min(counts, key=lambda place: (-counts[place], place)) if counts else ""

    @cached_property
    def ends(self) -> dict[int, tuple[int, str]]:
        """Where countries end, with their start and id."""
        return {end: (start, place) for start, end, place in self.places}

    def beside(self, start: int) -> tuple[int, str]:
        """Return start and id of the country directly before a position: 美国|商务部."""
        return self.ends.get(start, (-1, ""))

    def nearest(self, position: int) -> str:
        """Return the country that acts last before a position, if it is near."""
        index = bisect_left(self.cues, (position, "")) - 1
        near = index >= 0 and position - self.cues[index][0] <= NEAR
        return self.cues[index][1] if near else ""


def support_of(view: NameContext, gazetteer: Gazetteer, cues: Cues) -> Support:
    """Gather what supports ambiguous names in a document."""
    places: list[tuple[int, int, str]] = []
    acting = [(found.start(), cues.country[found.group()]) for found in cues.find(view.words.plain)]
    sure: set[str] = set()
    for match in view.matches:
        start, end = match.span.start, match.span.end
        for sense in match.senses:
            if sense.kind == "place" and len(sense.id) == COUNTRY_CODE:
                places.append((start, end, sense.id))
                if not is_object(view, match.span, cues):
                    acting.append((start, sense.id))
            elif sense.kind == "organization" and not sense.weak and not match.sense("technology"):
                sure.add(sense.id)
                if country := gazetteer.rows["organization", sense.id]["country"]:
                    acting.append((start, country))
    sure.update(_named_twice(view))
    sure.update(_in_both_scripts(view))
    return Support(places, sorted(acting), frozenset(sure), gazetteer.rows)


def _named_twice(view: NameContext) -> Iterator[str]:
    """Yield the entries that a name and the bracket behind it both mean, if no other does:
    国家航天局(CNSA), not 人工智能安全研究所(AISI).
    """
    for first, second in pairwise(view.matches):
        if view.words.plain[first.span.end : second.span.start].strip() == "(":
            ids = {sense.id for sense in first.senses if sense.kind == "organization"}
            both = ids & {sense.id for sense in second.senses}
            yield from both if len(both) == 1 else ()


def _in_both_scripts(view: NameContext) -> Iterator[str]:
    """Yield the companies that two ambiguous names mean, one in each script: 苹果 and Apple."""
    scripts: dict[str, set[bool]] = {}
    for match in view.matches:
        ids = {sense.id for sense in match.senses if sense.kind == "organization" and sense.weak}
        if len(ids) == 1 == len(match.senses):
            is_latin = view.words.plain[match.span.start].isascii()
            scripts.setdefault(ids.pop(), set()).add(is_latin)
    yield from (row_id for row_id, found in scripts.items() if len(found) > 1)
