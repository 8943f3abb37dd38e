"""Names that a list proves: 高通、美光等美国芯片企业; the country that the bodies of a list share:
商务部、海关总署.
"""

import re
from collections.abc import Iterator, Mapping

from pipeline.document import Match
from pipeline.lexicon import Row
from pipeline.names.context import COUNTRY, NOUN, PLACE, PROPER, NameContext
from pipeline.names.head_noun import NameCandidate
from pipeline.names.words import WordLists, alternatives
from pipeline.segment.tags import Tag
from pipeline.text import Span

SEPARATORS = frozenset("、和与及")
# What stands between bodies that act together: 商务部会同海关总署.
TOGETHER = SEPARATORS | {"会同", "联合", "协同", "连同", "携手", "以及"}
MOST_ITEMS = 12
LONGEST_ITEM = 10
LONGEST_BRACKET = 40
# SK|海力士, TCL|科技
INITIALS = re.compile("[A-Z]{2,4}")
LISTED = "list-of-companies"


def closing_pattern(lists: WordLists) -> re.Pattern[str]:
    """Return a pattern for the end of a list of companies: 等美国芯片企业, not 等领域企业."""
    return re.compile(
        rf" ?等(?![待候])(?:[^,。;:、()\n领行产与和及]{{0,8}}?){alternatives(lists, 'company_word')}"
    )


def listed_names(view: NameContext, closing: re.Pattern[str]) -> Iterator[NameCandidate]:
    """Yield the items of a list that ends with 等 and a word for companies."""
    for close in closing.finditer(view.words.plain):
        yield from _items(view, close.start())


def _items(view: NameContext, end: int) -> Iterator[NameCandidate]:
    """Yield the items of a list, from the last to the first, while they look like names."""
    words = view.words
    last = words.ending_at(end)
    for _ in range(MOST_ITEMS):
        last = _before_bracket(view, last)
        if last < 0:
            return
        first = _item_start(view, last)
        if first < 0:
            return
        span = Span(words.starts[first], words.ends[last])
        yield NameCandidate(span, "company", LISTED)
        while first > 0 and view.role(first - 1) in (COUNTRY, PLACE):
            first -= 1
        if first < 2 or words.text(first - 1) not in SEPARATORS:
            return
        last = first - 2


def _before_bracket(view: NameContext, last: int) -> int:
    """Return the word before a bracket that ends an item: 日本电信电话公司(NTT), or the word itself."""
    words = view.words
    if last < 0 or words.text(last) != ")":
        return last
    opened = words.plain.rfind(
        "(", max(0, words.starts[last] - LONGEST_BRACKET), words.starts[last]
    )
    return words.ending_at(opened) if opened >= 0 else -1


def _item_start(view: NameContext, last: int) -> int:
    """Return the first word of an item, or -1 where it is no name."""
    words, index = view.words, last
    if words.tags[last] == Tag.DATE:
        return -1
    while (
        index > 0
        and words.touches(index)
        and words.ends[last] - words.starts[index - 1] <= LONGEST_ITEM
        and view.role(index - 1) == PROPER
    ):
        index -= 1
    kind = view.known.get(words.starts[index], ("", ""))[0]
    if kind in ("place", "technology"):
        return -1
    if index > 0 and words.touches(index) and INITIALS.fullmatch(words.text(index - 1)):
        return index - 1
    role = view.role(index)
    unknown = words.tags[index] in (Tag.OTHER, "", Tag.LATIN) and words.text(index)[0].isalnum()
    return (
        index
        if role == PROPER or unknown or (role != NOUN and role not in (COUNTRY, PLACE))
        else -1
    )


def country_in_list(view: NameContext, span: Span, rows: Mapping[tuple[str, str], Row]) -> str:
    """Return the country of the bodies that stand in one list with an ambiguous name, where they
    share one: 商务部、工业和信息化部、海关总署 are Chinese.
    """
    sure = [
        rows["organization", sense.id]
        for match in listed(view, span)
        for sense in match.senses[:1]
        if sense.kind == "organization" and not sense.weak
    ]
    countries = {row["country"] for row in sure if row["kind"] == "government" and row["country"]}
    return countries.pop() if len(countries) == 1 else ""


def listed(view: NameContext, span: Span) -> Iterator[Match]:
    """Yield the lexicon names that stand in one list with a name."""
    yield from _listed(view, span, -1)
    yield from _listed(view, span, 1)


def _listed(view: NameContext, span: Span, step: int) -> Iterator[Match]:
    """Yield the lexicon names that follow each other in a list, away from a name in one direction."""
    words = view.words
    for _ in range(MOST_ITEMS):
        index = words.ending_at(span.start) if step < 0 else words.starting_at(span.end)
        if index < 0 or words.text(index) not in TOGETHER:
            return
        border = words.starts[index] if step < 0 else words.ends[index]
        found = view.matches_by_end.get(border) if step < 0 else view.matches_by_start.get(border)
        if found is None:
            return
        yield found
        span = found.span
