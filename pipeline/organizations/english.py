"""English organization names: runs of capitalized words with a head noun."""

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.lexicon import Lexicons
from pipeline.names.headed import Candidate
from pipeline.names.scene import Scene
from pipeline.names.words import heads
from pipeline.text import Span

WORD = r"(?:[A-Z][\w’&-]*(?:\.(?=[A-Z]|\s[A-Z]|,)[\w.]*)?|[a-z]{1,2}[A-Z]\w*|\d+[A-Za-z]\w*)"
SMALL = r"(?:of the|of|for the|for|and|on|in|&|de|du|des|der|für|di|del)"
RUN = re.compile(
    rf"{WORD}(?:(?:, (?=Inc|Ltd|LLC|Corp|Co\b)| (?:{SMALL} ){{0,2}}){WORD}\.?){{0,14}}"
)
AND = re.compile(r" and | & ")
FOLLOWED_BY_OF = re.compile(r" (?:of|for|on)\b")
MOST_WORDS = 14
LEGAL_FORM = re.compile(r"Inc\.?|Ltd\.?|LLC|Corp\.?|Co\.?|PLC|GmbH|AG|Company|Corporation")
POSSESSIVE = re.compile(r"[’']s\b")
@lru_cache(maxsize=8)
def _head_pattern(lexicons: Lexicons) -> re.Pattern[str]:
    """Return a pattern for English head nouns."""
    ordered = sorted(heads(lexicons, "organization_heads", "en"), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, ordered))})(?![\w-])")


def english_names(view: Scene, lexicons: Lexicons) -> Iterator[Candidate]:
    """Yield runs of capitalized words with a head: Bureau of Industry and Security, Acme Inc."""
    kinds = heads(lexicons, "organization_heads", "en")
    pattern = _head_pattern(lexicons)
    for run in RUN.finditer(view.words.plain):
        if " " not in run.group():
            continue
        for start, end in _pieces(run, pattern):
            yield from _headed(view, start, end, pattern, kinds)


def _pieces(run: re.Match[str], pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Cut a run at a possessive, and at an `and` between two whole names."""
    text, start = run.group(), 0
    for cut in sorted(
        [*POSSESSIVE.finditer(text), *AND.finditer(text)], key=lambda cut: cut.start()
    ):
        if cut.start() < start:
            continue
        left, right = text[start : cut.start()], text[cut.end() :]
        if cut.group()[0] in "’'" or (pattern.search(left) and _begins_name(right, pattern)):
            yield run.start() + start, run.start() + cut.start()
            start = cut.end()
    yield run.start() + start, run.start() + len(text)


def _begins_name(text: str, pattern: re.Pattern[str]) -> bool:
    """Tell whether what follows an `and` is a name of its own: Orbital Foundry Inc., not Security."""
    head = pattern.search(text)
    return head is not None and (head.start() > 0 or bool(FOLLOWED_BY_OF.match(text, head.end())))


def _headed(
    view: Scene, start: int, end: int, pattern: re.Pattern[str], kinds: dict[str, str]
) -> Iterator[Candidate]:
    """Yield the name that a head noun makes in a run: up to the head, or on through `of`."""
    plain = view.words.plain
    found = list(pattern.finditer(plain, start, end))
    if not found:
        return
    leading = view.lists["english_leading"]
    while start < end:
        first = re.compile(r"\S+ ?").match(plain, start, end)
        if first is None or first.group().strip() not in leading:
            break
        start = first.end()
    found = [head for head in found if head.start() >= start]
    if not found:
        return
    head = found[-1]
    opened = next((item for item in found if _is_opened(plain, item, end)), None)
    stop = end if opened else head.end()
    text = plain[start:stop].rstrip()
    while text.endswith((" of", " for", " and", " the", " in", " on", " &", ",")):
        text = text.rsplit(" ", 1)[0].rstrip(",")
    if text.endswith(".") and not LEGAL_FORM.fullmatch(text.rsplit(" ", 1)[-1]):
        text = text[:-1]
    words = text.split()
    if len(words) < 2 or len(words) > MOST_WORDS or (not opened and head.start() == start):
        return
    telling = [
        word for word in words if word not in leading and word not in view.lists["english_common"]
    ]
    if len(telling) > (0 if opened else 1) or (
        len(words) > 1 and len(telling) == 1 and telling[0] != head.group()
    ):
        yield Candidate(
            Span(start, start + len(text)), kinds[(opened or head).group()], "english-head"
        )


def _is_opened(plain: str, head: re.Match[str], end: int) -> bool:
    """Tell whether a name goes on behind its head: Institute for Ocean Policy."""
    return not LEGAL_FORM.fullmatch(head.group()) and bool(
        FOLLOWED_BY_OF.match(plain, head.end(), end)
    )
