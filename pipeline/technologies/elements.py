"""Chemical elements that a text lists by their one-character names: 镓、锗和锑."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.lexicon import Lexicons, Row
from pipeline.plain import plain_forms
from pipeline.text import Span

METAL = "金属"
# One character alone is too little (锂 in 锂电池): it counts in a list of at least two.
JOINT = r"(?:、|和|与|及|以及|或)(?:含)?"


@dataclass(frozen=True, eq=False)
class Elements:
    """The entries of elements by character, and the pattern of a list of them."""

    rows: dict[str, Row]
    listed: re.Pattern[str]


def elements_of(lexicons: Lexicons) -> Elements:
    """Return the elements of the lexicon: entries that 金属 and one more character name."""
    rows: dict[str, Row] = {}
    named = [
        (name, row)
        for row in lexicons["technologies"]
        for name in (row["name_zh_hans"], *row.items("aliases"))
        if len(name) == len(METAL) + 1
    ]
    for name, (_, row) in zip(plain_forms([name for name, _ in named]), named, strict=True):
        char = name.removeprefix(METAL).removesuffix(METAL)
        if len(char) == 1:
            rows.setdefault(char, row)
    one = f"[{''.join(sorted(rows))}]" if rows else r"(?!)"
    return Elements(rows, re.compile(f"{one}(?:{JOINT}{one})+(?!电)"))


def listed_elements(plain: str, elements: Elements) -> Iterator[tuple[Span, Row]]:
    """Yield each element of every list in a plain text, with its entry."""
    for listing in elements.listed.finditer(plain):
        for position in range(listing.start(), listing.end()):
            if row := elements.rows.get(plain[position]):
                yield Span(position, position + 1), row
