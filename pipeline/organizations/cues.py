"""What speaks for a country in a text: persons in office and words of country_cues.csv, and where
a country is only acted upon (对中国企业).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.lexicon import Lexicons
from pipeline.names.context import NameContext
from pipeline.names.words import WordLists, alternatives
from pipeline.plain import any_of, plain_forms
from pipeline.text import Span

LONGEST_OBJECT = 3
LAW = "《"  # 《中华人民共和国出口管制法》 is the law of the country that acts


@dataclass(frozen=True, eq=False)
class Cues:
    """The cues by their plain form, one pattern for all, and one for what a country is only an
    attribute of: 中国的人工智能企业.
    """

    country: dict[str, str]
    pattern: re.Pattern[str]
    attribute: re.Pattern[str]

    def find(self, plain: str) -> Iterator[re.Match[str]]:
        """Yield the cues that stand in a plain text: 雷蒙多."""
        return self.pattern.finditer(plain)


def country_cues(lexicons: Lexicons, lists: WordLists) -> Cues:
    """Return the cues of a set of lexicons."""
    rows = lexicons["country_cues"]
    plain = plain_forms([row["cue"] for row in rows])
    country = {cue: row["country"] for cue, row in zip(plain, rows, strict=True)}
    pattern = re.compile(any_of(country))
    attribute = re.compile(rf"的?[^\W\d_]{{0,6}}?{alternatives(lists, 'country_attribute')}")
    return Cues(country, pattern, attribute)


def is_object(view: NameContext, span: Span, cues: Cues) -> bool:
    """Tell whether a country is acted upon or only an attribute: 限制中国, 中国半导体公司."""
    plain, start = view.words.plain, span.start
    if plain[start - 1 : start] == LAW:
        return False
    if any(
        plain[max(0, start - length) : start] in view.lists["country_object"]
        for length in range(1, LONGEST_OBJECT + 1)
    ):
        return True
    return cues.attribute.match(plain, span.end) is not None
