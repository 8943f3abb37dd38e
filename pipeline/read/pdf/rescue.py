"""A PDF that pdfminer.six cannot read to what its pages draw, by pdfium: odd trees of pages, broken
tables of objects, fonts whose letters only the embedded file tells.

pdfium is no first choice: it leaves out glyphs of fonts that neither the file nor the machine has.
"""

import ctypes
import math
from collections.abc import Iterator
from itertools import count
from typing import Any

from pipeline.read.limits import Limits
from pipeline.read.pdf.geometry import turn_of
from pipeline.read.pdf.glyphs import UNMAPPED, Box, Drawing, Drawn
from pipeline.read.pdf.operators import MOST_GLYPHS
from pipeline.read.pdf.state import FARTHEST, SMALLEST

RESCUED = "pdfium read what pdfminer.six could not: glyphs of fonts that are not embedded may lack"


def rescue(data: bytes, limits: Limits) -> list[Drawing]:
    """Return what each page draws; nothing where pdfium cannot read the file either."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return []
    try:
        limits.check_pages(len(document))
        return [_drawing(document, number) for number in range(len(document))]
    finally:
        document.close()


def _drawing(document: Any, number: int) -> Drawing:
    """Return what one page draws, nothing for a broken page."""
    import pypdfium2

    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return Drawing(Box(0, 0, 0, 0), is_cut=True)
    drawing = Drawing(Box(*page.get_bbox()))
    total = text.count_chars()
    drawing.is_cut = total > MOST_GLYPHS
    drawing.drawn = list(_drawn(text.raw, min(total, MOST_GLYPHS)))
    drawing.pictures = sum(
        1 for _ in zip(page.get_objects([3], max_depth=2), count(), strict=False)
    )
    text.close()
    page.close()
    return drawing


def _drawn(text: Any, total: int) -> Iterator[Drawn]:
    """Yield the characters that the page draws, without those that pdfium adds."""
    from pypdfium2 import raw

    matrix, box = raw.FS_MATRIX(), raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(total):
        if raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        raw.FPDFText_GetMatrix(text, index, matrix)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        turn = turn_of(matrix.a, matrix.b)
        size = abs(raw.FPDFText_GetFontSize(text, index)) * math.hypot(matrix.c, matrix.d)
        ends = {0: box.right - x.value, 1: box.top - y.value, 2: x.value - box.left}
        advance = ends.get(turn, y.value - box.bottom)
        far = abs(size) + abs(x.value) + abs(y.value) + abs(advance)
        if size >= SMALLEST and far < FARTHEST:
            yield Drawn(_letter(text, index), x.value, y.value, advance, size, turn)


def _letter(text: Any, index: int) -> str:
    from pypdfium2 import raw

    code = raw.FPDFText_GetUnicode(text, index)
    if raw.FPDFText_HasUnicodeMapError(text, index) == 1 or not code or 0xD800 <= code < 0xE000:
        return UNMAPPED
    return chr(code) if code >= ord(" ") else " "
