"""Chinese organization names that no lexicon holds: a head noun and what stands before it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.names.beginning import name_start, past_ordinals
from pipeline.names.border import run_start, span_of
from pipeline.names.context import COUNTRY, NOUN, ORGANIZATION, PROPER, STARTER, NameContext
from pipeline.names.counter_proof import (
    GROUP,
    is_bilateral,
    is_clique,
    is_counted,
    is_cut,
    is_description,
    is_field,
    is_sort,
)
from pipeline.names.heads import Heads
from pipeline.names.proof import is_name
from pipeline.segment.tags import Tag
from pipeline.text import Span

# What makes another word of the last character: 国防部|署, 国家安全部|门, 科学院|士, 委员会|议, 民进党|团, 从抗争中|学到.
OTHER_WORD = re.compile(
    r"(?<=部)(?:署|门|分(?![析别管支工设布发享歧])|队)|(?<=院)[士校]|(?<=会)议(?![事员程会长案])"
    r"|(?<=军)[工事火]|(?<=党)团(?!结)|(?<=中学)[到懂会着]|(?<=小组)件|(?<=政府)(?:总部|合署|大楼|网(?![站络民友信]))"
    r"|(?<=组织)[和与及、](?:指导|实施|领导|协调|开展|举办|召开|编写|策划|起草|制定|申报|评审)"
)
# Heads whose leaders are called 部长, 局长, 院长.
TITLED = frozenset("部局署司院厅处会所行校")
LONGEST_UNPROVEN = 4
FARTHEST_STARTER = 3  # words
# 处 behind these says where: 在经销商处, 交界处, 断点处.
OFFICE, AGENTS = "处", frozenset("商者人员家户方点界角端")
# 国家反诈中心 is a public body, 国家工程研究中心 is for research.
ORGANIZED = "组织"
CENTER, NATIONAL = "中心", ("国家", "全国", "中央")
RESEARCH = re.compile("研究|工程|技术|实验|科学|计算|创新")


@dataclass(frozen=True, slots=True)
class NameCandidate:
    """A name that a rule proposes: its span, its kind and the rule; `against` is what the rules hold
    against it.
    """

    span: Span
    kind: str
    rule: str
    against: tuple[str, ...] = ()


def named_by_head(view: NameContext, heads: Heads) -> Iterator[NameCandidate]:
    """Yield names that end in a head noun: 卡内基国际和平基金会, 印度国家安全委员会秘书处."""
    words = view.words
    for end, head in heads.ends_in(words.plain).items():
        last = words.ending_at(end)
        if last < 0 or not ends_name(view, last, head):
            continue
        if view.dates.end_before(end) > end - len(head):
            continue  # 3月5日|报社, of which 日报社 is no head
        if army := _army(view, last):
            yield army
        else:
            yield from _named(view, last, head)


def _army(view: NameContext, last: int) -> NameCandidate | None:
    """Return an army named by one letter of its country: 美军, 俄军."""
    text = view.words.text(last)
    if len(text) == 2 and text[1] == "军" and text[0] in view.lists["army_letter"]:
        return NameCandidate(span_of(view, last, last), "military", "army-of-a-country")
    return None


def ends_name(view: NameContext, last: int, head: str) -> bool:
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
        if text[-2:] in view.lists["not_org"] and len(text) > 2 and tag != Tag.BODY:
            return False  # 大变局, 新格局, but 安全部
        if head == "军" and len(text) == 2 and text[0] in view.lists["army_letter"]:
            return True
        return tag == Tag.BODY or (
            tag == Tag.NOUN and len(text) > 2 and text not in view.lists["not_org"]
        )
    return tag[:1] in "nijl"


def _named(view: NameContext, last: int, head: str) -> Iterator[NameCandidate]:
    """Yield what may be the name that ends with a head noun: first as the rules would have it."""
    head_start = view.words.ends[last] - len(head)
    if head == OFFICE and head_start and view.words.plain[head_start - 1] in AGENTS:
        return  # 在欧洲经销商|处
    if head == GROUP and is_clique(view, last):
        return
    is_term = view.known.get(view.words.starts[last], ("", ""))[0] == "technology"
    if is_term and view.words.starts[last] < head_start:
        return  # 智能网联汽车
    if view.words.text(last) in view.lists["org_branch"] and view.role(last - 1) == ORGANIZATION:
        return  # 英特尔|分公司
    if special := _subordinate(view, last, head) or _alone(view, last):
        yield special
        return
    for start, reasons in _starts(view, last, head):
        text = view.words.plain[view.words.starts[start] : view.words.ends[last]]
        if len(text) > len(head) and text not in view.lists["not_org"]:
            against = (*reasons, *_against(view, start, last, head))
            span, own = span_of(view, start, last), _kind(view, start, last, head)
            yield NameCandidate(span, own, "head-noun", against)


def _starts(view: NameContext, last: int, head: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the words that a name may begin with, and what speaks against each."""
    kind, head_start = view.heads[head], view.words.ends[last] - len(head)
    start = name_start(view, last, kind)
    if start < 0:
        start = past_ordinals(view, run_start(view, last), last)
        yield start, ("nothing-proper",)
        return
    own = _without_country(view, start, head_start, kind)
    yield own, ()
    for index in range(start, last + 1):
        is_inner = view.words.starts[index] < head_start
        if index != own and is_inner and view.role(index) != NOUN:
            yield index, ("longer",) if index < own else ("shorter",)


def _against(view: NameContext, start: int, last: int, head: str) -> Iterator[str]:
    """Yield what speaks against a name with a head noun."""
    span = span_of(view, start, last)
    text = view.words.plain[span.start : span.end]
    if view.is_facility(text) and not is_bilateral(view, start):
        yield "facility"
    if is_sort(text):
        yield "sort"
    if not is_name(view, start, last, head):
        yield "unproven"
    if is_cut(view, start, last):
        yield "cut"
    if is_counted(view, start):
        yield "counted"
    if is_description(view, start, last, head):
        yield "description"
    if is_field(view, start, last, head):
        yield "field"
    if view.words.text(start) in view.lists["org_generic_head"]:
        yield "generic"


def _kind(view: NameContext, start: int, last: int, head: str) -> str:
    """Return the kind of a name: that of its owner for a part that all have: 奇安信集团|安全事业部."""
    kind, text = (
        view.heads[head],
        view.words.plain[view.words.starts[start] : view.words.ends[last]],
    )
    if head in view.lists["org_part_head"]:
        kinds = (view.organization_kind(i) for i in range(last - 1, start - 1, -1))
        if owner := next(filter(None, kinds), ""):
            return owner
    if head == ORGANIZED and view.role(start) == STARTER:
        return "international"
    if head == CENTER and text.startswith(NATIONAL) and not RESEARCH.search(text):
        return "government"
    return kind


def _subordinate(view: NameContext, last: int, head: str) -> NameCandidate | None:
    """Return a name without a country that a superior stands before: 商务部下属工业安全局."""
    words, first = view.words, run_start(view, last)
    if first < 2 or words.text(first - 1) not in view.lists["subordinate"] or first == last:
        return None
    if view.role(first - 2) != ORGANIZATION or head in view.lists["org_needs_proper"]:
        return None
    return NameCandidate(span_of(view, first, last), view.heads[head], "subordinate-body")


def _alone(view: NameContext, last: int) -> NameCandidate | None:
    """Return a ministry that is named without its country: 商务部."""
    text = view.words.text(last)
    if text not in view.lists["org_alone"] or (
        last and view.role(last - 1) == COUNTRY and view.words.touches(last)
    ):
        return None
    if run_start(view, last) != last or is_counted(view, last):
        return None
    return NameCandidate(span_of(view, last, last), "government", "bare-ministry")


def presumed_name(view: NameContext, last: int) -> NameCandidate | None:
    """Return the name with a head noun that an acronym behind it proves a name."""
    words = view.words
    text = words.text(last)
    head = next((text[index:] for index in range(len(text)) if text[index:] in view.heads), "")
    if not head or not ends_name(view, last, head):
        return None
    start = name_start(view, last, view.heads[head])
    if start < 0:
        start = past_ordinals(view, run_start(view, last), last)
    if words.starts[start] not in view.known:
        start = _starter_before(view, start)
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
    return NameCandidate(span, _kind(view, start, last, head), "abbreviated-name")


def _without_country(view: NameContext, start: int, head_start: int, kind: str) -> int:
    """Leave the country out before a company's own name: 美国诺瓦瓦克斯公司."""
    words = view.words
    if kind == "company" and view.role(start) == COUNTRY:
        after = start + 1
        if after < len(words) and words.starts[after] < head_start and view.role(after) == PROPER:
            return after
    return start


def _starter_before(view: NameContext, first: int) -> int:
    """Return the word that begins names and stands not far before a run: 国际|定向|越野联合会."""
    for index in range(first - 1, max(-1, first - 1 - FARTHEST_STARTER), -1):
        if not view.words.touches(index + 1) or view.words.tags[index][:1] not in "nvabz":
            return first
        if view.role(index) in (STARTER, COUNTRY):
            return index
    return first
