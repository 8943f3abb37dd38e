"""What stands in brackets behind a name: its English name, its acronym, its short name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.lazy import lazy
from pipeline.plain import HAN
from pipeline.text import Span

BRACKET = re.compile(r"[ ]?\(([^()\n]{2,100})\)")
QUOTES = "“”\"'‘’「」『』《》 "
LATIN_WORD = r"[A-Za-z0-9][\w’'&./+-]*"
LATIN = re.compile(rf"{LATIN_WORD}(?: {LATIN_WORD}){{0,12}}", re.ASCII)
ACRONYM = re.compile(
    r"(?=[^ ]{0,11}[A-Z][^ ]{0,11}[A-Z])[A-Z][A-Za-z0-9&./+-]{1,11}|[a-z][A-Z]{2,8}"
)
SHORT_NAME = re.compile(
    r"(?:以下|下文|后文|下|文中|并|也|又)?(?:简称|称为|称|合称|统称)(?:为)?[:：]?[“\"'「『《]*([^”\"'」』》,,、;)]{2,20}?)(?=[”\"'」』》,,、;)]|\Z| 股票)"
)
CALLED = re.compile(
    r"[,，](?:(?P<short>简称)|又称|亦称|也称|又名)为?(?P<quote>[“\"「『])?(?P<name>[^”\"」』,。;)]{2,20})"
)
INTRODUCTION = re.compile(
    r"^(?:[也又亦][叫称]|(?:英文|英语)(?:全称|名称|名)?|全称|即|原名"
    r"|also known as|hereafter|formerly|or)[:为是]? ?"
)
HAN_NAME = lazy(f"[{HAN}][{HAN}A-Za-z0-9·—-]{{1,30}}")
# A Chinese bracket behind an English name is a translation: no verb begins it.
PLAIN_NAME = lazy(
    rf"(?!包括|如|即|例如|指|含|不|以|约|见|详|原|现|今|前|后|共|又|被|因|由|是|已|曾|可|将|位于|属|尤|主要|特别|仅|截至|目前|通过|根据|基于)"
    rf"(?![^()]*[的了])[{HAN}A-Za-z0-9·—-]{{2,30}}"
)
MOST_PARTS = 4
SHORT = "简称"
# 华大基因(300676.SZ), 台积电(2330.TW/TSM.N): a stock's ticker is no name.
TICKER = re.compile(r"(?:/?[0-9A-Z]{1,6}\.[A-Z]{1,2})+")
# 法案(S. 1260), 条例(EU 2021/821), 决议(A/RES/79/1): the number of a document.
NUMBER = re.compile(
    r"(?:[A-Z]{1,20}\. ?){1,3}[0-9]+|[A-Z]{1,4} [0-9]{1,20}/[0-9]+|[A-Z]/[A-Z]{1,20}/.{0,100}[0-9]"
)


# 热线(2125 1122), 土瓜湾北(G16): a telephone, the code of a constituency.
# Nor are a figure (4.45), an identifier (CVE-2025-2825), a constant of a program (IMPL_FLAG).
# CWE-840, TC260-003, GB/T 42446-2023, ISO/IEC 17024: the number of a weakness or standard.
NO_NAME = re.compile(
    r"[\d. ]+|[A-Z]\d{2,}|\w*_\w*|(?:/?[A-Z]{2,6}-\d{2,4}-\d+)+|[A-Z]{2,5}-\d{3,}"
    r"|[A-Z]{2,}(?:/[A-Z]+)*[ -]?\d+(?:[-.:]\d{2,})+|[A-Z]+(?:/[A-Z]+)+[ -]?\d{3,}"
)
# (图片来源:Cyera), (纳斯达克股票代码:CHKP): who made a picture, what a stock is traded as.
# (Laughter.), (APPLAUSE): what a stenographer hears.
NOTE = re.compile(
    r"代码|代號|代号|来源|图源|供图|图片|资料图|摄影|\b(?i:laughter|applause|inaudible|crosstalk)\b"
)
# What a bracket says about a name, and is none: (左一), (化名).
REMARK = re.compile(
    r"[上下前后]?排?[左右中][一二三四五六1-6]?|[图圖][左右中]?|化名|假名|音译|译音|笔名|时任|下同"
)
FEWEST_WORDS = 5


def _is_sentence(part: str) -> bool:
    """Tell whether a bracket holds a sentence: was overshadowed by cheating of the team, It is now
    clearly illegal.
    """
    words = part.split()
    return part.isascii() and part[1:].islower() and len(words) >= FEWEST_WORDS


@dataclass(frozen=True, slots=True)
class Gloss:
    """A bracket behind a name, with the English name, acronym and Chinese name in it."""

    span: Span
    english: str = ""
    acronym: str = ""
    chinese: str = ""
    introduced: bool = False


def glosses(plain: str) -> Iterator[Gloss]:
    """Yield the brackets that can explain a name: (NSC), (以下简称“理事会”)."""
    for bracket in BRACKET.finditer(plain):
        span = Span(bracket.start(), bracket.end())
        content = bracket.group(1).strip()
        if NOTE.search(content):
            continue
        if short := SHORT_NAME.match(content):
            text = short.group(1).strip(QUOTES)
            latin = bool(ACRONYM.fullmatch(text))
            yield Gloss(
                span, acronym=text if latin else "", chinese="" if latin else text, introduced=True
            )
            continue
        parts = [part.strip(QUOTES) for part in re.split(r"[,、;:]|简称|缩写为?", content)]
        parts = [INTRODUCTION.sub("", part).strip(QUOTES) for part in parts if part]
        if 0 < len(parts) <= MOST_PARTS:
            is_introduced = SHORT in content
            yield from _gloss(span, [part for part in parts if part], is_introduced)


def _gloss(span: Span, parts: list[str], is_introduced: bool) -> Iterator[Gloss]:
    """Read the parts of a bracket: an English name, an acronym, a Chinese name, in any order."""
    found = {"english": "", "acronym": "", "chinese": ""}
    for part in parts:
        if TICKER.fullmatch(part):
            continue
        if NUMBER.fullmatch(part) or NO_NAME.fullmatch(part) or REMARK.fullmatch(part):
            return
        if _is_sentence(part):
            return
        if ACRONYM.fullmatch(part):
            field = "acronym"
        elif (
            len(part) > 1
            and LATIN.fullmatch(part)
            and part[0].isupper() | part[-1].isupper() | (" " in part)
        ):
            field = "english"
        elif HAN_NAME.fullmatch(part):
            field = "chinese"
        else:
            return
        if found[field]:
            return
        found[field] = part
    if (
        found["chinese"]
        and not (found["english"] or found["acronym"])
        and not PLAIN_NAME.fullmatch(found["chinese"])
    ):
        return
    yield Gloss(span, found["english"], found["acronym"], found["chinese"], is_introduced)
