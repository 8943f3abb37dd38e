"""A .docx to its source text: what a reader of the page sees, a paragraph a line.

The XML is walked here. Tried on one file with all of these: python-docx leaves out what tracked
changes inserted or moved here, content controls, text boxes and equations, shows hidden text and
repeats merged cells (`python -m tests.evaluation.reading` shows the first ones); mammoth shows
hidden text and leaves out line breaks and equations. The walk has 40 lines.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.document import Mark, Source
from pipeline.read.docx.merged import fill_merged
from pipeline.read.docx.numbers import Numbering
from pipeline.read.failure import ReadError
from pipeline.read.limits import Limits
from pipeline.read.raised import marked, written
from pipeline.text import SourceSpan

if TYPE_CHECKING:
    from lxml.etree import _Element

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OLE = b"\xd0\xcf\x11\xe0"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT_W = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
MAIN = re.compile(r"word/document\d*\.xml")
WANTED = re.compile(
    rf"{MAIN.pattern}|word/(?:(?:foot|end)notes|numbering|styles)\.xml|docProps/core\.xml"
)
LISTS = ("numbering", "styles")
DRAWN = {"chart": "charts", "diagram": "SmartArt diagrams"}
# Deleted, moved away, ruby glosses, fallbacks for old programs, codes of fields: not on the page.
UNSEEN = frozenset(
    ["del", "moveFrom", "delText", "instrText", "rt", "Fallback", "rPr", "pPr", "sectPr", "tblPr"]
)
CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
NO_ZIP = (
    "this is no .docx, or it is cut off (no whole zip file): open it in Word and save it as .docx, "
    "or get the file again"
)
NO_WORD = "this is no .docx (its content is no Word document): look what kind of file it is"


def read(path: str, data: bytes, limits: Limits) -> Source:
    """Read a Word document.

    Footnotes and endnotes stand at the end, under marks. Raises ReadError for what is no .docx, is
    encrypted or damaged, or inflates beyond the limit.
    """
    parts = _parts(data, limits)
    main = next((data for name, data in parts.items() if MAIN.fullmatch(name)), None)
    if main is None:
        raise ReadError(NO_WORD)
    root = _parsed(main)
    fill_merged(root)
    numbering = Numbering(*(_optional(parts.get(f"word/{name}.xml")) for name in LISTS))
    body = [text for text in _paragraphs(root, numbering) if text.strip()]
    text, raised = marked("\n".join(body))
    marks: list[Mark] = list(raised)
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        for note in _notes(parts.get(name)):
            start, text = len(text), f"{text}\n{note}"
            marks.append(Mark(SourceSpan(start, len(text)), "docx-note"))
    title = _title(parts.get("docProps/core.xml"))
    return Source(
        path, text, media_type=MEDIA_TYPE, title=title, marks=tuple(marks), message=_undrawn(root)
    )


def _optional(data: bytes | None) -> "_Element | None":
    return None if data is None else _parsed(data)


def _undrawn(root: "_Element") -> str:
    """Say which drawings with text of their own are not read: charts, SmartArt."""
    kinds = [
        (data.get("uri") or "").rpartition("/")[2]
        for data in root.iter("{*}graphicData")
        if not any(_name(above) == "Fallback" for above in data.iterancestors())
    ]
    said = [f"{count} {DRAWN[kind]}" for kind in DRAWN if (count := kinds.count(kind))]
    return f"not read: {', '.join(said)}" if said else ""


def _parts(data: bytes, limits: Limits) -> dict[str, bytes]:
    """Inflate the parts of a document that hold text, up to the limit."""
    if data.startswith(OLE):
        raise ReadError(
            "this is an old .doc or a password-protected document: open it in Word and save it as "
            ".docx without a password"
        )
    parts: dict[str, bytes] = {}
    size = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in sorted(filter(WANTED.fullmatch, archive.namelist())):
                with archive.open(name) as part:
                    parts[name] = part.read(limits.decompressed - size + 1)
                size += len(parts[name])
                limits.check_decompressed(size)
    except (ReadError, MemoryError):
        raise
    except Exception:  # zipfile and its unpackers raise whatever they stumble over
        raise ReadError(NO_ZIP) from None
    return parts


def _parsed(data: bytes) -> "_Element":
    """Parse a part; entities are not resolved, nothing is loaded from elsewhere."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(data.replace(STRICT_W[1:-1].encode(), W[1:-1].encode()), parser)
    except etree.XMLSyntaxError:
        raise ReadError(
            "the .docx is damaged (its XML breaks off): open it in Word and save it again"
        ) from None


def _paragraphs(root: "_Element", numbering: Numbering | None = None) -> Iterator[str]:
    """Yield the text of each paragraph as it is read, a table row by row; a text box precedes the
    paragraph that it is anchored in.
    """
    from lxml import etree

    pieces: list[list[str]] = []
    labels: list[str] = []  # in front of the open paragraphs
    rows: list[list[list[str]]] = []  # of the tables that are open: their cells' paragraphs
    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = _name(element)
        if name in UNSEEN or (name == "r" and _is_hidden(element)):
            hidden += 1 if event == "start" else -1
        elif name in ("p", "tr", "tc") and element.tag.startswith(W):
            if event == "start":
                _open(name, pieces, rows)
                if name == "p":
                    labels.append(numbering.label(element) if numbering and not hidden else "")
            elif name != "tc":
                if name == "p":
                    label, said = labels.pop(), "".join(pieces.pop())
                    done = [label + said if said.strip() else said]
                else:
                    done = list(_lines(rows.pop()))
                if rows and rows[-1]:
                    rows[-1][-1] += done
                else:
                    yield from done
        elif event == "start" and pieces and not hidden:
            said = _characters(name, element)
            raised = name == "t" and said and _is_raised(element)
            pieces[-1].append(written(said, "".join(pieces[-1])[-12:]) if raised else said)


def _open(name: str, pieces: list[list[str]], rows: list[list[list[str]]]) -> None:
    """Begin a paragraph, a row, or a cell of the innermost row."""
    if name == "p":
        pieces.append([])
    elif name == "tr":
        rows.append([])
    elif rows:
        rows[-1].append([])


def _lines(row: list[list[str]]) -> Iterator[str]:
    """Yield a row as one line, its cells between tabs; paragraphs of cells that hold several (a
    page laid out as a table) stay lines.
    """
    cells = [[text for text in cell if text.strip()] for cell in row]
    if all(len(cell) <= 1 for cell in cells):
        yield "\t".join(text.strip() for cell in cells for text in cell)
    else:
        yield from (text for cell in cells for text in cell)


def _name(element: "_Element") -> str:
    """Return an element's name without its namespace; comments have none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _characters(name: str, element: "_Element") -> str:
    """Return the characters that an element puts on the page."""
    if name == "t":
        return element.text or ""
    return CHARACTERS.get(name, "") if element.getparent() is not None else ""


def _is_raised(text: "_Element") -> bool:
    """Tell whether a text stands in a run that is set as superscript."""
    run = text.getparent()
    align = run.find(f"{W}rPr/{W}vertAlign") if run is not None else None
    return align is not None and align.get(f"{W}val") == "superscript"


def _is_hidden(run: "_Element") -> bool:
    """Tell whether a run is formatted as hidden text."""
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val", "1") not in ("0", "false", "off")


def _notes(data: bytes | None) -> Iterator[str]:
    """Yield the text of each footnote or endnote; the lines that part them from the text have a
    type.
    """
    if data is None:
        return
    for note in _parsed(data):
        if note.get(f"{W}type") is None:
            text = " ".join(part.strip() for part in _paragraphs(note) if part.strip())
            if text:
                yield text


def _title(data: bytes | None) -> str:
    """Return the title of the core properties."""
    title = _parsed(data).findtext(TITLE) if data is not None else None
    return " ".join((title or "").split())
