"""Bytes to text, decoded once and strictly: strict UTF-8 first, byte order marks, then the
Chinese encodings.
"""

import codecs
from dataclasses import dataclass

from pipeline.read.failure import ReadError

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# GB2312 and GBK are read as GB18030, their superset; Big5 with Hong Kong's characters.
CHINESE = ("gb18030", "big5hkscs")
# What pages call these encodings is often wider than the name.
WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz": "gb18030",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
}
REPLACED = "\ufffd"
MOST_REPLACED = 0.1  # of the characters beyond U+07FF
REMEDY = "save the file as UTF-8 and run again"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was in, and why that encoding was chosen."""

    text: str
    encoding: str
    basis: str


def decode(data: bytes) -> Decoded:
    """Decode a whole file strictly.

    Raises ReadError for bytes that no allowed encoding decodes, and for NUL characters, which only
    binary files hold.

    >>> decode('出口管制'.encode('gb18030')).text
    '出口管制'
    """
    return _without_nul(_decoded(data))


def _without_nul(decoded: Decoded) -> Decoded:
    """Refuse what only binary files hold."""
    if "\0" in decoded.text:
        place = decoded.text.index("\0")
        raise ReadError(
            f"there is a NUL character at position {place}: this is not a text file, or a damaged "
            f"one; {REMEDY}"
        )
    return decoded


def _decoded(data: bytes) -> Decoded:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data, encoding), encoding, "byte order mark")
    try:
        return Decoded(data.decode("utf-8"), "utf-8", "strict UTF-8")
    except UnicodeDecodeError as error:
        return _chinese(data, error)


def decode_hinted(data: bytes, hint: str) -> Decoded:
    """Decode a page that declares its charset (a Python codec's name): by mark, as UTF-8, then as
    declared, then by detection.

    A declared charset of one byte a character decodes anything: it counts only where no Chinese
    encoding fits. Raises ReadError as `decode` does.
    """
    wider = WIDER.get(hint, hint)
    if _is_marked(data) or _is_utf8(data):
        return decode(data)
    fitting = _fitting(data, (wider,))
    if not fitting or (wider not in CHINESE and _fitting(data, CHINESE)):
        return decode(data)
    return _without_nul(Decoded(fitting[wider], wider, "declared by the page, every byte fits"))


def _is_marked(data: bytes) -> bool:
    return data.startswith(tuple(mark for mark, _ in MARKS))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _fitting(data: bytes, encodings: tuple[str, ...]) -> dict[str, str]:
    """Return the text by each encoding that decodes every byte."""
    fitting = {}
    for encoding in encodings:
        try:
            fitting[encoding] = data.decode(encoding)
        except UnicodeError:  # punycode and idna raise no UnicodeDecodeError
            continue
    return fitting


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(
            f"the byte order mark says {encoding}, but byte {error.start} is not: {REMEDY}"
        ) from None


def _chinese(data: bytes, utf8_error: UnicodeDecodeError) -> Decoded:
    """Decode a file that is not UTF-8: by the one Chinese encoding that fits, or by the likelier
    of two.
    """
    if _is_damaged_utf8(data):
        raise ReadError(
            f"byte {utf8_error.start} is not UTF-8, though the rest of the file is: "
            "the file is damaged or cut off; get it again"
        )
    fitting = _fitting(data, CHINESE)
    if not fitting:
        raise ReadError(
            f"byte {utf8_error.start} is not UTF-8, and the file is neither GB18030 nor Big5: "
            f"{REMEDY}"
        )
    if len(fitting) == 1:
        ((encoding, text),) = fitting.items()
        return Decoded(text, encoding, "the only Chinese encoding that decodes every byte")
    encoding = _likelier(data)
    return Decoded(
        fitting[encoding], encoding, "detected over the whole file by charset-normalizer"
    )


def _is_damaged_utf8(data: bytes) -> bool:
    """Tell whether bytes are UTF-8 but for a few: GB18030 would make other characters of them.

    Chinese in GB18030 or Big5 hardly ever happens to be valid UTF-8, character after character.
    """
    text = data.decode("utf-8", "replace")
    wide = sum(char > "\u07ff" for char in text)
    return wide > 0 and text.count(REPLACED) <= MOST_REPLACED * wide


def _likelier(data: bytes) -> str:
    """Ask charset-normalizer which of the two encodings gives Chinese that people write."""
    from charset_normalizer import from_bytes

    best = from_bytes(
        data, steps=20, chunk_size=1024, cp_isolation=list(CHINESE), threshold=1.0
    ).best()
    name = best.encoding if best else CHINESE[0]
    return "big5hkscs" if name.startswith("big5") else "gb18030"
