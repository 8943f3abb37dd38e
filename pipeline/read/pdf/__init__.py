"""A PDF to its source text: glyphs, rows, lines, paragraphs; furniture stays in place, marked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.document import Source
from pipeline.read.failure import ReadError
from pipeline.read.limits import Limits
from pipeline.read.pdf.columns import lines_of
from pipeline.read.pdf.furniture import find_furniture
from pipeline.read.pdf.glyphs import UNMAPPED, PageGlyphs
from pipeline.read.pdf.operators import read_pages
from pipeline.read.pdf.paragraphs import Placed, compose, place
from pipeline.read.pdf.rescue import RESCUED, rescue
from pipeline.read.pdf.rows import Row, collapse, rows_of
from pipeline.read.pdf.structure import DAMAGED, UnreadableError, open_document, title_of
from pipeline.read.pdf.tables import Line
from pipeline.read.pdf.upright import set_upright

if TYPE_CHECKING:
    from pdfminer.pdfdocument import PDFDocument

MEDIA_TYPE = "application/pdf"
MOST_UNMAPPED = 0.125  # of the glyphs: 12 % are the ornaments of a book, 15 % every seventh word
SCANNED = (
    "the PDF has no text layer, only pictures: run OCR first, "
    "for example `ocrmypdf -l chi_sim+eng in.pdf out.pdf`"
)
NO_TEXT = "the PDF holds no text: look whether it is the right file"
NO_LETTERS = (
    "the fonts of the PDF do not say which letters they draw: run OCR over it, "
    "for example `ocrmypdf --force-ocr -l chi_sim+eng in.pdf out.pdf`"
)


def read(path: str, data: bytes, limits: Limits) -> Source:
    """Read a PDF with a text layer.

    Raises ReadError, with the remedy, for a scanned, encrypted, truncated or damaged file and for
    one beyond the limits.
    """
    title, rescued = "", False
    try:
        document = open_document(data, limits)
        title = title_of(document)
        pages = _pages(document, limits)
    except UnreadableError as error:
        pages, rescued = [set_upright(drawing) for drawing in rescue(data, limits)], True
        if not _is_readable(pages):
            raise ReadError(str(error)) from None
    rows, collapsed = _rows(pages)
    text, marks = compose(_placed(rows, pages))
    message = "; ".join([RESCUED] * rescued + _left_out(pages, collapsed))
    return Source(path, text, media_type=MEDIA_TYPE, title=title, marks=marks, message=message)


def _pages(document: "PDFDocument", limits: Limits) -> list[PageGlyphs]:
    """Return the pages of a PDF with a text layer that somebody can read."""
    try:
        pages = [set_upright(drawing) for drawing in read_pages(document, limits)]
    except ReadError:
        raise
    except Exception as error:  # pdfminer raises whatever its parsing stumbles over
        raise UnreadableError(DAMAGED.format(type(error).__name__)) from None
    if not pages:
        raise UnreadableError(DAMAGED.format("no pages"))
    if not any(glyph.text.strip() for page in pages for glyph in page.glyphs):
        if any(page.is_cut for page in pages):
            raise ReadError(NO_TEXT)
        raise UnreadableError(SCANNED if any(page.pictures for page in pages) else NO_TEXT)
    if not _is_readable(pages):
        raise UnreadableError(NO_LETTERS)
    return pages


def _is_readable(pages: Sequence[PageGlyphs]) -> bool:
    """Tell whether there are letters, and the fonts say which."""
    letters = [glyph.text for page in pages for glyph in page.glyphs if glyph.text.strip()]
    return letters.count(UNMAPPED) <= MOST_UNMAPPED * len(letters) if letters else False


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
        placed += [place(line) for line in lines_of(body, page, pages[page].rules)]
        placed += [item for item in aside if item.line.row.y <= top]
    return placed


def _left_out(pages: Sequence[PageGlyphs], collapsed: int) -> list[str]:
    """Say what the source text does not show."""
    parts = []
    if collapsed:
        parts.append(f"{collapsed} glyphs drawn on top of an equal one were read once")
    if turned := sum(page.turned for page in pages):
        parts.append(f"{turned} glyphs of turned text (a watermark, a table on its side) left out")
    if outside := sum(page.outside for page in pages):
        parts.append(f"{outside} glyphs beyond the edge of the page left out")
    unknown = sum(glyph.text == UNMAPPED for page in pages for glyph in page.glyphs)
    if unknown:
        parts.append(f"{unknown} glyphs whose letter the font does not tell stand as U+FFFD")
    cut = [str(number) for number, page in enumerate(pages, 1) if page.is_cut]
    if cut:
        parts.append(f"page {', '.join(cut)} read in part: it is damaged or draws without end")
    bare = [
        str(number) for number, page in enumerate(pages, 1) if page.pictures and not page.glyphs
    ]
    if bare:
        parts.append(f"no text layer on page {', '.join(bare)}: run OCR to read these too")
    return parts
