"""The marks of a paragraph that has nothing but words, links and images with plain addresses, found
by one pattern: nine in ten are such. All others are for markdown-it, which takes ten times as long.
"""

import re

from pipeline.repair.markdown.marks import Marks

WORDS = r"[^\[\]\n!]*(?:!(?!\[)[^\[\]\n!]*)*"
ADDRESS = r"\([^\s()\[\]\\<\x00-\x1f\x7f]+\)"
IMAGE = rf"!\[{WORDS}\]{ADDRESS}"
LINK = re.compile(
    rf"{IMAGE}|(?<!!)\[(?!\^)(?P<label>{WORDS}(?:{IMAGE}{WORDS})*)\](?P<address>{ADDRESS})"
)
IN_LABEL = re.compile(IMAGE)
BEHIND_LABEL = re.compile(rf"\]{ADDRESS}")
# What begins another mark: emphasis, code, a tag, a line break that stays.
OTHER = re.compile(r"[\\`~*_<&【]|%%|==|[ ]{2}\n")
BREAK = re.compile(r"\n")
TARGET = re.compile(r"[/.#:?<]")  # b[i](x) is no link


def simple_marks(content: str) -> Marks | None:
    """Return the marks of a paragraph, None where it may have others than links and images:
    [商务部](https://a.example) has two, one on either side of the label.
    """
    brackets = content.count("[")
    bare, addresses = BEHIND_LABEL.subn("]", content) if brackets else (content, 0)
    if brackets != addresses or OTHER.search(bare):
        return None
    found = Marks(soft_breaks=[match.start() for match in BREAK.finditer(content)])
    for match in LINK.finditer(content) if brackets else ():
        brackets -= match.group().count("[")
        if match["address"] is None:
            found.image(*match.span())
        elif TARGET.search(match["address"], 1):
            found.link(content, *match.span(), match.end("label"))
            for image in IN_LABEL.finditer(match["label"]):
                start = match.start("label")
                found.image(start + image.start(), start + image.end())
        else:
            return None
    return None if brackets else found
