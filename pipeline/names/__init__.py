"""Bilingual names and abbreviations that the text itself gives: 半导体联盟(SIAC), 以下简称“…”."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.document import NameMention, NamePair
from pipeline.names.aligned import FEWEST, USUAL, aligned_start, clause_rest, size_of
from pipeline.names.border import MIDDLE_DOTS, run_start, span_of
from pipeline.names.brackets import CALLED, Gloss, glosses
from pipeline.names.context import NameContext, name_context, on_dates
from pipeline.names.head_noun import presumed_name
from pipeline.names.initials import english_name_before
from pipeline.names.knowledge import NameKnowledge
from pipeline.plain import HAN
from pipeline.segment.tags import PERSONS, Tag
from pipeline.text import Span

__all__ = [
    "NameContext", "NameKnowledge", "find_pairs", "name_context", "on_dates", "referred",
]  # fmt: skip

FEWEST_LETTERS = 2
# 力成半导体(西安)有限公司: the name goes on before the bracket.
BRANCH = re.compile(r"\([^()\s\d]{2,8}\)(?:股份)?(?:有限责任公司|有限公司)\Z")
LONGEST_BRANCH = 20
HAN_CHARACTER = re.compile(f"[{HAN}]")
# Peter Wennink, Jake J. Sullivan: two or three capitalized words.
PERSON_EN = re.compile(r"[A-Z][a-z]+(?: [A-Z]\.| [A-Z][a-z]+){0,2} [A-Z][A-Za-z'-]+")


def find_pairs(view: NameContext, knowledge: NameKnowledge) -> list[NamePair]:
    """Find names beside their translation or abbreviation: 国家航天局(CNSA), 下称“理事会”."""
    plain, titles = view.words.plain, knowledge.titles
    known = {
        match.span.end: match.senses[0].id
        for match in view.matches
        if match.senses[0].kind != "place" and not match.senses[0].weak
    }
    found: dict[Span, NamePair] = {}
    glossed: set[int] = set()  # where the names begin that a bracket holds
    for gloss in glosses(plain):
        glossed.add(plain.index("(", gloss.span.start) + 1)
        if pair := _pair(view, gloss, known):
            pair = _without_title(pair, titles)
            found.setdefault(pair.name, pair)
    for pair in _called(view, known):
        if pair.name.start not in glossed:
            found.setdefault(pair.name, pair)
    return sorted(found.values(), key=lambda pair: pair.span)


def _without_title(pair: NamePair, titles: tuple[str, ...]) -> NamePair:
    """Leave the title of a person out: 首席执行官|温宁克(Peter Wennink)."""
    end = max(
        (pair.zh.rfind(title) + len(title) for title in titles if title in pair.zh), default=0
    )
    if not PERSON_EN.fullmatch(pair.en) or not 0 < end <= len(pair.zh) - FEWEST_LETTERS:
        return pair
    span, name = (replace(one, start=one.start + end) for one in (pair.span, pair.name))
    return replace(pair, span=span, name=name, zh=pair.zh[end:])


def _called(view: NameContext, known: dict[int, str]) -> Iterator[NamePair]:
    """Yield names with a short name behind a comma: 台湾积体电路制造公司,简称台积电."""
    for called in CALLED.finditer(view.words.plain):
        name = _chinese_name(view, called.start())
        if name:
            span = Span(name.start, called.end())
            zh = view.words.plain[name.start : name.end]
            yield NamePair(span, name, zh, "", called.group(1).strip(), known.get(name.end, ""))


def _pair(view: NameContext, gloss: Gloss, known: dict[int, str]) -> NamePair | None:
    """Return the pair of a name and the bracket behind it."""
    plain, end = view.words.plain, gloss.span.start
    if not end:
        return None
    if plain[end - 1].isascii() and plain[end - 1].isalnum():
        name = english_name_before(plain, Span(view.dates.end_before(end), end), gloss.acronym)
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
    size = 0 if _is_person(view, gloss, end) else size_of(gloss.english, gloss.acronym)
    if gloss.english.islower() and _ends_in_verb(view, end):
        return None  # 感到自豪(immensely proud)
    if not (found := _chinese_name(view, end, size)):
        return None
    zh = plain[found.start : found.end]
    return NamePair(
        Span(found.start, gloss.span.end), found, zh, gloss.english,
        gloss.acronym or gloss.chinese, known.get(end, ""),
    )  # fmt: skip


def _chinese_name(view: NameContext, end: int, size: int = 0) -> Span | None:
    """Return the Chinese name that ends at a position, of so many words where a size is given:
    贸易和技术委员会 before (TTC), 身份访问管理 before (IAM).
    """
    words = view.words
    if end and words.plain[end - 1] in '”」』》"':
        opening = words.plain.rfind(
            {"”": "“", "」": "「", "』": "『", "》": "《"}.get(words.plain[end - 1], '"'),
            max(0, end - 40),
            end - 1,
        )
        return Span(opening + 1, end - 1) if 0 <= opening < end - 2 else None
    last = words.ending_at(end)
    if last < 0 or words.tags[last] in (Tag.OTHER, Tag.SIGN, Tag.DATE):
        return None
    if branch := BRANCH.search(words.plain, max(0, end - LONGEST_BRANCH), end):
        name = _chinese_name(view, branch.start())
        return Span(name.start, end) if name else None
    if candidate := presumed_name(view, last):
        return candidate.span
    start = _term_start(view, last, size)
    if start < 0:
        return None
    while start > 1 and words.text(start - 1) in MIDDLE_DOTS and words.touches(start):
        start -= 2
    span = span_of(view, start, last)
    text = words.plain[span.start : span.end]
    is_name = text not in view.lists["tech_never"] and HAN_CHARACTER.search(text)
    return span if is_name and span.end - span.start >= FEWEST_LETTERS else None


def _is_person(view: NameContext, gloss: Gloss, end: int) -> bool:
    """Tell whether a bracket holds the name of a person: 温宁克(Peter Wennink)."""
    last = view.words.ending_at(end)
    named = last >= 0 and view.words.tags[last] in PERSONS
    return named and PERSON_EN.fullmatch(gloss.english) is not None


def _ends_in_verb(view: NameContext, end: int) -> bool:
    """Tell whether the word that ends at a position is a verb or an adjective: 自豪."""
    last = view.words.ending_at(end)
    return last >= 0 and view.words.tags[last] in (Tag.VERB, Tag.ADJECTIVE, Tag.ADVERB)


def _term_start(view: NameContext, last: int, size: int) -> int:
    """Return the first word of a term, or -1 where it is none: 不足 of 显存|不足(OOM)."""
    words, run = view.words, run_start(view, last)
    if view.known.get(words.starts[last], ("", ""))[0] in ("technology", "organization"):
        is_whole = size >= FEWEST and len(words.text(last)) >= USUAL * size
        start = last if is_whole else run if run < last or not size else clause_rest(view, last)
    elif size and words.tags[last][:1] in "ad":
        return -1
    elif (aligned := aligned_start(view, last, size)) >= 0:
        start = aligned
    else:
        start = clause_rest(view, run) if size else run
    while start < last and words.text(start) in view.lists["pair_opener"]:
        start += 1
    return start


def referred(
    pairs: Iterable[NamePair], mentions: Iterable[NameMention], plain: str
) -> list[NamePair]:
    """Return the pairs with the id of the mention that their name turned out to be, and with its
    beginning where it is longer: 深圳市华新九方|科技有限公司.
    """
    by_end = {mention.span.end: mention for mention in mentions}
    return [_referred(pair, by_end.get(pair.name.end), plain) for pair in pairs]


def _referred(pair: NamePair, mention: NameMention | None, plain: str) -> NamePair:
    if mention is None:
        return pair
    refers_to = pair.refers_to or mention.id
    missing = pair.name.start - mention.span.start
    if missing <= 0 or plain[pair.name.start : pair.name.end] != pair.zh:
        return replace(pair, refers_to=refers_to)
    span, name = (replace(one, start=one.start - missing) for one in (pair.span, pair.name))
    return replace(pair, span=span, name=name, zh=plain[name.start : name.end], refers_to=refers_to)
