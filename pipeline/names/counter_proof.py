"""What shows that words with a head noun are no name: what counts them, what they qualify, a person
whose following they are.
"""

import re

from pipeline.names.context import ORGANIZATION, PROPER, STARTER, NameContext
from pipeline.segment.tags import PERSONS, Tag

# 由密|钥匙管理中心: the segmenter takes a preposition and what follows for a name.
PREPOSITIONS = frozenset("由在对被把将按据当向")
TOWARD = frozenset("向对与在将被把")
# Glean|由云|数据管理公司: who does it stands behind.
AGENT = "由"
# 教育部|重点实验室, 国家工程技术研究中心: what sort of laboratory one has, not which.
SORT = re.compile(
    r"(?:国家|全国|省部|省|市|教育部|科技部)级?(?:重点|工程|技术|研究|创新|联合|产业|与|和)*"
    r"(?:实验室|中心|研究院)"
)
GROUP = "集团"
FORMS = ("公司", "集团", "部")  # what is a body whatever follows
FOUNDED = frozenset(("建立", "成立", "设立", "组建", "创建", "创办", "创立"))


def is_bilateral(view: NameContext, start: int) -> bool:
    """Tell whether two countries share a body, whose forum is no meeting: 印美|科学技术论坛."""
    text = view.words.text(start)
    return len(text) == len("印美") and view.lists["army_letter"].issuperset(text)


def is_counted(view: NameContext, start: int) -> bool:
    """Tell whether what stands before a name counts or points to things of its sort: 多家|西班牙银行,
    but for one that is founded: 建立一个|跨大西洋绿色技术联盟.
    """
    before = start - 1
    if before > 0 and view.words.text(before - 1) in FOUNDED:
        return False
    return view.words.touches(start) and view.words.text(before) in view.lists["org_quantifier"]


def is_field(view: NameContext, start: int, last: int, head: str) -> bool:
    """Tell whether a head of companies only qualifies the noun behind it: 欧洲港口石油|设施."""
    words, after = view.words, last + 1
    roles = {view.role(index) for index in range(start, last)}
    if view.heads[head] != "company" or head in view.lists["org_generic_head"]:
        return False
    if roles & {PROPER, ORGANIZATION} or head.endswith(FORMS):
        return False
    if after >= len(words) or not words.touches(after) or words.tags[after] != Tag.NOUN:
        return False
    return len(words.text(after)) > 1 and not words.text(after).endswith(view.titles)


def is_sort(text: str) -> bool:
    """Tell whether a name says only what sort of institute it is: 教育部重点实验室."""
    return SORT.fullmatch(text) is not None


def is_clique(view: NameContext, last: int) -> bool:
    """Tell whether a group is only a person's following: 卢卡申科|集团 beside 独裁者卢卡申科."""
    words = view.words
    if last < 1 or words.tags[last - 1] not in PERSONS or not words.touches(last):
        return False
    name, plain = words.text(last - 1), words.plain
    leaders = (*view.titles, *view.lists["org_left_barrier"])
    start = plain.find(name)
    while start >= 0:
        if plain.endswith(leaders, 0, start) and not plain.startswith(GROUP, start + len(name)):
            return True
        start = plain.find(name, start + 1)
    return False


def is_cut(view: NameContext, start: int, last: int) -> bool:
    """Tell whether the segmenter glued a preposition to what it takes for a name: 由密, 生向 of
    留学|生向|领事馆.
    """
    words = view.words
    if words.text(start)[0] in PREPOSITIONS and words.starts[start] not in view.known:
        return True
    persons = (words.text(i) for i in range(start, last) if words.tags[i] == Tag.PERSON)
    return any(text[-1] in TOWARD or text[0] == AGENT for text in persons)


def is_description(view: NameContext, start: int, last: int, head: str) -> bool:
    """Tell whether words without a proper one only describe the Latin name behind them: 加拿大航空公司
    WestJet.
    """
    words, after = view.words, last + 1
    if view.heads[head] != "company" and head != "实验室":
        return False
    if any(view.role(index) in (PROPER, ORGANIZATION, STARTER) for index in range(start, last)):
        return False
    if after >= len(words) or not words.text(after).isascii():
        return False
    gap = words.plain[words.ends[last] : words.starts[after]]
    is_name = words.text(after)[0].isupper() and view.role(after) in (PROPER, ORGANIZATION)
    return is_name and gap in ("", " ")
