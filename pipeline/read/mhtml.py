"""A page that a browser saved with its pictures (.mhtml) to its source text: the article of the page."""

import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message

from pipeline.document import Source
from pipeline.read.failure import ReadError
from pipeline.read.html import read as read_page
from pipeline.read.limits import Limits
from pipeline.read.mime import bytes_of, charset_of, decoded, header_of, message_of

MEDIA_TYPE = "multipart/related"
WHAT = "saved page"
PAGES = ("text/html", "application/xhtml+xml")
ADDRESS = re.compile(r"https?://\S+")
NO_PAGE = "there is no page in the file: save the page anew, as “web page, single file”"
NESTED = 20  # levels of parts


def read(path: str, data: bytes, limits: Limits) -> Source:
    """Read the page that a saved page shows; frames in it are other pages. Its day is the one that
    the page declares: the Date header is that of saving.

    Raises ReadError for what is no saved page, holds none, or as the reader of pages does.
    """
    limits.check_bytes(len(data), "the page")
    message, pages = _opened(data)
    main = _main(message, pages)
    source = read_page(path, _encoded(main), limits)
    address = ADDRESS.match(header_of(message, "snapshot-content-location")) or ADDRESS.match(
        header_of(main, "content-location")
    )
    frames = f"{len(pages) - 1} frames not read" if len(pages) > 1 else ""
    return replace(
        source,
        media_type=MEDIA_TYPE,
        title=source.title or header_of(message, "subject"),
        url=source.url or (address.group() if address else ""),
        message="; ".join(filter(None, [source.message, frames])),
    )


def page_of(data: bytes) -> bytes:
    """Return the page of a saved page as HTML. Raises ReadError as `read` does."""
    return _encoded(_main(*_opened(data)))


def _opened(data: bytes) -> "tuple[Message[str, str], list[Message[str, str]]]":
    """Return a saved page as a message, and the pages in it."""
    message = message_of(data, WHAT)
    pages = [part for part in _leaves(message) if part.get_content_type() in PAGES]
    if not pages:
        raise ReadError(NO_PAGE)
    return message, pages


def _leaves(part: "Message[str, str]", depth: int = 0) -> Iterator["Message[str, str]"]:
    """Yield the parts that hold no others."""
    payload = part.get_payload()
    if not isinstance(payload, list):
        yield part
    elif depth < NESTED:
        for item in payload:
            if isinstance(item, Message):
                yield from _leaves(item, depth + 1)


def _main(message: "Message[str, str]", pages: list["Message[str, str]"]) -> "Message[str, str]":
    """Return the page that the file names as its start, else its first one."""
    start = str(message.get_param("start", "")).strip("<> ")
    named = (
        page for page in pages if start and header_of(page, "content-id").strip("<> ") == start
    )
    return next(named, pages[0])


def _encoded(part: "Message[str, str]") -> bytes:
    """Return the bytes of a page; one whose charset only the header tells is encoded anew."""
    data, charset = bytes_of(part), charset_of(part)
    if not charset or b"charset" in data[:8192].lower():
        return data
    return decoded(data, charset).text.encode("utf-8")
