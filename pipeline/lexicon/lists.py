"""Every list that a lexicon file may hold, by file and name: the only place that knows them."""

from collections.abc import Mapping

from pipeline.lexicon.date_lists import DATE_LISTS
from pipeline.lexicon.event_lists import EVENT_LISTS
from pipeline.lexicon.name_lists import NAME_LISTS
from pipeline.lexicon.word_list import WordList

LISTS: Mapping[str, Mapping[str, WordList]] = {
    "word_lists": {one.name: one for one in EVENT_LISTS},
    "name_words": {one.name: one for one in NAME_LISTS},
    "date_words": {one.name: one for one in DATE_LISTS},
}
LANGUAGE_ENDINGS = ("_zh", "_en")
WORD_CLASSES = frozenset(
    name[: -len(ending)]
    for name in LISTS["word_lists"]
    for ending in LANGUAGE_ENDINGS
    if name.endswith(ending)
)


class UnknownListError(KeyError):
    """Code that asks for a list which no schema has."""

    def __init__(self, file: str, name: str):
        super().__init__(f"{file}.csv has no list “{name}”: add it to pipeline/lexicon/")


def require_list(file: str, name: str) -> WordList:
    """Return the schema of a list. Raises UnknownListError where there is no such list."""
    known = LISTS[file].get(name)
    if known is None:
        raise UnknownListError(file, name)
    return known


def require_class(name: str) -> None:
    """Raise UnknownListError for a word class that no language has: adverb is adverb_zh or _en."""
    if name not in WORD_CLASSES:
        raise UnknownListError("word_lists", name)
