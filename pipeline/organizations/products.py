"""Names of companies that tell of a product or of pages on a platform: Google|Chrome, on|GitHub,
DeepSeek|-R1.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document import NameMention, Rejection
from pipeline.names.context import NameContext
from pipeline.names.words import WordLists, alternatives
from pipeline.organizations.choice import language_of
from pipeline.organizations.english_proof import sides_of_line
from pipeline.text import Span

# DeepSeek|-R1, Mozilla|/5.0, Flat File CMS|2.0: what a name with a version means is a product.
VERSION = re.compile(
    r"-[A-Z]?[0-9]+\b(?! ?年)| 80[0-9]86\b|/[0-9]+\.[0-9]| v?[0-9]{1,2}\.[0-9](?![0-9.]*+ ?(?:[%\u4e00-\u9fff]|percent|[bmtr]+illion|inch))"
)
# the Facebook|page, Microsoft|account(s for), GitHub|仓库: what stands on a platform.
PAGE = re.compile(
    r" (?:[Pp]ages?|accounts?(?! for)|repositor(?:y|ies)|repos?|profiles?)\b| ?(?:专页|帐号|账号|仓库|主页|频道|群组|帖[文子]|贴文|相册)"
)
# on|GitHub, 在|Facebook|表示; a ban on TikTok and who works 在Facebook tell of the company.
PREPOSITION = r"(?:[Oo]n|[Vv]ia|[Tt]hrough|[Uu]sing) \Z"
ON = re.compile(rf"\b{PREPOSITION}|(?:在|通过|经由|透过|登录|访问)[ “\"《]?\Z")
AIMED = re.compile(
    r"\b(?:bans?|tax|fines?|curbs|limits|attacks?|pressure|sanctions|restrictions|crackdown|focus|impact|report) "
    + PREPOSITION
)
AT_WORK = re.compile(r"[^,。;]{0,6}(?:工作|任职|总部|公司|就职|担任|实习|案|法|令|投资|股|研究)")
LABEL = re.compile(
    r" ?(?:[:：] ?<?\[?(?:https?|www|@)|\) ?(?:https?:|www|@|twitter)"
    r"|(?:地址|链接|存储库|图片|截图|影片|直播|[账帐]户)|上(?!市|[调涨升]))"
)
LONGEST_ON = 24
# Google|Chrome, ASUS|ROG Ally; 's and a title belong to the company.
BEHIND = re.compile(
    r"[®™]? (?P<word>[A-Z][\w&+-]*|[0-9]+[A-Z][\w-]*)(?: [A-Z0-9][\w&+-]*){0,3}", re.ASCII
)
MARKS = "®™"
OFFICE = re.compile(
    r"C[A-Z]O|CISO|[SE]?VP|Chief|Senior|Vice|Principal|Executive|[A-Z]?[a-z-]*[Ff]ounders?"
)
# Nvidia|H20 chips are Nvidia's: a model's number is no name.
MODEL = re.compile(" [A-Z]{1,2}[0-9]{2,4}[A-Z]?")
# MSHTML, ESXi, TL-WR740N: no word of a headline.
SHAPED = re.compile("[A-Z0-9].*[A-Z0-9]")
ADDRESS = re.compile("https?:")
DOTTED = re.compile(r"\.[A-Z][a-z]+(?:[A-Z.][A-Za-z]+)+")
WORD = re.compile(r"[A-Za-z]{4,}")
SENTENCE = 200  # characters on each side, of which the line is looked at
SMALL, FEWEST = 0.6, 5  # a line of words of which so many are in small letters is no headline


@dataclass(frozen=True, eq=False)
class Products:
    """What products and the parts of companies are called: Google Play; Labs."""

    named: re.Pattern[str]
    parts: re.Pattern[str]


def products_of(lists: WordLists, heads: re.Pattern[str]) -> Products:
    """Return the products that a set of word lists names, beside the heads of organizations."""
    named = re.compile(rf"{alternatives(lists, 'maker_product')}(?![A-Za-z0-9])")
    parts = re.compile(rf"\b{alternatives(lists, 'company_part_en')}\b|{heads.pattern}", re.ASCII)
    return Products(named, parts)


def without_products(
    view: NameContext, mentions: Sequence[NameMention], products: Products
) -> tuple[list[NameMention], list[Rejection]]:
    """Return the mentions that tell of an organization, and the others as refusals."""
    kept, refused = [], []
    for mention in mentions:
        if told := _of_product(view, mention, products):
            refused.append(Rejection(mention.span, "organization", *told))
        else:
            kept.append(mention)
    return kept, refused


def _of_product(
    view: NameContext, mention: NameMention, products: Products
) -> tuple[str, str] | None:
    """Return rule and reason why a name tells of code, a product or a page here, or None."""
    plain, span = view.words.plain, mention.span
    found = products.named.match(plain, span.start)
    if found and found.end() >= span.end:
        return "maker-of-a-product", "a product that begins with its maker's name"
    if plain[span.start : span.end] in view.lists["platform_name"] and _is_on(plain, span):
        return "on-a-platform", "a page or an account on a platform"
    if not plain[span.end - 1].isascii():
        return None
    beside = plain[span.start - 1 : span.start] + plain[span.end : span.end + 1]
    if "_" in beside or "\\" in beside:
        return "piece-of-code", "a word of code: MSF_LICENSE"
    if DOTTED.match(plain, span.end):
        return "piece-of-code", "a word of code: Microsoft.PerformancePoint"
    if beside[:1] == "@":
        return "on-a-platform", "the name of an account: @POTUS"
    if VERSION.match(plain, span.end):
        return "product-version", "a product with a version"
    if PAGE.match(plain, span.end):
        return "on-a-platform", "a page or an account on a platform"
    if mention.kind == "company" and _makes(view, span, products.parts):
        return "maker-of-a-product", "a product that begins with its maker's name"
    return None


def _is_on(plain: str, span: Span) -> bool:
    """Tell whether a platform's name says where something stands."""
    if LABEL.match(plain, span.end) or _is_line(plain, span):
        return True
    before = max(0, span.start - LONGEST_ON), span.start
    is_on = ON.search(plain, *before) and not AIMED.search(plain, *before)
    return bool(is_on) and not AT_WORK.match(plain, span.end)


def _is_line(plain: str, span: Span) -> bool:
    """Tell whether a name is all that stands on its line: a heading above links."""
    beside = {plain[span.start - 1 : span.start], plain[span.end : span.end + 1]}
    return beside <= {"", "\n"}


def _makes(view: NameContext, span: Span, parts: re.Pattern[str]) -> bool:
    """Tell whether a product's name stands behind a company's: in a headline, a word of more
    capitals; in Chinese and in a sentence any with a capital that is no title and no part of the company.
    """
    plain = view.words.plain
    behind = BEHIND.match(plain, span.end)
    if behind is None or behind["word"] in view.lists["title_head_en"]:
        return False
    if OFFICE.fullmatch(behind["word"]) or _is_part(plain, behind, parts):
        return False
    if MODEL.fullmatch(behind.group()):
        return False
    first = Span(*behind.span("word"))
    if view.known.get(first.start, ("", ""))[0] == "place" or not view.dates.is_free(first):
        return False
    whole = Span(span.start, behind.end())
    if language_of(view, whole) == "zh":
        return True
    if behind.group()[0] in MARKS or SHAPED.search(behind["word"]):
        return True
    return _is_in_sentence(plain, whole)


def _is_part(plain: str, behind: re.Match[str], parts: re.Pattern[str]) -> bool:
    """Tell whether words begin or end with what a part of a company is called: Security|Lab."""
    found = list(parts.finditer(plain, behind.start(), behind.end()))
    return bool(found) and (
        found[0].start() == behind.start("word") or found[-1].end() == behind.end()
    )


def _is_in_sentence(plain: str, span: Span) -> bool:
    """Tell whether the words of a line beside a product are mostly in small letters."""
    before, (start, end) = sides_of_line(plain, span, SENTENCE)
    address = ADDRESS.search(plain, start, end)
    behind = start, address.start() if address else end
    words = [*WORD.findall(plain, *before), *WORD.findall(plain, *behind)]
    return len(words) >= FEWEST and sum(map(str.islower, words)) >= SMALL * len(words)
