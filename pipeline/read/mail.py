"""A message (.eml) to its source text: what its author wrote, under its subject and its day."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from email.message import Message

from pipeline.document import Source
from pipeline.read.declared import parse_day
from pipeline.read.encoding import Decoded
from pipeline.read.flow import with_notes
from pipeline.read.html.whole import whole_page
from pipeline.read.limits import Limits
from pipeline.read.mime import bytes_of, charset_of, decoded, header_of, message_of, name_of

MEDIA_TYPE = "message/rfc822"
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.I)
HEAD = 8192
# A plain text with a smaller share of what the HTML beside it says is a stub: view this in a browser.
STUB = 0.25
PASSED, MESSAGE = "message/rfc822", "message"
MOST_NAMED = 10  # attachments
FLOWED = re.compile(r"(>*)( ?)(.*)", re.S)
SIGNATURE = "-- "
ADDRESS = re.compile(r"https?://[^\s<>]+")


@dataclass(frozen=True, slots=True)
class Body:
    """What a part of a message says, how it was decoded, its notes and its hidden characters."""

    text: str
    decoded: Decoded
    hidden: int = 0


def read(path: str, data: bytes, limits: Limits) -> Source:
    """Read a message: plain text where there is one, else its HTML; attachments are named in
    `message`. The day is that of its Date header.

    Raises ReadError for what is no message, and for text in no known encoding.
    """
    message = message_of(data, "e-mail")
    bodies, attached = _told(message)
    text, marks = with_notes("\n".join(body.text.rstrip("\r\n") for body in bodies), ())
    day = parse_day(header_of(message, "date"))
    first = bodies[0].decoded if bodies else Decoded("", "", "")
    found = ADDRESS.search(header_of(message, "archived-at"))
    return Source(
        path,
        text,
        media_type=MEDIA_TYPE,
        encoding=first.encoding,
        encoding_basis=first.basis,
        title=header_of(message, "subject"),
        published=day,
        published_basis="declared" if day else "",
        url=found.group() if found else "",
        marks=marks,
        message="; ".join(_said(message, bodies, attached)),
    )


def _told(message: "Message[str, str]") -> tuple[list[Body], list[str]]:
    """Return what a message says, and the names of what is attached. One that only passes others on
    says what they say, each under its subject.
    """
    attached: list[str] = []
    bodies = list(_bodies(message, attached))
    passed = [part for part in _messages(_parts(message)) if part.get_content_type() == PASSED]
    if any(body.text.strip() for body in bodies) or not passed:
        return bodies, attached
    attached = [name for name in attached if not name.startswith(MESSAGE)]
    for inner in (item for part in passed for item in _messages(_parts(part))):
        bodies.append(Body(header_of(inner, "subject"), Decoded("", "", "")))
        bodies += _bodies(inner, attached)
    return bodies[1:] if bodies and not bodies[0].text.strip() else bodies, attached


def _parts(part: "Message[str, str]") -> Sequence[object]:
    """Return the parts of a part, itself where it has none."""
    payload = part.get_payload()
    return payload if isinstance(payload, list) else [part]


def _bodies(part: "Message[str, str]", attached: list[str]) -> Iterator[Body]:
    """Yield what the parts of a message say, and gather the names of what is attached."""
    kind = part.get_content_type()
    payload = part.get_payload()
    is_attached = part.get_content_disposition() == "attachment"
    if kind.startswith("message/"):
        inner = payload[0] if isinstance(payload, list) and payload else None
        subject = header_of(inner, "subject") if isinstance(inner, Message) else ""
        attached.append(f"{MESSAGE} “{subject}”" if subject else MESSAGE)
    elif kind == "multipart/alternative" and isinstance(payload, list):
        yield from _better([list(_bodies(item, attached)) for item in _messages(payload)])
    elif isinstance(payload, list):
        for item in _messages(payload):
            yield from _bodies(item, attached)
    elif kind in ("text/plain", "text/html") and not is_attached:
        yield _body(part, kind)
    else:
        attached.append(name_of(part) or kind)


def _messages(payload: Sequence[object]) -> Iterator["Message[str, str]"]:
    return (item for item in payload if isinstance(item, Message))


def _better(choices: list[list[Body]]) -> list[Body]:
    """Return the first form of a message that is no stub beside the fullest; senders put the plain
    one first.
    """
    sizes = [sum(len("".join(body.text.split())) for body in choice) for choice in choices]
    return next(
        (
            choice
            for choice, size in zip(choices, sizes, strict=True)
            if size and size >= STUB * max(sizes)
        ),
        [],
    )


def _body(part: "Message[str, str]", kind: str) -> Body:
    """Return the text of a part, as plain text or HTML."""
    data, charset = bytes_of(part), charset_of(part)
    if kind == "text/html":
        named = CHARSET.search(data[:HEAD])
        charset = charset or (named[1].decode("ascii") if named else "")
    told = decoded(data, charset)
    if kind == "text/html":
        page = whole_page(told.text)
        return Body(page.text, replace(told, text=""), page.hidden)
    is_flowed = str(part.get_param("format", "")).lower() == "flowed"
    joins = str(part.get_param("delsp", "")).lower() == "yes"
    return Body(
        unflowed(told.text, joins=joins) if is_flowed else told.text, replace(told, text="")
    )


def unflowed(text: str, *, joins: bool = False) -> str:
    """Join the lines that a program broke for its window: those that end in a blank (RFC 3676).

    >>> unflowed('The Department of \\nCommerce said.\\n-- \\nA')
    'The Department of Commerce said.\\n-- \\nA'
    """
    done: list[str] = []
    depth, is_open = 0, False
    for line in text.replace("\r\n", "\n").split("\n"):
        quotes, _, words = (FLOWED.match(line) or FLOWED.match("")).groups()  # type: ignore[union-attr]
        if is_open and len(quotes) == depth and words != SIGNATURE:
            done[-1] = (done[-1][:-1] if joins else done[-1]) + words
        else:
            done.append(f"{quotes}{' ' if quotes else ''}{words}")
        depth, is_open = len(quotes), words.endswith(" ") and words != SIGNATURE
    return "\n".join(done)


def _said(
    message: "Message[str, str]", bodies: Sequence[Body], attached: Sequence[str]
) -> Iterator[str]:
    """Say what of a message is not read."""
    yield from (body.decoded.message for body in bodies if body.decoded.message)
    if hidden := sum(body.hidden for body in bodies):
        yield f"left out: {hidden} hidden characters"
    if attached:
        more = f" and {len(attached) - MOST_NAMED} more" if len(attached) > MOST_NAMED else ""
        yield f"attachments not read: {', '.join(attached[:MOST_NAMED])}{more}"
    if any(type(defect).__name__ == "CloseBoundaryNotFoundDefect" for defect in message.defects):
        yield "the end of the message is missing: it may be cut off"
