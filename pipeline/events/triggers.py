"""The words that events are found by: triggers with their types, cues of modality, and function
words of a language.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice

from pipeline.events.constructions import Constructions
from pipeline.events.token import CUE, TRIGGER
from pipeline.lexicon import Lexicons
from pipeline.lexicon.lists import require_class
from pipeline.lexicon.schema import Row
from pipeline.loglinear import Weights, read_weights
from pipeline.plain import any_of, lookup_form, lowered, plain_form, plain_forms

# Classes that are tested together, and the lists they are made of.
UNIONS = {
    "nominal": (
        "coordinator",
        "inside",
        "actor_head",
        "pronoun_subject",
        "demonstrative",
        "generic_actor",
    ),
    "function": ("adverb", "preposition", "coordinator", "aspect", "passive", "agent"),
}
NONE: frozenset[str] = frozenset()
LAWS = ("法", "法》")
TITLE_END = "》"
FOUNDING = "establishment"  # whatever the name of what is founded says
NO_LAW = "司办方做无合非依执违语算手说看想书"  # 司法, 办法, 方法 …


@dataclass(frozen=True, slots=True)
class TriggerRow:
    """One row of event_triggers.csv: its type holds where one of the objects stands in the
    clause.
    """

    objects: tuple[str, ...]
    event_type: str
    rule: str


class Classes(dict[str, frozenset[str]]):
    """Closed word classes by name; one that a language lacks is empty, one that no language has
    raises UnknownListError.
    """

    def __missing__(self, name: str) -> frozenset[str]:
        require_class(name)
        return NONE


@dataclass(frozen=True)
class Vocabulary:
    """The triggers of one language by form, with what they may begin with (`openings`), its modality
    cues, and its closed word classes by name.

    The classes are the lists of word_lists.csv whose names end in the language.
    """

    language: str
    readings: dict[str, tuple[TriggerRow, ...]]
    modalities: dict[str, str]
    cue: re.Pattern[str]
    classes: Classes
    openings: frozenset[str]
    by_word: Mapping[str, frozenset[str]]
    rows: tuple[Row, ...] = ()

    def weights(self, name: str) -> Weights:
        """Return what weighs for and against an answer of a choice: choice (of predicates), agents,
        objects or types.
        """
        return read_weights(name, self.language)

    @cached_property
    def constructions(self) -> Constructions:
        """How words of the language stand together: 就 … 达成协议."""
        return Constructions(self.rows, self.by_word)

    def has(self, name: str, word: str) -> bool:
        """Tell whether a word belongs to a closed class: aspect, preposition, passive …"""
        return word in self.classes[name]

    def classes_of(self, word: str) -> frozenset[str]:
        """Return the closed classes of a word."""
        return self.by_word.get(word, NONE)

    def words(self, name: str) -> frozenset[str]:
        """Return the words of a closed class."""
        return self.classes[name]

    def reading(self, form: str, objects: str, before: str = "") -> TriggerRow | None:
        """Return the reading of a trigger form before these objects: 通过 + 法案 is legislation.

        The head of a title decides (《管制条例》), else the object that stands first, else of what
        stands before the trigger the last; a row without objects is the fallback.
        """
        rows = self.readings.get(form, ())
        default = next((row for row in rows if not row.objects), None)
        placed = [
            (not word.endswith(TITLE_END), place, -len(word), index)
            for index, row in enumerate(rows)
            for word in row.objects
            if (place := _place(objects, word)) >= 0
        ]
        if placed:
            return rows[min(placed)[3]]
        if default is not None and default.event_type == FOUNDING:
            return default  # 国家创业投资基金成立
        led = [
            (place + len(word), len(word), -index)
            for index, row in enumerate(rows)
            for word in row.objects
            if (place := _last_place(before, word)) >= 0
        ]
        return rows[-max(led)[2]] if led else default

    def cues_in(self, text: str) -> list[str]:
        """Return the modalities of the cues in a text, in their order."""
        return [self.modalities[match.group()] for match in self.cue.finditer(text)]

    def cues_among(self, words: Iterable[str]) -> list[str]:
        """Return the modalities of words that are cues: 应 is one, the 应 of 供应链 is none."""
        return [self.modalities[word] for word in words if word in self.modalities]


def _place(text: str, word: str) -> int:
    """Return where a word stands in a text, or -1; an English one starts a word: no act in pact."""
    place = text.find(word)
    while place > 0 and _is_inside(text, place, word):
        place = text.find(word, place + 1)
    return place


def _is_inside(text: str, place: int, word: str) -> bool:
    """Tell whether what was found is a part of another word: no 法 in 司法部."""
    return text[place - 1].isalnum() if word[0].isascii() else (
        word in LAWS and text[place - 1] in NO_LAW
    )  # fmt: skip


def _last_place(text: str, word: str) -> int:
    """Return the last place of a word in a text, or -1; an English one starts a word."""
    place = text.rfind(word)
    while place > 0 and _is_inside(text, place, word):
        place = text.rfind(word, 0, place + len(word) - 1)
    return place


def vocabulary(lexicons: Lexicons, language: str) -> Vocabulary:
    """Return the vocabulary of a language."""
    rows = [row for row in lexicons["modality_cues"] if row["language"] == language]
    modalities = {lookup_form(row["cue"]): row["modality"] for row in rows}
    readings = _readings(lexicons, language)
    classes = _classes(lexicons, language)
    return Vocabulary(
        language,
        readings,
        modalities,
        _pattern(modalities, language),
        classes,
        frozenset(_openings(readings, language)),
        _by_word({**classes, TRIGGER: readings, CUE: modalities}),
        tuple(row for row in lexicons["constructions"] if row["language"] == language),
    )


def _openings(readings: Iterable[str], language: str) -> Iterator[str]:
    """Yield what a longer trigger may begin with: 正式 of 正式生效, took of took effect."""
    for form in readings:
        if language == "en":
            ends = [place for place, sign in enumerate(form) if sign == " "]
        else:
            ends = list(range(1, len(form)))
        yield from (form[:end] for end in ends)


def _by_word(classes: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """Turn words by class into classes by word."""
    found: dict[str, set[str]] = {}
    for name, words in classes.items():
        for word in words:
            found.setdefault(word, set()).add(name)
    shared: dict[frozenset[str], frozenset[str]] = {}
    sets = ((word, frozenset(names)) for word, names in found.items())
    return {word: shared.setdefault(names, names) for word, names in sets}


def _readings(lexicons: Lexicons, language: str) -> dict[str, tuple[TriggerRow, ...]]:
    rows = [row for row in lexicons["event_triggers"] if row["language"] == language]
    written = [(row["trigger"], *row.items("forms"), *row.items("objects")) for row in rows]
    plain = iter(plain_forms(list(chain.from_iterable(written))))
    readings: dict[str, tuple[TriggerRow, ...]] = {}
    for row, words in zip(rows, written, strict=True):
        looked_up = tuple(map(lowered, islice(plain, len(words))))
        own = 1 + len(row.items("forms"))
        objects = f"+{row['objects']}" if row["objects"] else ""
        rule = f"event_triggers.csv:{row['trigger']}{objects}"
        reading = TriggerRow(looked_up[own:], row["event_type"], rule)
        for key in looked_up[:own]:
            readings[key] = (*readings.get(key, ()), reading)
    return readings


def _classes(lexicons: Lexicons, language: str) -> Classes:
    ending = f"_{language}"
    names = {row["list"] for row in lexicons["word_lists"] if row["list"].endswith(ending)}
    classes = Classes(
        (name.removesuffix(ending), frozenset(plain_forms(list(lexicons.words(name)))))
        for name in sorted(names)
    )
    for name, parts in UNIONS.items():
        classes[name] = NONE.union(*(classes[part] for part in parts))
    light = (row["verb"] for row in lexicons["light_verbs"] if row["language"] == language)
    classes["light_verb"] = frozenset(map(plain_form, light))
    return classes


def _pattern(words: Iterable[str], language: str) -> re.Pattern[str]:
    alternatives = any_of(words)
    return re.compile(rf"\b(?:{alternatives})\b" if language == "en" else alternatives)
