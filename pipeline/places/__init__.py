"""Places: every mention of a country, region, city or group of countries that no other name holds."""

import re

from pipeline.document import Document, NameMention, Rejection, Sense
from pipeline.places.knowledge import PlaceKnowledge
from pipeline.spans import Taken
from pipeline.text import Span

__all__ = ["PlaceKnowledge", "find_places"]

KIND = "place"
BESIDE = re.compile(r"[\s-]{0,20}+(\w{1,40})")


def find_places(
    document: Document, names: Taken, knowledge: PlaceKnowledge
) -> tuple[list[NameMention], list[Rejection]]:
    """Find the places of a document in order, and names of languages, which are refused.

    A place inside another name is none: 美国商务部. A group leads to its members: 中美.

    >>> from pipeline import analyze
    >>> [(row.text, row.place_id) for row in analyze('荷兰与中美官员会面。').place_mentions]
    [('荷兰', 'NL'), ('中美', 'CN+US')]
    """
    mentions: list[NameMention] = []
    refused: list[Rejection] = []
    for match in document.matches:
        sense = match.sense(KIND)
        if sense is None or not names.is_free(match.span) or document.is_address(match.span):
            continue
        if _is_language(document.plain, match.span, knowledge):
            refused.append(Rejection(match.span, KIND, "language", "the name of a language"))
        else:
            mentions.append(_mention(match.span, sense, knowledge))
    return mentions, refused


def _mention(span: Span, sense: Sense, knowledge: PlaceKnowledge) -> NameMention:
    """Return a mention; a group leads to its members, joined by +: 中美 to CN+US."""
    members = knowledge.members.get(sense.id, sense.id)
    name = knowledge.names[sense.id]
    return NameMention(span, members, name, KIND, "lexicon", f"places.csv:{sense.id}")


def _is_language(plain: str, span: Span, knowledge: PlaceKnowledge) -> bool:
    """Tell whether a name means a language: Chinese-language media, written in Chinese."""
    if plain[span.start : span.end] not in knowledge.languages:
        return False
    behind = BESIDE.match(plain, span.end)
    if behind and behind[1].lower() in knowledge.language_signs:
        return True
    return knowledge.into_language.search(plain, max(0, span.start - 24), span.start) is not None
