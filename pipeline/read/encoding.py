"""Bytes to text, decoded once and strictly: strict UTF-8 first, byte order marks, then the
Chinese encodings.
"""

import codecs
from dataclasses import dataclass

from pipeline.read.failure import ReadError
from pipeline.read.language import CONTROL, common_share, is_chinese, is_latin

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
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
}
REPLACED = "\ufffd"
CLEARLY = 0.05  # difference in the share of common characters
MOST_BAD = 0.001  # bytes that are read as U+FFFD
SINGLE = frozenset(
    [
        *(f"cp125{digit}" for digit in range(9)),
        *(f"iso8859-{part}" for part in range(1, 17)),
        "koi8-r",
        "koi8-u",
        "mac-roman",
    ]
)
MOST_REPLACED = 0.1  # of the characters beyond U+07FF
REMEDY = "save the file as UTF-8 and run again"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was in, and why that encoding was chosen."""

    text: str
    encoding: str
    basis: str
    message: str = ""


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

    A declared charset counts where the result is a language: one of one byte a character decodes
    anything, and gives way to a Chinese encoding whose text is Chinese. Raises ReadError as
    `decode` does.
    """
    wider = WIDER.get(hint, hint)
    if _is_marked(data) or _is_utf8(data):
        return decode(data)
    fitting = _fitting(data, (wider,))
    if not fitting or (wider not in CHINESE and _chinese_texts(data)):
        return decode(data)
    holds = is_chinese if wider in CHINESE else is_latin if wider in SINGLE else _is_printed
    if not holds(fitting[wider]):
        return decode(data)
    return _without_nul(Decoded(fitting[wider], wider, "declared by the page, every byte fits"))


def _is_printed(text: str) -> bool:
    return not CONTROL.search(text)


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


def _chinese_texts(data: bytes) -> dict[str, str]:
    """Return the text by each Chinese encoding that decodes every byte and gives Chinese."""
    return {name: text for name, text in _fitting(data, CHINESE).items() if is_chinese(text)}


def _chinese(data: bytes, utf8_error: UnicodeDecodeError) -> Decoded:
    """Decode a file that is not UTF-8: by the one Chinese encoding that fits, by the likelier of
    two, or as UTF-8 with a few bad bytes.
    """
    fitting = {} if _is_damaged_utf8(data) else _fitting(data, CHINESE)
    if any(is_chinese(text) for text in fitting.values()):
        encoding, basis = _likelier(data, fitting)
        return Decoded(fitting[encoding], encoding, basis)
    return _mended(data, utf8_error)


def _mended(data: bytes, utf8_error: UnicodeDecodeError) -> Decoded:
    """Read UTF-8 with at most one bad byte in a thousand, each as U+FFFD.

    Raises ReadError where there are more.
    """
    text = data.decode("utf-8", BAD_BYTES)
    bad = text.count(REPLACED) - data.count(REPLACED.encode())
    if bad <= MOST_BAD * len(data) and _is_whole_at_end(data):
        is_one = bad == 1
        message = f"{bad} {'byte is' if is_one else 'bytes are'} not UTF-8 and read as U+FFFD"
        return Decoded(text, "utf-8", "UTF-8 with a few bad bytes", message)
    if _is_damaged_utf8(data):
        raise ReadError(
            f"byte {utf8_error.start} is not UTF-8, though the rest of the file is: "
            "the file is damaged or cut off; get it again"
        )
    raise ReadError(
        f"byte {utf8_error.start} is not UTF-8, and neither GB18030 nor Big5 makes Chinese of the "
        f"file: {REMEDY}"
    )


def _replace_each(error: UnicodeError) -> tuple[str, int]:
    """Put one U+FFFD for each bad byte."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return REPLACED * (error.end - error.start), error.end


BAD_BYTES = "zhengju-each-bad-byte"
codecs.register_error(BAD_BYTES, _replace_each)


def _is_whole_at_end(data: bytes) -> bool:
    """Tell whether a file does not break off inside a character: then more than bytes is missing."""
    try:
        data[-4:].decode("utf-8", "strict")
    except UnicodeDecodeError as error:
        return error.reason != "unexpected end of data"
    return True


def _is_damaged_utf8(data: bytes) -> bool:
    """Tell whether bytes are UTF-8 but for a few: GB18030 would make other characters of them.

    Chinese in GB18030 or Big5 hardly ever happens to be valid UTF-8, character after character.
    """
    text = data.decode("utf-8", "replace")
    wide = sum(char > "\u07ff" for char in text)
    return wide > 0 and text.count(REPLACED) <= MOST_REPLACED * wide


def _likelier(data: bytes, fitting: dict[str, str]) -> tuple[str, str]:
    """Choose the one encoding that fits, or the one of two that charset-normalizer thinks people
    wrote, unless the characters of the other are clearly commoner.
    """
    if len(fitting) == 1:
        return next(iter(fitting)), "the only Chinese encoding that decodes every byte"
    from charset_normalizer import from_bytes

    best = from_bytes(
        data, steps=20, chunk_size=1024, cp_isolation=list(CHINESE), threshold=1.0
    ).best()
    is_big5 = best is not None and best.encoding.startswith("big5")
    chosen, other = reversed(CHINESE) if is_big5 else CHINESE
    shares = {name: (common_share(text) or 0) * is_chinese(text) for name, text in fitting.items()}
    if shares[other] - shares[chosen] > CLEARLY:
        return other, "of two Chinese encodings that fit, the one with the commoner characters"
    return chosen, "detected over the whole file by charset-normalizer"
