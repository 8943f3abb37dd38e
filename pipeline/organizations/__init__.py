"""Organizations: names of the lexicon, names that a rule makes, and the same names again."""

from collections.abc import Iterable, Iterator, Sequence

from pipeline.document import NameMention, NamePair, Rejection
from pipeline.lexicon import Row
from pipeline.lexicon.gazetteer import Gazetteer, outside
from pipeline.names.barred import not_barred
from pipeline.names.context import COUNTRY, ORGANIZATION, PLACE, NameContext
from pipeline.names.head_noun import NameCandidate, named_by_head, presumed_name
from pipeline.organizations.completed import whole_name, with_owners
from pipeline.organizations.coordinated import listed_names
from pipeline.organizations.english import described_names, english_names
from pipeline.organizations.knowledge import OrganizationKnowledge
from pipeline.organizations.known import known_names
from pipeline.organizations.latin import latin_names
from pipeline.organizations.legal_form import introduced_companies, legal_form_names
from pipeline.organizations.linked import Entries, is_translation, nearest_entry, open_id
from pipeline.organizations.repeated import find_again, pair_aliases, shorter_forms
from pipeline.spans import longest
from pipeline.text import Span

__all__ = ["OrganizationKnowledge", "find_organizations"]


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
    proposed = _proposed(view, pairs, knowledge)
    opened = _linked(view, proposed, known, knowledge.entries, glossed)
    plain, barred = view.words.plain, knowledge.barred
    whole = (whole_name(view, one) for one in (*known, *opened))
    mentions = longest(not_barred(plain, whole, barred))
    mentions = not_barred(plain, with_owners(plain, mentions), barred)
    again = find_again(view, [*pair_aliases(pairs, mentions), *shorter_forms(view, mentions)])
    mentions = longest([*mentions, *not_barred(plain, again, barred)])
    return mentions, list(outside(refused, mentions))


def _proposed(
    view: NameContext, pairs: Iterable[NamePair], knowledge: OrganizationKnowledge
) -> Iterator[NameCandidate]:
    """Yield the names that rules propose, rule by rule."""
    heads = knowledge.names.organization_heads
    yield from named_by_head(view, heads)
    yield from _abbreviated(view, pairs)
    yield from legal_form_names(view)
    yield from introduced_companies(view, knowledge.introduction)
    yield from listed_names(view, knowledge.closing)
    yield from english_names(view, knowledge.head_pattern, heads.english)
    yield from described_names(view, knowledge.description)
    yield from latin_names(view, knowledge.contexts, knowledge.names.titles)


def _abbreviated(view: NameContext, pairs: Iterable[NamePair]) -> Iterator[NameCandidate]:
    """Yield Chinese names with a head noun that the text abbreviates: 高级计算发展中心(C-DAC)."""
    for pair in pairs:
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
            longer = inner.span != candidate.span and candidate.rule != "english-head"
            if longer and _owns(view, candidate.span, inner):
                rule = f"{candidate.rule}+{inner.rule}+name-with-owner"
                yield NameMention(candidate.span, inner.id, inner.name, inner.kind, "rule", rule)
            continue
        first = view.words.starting_at(candidate.span.start)
        country = (
            view.known[candidate.span.start][1]
            if first >= 0 and view.role(first) == COUNTRY
            else ""
        )
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
