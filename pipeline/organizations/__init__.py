"""Organizations: names of the lexicon, names that a rule makes, and the same names again."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence

from pipeline.document import Document, NameMention, NamePair, Rejection
from pipeline.lexicon import Lexicons, Row
from pipeline.lexicon.gazetteer import Gazetteer
from pipeline.names.context import COUNTRY, ORGANIZATION, PLACE, NameContext, name_context
from pipeline.names.head_noun import NameCandidate, named_by_head, presumed_name
from pipeline.names.words import person_titles
from pipeline.organizations.completed import whole_name, with_owners
from pipeline.organizations.coordinated import listed_names
from pipeline.organizations.english import described_names, english_names
from pipeline.organizations.known import known_names
from pipeline.organizations.latin import latin_names
from pipeline.organizations.linked import is_translation, nearest_entry, open_id
from pipeline.organizations.repeated import find_again, pair_aliases, shorter_forms
from pipeline.text import Span


def find_organizations(
    document: Document, pairs: Iterable[NamePair], gazetteer: Gazetteer, lexicons: Lexicons
) -> tuple[list[NameMention], list[Rejection]]:
    """Find organizations; a name inside a longer one does not count: 商务部 in 美国商务部."""
    view, pairs = name_context(document, lexicons), list(pairs)
    found = list(known_names(document, view, gazetteer, lexicons))
    known = [name for name in found if isinstance(name, NameMention)]
    refused = [name for name in found if isinstance(name, Rejection)]
    starts = frozenset(match.span.start for match in document.matches)
    candidates = [
        *named_by_head(view, lexicons),
        *_abbreviated(view, pairs),
        *listed_names(view),
        *english_names(view, lexicons),
        *described_names(view),
        *latin_names(view, starts, person_titles(lexicons)),
    ]
    glossed = dict(_glossed(pairs, known, gazetteer))
    candidates = [one for one in candidates if not document.is_address(one.span)]
    opened = _linked(view, candidates, known, lexicons, glossed)
    mentions = longest([whole_name(view.words.plain, one) for one in (*known, *opened)])
    mentions = list(with_owners(view.words.plain, mentions))
    again = find_again(view, [*pair_aliases(pairs, mentions), *shorter_forms(view, mentions)])
    again = (mention for mention in again if not document.is_address(mention.span))
    mentions = longest([*mentions, *again])
    return mentions, [item for item in refused if not _is_covered(item.span, mentions)]


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
    view: NameContext, candidates: Iterable[NameCandidate], known: Iterable[NameMention], lexicons: Lexicons,
    glossed: dict[str, Row],
) -> Iterator[NameMention]:  # fmt: skip
    """Turn candidates into mentions, with the id of an entry where one is meant."""
    ends = {mention.span.end: mention for mention in known if mention.id}
    ids: dict[tuple[str, str], tuple[str, str]] = {}
    for candidate in candidates:
        text = view.words.plain[candidate.span.start : candidate.span.end]
        inner = ends.get(candidate.span.end)
        if inner and candidate.span.covers(inner.span):
            longer = inner.span != candidate.span and candidate.rule != "english-head"
            if longer and _owns(view, candidate.span, inner):
                yield NameMention(
                    candidate.span, inner.id, inner.name, inner.kind, "rule", "name-with-owner"
                )
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
            entry = glossed.get(text)
            if entry is None or not is_translation(text, candidate.kind, country, entry):
                entry = nearest_entry(text, candidate.kind, [country], lexicons)
            name = (entry["name_zh_hans"] or entry["name_en"]) if entry else text
            ids[key] = (entry["id"] if entry else open_id(text), name)
        yield NameMention(candidate.span, *ids[key], candidate.kind, "rule", candidate.rule)


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


def longest(mentions: Sequence[NameMention]) -> list[NameMention]:
    """Choose among overlapping mentions: the longest, then the first given."""
    chosen: list[tuple[int, int]] = []
    kept: list[NameMention] = []
    for mention in sorted(mentions, key=lambda item: item.span.start - item.span.end):
        span = (mention.span.start, mention.span.end)
        index = bisect_left(chosen, span)
        free = index == len(chosen) or chosen[index][0] >= span[1]
        if free and (index == 0 or chosen[index - 1][1] <= span[0]):
            insort(chosen, span)
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.span.start)


def _is_covered(span: Span, mentions: Sequence[NameMention]) -> bool:
    """Tell whether a mention holds a refused span."""
    index = bisect_left(mentions, span.start + 1, key=lambda mention: mention.span.start) - 1
    return index >= 0 and mentions[index].span.covers(span)
