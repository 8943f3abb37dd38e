"""English titles and the names behind them: U.S. Commerce Secretary Gina Raimondo."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.document import NameMention
from pipeline.names.context import NameContext
from pipeline.names.words import WordLists, alternatives
from pipeline.persons.titles import Title
from pipeline.plain import any_of
from pipeline.text import Span

# What a title is of: Secretary of State, Under Secretary of Commerce for Industry and Security.
OF = r"(?: (?:of|for)(?: the)? [A-Z][\w.]*(?:(?:,| and| of| for| &)*(?: the)? [A-Z][\w.]*){0,6}?)"
PARTICLE = r"(?:(?:de|van|von|der|bin|al) ){0,2}"
NAME = rf"[A-Z][a-zà-ÿ’'-]+(?: (?:[A-Z]\. )*{PARTICLE}[A-Z][\w’'-]*){{0,2}}"
FORMER = re.compile(r"\b(?:[Ff]ormer|[Ee]x|[Ll]ate)[ -]\Z")
WINDOW, SHORT_WINDOW = 120, 10
POSSESSIVE = re.compile("['’]s ")
GAP = re.compile("(?:['’]s)? ")
LONGEST_GAP = 3


@dataclass(frozen=True, eq=False)
class EnglishTitles:
    """What ends right before a known name, and a title with the name behind it that no list has."""

    before: re.Pattern[str]
    named: re.Pattern[str]


def english_titles(lists: WordLists, titles: Iterable[str]) -> EnglishTitles:
    """Return the patterns of titles, made of the words that titles consist of."""
    heads = alternatives(lists, "title_head_en")
    part = f"(?:{any_of({*titles, *lists['title_part_en']})})"
    return EnglishTitles(
        re.compile(rf"(?<![\w-])(?:{part}[ -]){{0,5}}{heads}{OF}? \Z"),
        re.compile(rf"(?<![\w-]){heads} (?P<name>{NAME})"),
    )


def english_title(
    view: NameContext, end: int, bodies: Mapping[int, NameMention], titles: EnglishTitles
) -> Title | None:
    """Return the title that ends right before a name: U.S. Secretary of State, or None."""
    plain = view.words.plain
    found = titles.before.search(plain, max(0, end - WINDOW), end)
    while found and (joint := found.group().find(" and ")) >= 0:
        again = titles.before.search(plain, found.start() + joint + 1, end)
        if again is None:
            break
        found = again  # Secretary Raimondo and Senator|Moran
    if found is None or "\n" in found.group():
        return None
    start, text = found.start(), found.group().rstrip()
    owner = _owner(view, Span(start, end), bodies)
    whole, body, country = owner or (start, "", "")
    former = FORMER.search(plain, max(0, whole - SHORT_WINDOW), whole)
    return Title(Span(whole, end - 1), text, body, country, former is not None)


def _owner(
    view: NameContext, title: Span, bodies: Mapping[int, NameMention]
) -> tuple[int, str, str] | None:
    """Return where the body or country before a title begins, its id, and the country's: U.S.,
    Huawei, China's (of which the title takes nothing).
    """
    plain = view.words.plain
    for at in range(title.start - LONGEST_GAP, title.end):
        mention, match = bodies.get(at), view.matches_by_end.get(at)
        span = mention.span if mention else match.span if match else None
        if span is None or span.start >= title.start:
            continue
        if at < title.start and not GAP.fullmatch(plain, at, title.start):
            continue
        start = title.start if POSSESSIVE.match(plain, at) else span.start
        if mention:
            return start, mention.id, ""
        sense = match.senses[0]  # type: ignore[union-attr]  # one of both stands here
        if sense.kind == "place":
            return start, "", sense.id
        if sense.kind == "organization":
            return start, "" if sense.weak else sense.id, ""
    return None


def english_unknown(
    view: NameContext, titles: EnglishTitles, never: frozenset[str]
) -> Iterator[Span]:
    """Yield the names behind a title that no list has: Klever of Minister Klever."""
    for found in titles.named.finditer(view.words.plain):
        words = found["name"].split()
        while words and words[-1] in never:
            words.pop()
        name = " ".join(words)
        if not words or words[0] in never or not found["name"].startswith(name):
            continue
        start = found.start("name")
        yield Span(start, start + len(name))
