"""Surfaces that stand in the text by accident: 国会 in 各国会依靠, 华为 in 以限制华为目的."""

import re

from pipeline.names.context import NameContext
from pipeline.names.head_noun import OTHER_WORD
from pipeline.text import Span

WINDOW = 12
# Officials are called 部长, 局长, 院长: a name before 长 is a part of the title.
TITLED = frozenset("部局署司院厅处会所行")
NO_TITLE = ("长期", "长达", "长久", "长远", "长时")
PARLIAMENT, WEI, AIM = "国会", "为", "以"
CHINA, SENT = "中", "反送"
TOWARD, WEI_WORD = ("对", "与", "向"), ("期", "首", "主", "由", "例", "准", "重点")
# ISO/IEC 42001, IEEE 802.11: a standard, not the body that made it; ISO 2024年 is the body.
STANDARD_NUMBER = re.compile(r"(?:/[A-Z]{2,6}){0,3}[ -]?(?:[0-9]{2,}|[0-9]\.[0-9])(?!\s?年)")


def accident(view: NameContext, span: Span) -> tuple[str, str] | None:
    """Return rule and reason why a surface is no name here, or None."""
    plain = view.words.plain
    text, after = plain[span.start : span.end], plain[span.end : span.end + 4]
    before = plain[max(0, span.start - WINDOW) : span.start]
    if text in view.lists["standard_body"] and STANDARD_NUMBER.match(plain, span.end):
        return "standard-number", "designation of a standard"
    if text in view.lists["phrase_name"] and _starts(after, view, "phrase_after"):
        return "country-and-word", "a country and what follows: 中国电信|市场"
    if text.startswith(PARLIAMENT) and before[-1:] in view.lists["counts_countries"]:
        return "word-before", "国 belongs to the word before"
    if text.startswith(CHINA) and before.endswith(SENT):
        return "word-before", "中 belongs to the word before: 反送中|大游行"
    if text.endswith(WEI) and AIM in before and _starts(after, view, "aim_after_wei"):
        return "verb-wei", "为 is a verb here: 以…为目的"
    if text.endswith(WEI) and before.endswith(TOWARD) and after.startswith(WEI_WORD):
        return "verb-wei", "为 belongs to the word behind: 对华|为期三年"
    if OTHER_WORD.match(plain, span.end):
        return "word-behind", f"{text[-1]} belongs to the word behind"
    if after[:1] == "长" and text[-1:] in TITLED and not after.startswith(NO_TITLE):
        return "title-of-an-official", "part of an official's title"
    if (
        len(text) == len(PARLIAMENT) + 1
        and text.endswith(PARLIAMENT)
        and _starts(after, view, "verb_after_hui")
    ):
        return "verb-hui", "会 is a verb here: 美国会采取…"
    return None


def _starts(text: str, view: NameContext, list_name: str) -> bool:
    """Tell whether a text starts with a word of a list."""
    words = view.lists[list_name]
    return any(text[:length] in words for length in range(1, len(text) + 1))
