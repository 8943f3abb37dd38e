"""Chinese titles and names: where the title of a person begins, where the name behind it ends."""

import re
from bisect import bisect_right
from collections.abc import Mapping

from pipeline.document import NameMention
from pipeline.lazy import lazy
from pipeline.names.border import INNER
from pipeline.names.context import NameContext
from pipeline.persons.knowledge import PersonKnowledge
from pipeline.persons.titles import Title
from pipeline.plain import HAN
from pipeline.segment.tags import Tag
from pipeline.text import Span

FORMER = re.compile(r"(?<![日目此之以先从提年月天])(?:前任?|原任?|卸任)\Z")
# What makes another noun of a title: 总统|任期, 主席|团.
NO_NAME = re.compile(r"[级制们团会处府室职位选办令]|竞选|任期|候选|选举")
GAP = re.compile(r" ?[“\"「]?")
DOTTED = lazy(rf"[{HAN}A-Z.]{{1,8}}(?:[·•・‧][{HAN}A-Z.-]{{1,10}}){{1,3}}")
DOT = re.compile("[·•・‧-]")
# A noun before one of these says of what: 环境|部长, 海洋委员会|主委; before 总统 it does not.
HEADED = re.compile(
    r"[部局司署处厅院会委所校厂行社]长\Z|(?:大臣|主委|主任|总裁|董事长|主席|发言人|主任委员)\Z"
)
SERIES, LISTING = "、", ("、", "及", "和", "与", "暨")
LONGEST_OWNER, MOST_STEPS = 14, 6
LONGEST_SURNAME, LONGEST_GIVEN = 2, 2
SHORTEST_TRANSCRIBED = 3
LONGEST_VERB = 4
KNOWN_PERSON = (Tag.PERSON, Tag.PERSON_TRANSCRIBED, Tag.PERSON_FOREIGN)
NO_SURNAME = (Tag.CONJUNCTION, Tag.PREPOSITION, Tag.ADVERB)


def chinese_title(
    view: NameContext, span: Span, bodies: Mapping[int, NameMention], knowledge: PersonKnowledge
) -> Title:
    """Return a title with the body, the country and the modifiers before it: 美国商务部|长."""
    plain, start = view.words.plain, span.start
    body, country, is_former = "", "", False
    for step in range(MOST_STEPS):
        window = max(0, start - LONGEST_OWNER)
        if found := FORMER.search(plain, window, start):
            is_former, start = True, found.start()
        elif modifier := knowledge.modifier.search(plain, window, start):
            start = modifier.start()
        elif owner := _body(view, start, start if step else span.end, bodies):
            body, start = body or owner[1], owner[0]
        elif place := knowledge.place_before(plain, start):
            country, start = country or place[1], place[0]
        else:
            break
    if start == span.start and HEADED.search(plain, span.start, span.end):
        start = _portfolios(view, _nouns(view, start))
    return Title(Span(start, span.end), plain[start : span.end], body, country, is_former)


def _body(
    view: NameContext, start: int, end: int, bodies: Mapping[int, NameMention]
) -> tuple[int, str] | None:
    """Return where the body begins whose name ends where a title begins or inside it, and its id:
    商务部 of 商务部|长; the id is empty where the name may mean several.
    """
    for at in range(start, end + 1):
        if (mention := bodies.get(at)) and mention.span.start < start:
            return mention.span.start, mention.id
        match = view.matches_by_end.get(at)
        if match and match.span.start < start and match.senses[0].kind == "organization":
            sense = match.senses[0]
            return match.span.start, "" if sense.weak else sense.id
    return None


def _nouns(view: NameContext, end: int) -> int:
    """Return where the nouns begin that say of what a person is the head: 环境|部长, and 经济|局局长,
    which jieba cuts inside the bureau's name.
    """
    words = view.words
    index, start = words.ending_at(end), end
    if index < 0:
        index = max(0, bisect_right(words.starts, end) - 1)
        start = words.starts[index]
        index -= 1
    while index >= 0 and end - words.starts[index] <= LONGEST_OWNER:
        if words.tags[index] not in INNER or view.is_barrier(index):
            break
        start = words.starts[index]
        if not words.touches(index):
            break
        index -= 1
    return start


def _portfolios(view: NameContext, start: int) -> int:
    """Return where the fields of a minister begin: 数码、文化、媒体及|体育大臣."""
    words, first, series = view.words, start, False
    index = words.ending_at(start)
    while index > 0 and words.text(index) in LISTING and words.tags[index - 1] in INNER:
        series = series or words.text(index) == SERIES
        first = words.starts[index - 1]
        index -= 2
    return first if series else start


def name_behind(view: NameContext, position: int, verbs: frozenset[str]) -> Span | None:
    """Return the name behind a title: 陈茂波 of 财政司司长|陈茂波于, or None."""
    plain = view.words.plain
    if NO_NAME.match(plain, position):
        return None
    gap = GAP.match(plain, position)
    start = gap.end() if gap else position
    return _dotted(view, start) or _transcribed(view, start) or _chinese(view, start, verbs)


def _dotted(view: NameContext, start: int) -> Span | None:
    """Return a foreign name with its dots: 马尔科姆·特恩布尔 before 宣布."""
    found = DOTTED.match(view.words.plain, start)
    if found is None:
        return None
    end = found.end()
    while end > start and not _is_foreign_end(view, Span(start, end)):
        end -= 1
    return Span(start, end) if DOT.search(view.words.plain, start, end) else None


def _is_foreign_end(view: NameContext, span: Span) -> bool:
    """Tell whether a dotted name can end here: at a word's end, with the letters of such names."""
    last = DOT.split(view.words.plain[span.start : span.end])[-1]
    return view.words.ending_at(span.end) >= 0 and len(last) > 1 and view.is_foreign(last)


def _transcribed(view: NameContext, start: int) -> Span | None:
    """Return one word that the segmenter takes for a foreign name: 特恩布尔."""
    words, index = view.words, view.words.starting_at(start)
    if index < 0 or words.tags[index] != Tag.PERSON_TRANSCRIBED:
        return None
    text = words.text(index)
    is_long = len(text) >= SHORTEST_TRANSCRIBED and view.is_foreign(text)
    return Span(start, words.ends[index]) if is_long else None


def _chinese(view: NameContext, start: int, verbs: frozenset[str]) -> Span | None:
    """Return a surname with one or two characters: 刘鹤 before 会见, 陈茂波 before 于."""
    plain, never = view.words.plain, view.lists["no_given_name"]
    lengths = range(LONGEST_SURNAME, 0, -1)
    given = start + next((n for n in lengths if plain[start : start + n] in view.surnames), 0)
    if given == start or _is_word(view, start, given) or not _is_given(plain, given, never):
        return None
    end = given + 1
    if _is_given(plain, end, never) and not _begins_word(view, end, verbs):
        end += 1
    return Span(start, end)


def _is_given(plain: str, position: int, never: frozenset[str]) -> bool:
    """Tell whether a character can stand in a given name: not 于, not a sign."""
    char = plain[position : position + 1]
    return re.match(f"[{HAN}]", char) is not None and char not in never


def _is_word(view: NameContext, start: int, end: int) -> bool:
    """Tell whether a surname is the beginning of another word here: 高级, 方面, or a word: 和."""
    index = view.words.starting_at(start)
    if index < 0:
        return False
    tag = view.words.tags[index]
    is_longer = view.words.ends[index] > end and tag not in (*KNOWN_PERSON, Tag.OTHER)
    return is_longer or tag in NO_SURNAME


def _begins_word(view: NameContext, position: int, verbs: frozenset[str]) -> bool:
    """Tell whether a verb or another word begins where a name may go on: 会见, 日前."""
    plain = view.words.plain
    if any(plain[position : position + n] in verbs for n in range(2, LONGEST_VERB + 1)):
        return True
    index = view.words.starting_at(position)
    if index < 0 or view.words.ends[index] - position < LONGEST_GIVEN:
        return False
    return view.words.tags[index] not in KNOWN_PERSON
