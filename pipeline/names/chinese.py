"""Where the Chinese name begins that a bracket or a short name behind it explains: 身份访问管理(IAM)."""

import re

from pipeline.names.aligned import FEWEST, USUAL, aligned_start, clause_rest
from pipeline.names.border import INNER, MIDDLE_DOTS, run_start, span_of
from pipeline.names.context import NOUN, STARTER, NameContext
from pipeline.names.head_noun import presumed_name
from pipeline.plain import HAN
from pipeline.segment.tags import Tag
from pipeline.text import Span

FEWEST_LETTERS = 2
# 力成半导体(西安)有限公司: the name goes on before the bracket.
BRANCH = re.compile(r"\([^()\s\d]{2,8}\)(?:股份)?(?:有限责任公司|有限公司)\Z")
LONGEST_BRANCH = 20
HAN_CHARACTER = re.compile(f"[{HAN}]")
CLOSING = {"”": "“", "」": "「", "』": "『", "》": "《", '"': '"'}
LONGEST_QUOTED = 40
# 《国家网络事件响应计划(NCIRP)》: a bracket inside the signs of a title explains all before it.
TITLE_BEFORE = re.compile(r"《(?P<name>[^《》()。;\n]{2,30})\Z")
ADJECTIVES = (Tag.ADJECTIVE, Tag.ADJECTIVE_ADVERBIAL)


def chinese_name(view: NameContext, end: int, size: int = 0) -> Span | None:
    """Return the Chinese name that ends at a position, of so many words where a size is given:
    贸易和技术委员会 before (TTC), 身份访问管理 before (IAM).
    """
    words = view.words
    if end and words.plain[end - 1] in CLOSING:
        return _quoted(words.plain, end)
    if title := TITLE_BEFORE.search(words.plain, max(0, end - LONGEST_QUOTED), end):
        return Span(*title.span("name"))
    last = words.ending_at(end)
    if last < 0 or words.tags[last] in (Tag.OTHER, Tag.SIGN, Tag.DATE):
        return None
    if branch := BRANCH.search(words.plain, max(0, end - LONGEST_BRANCH), end):
        name = chinese_name(view, branch.start())
        return Span(name.start, end) if name else None
    if candidate := presumed_name(view, last):
        return candidate.span
    return _term(view, last, size)


def _quoted(plain: str, end: int) -> Span | None:
    """Return what stands between the signs of a quotation or title that ends at a position."""
    sign = CLOSING[plain[end - 1]]
    opening = plain.rfind(sign, max(0, end - LONGEST_QUOTED), end - 1)
    if not 0 <= opening < end - FEWEST_LETTERS or not HAN_CHARACTER.search(plain, opening, end):
        return None
    return Span(opening + 1, end - 1)


def _term(view: NameContext, last: int, size: int) -> Span | None:
    words, start = view.words, _term_start(view, last, size)
    if start < 0:
        return None
    while start > 1 and words.text(start - 1) in MIDDLE_DOTS and words.touches(start):
        start -= 2
    span = span_of(view, start, last)
    text = words.plain[span.start : span.end]
    is_name = text not in view.lists["tech_never"] and HAN_CHARACTER.search(text)
    return span if is_name and span.end - span.start >= FEWEST_LETTERS else None


def _term_start(view: NameContext, last: int, size: int) -> int:
    """Return the first word of a term, or -1 where it is none: 不足 of 显存|不足(OOM)."""
    words, run = view.words, run_start(view, last)
    if (known := _known(view, last)) >= 0:
        start = _known_start(view, known, run, size)
    elif size and words.tags[last][:1] in "ad":
        return -1
    elif (aligned := aligned_start(view, last, size)) >= 0:
        start = aligned
    else:
        start = clause_rest(view, run) if size else run
    while start < last and words.text(start) in view.lists["pair_opener"]:
        start += 1
    return start


def _known(view: NameContext, last: int) -> int:
    """Return the first word of the known term that ends with a word, or -1: 入侵攻击 of 入侵攻击|模拟."""
    match = view.matches_by_end.get(view.words.ends[last])
    if match and match.senses[0].kind in ("technology", "organization"):
        return view.words.starting_at(match.span.start)
    return -1


def _known_start(view: NameContext, last: int, run: int, size: int) -> int:
    """Return where a term begins that ends with a known one: 工作负载|身份和访问管理, but not
    便是|大语言模型, 字节跳动|利用|大语言模型.
    """
    if size >= FEWEST and len(view.words.text(last)) >= USUAL * size:
        return last
    start = last
    while start > run and _modifies(view, start - 1):
        start -= 1
    return start if start < last or not size else clause_rest(view, last)


def _modifies(view: NameContext, index: int) -> bool:
    """Tell whether a word can qualify the term behind it: a noun, not a verb, a body, an opener."""
    tag, text = view.words.tags[index], view.words.text(index)
    if tag not in INNER or tag in ADJECTIVES or text in view.lists["pair_opener"]:
        return False
    return view.role(index) in (NOUN, STARTER) and text[-1:].isalnum()
