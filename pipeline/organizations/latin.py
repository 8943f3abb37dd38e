"""Latin names inside Chinese text, where the context says company: 初创企业 3rdiTech."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.names.context import NameContext
from pipeline.names.head_noun import NameCandidate
from pipeline.names.words import WordLists, alternatives
from pipeline.plain import HAN
from pipeline.text import Span

NAME = re.compile(
    r"(?=[A-Za-z0-9])(?<![A-Za-z0-9])(?=[0-9 ]{0,40}+[A-Za-z]{0,40}[A-Z])[A-Za-z0-9][\w.&+-]*(?: [A-Z0-9][\w.&+-]*){0,3}",
    re.ASCII,
)
CHINESE = re.compile(f"[{HAN}、]")
JOINED = re.compile(r"(?: ?[、和与及] ?)\Z")
PARTNER_BEFORE = re.compile(r"(?:与|和|同)(?:[^,。;()]{0,8}的)? ?\Z")
# OpenAI, iSPACE, 3rdiTech: small letters and capitals mixed as in names, not as in acronyms.
SHAPED = re.compile(r"[A-Z][a-z]{1,40}+[A-Z]|[a-z][A-Z]{2}|[a-z]\w{0,40}[A-Z]|\d[a-z]")
# 10TB, Bear 2.0: a measure, a version.
VERSION = re.compile(r"\A\d+[A-Z]{1,2}\Z|\d\.\d")
WINDOW = 14
SHORTEST = 3
NEAREST = 3
# Directory|traversal, Illum T|communications Limited: a phrase of small letters goes on.
SMALL_BEHIND = re.compile(r" [a-z]{2,}")
# 搜索引擎(Google和Bing), 加密钱包(Binance、Ledger Live): what a bracket lists is of the kind before it.
LISTED_IN = re.compile(r"(?P<kind>[^\s(),。;、]{1,12}) ?\([^()。;\n]{0,60}\Z")
BRACKET_WINDOW = 80
LEGAL = "有限公司"


@dataclass(frozen=True)
class Contexts:
    """What stands before or behind a company, and what stands behind programs and products."""

    company_before: re.Pattern[str]
    signs: re.Pattern[str]
    partner_verb: re.Pattern[str]
    company_verb: re.Pattern[str]
    saying: re.Pattern[str]
    product: re.Pattern[str]
    product_before: re.Pattern[str]
    persons: tuple[str, ...]


def contexts_of(lists: WordLists) -> Contexts:
    """Return the contexts that a set of word lists makes."""
    company, joint = alternatives(lists, "company_word"), alternatives(lists, "joint_verb")
    verb, product = alternatives(lists, "company_verb"), alternatives(lists, "product_word")
    saying = alternatives(lists, "company_saying")
    return Contexts(
        re.compile(rf"{company}(?:之一)?[ :“\"]?[ ]?\Z"),
        re.compile(rf" ?(?:公司|集团)?(?:与|和|同)[^,。;()]{{2,16}}?{joint}"),
        re.compile(rf" ?(?:公司)?{joint}"),
        re.compile(rf" ?{verb}"),
        re.compile(rf" ?{saying}"),
        re.compile(rf" ?{product}"),
        re.compile(rf"{product}[ :“\"]?\Z"),
        tuple(sorted(lists["latin_person"])),
    )


def latin_names(
    view: NameContext, contexts: Contexts, titles: tuple[str, ...]
) -> Iterator[NameCandidate]:
    """Yield Latin names that stand where companies stand: 供应商之一 iSPACE; behind a person's title
    (大臣 Klever) they are persons.
    """
    plain, accepted_end = view.words.plain, -NEAREST
    known = frozenset(match.span.start for match in view.matches)
    names = list(view.off_dates(NAME.finditer(plain)))
    products = _products(plain, names, contexts)
    for name in names:
        start, end = name.span()
        if start in known:
            kind, row_id = view.known[start]
            if kind == "organization" and view.kinds.get(row_id) == "company":
                accepted_end = end  # not a gang: Charming Kitten、|ITG18
            continue
        before = plain[max(0, start - WINDOW) : start]
        if not CHINESE.search(before[-2:] + plain[end : end + 2]) or end - start < SHORTEST:
            continue
        against = tuple(_against(view, name, before, products, contexts, titles))
        joined = start - accepted_end <= NEAREST and JOINED.search(before) is not None
        joined = joined and not _is_listed_product(plain, start, contexts)
        if not (joined or contexts.company_before.search(before) or _acts(plain, name, contexts)):
            against += ("no-context",)
        if not against:
            accepted_end = end
        yield NameCandidate(Span(start, end), "company", "latin-name", against)


def _against(
    view: NameContext, name: re.Match[str], before: str, products: frozenset[str], contexts: Contexts,
    titles: tuple[str, ...],
) -> Iterator[str]:  # fmt: skip
    """Yield what speaks against a Latin name in Chinese text."""
    if name.group() in products:
        yield "product"
    if _is_word(view, name.group(), titles):
        yield "word"
    if before.rstrip().endswith((*titles, *contexts.persons)):
        yield "person"
    if before.rstrip().endswith(LEGAL):
        yield "made-by"  # 网络技术有限公司 NBR6135-E
    if SMALL_BEHIND.match(view.words.plain, name.end()):
        yield "goes-on"


def _is_listed_product(plain: str, start: int, contexts: Contexts) -> bool:
    """Tell whether a name stands in a bracket that lists things: 搜索引擎(Google和Bing)."""
    found = LISTED_IN.search(plain, max(0, start - BRACKET_WINDOW), start)
    return found is not None and not contexts.company_before.search(found["kind"])


def _is_word(view: NameContext, text: str, titles: tuple[str, ...]) -> bool:
    """Tell whether a Latin name is a title, a word of the language, or a product: CEO, Innovation,
    Windows Hyper-V.
    """
    first, _, rest = text.partition(" ")
    if text in titles or first in view.lists["latin_product"] or VERSION.search(text):
        return True
    return not rest and text.lower() in view.lists["english_word"] and text.istitle()


def _products(plain: str, names: Iterable[re.Match[str]], contexts: Contexts) -> frozenset[str]:
    """Return the names that a text anywhere puts beside what a product is called: 新浏览器 Arc,
    Gmail 邮箱.
    """
    return frozenset(
        name.group()
        for name in names
        if contexts.product.match(plain, name.end())
        or contexts.product_before.search(plain, max(0, name.start() - WINDOW), name.start())
    )


def _acts(plain: str, name: re.Match[str], contexts: Contexts) -> bool:
    """Tell whether a Latin name does what companies do: it signs, announces, buys."""
    text, end = name.group(), name.end()
    if not (SHAPED.search(text) or " " in text or text[1:].islower()) or text == text.upper():
        return False
    if contexts.saying.match(plain, end) and not SHAPED.search(text):
        return False  # Marco Squarcina表示: persons say more than companies do
    before = plain[max(0, name.start() - WINDOW) : name.start()]
    partner = PARTNER_BEFORE.search(before) and contexts.partner_verb.match(plain, end)
    return bool(
        partner or contexts.signs.match(plain, end) or contexts.company_verb.match(plain, end)
    )
