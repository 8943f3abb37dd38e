"""The blocks of a clipped page as a whole: where its title stands, how much of it is prose."""

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from pipeline.repair.markdown.features import Feature
from pipeline.repair.markdown.noise import is_authors, noise

WORD = re.compile(r"\w+")
NEAR = 6  # blocks looked at to tell whether the site speaks
FEWEST_LINKS = 5
MOST_BEFORE = 0.25  # share of the prose that may stand before the title: banners, pleas
SHORTEST_TITLE = 4
FEWEST_IN_MENU = 3
LONGEST_TITLE_REST = 40


class Page:
    """The blocks of a clipped page, and where the article begins and ends."""

    def __init__(self, features: Sequence[Feature], title: str):
        self.features = features
        wanted = _squeezed(title)
        self.titles = [f.number for f in features if is_title(f, wanted)]
        self.said = [0.0] * len(features)
        for feature in features:
            says = feature.is_prose or feature.is_sentence or feature.is_code
            if says and feature.number not in self.titles:
                self.said[feature.number] = feature.own
        self.total = sum(self.said) or 1.0
        self.start = self._start()
        self.is_page = (
            sum(f.is_links for f in features) >= FEWEST_LINKS
            or sum("app" in f.kinds for f in features) >= FEWEST_IN_MENU
        )

    def _start(self) -> int:
        """Return the block of the title over the article: its last copy before most of the prose."""
        best = self.titles[0] if self.titles else 0
        for number in self.titles[1:]:
            between = self.features[best + 1 : number]
            said = sum(self.said[best + 1 : number])
            theirs = sum(f.is_links or f.is_site for f in between)
            if said <= MOST_BEFORE * self.total and (not said or theirs >= FEWEST_IN_MENU):
                best = number
        return best

    @cached_property
    def authors(self) -> list[bool]:
        """Whether each block is prose or code of the article."""
        return [is_authors(feature) for feature in self.features]

    @cached_property
    def authors_behind(self) -> list[float]:
        """How much of the article's prose and code stands from each block on."""
        own = [f.own if ours else 0.0 for f, ours in zip(self.features, self.authors, strict=True)]
        return [*accumulate(reversed([*own, 0.0]))][::-1]

    def prose_between(self, first: int, last: int) -> float:
        """Return the share of the prose that stands in some blocks."""
        return sum(self.said[first:last]) / self.total


def is_title(feature: Feature, wanted: str) -> bool:
    """Tell whether a block is the title, given by its letters, the site's name behind it or not."""
    if len(wanted) < SHORTEST_TITLE or feature.block.kind in ("row", "code"):
        return False
    first = WORD.search(feature.block.words[:LONGEST_TITLE_REST].casefold())
    if first and not wanted.startswith(first[0][: len(wanted)]):
        return False
    words = _squeezed(feature.block.words)
    if words == wanted:
        return True
    rest = len(words) - len(wanted)
    return words.startswith(wanted) and 0 < rest <= LONGEST_TITLE_REST and feature.size < 240


def _squeezed(text: str) -> str:
    return "".join(WORD.findall(text.casefold()))


def prevails(rest: Sequence[Feature]) -> bool:
    """Tell whether the site speaks in most of the next blocks."""
    near = rest[:NEAR]
    theirs = sum(f.is_links or bool(noise(f)) or f.is_empty for f in near)
    return theirs >= min(FEWEST_IN_MENU, len(rest)) and 2 * theirs >= len(near)
