"""A PDF's bytes to the glyphs of its pages: what was drawn, where, how large.

The glyphs come from pdfminer.six, the engine below pdfplumber, without the layout analysis of
either. `python -m tests.evaluation.reading` measures the choice, over 16 articles on 37 pages with
fake bold, repair included: this reader 0.008 % character errors at 7 to 12 pages a second;
pdfplumber's `dedupe_chars` and `extract_text` 0.039 % at 2 to 3; pdfium's text page 20 to 22 % at
140 and more. pdfium leaves out real glyphs without a word (天天研究研究 drawn glyph by glyph in a
font that is not embedded comes back empty), and nothing tells which ones it dropped.
"""

import logging
import math
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.read.failure import ReadError
from pipeline.read.limits import Limits

if TYPE_CHECKING:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfinterp import PDFPageInterpreter
    from pdfminer.pdfpage import PDFPage

UNMAPPED = "\ufffd"
# One byte of deflated data stands for at most 1,032 bytes.
DEFLATE_RATIO = 1032


class Glyph(NamedTuple):
    """A drawn character: its text, left and right edge, baseline and size, in points from the
    page's lower left corner.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float


@dataclass
class PageGlyphs:
    """What is drawn on one page: upright glyphs in drawing order, the text of turned ones, the
    number of pictures.
    """

    glyphs: list[Glyph] = field(default_factory=list)
    turned: list[str] = field(default_factory=list)
    pictures: int = 0


def read_pages(document: "PDFDocument", limits: Limits) -> Iterator[PageGlyphs]:
    """Yield the glyphs of each page.

    Raises ReadError where there are more pages, or larger ones, than the limits allow.
    """
    from pdfminer.pdfpage import PDFPage

    interpreter, page_of = _interpreter()
    for number, page in enumerate(PDFPage.create_pages(document), 1):
        limits.check_pages(number)
        _check_inflated(page, limits)
        interpreter.process_page(page)
        yield page_of()


def _interpreter() -> "tuple[PDFPageInterpreter, Any]":
    """Build pdfminer's interpreter over a device that keeps glyphs and nothing else."""
    from pdfminer.pdfdevice import PDFTextDevice
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager

    logging.getLogger("pdfminer").setLevel(logging.ERROR)

    class GlyphDevice(PDFTextDevice):
        def begin_page(self, page: Any, ctm: Any) -> None:
            self.page = PageGlyphs()

        def render_image(self, name: str, stream: Any) -> None:
            self.page.pictures += 1

        def render_char(
            self,
            matrix: Any,
            font: Any,
            fontsize: float,
            scaling: float,
            rise: float,
            cid: int,
            *_: Any,
        ) -> float:
            advance = float(font.char_width(cid) * fontsize * scaling)
            _draw(self.page, _text(font, cid), matrix, fontsize, rise, advance)
            return advance

    resources = PDFResourceManager()
    device = GlyphDevice(resources)
    return PDFPageInterpreter(resources, device), lambda: device.page


def _text(font: Any, cid: int) -> str:
    """Return the characters that a glyph stands for, U+FFFD where the font does not tell."""
    from pdfminer.pdffont import PDFUnicodeNotDefined

    try:
        text = str(font.to_unichr(cid))
    except PDFUnicodeNotDefined:
        return UNMAPPED
    return "".join(char if char >= " " else " " for char in text if char != "\0")


def _draw(
    page: PageGlyphs, text: str, matrix: Any, fontsize: float, rise: float, advance: float
) -> None:
    """Note a glyph at its place; what is not upright goes to the turned text."""
    a, b, c, d, e, f = matrix
    if a <= 0 or abs(b) > 0.1 * a:
        page.turned.append(text)
    elif text:
        x, y = c * rise + e, d * rise + f
        page.glyphs.append(Glyph(text, x, x + a * advance, y, abs(fontsize) * math.hypot(c, d)))


def _check_inflated(page: "PDFPage", limits: Limits) -> None:
    """Refuse a page whose content inflates beyond the limit, before anything inflates it."""
    from pdfminer.pdftypes import LITERALS_FLATE_DECODE, stream_value

    for content in page.contents:
        stream = stream_value(content)
        raw = stream.rawdata or b""
        deflations = sum(name in LITERALS_FLATE_DECODE for name, _ in stream.get_filters())
        if deflations > 1:
            raise ReadError("a page is compressed twice over: print the file to a new PDF")
        if deflations and len(raw) * DEFLATE_RATIO > limits.decompressed:
            limits.check_decompressed(_inflated(raw, limits.decompressed + 1))


def _inflated(raw: bytes, most: int) -> int:
    """Return the size to which deflated data inflates, counted up to a bound."""
    try:
        return len(zlib.decompressobj().decompress(raw, most))
    except zlib.error:
        return 0
