"""Choose which of two copies of a run stays where an extractor put lines out of order: the one in reading order."""

import os
import re

from pipeline.text import Span

# What goes on behind a number or a Latin word, and so never opens a line by itself.
BOUND = frozenset("年月日號号時时，。、；：）》」”％億亿萬万個个家部級级架")
NUMERIC = re.compile(r"[0-9A-Za-z%)]")
W=[float(x) for x in os.environ.get('W','1,1,2,0').split(',')]


def flow(text: str, span: Span) -> float:
    before = text[max(0, span.start - 3) : span.start].rstrip(" \t")
    after = text[span.end : span.end + 3].lstrip(" \t")
    follows = bool(before) and NUMERIC.match(before[-1]) is not None
    score = W[0] * follows + W[1] * bool(after and after[0].isascii() and after[0].isalnum())
    if text[span.start] in BOUND:
        score += W[2] if follows else -W[2]
    return score


def choose(text: str, first: Span, second: Span, shares, blocks) -> int:
    ahead = flow(text, second) - flow(text, first) + W[3] * ((blocks[1] > blocks[0]) - (blocks[1] < blocks[0]))
    if len(W)>4: ahead+= W[4]*((shares[1] > shares[0]) - (shares[1] < shares[0]))
    return int(ahead > 0)
