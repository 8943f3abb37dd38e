"""A word of a clause with all that the lexicons say about it, and a run of them between two marks."""

from dataclasses import dataclass
from typing import NamedTuple

from pipeline.document import DateMention
from pipeline.text import Span

NONE: frozenset[str] = frozenset()
PARTICLE = "的"
# What the vocabulary adds to the closed classes of word_lists.csv.
TRIGGER, CUE = "(trigger)", "(cue)"


class Token(NamedTuple):
    """A word, or something that counts as one.

    `tag` is jieba's, or one of those that a clause adds (date, name, place, title, stop);
    `classes` are the closed word classes of the lexicons that the word belongs to.
    """

    span: Span
    text: str
    tag: str
    classes: frozenset[str] = NONE
    date: DateMention | None = None
    id: str = ""

    def has(self, name: str) -> bool:
        """Tell whether the word belongs to a closed class: aspect, preposition, passive …"""
        return name in self.classes

    @property
    def is_trigger(self) -> bool:
        """Tell whether event_triggers.csv has the word."""
        return TRIGGER in self.classes

    @property
    def is_cue(self) -> bool:
        """Tell whether modality_cues.csv has the word."""
        return CUE in self.classes


class Fact(NamedTuple):
    """What a construction says of the tokens `first` up to `end`: that they are an adjunct, an
    agent …
    """

    mark: str
    first: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class VerbCandidate:
    """A listed trigger or a verb: its first and last token."""

    first: int
    last: int
    text: str
    listed: bool
    classes: frozenset[str] = NONE

    def has(self, name: str) -> bool:
        """Tell whether the word belongs to a closed class."""
        return name in self.classes


@dataclass(frozen=True, slots=True)
class Clause:
    """The tokens between two punctuation marks of a sentence, and what constructions say of them."""

    tokens: tuple[Token, ...]
    facts: tuple[Fact, ...] = ()

    @property
    def span(self) -> Span:
        """From the first to the last token."""
        return Span(self.tokens[0].span.start, self.tokens[-1].span.end)

    @property
    def text(self) -> str:
        """The plain text of the tokens, without what stands in brackets."""
        return "".join(token.text for token in self.tokens)

    def told(self, mark: str) -> list[Fact]:
        """Return what constructions mark so, in order: the agents, the adjuncts."""
        return [fact for fact in self.facts if fact.mark == mark]

    def modality_at(self, place: int) -> str:
        """Return the modality that a construction gives the token at a place, or nothing."""
        marks = ("negated", "uncertain", "planned")
        return next((mark for mark in marks if place in self.places(mark)), "")

    def places(self, mark: str) -> set[int]:
        """Return the places of the tokens that constructions mark so."""
        return {place for fact in self.told(mark) for place in range(fact.first, fact.end)}
