"""Names of which the user's lexicons say that they are none: mentions in, the others out."""

from collections.abc import Iterable

from pipeline.document import NameMention
from pipeline.lexicon import Lexicons
from pipeline.plain import lookup_form, lowered


def barred_names(lexicons: Lexicons, list_name: str) -> frozenset[str]:
    """Return what the user says is no name of a kind, in plain form and small letters."""
    words = lexicons.list_of("name_words", list_name)
    return frozenset(lookup_form(word) for word in words)


def not_barred(
    plain: str, mentions: Iterable[NameMention], barred: frozenset[str]
) -> list[NameMention]:
    """Return the mentions whose whole text is not barred: 苹果 may be, 苹果公司 stays."""
    if not barred:
        return list(mentions)
    return [
        mention
        for mention in mentions
        if lowered(plain[mention.span.start : mention.span.end]) not in barred
    ]
