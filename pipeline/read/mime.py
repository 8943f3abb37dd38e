"""Messages and saved pages as MIME wraps them: headers decoded, parts in their order, their bytes."""

import base64
import binascii
import codecs
import quopri
import re
from email import message_from_bytes, policy
from email.header import decode_header
from email.message import Message

from pipeline.read.encoding import WIDER, Decoded, decode, decode_hinted
from pipeline.read.failure import ReadError
from pipeline.read.naming import shown

NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
KNOWN = (
    "from", "to", "date", "subject", "message-id", "mime-version", "content-type", "received",
    "return-path",
)  # fmt: skip
HEADER_BYTES = 100_000  # a longer subject is none


def message_of(data: bytes, what: str) -> "Message[str, str]":
    """Parse a message. Raises ReadError for what has none of its headers, or is nested too deep."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = decode(data).text.encode()
    try:
        message = message_from_bytes(
            data.removeprefix(codecs.BOM_UTF8).lstrip(), policy=policy.compat32
        )
    except RecursionError:
        raise ReadError(f"the {what} is nested too deep: save its text as .txt") from None
    if not any(name in message for name in KNOWN):
        raise ReadError(f"this is no {what} (it has no headers): look what kind of file it is")
    return message


def header_of(message: "Message[str, str]", name: str) -> str:
    """Return a header as people read it: =?gb2312?B?yczO8bK/?= as 商务部."""
    for key, raw in message.raw_items():
        if key.lower() == name.lower():
            return words_of(str(raw)[:HEADER_BYTES])
    return ""


def words_of(raw: str) -> str:
    """Decode the words of a header, each in its charset; bytes that name none are detected."""
    try:
        pieces = decode_header(_without_halves(raw))
    except (ValueError, binascii.Error):
        return shown(" ".join(_without_halves(raw).split()))
    told = "".join(
        piece if isinstance(piece, str) else _text(piece, charset or "")
        for piece, charset in pieces
    )
    return shown(" ".join(told.split()))


def _without_halves(raw: str) -> str:
    """Return a header with its bytes beyond ASCII decoded: old programs write GBK as it is."""
    try:
        return _text(raw.encode("ascii", "surrogateescape"), "")
    except UnicodeEncodeError:
        return raw.encode("utf-8", "replace").decode()


def _text(data: bytes, charset: str) -> str:
    try:
        return decoded(data, charset).text
    except ReadError:
        return data.decode("utf-8", "replace").replace("\0", "")


def decoded(data: bytes, charset: str) -> Decoded:
    """Decode bytes that a header says the charset of. Raises ReadError where nothing fits."""
    try:
        name = codecs.lookup(charset.strip("\"' ")).name
    except (LookupError, ValueError):
        return decode(data)
    if name in ("utf-7", "iso2022_jp", "iso2022_kr", "hz"):
        return Decoded(
            data.decode(name, "replace"), WIDER.get(name, name), "declared by the header"
        )
    return decode_hinted(data, name)


def charset_of(part: "Message[str, str]") -> str:
    """Return the charset that a part declares."""
    told = part.get_param("charset", "")
    return str(told[2] if isinstance(told, tuple) else told or "")


def name_of(part: "Message[str, str]") -> str:
    """Return the file's name of a part, nothing where it has none."""
    try:
        name = part.get_filename()
    except (
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
    ):  # odd parameters stumble over each other
        return ""
    return words_of(str(name)) if name else ""


def bytes_of(part: "Message[str, str]") -> bytes:
    """Return the bytes of a part, whatever of them its transfer encoding still gives."""
    payload = part.get_payload()
    if not isinstance(payload, str):
        return b""
    data = payload.encode("utf-8", "surrogateescape")
    encoding = str(part.get("content-transfer-encoding", "")).strip().lower()
    if encoding == "base64":
        letters = NOT_BASE64.sub(b"", data)
        letters = letters[: len(letters) // 4 * 4] + _padded(letters[len(letters) // 4 * 4 :])
        return base64.b64decode(letters)
    return quopri.decodestring(data) if encoding == "quoted-printable" else data


def _padded(rest: bytes) -> bytes:
    """Complete the last letters of base64; one alone stands for nothing."""
    return rest + b"=" * (4 - len(rest)) if len(rest) > 1 else b""
