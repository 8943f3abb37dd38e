"""What makes a name of the words before a Chinese head noun: a proper word, a place, a telling
modifier.
"""

from pipeline.names.border import CONJUNCTIONS
from pipeline.names.context import (
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

POSTED = "驻"
# Groups of countries and regions have no government: 欧洲政府.
NO_STATE = ("G-", "R-")
CENTER = "中心"  # 沙田希尔顿中心 is a building
# Kinds whose names rarely hold a conjunction.
WITHOUT_CONJUNCTION = frozenset(("company", "alliance", "media", "military"))
SHORTEST_DICTIONARY_NAME = 4
# Beginnings such as 国际 prove little before these heads: 国际科学小组.
FEWEST_TELLING = 4


def is_name(view: NameContext, start: int, last: int, head: str) -> bool:
    """Tell whether the words before a head noun make it a name: 普渡大学, not 美国公司."""
    words, lists = view.words, view.lists
    head_start = words.ends[last] - len(head)
    inner = [index for index in range(start, last + 1) if words.starts[index] < head_start]
    if inner == [last]:
        return _is_dictionary_name(view, last, head)
    if len(inner) == 1 and words.text(inner[0]).isascii() and head in lists["org_common_part"]:
        return False
    if set(inner) <= {start, last} and len(words.text(start)) == 1 and len(head) > 1:
        return False  # 朝|法院, 郑|政府, 连|区议会
    roles = [view.role(index) for index in inner]
    if roles[0] == PROPER and _is_public(view, last) and start + 1 == last:
        return False  # 文谈|立法会
    if _is_posted(view, inner, roles):
        is_journalist = view.organization_kind(inner[0]) == "media"  # CNN|驻白宫|记者
        return head not in lists["org_common_part"] and not is_journalist
    if view.heads[head] == "military" and all(
        view.role(index) == NOUN or _is_no_leader(view, index) for index in inner
    ):
        return False  # 查明|戒严|军队
    if view.heads[head] == "alliance" and all(view.is_chinese_person(index) for index in inner):
        return False  # 许智峰|教会
    if head in lists["org_needs_noun"] and (roles == [roles[0]] * len(roles) or NOUN not in roles):
        return roles == [PROPER] and head != CENTER and view.is_foreign(words.text(inner[0]))
    texts = {words.text(index) for index in inner}
    if texts & CONJUNCTIONS and view.heads[head] in WITHOUT_CONJUNCTION:
        return False
    if head in lists["org_needs_owner"] and not _has_owner(view, roles, head):
        return False
    if head == "政府":
        return _governs(view, inner, roles)
    if head in lists["org_place_enough"] and roles == [COUNTRY, STARTER]:
        return True  # 秘鲁|国家|科学院
    if head in lists["org_place_enough"] and len(inner) == 1:
        return roles[0] in (PLACE, PROPER) or (
            roles[0] == COUNTRY and head not in lists["org_city_only"]
        )
    if (
        len(inner) == 1
        and len(head) > 2
        and head not in lists["org_no_place"]
        and head not in lists["org_city_only"]
    ):
        return roles[0] in (PLACE, PROPER, COUNTRY)
    if head in lists["org_needs_proper"]:
        is_field = view.heads[head] == "company" and head not in lists["org_generic_head"]
        if is_field and view.ends_with_head(words.text(inner[-1])):
            return False  # 佐治亚理工学院|电子
        if (
            roles[0] == PLACE
            and head not in lists["org_common_part"]
            and _is_specific(view, inner, roles, head)
        ):
            return True
        return PROPER in roles or any(
            role == ORGANIZATION and _owns(view, index, head)
            for index, role in zip(inner, roles, strict=True)
        )
    if len(head) == 1 and head not in "军党报" and NOUN not in roles:
        return ORGANIZATION in roles
    return PROPER in roles or _is_specific(view, inner, roles, head)


def _is_no_leader(view: NameContext, index: int) -> bool:
    """Tell whether what the segmenter takes for a Chinese person's name leads no army: 查明."""
    is_person = view.words.tags[index] == Tag.PERSON
    return is_person and not view.is_foreign(view.words.text(index))


def _is_public(view: NameContext, index: int) -> bool:
    """Tell whether a word is a public body whose country the text must tell: 立法会."""
    kind, row_id = view.known.get(view.words.starts[index], ("", ""))
    return kind == "ambiguous" and view.kinds.get(row_id) == "government"


def _is_posted(view: NameContext, inner: list[int], roles: list[Role]) -> bool:
    """Tell whether a country's body is named by where it is posted: 美国|驻港|总领馆."""
    posted = any(view.words.text(index)[0] == POSTED for index in inner[1:])
    return roles[0] in (COUNTRY, ORGANIZATION) and posted


def _owns(view: NameContext, index: int, head: str) -> bool:
    """Tell whether an organization before a head makes a name of it: not 中国军方 before 公司, 欧盟
    before 机构.
    """
    text, lists = view.words.text(index), view.lists
    is_word = text in lists["org_generic_modifier"]  # 现代|公司
    is_common = is_word or text.endswith(tuple(lists["org_generic_owner"]))
    return not is_common and head not in lists["org_common_part"]


def _has_owner(view: NameContext, roles: list[Role], head: str) -> bool:
    """Tell whether more than a place and a field stands before a head: 国家重点|实验室, not
    乌克兰生物|实验室, 国际网络安全|组织.
    """
    is_national = STARTER in roles and view.heads[head] == "research"
    return ORGANIZATION in roles or PROPER in roles or is_national


def _governs(view: NameContext, inner: list[int], roles: list[Role]) -> bool:
    """Tell whether a government has its country or leader: 拜登政府, not 印美两国政府."""
    if len(inner) == 1:
        person = roles[0] == PROPER and view.words.tags[inner[0]] in PERSONS
        person = person and len(view.words.text(inner[0])) > 1  # 连|政府
        person = person and view.words.text(inner[0]) not in view.lists["org_generic_modifier"]
        place = view.known.get(view.words.starts[inner[0]], ("", ""))[1]
        return (roles[0] in (COUNTRY, PLACE) and not place.startswith(NO_STATE)) or person
    kinds = {view.words.text(index) for index in inner[1:]}
    return roles[0] in (COUNTRY, PLACE) and kinds <= view.lists["government_kind"]


def _is_dictionary_name(view: NameContext, last: int, head: str) -> bool:
    """Tell whether one word with its head inside is a name: 中国科学院, 罗马教廷, not 民间组织."""
    text, tag = view.words.text(last), view.words.tags[last]
    before = text[: -len(head)]
    if (
        text in view.lists["not_org"]
        or before in view.lists["org_generic_modifier"]
        or before in view.terms
    ):
        return False
    return tag == Tag.BODY and len(text) >= SHORTEST_DICTIONARY_NAME


def _is_specific(view: NameContext, inner: list[int], roles: list[Role], head: str) -> bool:
    """Tell whether a name holds a modifier that says what it is about: 美国国家半导体技术中心."""
    lists, words = view.lists, view.words
    if ORGANIZATION in roles:
        owner = words.text(inner[roles.index(ORGANIZATION)])
        return owner not in lists["not_org"] and not owner.endswith(
            tuple(lists["org_generic_owner"])
        )
    body = view.heads[head] == "government" and roles[0] in (COUNTRY, PLACE)
    generic = lists["org_generic_government" if body else "org_generic_modifier"]
    telling = [
        words.text(index)
        for index, role in zip(inner, roles, strict=True)
        if (role == NOUN or (role == STARTER and index != inner[0]))
        and words.text(index) not in generic
    ]
    vague = (
        roles[0] == STARTER and view.heads[head] in ("alliance", "international") and len(head) > 1
    )
    if vague and head in lists["org_meeting"]:
        return False
    return sum(map(len, telling)) >= (FEWEST_TELLING if vague else FEWEST_LETTERS)
