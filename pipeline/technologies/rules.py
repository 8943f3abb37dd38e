"""The rules of technology terms, by id; `named-in-full`, `pair` and `ambiguous` are those of
organizations.
"""

from collections.abc import Mapping

RULES: Mapping[str, str] = {
    "technologies.csv": "the row of this lexicon whose id stands behind the colon",
    "adjacent-terms": "two terms that touch are one: 合成孔径雷达|卫星",
    "english-head-and-modifiers": "an English head with telling words before it: 3nm chip",
    "head-and-modifiers": "a head with modifiers before it, or a head that is a term alone: 高性能芯片",
    "known-term-and-modifiers": "a term of the lexicon with modifiers before it: 车规级|芯片",
    "listed-element": "an element named by one character in a list: 镓、锗",
    "tail-left-out": "what adds nothing to a term is left out: 先进封装|技术",
}
