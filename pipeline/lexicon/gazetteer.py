"""The names of the lexicons found in a plain text: all surfaces in one pass, and a check of their
borders.
"""

import marshal
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.document import Match, Rejection, Sense
from pipeline.lazy import lazy
from pipeline.lexicon.cache import remembered, undisturbed
from pipeline.lexicon.lexicons import Lexicons
from pipeline.lexicon.schema import Row
from pipeline.lexicon.surfaces import Surface, Surfaces, packed
from pipeline.plain import HAN, codes_of, converted, converter, lowered, plain_forms
from pipeline.spans import Spanned, Taken, longest
from pipeline.text import Span

KINDS = {
    "organizations": "organization",
    "technologies": "technology",
    "places": "place",
    "instruments": "instrument",
}
# A law is chosen beside the names in it: the 香港 of 香港国安法 stays a place.
APART = "instrument"
# Letters of which one or two are small: SiC, GaN, SiGe.
SYMBOL = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Za-z]{3}|(?:[A-Z][a-z]){2}")
LETTER = re.compile("[A-Za-z]")
FIRST_CJK = "\u2e80"
HAN_ONLY = re.compile(f"[{HAN}]+")
MIXED_BORDER = lazy(f"(?<=[A-Za-z0-9])(?=[{HAN}])|(?<=[{HAN}])(?=[A-Za-z0-9])")
# Regional wordings that OpenCC derives from a mainland name: 人工智能 to 人工智慧, 芯片 to 晶片.
REGIONS = ("s2twp", "s2hk")
# A surface of this many Han characters is never the accident of its neighbors.
UNMISTAKABLE = 4
# Unless a word for a maker or a person follows: 芯片制造 is no term in 芯片制造商.
MAKERS = frozenset("商厂者员")
# A measure word that the segmenter glues to what it counts: 64|颗卫星.
MEASURES = frozenset("颗枚架台款座艘辆")
# A number takes the unit behind it: 2纳米|技术 is no 纳米技术.
UNIT = re.compile("(?:纳|奈|微|毫|厘)米")
DIGIT_BEFORE = re.compile(r"[0-9]\s?$")


@dataclass(frozen=True)
class Gazetteer:
    """All surfaces of the lexicons; `rows` leads from (kind, id) to the row."""

    surfaces: Surfaces
    rows: dict[tuple[str, str], Row]

    def find(self, plain: str) -> Iterator[tuple[int, int, Surface]]:
        """Yield every surface that stands in a plain text with free borders, overlapping ones
        too.
        """
        text = lowered(plain)
        for start, end, surface in self.surfaces.find(text, inside_latin(text)):
            if not surface.spellings or plain[start:end] in surface.spellings:
                yield start, end, surface


def cuts_latin(text: str, start: int, end: int) -> bool:
    """Tell whether a border lies inside a Latin word or number: AI in TAIWAN, 5G in 15G.

    >>> cuts_latin('TAIWAN', 1, 3), cuts_latin('AI芯片', 0, 2)
    (True, False)
    """
    return (start > 0 and _is_latin(text[start - 1]) and _is_latin(text[start])) or (
        end < len(text) and _is_latin(text[end]) and _is_latin(text[end - 1])
    )


def _is_latin(char: str) -> bool:
    return char.isalnum() and char < FIRST_CJK


@cache
def _latin_codes() -> npt.NDArray[np.bool_]:
    """Return for each code point up to the first Chinese one whether it stands in Latin words."""
    return np.array([_is_latin(chr(code)) for code in range(ord(FIRST_CJK) + 1)])


def inside_latin(text: str) -> bytes:
    """Return a 1 for each place between characters that lies inside a Latin word or number, which
    no surface may cut, else a 0; the first and the last place are its ends.

    >>> inside_latin('AI芯片')
    b'\\x00\\x01\\x00\\x00\\x00'
    """
    latin = _latin_codes()[np.minimum(codes_of(text), ord(FIRST_CJK))]
    inside = np.zeros(len(text) + 1, dtype=np.bool_)
    inside[1:-1] = latin[:-1] & latin[1:]
    return inside.tobytes()


def build(lexicons: Lexicons) -> Gazetteer:
    """Gather all surfaces of organizations, technologies, places and instruments, ready to be
    found.
    """
    rows = {(KINDS[name], row["id"]): row for name in KINDS for row in lexicons[name]}
    cells = [(kind, row.user, *row.cells.values()) for (kind, _), row in rows.items()]
    with undisturbed():
        surfaces = Surfaces(
            remembered("surfaces", marshal.dumps(cells, 0), lambda: _compiled(rows))
        )
        return Gazetteer(surfaces.build(), rows)


def _compiled(rows: dict[tuple[str, str], Row]) -> dict[str, Any]:
    """Gather the senses and the allowed spellings of every surface."""
    meanings: dict[str, list[Sense]] = {}
    spellings: dict[str, set[str]] = {}
    free: set[str] = set()
    ordered = sorted(rows.items(), key=lambda item: not item[1].user)
    for spelled, sense in _surfaces(ordered):
        key = lowered(spelled)
        senses = meanings.setdefault(key, [])
        if sense not in senses:
            senses.append(sense)
        if allowed := _spellings(spelled, sense.kind):
            spellings.setdefault(key, set()).update(allowed)
        else:
            free.add(key)
    return packed(
        (key, _settled(senses), () if key in free else spellings[key])
        for key, senses in sorted(meanings.items())  # neighbors share nodes: built faster
        if len(key) > 1
    )


def _settled(senses: Sequence[Sense]) -> tuple[Sense, ...]:
    """Order the senses, sure ones first; drop the weak sense of a row that has the surface as a
    sure one too.
    """
    if len(senses) == 1:
        return tuple(senses)
    sure = {(sense.kind, sense.id) for sense in senses if not sense.weak}
    kept = [sense for sense in senses if not (sense.weak and (sense.kind, sense.id) in sure)]
    return tuple(sorted(kept, key=lambda sense: sense.weak))


def _surfaces(rows: Iterable[tuple[tuple[str, str], Row]]) -> Iterator[tuple[str, Sense]]:
    """Yield the plain form of every written surface, then of the derived ones that no row
    claims.
    """
    written: list[tuple[str, Sense]] = []
    canonical: list[tuple[str, Sense]] = []
    for (kind, row_id), row in rows:
        sure, weak = Sense(kind, row_id, False), Sense(kind, row_id, True)
        names = [row["name_zh_hans"], row["name_en"], *row.items("aliases")]
        written += [(name, sure) for name in names if name]
        if kind != "place":
            written += [(name, weak) for name in row.items("weak_aliases")]
            canonical += [(name, sure) for name in names if HAN_ONLY.search(name)]
    plain = plain_forms([name for name, _ in written])
    yield from zip(plain, (sense for _, sense in written), strict=True)
    claimed = {lowered(surface) for surface in plain}
    derived = [
        *_regional(canonical),
        *((variant, sense) for name, sense in zip(plain, (s for _, s in written), strict=True)
          for variant in _spelled(name, sense.kind)),
    ]  # fmt: skip
    yield from ((name, sense) for name, sense in derived if lowered(name) not in claimed)


def _regional(names: list[tuple[str, Sense]]) -> Iterator[tuple[str, Sense]]:
    """Derive Taiwan and Hong Kong wordings: 人工智能 to 人工智慧, in plain form."""
    plain = plain_forms([name for name, _ in names])
    for region in REGIONS:
        regional = converted([name for name, _ in names], converter(region))
        variants = zip(plain_forms(regional), plain, names, strict=True)
        yield from ((variant, sense) for variant, usual, (_, sense) in variants if variant != usual)


def _spelled(name: str, kind: str) -> Iterator[str]:
    """Derive spellings: AI 芯片 beside AI芯片, the English plural of a term."""
    if MIXED_BORDER.search(name):
        yield MIXED_BORDER.sub(" ", name)
    if kind == "technology" and name.isascii() and name[-1:].isalpha() and not name.endswith("s"):
        yield name[:-1] + "ies" if name[-1] == "y" and name[-2:-1] not in "aeiou" else name + "s"


def _spellings(name: str, kind: str) -> tuple[str, ...]:
    """Return the spellings allowed where case decides: acronyms as they are, names also in
    capitals.

    Terms with small letters may stand in any case: Quantum computing, quantum computing, but for
    symbols: SiC, not [sic], SoC, not the SOC that watches a network.
    """
    if not LETTER.search(name):
        return ()
    plural = kind == "technology" and name[-1] == "s" and name[:-1] == name[:-1].upper()
    if name == name.upper() or plural:
        return (name,)
    if kind == "technology":
        return (name,) if SYMBOL.fullmatch(name) else ()
    return (name, name.upper())


Found = tuple[int, int, Surface]


def parted(found: Iterable[Found]) -> tuple[list[Found], list[Found]]:
    """Part the surfaces that mean names from those that mean instruments: 基本法."""
    names: list[Found] = []
    instruments: list[Found] = []
    for start, end, surface in found:
        own = tuple(sense for sense in surface.senses if sense.kind == APART)
        if not own:
            names.append((start, end, surface))
            continue
        instruments.append((start, end, replace(surface, senses=own)))
        if rest := tuple(sense for sense in surface.senses if sense.kind != APART):
            names.append((start, end, replace(surface, senses=rest)))
    return names, instruments


def select(
    found: Iterable[tuple[int, int, Surface]], cuts: Callable[[int, int], bool]
) -> tuple[list[Match], list[Rejection]]:
    """Choose among overlapping surfaces: the longest wins, and none that cuts a word of the
    dictionary.

    `cuts(start, end)` tells whether a border of the span lies inside such a word.
    """
    whole: list[Match] = []
    cut: list[Rejection] = []
    for start, end, surface in sorted(found, key=itemgetter(0, 1)):
        span = Span(start, end)
        if cuts(start, end):
            kind = surface.senses[0].kind
            cut.append(Rejection(span, kind, "boundary", "a part of another word"))
        else:
            whole.append(Match(span, surface.senses))
    matches = longest(whole)
    return matches, list(outside(cut, matches))


def outside(rejections: Iterable[Rejection], chosen: Iterable[Spanned]) -> Iterator[Rejection]:
    """Yield the refused names that no chosen one holds."""
    taken = Taken(one.span for one in chosen)
    for rejection in rejections:
        over = taken.over(rejection.span)
        if over is None or not over.covers(rejection.span):
            yield rejection
