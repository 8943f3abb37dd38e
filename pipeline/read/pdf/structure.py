"""A PDF's bytes to its pages: opened with bounds on what inflates, the tree of pages walked even
where it is odd.
"""

import io
import re
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from pipeline.read.failure import ReadError
from pipeline.read.limits import MEBIBYTE, Limits

if TYPE_CHECKING:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfpage import PDFPage

TAIL = 4096  # bytes; the standard wants %%EOF in the last 1,024
# One byte of deflated data stands for at most 1,032 bytes.
DEFLATE_RATIO = 1032
# Text is packed to a tenth; what inflates to more than this many times its size is counted.
HIGHLY_PACKED = 50
# Undoing a predictor costs about a second for each of these; a table of a million objects is 6.
MOST_PREDICTED = 8 * MEBIBYTE
DEEPEST_TREE = 50
MOST_REFERENCES = 20  # from one to the next before something is there
MOST_OBJECTS = 200_000  # looked at where no tree leads to the pages
INHERITED = ("Resources", "MediaBox", "CropBox", "Rotate")
DAMAGED = "the PDF is damaged ({}): get the file again, or repair it with `qpdf in.pdf out.pdf`"
ENCRYPTED = (
    "the PDF is encrypted: remove the password, for example with "
    "`qpdf --password=… --decrypt in.pdf out.pdf`"
)
NO_TITLE = re.compile(r"untitled|无标题|microsoft \w+ - .*|.*\.\w{2,4}|[\W\d_]*", re.I)


class UnreadableError(ReadError):
    """A file that this reader cannot make sense of; another may."""


def open_document(data: bytes, limits: Limits) -> "PDFDocument":
    """Open a PDF that is whole and not encrypted.

    Raises ReadError, with the remedy, for anything else.
    """
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

    if b"%PDF-" not in data[:1024]:
        raise ReadError("this is no PDF, whatever its name says: look what kind of file it is")
    if b"%%EOF" not in data[-TAIL:]:
        raise ReadError("the PDF is cut off (its end is missing): get the file again")
    try:
        return _document_class()(_bounded_parser(data, limits))  # type: ignore[no-any-return]
    except ReadError:
        raise
    except (PDFPasswordIncorrect, PDFEncryptionError):
        raise ReadError(ENCRYPTED) from None
    except Exception as error:  # pdfminer raises whatever its parsing stumbles over
        raise UnreadableError(DAMAGED.format(type(error).__name__)) from None


def _document_class() -> Any:
    """Build pdfminer's document so that references that run in a circle end in nothing."""
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdftypes import PDFObjectNotFound, PDFObjRef

    class BoundedDocument(PDFDocument):
        def getobj(self, objid: int) -> object:
            found: object = super().getobj(objid)
            for _ in range(MOST_REFERENCES):
                if not isinstance(found, PDFObjRef):
                    return found
                found = super().getobj(found.objid)
            raise PDFObjectNotFound(objid)

    return BoundedDocument


def _bounded_parser(data: bytes, limits: Limits) -> Any:
    """Build pdfminer's parser with a check on each stream that it comes upon."""
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import PDFStream

    class BoundedParser(PDFParser):
        packed = 0  # bytes to which all highly packed streams inflate

        def push(self, *objects: Any) -> None:
            for _, found in objects:
                if isinstance(found, PDFStream):
                    self.packed += _check_inflated(found, limits)
                    limits.check_decompressed(self.packed)
            super().push(*objects)

    return BoundedParser(io.BytesIO(data))


def _check_inflated(stream: Any, limits: Limits) -> int:
    """Refuse a stream that inflates beyond the limit, before anything inflates it; return the bytes
    of a highly packed one.

    Pictures are never inflated here.
    """
    from pdfminer.psparser import PSLiteral

    subtype = stream.get("Subtype")
    if isinstance(subtype, PSLiteral) and subtype.name == "Image":
        return 0
    filters = stream.get_any(("F", "Filter"), [])
    names = (
        [getattr(name, "name", "Fl") for name in filters if name]
        if isinstance(filters, list)
        else [getattr(filters, "name", "Fl")]
    )
    times = sum(name in ("Fl", "FlateDecode", "LZW", "LZWDecode") for name in names)
    if times > 1:
        raise ReadError("a stream is compressed twice over: print the file to a new PDF")
    predicted = stream.get_any(("DP", "DecodeParms", "FDecodeParms")) is not None
    most = min(MOST_PREDICTED, limits.decompressed) if predicted else limits.decompressed
    raw = stream.rawdata or b""
    if not times or len(raw) * DEFLATE_RATIO <= min(most, MEBIBYTE):
        return 0
    inflated = _inflated(raw, most + 1)
    if inflated > most:
        limits.check_decompressed(max(inflated, limits.decompressed + 1))
    return inflated if inflated > HIGHLY_PACKED * len(raw) else 0


def _inflated(raw: bytes, most: int) -> int:
    """Return the size to which deflated data inflates, counted up to a bound."""
    inflater, size = zlib.decompressobj(), 0
    try:
        while raw and size < most:
            size += len(inflater.decompress(raw, min(MEBIBYTE, most - size)))
            raw = inflater.unconsumed_tail
    except zlib.error:
        return size
    return size


def pages_of(document: "PDFDocument") -> Iterator["PDFPage"]:
    """Yield the pages; a node without a type is a page where it has no children.

    Where the tree holds no page, the objects that say that they are pages are taken in their order.
    """
    from pdfminer.pdfpage import PDFPage

    found = False
    for number, attributes in _leaves(document, document.catalog.get("Pages"), {}, set(), 0):
        found = True
        yield PDFPage(document, number, attributes, None)
    if not found:
        for number, attributes in _scattered(document):
            yield PDFPage(document, number, attributes, None)


def _leaves(
    document: "PDFDocument", node: Any, above: dict[str, Any], seen: set[Any], depth: int
) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Yield the pages below a node with what they inherit; a node is visited once."""
    from pdfminer.pdftypes import PDFObjRef

    number = node.objid if isinstance(node, PDFObjRef) else id(node)
    attributes = resolved(node)
    if number in seen or depth > DEEPEST_TREE or not isinstance(attributes, dict):
        return
    seen.add(number)
    attributes = {**{key: above[key] for key in INHERITED if key in above}, **attributes}
    children = resolved(attributes.get("Kids"))
    if isinstance(children, list):
        for child in children:
            yield from _leaves(document, child, attributes, seen, depth + 1)
    elif _type(attributes) != "Pages":
        yield number, attributes


def _scattered(document: "PDFDocument") -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the objects of the file that say that they are pages."""
    seen = set()
    numbers = (number for table in document.xrefs for number in table.get_objids())
    for number in islice(numbers, MOST_OBJECTS):
        if number not in seen:
            seen.add(number)
            try:
                found = document.getobj(number)
            except ReadError:
                raise
            except Exception:
                continue
            if isinstance(found, dict) and _type(found) == "Page":
                yield number, found


def _type(attributes: dict[str, Any]) -> str:
    return str(getattr(resolved(attributes.get("Type", attributes.get("type"))), "name", ""))


def resolved(value: Any) -> Any:
    """Follow references to what they stand for; None where nothing is there."""
    from pdfminer.pdftypes import resolve1

    try:
        return resolve1(value)
    except ReadError:
        raise
    except Exception:  # pdfminer raises whatever its parsing stumbles over
        return None


def title_of(document: "PDFDocument") -> str:
    """Return the title that the PDF declares, where it is one: not untitled, not a file's name."""
    for info in document.info:
        title = _decoded(resolved(info.get("Title"))) if isinstance(info, dict) else ""
        if title and not NO_TITLE.fullmatch(title):
            return title
    return ""


def _decoded(raw: Any) -> str:
    """Decode a string of the PDF: UTF-16 or UTF-8 with its mark, else ASCII; nothing is guessed."""
    if not isinstance(raw, bytes):
        return ""
    encoding = "utf-16" if raw[:2] in (b"\xfe\xff", b"\xff\xfe") else "utf-8-sig"
    if encoding == "utf-8-sig" and not raw.startswith(b"\xef\xbb\xbf"):
        encoding = "ascii"
    try:
        return " ".join(raw.decode(encoding).split())
    except UnicodeDecodeError:
        return ""
