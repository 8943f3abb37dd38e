"""A list of words inside a lexicon file: its name, who reads it, and what its words do."""

from dataclasses import dataclass

from pipeline.lexicon.values import NONE, ValueType


@dataclass(frozen=True)
class WordList:
    """A list by name: the rooms of `pipeline/` that read it, its meaning, a word of it, and what
    stands beside each word.
    """

    name: str
    rooms: str
    meaning: str
    example: str
    value: ValueType = NONE
