"""A PDF to its source text: glyphs, rows, lines, paragraphs; furniture stays in place, marked."""

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pipeline.document import Source
from pipeline.read.failure import ReadError
from pipeline.read.limits import Limits
from pipeline.read.pdf.columns import Line, lines_of
from pipeline.read.pdf.furniture import find_furniture
from pipeline.read.pdf.glyphs import UNMAPPED, PageGlyphs, read_pages
from pipeline.read.pdf.paragraphs import Placed, compose, place
from pipeline.read.pdf.rows import Row, collapse, rows_of

if TYPE_CHECKING:
    from pdfminer.pdfdocument import PDFDocument

MEDIA_TYPE = "application/pdf"
TAIL = 4096  # bytes; the standard wants %%EOF in the last 1,024
MOST_UNMAPPED = 0.1  # of the glyphs
DAMAGED = "the PDF is damaged ({}): get the file again, or repair it with `qpdf in.pdf out.pdf`"
ENCRYPTED = (
    "the PDF is encrypted: remove the password, for example with "
    "`qpdf --password=… --decrypt in.pdf out.pdf`"
)
SCANNED = (
    "the PDF has no text layer, only pictures: run OCR first, "
    "for example `ocrmypdf -l chi_sim+eng in.pdf out.pdf`"
)
NO_TEXT = "the PDF holds no text: look whether it is the right file"
NO_LETTERS = (
    "the fonts of the PDF do not say which letters they draw: run OCR over it, "
    "for example `ocrmypdf --force-ocr -l chi_sim+eng in.pdf out.pdf`"
)
NO_TITLE = re.compile(r"untitled|无标题|microsoft \w+ - .*|.*\.\w{2,4}|[\W\d_]*", re.I)


def read(path: str, data: bytes, limits: Limits) -> Source:
    """Read a PDF with a text layer.

    Raises ReadError, with the remedy, for a scanned, encrypted, truncated or damaged file and for
    one beyond the limits.
    """
    document = _open(data)
    try:
        pages = list(read_pages(document, limits))
    except ReadError:
        raise
    except Exception as error:  # pdfminer raises whatever its parsing stumbles over
        raise ReadError(DAMAGED.format(type(error).__name__)) from None
    _check_text(pages)
    try:
        rows, collapsed = _rows(pages)
        text, marks = compose(_placed(rows, pages))
    except (OverflowError, ValueError):  # coordinates of 400 digits, infinite, or no numbers
        raise ReadError(DAMAGED.format("coordinates beyond any page")) from None
    return Source(
        path,
        text,
        media_type=MEDIA_TYPE,
        title=_title(document),
        marks=marks,
        message=_message(pages, collapsed),
    )


def _open(data: bytes) -> "PDFDocument":
    """Open a PDF that is whole and not encrypted."""
    from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
    from pdfminer.pdfparser import PDFParser

    if b"%PDF-" not in data[:1024]:
        raise ReadError("this is no PDF, whatever its name says: look what kind of file it is")
    if b"%%EOF" not in data[-TAIL:]:
        raise ReadError("the PDF is cut off (its end is missing): get the file again")
    try:
        return PDFDocument(PDFParser(io.BytesIO(data)))
    except (PDFPasswordIncorrect, PDFEncryptionError):
        raise ReadError(ENCRYPTED) from None
    except Exception as error:  # see read
        raise ReadError(DAMAGED.format(type(error).__name__)) from None


def _check_text(pages: Sequence[PageGlyphs]) -> None:
    """Refuse a PDF without a text layer, or with one that nobody can read."""
    if not pages:
        raise ReadError(DAMAGED.format("no pages"))
    letters = [glyph.text for page in pages for glyph in page.glyphs if glyph.text.strip()]
    letters += [text for page in pages for text in page.turned if text.strip()]
    if not letters:
        raise ReadError(SCANNED if any(page.pictures for page in pages) else NO_TEXT)
    if letters.count(UNMAPPED) > MOST_UNMAPPED * len(letters):
        raise ReadError(NO_LETTERS)


def _rows(pages: Sequence[PageGlyphs]) -> tuple[list[list[Row]], int]:
    """Group each page's glyphs into rows, and count the glyphs that were copies."""
    rows, collapsed = [], 0
    for page in pages:
        glyphs, copies = collapse(page.glyphs)
        rows.append(rows_of(glyphs))
        collapsed += copies
    return rows, collapsed


def _placed(rows: Sequence[Sequence[Row]], pages: Sequence[PageGlyphs]) -> list[Placed]:
    """Put furniture and lines into reading order, page by page."""
    furniture = find_furniture(rows)
    placed: list[Placed] = []
    for page, page_rows in enumerate(rows):
        rules = [furniture.get((page, index), "") for index in range(len(page_rows))]
        body = [row for row, rule in zip(page_rows, rules, strict=True) if not rule]
        aside = [
            place(Line(row, page, row.x0, row.x1), rule)
            for row, rule in zip(page_rows, rules, strict=True)
            if rule
        ]
        top = body[0].y if body else 0.0
        placed += [item for item in aside if item.line.row.y > top]
        placed += [place(line) for line in lines_of(body, page)]
        placed += [item for item in aside if item.line.row.y <= top]
    return placed


def _message(pages: Sequence[PageGlyphs], collapsed: int) -> str:
    """Say what the source text does not show."""
    parts = []
    if collapsed:
        parts.append(f"{collapsed} glyphs drawn on top of an equal one were read once")
    turned = sum(bool(text.strip()) for page in pages for text in page.turned)
    if turned:
        parts.append(f"{turned} glyphs of turned text (a watermark, a table on its side) left out")
    bare = [
        str(number) for number, page in enumerate(pages, 1) if page.pictures and not page.glyphs
    ]
    if bare:
        parts.append(f"no text layer on page {', '.join(bare)}: run OCR to read these too")
    return "; ".join(parts)


def _title(document: "PDFDocument") -> str:
    """Return the title that the PDF declares, where it is one: not untitled, not a file's name."""
    for info in document.info:
        title = _decoded(info.get("Title"))
        if title and not NO_TITLE.fullmatch(title):
            return title
    return ""


def _decoded(value: Any) -> str:
    """Decode a string of the PDF: UTF-16 or UTF-8 with its mark, else ASCII; nothing is guessed."""
    from pdfminer.pdftypes import resolve1

    raw = resolve1(value)
    if not isinstance(raw, bytes):
        return ""
    encoding = "utf-16" if raw[:2] in (b"\xfe\xff", b"\xff\xfe") else "utf-8-sig"
    if encoding == "utf-8-sig" and not raw.startswith(b"\xef\xbb\xbf"):
        encoding = "ascii"
    try:
        return " ".join(raw.decode(encoding).split())
    except UnicodeDecodeError:
        return ""
