"""Chinese predicates: which word of a clause says what happens."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.events.nouns import is_compound, is_noun_here
from pipeline.events.roles import Role, is_finite, roles
from pipeline.events.token import PARTICLE, Clause, Token, VerbCandidate
from pipeline.events.triggers import Vocabulary
from pipeline.segment.tags import Tag
from pipeline.text import Span

OBJECT_ENDS = (
    Tag.NOUN,
    Tag.PLACE,
    Tag.LATIN,
    Tag.ABBREVIATION,
    Tag.TITLE,
    Tag.MEASURE,
    Tag.SET_PHRASE,
    Tag.PLACE_WORD,
    Tag.VERB_NOUN,
)
SINCE = "开始"
LEADING = (Tag.PREPOSITION, Tag.ADVERB, Tag.CONJUNCTION, Tag.VERB)
BECOMES = ("为", "成", "至", "到")
LONGEST_TRIGGER = 4  # tokens
SHORT_TRIGGER = 2  # characters
# Parts of speech (jieba's) that a verb by itself has, that a noun or its modifier may have.
VERBS = (Tag.VERB, Tag.VERB_ADVERBIAL, Tag.VERB_INTRANSITIVE, Tag.VERB_MORPHEME)
IDIOMS = (Tag.SET_PHRASE, Tag.IDIOM, Tag.VERB, Tag.NOUN, Tag.PERSON)
COMPLETED = (Tag.SET_PHRASE, Tag.VERB, Tag.IDIOM)
NO_TRIGGER = (Tag.DATE, Tag.TITLE, Tag.NAME)


@dataclass(frozen=True, slots=True)
class Predicate:
    """A word that may say what happens, and its role in the clause."""

    span: Span
    text: str
    clause: int
    token: int
    last_token: int
    role: Role
    listed: bool
    finite: bool
    classes: frozenset[str] = frozenset()
    passive: bool = False
    past: bool = False
    led: bool = False

    def has(self, name: str) -> bool:
        """Tell whether the word belongs to a closed class."""
        return name in self.classes


def _found(
    place: tuple[int, int], text: str, words: Vocabulary, *, listed: bool
) -> VerbCandidate:  # fmt: skip
    return VerbCandidate(*place, text, listed, words.classes_of(text))


def predicates(clauses: Sequence[Clause], words: Vocabulary) -> list[Predicate]:
    """Return every predicate of a sentence's clauses, in order."""
    return [
        found
        for index, clause in enumerate(clauses)
        for found in _of_clause(index, clause, words, last=index == len(clauses) - 1)
    ]


def _of_clause(index: int, clause: Clause, words: Vocabulary, *, last: bool) -> Iterator[Predicate]:
    tokens = clause.tokens
    found = _without_subjects(tokens, list(_candidates(tokens, words)), words)
    start = found[-1].last + 1 if found else 0
    if (not found or _is_framed(tokens, start, words)) and (last or not _says_since(tokens)):
        found.extend(_last_resort(tokens, start, words))
    for one, role in zip(found, roles(clause, found, words, last=last), strict=True):
        finite = is_finite(tokens, one, words)
        yield Predicate(
            _span(tokens, one),
            one.text,
            index,
            one.first,
            one.last,
            role,
            one.listed,
            finite,
            one.classes,
        )


def _span(tokens: Sequence[Token], one: VerbCandidate) -> Span:
    """Return where a candidate stands; it may be a part of one token: the 表示 of 纷纷表示."""
    first, last = tokens[one.first], tokens[one.last]
    if first is not last or first.text.startswith(one.text):
        end = last.span.end if first is not last else first.span.start + len(one.text)
        return Span(first.span.start, end)
    return Span(last.span.end - len(one.text), last.span.end)


def _is_framed(tokens: Sequence[Token], position: int, words: Vocabulary) -> bool:
    """Tell whether a frame closes at a place: behind the 发布会 of 在发布会上明确范围."""
    return position < len(tokens) and tokens[position].has("frame_closer")


def _says_since(tokens: Sequence[Token]) -> bool:
    """Tell whether a clause only says since when: 从2023年开始, but not 调查从2023年开始."""
    if len(tokens) < SHORT_TRIGGER or tokens[-1].text != SINCE:
        return False
    *led, dated = tokens[:-1]
    timed = dated.tag in (Tag.DATE, Tag.TIME, Tag.LOCALIZER)
    return timed and all(
        token.tag in (Tag.DATE, Tag.TIME) or token.tag.startswith(LEADING) for token in led
    )


def _last_resort(tokens: Sequence[Token], start: int, words: Vocabulary) -> Iterator[VerbCandidate]:
    """Yield the first listed verb that is mostly a noun or a light verb, 机组开始服务, or that jieba
    takes together with its object: 发射卫星.
    """
    for index, token in enumerate(tokens[start:], start):
        text = token.text
        done = index + 1 < len(tokens) and tokens[index + 1].has("aspect")
        if (
            (done or token.tag in (Tag.VERB, Tag.ADJECTIVE_ADVERBIAL))
            and text in words.readings
            and words.has("last_resort", text)
        ):
            yield _found((index, index), text, words, listed=True)
            return
        if (
            token.tag == Tag.NOUN
            and len(text) == 2 * SHORT_TRIGGER
            and _has_its_object(text, words)
        ):
            yield _found((index, index), text[:SHORT_TRIGGER], words, listed=True)
            return


def _has_its_object(text: str, words: Vocabulary) -> bool:
    """Tell whether the halves of a word are a trigger and an object of it."""
    if words.has("no_predicate", text[:SHORT_TRIGGER]):
        return False
    rows = words.readings.get(text[:SHORT_TRIGGER], ())
    return any(text[SHORT_TRIGGER:] in row.objects for row in rows)


def _without_subjects(
    tokens: Sequence[Token], found: list[VerbCandidate], words: Vocabulary
) -> list[VerbCandidate]:
    """Leave out a trigger that is the subject of the next: the 限制 of 限制解除."""
    kept = [
        one
        for one, following in pairwise(found)
        if not _is_subject_of(tokens, one, following, words)
    ]
    return [*kept, *found[-1:]]


def _is_subject_of(
    tokens: Sequence[Token], one: VerbCandidate, following: VerbCandidate, words: Vocabulary
) -> bool:
    between = tokens[one.last + 1 : following.first]
    closes = one.has("topic_closer") and tokens[one.first].tag == Tag.VERB
    if not between and not closes and _is_led(tokens[: one.first], words):
        return True  # 把许可要求延伸到, 就价格承诺磋商
    if one.has("passing_verb") or one.has("clausal_verb"):
        return False
    if one.has("adverb") and (not between or _goes_on(between[0], words)):
        return True  # 成功对接, 成功将卫星送入轨道
    adverbs = all(token.has("adverb") or token.is_cue for token in between)
    if not between and one.first and tokens[one.first - 1].text == PARTICLE:
        return True  # 核苷修饰的发现获得奖项
    nominal = (
        bool(between) or following.last == len(tokens) - 1 or is_finite(tokens, following, words)
    )
    attributive = following.last + 1 < len(tokens) and tokens[following.last + 1].text == PARTICLE
    return adverbs and nominal and following.has("intransitive") and not attributive


def _goes_on(token: Token, words: Vocabulary) -> bool:
    """Tell whether a token leads on to a verb: 将, 在, 首次."""
    return token.has("preposition") or token.has("adverb")


def _is_led(tokens: Sequence[Token], words: Vocabulary) -> bool:
    """Tell whether tokens end in a noun phrase behind 就, 围绕 or 把, which goes on: 就价格|承诺磋商,
    把许可|要求延伸到, but not 该部就|发布报告.
    """
    for token in reversed(tokens):
        if token.has("topic_opener") or token.text == "把":
            return token is not tokens[-1]
        if not token.tag.startswith(
            (Tag.NOUN, Tag.ABBREVIATION, Tag.VERB_NOUN, Tag.PLACE, Tag.TITLE)
        ):
            return False
    return False


def _candidates(tokens: Sequence[Token], words: Vocabulary) -> Iterator[VerbCandidate]:
    """Yield triggers and verbs of a clause, without those that are only a part of a noun."""
    last_verb = max((i for i, token in enumerate(tokens) if token.tag == Tag.VERB), default=-1)
    position = 0
    while position < len(tokens):
        one = _candidate(tokens, position, words)
        if one is None or (position < last_verb and is_compound(tokens, one, words)):
            position += 1
            continue
        yield one
        position = one.last + 1


def _candidate(tokens: Sequence[Token], position: int, words: Vocabulary) -> VerbCandidate | None:
    """Return the longest listed trigger that starts at a token, else the verb there."""
    text, found = "", None
    for last in range(position, min(len(tokens), position + LONGEST_TRIGGER)):
        if tokens[last].tag in NO_TRIGGER:
            break
        text += tokens[last].text
        if text in words.readings and (len(text) >= SHORT_TRIGGER or tokens[last].tag == Tag.VERB):
            found = _found((position, last), text, words, listed=True)
        if text not in words.openings:
            break
    if found is not None:
        return None if is_noun_here(tokens, found, words) else found
    return _verb(tokens, position, words)


def _verb(tokens: Sequence[Token], position: int, words: Vocabulary) -> VerbCandidate | None:
    token = tokens[position]
    if token.tag in IDIOMS and len(token.text) == 2 * SHORT_TRIGGER:
        for part in (token.text[SHORT_TRIGGER:], token.text[:SHORT_TRIGGER]):
            sure = _is_verb_of(token, part, words)
            if part in words.readings and sure and not words.has("no_predicate", part):
                # 纷纷表示 and 表示遗憾 are one word for jieba
                return _found((position, position), part, words, listed=True)
    if words.has("complement", token.text[SHORT_TRIGGER:]) and token.tag in COMPLETED:
        stem = token.text[:SHORT_TRIGGER]
        if stem in words.readings and not words.has("no_predicate", stem):
            return _found((position, position), stem, words, listed=True)  # 蔓延到, 移交给
    if token.tag not in VERBS or len(token.text) < SHORT_TRIGGER or _is_led_on(token, words):
        return None
    if any(before.text == "是" for before in tokens[:position]):
        return None
    if token.has("no_predicate") or _stands_beside(tokens, position, "、", "与", "和"):
        return None
    if position and tokens[position - 1].text in (PARTICLE, "之"):
        return None
    return _found((position, position), token.text, words, listed=False)


def _is_verb_of(token: Token, part: str, words: Vocabulary) -> bool:
    """Tell whether a half of an idiom is a verb: the 表示 of 表示遗憾, the 加入 of 申请加入, but
    neither half of 内阁会议.
    """
    ordered = token.tag == Tag.NOUN and words.has("pivot_verb", part)  # 行政命令
    if words.has("clausal_verb", part) and not ordered:
        return True
    led = token.text[:SHORT_TRIGGER]
    if led == part:
        return False
    if token.tag == Tag.PERSON:
        return not words.has("surname", token.text[0])  # 隆重举行 is no name
    return token.tag != Tag.NOUN or words.has("adverb", led) or words.has("asking_verb", led)


def _is_led_on(token: Token, words: Vocabulary) -> bool:
    """Tell whether a verb only leads on, or is none but for jieba: 请于, 忙于, the 依该 of 依该法."""
    last = words.has("date_preposition", token.text[-1])
    return last or (
        words.has("basis", token.text[0]) and words.has("demonstrative", token.text[1:])
    )


def _stands_beside(tokens: Sequence[Token], position: int, *others: str) -> bool:
    beside = (position - 1, position + 1)
    return any(0 <= i < len(tokens) and tokens[i].text in others for i in beside)


def moved_object(tokens: Sequence[Token], predicate: Predicate, words: Vocabulary) -> int | None:
    """Return where 把, or a 将 that stands for it, brings the object before its verb.

    将80家企业列入清单 and 将来自中国的企业列入清单 do; 将在新区建设 and 将发布 say a plan.
    """
    for index in range(predicate.token - 1, -1, -1):
        if not tokens[index].has("object_marker"):
            continue
        if tokens[index].text == "把":
            return index
        phrase = tokens[index + 1 : predicate.token]
        if not phrase or not phrase[-1].tag.startswith(OBJECT_ENDS):
            return None
        first = phrase[0]
        led = first.has("preposition") or first.has("coordinator")
        led = led or (first.tag == Tag.TIME and not _becomes(tokens, predicate))
        if led or first.tag in (
            Tag.DATE,
            Tag.ADVERB,
            Tag.ADJECTIVE_ADVERBIAL,
            Tag.PREPOSITION,
            Tag.CONJUNCTION,
        ):
            return None  # 将与日本签署, 将在新区建设
        led_by_verb = first.tag.startswith(Tag.VERB) and not first.tag.startswith(Tag.VERB_NOUN)
        return index if not led_by_verb or predicate.has("put_verb") else None
    return None


def _becomes(tokens: Sequence[Token], predicate: Predicate) -> bool:
    """Tell whether a verb says what its object becomes: 将青年委员会升格为发展委员会, where jieba takes
    青年 for a time.
    """
    return any(token.text in BECOMES for token in tokens[predicate.last_token + 1 :][:1])
