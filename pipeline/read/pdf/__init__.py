"""A PDF to its source text: glyphs, rows, lines, paragraphs; furniture stays in place, marked."""

from collections.abc import Sequence

from pipeline.document import Source
from pipeline.read.failure import ReadError
from pipeline.read.limits import Limits
from pipeline.read.pdf.columns import lines_of
from pipeline.read.pdf.furniture import find_furniture
from pipeline.read.pdf.glyphs import UNMAPPED, PageGlyphs
from pipeline.read.pdf.operators import read_pages
from pipeline.read.pdf.paragraphs import Placed, compose, place
from pipeline.read.pdf.rows import Row, collapse, rows_of
from pipeline.read.pdf.structure import DAMAGED, open_document, title_of
from pipeline.read.pdf.tables import Line
from pipeline.read.pdf.upright import set_upright

MEDIA_TYPE = "application/pdf"
MOST_UNMAPPED = 0.1  # of the glyphs
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
    document = open_document(data, limits)
    try:
        pages = [set_upright(drawing) for drawing in read_pages(document, limits)]
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
        title=title_of(document),
        marks=marks,
        message=_message(pages, collapsed),
    )


def _check_text(pages: Sequence[PageGlyphs]) -> None:
    """Refuse a PDF without a text layer, or with one that nobody can read."""
    if not pages:
        raise ReadError(DAMAGED.format("no pages"))
    letters = [glyph.text for page in pages for glyph in page.glyphs if glyph.text.strip()]
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
        placed += [place(line) for line in lines_of(body, page, pages[page].rules)]
        placed += [item for item in aside if item.line.row.y <= top]
    return placed


def _message(pages: Sequence[PageGlyphs], collapsed: int) -> str:
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
    return "; ".join(parts)
