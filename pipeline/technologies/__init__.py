"""Technology terms: the lexicon's, those of heads and modifiers, explained acronyms."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from pipeline.document import NameMention, NamePair, Rejection
from pipeline.lexicon import Row
from pipeline.lexicon.gazetteer import Gazetteer
from pipeline.names.barred import not_barred
from pipeline.names.context import NameContext
from pipeline.names.ids import made_id
from pipeline.organizations.repeated import find_again, pair_aliases
from pipeline.plain import lowered
from pipeline.spans import Taken, longest
from pipeline.technologies.elements import Elements, listed_elements
from pipeline.technologies.english import english_terms, with_english_tail
from pipeline.technologies.knowledge import TechnologyKnowledge
from pipeline.technologies.named import is_part_of_name, means_otherwise
from pipeline.technologies.open import TECHNOLOGY, Term, grown_known, open_terms
from pipeline.text import Span

__all__ = ["TechnologyKnowledge", "find_technologies"]

SHORTEST_STEM = 3
LONGEST_JOINED = 24
NODE = re.compile(r"[0-9]\s?(?:纳米|奈米|nm)\Z")
NODE_GAP = re.compile(r"[及或]?(?:以下|以上|更先进)的?")
PLURAL = re.compile(r"[a-rt-z]s\Z")
# What adds nothing to a term: 疫苗研发, 半导体产业.
EMPTY_TAILS = (TECHNOLOGY, "研发", "产业", "行业", "领域", "产品", "市场")


def find_technologies(
    view: NameContext, pairs: Iterable[NamePair], taken: Taken, *,
    gazetteer: Gazetteer, knowledge: TechnologyKnowledge,
) -> tuple[list[NameMention], list[Rejection]]:  # fmt: skip
    """Find technology terms outside dates and organization names: 红外焦平面阵列.

    >>> from pipeline import analyze
    >>> [row.text for row in analyze('先进封装和碳化硅衬底').technology_mentions]
    ['先进封装', '碳化硅衬底']
    """
    found = [*_known(view, gazetteer), *_elements(view, knowledge.elements)]
    known = [item for item in found if isinstance(item, NameMention)]
    refused = [item for item in found if isinstance(item, Rejection)]
    plain, barred = view.words.plain, knowledge.barred
    proposed = not_barred(plain, [*known, *_opened(view, known, knowledge)], barred)
    chosen = longest(
        mention
        for mention in proposed
        if taken.is_free(mention.span) and not means_otherwise(plain, mention.span)
    )
    mentions = not_barred(plain, _joined(plain, chosen), barred)
    again = not_barred(plain, find_again(view, pair_aliases(view, pairs, mentions)), barred)
    mentions = longest([*mentions, *(mention for mention in again if taken.is_free(mention.span))])
    told = Taken(mention.span for mention in mentions)
    return mentions, [item for item in refused if told.is_free(item.span)]


def _opened(
    view: NameContext, known: Sequence[NameMention], knowledge: TechnologyKnowledge
) -> Iterator[NameMention]:
    """Yield the terms that rules propose: known ones with their modifiers, heads with theirs."""
    ends = {mention.span.end: (mention.span.start, mention.id) for mention in known}
    by_end = {mention.span.end: mention for mention in known}
    heads, modifiers = knowledge.names.technology_heads, knowledge.modifiers
    for mention in known:
        span = grown_known(view, mention.span, ends, modifiers)
        span = with_english_tail(view, span, knowledge.english_tail)
        if span != mention.span:
            term = Term(span, mention.kind, f"{mention.rule}+known-term-and-modifiers")
            yield _open(view.words.plain, term, by_end)
    terms = open_terms(view, heads, modifiers), english_terms(view, knowledge.english)
    for term in chain(*terms):
        yield _open(view.words.plain, term, by_end)


def _known(view: NameContext, gazetteer: Gazetteer) -> Iterator[NameMention | Rejection]:
    """Yield the terms of the lexicon; an ambiguous one needs its full name in the document."""
    senses = [
        (match, [s for s in match.senses if s.kind == "technology"]) for match in view.matches
    ]
    sure = {sense.id for _, found in senses for sense in found if not sense.weak}
    for match, found in senses:
        if not found or is_part_of_name(view.words.plain, match.span):
            continue
        # an API is the active pharmaceutical ingredient where the text names that in full
        full = next((item for item in found if item.weak and item.id in sure), None)
        sense = full or next((item for item in found if not item.weak), None)
        if sense is None:
            yield Rejection(
                match.span, "technology", "ambiguous", "nothing in the text supports this meaning"
            )
            continue
        row = gazetteer.rows["technology", sense.id]
        span = _without_tail(view, match.span, row)
        reason = "+named-in-full" if sense.weak else ""
        yield _entry_mention(span, row, reason if span == match.span else f"{reason}+tail-left-out")


def _elements(view: NameContext, elements: Elements) -> Iterator[NameMention]:
    """Yield listed elements, by their entries: 镓、锗."""
    for span, row in listed_elements(view.words.plain, elements):
        yield _entry_mention(span, row, "+listed-element")


def _entry_mention(span: Span, row: Row, reason: str) -> NameMention:
    name = row["name_zh_hans"] or row["name_en"]
    rule = f"technologies.csv:{row['id']}{reason}"
    return NameMention(span, row["id"], name, row["category"], "lexicon", rule)


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


def _open(plain: str, term: Term, by_end: dict[int, NameMention]) -> NameMention:
    """Return the mention of an open term, its category from the known term at its right end."""
    known = by_end.get(term.span.end)
    category = known.kind if known else term.category
    return _new_mention(plain, term.span, category, term.rule)


def _new_mention(plain: str, span: Span, category: str, rule: str) -> NameMention:
    text = plain[span.start : span.end]
    own = made_id("tech-", lowered(text).replace(" ", ""))
    return NameMention(span, own, text, category, "rule", rule)


def _joined(plain: str, mentions: Iterable[NameMention]) -> Iterator[NameMention]:
    """Join terms that touch: 合成孔径雷达|卫星 is one thing, of the kind of its last word."""
    last: NameMention | None = None
    for mention in mentions:
        if last is None:
            last = mention
        elif _is_joint(plain, last, mention):
            whole = Span(last.span.start, mention.span.end)
            rule = f"{last.rule}+{mention.rule}+adjacent-terms"
            last = _new_mention(plain, whole, mention.kind, rule)
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
    if gap == " " and text.isascii() and plain[right.span.start : right.span.end].isascii():
        return _is_compound(text, plain[right.span.start : right.span.end])
    if gap and not (NODE.search(text) and NODE_GAP.fullmatch(gap)):
        return False
    is_repeated = plain.startswith(text, right.span.start)
    return right.span.end - left.span.start <= LONGEST_JOINED and not is_repeated


def _is_compound(left: str, right: str) -> bool:
    """Tell whether an English term can qualify the one behind it: quantum|gravity sensors, not
    chips|satellites, nor two words of a name: Google AI|Quantum.
    """
    return not PLURAL.search(left) and not (right.istitle() and " " not in right)
