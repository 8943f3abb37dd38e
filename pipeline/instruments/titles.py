"""Titles in 《》 whose last word is that of a law, a list, a treaty or a strategy."""

import re
from collections.abc import Iterator

from pipeline.document import Document, NameMention, Rejection
from pipeline.instruments.knowledge import InstrumentKnowledge
from pipeline.instruments.known import KIND, TITLE, Countries
from pipeline.instruments.naming import meaning_of, row_of, without_stage
from pipeline.text import Span

LATIN = re.compile(r"[\x00-\x7f’–—]+")
SHORTEST = 3
ANY_HEAD = "法"  # too many words end so: 方法, 孙子兵法
TAIL = re.compile(r"\s?\([^()]{1,40}\)$|\s?\([^()]*\([^()]*\)[^()]*\)$")
HEAD_FIRST = re.compile(r"\A(?:暂行|试行|实施|管理|新|该|本)+")
SIGNS = '“”"「」『』 '


def titled_instruments(
    document: Document, countries: Countries, knowledge: InstrumentKnowledge
) -> Iterator[NameMention | Rejection]:
    """Yield the titles of instruments without their signs, and those that only end like one:
    《论宪法》.
    """
    for found in TITLE.finditer(document.plain):
        group = 1 if found[1] else 2
        span = _trimmed(found[group], found.start(group))
        title = document.plain[span.start : span.end]
        country = countries.of(found.start(), title)
        kind = title_kind(title, knowledge)
        if kind or row_of(title, country, knowledge):
            meaning = meaning_of(title, kind, country, knowledge)
            yield meaning.at(span, "law-title", "lexicon" if meaning.rule else "rule")
        elif len(title) > SHORTEST and head_of(title, knowledge) not in ("", ANY_HEAD):
            yield Rejection(
                span, KIND, "no-instrument", "the title of a work, or not enough of one"
            )


def _trimmed(title: str, start: int) -> Span:
    """Return where a title stands without blanks at its ends."""
    left = len(title) - len(title.lstrip())
    return Span(start + left, start + len(title.rstrip()))


def bare_title(title: str, knowledge: InstrumentKnowledge) -> str:
    """Return a title without what stands behind its last word: (草案), (2021—2025年)."""
    return TAIL.sub("", without_stage(title, knowledge)).strip(SIGNS)


def head_of(title: str, knowledge: InstrumentKnowledge) -> str:
    """Return the head that a title ends with, the longest: 条例, Act; or nothing."""
    bare = bare_title(title, knowledge)
    last = bare.rpartition(" ")[2]
    if LATIN.fullmatch(bare) and last in knowledge.heads.english:
        return last
    return next((head for head in knowledge.longest_heads if bare.endswith(head)), "")


def is_head(title: str, knowledge: InstrumentKnowledge) -> bool:
    """Tell whether a title is only the last word of one: 办法, 暂行办法."""
    return HEAD_FIRST.sub("", title) in knowledge.heads.chinese


def title_kind(title: str, knowledge: InstrumentKnowledge) -> str:
    """Return the kind of instrument that a title tells, or nothing where it is none: 《大公报》."""
    bare = bare_title(title, knowledge)
    head = head_of(title, knowledge)
    if not head or is_head(bare, knowledge) or bare.endswith(knowledge.no_end):
        return ""
    if bare.startswith(knowledge.no_start) or (len(bare) < SHORTEST and head != bare[1:]):
        return ""
    if head in knowledge.weak_heads and not knowledge.proof.search(bare[: -len(head)]):
        return ""
    heads = knowledge.heads
    return heads.chinese.get(head) or heads.english.get(head, "")
