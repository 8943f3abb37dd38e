"""The rules by which a date of a Chinese sentence governs predicates, in their order."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from pipeline.document import DateMention
from pipeline.events.choice import Chosen, Rule
from pipeline.events.predicates import Predicate
from pipeline.events.reading import Reading
from pipeline.events.roles import Role
from pipeline.events.token import PARTICLE, Clause, Token
from pipeline.events.triggers import Vocabulary
from pipeline.segment.tags import Tag
from pipeline.text import Span

FARTHEST_CLAUSE = 4  # a listed verb further behind the date is hardly governed by it
FARTHEST_ATTRIBUTE = 6  # tokens between a date and the verb of its attribute
SINCE = ("起", "开始", "以来")
PAIR = 2  # a noun and a verb
# Parts of speech of what may stand between a date and the verb of its attribute.
BETWEEN = (
    Tag.TIME, Tag.NAME, Tag.PLACE, Tag.NOUN, Tag.ADVERB, Tag.PREPOSITION, Tag.LATIN,
    Tag.PLACE_WORD, Tag.LOCALIZER, Tag.ABBREVIATION,
)  # fmt: skip
SAME_PERIOD = "同期"
DURING = "期间"  # what happens during a summit is the event, not the summit
ANCHORED = re.compile(r"次日|翌日|隔[日天]|第二[天日年]|当[天日年]|次年|翌年|同[一]?[天日]")


def _leads_back(
    reading: Reading, date: DateMention, scope: Span, words: Vocabulary
) -> list[Chosen] | None:
    """The predicate that leads to the date behind it: 成立于2018年, 推迟至2027年, but not the 预计 of
    预计到2027年达160亿.
    """
    former = _before_date(reading, date, words)
    arrives = (before := reading.around(date)[0]) is not None and before.has("arrival")
    if former is None or (arrives and former.has("clausal_verb")):
        return None
    reaches = not reading.within(scope) or _reaches(former, reading, date, words)
    return [(former, "predicate-before-date")] if reaches else None


def _identifies(
    reading: Reading, date: DateMention, scope: Span, words: Vocabulary
) -> list[Chosen] | None:
    """A date that only says which: 2021财年的国防授权法."""
    governed = reading.within(scope)
    before, behind = reading.around(date)
    if (before is not None and before.has("compare")) or (behind and behind.text == SAME_PERIOD):
        return []  # 较2019年下跌, 与去年同期比较
    if reading.is_marked(date, "which") and not (
        governed and names_when(reading, date, governed[0])
    ):
        return []  # 像2014年的运动, but 像2014年成立的机构
    return [] if not governed or _only_identifies(reading, date, governed, words) else None


def _attributive(
    reading: Reading, date: DateMention, scope: Span, words: Vocabulary
) -> list[Chosen] | None:
    """The predicate of an attribute: 2018年成立的中心发表报告."""
    first = reading.within(scope)[0]
    return [(first, "date-attributive")] if names_when(reading, date, first) else None


def _mainly(
    reading: Reading, date: DateMention, scope: Span, words: Vocabulary
) -> list[Chosen] | None:
    """The main predicate behind the date, and those before it that happen too: 会晤之后发表声明."""
    governed = reading.within(scope)
    place = reading.place(date)
    beside = place[0] if place else -1
    main = _named_meeting(reading, date, governed) or _main(governed, reading.clauses, beside)
    if main is not None and main.role == Role.NOUN and not reading.closed:
        return []  # a heading: 2022-2025年美印新兴技术倡议
    before = governed if main is None else [p for p in governed if p.span.start < main.span.start]
    found: dict[tuple[int, str], Chosen] = {}
    for predicate in before:
        if _happens_aside(predicate, reading.clauses, words):
            aside = (predicate.clause, predicate.role)
            found.setdefault(aside, (predicate, f"date-{predicate.role}"))
    return [*found.values(), *([(main, f"date-{main.role}")] if main is not None else [])]


def _named_meeting(
    reading: Reading, date: DateMention, governed: Sequence[Predicate]
) -> Predicate | None:
    """Return the event noun that a date leads to where its clause has no listed verb: the 会议 of
    2024年1月的第五次会议仅作评估.
    """
    behind = reading.around(date)[1]
    own = [p for p in governed if reading.is_beside(date, p)]
    if behind is None or behind.text != PARTICLE or len(own) < PAIR or own[0].role != Role.NOUN:
        return None
    return None if any(p.listed and p.role == Role.MAIN for p in own) else own[0]


def _reaches(
    former: Predicate, reading: Reading, date: DateMention, words: Vocabulary
) -> bool:  # fmt: skip
    """Tell whether a date is what the verb before it leads to: 推迟至2027年, 成立于2018年."""
    if not former.listed or former.has("clausal_verb"):
        return False
    before = reading.around(date)[0]
    arrives = before is not None and before.has("arrival")
    later = any(reading.is_beside(date, p) and p.span.start > date.span.end for p in reading.found)
    return arrives or not later


def names_when(reading: Reading, date: DateMention, predicate: Predicate) -> bool:
    """Tell whether a date says when what a noun names happened: 2018年成立的中心发表报告,
    24日在悉尼召开的峰会.
    """
    place = reading.place(date)
    if place is None:
        return False
    number, index = place
    tokens = reading.clauses[number].tokens
    behind = tokens[predicate.last_token + 1] if predicate.last_token + 1 < len(tokens) else None
    named = predicate.listed and predicate.role == Role.ATTRIBUTIVE and predicate.clause == number
    if not named or behind is None or behind.text != PARTICLE:
        return False
    between = tokens[index + 1 : predicate.token]
    return len(between) <= FARTHEST_ATTRIBUTE and all(map(_leads_on, between))


def _leads_on(token: Token) -> bool:
    """Tell whether a word may stand between a date and the verb of its attribute: the 起正式 of
    9月1日起正式实施的, the 美国总统拜登 of 2023年美国总统拜登发布的.
    """
    if token.has("toward") or token.has("object_marker") or token.text == PARTICLE:
        return False  # 周日向已经发信的人查询
    if token.has("adverb") or token.has("preposition") or token.text in SINCE:
        return True
    return token.tag.startswith(BETWEEN)


def _only_identifies(
    reading: Reading, date: DateMention, governed: Sequence[Predicate], words: Vocabulary
) -> bool:
    """Tell whether a date only says which: 2021财年的国防授权法, but not 5月的峰会."""
    before, behind = reading.around(date)
    place = reading.place(date)
    if place is None or behind is None or behind.text != PARTICLE:
        named = behind is not None and behind.tag in (Tag.NAME, Tag.TITLE)
        return named and before is not None and before.text == PARTICLE  # 其版本的2026财年授权法
    number, index = place
    own = [p for p in governed if p.clause == number]
    framed = any(p.role in (Role.FRAME, Role.NOUN, Role.INSIDE, Role.BEFORE) for p in own)
    between = reading.clauses[number].tokens[index + 1 : own[0].token if own else None]
    text = "".join(token.text for token in between)
    telling = any(noun in text for noun in words.words("event_noun") | words.words("meeting_noun"))
    closed = any(token.has("frame_closer") for token in between)
    return not (framed or telling or closed)


def _happens_aside(predicate: Predicate, clauses: Sequence[Clause], words: Vocabulary) -> bool:
    """Tell whether a predicate before the main one happens too: 会晤之后, 在举办的峰会上."""
    if not predicate.listed or predicate.role not in (Role.BEFORE, Role.FRAME):
        return False
    tokens = clauses[predicate.clause].tokens
    following = tokens[predicate.last_token + 1 : predicate.last_token + 2]
    if following and following[0].text == DURING and following[0] is not tokens[-1]:
        return False
    if ANCHORED.fullmatch(tokens[-1].text):
        return False  # it happened on the day before
    behind = "".join(token.text for token in tokens[predicate.token :])
    return predicate.role == Role.BEFORE or any(
        noun in behind for noun in words.words("meeting_noun")
    )


def _main(
    governed: Sequence[Predicate], clauses: Sequence[Clause], beside: int
) -> Predicate | None:  # fmt: skip
    """Choose the main predicate: the first clause that has one gives it, a listed one first.

    An unlisted verb in the clause of the date (`beside`) keeps the date from those further on: in
    今年听闻此事,他们才决定 nothing says when they decided. Where the first predicate of all is only attributive and no main one is near, as in
    启动由两国主导的对话, it is the main one all the same.
    """
    first_clause = governed[0].clause
    by_clause: dict[int, list[Predicate]] = {}
    for predicate in governed:
        if predicate.clause - first_clause <= FARTHEST_CLAUSE:
            by_clause.setdefault(predicate.clause, []).append(predicate)
    for role in (Role.MAIN, Role.ATTRIBUTIVE, Role.NOUN):
        for own in by_clause.values():
            inside = [p for p in own if p.role == role]
            if inside and role == Role.MAIN and inside[0].finite:
                return inside[0]  # 详述了伊朗发动攻击
            if chosen := next((p for p in inside if p.listed), None):
                return chosen
            if (
                inside
                and role == Role.MAIN
                and (
                    len(by_clause) == 1
                    or inside[0].clause == beside
                    or _is_certain(inside[0], clauses)
                )
            ):
                return inside[0]
        heads = (p for p in governed if p.role in (Role.MAIN, Role.ATTRIBUTIVE))
        if (
            role == Role.MAIN
            and (first := next(heads, None))
            and first.role != role
            and first.listed
        ):
            return first
    return next((p for p in governed if p.role == Role.MAIN), None)


def _is_certain(predicate: Predicate, clauses: Sequence[Clause]) -> bool:
    """Tell whether an unlisted verb is the main one: it has 了, or a name as its subject."""
    before = clauses[predicate.clause].tokens[: predicate.token]
    return predicate.finite or any(token.tag in (Tag.NAME, Tag.PLACE) for token in before[:2])


def _before_date(reading: Reading, date: DateMention, words: Vocabulary) -> Predicate | None:
    """Find the predicate that a date follows: 该机构成立于2018年."""
    before = reading.around(date)[0]
    if before is None:
        return None
    index = bisect_left(reading.starts, date.span.start) - 1
    found = reading.found[index] if index >= 0 else None
    if found is None or not reading.is_beside(date, found):
        return None
    if before.has("arrival") and found.span.end == before.span.end:
        return found  # 持续到4月中旬
    led = before.has("date_preposition") or before.has("arrival")
    return found if led and found.span.end == before.span.start else None


# A date that leads to a colon governs what stands behind that alone.
LED_RULES: tuple[Rule, ...] = (_identifies, _attributive, _mainly)
RULES: tuple[Rule, ...] = (_leads_back, *LED_RULES)
