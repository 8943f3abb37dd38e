"""The content of a page, operator by operator, to what it draws: pdfminer.six parses it and reads
the fonts; colors and curves are passed over, and what goes wrong in one operator stays there.

`python -m tests.evaluation.reading` measures the choice of pdfminer. pdfium leaves out real glyphs
without a word (天天研究研究 drawn glyph by glyph in a font that is not embedded comes back empty where
the machine has no such font), and asked glyph by glyph it is slower.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pipeline.read.failure import ReadError
from pipeline.read.limits import MEBIBYTE, Limits
from pipeline.read.pdf.fonts import Fonts, letters
from pipeline.read.pdf.geometry import UPRIGHT, frame, matrix_of, multiplied
from pipeline.read.pdf.glyphs import Drawing
from pipeline.read.pdf.paths import Path
from pipeline.read.pdf.state import State, place
from pipeline.read.pdf.structure import pages_of, resolved

if TYPE_CHECKING:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfinterp import PDFContentParser
    from pdfminer.pdfpage import PDFPage

SPACE = 32
MOST_OBJECTS = 250_000  # operators and operands on a page; a page of text has 5,000
MOST_FORMS = 4_000  # drawings inside drawings, on a page
MOST_GLYPHS = 200_000  # on a page; a sheet of a newspaper has a tenth
MOST_RULES = 20_000
MOST_READ = 16 * MEBIBYTE  # of content on a page, that of a form each time that it is drawn
# On all pages: reading so much takes half a minute; the longest reports have a tenth.
MOST_OBJECTS_OF_ALL = 8_000_000
MOST_READ_OF_ALL = 256 * MEBIBYTE
ENDLESS = (
    "the pages draw without end: the file is damaged or made to fill the time; print it to a new "
    "PDF, or cut it into several files"
)
DEEPEST_FORM = 25
DEEPEST_SAVED = 1_000


class Enough(Exception):  # noqa: N818  nothing went wrong
    """More is drawn on a page than anybody reads."""


def read_pages(document: "PDFDocument", limits: Limits) -> Iterator[Drawing]:
    """Yield what is drawn on each page.

    Raises ReadError where there are more pages, or more on them, than the limits allow.
    """
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    fonts = Fonts()
    objects = read = 0
    for number, page in enumerate(pages_of(document), 1):
        limits.check_pages(number)
        pen = Pen(fonts, page)
        objects, read = objects + pen.objects, read + pen.read
        if objects > MOST_OBJECTS_OF_ALL or read > MOST_READ_OF_ALL:
            raise ReadError(ENDLESS)
        yield pen.drawing


class Pen:
    """Draws one page, and keeps what it drew."""

    def __init__(self, fonts: Fonts, page: "PDFPage") -> None:
        matrix, box = frame(page)
        self.fonts = fonts
        self.drawing = Drawing(box)
        self.objects = self.forms = self.read = 0
        self.state = State(matrix)
        self.saved: list[State] = []
        self.line = self.text = UPRIGHT
        self.path = Path()
        self.resources: dict[str, Any] = {}
        self.inside: tuple[Any, ...] = ()
        try:
            self.run(page.contents, _dictionary(page.resources))
        except Enough:
            self.drawing.is_cut = True

    def run(self, streams: Sequence[Any], resources: dict[str, Any]) -> None:
        """Carry out a content, the page's own or that of a form."""
        from pdfminer.psparser import PSEOF, PSKeyword

        outer, self.resources = self.resources, resources
        operands: list[Any] = []
        try:
            parser = self.content(streams)
            while True:
                _, found = parser.nextobject()
                self.count()
                if not isinstance(found, PSKeyword):
                    operands.append(found)
                    continue
                self.operate(found.name, operands)
                operands = []
        except PSEOF:
            pass
        except (Enough, ReadError):
            raise
        except Exception:  # pdfminer raises whatever its parsing stumbles over
            self.drawing.is_cut = True
        self.resources = outer

    def content(self, streams: Sequence[Any]) -> "PDFContentParser":
        """Build pdfminer's parser over the parts of a content that are there, up to what anybody
        reads.
        """
        from pdfminer.pdfinterp import PDFContentParser
        from pdfminer.pdftypes import PDFStream

        if self.read > MOST_READ:
            raise Enough
        parts = []
        for stream in map(resolved, streams):
            if hasattr(stream, "get_data") and self.read <= MOST_READ:
                data, left = stream.get_data(), MOST_READ - self.read
                parts.append(stream if len(data) <= left else PDFStream({}, data[:left]))
                self.read += len(data)
        self.drawing.is_cut |= self.read > MOST_READ
        return PDFContentParser(parts)

    def count(self) -> None:
        """Count what the page holds, up to what anybody reads."""
        self.objects += 1
        if self.objects > MOST_OBJECTS:
            raise Enough

    def operate(self, name: bytes, operands: list[Any]) -> None:
        """Carry out one operator; one that makes no sense is passed over."""
        operator = OPERATORS.get(name)
        if operator is None:
            return
        try:
            operator(self, *operands)
        except ReadError:
            raise
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            return

    def save(self) -> None:
        if len(self.saved) < DEEPEST_SAVED:
            self.saved.append(replace(self.state))

    def restore(self) -> None:
        if self.saved:
            self.state = self.saved.pop()

    def transform(self, *matrix: float) -> None:
        self.state.matrix = multiplied(matrix_of(matrix), self.state.matrix)

    def begin_text(self) -> None:
        self.line = self.text = UPRIGHT

    def set_text(self, *matrix: float) -> None:
        self.line = self.text = matrix_of(matrix)

    def next_line(self, x: float = 0.0, y: float | None = None) -> None:
        """Go to the next line: by so much, or by the leading."""
        y = -self.state.leading if y is None else y
        self.line = self.text = multiplied((1.0, 0.0, 0.0, 1.0, x, y), self.line)

    def next_line_leading(self, x: float, y: float) -> None:
        self.state.leading = -y
        self.next_line(x, y)

    def set_font(self, name: Any, size: float) -> None:
        """Choose a font; a broken one still has its place on the page."""
        self.state.size = float(size)
        self.state.font = self.fonts.load(_dictionary(self.resources.get("Font")), name.name)

    def show(self, text: Any) -> None:
        if isinstance(text, bytes):
            self.show_all([text])

    def show_on_next(self, text: Any) -> None:
        self.next_line()
        self.show(text)

    def show_spaced(self, word_spacing: float, spacing: float, text: Any) -> None:
        self.state.word_spacing, self.state.spacing = float(word_spacing), float(spacing)
        self.show_on_next(text)

    def show_all(self, pieces: Any) -> None:
        """Draw strings and the shifts between them."""
        state = self.state
        if state.font is None or not isinstance(pieces, list):
            return
        vertical = state.font.is_vertical()
        for piece in pieces:
            if isinstance(piece, bytes):
                for code in state.font.decode(piece):
                    self.show_code(code, vertical)
            elif isinstance(piece, (int, float)):
                self.advance(
                    -piece / 1000 * state.size * (1 if vertical else state.scale), vertical
                )

    def advance(self, length: float, vertical: bool) -> None:
        a, b, c, d, e, f = self.text
        x, y = (0.0, length) if vertical else (length, 0.0)
        self.text = (a, b, c, d, x * a + y * c + e, x * b + y * d + f)

    def show_code(self, code: int, vertical: bool) -> None:
        """Draw a character and move the pen behind it."""
        state, font = self.state, self.state.font
        width = font.char_width(code) * state.size
        matrix = multiplied(self.text, state.matrix)
        drawn = place(letters(font, code), matrix, state, width, vertical)
        if drawn:
            if len(self.drawing.drawn) >= MOST_GLYPHS:
                raise Enough
            self.drawing.drawn.append(drawn)
        width += state.spacing
        if code == SPACE and not font.is_multibyte():
            width += state.word_spacing
        self.advance(width if vertical else width * state.scale, vertical)

    def draw_object(self, name: Any) -> None:
        """Draw a picture, or what a form holds; a form inside itself is passed over."""
        from pdfminer.pdftypes import stream_value

        found = stream_value(_dictionary(self.resources.get("XObject"))[name.name])
        subtype = getattr(resolved(found.get("Subtype")), "name", "")
        if subtype == "Image":
            self.drawing.pictures += 1
        if subtype != "Form" or id(found) in self.inside or len(self.inside) > DEEPEST_FORM:
            return
        self.forms += 1
        if self.forms > MOST_FORMS:
            raise Enough
        outer = self.state, self.saved, self.line, self.text, self.inside
        self.state, self.saved, self.inside = replace(self.state), [], (*self.inside, id(found))
        self.transform(*(resolved(found.get("Matrix")) or UPRIGHT))
        own = found.get("Resources")
        try:
            self.run([found], _dictionary(own) if own else self.resources)
        finally:
            self.state, self.saved, self.line, self.text, self.inside = outer

    def draw_inline(self, _: Any = None) -> None:
        self.drawing.pictures += 1

    def paint(self, *, stroke: bool) -> None:
        """Keep the rules that a path draws."""
        if len(self.drawing.rules) < MOST_RULES:
            self.drawing.rules += self.path.rules(self.state.matrix, stroke)
        self.path = Path()

    def leave_path(self) -> None:
        self.path = Path()

    def set_number(self, name: str, value: float, factor: float = 1.0) -> None:
        """Set a number of the text state."""
        setattr(self.state, name, float(value) * factor)


# Operators that say where text stands and what it is, or draw straight lines; all others are passed over.
OPERATORS: dict[bytes, Callable[..., None]] = {
    b"q": Pen.save,
    b"Q": Pen.restore,
    b"cm": Pen.transform,
    b"BT": Pen.begin_text,
    b"Tm": Pen.set_text,
    b"Td": Pen.next_line,
    b"TD": Pen.next_line_leading,
    b"T*": Pen.next_line,
    b"Tf": Pen.set_font,
    b"Tc": lambda pen, value: pen.set_number("spacing", value),
    b"Tw": lambda pen, value: pen.set_number("word_spacing", value),
    b"Tz": lambda pen, value: pen.set_number("scale", value, 0.01),
    b"TL": lambda pen, value: pen.set_number("leading", value),
    b"Ts": lambda pen, value: pen.set_number("rise", value),
    b"Tj": Pen.show,
    b"TJ": Pen.show_all,
    b"'": Pen.show_on_next,
    b'"': Pen.show_spaced,
    b"Do": Pen.draw_object,
    b"EI": Pen.draw_inline,
    b"m": lambda pen, x, y: pen.path.move(x, y),
    b"l": lambda pen, x, y: pen.path.draw(x, y),
    b"c": lambda pen, *points: pen.path.curve(*points[-2:]),
    b"v": lambda pen, *points: pen.path.curve(*points[-2:]),
    b"y": lambda pen, *points: pen.path.curve(*points[-2:]),
    b"h": lambda pen: pen.path.close(),
    b"re": lambda pen, *box: pen.path.box(*box),
    b"n": Pen.leave_path,
    **{name: lambda pen: pen.paint(stroke=True) for name in (b"S", b"s", b"B", b"B*", b"b", b"b*")},
    **{name: lambda pen: pen.paint(stroke=False) for name in (b"f", b"F", b"f*")},
}


def _dictionary(value: Any) -> dict[str, Any]:
    found = resolved(value)
    return found if isinstance(found, dict) else {}
