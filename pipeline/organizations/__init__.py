"""Organizations: names of the lexicon, names that a rule makes, and the same names again."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.document import NameMention, NamePair, Rejection
from pipeline.lexicon import Row
from pipeline.lexicon.gazetteer import Gazetteer, outside
from pipeline.names.barred import not_barred
from pipeline.names.context import NameContext
from pipeline.names.head_noun import NameCandidate, named_by_head, presumed_name
from pipeline.organizations.choice import weighed
from pipeline.organizations.completed import whole_name, with_owners, with_part
from pipeline.organizations.coordinated import LISTED, listed_names
from pipeline.organizations.english import described_names, english_names
from pipeline.organizations.groupings import groupings
from pipeline.organizations.knowledge import OrganizationKnowledge
from pipeline.organizations.known import known_names
from pipeline.organizations.latin import latin_names
from pipeline.organizations.legal_form import introduced_companies, legal_form_names
from pipeline.organizations.local import local_departments
from pipeline.organizations.meant import as_department, linked_mentions
from pipeline.organizations.products import without_products
from pipeline.organizations.repeated import find_again, pair_aliases, shorter_forms
from pipeline.spans import longest
from pipeline.text import Span

__all__ = ["OrganizationKnowledge", "find_organizations"]

LATIN_BEGINNING = re.compile(r"[A-Za-z0-9&-]*")
COMPANY = ("公司", "集团")
WEAK = "what it shows does not weigh enough"
LATIN_RULES = ("latin-name", LISTED)


def find_organizations(
    view: NameContext,
    pairs: Sequence[NamePair],
    gazetteer: Gazetteer,
    knowledge: OrganizationKnowledge,
) -> tuple[list[NameMention], list[Rejection]]:
    """Find organizations; a name inside a longer one does not count: 商务部 in 美国商务部."""
    found = list(known_names(view, gazetteer, knowledge.cues, pairs))
    known = [name for name in found if isinstance(name, NameMention)]
    refused = [name for name in found if isinstance(name, Rejection)]
    glossed = dict(_glossed(pairs, known, gazetteer))
    probable, doubtful, improbable = weighed(view, _proposed(view, pairs, gazetteer, knowledge))
    refused += [Rejection(one.span, "organization", "doubtful-name", WEAK) for one in doubtful]
    proposed = _unless_told(probable, view, pairs, known)
    opened = [
        as_department(view, one, knowledge.departments, gazetteer)
        for one in linked_mentions(view, proposed, known, knowledge.entries, glossed)
    ]
    plain, barred = view.words.plain, knowledge.barred
    whole = (with_part(view, whole_name(view, one)) for one in (*known, *opened))
    mentions = longest(not_barred(plain, whole, barred))
    mentions = not_barred(plain, with_owners(plain, mentions), barred)
    aliases = [*pair_aliases(view, pairs, mentions), *shorter_forms(view, mentions)]
    again = find_again(view, aliases, improbable)
    mentions = longest([*mentions, *not_barred(plain, again, barred)])
    mentions, of_products = without_products(view, mentions, knowledge.products)
    return mentions, list(outside([*refused, *of_products], mentions))


def _proposed(
    view: NameContext,
    pairs: Iterable[NamePair],
    gazetteer: Gazetteer,
    knowledge: OrganizationKnowledge,
) -> Iterator[NameCandidate]:
    """Yield the names that rules propose, rule by rule."""
    heads = knowledge.names.organization_heads
    yield from local_departments(view, knowledge.departments)
    yield from named_by_head(view, heads)
    yield from _abbreviated(view, pairs, gazetteer, heads.english)
    yield from groupings(view, knowledge.grouping)
    yield from legal_form_names(view)
    yield from introduced_companies(view, knowledge.introduction)
    yield from listed_names(view, knowledge.closing)
    yield from english_names(view, knowledge.head_pattern, heads.english)
    yield from described_names(view, knowledge.description)
    yield from latin_names(view, knowledge.contexts, knowledge.names.titles)


def _unless_told(
    candidates: Iterable[NameCandidate],
    view: NameContext,
    pairs: Iterable[NamePair],
    known: Iterable[NameMention],
) -> list[NameCandidate]:
    """Return the candidates but places, common nouns by the text's own gloss (分流小组(triage team)),
    and Latin names that it explains as something else: WSIS behind 信息社会世界峰会(WSIS).
    """
    plain = view.words.plain
    common = {pair.zh for pair in pairs if pair.zh and pair.en.islower()}
    found = [
        one
        for one in candidates
        if not _is_place(view, one.span) and plain[one.span.start : one.span.end] not in common
    ]
    ends = {one.span.end for one in found} | {one.span.end for one in known}
    others = {pair.acronym for pair in pairs if pair.acronym and pair.name.end not in ends}
    return [
        one for one in found if not _is_told(plain[one.span.start : one.span.end], one.rule, others)
    ]


def _is_told(text: str, rule: str, others: Collection[str]) -> bool:
    """Tell whether a name is or begins with an acronym that the text explains as something else:
    DIB|公司 behind 国防工业基础(DIB).
    """
    if rule in LATIN_RULES:
        return text in others
    found = LATIN_BEGINNING.match(text) if rule == "head-noun" else None
    return found is not None and found.group() in others


def _is_place(view: NameContext, span: Span) -> bool:
    """Tell whether a candidate is a place of the lexicon: Russian Federation."""
    match = view.matches_by_start.get(span.start)
    return match is not None and match.span == span and match.senses[0].kind == "place"


def _abbreviated(
    view: NameContext, pairs: Iterable[NamePair], gazetteer: Gazetteer, heads: Mapping[str, str]
) -> Iterator[NameCandidate]:
    """Yield Chinese names with a head noun that the text abbreviates: 高级计算发展中心(C-DAC), but
    for terms: 安全运营中心(SOC).
    """
    for pair in pairs:
        if ("technology", pair.refers_to) in gazetteer.rows:
            continue
        last = view.words.ending_at(pair.name.end)
        gloss = pair.acronym or pair.en
        if last < 0 or not gloss or gloss.islower():
            continue  # 后勤办公室(back office)
        if name := presumed_name(view, last):
            is_longer = pair.name.start < name.span.start
            yield replace(name, span=pair.name) if is_longer else name
        elif view.words.text(last) in COMPANY and _is_company(pair.en, heads):
            yield NameCandidate(pair.name, "company", "abbreviated-name")


def _is_company(english: str, heads: Mapping[str, str]) -> bool:
    """Tell whether an English name ends as companies do: Haichao Electronics."""
    first, _, head = english.rpartition(" ")
    return bool(first) and heads.get(head) == "company"


def _glossed(
    pairs: Iterable[NamePair], known: Iterable[NameMention], gazetteer: Gazetteer
) -> Iterator[tuple[str, Row]]:
    """Yield names with the entry of the acronym behind them: 卫生与公共事务部(HHS)."""
    acronyms = {mention.span.start: mention for mention in known if mention.id}
    for pair in pairs:
        inside = range(pair.name.end + 1, pair.span.end)
        mention = next((acronyms[start] for start in inside if start in acronyms), None)
        if mention:
            yield pair.zh, gazetteer.rows["organization", mention.id]
