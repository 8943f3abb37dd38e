"""Names that a document gives once, found again: the same, shorter, or abbreviated."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from pipeline.document import NameMention, NamePair
from pipeline.lexicon.gazetteer import HAN_ONLY, cuts_latin
from pipeline.names.context import COUNTRY, PROPER, NameContext
from pipeline.organizations.groupings import RULE as GROUP
from pipeline.organizations.groupings import without_members
from pipeline.organizations.legal_form import INTRODUCED
from pipeline.organizations.linked import core
from pipeline.text import Span

SHORTEST_PART = (
    5  # 印度电子和信息技术部 again as 电子和信息技术部; 美国国会 again as 国会 is for the lexicon
)
SHORTEST_NAME = 2
OF_THE = " of the "
REPEATED = "repeated-name"
WITHOUT_FORM = "name-without-legal-form"
LATIN = "latin-name"
COMPANY = "公司"
CAPITAL = re.compile(r" (?:[A-Z][A-Za-z]|\d(?:\.\d)?(?! ?[\d年月日亿万家名个%]))")
# 红帽|杯: a prize that bears a name.
PRIZE = "杯"
# Sekoia|.io, Cutout|.Pro: a name goes on as an address.
ADDRESS = re.compile(r"\.(?:[a-z]{2,4}|Pro)(?![\w.-])")
# Federal Indian Boarding School|Initiative: what is named by a body.
NAMED_BY = re.compile(
    r" (?:[A-Z][a-z]+ )?(?:Act|Initiative|Program(?:me)?|Project|Plan|Bill|Award|Prize|Day|Week|Month|Scholarship|Fellowship|Grant)\b"
)
# The name of a pair may begin this much earlier than the mention: with a country, say.
LONGEST_MISSED = 8


@dataclass(frozen=True, slots=True)
class Alias:
    """Another form of a mention that the document allows, from a position on."""

    text: str
    start: int
    mention: NameMention
    basis: str
    rule: str


def pair_aliases(
    view: NameContext, pairs: Iterable[NamePair], mentions: Iterable[NameMention]
) -> Iterator[Alias]:
    """Yield the acronyms and translations in brackets behind a mention: 半导体联盟(SIAC)."""
    by_end = {mention.span.end: mention for mention in mentions}
    for pair in pairs:
        mention = by_end.get(pair.name.end)
        if mention is None or mention.span.start > pair.name.start + LONGEST_MISSED:
            continue
        inner = view.words.plain[mention.span.start : pair.name.start]
        if inner.endswith(OF_THE):
            continue  # Commission of the|People’s Republic of China (PRC)
        written = {pair.zh, pair.en} - {""} if pair.zh and pair.en else set()
        for text in (pair.acronym, *sorted(written)):
            if len(text) >= SHORTEST_NAME and len(text) != pair.name.end - pair.name.start:
                yield Alias(text, pair.name.end, mention, "pair", "pair")


def shorter_forms(view: NameContext, mentions: Iterable[NameMention]) -> Iterator[Alias]:
    """Yield the forms in which a name comes again: without its country, without its legal form."""
    plain = view.words.plain
    for mention in mentions:
        text = plain[mention.span.start : mention.span.end]
        if mention.basis != "lexicon":
            yield Alias(text, 0, mention, mention.basis, REPEATED)
        if mention.rule == GROUP and len(rest := without_members(text)) >= SHORTEST_PART:
            yield Alias(rest, 0, mention, mention.basis, "name-without-country")
        first = view.words.starting_at(mention.span.start)
        if first < 0:
            continue
        rest = text[len(view.words.text(first)) :].lstrip()
        is_long = len(rest) >= SHORTEST_PART and (not rest.isascii() or rest.count(" ") > 1)
        if view.role(first) == COUNTRY and is_long and mention.kind != "company":
            yield Alias(rest, 0, mention, mention.basis, "name-without-country")
        short = text[: len(core(text))]
        if mention.rule == INTRODUCED and _is_coined(view, first, short):
            for form in (short, short + COMPANY):
                yield Alias(form, 0, mention, mention.basis, WITHOUT_FORM)
        if (
            mention.kind == "company"
            and short != text
            and view.role(first) == PROPER
            and _is_distinct(view, short)
        ):
            yield Alias(short, 0, mention, mention.basis, WITHOUT_FORM)


def _is_coined(view: NameContext, first: int, short: str) -> bool:
    """Tell whether the core of an introduced company is no word, or stands again as a company: 美|光
    of 芯片巨头美光科技公司.
    """
    return len(view.words.text(first)) < len(short) or short + COMPANY in view.words.plain


def _is_distinct(view: NameContext, text: str) -> bool:
    """Tell whether a company without its legal form is still a name: 诺瓦瓦克斯."""
    if not HAN_ONLY.fullmatch(text):
        return len(text) > SHORTEST_NAME
    return view.is_foreign(text) and len(text) > SHORTEST_NAME


def find_again(
    view: NameContext, aliases: Iterable[Alias], improbable: Collection[Span] = ()
) -> Iterator[NameMention]:
    """Yield where the other forms of the names stand, but a name that a rule made not where it hardly
    is one: 展示了|Nothing 系统.
    """
    from ahocorasick_rs import AhoCorasick, MatchKind

    forms: dict[str, Alias] = {}
    for alias in aliases:
        forms.setdefault(alias.text, alias)
    if not forms:
        return
    ordered = list(forms.values())
    automaton = AhoCorasick([alias.text for alias in ordered], matchkind=MatchKind.LeftmostLongest)
    for index, start, end in automaton.find_matches_as_indexes(view.words.plain):
        alias = ordered[index]
        if (
            start >= alias.start
            and _stands_alone(view, start, end)
            and not _is_product(view, alias, end)
            and not (alias.rule == REPEATED and Span(start, end) in improbable)
        ):
            mention = alias.mention
            address = ADDRESS.match(view.words.plain, end)
            if address and view.words.plain[start].isascii():
                end = address.end()
            yield NameMention(
                Span(start, end), mention.id, mention.name, mention.kind, alias.basis,
                f"{mention.rule}+{alias.rule}",
            )  # fmt: skip


def _is_product(view: NameContext, alias: Alias, end: int) -> bool:
    """Tell whether a name only begins that of a product, a prize, an initiative: Proton|Mail, Pebble|2,
    红帽|杯.
    """
    plain = view.words.plain
    if plain.startswith(PRIZE, end) or (alias.text.isascii() and NAMED_BY.match(plain, end)):
        return True
    is_short = alias.rule == WITHOUT_FORM or (
        alias.rule == REPEATED and alias.mention.rule == LATIN and " " not in alias.text
    )
    return is_short and alias.text.isascii() and CAPITAL.match(plain, end) is not None


def _stands_alone(view: NameContext, start: int, end: int) -> bool:
    """Tell whether a form is not a part of other words."""
    plain, words = view.words.plain, view.words
    if cuts_latin(plain, start, end) or not view.dates.is_free(Span(start, end)):
        return False
    if end - start >= SHORTEST_PART or plain[start].isascii():
        return True
    return words.starting_at(start) >= 0 and words.ending_at(end) >= 0
