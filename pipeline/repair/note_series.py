"""Propose to remove note marks that prove each other: they count through the text, wherever a sentence has them."""

import re
from collections.abc import Iterator, Sequence

from pipeline.plain import HAN
from pipeline.repair.breaks import mean_distance
from pipeline.repair.sequences import counting_series
from pipeline.text import Edit, Span

# What a mark looks like: a number glued to a clause, and what stands before and behind it.
GLUED = re.compile(r"[0-9][0-9]?(?=[，。；：！？“《（）》”(\u4e00-\u9fff]|[ \t]*(?:[\r\n\f]|\Z))")
LABELED = frozenset("第表图圖例注型号號")
CLAUSE_END = frozenset("，；。！？”’」』》）)")
SENTENCE_END = frozenset("。！？”’」』）")
CLOSERS = frozenset("”’」』》）)")
FUNCTION_WORDS = frozenset("是和與与或比等本行成者以至到大多来來言首")
PUNCTUATION = frozenset("，。；：！？）")
LATIN = re.compile(r"[.,;:?!)”\"’]([1-9][0-9]?)(?=[ ]|[\r\n\f]|\Z)")
LATIN_WORD = re.compile(r"(?:[\s(“\"-]|\A)[A-Za-z][A-Za-z’'-]{2,}[.,;:?!)”\"’]+$")
ABBREVIATED = re.compile(r"\b(?:figs?|vols?|secs?|arts?|chap|para|nos?|eqs?|tabs?|pp)\.$", re.I)
BRACKETED = re.compile(r"[\[［〔](\d{1,3})[\]］〕](?!\s?[=*+/(])")
CIRCLED = re.compile(r"[①-⑳]")
HAN_CHARACTER = re.compile(f"[{HAN}]")

FEWEST = 3
NEAREST = 40  # characters between two marks on average; items of a list in a sentence come closer
NEAREST_LATIN = 80
NEAREST_LINE = 10
NEAREST_CIRCLED = 90
FARTHEST = 1000  # characters of a paragraph looked at on either side
CIRCLED_ONE = ord("①")


def marks_in_series(text: str, counted: frozenset[str]) -> Iterator[Edit]:
    """Propose to remove marks that count by one through the text: 竞争1，…安全。2…《通讯》3"""

    glued = [match for match in GLUED.finditer(text) if _is_mark(text, match, counted)]
    yield from _series(text, glued, NEAREST)
    latin = [match for match in LATIN.finditer(text) if _follows_word(text, match)]
    at_ends = [match for match in latin if text[match.end() : match.end() + 1] != " "]
    yield from _series(text, latin, NEAREST_LATIN if len(at_ends) < len(latin) else NEAREST_LINE)


def _is_mark(text: str, match: re.Match[str], counted: frozenset[str]) -> bool:
    """Tell whether a number counts nothing: ，3 家 and 第3， do."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if before in CLOSERS:
        return after not in counted or after in FUNCTION_WORDS
    if before in CLAUSE_END:
        return after not in counted and after not in PUNCTUATION
    return after in PUNCTUATION and bool(HAN_CHARACTER.match(before)) and before not in LABELED


def _follows_word(text: str, match: re.Match[str]) -> bool:
    """Tell whether a number sticks to the end of a clause of words: grew fast.1 The; fields of a table don't."""
    before = text[max(0, match.start() - 24) : match.start(1)]
    after = text[match.end() : match.end() + 2]
    goes_on = match[0][0] not in ",;:" or (after[:1] == " " and after[1:].islower())
    return goes_on and bool(LATIN_WORD.search(before)) and not ABBREVIATED.search(before)


def bracketed_marks(text: str) -> Iterator[Edit]:
    """Propose to remove [1], [2], [3] behind words and clauses; a[1] in a formula stays."""
    found = [match for match in BRACKETED.finditer(text) if not _is_index(text, match)]
    if any(_number(match) == 0 for match in found):
        return  # words[0] counts from nothing: that is code
    if any(len(series) >= FEWEST for series in counting_series([_number(m) for m in found])):
        for match in found:
            yield Edit(Span(*match.span()), "", rule="note-mark-bracketed")


def circled_marks(text: str) -> Iterator[Edit]:
    """Propose to remove ①, ②, ③ at the ends of clauses far apart; items of a list stand in one paragraph."""
    found = [match for match in CIRCLED.finditer(text) if _ends_clause(text, match)]
    for edit in _series(text, found, NEAREST_CIRCLED):
        yield Edit(edit.span, "", rule="note-mark-raised")


def lone_circled_marks(text: str) -> Iterator[Edit]:
    """Propose to remove ① behind a sentence where other notes are numbered too; ①…②… in one paragraph are items."""
    for match in CIRCLED.finditer(text):
        before = text[max(0, match.start() - FARTHEST) : match.start()]
        after = text[match.end() : match.end() + FARTHEST]
        paragraph = before.split("\n")[-1] + after.split("\n", 1)[0]
        if before[-1:] in SENTENCE_END and not CIRCLED.search(paragraph):
            yield Edit(Span(*match.span()), "", rule="note-mark-raised")


def _ends_clause(text: str, match: re.Match[str]) -> bool:
    before = text[match.start() - 1 : match.start()]
    return (
        bool(before)
        and (before in CLAUSE_END or bool(HAN_CHARACTER.match(before)))
        and before != "；"
    )


def _number(match: re.Match[str]) -> int:
    digits = match[match.lastindex or 0]
    return int(digits) if digits.isdecimal() else ord(digits) - CIRCLED_ONE + 1


def _series(text: str, found: Sequence[re.Match[str]], nearest: int) -> Iterator[Edit]:
    """Propose to remove the marks of every series that counts by one, far apart."""
    for indices in counting_series([_number(match) for match in found]):
        series = [found[index] for index in indices]
        if len(series) < FEWEST or mean_distance([mark.start() for mark in series]) < nearest:
            continue
        if not _are_labels(text, series):
            for mark in series:
                group = mark.lastindex or 0
                yield Edit(Span(*mark.span(group)), "", rule="note-mark-in-series")


def _are_labels(text: str, series: Sequence[re.Match[str]]) -> bool:
    """Tell whether the numbers belong to a word that comes back: 方案1，方案2，方案3."""
    words = [text[mark.start() - 1] for mark in series]
    behind = [text[mark.end() : mark.end() + 1] for mark in series]
    names = [word for word in words if HAN_CHARACTER.match(word)]
    return len(set(names)) < len(names) or (
        len(set(behind)) == 1 and bool(HAN_CHARACTER.match(behind[0]))
    )


def _is_index(text: str, match: re.Match[str]) -> bool:
    """Tell whether a number in brackets is an index, a[1], or opens a reference at the start of a line."""
    before = text[max(0, match.start() - 3) : match.start()]
    if not before.strip() or before[-1].isspace() or before[-1] in "[［〔_)0123456789":
        return True
    latin = re.search(r"[A-Za-z]+$", before)
    return bool(latin and len(latin[0]) < 3)
