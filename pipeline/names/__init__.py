"""Bilingual names and abbreviations that the text itself gives: 半导体联盟(SIAC), 以下简称“…”."""

from collections.abc import Iterator

from pipeline.document import Document, NamePair
from pipeline.lexicon import Lexicons
from pipeline.names.border import run_start, span_of
from pipeline.names.brackets import CALLED, Gloss, glosses
from pipeline.names.headed import presumed_name
from pipeline.names.initials import english_name_before
from pipeline.names.scene import Scene, scene
from pipeline.text import Span

FEWEST_LETTERS = 2


def find_pairs(document: Document, lexicons: Lexicons) -> list[NamePair]:
    """Find names beside their translation or abbreviation: 国家航天局(CNSA), 下称“理事会”.

    What was found is kept with the document's words: technologies need it too.
    """
    view = scene(document, lexicons)
    shared: dict[str, tuple[Scene, list[NamePair]]] = document.shared
    held = shared.get("pairs")
    if held is None or held[0] is not view:
        held = shared["pairs"] = (view, _pairs(document, view))
    return list(held[1])


def _pairs(document: Document, view: Scene) -> list[NamePair]:
    known = {
        match.span.end: match.senses[0].id
        for match in document.matches
        if match.senses[0].kind != "place" and not match.senses[0].weak
    }
    found: dict[Span, NamePair] = {}
    for gloss in glosses(document.plain):
        if pair := _pair(view, gloss, known):
            found.setdefault(pair.name, pair)
    for pair in _called(view, known):
        found.setdefault(pair.name, pair)
    return sorted(found.values(), key=lambda pair: pair.span)


def _called(view: Scene, known: dict[int, str]) -> Iterator[NamePair]:
    """Yield names with a short name behind a comma: 台湾积体电路制造公司,简称台积电."""
    for called in CALLED.finditer(view.words.plain):
        name = _chinese_name(view, called.start())
        if name:
            span = Span(name.start, called.end())
            zh = view.words.plain[name.start : name.end]
            yield NamePair(span, name, zh, "", called.group(1).strip(), known.get(name.end, ""))


def _pair(view: Scene, gloss: Gloss, known: dict[int, str]) -> NamePair | None:
    """Return the pair of a name and the bracket behind it."""
    plain, end = view.words.plain, gloss.span.start
    if not end:
        return None
    if plain[end - 1].isascii() and plain[end - 1].isalnum():
        name = english_name_before(plain, end, gloss.acronym)
        if name is None or not (gloss.acronym or gloss.chinese):
            return None
        english = plain[name.start : name.end]
        return NamePair(
            Span(name.start, gloss.span.end),
            name,
            gloss.chinese,
            english,
            gloss.acronym,
            known.get(end, ""),
        )
    if not (gloss.english or gloss.acronym or gloss.introduced):
        return None
    if not (found := _chinese_name(view, end)):
        return None
    zh = plain[found.start : found.end]
    return NamePair(
        Span(found.start, gloss.span.end), found, zh, gloss.english,
        gloss.acronym or gloss.chinese, known.get(end, ""),
    )  # fmt: skip


def _chinese_name(view: Scene, end: int) -> Span | None:
    """Return the Chinese name that ends at a position: 贸易和技术委员会 before (TTC)."""
    words = view.words
    if end and words.plain[end - 1] in '”」』》"':
        opening = words.plain.rfind(
            {"”": "“", "」": "「", "』": "『", "》": "《"}.get(words.plain[end - 1], '"'),
            max(0, end - 40),
            end - 1,
        )
        return Span(opening + 1, end - 1) if 0 <= opening < end - 2 else None
    last = words.ending_at(end)
    if last < 0 or words.tags[last] in ("x", "w"):
        return None
    if candidate := presumed_name(view, last):
        return candidate.span
    start = run_start(view, last)
    span = span_of(view, start, last)
    return span if span.end - span.start >= FEWEST_LETTERS else None
