"""Technology terms that no lexicon holds: a head with modifiers before it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.names.context import NameContext
from pipeline.names.heads import Heads
from pipeline.names.words import WordLists
from pipeline.text import Span

# Latin shapes that qualify a head: 3nm, 5G, GaN, AI, 2.5D, H20.
SHAPE = re.compile(
    r"(?<![A-Za-z0-9.])(?:\d+(?:\.\d+)?(?:nm|[DGTM]|纳米|奈米|微米)[ -]?|[A-Z][a-z]?[A-Z][a-z]?|[A-Z]{1,2}\d{2,4}[A-Z]?)\Z"
)
NUMBERED = re.compile("[A-Z][0-9]{1,4}次?列车")
LONGEST_SHAPE = 9
LONGEST_MODIFIER = 7
TECHNOLOGY = "技术"
# A term with one of these is a phrase of its own: 负责任的人工智能.
LOOSE = re.compile("[和与及、的]")
LISTS = (
    "tech_field", "tech_adjective", "tech_generic_head", "tech_needs_modifier", "tech_never", "tech_keeps_technology",
    "tech_weak_field",
)  # fmt: skip
# 与服务器|通信: the head is a verb.
WITH, TALKING = ("与", "和", "跟", "同"), ("通信", "通讯")
LONGEST_GROWTH = 24
GRADES = frozenset("低高超无抗耐")


@dataclass(frozen=True, slots=True)
class Term:
    """A term that a rule proposes: its span, its category and the rule."""

    span: Span
    category: str
    rule: str


@dataclass(frozen=True, eq=False)
class Modifiers:
    """Words before a head: a field makes a term of any head, an adjective does not."""

    fields: frozenset[str]
    adjectives: frozenset[str]
    generic: frozenset[str]
    dependent: frozenset[str]
    never: frozenset[str]
    keeping: frozenset[str]
    weak: frozenset[str]


def modifiers_of(lists: WordLists) -> Modifiers:
    """Return the modifiers that a set of word lists holds."""
    return Modifiers(*(lists[name] for name in LISTS))


def open_terms(view: NameContext, heads: Heads, modifiers: Modifiers) -> Iterator[Term]:
    """Yield terms by their heads: 高性能AI芯片; heads that are terms alone: 卫星."""
    known = {
        match.span.end: (match.span.start, match.senses[0].id)
        for match in view.matches
        if match.senses[0].kind == "technology" and not match.senses[0].weak
    }
    plain = view.words.plain
    for end, head in heads.ends_in(plain).items():
        if view.words.ending_at(end) < 0 or view.dates.end_before(end) > end - len(head):
            continue
        term = _grown(view, Span(end - len(head), end), head, modifiers, known)
        if term and not _is_barred(plain, term, modifiers):
            yield Term(term, heads.chinese[head], "head-and-modifiers")


def _is_barred(plain: str, span: Span, modifiers: Modifiers) -> bool:
    """Tell whether what looks like a term is none: G1013列车 is a certain train."""
    text = plain[span.start : span.end]
    return text in modifiers.never or NUMBERED.fullmatch(text) is not None


def grown_known(
    view: NameContext, span: Span, known: dict[int, tuple[int, str]], modifiers: Modifiers
) -> Span:
    """Return a known term with the modifiers before it: 先进人工智能模型, 车规级芯片."""
    text = view.words.plain[span.start : span.end]
    if not any(text[index:] in view.terms for index in range(len(text))) or LOOSE.search(text):
        return span
    if text.endswith(TECHNOLOGY):
        grown = _with_grade(view, span, modifiers)
    else:
        grown = Span(_left(view, span, modifiers, {})[0], span.end)
    return span if _is_barred(view.words.plain, grown, modifiers) else grown


def _with_grade(view: NameContext, span: Span, modifiers: Modifiers) -> Span:
    """Return a known term that ends in 技术 with the measure before it that says which one:
    低延迟|通信技术, not 先进|通信技术.
    """
    plain = view.words.plain
    for length in range(LONGEST_MODIFIER, len("低") + 1, -1):
        start = max(0, span.start - length)
        word = plain[start : span.start]
        is_grade = word in modifiers.adjectives and word[0] in GRADES
        if (
            is_grade
            and view.words.starting_at(start) >= 0
            and view.dates.is_free(Span(start, span.end))
        ):
            return Span(start, span.end)
    return span


def _grown(
    view: NameContext,
    head: Span,
    text: str,
    modifiers: Modifiers,
    known: dict[int, tuple[int, str]],
) -> Span | None:
    """Return the term that a head and the modifiers before it make, or None."""
    start, telling = _left(view, head, modifiers, known)
    needs_field = text in modifiers.generic or text in modifiers.dependent
    plain = view.words.plain
    if needs_field and not telling and plain[start : head.start] not in modifiers.adjectives:
        return None
    if text in TALKING and plain.startswith(WITH, start - 1):
        return None
    if text == TECHNOLOGY and not _is_field(view, Span(start, head.start), modifiers):
        return None
    if text in modifiers.generic and not telling:
        return None
    if text in modifiers.dependent and start == head.start:
        return None
    return Span(start, head.end) if view.words.starting_at(start) >= 0 else None


def _is_field(view: NameContext, stem: Span, modifiers: Modifiers) -> bool:
    """Tell whether a term needs 技术: 生物技术 does, 先进封装技术 and 电池技术 do not."""
    text = view.words.plain[stem.start : stem.end]
    if text in modifiers.keeping:
        return True
    ends = (text[index:] for index in range(len(text)))
    return text in modifiers.fields and not any(
        end in view.terms and end not in modifiers.generic for end in ends
    )


def _left(
    view: NameContext, head: Span, modifiers: Modifiers, known: dict[int, tuple[int, str]]
) -> tuple[int, bool]:
    """Return the leftmost start that modifiers reach, and whether one names a field.

    All ways to cut the characters into modifiers are followed: 高功率电子设备 is 高功率 and 电子,
    although 功率电子 is a term too.
    """
    plain, fields_only = view.words.plain, plain_technology(view.words.plain, head)
    dated = view.dates.end_before(head.start)
    reached: dict[int, bool] = {head.start: False}
    waiting, best = [head.start], (head.start, False)
    while waiting:
        position = waiting.pop()
        if head.start - position > LONGEST_GROWTH:
            continue
        for start, telling in _steps(plain, position, modifiers, known, fields_only):
            if start < dated or plain.startswith(plain[start:position], position):
                continue
            telling = telling or reached[position]
            if start not in reached or (telling and not reached[start]):
                reached[start] = telling
                waiting.append(start)
                if start <= best[0] and view.words.starting_at(start) >= 0:
                    best = (start, telling)
    return best


def plain_technology(plain: str, head: Span) -> bool:
    """Tell whether the head is 技术, which takes fields only: 生物技术 in 先进生物技术."""
    return plain[head.start : head.end] == TECHNOLOGY


def _steps(
    plain: str,
    position: int,
    modifiers: Modifiers,
    known: dict[int, tuple[int, str]],
    fields_only: bool,
) -> Iterator[tuple[int, bool]]:
    """Yield where a modifier that ends at a position begins, and whether it names a field."""
    if position in known:
        start = known[position][0]
        yield start, plain[start:position] not in modifiers.weak
    if not fields_only and (
        shape := SHAPE.search(plain, max(0, position - LONGEST_SHAPE), position)
    ):
        yield shape.start(), True
    for length in range(1, min(LONGEST_MODIFIER, position) + 1):
        word = plain[position - length : position]
        if word in modifiers.fields:
            yield position - length, word not in modifiers.weak
        elif word in modifiers.adjectives and not fields_only:
            yield position - length, False
