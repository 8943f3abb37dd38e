"""Propose to undo hyphens at line ends: Secu-⏎rity to Security, state-of-the-⏎art to state-of-the-art."""

import re
from collections.abc import Iterator

from pipeline.document import Rejection
from pipeline.repair.phrases import Phrases
from pipeline.text import Edit, Span, TracedText

BREAK = r"[ \t]*(?:\r\n|[\r\n])[ \t]*"
CUT = re.compile(rf"(?<![\w-])([A-Za-z][A-Za-z-]*?)([-\u2010])((?:{BREAK}){{1,3}})([a-z]+)(?![\w])")
BLANK = re.compile(r"[\r\n][ \t]*[\r\n](?<!\r\n)|\n[ \t]*\r\n")
AT_END = re.compile(r"[-\u2010][ \t]*[\r\n]")
LEFT = re.compile(rf"(?<=\w[-\u2010]){BREAK}(?=[a-z])")
LATIN = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")


def undo_hyphens(text: TracedText, phrases: Phrases) -> Iterator[Edit | Rejection]:
    """Propose to join the halves of a word that a line's end cut, where the joined word is one: a
    name or term of the lexicons, or a word of the text.

    A compound keeps its hyphen and loses the break: high-⏎tech to high-tech.
    """
    value = text.value
    cuts = list(CUT.finditer(value)) if AT_END.search(value) else []
    if not cuts:
        return
    own = {word.lower() for word in LATIN.findall(value)}
    for match in cuts:
        if BLANK.search(match[3]) and not _was_parted(text, match.start(3), match.end(3)):
            continue
        first, second = match[1].lower(), match[4]
        whole = first + second
        if whole in phrases.vocabulary or whole in own:
            yield Edit(Span(match.start(2), match.end(3)), "", rule="hyphen-at-line-end")
        elif f"{first}-{second}" in own or _are_words(first.split("-")[-1], second, phrases):
            yield Edit(Span(*match.span(3)), "", rule="line-break-at-hyphen")


def close_hyphens(text: TracedText, phrases: Phrases) -> Iterator[Edit | Rejection]:
    """Propose to join what a hyphen ends: in a PDF the break in Kxq-⏎vzt is the page's, whatever
    the halves are.
    """
    for match in LEFT.finditer(text.value):
        yield Edit(Span(*match.span()), "", rule="line-break-at-hyphen")


def _was_parted(text: TracedText, start: int, end: int) -> bool:
    """Tell whether something was taken out between two lines: a page number, a running head."""
    return int(text.starts[end]) - int(text.ends[start - 1]) > end - start


def _are_words(first: str, second: str, phrases: Phrases) -> bool:
    """Tell whether both halves are words of their own, as in a compound."""
    return first in phrases.vocabulary and second in phrases.vocabulary
