"""Instruments that a document names once and then short: （以下简称《办法》）, (the "CHIPS Act")."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.document import Document, NameMention
from pipeline.instruments.knowledge import InstrumentKnowledge
from pipeline.instruments.known import TITLE
from pipeline.instruments.naming import OWN
from pipeline.instruments.titles import bare_title, is_head
from pipeline.lexicon.gazetteer import cuts_latin
from pipeline.text import Span

QUOTED = r"[《〈“「『\"]([^《》〈〉“”「」『』\"()\n]{2,24})[》〉”」』\"]"
CALLED = re.compile(
    rf"[》〉”」\"]?\s?(?:\([A-Za-z][^()\n]{{1,80}}\))?\s?[,(]?\s?(?:[A-Z][\w ]{{1,80}}[,;]\s?)?(?:以下|下文|下|也|又)?(?:简称|称|称为|称之为)(?:为|作)?[:：]?\s?{QUOTED}"
)
ACRONYM = re.compile(
    r"[》〉”」\"]?(?:\s\([0-9][^()\n]{1,40}\))?\s?\((?:the |以下简称|简称|下称|或)?[“\"]?(?P<name>(?=[^a-z ]{0,12}[A-Z][^a-z ]{0,12}[A-Z])[A-Z][A-Za-z0-9-]{2,11})[”\"]?\)"
)
THE = re.compile(
    r"\s?\((?:the |hereinafter |or |called )*[“\"](?:the )?(?P<name>[A-Z][^“”\"()\n]{2,50})[”\"]\)"
)
GLOSS = re.compile(r"[》〉”」\"]?\s?\((?:即|简称|the |英文:?)?[“\"《]?")
SECTIONS = ("us-usc-", "us-cfr-")
SHORTEST_BARE = 4
SHORTEST_REPEATED = 5


@dataclass(frozen=True, slots=True)
class ShortName:
    """A name that a text gives an instrument, from a position on."""

    text: str
    start: int
    mention: NameMention
    rule: str


def short_names(plain: str, mentions: Iterable[NameMention]) -> Iterator[ShortName]:
    """Yield the short names behind instruments: the 暂行办法 of （以下简称《暂行办法》）."""
    for mention in mentions:
        end = mention.span.end
        if called := CALLED.match(plain, end):
            yield ShortName(called[1].strip(), end, mention, "short-name")
        for pattern in (ACRONYM, THE):
            if found := pattern.match(plain, end):
                yield ShortName(found["name"].strip(), end, mention, "short-name")


def glossed(plain: str, mentions: Sequence[NameMention]) -> list[NameMention]:
    """Give a title and the name in the bracket behind it one id: 《推进法》(ADVANCE Act), the one that
    a lexicon or a number gives before one of the document's own.
    """
    same: dict[str, NameMention] = {}
    for first, second in pairwise(mentions):
        if first.id == second.id or second.id.startswith(SECTIONS):
            continue
        if not _explains(plain, first.span, second.span):
            continue
        if first.id.startswith(OWN) and second.id and not second.id.startswith(OWN):
            same.setdefault(first.id, second)
        elif second.id.startswith(OWN) and first.id:
            same.setdefault(second.id, first)
    return [_given(mention, same) for mention in mentions]


def _explains(plain: str, first: Span, second: Span) -> bool:
    """Tell whether a bracket says that two names are one: 《…》(X Act), (X Initiative Act, XI Act)."""
    if GLOSS.fullmatch(plain, first.end, second.start):
        return True
    inside = plain[first.start - 1 : first.start] + plain[second.end : second.end + 1]
    return inside == "()" and plain[first.end : second.start].strip() == ","


def _given(mention: NameMention, same: Mapping[str, NameMention]) -> NameMention:
    """Return a mention with the id that a bracket gives it."""
    meant = same.get(mention.id)
    if meant is None:
        return mention
    meant = same.get(meant.id, meant)
    return replace(
        mention, id=meant.id, name=meant.name, kind=meant.kind, basis="pair",
        rule=f"{mention.rule}+glossed",
    )  # fmt: skip


def full_titles(
    plain: str, mentions: Iterable[NameMention], knowledge: InstrumentKnowledge
) -> Iterator[ShortName]:
    """Yield the titles that no lexicon has, to be found again without signs."""
    for mention in mentions:
        text = plain[mention.span.start : mention.span.end]
        if mention.id.startswith(OWN) and mention.rule.startswith("law-title"):
            bare = bare_title(text, knowledge)
            if len(bare) >= SHORTEST_REPEATED and not bare.isascii():
                yield ShortName(bare, mention.span.end, mention, "title-again")


def named_again(
    document: Document, names: Sequence[ShortName], knowledge: InstrumentKnowledge
) -> Iterator[NameMention]:
    """Yield where the short names stand: in signs always, alone where they are names themselves."""
    plain = document.plain
    for name in names:
        alone = _stands_alone(name, knowledge)
        at = plain.find(name.text, name.start)
        while at >= 0:
            end = at + len(name.text)
            is_whole = not cuts_latin(plain, at, end)
            if is_whole and (alone or _is_signed(plain, at, end)):
                yield _mention(name, Span(at, end))
            at = plain.find(name.text, end)


def _stands_alone(name: ShortName, knowledge: InstrumentKnowledge) -> bool:
    """Tell whether a short name is one without signs: GDPR, 数据条例, not 办法 or 框架."""
    if name.rule == "title-again" or name.text.isascii():
        return True
    return len(name.text) >= SHORTEST_BARE and name.text.endswith(knowledge.longest_heads)


def _is_signed(plain: str, start: int, end: int) -> bool:
    pair = plain[start - 1 : start] + plain[end : end + 1]
    return pair in ("《》", "〈〉", "“”", "「」", "『』", '""')


def _mention(name: ShortName, span: Span) -> NameMention:
    first = name.mention
    rule = f"{first.rule}+{name.rule}"
    return NameMention(span, first.id, first.name, first.kind, "pair", rule)


def heads_alone(
    document: Document, mentions: Sequence[NameMention], knowledge: InstrumentKnowledge
) -> Iterator[NameMention]:
    """Yield 《条例》 where one title alone ends so before it."""
    plain = document.plain
    for found in TITLE.finditer(plain):
        group = 1 if found[1] else 2
        text = found[group]
        if not is_head(text, knowledge):
            continue
        ending = {
            mention.id: mention
            for mention in mentions
            if mention.span.end <= found.start()
            and mention.id
            and bare_title(plain[mention.span.start : mention.span.end], knowledge).endswith(text)
        }
        if len(ending) == 1:
            first = next(iter(ending.values()))
            span = Span(*found.span(group))
            rule = f"{first.rule}+head-alone"
            yield NameMention(span, first.id, first.name, first.kind, "pair", rule)
