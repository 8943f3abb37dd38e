"""Chinese organization names that no lexicon holds: a head noun and what makes it a name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.lexicon import Lexicons
from pipeline.names.border import CONJUNCTIONS, name_start, run_start, span_of
from pipeline.names.scene import (
    COUNTRY,
    FEWEST_LETTERS,
    NOUN,
    ORGANIZATION,
    PERSON,
    PLACE,
    PROPER,
    STARTER,
    Scene,
)
from pipeline.names.words import find_heads
from pipeline.text import Span

# What makes another word of the last character: 国防部|署, 国家安全部|门, 科学院|士, 委员会|议.
OTHER_WORD = re.compile(
    r"(?<=部)(?:署|门|分(?![析别管支工设布发享歧])|队)|(?<=院)[士校]|(?<=会)议(?![事员程会长案])"
    r"|(?<=军)[工事火]"
)
# Kinds whose names rarely hold a conjunction.
WITHOUT_CONJUNCTION = frozenset(("company", "alliance", "media", "military"))
# Heads whose leaders are called 部长, 局长, 院长.
TITLED = frozenset("部局署司院厅处会所行校")
SHORTEST_DICTIONARY_NAME = 4
LONGEST_UNPROVEN = 4
# Beginnings such as 国际 prove little before these heads: 国际科学小组.
FEWEST_TELLING = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that a rule proposes: its span, its kind and the rule."""

    span: Span
    kind: str
    rule: str


def named_by_head(view: Scene, lexicons: Lexicons) -> Iterator[Candidate]:
    """Yield names that end in a head noun: 卡内基国际和平基金会, 印度国家安全委员会秘书处."""
    words = view.words
    for end, head in find_heads(words.plain, lexicons, "organization_heads").items():
        last = words.ending_at(end)
        if last < 0 or not ends_name(view, last, head):
            continue
        if candidate := _army(view, last) or _named(view, last, head):
            yield candidate


def _army(view: Scene, last: int) -> Candidate | None:
    """Return an army named by one letter of its country: 美军, 俄军."""
    text = view.words.text(last)
    if len(text) == 2 and text[1] == "军" and text[0] in view.lists["army_letter"]:
        return Candidate(span_of(view, last, last), "military", "army-of-a-country")
    return None


def ends_name(view: Scene, last: int, head: str) -> bool:
    """Tell whether a head at a word's end can end a name: 部 in 商务部, not in 全部."""
    words = view.words
    text, tag = words.text(last), words.tags[last]
    after = words.plain[words.ends[last] : words.ends[last] + 2]
    if after[:1] == "长" and head[-1] in TITLED and after not in ("长期", "长达", "长久", "长远"):
        return False
    if OTHER_WORD.match(words.plain, words.ends[last]):
        return False
    if head == "署" and words.plain[words.ends[last] - 2 : words.ends[last] - 1] == "部":
        return False  # 国防|部署
    if (
        last + 1 < len(words)
        and words.text(last + 1) in view.lists["org_after_stop"]
        and words.touches(last + 1)
    ):
        return False
    if text == head:
        return True
    if len(head) == 1:
        if head == "军" and len(text) == 2 and text[0] in view.lists["army_letter"]:
            return True
        return tag == "nt" or (tag == "n" and len(text) > 2 and text not in view.lists["not_org"])
    return tag[:1] in "nijl"


def _named(view: Scene, last: int, head: str) -> Candidate | None:
    """Return the name that ends with a head noun, where something makes it a name."""
    kind, head_start = view.heads[head], view.words.ends[last] - len(head)
    if special := _subordinate(view, last, head) or _alone(view, last):
        return special
    start = name_start(view, last, kind)
    if start < 0:
        return None
    start = _without_country(view, start, head_start, kind)
    span = span_of(view, start, last)
    text = view.words.plain[span.start : span.end]
    if view.is_facility(text) or text in view.lists["not_org"]:
        return None
    if len(text) <= len(head) or not is_name(view, start, last, head):
        return None
    return Candidate(span, kind, "head-noun")


def _subordinate(view: Scene, last: int, head: str) -> Candidate | None:
    """Return a name without a country that a superior stands before: 商务部下属工业安全局."""
    words, first = view.words, run_start(view, last)
    if first < 2 or words.text(first - 1) not in view.lists["subordinate"] or first == last:
        return None
    if view.role(first - 2) != ORGANIZATION or head in view.lists["org_needs_proper"]:
        return None
    return Candidate(span_of(view, first, last), view.heads[head], "subordinate-body")


def _alone(view: Scene, last: int) -> Candidate | None:
    """Return a ministry that is named without its country: 商务部."""
    text = view.words.text(last)
    if text not in view.lists["org_alone"] or (
        last and view.role(last - 1) == COUNTRY and view.words.touches(last)
    ):
        return None
    if run_start(view, last) != last:
        return None
    return Candidate(span_of(view, last, last), "government", "bare-ministry")


def presumed_name(view: Scene, last: int) -> Candidate | None:
    """Return the name with a head noun that an acronym behind it proves a name."""
    words = view.words
    text = words.text(last)
    head = next((text[index:] for index in range(len(text)) if text[index:] in view.heads), "")
    if not head or not ends_name(view, last, head):
        return None
    start = name_start(view, last, view.heads[head])
    if start < 0:
        start = run_start(view, last)
    start = _without_country(view, start, words.ends[last] - len(head), view.heads[head])
    span = span_of(view, start, last)
    roles = {view.role(index) for index in range(start, last + 1)}
    text = words.plain[span.start : span.end]
    if text in view.lists["not_org"] or view.is_facility(text):
        return None
    if roles <= {NOUN} and (
        len(text) <= LONGEST_UNPROVEN or head in view.lists["org_needs_proper"]
    ):
        return None
    return Candidate(span, view.heads[head], "abbreviated-name")


def _without_country(view: Scene, start: int, head_start: int, kind: str) -> int:
    """Leave the country out before a company's own name: 美国诺瓦瓦克斯公司."""
    words = view.words
    if kind == "company" and view.role(start) == COUNTRY:
        after = start + 1
        if after < len(words) and words.starts[after] < head_start and view.role(after) == PROPER:
            return after
    return start


def is_name(view: Scene, start: int, last: int, head: str) -> bool:
    """Tell whether the words before a head noun make it a name: 普渡大学, not 美国公司."""
    words, lists = view.words, view.lists
    head_start = words.ends[last] - len(head)
    inner = [index for index in range(start, last + 1) if words.starts[index] < head_start]
    if inner == [last]:
        return _is_dictionary_name(view, last, head)
    if len(inner) == 1 and words.text(inner[0]).isascii() and head in lists["org_common_part"]:
        return False
    roles = [view.role(index) for index in inner]
    texts = {words.text(index) for index in inner}
    if texts & CONJUNCTIONS and view.heads[head] in WITHOUT_CONJUNCTION:
        return False
    if head == "政府":
        return _governs(view, inner, roles)
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


def _owns(view: Scene, index: int, head: str) -> bool:
    """Tell whether an organization before a head makes a name of it: not 中国军方 before 公司."""
    text, lists = view.words.text(index), view.lists
    if text.endswith(tuple(lists["org_generic_owner"])):
        return False
    return head not in lists["org_common_part"] or not view.ends_with_head(text)


def _governs(view: Scene, inner: list[int], roles: list[int]) -> bool:
    """Tell whether a government has its country or leader: 拜登政府, not 印美两国政府."""
    if len(inner) == 1:
        person = roles[0] == PROPER and view.words.tags[inner[0]] in PERSON
        place = view.known.get(view.words.starts[inner[0]], ("", ""))[1]
        return (roles[0] in (COUNTRY, PLACE) and not place.startswith("G-")) or person
    kinds = {view.words.text(index) for index in inner[1:]}
    return roles[0] in (COUNTRY, PLACE) and kinds <= view.lists["government_kind"]


def _is_dictionary_name(view: Scene, last: int, head: str) -> bool:
    """Tell whether one word with its head inside is a name: 中国科学院, 罗马教廷, not 民间组织."""
    text, tag = view.words.text(last), view.words.tags[last]
    before = text[: -len(head)]
    if (
        text in view.lists["not_org"]
        or before in view.lists["org_generic_modifier"]
        or before in view.terms
    ):
        return False
    return tag == "nt" and len(text) >= SHORTEST_DICTIONARY_NAME


def _is_specific(view: Scene, inner: list[int], roles: list[int], head: str) -> bool:
    """Tell whether a name holds a modifier that says what it is about: 美国国家半导体技术中心."""
    lists, words = view.lists, view.words
    if ORGANIZATION in roles:
        owner = words.text(inner[roles.index(ORGANIZATION)])
        return owner not in lists["not_org"]
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
