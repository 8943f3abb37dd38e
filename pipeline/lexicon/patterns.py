"""The pattern of a construction to a tree: atoms over the words of a sentence, checked as they are read.

<a|b>   a word of the class a or b          'x|y'  the word x or y
N V …   a word by its part of speech        .      any word; , a mark between clauses
^ $     the two ends of a clause            ~a     a word that a does not mean
!a &a   here stands no a, here stands a     x:a    a, told as x
a* a+ a? a{1-4}, with ? behind them as few as may be; ( … | … ) one or the other
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

PARTS = {
    "N": "a noun, or what counts as one",
    "NP": "a word of a noun phrase",
    "V": "a verb",
    "VN": "a noun of a verb",
    "A": "an adjective",
    "D": "an adverb",
    "P": "a preposition",
    "M": "a numeral or measure",
    "NAME": "an organization",
    "PLACE": "a place",
    "PERSON": "a person's name",
    "DATE": "a date",
    "TITLE": "a title or a quotation",
    "CAP": "a capitalized word",
    "TRIGGER": "a word of event_triggers.csv",
    "CUE": "a word of modality_cues.csv",
}
LEXEME = re.compile(
    r"\s*(?:(?P<told>[a-z]+):|(?P<classes><[a-z_|]+>)|(?P<words>'[^']+')|(?P<part>[A-Z]+)"
    r"|(?P<sign>[().|,^$~!&])|(?P<count>(?:[*+?]|\{\d+(?:-\d*)?\})\??))"
)
END = re.compile(r"\s*\Z")


class PatternError(ValueError):
    """A pattern that cannot be read: says what is wrong and what to do."""

    def __init__(self, problem: str, remedy: str):
        super().__init__(f"{problem}. {remedy}")
        self.problem, self.remedy = problem, remedy


@dataclass(frozen=True, slots=True)
class Atom:
    """One word: by its classes, by itself, by its part of speech; `kind` says which."""

    kind: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of a pattern around others; `kind` is series, choice, told, repeat, none-of, no, here,
    and `text` the name or the count.
    """

    kind: str
    text: str
    inner: tuple["Node | Atom", ...]


class Reader:
    """Reads one pattern from left to right."""

    def __init__(self, pattern: str):
        self._lexemes = list(_lexemes(pattern))
        self._place = 0

    def whole(self) -> Node:
        """Return the tree of the pattern. Raises PatternError."""
        tree = self._choice()
        if self._place < len(self._lexemes):
            raise PatternError("a ) without its (", "Delete it, or open it before")
        return tree

    def _peek(self) -> tuple[str, str]:
        return self._lexemes[self._place] if self._place < len(self._lexemes) else ("", "")

    def _choice(self) -> Node:
        ways = [self._series()]
        while self._peek() == ("sign", "|"):
            self._place += 1
            ways.append(self._series())
        return ways[0] if len(ways) == 1 else Node("choice", "", tuple(ways))

    def _series(self) -> Node:
        items: list[Node | Atom] = []
        while self._peek()[0] and self._peek() not in (("sign", "|"), ("sign", ")")):
            items.append(self._item())
        if not items:
            raise PatternError("nothing stands between two signs", "Write an atom there")
        return Node("series", "", tuple(items))

    def _item(self) -> Node | Atom:
        kind, text = self._peek()
        if kind == "told":
            self._place += 1
            return Node("told", text, (self._item(),))
        if kind == "sign" and text in "!&":
            self._place += 1
            return Node({"!": "no", "&": "here"}[text], "", (self._item(),))
        return self._counted(self._atom())

    def _counted(self, item: Node | Atom) -> Node | Atom:
        kind, text = self._peek()
        if kind != "count":
            return item
        self._place += 1
        return Node("repeat", text, (item,))

    def _atom(self) -> Node | Atom:
        kind, text = self._peek()
        self._place += 1
        if (kind, text) == ("sign", "~"):
            return Node("none-of", "", (self._atom(),))
        if kind in ("classes", "words"):
            return Atom(kind, tuple(text[1:-1].split("|")))
        if kind == "part":
            if text not in PARTS:
                raise PatternError(f"“{text}” is no part of speech", f"Use {', '.join(PARTS)}")
            return Atom("part", (text,))
        if text == "(":
            inner = self._choice()
            if self._peek() != ("sign", ")"):
                raise PatternError("a ( without its )", "Close it")
            self._place += 1
            return inner
        if kind == "sign" and text in ".,^$":
            return Atom("sign", (text,))
        raise PatternError(f"“{text}” stands where an atom must", "Write an atom before it")


def _lexemes(pattern: str) -> Iterator[tuple[str, str]]:
    place = 0
    while not END.match(pattern, place):
        found = LEXEME.match(pattern, place)
        if found is None:
            raise PatternError(
                f"“{pattern[place:].split()[0]}” is no atom",
                "Write <class>, 'word', a part of speech, or a sign",
            )
        kind = found.lastgroup or ""
        yield kind, found.group(kind)
        place = found.end()


def read_pattern(pattern: str) -> Node:
    """Return the tree of a pattern. Raises PatternError.

    >>> read_pattern("<agent> x:N+").inner[1].text
    'x'
    """
    return Reader(pattern).whole()


def atoms(node: Node | Atom) -> Iterator[Atom]:
    """Yield every atom of a tree."""
    if isinstance(node, Atom):
        yield node
        return
    for inner in node.inner:
        yield from atoms(inner)


def told(node: Node | Atom) -> Iterator[str]:
    """Yield what a tree tells pieces as: the x of x:N+."""
    if isinstance(node, Node):
        if node.kind == "told":
            yield node.text
        for inner in node.inner:
            yield from told(inner)
