"""Chinese tokens: words that jieba glues taken apart, names that it cuts put together."""

from collections.abc import Iterator, Sequence

from pipeline.events.token import Token
from pipeline.events.triggers import Vocabulary
from pipeline.segment.tags import PERSONS, Tag
from pipeline.text import Span

VERB_LENGTH = 2  # characters
LONGEST_NAME = 4  # characters: 林郑月娥
SURNAME = frozenset(("surname",))
BODY_END = "会"
SHORTEST_GLUED = 3  # characters: 陈茂波于, but not 于
ENDS_NAME = (Tag.DATE, Tag.TIME, Tag.ADVERB, Tag.PREPOSITION, Tag.ADJECTIVE_ADVERBIAL)
GLUED_PASSIVE = "遭被"
GRANTED = "获"
HARD = (Tag.STOP, Tag.NAME, Tag.PLACE, Tag.TITLE, *ENDS_NAME, Tag.CONJUNCTION)


def chinese_tokens(tokens: Sequence[Token], words: Vocabulary) -> list[Token]:
    """Return the tokens of a Chinese sentence as its clauses need them: 陈茂波|于, 上|称, 陈肇始."""
    apart = [piece for token in tokens for piece in _taken_apart(token, words)]
    return list(_put_together(apart, words))


def _taken_apart(token: Token, words: Vocabulary) -> Iterator[Token]:
    """Yield a word, or the two that jieba glued: 于 behind a name, 但 before one, 上称."""
    text = token.text
    if token.has("glued"):
        yield from _cut(token, 1, (Tag.LOCALIZER, Tag.VERB), words)
    elif len(text) == len(GLUED_PASSIVE) and text[1] in GLUED_PASSIVE and token.tag == Tag.VERB:
        yield from _cut(token, 1, (Tag.NOUN, Tag.PREPOSITION), words)  # 网|遭
    elif text[1:] == GRANTED and words.modalities.get(text[0]) == "negated":
        yield from _cut(token, 1, (Tag.ADVERB, Tag.VERB), words)  # 未|获
    elif (
        len(text) == 2 * VERB_LENGTH
        and not token.is_trigger
        and words.has("object_verb", text[:VERB_LENGTH])
    ):
        yield from _cut(token, VERB_LENGTH, (Tag.VERB, Tag.NOUN), words)  # 签订|协议
    elif token.tag not in PERSONS or len(text) < SHORTEST_GLUED - 1:
        yield token
    elif len(text) >= SHORTEST_GLUED and words.has("date_preposition", text[-1]):
        yield from _cut(token, len(text) - 1, (token.tag, Tag.PREPOSITION), words)
    elif words.has("clause_opener", text[0]):
        yield from _cut(token, 1, (Tag.CONJUNCTION, token.tag), words)
    else:
        yield token


def _cut(token: Token, place: int, tags: tuple[str, str], words: Vocabulary) -> Iterator[Token]:
    start, middle, end = token.span.start, token.span.start + place, token.span.end
    for piece, text, tag in (
        (Span(start, middle), token.text[:place], tags[0]),
        (Span(middle, end), token.text[place:], tags[1]),
    ):
        yield Token(piece, text, tag, words.classes_of(text))


def _put_together(tokens: Sequence[Token], words: Vocabulary) -> Iterator[Token]:
    """Yield tokens, a name that jieba cut as one: 局长|陈|肇始|昨日."""
    position = 0
    while position < len(tokens):
        end = _name_end(tokens, position, words)
        if end > position + 1:
            yield _joined(tokens[position:end], Tag.PERSON)
        elif _is_body(tokens, position):
            end = position + 2
            yield _joined(tokens[position:end], Tag.BODY)
        else:
            yield tokens[position]
        position = end


def _joined(pieces: Sequence[Token], tag: Tag) -> Token:
    text = "".join(token.text for token in pieces)
    return Token(Span(pieces[0].span.start, pieces[-1].span.end), text, tag)


def _is_body(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a 会 is the end of a body's name, and no verb: 律师|会|今日, 律师|会|于5月."""
    if place + 2 >= len(tokens) or tokens[place + 1].text != BODY_END:
        return False
    named = tokens[place].tag == Tag.NOUN and len(tokens[place].text) > 1
    following = tokens[place + 2]
    dated = following.tag in (Tag.DATE, Tag.TIME) or following.has("date_preposition")
    return named and dated and tokens[place + 1].span.start == tokens[place].span.end


def _name_end(tokens: Sequence[Token], start: int, words: Vocabulary) -> int:
    """Return where a name ends that begins with a surname behind a title, a party or a date, or at a
    clause's head.
    """
    before = tokens[start - 1] if start else None
    titled = before is not None and (_is_title(before, words) or before.tag in (Tag.NAME, Tag.BODY))
    opens = before is None or before.tag in (Tag.STOP, Tag.CONJUNCTION, Tag.DATE)
    surname = words.has("surname", tokens[start].text[0])
    if not surname or tokens[start].classes - SURNAME or not (titled or opens):
        return start + 1
    end, length = start + 1, len(tokens[start].text)
    while (
        end < len(tokens)
        and _continues(tokens[end])
        and length + len(tokens[end].text) <= LONGEST_NAME
    ):
        length += len(tokens[end].text)
        end += 1
    name = "".join(token.text for token in tokens[start:end])
    sure = titled or tokens[start].tag in PERSONS
    fits = length < LONGEST_NAME or words.has("surname", name[1])
    closed = end < len(tokens) and (
        tokens[end].tag in ENDS_NAME
        or tokens[end].tag.startswith(Tag.VERB)
        or tokens[end].is_trigger
    )
    return end if sure and fits and closed and len(name) > 1 else start + 1


def _is_title(token: Token, words: Vocabulary) -> bool:
    """Tell whether a word is a title, or ends in one: 局局长."""
    titled = token.has("person_title") or words.has("person_title", token.text[-2:])
    return titled or token.has("actor_head")


def _continues(token: Token) -> bool:
    plain = not token.classes - SURNAME and token.tag not in HARD
    return plain and len(token.text) < SHORTEST_GLUED
