"""English technology terms that no lexicon holds: a head with telling words before it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import digits

from pipeline.names.context import NameContext
from pipeline.names.words import WordLists
from pipeline.plain import any_of
from pipeline.technologies.open import Term
from pipeline.text import Span

# Only stretches of English are searched: most of a Chinese text is passed over.
SIGNS = " .,()’'-"
LATIN_RUN = re.compile(rf"[A-Za-z0-9{SIGNS}]{{8,}}+")
SHORTEST_RUN = 8
# IoT systems, not UPS Network, US computers.
TERM, NAMES = "technology", ("organization", "place")
# CALL System, ATM Radar, IT systems: an acronym and a name or a common word.
BARE_ACRONYM = re.compile(
    r"[A-Z]{2,5} (?:[A-Z]\w+|(?:system|technology|equipment|software|engine|node|model|network))s?"
)
# Apache HTTP Server, Wing FTP Server: the end of a program's name.
PROTOCOL = re.compile(r"[A-Z]{2,5} (?:Server|Client|Gateway|Manager)s?")
EMPTY_HEADS = ("technolog", "system", "software", "learning")
COMMON_HEADS = (
    "system",
    "technology",
    "equipment",
    "software",
    "server",
    "network",
    "model",
    "engine",
)
SHAPED = (
    r"\d+(?:\.\d+)?(?:nm|[DG])|[A-Z]{2,5}|[A-Z][a-z]{0,3}[A-Z]|[A-Z]{2,5}-(?:powered|based|enabled)"
)


@dataclass(frozen=True, eq=False)
class EnglishShapes:
    """The pattern of a term that ends in a head, that of its end alone, which is found faster, and the
    category of each head in small letters.
    """

    pattern: re.Pattern[str]
    end: re.Pattern[str]
    categories: dict[str, str]
    weak: frozenset[str] = frozenset()


def english_shapes(heads: Mapping[str, str], lists: WordLists) -> EnglishShapes:
    """Return what the English heads and the words before them make of a term."""
    modifier = rf"(?:(?i:{any_of(lists['tech_english_modifier'])})|{SHAPED})"
    head = rf"(?P<head>(?i:{any_of(heads)}))s?(?![\w-])"
    return EnglishShapes(
        re.compile(rf"(?<![\w-])(?:{modifier}[ -]){{1,4}}{head}"),
        re.compile(f"[ -]{head}"),
        {head.lower(): category for head, category in heads.items()},
        lists["tech_english_weak"],
    )


def english_terms(view: NameContext, shapes: EnglishShapes) -> Iterator[Term]:
    """Yield terms such as wide-bandgap semiconductors, 3nm chip, AI-powered drones."""
    plain, pattern = view.words.plain, shapes.pattern
    runs = (run for run in _latin_runs(plain) if shapes.end.search(plain, *run))
    terms = (term for run in runs for term in pattern.finditer(plain, *run))
    for found in view.off_dates(terms):
        kind = view.known.get(found.start(), ("", ""))[0]
        if kind in NAMES or (kind != TERM and _is_of_letters(found)):
            continue
        if PROTOCOL.fullmatch(found.group()) or _adds_nothing(view, found):
            continue
        if _is_vague(found, shapes.weak):
            continue
        category = shapes.categories[found["head"].lower()]
        yield Term(Span(*found.span()), category, "english-head-and-modifiers")


def _adds_nothing(view: NameContext, found: re.Match[str]) -> bool:
    """Tell whether a head says no more than the known term before it: AI|systems."""
    if not found["head"].lower().startswith(EMPTY_HEADS):
        return False
    match = view.matches_by_start.get(found.start())
    if match is None or match.span.end != found.start("head") - 1:
        return False
    return any(sense.kind == TERM and not sense.weak for sense in match.senses)


def _is_of_letters(found: re.Match[str]) -> bool:
    """Tell whether only capitals make a term, which may be a name or a cry: CALL System, KEEP LEARNING."""
    return BARE_ACRONYM.fullmatch(found.group()) is not None or found.group().isupper()


def _is_vague(found: re.Match[str], weak: frozenset[str]) -> bool:
    """Tell whether a common head has only words before it that say little: data systems."""
    before = re.split(
        "[ -]", found.group()[: found.start("head") - found.start()].strip(" -").lower()
    )
    return found["head"].lower().startswith(COMMON_HEADS) and weak.issuperset(before)


def _latin_runs(plain: str) -> Iterator[tuple[int, int]]:
    """Yield where stretches of English stand, each from a letter or digit to a letter."""
    for run in LATIN_RUN.finditer(plain):
        text = run.group()
        start = len(text) - len(text.lstrip(SIGNS))
        end = len(text.rstrip(SIGNS + digits))
        if end - start >= SHORTEST_RUN:
            yield run.start() + start, run.start() + end


def english_tail(lists: WordLists) -> re.Pattern[str]:
    """Return the pattern of nouns that go on with a known term: quantum device|fabrication."""
    return re.compile(rf"(?: (?i:{any_of(lists['tech_english_tail'])}))+(?![\w-])")


def with_english_tail(view: NameContext, span: Span, tail: re.Pattern[str]) -> Span:
    """Return a known English term with the nouns behind it: semiconductor|processing."""
    plain = view.words.plain
    if not plain[span.end - 1].isascii() or plain[span.end - 2 : span.end] in ("s.", "es"):
        return span
    found = tail.match(plain, span.end)
    return Span(span.start, found.end()) if found else span
