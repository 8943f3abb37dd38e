"""English names of acts, regulations and directives by their last word: Trade Expansion Act of 1962."""

import re
from collections.abc import Iterator

from pipeline.document import Document, NameMention
from pipeline.instruments.knowledge import InstrumentKnowledge
from pipeline.instruments.known import Countries
from pipeline.instruments.naming import meaning_of
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
LONGEST = 120


def named_acts(
    document: Document, taken: Taken, countries: Countries, knowledge: InstrumentKnowledge
) -> Iterator[NameMention]:
    """Yield the names of acts in English prose; in a heading every word has a capital."""
    plain = document.plain
    for found in knowledge.acts.finditer(plain):
        span = _name(found, taken, knowledge)
        if span is None or not taken.is_free(span) or not _is_prose(document, span):
            continue
        head = found["head"]
        text = plain[span.start : found.end("head")]
        if head in knowledge.weak_heads and not knowledge.proof.search(text[: -len(head)]):
            continue
        kind = knowledge.heads.english[head]
        title = " ".join(plain[span.start : span.end].split())
        meaning = meaning_of(title, kind, countries.before(span.start), knowledge)
        yield meaning.at(span, "named-act", "lexicon" if meaning.rule else "rule")


def _name(found: re.Match[str], taken: Taken, knowledge: InstrumentKnowledge) -> Span | None:
    """Return where a name begins behind what is no part of it: Under the|CHIPS Act, Biden's|…"""
    first, end = found.span("run")
    start = max(first, min(end, taken.end_before(end)))
    if other := OTHER.match(found.string, start, end):
        start = other.end()
    owner = OWNER.match(found.string, start, end)
    if owner and owner.group().split()[-1].rstrip("s'’") not in knowledge.owners:
        start = owner.end()
    for word in WORD.finditer(found.string, start, end):
        start = word.start()
        if word.group() not in knowledge.leading and not word.group()[0].islower():
            break
    else:
        return None
    words = found.string[start:end].split()
    if len(words) < FEWEST_WORDS and not _is_alone(found, start, words[0]):
        return None
    return Span(start, found.end()) if found.end() - start <= LONGEST else None


def _is_alone(found: re.Match[str], start: int, word: str) -> bool:
    """Tell whether one word and Act are a name: the Caesar Act, CHIPS Act, not Sister Act."""
    led = found.string[max(0, start - 4) : start].lower().split() == ["the"]
    return found["head"] in ALONE and (led or word.isupper())


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
