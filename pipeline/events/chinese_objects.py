"""What a Chinese predicate acts on: the rest of its clause, what it happens to, what is said."""

import re
from collections.abc import Sequence

from pipeline.events.predicates import Predicate
from pipeline.events.reading import Reading
from pipeline.events.roles import OWN_MODIFIER, Role
from pipeline.events.subjects import is_nominal, passive_before, subject_of
from pipeline.events.token import PARTICLE, Clause, Token
from pipeline.events.triggers import Vocabulary
from pipeline.segment.tags import Tag
from pipeline.text import Span

FEWEST_LETTERS = 2
LONGEST_OBJECT = 60  # characters; of a longer one its last noun phrase is kept
FARTHEST_SUBJECT = 3  # clauses back
LISTING = "、"  # 冲突、风灾等事件
REACHED = "到"  # 识别|到一次行动
BEFORE = "前"  # 会见|前|总统
AND_THEN = ("并", "并且")  # 成立公司|并|任命总裁
END, CLOSING = re.compile(r"[。!?;]|(?<=.{8}),"), ",。!?;"
# What may stand between a thing and the verb that says that it takes effect: 自12月1日起, 已, 须.
LEADING = (
    Tag.DATE, Tag.ADVERB, Tag.PREPOSITION, Tag.LOCALIZER, Tag.VERB, Tag.TIME, Tag.ADJECTIVE_ADVERBIAL,
)  # fmt: skip
QUANTITY = (Tag.NUMERAL, Tag.MEASURE)
THING = (Tag.NOUN, Tag.NAME, Tag.PLACE, Tag.TITLE, Tag.LATIN, Tag.ABBREVIATION, Tag.VERB_NOUN)
TIMES = (Tag.DATE, Tag.TIME)
WHEN_OR_WHERE = (*TIMES, Tag.LOCALIZER, Tag.PREPOSITION, Tag.ADVERB)


def objects(
    reading: Reading, predicate: Predicate, words: Vocabulary, *, happens: bool = False
) -> tuple[Span, ...]:
    """Return what a predicate acts on: the rest of its clause, of a passive its subject too; what it
    happens to, where nobody does it: 风暴爆发; what is said: 他表示,….
    """
    clause = reading.clauses[predicate.clause]
    acted = _acted_on(clause, predicate, words)
    found = [acted]
    if (passive := _turned_at(clause, predicate, acted)) >= 0:
        if not (acted and predicate.role == Role.ATTRIBUTIVE):  # 被特朗普制裁的|法官
            found = [_undergoer(reading, predicate, passive, words), acted]
    elif (happens or predicate.has("doerless")) and _is_level(acted, predicate):
        found = [_happened_to(reading, predicate, words) or acted]
    elif not acted and predicate.has("speech_verb") and predicate.role == Role.MAIN:
        return _said(reading, predicate)
    spans = (_shortened(phrase) for phrase in found if phrase)
    return tuple(
        dict.fromkeys(s for s in spans if FEWEST_LETTERS <= s.end - s.start <= LONGEST_OBJECT)
    )


def _turned_at(clause: Clause, predicate: Predicate, acted: Sequence[Token]) -> int:
    """Return where 被, or a 由 without an object, turns a clause around, or -1: 漏洞|由团队披露."""
    before = clause.tokens[: predicate.token]
    led = (fact.first - 1 for fact in clause.told("agent") if fact.end <= predicate.token)
    return max(passive_before(before), -1 if acted else next(led, -1))


def _shortened(phrase: Sequence[Token]) -> Span:
    """Return where a phrase stands, of a very long one its last noun phrase: 就…提出的|建议."""
    whole = Span(phrase[0].span.start, phrase[-1].span.end)
    marks = [i for i, token in enumerate(phrase[:-1]) if token.text == PARTICLE]
    if whole.end - whole.start <= LONGEST_OBJECT or not marks:
        return whole
    return Span(phrase[marks[-1] + 1].span.start, whole.end)


def _is_level(behind: Sequence[Token], predicate: Predicate) -> bool:
    """Tell whether behind a verb stands at most how far it went: 数字跌至|91%."""
    if not behind or predicate.role == Role.ATTRIBUTIVE:
        return not behind
    arrives = behind[0].has("arrival")
    first = behind[1] if arrives and len(behind) > 1 else behind[0]
    return first.tag in QUANTITY and (arrives or predicate.has("change_verb"))


def _acted_on(clause: Clause, predicate: Predicate, words: Vocabulary) -> Sequence[Token]:
    """Return the object behind a predicate in its clause."""
    behind = clause.tokens[predicate.last_token + 1 :]
    tokens: Sequence[Token] = [token for token in behind if not token.has("aspect")]
    if predicate.role in (Role.BEFORE, Role.FRAME):
        ends = (i for i, t in enumerate(tokens) if t.has("afterwards") or t.has("frame_closer"))
        tokens = tokens[: next(ends, len(tokens))]
    elif predicate.role == Role.ATTRIBUTIVE:
        return _of_attribute(tokens, words)
    tokens = _without_end(
        _without_start(tokens[int(bool(tokens) and tokens[0].text == PARTICLE) :])
    )
    return () if all(token.tag in WHEN_OR_WHERE for token in tokens) else tokens


def _without_start(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return what is behind a verb without what only completes it: 到, 于2016年的, the 和分析 of
    报道和分析政策; nothing where it says what came later: 毕业|后任职.
    """
    if not tokens:
        return ()
    if tokens[0].has("afterwards") and tokens[0].text != BEFORE:
        return ()
    if tokens[0].text == REACHED and len(tokens) > 1 and tokens[1].tag not in TIMES:
        return tokens[1:]
    if len(tokens) > 1 and _is_second_verb(tokens):
        return tokens[2:]
    if tokens[0].text == LISTING:
        return ()
    if tokens[0].has("date_preposition") and len(tokens) > 1 and tokens[1].tag in TIMES:
        return tokens[3:] if len(tokens) > 2 and tokens[2].text == PARTICLE else tokens[2:]
    return tokens


def _is_second_verb(tokens: Sequence[Token]) -> bool:
    """Tell whether an object begins behind another verb: 报道|和分析|政策, 发布|实施的|条例."""
    joined = tokens[0].has("coordinator") and tokens[1].tag == Tag.VERB
    return joined or (tokens[0].tag == Tag.VERB and tokens[1].text == PARTICLE)


def _without_end(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return an object up to where something else begins: 任命总裁 of 成立公司|并任命总裁."""
    end = next((i for i in range(1, len(tokens)) if _begins_anew(tokens, i)), len(tokens))
    while end and tokens[end - 1].has("afterwards") and end == len(tokens):
        end -= 1  # 自2016年收购喜来登以来
        tokens = tokens[:end]
    return tokens[:end]


def _begins_anew(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether at a place something else begins than an object: 并, a date behind a 、."""
    token, behind = tokens[place], tokens[place + 1 :]
    if not behind:
        return False
    if token.text in AND_THEN:
        return behind[0].tag == Tag.VERB or behind[0].has("adverb") or behind[0].is_trigger
    return token.has("coordinator") and behind[0].tag == Tag.DATE


def _of_attribute(tokens: Sequence[Token], words: Vocabulary) -> Sequence[Token]:
    """Return what an attribute's verb acts on: its own object, else the noun that it is told of, the
    《条例》 of 2000年制定的《条例》.
    """
    mark = next((i for i, t in enumerate(tokens) if t.text == PARTICLE and _closes(tokens, i)), -1)
    own = _without_end(_without_start(tokens[:mark] if mark >= 0 else tokens))
    rest = tokens[mark + 1 :]
    if mark < 0 or not all(token.tag in WHEN_OR_WHERE or token.has("afterwards") for token in own):
        is_attribute = any(token.tag == Tag.VERB for token in rest)
        return own if is_attribute else _without_end(_without_start(tokens))
    end = next((i for i in range(len(rest)) if not _goes_on(rest, i, words)), len(rest))
    while end and rest[end - 1].has("coordinator"):
        end -= 1
    return _without_end(rest[:end])


def _closes(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a 的 closes an attribute, and is none of 新的, 34个的."""
    return not place or not tokens[place - 1].tag.startswith(OWN_MODIFIER) or place == 1


def _goes_on(tokens: Sequence[Token], place: int, words: Vocabulary) -> bool:
    """Tell whether a noun phrase goes on at a token."""
    token = tokens[place]
    if token.text == PARTICLE:
        return bool(place) and not _closes(tokens, place)
    if token.tag in TIMES or token.has("frame_closer"):
        return False
    return is_nominal(token, words) or token.tag == Tag.PRONOUN or token.has("event_noun")


def _undergoer(
    reading: Reading, predicate: Predicate, passive: int, words: Vocabulary
) -> Sequence[Token]:
    """Return the subject of a passive: in its clause, else in those before it: 部分议员落选,获政府委任."""
    tokens = reading.clauses[predicate.clause].tokens[:passive]
    if own := subject_of(tokens, words, whole=True):
        return own
    first = max(0, predicate.clause - FARTHEST_SUBJECT)
    for clause in reading.clauses[first : predicate.clause][::-1]:
        if phrase := subject_of(clause.tokens, words, whole=False):
            return phrase if phrase[-1].text != PARTICLE else ()
    return ()


def _happened_to(reading: Reading, predicate: Predicate, words: Vocabulary) -> Sequence[Token]:
    """Return what something happens to: the nearest noun phrase, or the subject before an adjunct."""
    before = reading.clauses[predicate.clause].tokens[: predicate.token]
    found = _phrase_before(before, words)
    if predicate.role in (Role.BEFORE, Role.FRAME):
        return found if predicate.has("intransitive") or predicate.has("doerless") else ()
    first = next(p for p in reading.found if p.clause == predicate.clause)
    own = first == predicate and predicate.role == Role.MAIN
    subject = subject_of(before, words, whole=True) if own else ()
    if any(t.tag.startswith(THING) for t in found) and not (subject and _is_led(before, found)):
        return found
    return subject if subject and not subject[-1].has("coordinator") else ()


def _is_led(tokens: Sequence[Token], phrase: Sequence[Token]) -> bool:
    """Tell whether a preposition leads to a phrase: the 武汉 of 基地在武汉成立."""
    place = tokens.index(phrase[0])
    return place > 0 and tokens[place - 1].has("preposition")


def _phrase_before(tokens: Sequence[Token], words: Vocabulary) -> Sequence[Token]:
    """Return the noun phrase nearest to a verb: the 10%关税 of 加征的10%关税自2月起生效."""
    end = len(tokens)
    while end and (tokens[end - 1].tag in LEADING or tokens[end - 1].has("adverb")):
        end -= 1
    start = end
    while start and (is_nominal(tokens[start - 1], words) or tokens[start - 1].text == PARTICLE):
        start -= 1
    while start < end and (tokens[start].text == PARTICLE or tokens[start].has("coordinator")):
        start += 1
    return tokens[start:end]


def _said(reading: Reading, predicate: Predicate) -> tuple[Span, ...]:
    """Return what is said behind the comma or colon: the first clause that says something."""
    following = reading.clauses[predicate.clause + 1 :]
    if not following:
        return ()
    start = following[0].span.start
    if (first := following[0].tokens[0]).tag == Tag.TITLE and len(following[0].tokens) == 1:
        return (quoted(first),)
    telling = {one.clause for one in reading.found if one.role == Role.MAIN}
    end = start
    for number, clause in enumerate(following, predicate.clause + 1):
        if clause.span.end - start > LONGEST_OBJECT and end > start:
            break
        end = clause.span.end
        if number in telling and not clause.tokens[-1].has("afterwards"):
            break
    return (Span(start, _limited(following, Span(start, end))),)


def _limited(clauses: Sequence[Clause], span: Span) -> int:
    """Return where what is said ends, of a long clause behind the last word that fits."""
    if span.end - span.start <= LONGEST_OBJECT:
        return span.end
    ends = (token.span.end for clause in clauses for token in clause.tokens)
    return max((end for end in ends if end - span.start <= LONGEST_OBJECT), default=span.end)


def quoted(token: Token) -> Span:
    """Return what a quotation says, of a long one its first sentence or clause."""
    inside = Span(token.span.start + 1, token.span.end - 1)
    if inside.end - inside.start <= LONGEST_OBJECT:
        return Span(inside.start, inside.end - int(token.text[-2] in CLOSING))
    found = END.search(token.text, 1)
    end = token.span.start + found.start() if found else inside.start + LONGEST_OBJECT
    return Span(inside.start, min(end, inside.start + LONGEST_OBJECT))
