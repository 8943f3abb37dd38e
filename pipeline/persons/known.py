"""The names of persons in office that stand in a text, with free borders."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.lexicon.gazetteer import HAN_ONLY, cuts_latin
from pipeline.names.border import MIDDLE_DOTS
from pipeline.names.context import NameContext
from pipeline.persons.knowledge import PersonKnowledge
from pipeline.persons.terms import Known
from pipeline.segment.tags import Tag
from pipeline.text import Span

# Names of so many characters are never the accident of their neighbors.
UNMISTAKABLE = 3
# Another person's given name before, another name behind: Melania Trump, Trump Tower.
GIVEN_BEFORE = re.compile(r"([A-Z][\w.’'-]{0,20}) \Z")
GOES_ON = re.compile(r" [A-Z][a-z]|-[A-Z]")
WINDOW = 20


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name that stands in a text, and what it can mean."""

    span: Span
    known: Known


def known_names(view: NameContext, knowledge: PersonKnowledge) -> Iterator[KnownName]:
    """Yield the names of the lexicon that are whole words: 雷蒙多, not the Trump of Trumpet."""
    words, automaton = knowledge.finder
    plain, known = view.words.plain, knowledge.offices.known
    for index, start, end in automaton.find_matches_as_indexes(plain):
        span, name = Span(start, end), words[index]
        if not view.dates.is_free(span):
            continue
        is_whole = _is_whole_chinese if HAN_ONLY.search(name) else _is_whole_english
        if is_whole(view, span, knowledge):
            yield KnownName(span, known[name])


def _is_whole_chinese(view: NameContext, span: Span, knowledge: PersonKnowledge) -> bool:
    """Tell whether a Chinese name is one here, not a part of another: 卡罗尔·|雷蒙多, 莫迪|利亚尼."""
    plain, words = view.words.plain, view.words
    if (
        plain[span.start - 1 : span.start] in MIDDLE_DOTS
        or plain[span.end : span.end + 1] in MIDDLE_DOTS
    ):
        return False
    last = words.at(span.end - 1)
    if words.ends[last] > span.end and words.tags[last] == Tag.PERSON_TRANSCRIBED:
        return not view.is_foreign(plain[span.end : words.ends[last]])
    if span.end - span.start >= UNMISTAKABLE:
        return True
    starts = words.starting_at(span.start) >= 0 or _is_titled(plain, span, knowledge)
    return starts and words.ends[words.at(span.end - 1)] <= span.end


def _is_titled(plain: str, span: Span, knowledge: PersonKnowledge) -> bool:
    """Tell whether a title stands right before a name."""
    return plain.endswith(knowledge.title_ends, max(0, span.start - WINDOW), span.start)


def _is_whole_english(view: NameContext, span: Span, knowledge: PersonKnowledge) -> bool:
    """Tell whether an English name is hers here: Raimondo, not Carol Raimondo nor Trump Tower."""
    plain = view.words.plain
    if cuts_latin(plain, span.start, span.end) or GOES_ON.match(plain, span.end):
        return False
    if " " in plain[span.start : span.end]:
        return True
    before = GIVEN_BEFORE.search(plain, max(0, span.start - WINDOW), span.start)
    return before is None or before[1] in knowledge.before_surnames
