"""Where a Chinese name begins: leftward from its head noun by words, places and word lists."""

import re

from pipeline.names.context import (
    CERTAIN,
    CONCURRENT,
    COUNTRY,
    FEWEST_LETTERS,
    NOUN,
    ORGANIZATION,
    PLACE,
    PROPER,
    NameContext,
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
ADVERBIAL = frozenset((Tag.ADJECTIVE_ADVERBIAL,))
LIST_SIGN = "、"
COMMON_COMPANY = frozenset(("汽车", "唱片", "资本", "证券", "电子", "半导体", "保险", "石油"))
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
        if words.text(item).endswith(view.titles):
            return first  # 360集团副总裁、|生态与战略合作中心
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
        return _is_spaced(view, index)
    if text in view.lists["verb_tagged_noun"] or text in view.lists["org_never_inside"]:
        return False
    if text.endswith(CONCURRENT):
        return False
    if text in DATE_UNITS and _counts(view, before):
        return False
    if text in JOINTS:
        return _joins(view, before)
    if text in CONJUNCTIONS:
        return _coordinates(view, before)
    if view.is_barrier(before):
        is_latin = words.text(index).isascii()  # 韩国公司|LG化学
        return view.role(index) not in CERTAIN and not is_latin and tag in INNER
    if tag in INNER or text in view.lists["org_inner_verb"]:
        role = view.role(index)
        if (
            role == ORGANIZATION
            and tag == Tag.VERB_NOUN
            and text not in view.lists["org_inner_verb"]
        ):
            return False  # 人民挑战|共产党
        if role in (COUNTRY, PLACE, ORGANIZATION) and view.role(before) == NOUN:
            return (
                text == "驻"
                or view.ends_with_head(text)
                or (role == ORGANIZATION and view.may_be_longer(index))
            )
        return not (role == PROPER and tag[:1] == Tag.VERB)
    return bool(ORDINAL.match(text)) or _is_foreign_tail(view, before)


def _is_spaced(view: NameContext, index: int) -> bool:
    """Tell whether a blank stands inside a name: between two Latin words, or behind a Latin name, as
    many set it: Facebook AI|研究院.
    """
    words, before = view.words, index - 1
    text = words.text(before)
    if not text.isascii() or words.plain[words.ends[before] : words.starts[index]] != " ":
        return False
    if words.text(index).isascii():
        return True
    behind = words.text(index)
    if behind in view.lists["org_common_part"] or behind in COMMON_COMPANY:
        return False
    owner = before if view.role(before) != NOUN or before < 1 else before - 1
    is_name = text[0].isupper() and words.text(owner).isascii()
    return is_name and view.role(owner) in (PROPER, ORGANIZATION)


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
    is_field = text in view.lists["ministry_field"]
    is_field = is_field and view.role(left - 1) in (COUNTRY, ORGANIZATION)
    if text in view.lists["org_generic_head"] | view.lists["org_left_barrier"] and not is_field:
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
    which the segmenter takes for a place, the 安全部 of 伊朗情报和安全部, but not 日本.
    """
    role, owner = view.role(right), right - 3
    if role not in (COUNTRY, PLACE, PROPER, ORGANIZATION):
        return True
    kind = view.known.get(view.words.starts[right], ("", ""))[0]
    is_mistaken = role in (PLACE, PROPER) and not kind
    is_field = view.words.text(right - 2) in view.lists["ministry_field"]
    is_mistaken |= is_field and role == ORGANIZATION and kind != "organization"
    owned = owner >= 0 and view.words.touches(owner + 1)
    return is_mistaken and owned and view.role(owner) in (COUNTRY, ORGANIZATION)


def span_of(view: NameContext, first: int, last: int) -> Span:
    """Return the span from the first to the last word."""
    return Span(view.words.starts[first], view.words.ends[last])
