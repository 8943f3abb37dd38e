"""Technology terms: the lexicon's, those of heads and modifiers, explained acronyms."""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from pipeline.document import Document, NameMention, Rejection
from pipeline.lexicon import Lexicons, Row
from pipeline.lexicon.gazetteer import Gazetteer, lower
from pipeline.names import find_pairs
from pipeline.names.context import NameContext, name_context
from pipeline.organizations import longest
from pipeline.organizations.repeated import find_again, pair_aliases
from pipeline.technologies.elements import listed_elements
from pipeline.technologies.english import english_terms
from pipeline.technologies.open import TECHNOLOGY, Term, grown_known, open_terms
from pipeline.text import Span

LAW_AFTER = re.compile(r"(?: (?:and|of|for|[A-Z]\w*)){0,6}? (?:Act|Law|Bill)\b")
CAPITAL_AFTER = re.compile(r" (?:and |& )?[A-Z][a-z]")
CAPITAL_BEFORE = re.compile(r"[A-Z][a-z]+ (?:and |& )?\Z")
SHORTEST_STEM = 3
LONGEST_JOINED = 24
NODE = re.compile(r"[0-9]\s?(?:纳米|奈米|nm)\Z")
NODE_GAP = re.compile(r"[及或]?(?:以下|以上|更先进)的?")
# What adds nothing to a term: 疫苗研发, 半导体产业.
EMPTY_TAILS = (TECHNOLOGY, "研发", "产业", "行业", "领域", "产品", "市场")


def find_technologies(
    document: Document,
    organizations: Iterable[NameMention],
    gazetteer: Gazetteer,
    lexicons: Lexicons,
) -> tuple[list[NameMention], list[Rejection]]:
    """Find technology terms outside organization names: 红外焦平面阵列."""
    view = name_context(document, lexicons)
    taken = [mention.span for mention in organizations]
    found = [*_known(document, view, gazetteer), *_elements(document, lexicons)]
    known = [item for item in found if isinstance(item, NameMention)]
    refused = [item for item in found if isinstance(item, Rejection)]
    ends = {mention.span.end: (mention.span.start, mention.id) for mention in known}
    by_end = {mention.span.end: mention for mention in known}
    opened: list[NameMention] = []
    for mention in known:
        span = grown_known(view, mention.span, ends, lexicons)
        if span != mention.span:
            opened.append(
                _open(document, Term(span, mention.kind, "known-term-and-modifiers"), by_end)
            )
    opened += [_open(document, term, by_end) for term in open_terms(document, view, lexicons)]
    opened += [_open(document, term, by_end) for term in english_terms(document.plain, lexicons)]
    opened = [mention for mention in opened if not document.is_address(mention.span)]
    free = Free(taken)
    chosen = longest([mention for mention in [*known, *opened] if free.holds(mention.span)])
    mentions = list(_joined(document, chosen))
    again = find_again(view, pair_aliases(find_pairs(document, lexicons), mentions))
    mentions = longest([*mentions, *(mention for mention in again if free.holds(mention.span))])
    found_again = Free([mention.span for mention in mentions])
    return mentions, [item for item in refused if found_again.holds(item.span)]


def _known(
    document: Document, view: NameContext, gazetteer: Gazetteer
) -> Iterator[NameMention | Rejection]:
    """Yield the terms of the lexicon; an ambiguous one needs its full name in the document."""
    senses = [
        (match, [s for s in match.senses if s.kind == "technology"]) for match in document.matches
    ]
    sure = {sense.id for _, found in senses for sense in found if not sense.weak}
    for match, found in senses:
        if not found or _is_in_title(document.plain, match.span):
            continue
        sense = next((item for item in found if not item.weak or item.id in sure), None)
        if sense is None:
            yield Rejection(
                match.span, "technology", "ambiguous", "nothing in the text supports this meaning"
            )
            continue
        row = gazetteer.rows["technology", sense.id]
        span = _without_tail(view, match.span, row)
        yield _entry_mention(span, row)


def _elements(document: Document, lexicons: Lexicons) -> Iterator[NameMention]:
    """Yield listed elements, by their entries: 镓、锗."""
    for span, row in listed_elements(document.plain, lexicons):
        yield _entry_mention(span, row)


def _entry_mention(span: Span, row: Row) -> NameMention:
    name = row["name_zh_hans"] or row["name_en"]
    rule = f"technologies.csv:{row['id']}"
    return NameMention(span, row["id"], name, row["category"], "lexicon", rule)


def _is_in_title(plain: str, span: Span) -> bool:
    """Tell whether a capitalized word is a part of a name: Chips in Chips and Science Act."""
    text = plain[span.start : span.end]
    if text.isascii() and LAW_AFTER.match(plain, span.end):
        return True
    if not (text.isascii() and text.istitle() and " " not in text):
        return False
    return bool(
        CAPITAL_AFTER.match(plain, span.end)
        or CAPITAL_BEFORE.search(plain, span.start - 12, span.start)
    )


def _without_tail(view: NameContext, span: Span, row: Row) -> Span:
    """Leave out what a term does without: 先进封装|技术, 疫苗|研发; 生物技术 needs its 技术."""
    text = view.words.plain[span.start : span.end]
    if not text.endswith(EMPTY_TAILS):
        return span
    stem = text.removesuffix(next(tail for tail in EMPTY_TAILS if text.endswith(tail)))
    if stem not in (row["name_zh_hans"], *row.items("aliases")):
        return span
    if stem in view.lists["tech_keeps_technology"]:
        return span
    if len(stem) < SHORTEST_STEM and stem not in view.terms:
        return span
    return Span(span.start, span.start + len(stem))


def _open(document: Document, term: Term, by_end: dict[int, NameMention]) -> NameMention:
    """Return the mention of an open term, its category from the known term at its right end."""
    known = by_end.get(term.span.end)
    category = known.kind if known else term.category
    return _new_mention(document, term.span, category, term.rule)


def _new_mention(document: Document, span: Span, category: str, rule: str) -> NameMention:
    text = document.plain[span.start : span.end]
    digest = hashlib.sha1(lower(text).replace(" ", "").encode()).hexdigest()[:10]
    return NameMention(span, f"tech-{digest}", text, category, "rule", rule)


def _joined(document: Document, mentions: Iterable[NameMention]) -> Iterator[NameMention]:
    """Join terms that touch: 合成孔径雷达|卫星 is one thing, of the kind of its last word."""
    last: NameMention | None = None
    for mention in mentions:
        if last is None:
            last = mention
        elif _is_joint(document.plain, last, mention):
            whole = Span(last.span.start, mention.span.end)
            last = _new_mention(document, whole, mention.kind, "adjacent-terms")
        else:
            yield last
            last = mention
    if last is not None:
        yield last


def _is_joint(plain: str, left: NameMention, right: NameMention) -> bool:
    """Tell whether two terms make one: they touch, or 14纳米|以下|逻辑芯片; repeated ones (芯片芯片)
    do not.
    """
    text, gap = plain[left.span.start : left.span.end], plain[left.span.end : right.span.start]
    if gap and not (NODE.search(text) and NODE_GAP.fullmatch(gap)):
        return False
    is_repeated = plain.startswith(text, right.span.start)
    return right.span.end - left.span.start <= LONGEST_JOINED and not is_repeated


class Free:
    """What disjoint spans leave of a text."""

    def __init__(self, taken: Sequence[Span]) -> None:
        self._starts = [span.start for span in taken]
        self._ends = [span.end for span in taken]

    def holds(self, span: Span) -> bool:
        """Tell whether a span shares no character with the spans."""
        index = bisect_left(self._starts, span.end) - 1
        return index < 0 or self._ends[index] <= span.start
