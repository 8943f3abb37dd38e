r"""The bytes of an RTF file to its tokens: groups, control words, and the bytes of text between."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])"
    rb"|(?P<text>[^\\{}\r\n\0]+)"
    rb"|[\r\n\0]+|\\",
    re.S,
)
ESCAPED = b"\\{}"


@dataclass(frozen=True, slots=True)
class Token:
    r"""One token: a brace, a control word with its number (\li720), a control sign (\~), or bytes of
    text; `is_coded` where they stand as \'xx and count as one character each.
    """

    kind: str
    word: str = ""
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    r"""Yield the tokens of a file; the bytes behind \bin are none."""
    place = 0
    while match := TOKEN.match(data, place):
        place = match.end()
        kind = match.lastgroup
        if match["word"]:
            number = int(match["number"]) if match["number"] else None
            word = match["word"].decode("ascii")
            if word == "bin" and number and number > 0:
                place += number
            else:
                yield Token("word", word, number)
        elif kind == "hex":
            yield Token("hex", data=bytes.fromhex(match["hex"].decode("ascii")))
        elif kind == "sign":
            is_text = match["sign"] in ESCAPED
            yield Token("text", data=match["sign"]) if is_text else _sign(match["sign"])
        elif kind == "brace":
            yield Token(match["brace"].decode("ascii"))
        elif kind == "text":
            yield Token("text", data=match["text"])


def _sign(sign: bytes) -> Token:
    return Token("word", sign.decode("latin-1"))
