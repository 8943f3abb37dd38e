"""Which noun phrase of a Chinese clause stands as its subject: titles, persons and adverbs told apart."""

from collections.abc import Sequence

from pipeline.events.token import PARTICLE, Token
from pipeline.events.triggers import Vocabulary
from pipeline.segment.tags import PERSONS, Tag

# Parts of speech (jieba's, and the chart's own) that a noun phrase is made of.
PHRASE = (
    "n", "name", "place", "eng", "j", "l", "vn", "b", "a", "m", "q", "title", "s", "i", "z", "x",
    "k",
)  # fmt: skip
NO_PHRASE = ("date", "d", "ad", "p")
COUNTED = (Tag.NUMERAL, Tag.MEASURE)
NO_HEAD = (Tag.NUMERAL, Tag.MEASURE, Tag.OTHER)
NAME_TAGS = (
    Tag.PLACE_NAME,
    Tag.PROPER,
    Tag.PRONOUN,
    Tag.VERB,
    Tag.ABBREVIATION,
    Tag.ADJECTIVE,
    *PERSONS,
)
LONGEST_NAME = 5  # characters
LONGEST_TITLE = 5
DOT = "·"
DASHES = "–—-"
SHORTEST_WITH_HEAD = 2  # characters
ETC = "等"
THERE_IS = "有"
WHILE = "时"
MUCH = "多"
CLOCKS = ("时间", "当地时间")


def phrase_at(tokens: Sequence[Token], start: int, words: Vocabulary) -> Sequence[Token]:
    end = start
    while end < len(tokens) and is_nominal(tokens[end], words):
        end += 1
    return tokens[start:end]


def subject_of(tokens: Sequence[Token], words: Vocabulary, *, whole: bool) -> Sequence[Token]:
    """Return the noun phrase at the head of a clause, without dates, frames and adverbs.

    Of a clause that has a predicate of its own (`whole` is false) only what stands before its
    first verb counts.
    """
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.has("preposition") or (token.has("agent") and not token.has("passive")):
            position = _after_frame(tokens, position, words)
        elif token.has("partner_marker") and token.tag in (
            Tag.PREPOSITION,
            Tag.CONJUNCTION,
            Tag.VERB,
        ):
            return ()  # 次年与日本签署协议: the subject is left out
        elif token.text == THERE_IS and position + 1 < len(tokens):
            position += 1  # 有示威者破坏车站
        elif not position and token.has("speech_verb"):
            position += 1  # 指12名港人被捕
        elif _can_head(token, words):
            break
        elif token.tag.startswith(Tag.VERB) and not whole:
            return ()
        else:
            position += 1
    end = position
    if end < len(tokens):
        position = _with_number(tokens, position)
    while (
        end < len(tokens)
        and not _is_clock(tokens[end:])
        and (
            is_nominal(tokens[end], words)
            or tokens[end].text in (PARTICLE, ETC)
            or _completes_person(tokens, end, words)
        )
    ):
        end += 1
    return tokens[position:end]


def _with_number(tokens: Sequence[Token], head: int) -> int:
    """Return where a phrase begins with its number: 四部门, 一家基金; one that is about so many of a
    kind stays without: 超过100家印度企业, 更多企业.
    """
    start = head
    while start and tokens[start - 1].tag in COUNTED:
        start -= 1
    about = start and (tokens[start - 1].has("adverb") or tokens[start - 1].tag == Tag.VERB)
    bare = tokens[head].has("actor_head") and tokens[start].text != MUCH
    return start if bare or not about else head


def _is_clock(tokens: Sequence[Token]) -> bool:
    """Tell whether tokens begin with whose time it is: the 伦敦时间 of 约翰逊伦敦时间周二."""
    placed = tokens[0].tag in (Tag.PLACE, Tag.PLACE_NAME, Tag.PLACE_WORD) and len(tokens) > 1
    return tokens[0].text in CLOCKS or (placed and tokens[1].text == CLOCKS[0])


def _completes_person(tokens: Sequence[Token], index: int, words: Vocabulary) -> bool:
    """Tell whether a token is the rest of a name that jieba cut: the 超 of 李家超."""
    before, token = tokens[index - 1], tokens[index]
    if _is_behind_title(tokens, index, words):
        return True
    if before.text == DOT or (
        token.text == DOT and before.tag.startswith((Tag.NOUN, Tag.VERB, Tag.ADJECTIVE))
    ):
        return True
    if (
        before.tag not in PERSONS
        or len(token.text) > 1
        or len(before.text) > SHORTEST_WITH_HEAD + 1
    ):
        return False
    plain = token.tag in (
        Tag.VERB,
        Tag.VERB_MORPHEME,
        Tag.NOUN,
        Tag.ADJECTIVE,
        Tag.NOUN_MORPHEME,
        Tag.STATE_MORPHEME,
        Tag.MORPHEME,
        Tag.PERSON,
        Tag.ADJECTIVE_ADVERBIAL,
        Tag.OTHER,
    )
    return plain and token.text != "说" and not token.has("function")


def _is_behind_title(tokens: Sequence[Token], index: int, words: Vocabulary) -> bool:
    """Tell whether a token is of a name behind a title: the 何 and 亚东 of 发言人何亚东."""
    token, start = tokens[index], index
    if token.tag not in NAME_TAGS:
        return False
    while start and start > index - LONGEST_NAME and not _ends_in_title(tokens[start - 1], words):
        start -= 1
    if not start or not _ends_in_title(tokens[start - 1], words):
        return False
    name = "".join(part.text for part in tokens[start : index + 1])
    if len(name) > LONGEST_NAME or not name.isalpha() or token.is_trigger:
        return False
    if any(words.has(kind, token.text) for kind in ("function", "pronoun", "demonstrative")):
        return False
    following = tokens[index + 1] if index + 1 < len(tokens) else token
    surname = len(token.text) == 1 and following.tag in (
        *PERSONS,
        Tag.PLACE_NAME,
        Tag.PROPER,
        Tag.STATE_MORPHEME,
    )
    return token.tag in (Tag.PLACE_NAME, Tag.PROPER, *PERSONS) or (
        token.tag in (Tag.PRONOUN, Tag.VERB, Tag.ABBREVIATION, Tag.ADJECTIVE) and surname
    )


def _ends_in_title(token: Token, words: Vocabulary) -> bool:
    longest = min(len(token.text), LONGEST_TITLE)
    return any(words.has("person_title", token.text[-n:]) for n in range(2, longest + 1))


def _can_head(token: Token, words: Vocabulary) -> bool:
    if token.has("pronoun_subject") or token.has("demonstrative"):
        return True
    if token.is_cue:
        return False  # the 计划 of 计划明年投资
    nominal = is_nominal(token, words) and token.tag not in NO_HEAD
    return nominal and not token.has("pronoun") and not token.has("adverb")


def _after_frame(tokens: Sequence[Token], position: int, words: Vocabulary) -> int:
    """Skip a prepositional phrase: to behind its closing word, else behind its noun phrase."""
    for index in range(position + 1, len(tokens)):
        if tokens[index].has("frame_closer"):
            return index + 1
    index = position + 1
    while index < len(tokens) and (
        is_nominal(tokens[index], words) or tokens[index].text == PARTICLE
    ):
        index += 1
    return index


def is_nominal(token: Token, words: Vocabulary) -> bool:
    """Tell whether a word may belong to a noun phrase."""
    if token.has("nominal"):
        return True
    if token.has("preposition") or token.text in DASHES:
        return False  # 向 is a family name for jieba
    # 上台 is a place for jieba, 印发 a name
    mistaken = token.tag in (Tag.PLACE_NAME, Tag.PROPER) and token.is_trigger
    return token.tag not in NO_PHRASE and token.tag.startswith(PHRASE) and not mistaken


def passive_before(tokens: Sequence[Token]) -> int:
    """Return where the tokens before a predicate make it passive, or -1: the 遭 of 华为遭制裁, but not
    the 被 of 被问到时表示.
    """
    for place in range(len(tokens) - 1, -1, -1):
        if tokens[place].has("afterwards") or tokens[place].text == WHILE:
            return -1
        if tokens[place].has("passive"):
            return -1 if _is_of_relative(tokens[place + 1 :]) else place
    return -1


def _is_of_relative(tokens: Sequence[Token]) -> bool:
    """Tell whether tokens close an attribute with its verb: the 称为毒蛇的 of 被称为毒蛇的组织."""
    marks = [i for i, token in enumerate(tokens) if token.text == PARTICLE]
    return bool(marks) and any(token.tag == Tag.VERB for token in tokens[: marks[-1]])
