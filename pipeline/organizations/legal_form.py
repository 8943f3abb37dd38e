"""Chinese companies by their legal form: from a place, or from where the words of a name begin, to
有限公司; and those that the text introduces: 芯片巨头|美光科技公司.
"""

import re
from collections.abc import Iterator

from pipeline.names.border import INNER, JOINTS, LIST_SIGN
from pipeline.names.context import COUNTRY, NOUN, PLACE, PROPER, NameContext
from pipeline.names.head_noun import NameCandidate
from pipeline.names.words import WordLists, alternatives
from pipeline.plain import HAN
from pipeline.segment.tags import Tag
from pipeline.text import Span

LEGAL = re.compile(r"(?:股份)?有限(?:责任)?公司")
LIMITED, COMPANY = "有限", ("公司", "集团")  # without them nothing need be looked for
INTRODUCED = "introduced-company"
LONGEST = 36
SHORTEST = 3  # characters before the legal form
LONGEST_ALONE = 12
LONGEST_LEFT = 2  # characters that the segmenter cuts from the beginning of a name
BREAKS = "\n|*、,;:"
DIVISIONS = ("省", "市", "县", "区", "州", "自治区")
# A numeral is a part of a company's name: 华新|九方, 三一重工.
NUMERAL = re.compile("[〇零一二三四五六七八九十百千万双]+.?")


def legal_form_names(view: NameContext) -> Iterator[NameCandidate]:
    """Yield companies up to their legal form: 深圳市华新九方科技有限公司."""
    if LIMITED not in view.words.plain:
        return
    for legal in LEGAL.finditer(view.words.plain):
        last = view.words.at(legal.end() - 1)
        if view.words.ends[last] != legal.end():
            continue
        start = _start(view, last, legal.start())
        if start < 0:
            start = _whole_line(view, last, legal.start())
        if start >= 0 and legal.start() - start >= SHORTEST:
            yield NameCandidate(Span(start, legal.end()), "company", "legal-form-name")


def introduction(lists: WordLists) -> re.Pattern[str]:
    """Return a pattern for a company behind the word that introduces it: 巨头|美光科技公司."""
    cue = alternatives(lists, "company_cue")
    return re.compile(rf"{cue}(?P<name>[{HAN}]{{2,7}}?(?:公司|集团))(?![{HAN}]?[司长])")


def introduced_companies(view: NameContext, pattern: re.Pattern[str]) -> Iterator[NameCandidate]:
    """Yield companies that the text introduces, whether the segmenter knows their words or not."""
    words = view.words
    if not any(head in words.plain for head in COMPANY):
        return
    for found in view.off_dates(pattern.finditer(words.plain)):
        first, last = words.starting_at(found.start("name")), words.ending_at(found.end())
        if first < 0 or last <= first or not all(_is_part(view, i) for i in range(first, last)):
            continue
        generic = view.lists["org_generic_modifier"]
        if not all(words.text(index) in generic for index in range(first, last)):
            yield NameCandidate(Span(*found.span("name")), "company", INTRODUCED)


def _start(view: NameContext, last: int, legal: int) -> int:
    """Return where the name begins: at the first place of its run, else at a proper word."""
    words, index = view.words, last
    first = place = -1
    begin = words.starts[last]
    while index > 0 and words.touches(index) and legal - words.starts[index - 1] <= LONGEST:
        index -= 1
        if not _is_part(view, index):
            place = _place_before(view, index, place)
            break
        if _is_place(view, index):
            place = words.starts[index]
        begin = words.starts[index]
        if view.role(index) == PROPER:
            first = begin
    if place < 0 <= first - begin <= LONGEST_LEFT and _is_after_break(words.plain, begin):
        return begin
    return place if place >= 0 else first


def _place_before(view: NameContext, index: int, place: int) -> int:
    """Return where a name begins whose second word the segmenter takes for a verb: 北京|可信|华泰."""
    words = view.words
    is_brief = len(words.text(index)) == LONGEST_LEFT and words.tags[index] == Tag.VERB
    is_named = index > 0 and words.touches(index) and view.role(index + 1) == PROPER
    is_one = is_brief and is_named and place < 0 and _is_place(view, index - 1)
    return words.starts[index - 1] if is_one else place


def _is_after_break(plain: str, start: int) -> bool:
    """Tell whether a line, a cell, or an item of a list begins at a position: 畅|捷通信息技术股份有限公司."""
    return start == 0 or plain[start - 1] in BREAKS


def _whole_line(view: NameContext, last: int, legal: int) -> int:
    """Return where a company's name begins that fills its line or cell up to the legal form, or -1:
    奇妙电视|有限公司 in a table.
    """
    words, index = view.words, last
    while index > 0 and words.touches(index) and _is_part(view, index - 1):
        index -= 1
    start, generic = words.starts[index], view.lists["org_generic_modifier"]
    if not _is_after_break(words.plain, start) or legal - start > LONGEST_ALONE:
        return -1
    inner = [words.text(i) for i in range(index, last + 1) if words.starts[i] < legal]
    telling = [text for text in inner if text not in generic and text not in view.heads]
    is_item = words.plain[words.ends[last] : words.ends[last] + 1] == LIST_SIGN
    is_named = view.role(index) != NOUN or len(telling) > 1 or is_item
    return start if telling and is_named else -1


def _is_place(view: NameContext, index: int) -> bool:
    text = view.words.text(index)
    return view.role(index) in (PLACE, COUNTRY) or (len(text) > 2 and text.endswith(DIVISIONS))


def _is_part(view: NameContext, index: int) -> bool:
    """Tell whether a word can stand in a company's name."""
    words = view.words
    text, tag = words.text(index), words.tags[index]
    if tag == Tag.DATE or text in view.lists["verb_tagged_noun"] or view.is_barrier(index):
        return False
    if tag in INNER or text in view.lists["org_inner_verb"] or text in JOINTS:
        return True
    if tag in (Tag.NUMERAL, Tag.MEASURE, "mq"):
        return NUMERAL.fullmatch(text) is not None
    # 苏州|安|兴城|置业: one character that is no function word, whatever the segmenter calls it.
    return len(text) == 1 and text.isalpha() and text not in view.lists["no_given_name"]
