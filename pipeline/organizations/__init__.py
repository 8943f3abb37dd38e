"""Organizations: names of the lexicon, names that a rule makes, and the same names again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.document import NameMention, NamePair, Rejection
from pipeline.lexicon import Row
from pipeline.lexicon.gazetteer import Gazetteer, outside
from pipeline.names.barred import not_barred
from pipeline.names.context import (
    COUNTRY,
    COUNTRY_CODE,
    NOUN,
    ORGANIZATION,
    PLACE,
    NameContext,
)  # fmt: skip
from pipeline.names.head_noun import NameCandidate, named_by_head, presumed_name
from pipeline.organizations.completed import whole_name, with_owners
from pipeline.organizations.coordinated import listed_names
from pipeline.organizations.english import described_names, english_names
from pipeline.organizations.knowledge import OrganizationKnowledge
from pipeline.organizations.known import known_names
from pipeline.organizations.latin import latin_names
from pipeline.organizations.legal_form import introduced_companies, legal_form_names
from pipeline.organizations.linked import Entries, is_translation, nearest_entry, open_id
from pipeline.organizations.local import RULE as LOCAL
from pipeline.organizations.local import Departments, full_name, local_departments, local_id
from pipeline.organizations.repeated import find_again, pair_aliases, shorter_forms
from pipeline.spans import longest
from pipeline.text import Span

__all__ = ["OrganizationKnowledge", "find_organizations"]

LATIN_RULES = ("latin-name", "list-of-companies")


def find_organizations(
    view: NameContext,
    pairs: Sequence[NamePair],
    gazetteer: Gazetteer,
    knowledge: OrganizationKnowledge,
) -> tuple[list[NameMention], list[Rejection]]:
    """Find organizations; a name inside a longer one does not count: 商务部 in 美国商务部."""
    found = list(known_names(view, gazetteer, knowledge.cues))
    known = [name for name in found if isinstance(name, NameMention)]
    refused = [name for name in found if isinstance(name, Rejection)]
    glossed = dict(_glossed(pairs, known, gazetteer))
    proposed = _unless_told(_proposed(view, pairs, gazetteer, knowledge), view, pairs, known)
    opened = [
        _as_department(view, one, knowledge.departments, gazetteer)
        for one in _linked(view, proposed, known, knowledge.entries, glossed)
    ]
    plain, barred = view.words.plain, knowledge.barred
    whole = (whole_name(view, one) for one in (*known, *opened))
    mentions = longest(not_barred(plain, whole, barred))
    mentions = not_barred(plain, with_owners(plain, mentions), barred)
    again = find_again(view, [*pair_aliases(pairs, mentions), *shorter_forms(view, mentions)])
    mentions = longest([*mentions, *not_barred(plain, again, barred)])
    return mentions, list(outside(refused, mentions))


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
    yield from _abbreviated(view, pairs, gazetteer)
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
    """Return the candidates but places, and Latin names that the text itself explains as something
    else: WSIS behind 信息社会世界峰会(WSIS).
    """
    found = [one for one in candidates if not _is_place(view, one.span)]
    ends = {one.span.end for one in found} | {one.span.end for one in known}
    others = {pair.acronym for pair in pairs if pair.name.end not in ends}
    plain = view.words.plain
    return [
        one
        for one in found
        if one.rule not in LATIN_RULES or plain[one.span.start : one.span.end] not in others
    ]


def _is_place(view: NameContext, span: Span) -> bool:
    """Tell whether a candidate is a place of the lexicon: Russian Federation."""
    match = view.matches_by_start.get(span.start)
    return match is not None and match.span == span and match.senses[0].kind == "place"


def _abbreviated(
    view: NameContext, pairs: Iterable[NamePair], gazetteer: Gazetteer
) -> Iterator[NameCandidate]:
    """Yield Chinese names with a head noun that the text abbreviates: 高级计算发展中心(C-DAC), but
    for terms: 安全运营中心(SOC).
    """
    for pair in pairs:
        if ("technology", pair.refers_to) in gazetteer.rows:
            continue
        last = view.words.ending_at(pair.name.end)
        if last >= 0 and (pair.acronym or pair.en) and (name := presumed_name(view, last)):
            yield name


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


def _linked(
    view: NameContext, candidates: Iterable[NameCandidate], known: Iterable[NameMention], entries: Entries,
    glossed: dict[str, Row],
) -> Iterator[NameMention]:  # fmt: skip
    """Turn candidates into mentions, with the id of an entry where one is meant."""
    ends = {mention.span.end: mention for mention in known if mention.id}
    ids: dict[tuple[str, str], tuple[str, str, str]] = {}
    for candidate in candidates:
        text = view.words.plain[candidate.span.start : candidate.span.end]
        inner = ends.get(candidate.span.end)
        if inner and candidate.span.covers(inner.span):
            if whole := _whole(view, candidate, inner, entries):
                yield whole
            continue
        country = _country(view, candidate.span)
        if candidate.rule == "bare-ministry":
            yield NameMention(candidate.span, "", text, candidate.kind, "rule", candidate.rule)
            continue
        key = (text, candidate.kind)
        if key not in ids:
            entry, link = glossed.get(text), "+linked-by-acronym"
            if entry is None or not is_translation(text, candidate.kind, country, entry):
                entry = nearest_entry(text, candidate.kind, [country], entries)
                link = "+linked-by-spelling" if entry else ""
            name = (entry["name_zh_hans"] or entry["name_en"]) if entry else text
            ids[key] = (entry["id"] if entry else open_id(text), name, link)
        row_id, name, link = ids[key]
        rule = candidate.rule + link
        yield NameMention(candidate.span, row_id, name, candidate.kind, "rule", rule)


def _as_department(
    view: NameContext, mention: NameMention, departments: Departments, gazetteer: Gazetteer
) -> NameMention:
    """Return a department of a division of China with the id that all its forms share: 浙江省经信厅."""
    if mention.rule != LOCAL:
        return mention
    name = full_name(view.words.plain[mention.span.start : mention.span.end], departments)
    row = next(
        (
            gazetteer.rows["organization", sense.id]
            for match in view.matches
            if match.span == mention.span
            for sense in match.senses
            if sense.kind == "organization"
        ),
        None,
    )
    return replace(mention, id=row["id"] if row else local_id(name), name=name)


def _country(view: NameContext, span: Span) -> str:
    """Return the country that a name begins with: GB of 北爱尔兰当局."""
    first = view.words.starting_at(span.start)
    if first < 0 or view.role(first) not in (COUNTRY, PLACE):
        return ""
    place = view.known.get(span.start, ("", ""))[1]
    code, _, part = place.partition("-")
    return code if len(code) == COUNTRY_CODE and part[:1] != "-" else ""


def _whole(
    view: NameContext, candidate: NameCandidate, inner: NameMention, entries: Entries
) -> NameMention | None:
    """Return a candidate that ends with a known name, as that or as a body of its own, where what
    stands before it belongs to it: 商业部|产业与安全局, 菲律宾|众议院拨款委员会, 香港艺术|发展局.
    """
    if inner.span == candidate.span or candidate.rule == "english-head":
        return None
    if not _owns(view, candidate.span, inner):
        return None
    span, rule = candidate.span, candidate.rule
    if entries.is_of_another(inner.id, _country(view, span)) or _is_longer(view, span, inner):
        text = view.words.plain[span.start : span.end]
        rule = f"{rule}+body-of-its-own"
        return NameMention(span, open_id(text), text, inner.kind, "rule", rule)
    rule = f"{rule}+{inner.rule}+name-with-owner"
    return NameMention(span, inner.id, inner.name, inner.kind, "rule", rule)


def _is_longer(view: NameContext, span: Span, inner: NameMention) -> bool:
    """Tell whether a noun stands between an owner and a known name: 香港|艺术|发展局."""
    between = range(view.words.at(span.start) + 1, view.words.at(inner.span.start))
    return any(
        view.role(index) == NOUN and not view.ends_with_head(view.words.text(index))
        for index in between
    )


def _owns(view: NameContext, span: Span, inner: NameMention) -> bool:
    """Tell whether what stands before a known name belongs to it: 商业部|产业与安全局."""
    first = view.words.at(span.start)
    if (
        view.words.ends[first] > inner.span.start
        or view.known.get(span.start, ("", ""))[0] == "ambiguous"
    ):
        return False
    role = view.role(first)
    if inner.kind == "company":
        return role == ORGANIZATION
    return role in (COUNTRY, PLACE, ORGANIZATION)
