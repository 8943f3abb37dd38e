"""Who does it together with the subject: the 日本 of 美国在华盛顿与日本签署协议."""

from collections.abc import Sequence

from pipeline.events.subjects import phrase_at
from pipeline.events.token import PARTICLE, Token
from pipeline.events.triggers import Vocabulary
from pipeline.segment.tags import Tag

LONGEST_ATTRIBUTE = 8  # tokens
AT = ("在", "于")
PLACES = (Tag.PLACE, Tag.PLACE_NAME)


def partner_of(tokens: Sequence[Token], words: Vocabulary) -> Sequence[Token]:
    """Return the noun phrase behind a 与, 会同 or the like, of the tokens before a predicate.

    Not where another preposition holds it: 就美国与日本的合作, 在美国与日本.
    """
    for index, token in enumerate(tokens[:-1]):
        if not token.has("partner_marker"):
            continue
        start = _behind_attribute(tokens, index + 1, words)
        phrase = phrase_at(tokens, start, words)
        end = start + len(phrase)
        if not phrase or (end < len(tokens) and tokens[end].has("no_partner")):
            continue
        if not _is_held(tokens[:index], phrase, words):
            return phrase
    return ()


def _behind_attribute(tokens: Sequence[Token], start: int, words: Vocabulary) -> int:
    """Return where the noun phrase itself begins: the 首相 of 与上任仅一周的首相."""
    phrase = phrase_at(tokens, start, words)
    end = start + len(phrase)
    if phrase and (end == len(tokens) or tokens[end].has("function")):
        return start
    ends = (
        i
        for i in range(start, min(len(tokens) - 1, start + LONGEST_ATTRIBUTE))
        if tokens[i].text == PARTICLE
    )
    return next(ends, start - 1) + 1


def _is_held(before: Sequence[Token], phrase: Sequence[Token], words: Vocabulary) -> bool:
    """Tell whether a preposition before a 与 leads to both sides of it."""
    for token in reversed(before):
        if token.has("frame_closer") or token.tag == Tag.DATE:
            return False
        if token.has("preposition"):
            return token.text not in AT or phrase[-1].tag in PLACES
    return False
