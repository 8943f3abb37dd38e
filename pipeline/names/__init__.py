"""Bilingual names and abbreviations that the text itself gives: 半导体联盟(SIAC), 以下简称“…”."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.document import NameMention, NamePair
from pipeline.names.aligned import is_too_short, size_of
from pipeline.names.brackets import CALLED, Gloss, glosses
from pipeline.names.chinese import FEWEST_LETTERS, chinese_name
from pipeline.names.context import CERTAIN, COUNTRY, PLACE, NameContext, name_context, on_dates
from pipeline.names.initials import english_name_before
from pipeline.names.knowledge import NameKnowledge
from pipeline.names.person import PERSON_EN, is_person_name, person_start
from pipeline.segment.tags import Tag
from pipeline.text import Span

__all__ = [
    "NameContext", "NameKnowledge", "find_pairs", "name_context", "on_dates", "referred",
]  # fmt: skip

COMPANY = ("公司", "集团")
LONGEST_OWNER = 8  # characters of U.S. before an entry
FARTHEST_INITIAL = 3  # words before a name
SHORTEST_CALLED = 4  # characters of a name that another follows behind a comma


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
        name = chinese_name(view, called.start())
        if name and _is_called(view, name, called, known):
            span = Span(name.start, called.end())
            zh = view.words.plain[name.start : name.end]
            yield NamePair(span, name, zh, "", called["name"].strip(), known.get(name.end, ""))


def _is_called(view: NameContext, name: Span, called: re.Match[str], known: dict[int, str]) -> bool:
    """Tell whether 又称 and what follows name the same: it needs a name on both sides, not
    神态闪缩,又称怀疑事主.
    """
    if name.end in known or called["short"]:
        return True
    return called["quote"] is not None and name.end - name.start >= SHORTEST_CALLED


def _pair(view: NameContext, gloss: Gloss, known: dict[int, str]) -> NamePair | None:
    """Return the pair of a name and the bracket behind it."""
    plain, end = view.words.plain, gloss.span.start
    if not end:
        return None
    if plain[end - 1].isascii() and plain[end - 1].isalnum():
        name = english_name_before(plain, Span(view.dates.end_before(end), end), gloss.acronym)
        if name is None or not (gloss.acronym or gloss.chinese) or _is_remark(view, gloss):
            return None
        english = plain[name.start : name.end]
        return NamePair(
            Span(name.start, gloss.span.end),
            name,
            _translation(view, gloss),
            english,
            gloss.acronym,
            _whole_entry(view, name, known),
        )
    if not (gloss.english or gloss.acronym or gloss.introduced):
        return None
    if gloss.english.islower() and _ends_in_verb(view, end):
        return None  # 感到自豪(immensely proud)
    found = _person(view, gloss, end) or _name(view, gloss, end, known)
    if found is None:
        return None
    zh, other = plain[found.start : found.end], gloss.chinese if gloss.introduced else ""
    return NamePair(
        Span(found.start, gloss.span.end), found, zh, gloss.english,
        gloss.acronym or other, known.get(end, ""),
    )  # fmt: skip


def _translation(view: NameContext, gloss: Gloss) -> str:
    """Return the Chinese name in a bracket behind an English one, unless it says where that is."""
    last = view.words.ending_at(gloss.span.end - 1)
    is_place = last >= 0 and view.role(last) in (COUNTRY, PLACE)
    return "" if is_place and view.words.text(last) == gloss.chinese else gloss.chinese


def _whole_entry(view: NameContext, name: Span, known: dict[int, str]) -> str:
    """Return the entry that an English name is, not one that it only ends with: Authority for|Digital
    Communication.
    """
    match = view.matches_by_end.get(name.end)
    is_whole = match is not None and match.span.start <= name.start + LONGEST_OWNER
    return known.get(name.end, "") if is_whole else ""


def _is_remark(view: NameContext, gloss: Gloss) -> bool:
    """Tell whether a bracket says where or what an English name is: Star Tribune (Minneapolis, MN),
    Mandiant (网络安全公司).
    """
    if gloss.english:
        return True
    words, start = view.words, view.words.plain.index("(", gloss.span.start) + 1
    first, last = words.starting_at(start), words.ending_at(gloss.span.end - 1)
    if not gloss.chinese or gloss.introduced or first < 0 or last < 0:
        return False
    is_common = words.text(last) in view.lists["org_needs_proper"]
    return is_common and all(view.role(index) not in CERTAIN for index in range(first, last + 1))


def _person(view: NameContext, gloss: Gloss, end: int) -> Span | None:
    """Return the name of a person before a bracket with another: 温宁克(Peter Wennink)."""
    last = view.words.ending_at(end)
    if last < 0 or not is_person_name(gloss.english, view):
        return None
    first = person_start(view, last)
    return Span(view.words.starts[first], end) if first >= 0 else None


def _name(view: NameContext, gloss: Gloss, end: int, known: dict[int, str]) -> Span | None:
    """Return the name before a bracket, unless it is too short for what that holds: not 计划(NCIRP)."""
    size, last = size_of(gloss.english, gloss.acronym), view.words.ending_at(end)
    if gloss.english and last >= 0 and view.words.text(last) in COMPANY:
        size += 1  # 海潮|电子|公司(Haichao Electronics)
    found = chinese_name(view, end, size)
    if found is None or end in known:
        return found
    found = _with_initial(view, found, gloss.acronym)
    is_person = last >= 0 and is_person_name(gloss.english, view)
    is_body = last >= 0 and view.words.text(last) in view.heads
    if is_person and not is_body and view.words.text(last) in view.lists["org_left_barrier"]:
        return None  # 学者(Adrian Zenz), but 海潮电子公司(Haichao Electronics)
    if not is_person and is_too_short(found.end - found.start, size, gloss.english):
        return None
    return _without_country(view, found) if gloss.english and size == 1 else found


def _with_initial(view: NameContext, name: Span, acronym: str) -> Span:
    """Return a name with the Latin word before it that the acronym begins with: Cyble|研究和|情报实验室
    (CRIL).
    """
    words = view.words
    first = words.starting_at(name.start)
    for index in range(first - 1, max(-1, first - 1 - FARTHEST_INITIAL), -1):
        if not words.touches(index + 1) or view.is_barrier(index):
            break
        text = words.text(index)
        if text[0].isascii():
            is_initial = text[0].isupper() and text[0] == acronym[:1] and text != acronym
            return Span(words.starts[index], name.end) if is_initial else name
    return name


def _without_country(view: NameContext, name: Span) -> Span:
    """Leave out a country before a name that one foreign word translates: 法国|依视路(Essilor)."""
    words, first = view.words, view.words.starting_at(name.start)
    if first < 0 or view.role(first) != COUNTRY or words.ends[first] >= name.end - 1:
        return name
    return Span(words.ends[first], name.end)


def _ends_in_verb(view: NameContext, end: int) -> bool:
    """Tell whether the word that ends at a position is a verb or an adjective: 自豪."""
    last = view.words.ending_at(end)
    return last >= 0 and view.words.tags[last] in (Tag.VERB, Tag.ADJECTIVE, Tag.ADVERB)


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
