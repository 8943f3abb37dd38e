"""The rows of constructions.csv, compiled once: the tokens of a sentence in, facts about them out.

Each token becomes one private character, which says its part of speech and the classes of words
that the rows ask for; a row becomes a regular expression over such characters. It is compiled, and
looked for, where all words that it cannot do without stand in a sentence: few rows in most of them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pipeline.events.token import CUE, NONE, TRIGGER, Fact, Token
from pipeline.lexicon.patterns import Atom, Node, atoms, read_pattern
from pipeline.lexicon.schema import Row
from pipeline.segment.tags import PERSONS, Tag

FIRST = 0xF0000  # private characters begin here
STOP = chr(0xE000)
TAGS = tuple(Tag)
NONE_TOO = ("*", "?", "{0")  # begin the counts of what may be missing
MOST_WORDS = 40  # that one sign of a row may repeat over; no phrase of an article is longer
WIDTH = 64  # characters of one set of classes: one for each part of speech
# Which parts of speech an atom of a pattern means.
PARTS: Mapping[str, tuple[str, ...]] = {
    "N": (
        Tag.NOUN, Tag.NAME, Tag.PLACE, Tag.TITLE, Tag.LATIN, Tag.ABBREVIATION, Tag.SET_PHRASE,
        Tag.VERB_NOUN, Tag.PROPER, Tag.PLACE_NAME, Tag.BODY, *sorted(PERSONS), Tag.PLACE_WORD,
        Tag.IDIOM, Tag.ADJECTIVE_NOUN, Tag.NOUN_MORPHEME, Tag.NEW_WORD,
    ),
    "V": (Tag.VERB, Tag.VERB_ADVERBIAL, Tag.VERB_INTRANSITIVE, Tag.VERB_MORPHEME, Tag.VERB_NOUN),
    "VN": (Tag.VERB_NOUN,),
    "A": (Tag.ADJECTIVE, Tag.ADJECTIVE_NOUN, Tag.DISTINGUISHING, Tag.STATE),
    "D": (Tag.ADVERB, Tag.ADJECTIVE_ADVERBIAL),
    "P": (Tag.PREPOSITION,),
    "M": (Tag.NUMERAL, Tag.MEASURE),
    "NAME": (Tag.NAME, Tag.BODY),
    "PLACE": (Tag.PLACE, Tag.PLACE_NAME),
    "PERSON": tuple(sorted(PERSONS)),
    "DATE": (Tag.DATE,),
    "TITLE": (Tag.TITLE,),
    "CAP": (Tag.PROPER, Tag.NAME, Tag.PLACE, Tag.BODY, Tag.PLACE_NAME),
}  # fmt: skip
# What a noun phrase is made of: these parts of speech, and words that stand for nouns.
PHRASE = (*PARTS["N"], *PARTS["A"], *PARTS["M"], Tag.OTHER, Tag.SUFFIX)
NOMINAL = frozenset(("inside", "actor_head", "pronoun_subject", "demonstrative", "generic_actor"))
CLASSED = {"TRIGGER": TRIGGER, "CUE": CUE}


Need = frozenset[int]  # numbers of sets of classes: a word of one of them must stand there


@dataclass(frozen=True)
class Construction:
    """One row: what it needs, where it is found, and what its pieces are."""

    rule: str
    tree: Node
    alphabet: "_Alphabet"
    needs: tuple[Need, ...]
    adds: tuple[tuple[str, str], ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The row as a regular expression over symbols."""
        return re.compile(self.alphabet.expression(self.tree))

    def facts(self, symbols: str) -> Iterator[Fact]:
        """Yield what the row says of a sentence written in symbols."""
        for match in self.pattern.finditer(symbols):
            for name, mark in self.adds:
                first, end = match.span(name)
                if first < end:
                    yield Fact(mark, first, end, self.rule)


class Constructions:
    """The rows of one language."""

    def __init__(self, rows: Iterable[Row], by_word: Mapping[str, frozenset[str]]):
        read = [(row, read_pattern(row["pattern"])) for row in rows]
        self._alphabet = _Alphabet([tree for _, tree in read], by_word)
        self.rows = tuple(
            Construction(
                row["id"],
                tree,
                self._alphabet,
                tuple(self._alphabet.needs(tree)),
                tuple(map(_mark, row.items("adds"))),
            )
            for row, tree in read
        )

    def facts(self, tokens: Sequence[Token]) -> list[Fact]:
        """Return all that the rows say of a sentence's tokens."""
        symbols = self._alphabet.written(tokens)
        numbers = {(ord(symbol) - FIRST) // WIDTH for symbol in set(symbols)}
        return [
            fact
            for row in self.rows
            if not any(map(numbers.isdisjoint, row.needs))
            for fact in row.facts(symbols)
        ]


class _Alphabet:
    """The private characters of a language: one for each part of speech and set of classes."""

    def __init__(self, trees: Sequence[Node], by_word: Mapping[str, frozenset[str]]):
        asked = [atom for tree in trees for atom in atoms(tree)]
        classes = {name for atom in asked if atom.kind == "classes" for name in atom.names}
        self._classes = frozenset({*classes, *NOMINAL, "preposition", TRIGGER, CUE})
        self._literals = frozenset(n for atom in asked if atom.kind == "words" for n in atom.names)
        self._sets: dict[frozenset[str], int] = {frozenset(): 0}
        self._set_of: dict[str, int] = {}
        self._parts: dict[str, str] = {}
        for word in [*by_word, *sorted(self._literals)]:
            literal: frozenset[str] = frozenset((f"'{word}",)) if word in self._literals else NONE
            names = (by_word.get(word, NONE) & self._classes) | literal
            self._set_of[word] = self._sets.setdefault(names, len(self._sets))

    def written(self, tokens: Sequence[Token]) -> str:
        """Return tokens as symbols."""
        return "".join(
            STOP if token.tag == Tag.STOP
            else chr(FIRST + WIDTH * self._number(token.text) + _place(token.tag))
            for token in tokens
        )  # fmt: skip

    def _number(self, word: str) -> int:
        """Return the number of a word's set of classes; a capital changes nothing: If."""
        number = self._set_of.get(word)
        return self._set_of.get(word.lower(), 0) if number is None else number

    def needs(self, node: Node | Atom) -> Iterator[Need]:
        """Yield what a sentence must have for a tree to be found: <if> of ( <if> .+ )."""
        if isinstance(node, Atom):
            if wanted := _classes_of(node):
                yield frozenset(self._numbers(wanted))
        elif node.kind == "choice":
            ways = [min(self.needs(way), key=len, default=None) for way in node.inner]
            if None not in ways:
                yield frozenset().union(*filter(None, ways))
        elif node.kind in ("series", "told", "here", "repeat") and not node.text.startswith(
            NONE_TOO
        ):
            for inner in node.inner:
                yield from self.needs(inner)

    def _numbers(self, wanted: frozenset[str]) -> Iterator[int]:
        """Yield the sets that have one of these classes."""
        return (number for classes, number in self._sets.items() if classes & wanted)

    def expression(self, node: Node | Atom) -> str:
        """Return a tree as a regular expression over symbols."""
        if isinstance(node, Atom):
            return self._atom(node)
        inner = [self.expression(part) for part in node.inner]
        match node.kind:
            case "series":
                return "".join(inner)
            case "choice":
                return f"(?:{'|'.join(inner)})"
            case "told":
                return f"(?P<{node.text}>{inner[0]})"
            case "repeat":
                return f"(?:{inner[0]}){_bounded(node.text)}"
            case "no":
                return f"(?!{inner[0]})"
            case "here":
                return f"(?={inner[0]})"
        return f"(?!{inner[0]})[^{STOP}]"

    def _atom(self, atom: Atom) -> str:
        if atom.kind == "sign":
            edges = {"^": f"(?<![^{STOP}])", "$": f"(?![^{STOP}])", ".": f"[^{STOP}]", ",": STOP}
            return edges[atom.names[0]]
        wanted = _classes_of(atom)
        if not wanted:
            return self._class_of_part(atom.names[0])
        ranges = [
            f"{chr(FIRST + WIDTH * number)}-{chr(FIRST + WIDTH * number + WIDTH - 1)}"
            for number in self._numbers(wanted)
        ]
        return f"[{''.join(ranges)}]" if ranges else "(?!)"

    def _class_of_part(self, part: str) -> str:
        """Return the symbols of a part of speech as a class of a regular expression, made once."""
        if part not in self._parts:
            self._parts[part] = f"[{_ranges(self._of_part(part))}]"
        return self._parts[part]

    def _of_part(self, part: str) -> Iterator[int]:
        """Yield the symbols of a part of speech; of NP, all that noun phrases are made of."""
        for classes, number in self._sets.items():
            if part != "NP":
                places = [_place(tag) for tag in PARTS[part]]
            elif classes & NOMINAL:
                places = [place for place in range(len(TAGS)) if TAGS[place] != Tag.DATE]
            elif "preposition" in classes:
                continue
            else:
                places = [_place(tag) for tag in PHRASE]
            yield from (FIRST + WIDTH * number + place for place in sorted(places))


def _classes_of(atom: Atom) -> frozenset[str]:
    """Return the classes of which a word must have one to be meant; none where others decide."""
    if atom.kind == "words":
        return frozenset(f"'{name}" for name in atom.names)
    names = atom.names if atom.kind == "classes" else map(CLASSED.get, atom.names)
    return frozenset(filter(None, names))


def _ranges(codes: Iterable[int]) -> str:
    """Return characters in their order as ranges: a set of ranges is compiled in half the time."""
    found: list[list[int]] = []
    for code in codes:
        if found and code <= found[-1][1] + 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in found)


@lru_cache(maxsize=256)
def _place(tag: str) -> int:
    """Return the place of a part of speech; a longer tag counts as the nearest known one."""
    for end in range(len(tag), 0, -1):
        if tag[:end] in TAGS:
            return TAGS.index(Tag(tag[:end]))
    return TAGS.index(Tag.OTHER)


def _bounded(count: str) -> str:
    """Return a count of a pattern as one of a regular expression: + to {1,40}."""
    least = {"*": 0, "+": 1}.get(count[0])
    return count.replace("-", ",") if least is None else f"{{{least},{MOST_WORDS}}}{count[1:]}"


def _mark(item: str) -> tuple[str, str]:
    name, _, mark = item.partition("=")
    return name, mark
