"""Where a Chinese name begins: leftward from its head noun by words, places and word lists."""

import re

from pipeline.names.context import (
    CERTAIN,
    COUNTRY,
    FEWEST_LETTERS,
    NOUN,
    ORGANIZATION,
    PLACE,
    PROPER,
    STARTER,
    NameContext,
    Role,
)
from pipeline.segment.tags import PERSONS, Tag
from pipeline.text import Span

# Parts of speech (jieba's) that may stand inside a name: nouns, names, adjectives, abbreviations.
NOUNS = (
    Tag.NOUN,
    Tag.PLACE_NAME,
    Tag.PERSON,
    Tag.PERSON_TRANSCRIBED,
    Tag.PERSON_FOREIGN,
    Tag.PROPER,
    Tag.BODY,
    Tag.NEW_WORD,
    Tag.NOUN_MORPHEME,
    Tag.VERB_NOUN,
    Tag.ADJECTIVE_NOUN,
    Tag.VERB_MORPHEME,
)
INNER = frozenset(
    (
        *NOUNS,
        Tag.DISTINGUISHING,
        Tag.ABBREVIATION,
        Tag.SET_PHRASE,
        Tag.IDIOM,
        Tag.LATIN,
        Tag.ADJECTIVE,
        Tag.ADJECTIVE_ADVERBIAL,
        Tag.ADJECTIVE_MORPHEME,
        Tag.PLACE_WORD,
        Tag.MORPHEME,
        Tag.PREFIX,
        Tag.SUFFIX,
    )
)
CONJUNCTIONS = frozenset("和与及暨")
MIDDLE_DOTS = frozenset("·•・‧")
JOINTS = MIDDLE_DOTS | frozenset("-—–－.&")
ORDINAL = re.compile(r"第[\d一二三四五六七八九十百]+")
# 第三次, 首届, 三轮 before a name count its meetings.
ORDINAL_PART = re.compile(r"第?[\d一二三四五六七八九十首]*[次届轮]$|第[\d一二三四五六七八九十]+$")
NATIONAL = re.compile(
    r"(?:国家|全国)(?:地方联合)?(?:工程|重点|技术创新|产业创新|制造业创新|临床医学).{0,6}(?:中心|实验室)\Z"
)
ADVERBIAL = frozenset((Tag.ADJECTIVE_ADVERBIAL,))
LIST_SIGN = "、"
DATE_UNITS = frozenset("年月日号")
MOST_WORDS = 12
LONGEST_NAME = 40


def run_start(view: NameContext, last: int) -> int:
    """Return the first word of the longest run of words that a name ending with a word could have.

    美国商务部下属工业安全局: the run of 局 begins behind 下属, which is a verb.
    """
    words, index = view.words, last
    while index > 0 and last - index < MOST_WORDS and _continues(view, index):
        if words.ends[last] - words.starts[index - 1] > LONGEST_NAME:
            break
        index -= 1
    while index < last and words.text(index) in CONJUNCTIONS | JOINTS:
        index += 1
    return _list_start(view, index, last)


def _list_start(view: NameContext, first: int, last: int) -> int:
    """Return the owner's word of a body that is named by a list, else the first word:
    英国科学、创新与技术部.
    """
    words, item = view.words, first
    if view.role(first) != NOUN and words.text(first - 1) == LIST_SIGN:
        return first  # 航天集团主管、|中国航天研究院
    if first == last or all(words.text(index) not in CONJUNCTIONS for index in range(first, last)):
        return first
    while item > 2 and last - item < MOST_WORDS and words.text(item - 1) == LIST_SIGN:
        item -= 2
        if view.role(item) != NOUN or words.tags[item] not in INNER or view.is_barrier(item):
            return first
        if view.role(item - 1) == NOUN and words.tags[item - 1] in INNER and words.touches(item):
            item -= 1
    owned = item != first and words.touches(item)
    return item - 1 if owned and view.role(item - 1) in (COUNTRY, ORGANIZATION) else first


def _continues(view: NameContext, index: int) -> bool:
    """Tell whether the word before a word belongs to the same run."""
    words, before = view.words, index - 1
    text, tag = words.text(before), words.tags[before]
    if tag == Tag.DATE or (view.is_titled(before) and words.tags[index] not in PERSONS):
        return False
    if not words.touches(index):
        return (
            text.isascii()
            and words.text(index).isascii()
            and words.starts[index] - words.ends[before] == 1
        )
    if text in view.lists["verb_tagged_noun"] or (text in DATE_UNITS and _counts(view, before)):
        return False
    if text in JOINTS:
        return _joins(view, before)
    if text in CONJUNCTIONS:
        return _coordinates(view, before)
    if view.is_barrier(before):
        return view.role(index) not in CERTAIN and tag in INNER
    if tag in INNER or text in view.lists["org_inner_verb"]:
        role = view.role(index)
        if role in (COUNTRY, PLACE, ORGANIZATION) and view.role(before) == NOUN:
            return (
                text == "驻"
                or view.ends_with_head(text)
                or (role == ORGANIZATION and view.may_be_longer(index))
            )
        return not (role == PROPER and tag[:1] == Tag.VERB)
    return bool(ORDINAL.match(text)) or _is_foreign_tail(view, before)


def _counts(view: NameContext, index: int) -> bool:
    """Tell whether a number stands before a word: the 日 of 4月20日格芯 ends a date."""
    return index > 0 and view.words.text(index - 1)[-1:].isdigit()


def _is_foreign_tail(view: NameContext, index: int) -> bool:
    """Tell whether a word ends a foreign name that the segmenter cut: 多 in 贝尔纳|多|公司."""
    words = view.words
    return (
        index > 0
        and words.touches(index)
        and view.is_foreign(words.text(index))
        and view.is_foreign(words.text(index - 1))
    )


def _joins(view: NameContext, sign: int) -> bool:
    """Tell whether a dot or dash joins two parts of a name: 印度-美国科技基金会."""
    words = view.words
    if sign > 0 and words.tags[sign - 1] == Tag.PERSON and words.text(sign) not in MIDDLE_DOTS:
        return False  # 李明辉-清华大学: who speaks, and from where
    return (
        0 < sign < len(words) - 1
        and words.touches(sign)
        and words.touches(sign + 1)
        and view.role(sign - 1) in (COUNTRY, PLACE, PROPER, ORGANIZATION)
        and (view.role(sign + 1) in CERTAIN or _is_person(view, sign))
    ) or (words.text(sign) in ".&" and words.text(sign - 1).isascii())


def _is_person(view: NameContext, sign: int) -> bool:
    """Tell whether a dot stands in a foreign person's name: 英迪拉·甘地原子研究中心."""
    return view.words.text(sign) in MIDDLE_DOTS and view.role(sign - 1) == PROPER


def _coordinates(view: NameContext, conjunction: int) -> bool:
    """Tell whether a conjunction is in a name: 标准与技术研究院, not 印度和美国商务部."""
    words, left = view.words, conjunction - 1
    if left < 0 or conjunction + 2 >= len(words) or not words.touches(conjunction):
        return False
    if view.role(left) != NOUN or not _follows_in_name(view, conjunction + 1):
        return False
    text = words.text(left)
    if len(text) > 1 and text in view.heads and not _is_industry(view, left):
        return False
    if text in view.lists["org_generic_head"] or text in view.lists["org_left_barrier"]:
        return False
    right = conjunction + 1
    is_other = words.text(right) in view.lists["not_org"] and words.tags[right] != Tag.VERB_NOUN
    if is_other and not _is_industry(view, right):
        return False
    if words.tags[left] in ADVERBIAL:
        return False  # 积极与监管机构合作
    return words.tags[left] in INNER and len(words.text(left)) >= FEWEST_LETTERS


def _is_industry(view: NameContext, index: int) -> bool:
    """Tell whether a head of companies only names a field here: 澳大利亚|证券|与投资委员会."""
    text, lists = view.words.text(index), view.lists
    if text in lists["org_generic_head"] or text not in lists["org_needs_proper"]:
        return False
    before = view.role(index - 1) if index else NOUN
    return view.heads.get(text) == "company" and before not in (PROPER, ORGANIZATION, PLACE)


def _follows_in_name(view: NameContext, right: int) -> bool:
    """Tell whether a word behind a conjunction can go on with a name: the 海洋 of 美国战略与海洋研究中心,
    which the segmenter takes for a place, but not 日本.
    """
    role, owner = view.role(right), right - 3
    if role not in (COUNTRY, PLACE, PROPER, ORGANIZATION):
        return True
    is_mistaken = role in (PLACE, PROPER) and view.words.starts[right] not in view.known
    owned = owner >= 0 and view.words.touches(owner + 1)
    return is_mistaken and owned and view.role(owner) in (COUNTRY, ORGANIZATION)


def name_start(view: NameContext, last: int, kind: str = "") -> int:
    """Return the word that a name which ends here begins with, or -1 where nothing tells.

    In 芯片巨头美光公司 it is 美光: the first word of the run that can begin a name.
    """
    first = past_ordinals(view, run_start(view, last), last)
    roles = [view.role(index) for index in range(first, last + 1)]
    start = next((index for index, role in enumerate(roles) if role in CERTAIN), -1)
    if start < 0:
        return -1
    for index in range(len(roles) - 1, start, -1):
        if roles[index] == COUNTRY and not _is_joint(view, first + index, kind):
            start = index
            break
    if roles[start] == PROPER and view.words.tags[first + start] in PERSONS:
        start = _past_person(view, first, roles, start)
    return _latin_start(view, _national_start(view, first, first + start, last))


def _national_start(view: NameContext, first: int, start: int, last: int) -> int:
    """Return where the field begins that stands before a national center or laboratory:
    病毒防治技术|国家工程实验室.
    """
    words = view.words
    is_national = NATIONAL.match(words.plain, words.starts[start], words.ends[last])
    fields = range(first, start)
    is_field = all(view.role(i) == NOUN and not view.is_barrier(i) for i in fields)
    return first if is_national and is_field else start


def past_ordinals(view: NameContext, first: int, last: int) -> int:
    """Return the first word behind what counts a meeting: 第三次|人工智能国防对话."""
    while first < last and ORDINAL_PART.match(view.words.text(first)):
        first += 1
    return first


def _latin_start(view: NameContext, start: int) -> int:
    """Return the first word of a Latin name, of which a word alone means something else:
    Quantum Machines公司.
    """
    words = view.words
    while start > 0 and _is_latin_word(view, start) and _is_latin_word(view, start - 1):
        if words.starts[start] - words.ends[start - 1] != 1:
            break
        start -= 1
    return start


def _is_latin_word(view: NameContext, index: int) -> bool:
    text = view.words.text(index)
    return text.isascii() and text[0].isupper() and view.words.tags[index] != Tag.DATE


def _is_joint(view: NameContext, index: int, kind: str) -> bool:
    """Tell whether a country stands inside a name: 印度-美国科技基金会, 卡内基印度中心."""
    before = view.words.text(index - 1)
    if kind in ("research", "company", "other") and view.is_foreign(before):
        return True
    return before in JOINTS or before == "驻" or view.role(index - 1) in (COUNTRY, ORGANIZATION)


def _past_person(view: NameContext, first: int, roles: list[Role], start: int) -> int:
    """Leave out a person before a name with a country (奥斯汀 美国国防部), not the founder's name
    (卡内基国际和平基金会).
    """
    for index in range(start + 1, len(roles)):
        if roles[index] != PROPER:
            is_founder = roles[index] == STARTER and view.is_foreign(view.words.text(first + start))
            is_other = roles[index] in (COUNTRY, ORGANIZATION, STARTER) and not is_founder
            return index if is_other else start
    return start


def span_of(view: NameContext, first: int, last: int) -> Span:
    """Return the span from the first to the last word."""
    return Span(view.words.starts[first], view.words.ends[last])
