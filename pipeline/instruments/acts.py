"""English names of acts, regulations and directives by their last word: Trade Expansion Act of 1962."""

import re
from collections.abc import Iterator

from pipeline.document import Document, NameMention
from pipeline.instruments.knowledge import InstrumentKnowledge
from pipeline.instruments.known import Countries
from pipeline.instruments.naming import meaning_of
from pipeline.instruments.shapes import Shape, shapes
from pipeline.plain import HAN
from pipeline.spans import Taken
from pipeline.text import Span

OWNER = re.compile(r".*(?:['’]s?)\s", re.S)
OTHER = re.compile(r".*\b(?:Act|Acts|Law|Laws|Bill|Order|Orders|Regulations?|Directive)s?,", re.S)
WORD = re.compile(r"[A-Za-z][^\s,]*")
HAN_CHARACTER = re.compile(f"[{HAN}]")
ALONE = ("Act", "Ordinance")
SMALL = re.compile(r"\b[a-z]{3,}\b")
FEWEST_WORDS = 2
FEWEST_SMALL = 3  # words in small letters that a line of prose has


def named_acts(
    document: Document, taken: Taken, countries: Countries, knowledge: InstrumentKnowledge
) -> Iterator[NameMention]:
    """Yield the names of acts in English prose; in a heading every word has a capital."""
    plain = document.plain
    for shape in shapes(plain, knowledge.english_head):
        start = _start(plain, shape, taken, knowledge)
        if start < 0:
            continue
        span = Span(start, shape.end)
        if not taken.is_free(span) or not _is_prose(document, span):
            continue
        words = plain[start : shape.run.end]
        if shape.head in knowledge.weak_heads and not knowledge.proof.search(words):
            continue
        title = " ".join(plain[span.start : span.end].split())
        kind, country = knowledge.heads.english[shape.head], countries.before(start)
        meaning = meaning_of(title, kind, country, knowledge)
        yield meaning.at(span, "named-act", "lexicon" if meaning.rule else "rule")


def _start(plain: str, shape: Shape, taken: Taken, knowledge: InstrumentKnowledge) -> int:
    """Return where a name begins behind what is no part of it, or -1: Under the|CHIPS Act,
    Biden's|Inflation Reduction Act.
    """
    start, end = shape.run.start, shape.run.end
    start = max(start, min(end, taken.end_before(end)))
    if other := OTHER.match(plain, start, end):
        start = other.end()
    owner = OWNER.match(plain, start, end)
    if owner and owner.group().split()[-1].rstrip("s'’") not in knowledge.owners:
        start = owner.end()
    for word in WORD.finditer(plain, start, end):
        if word.group() not in knowledge.leading and not word.group()[0].islower():
            whole = plain[word.start() : end].split()
            is_name = len(whole) >= FEWEST_WORDS or _is_alone(plain, shape, word)
            return word.start() if is_name else -1
    return -1


def _is_alone(plain: str, shape: Shape, word: re.Match[str]) -> bool:
    """Tell whether one word and Act are a name: the Caesar Act, CHIPS Act, not Sister Act."""
    led = plain[max(0, word.start() - 4) : word.start()].lower().split() == ["the"]
    return shape.head in ALONE and (led or word.group().isupper())


def _is_prose(document: Document, span: Span) -> bool:
    """Tell whether a name stands in a sentence: some words around it are written small."""
    if document.is_heading(span):
        return False
    plain = document.plain
    start = plain.rfind("\n\n", 0, span.start) + 1
    end = plain.find("\n\n", span.end)
    end = len(plain) if end < 0 else end
    around = plain[start : span.start] + " " + plain[span.end : end]
    return len(SMALL.findall(around)) >= FEWEST_SMALL or bool(
        HAN_CHARACTER.search(plain, start, end)
    )
