"""A .docx to its source text: what a reader of the page sees, a paragraph a line.

The XML is walked here. Tried on one file with all of these: python-docx leaves out what tracked
changes inserted or moved here, content controls, text boxes and equations, shows hidden text and
repeats merged cells (`python -m tests.evaluation.reading` shows the first ones); mammoth shows
hidden text and leaves out line breaks and equations. The walk has 40 lines.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.document import Source
from pipeline.read.docx.merged import fill_merged
from pipeline.read.docx.numbers import Numbering
from pipeline.read.failure import ReadError
from pipeline.read.flow import Flow, with_notes
from pipeline.read.limits import Limits
from pipeline.read.markdown import declared_day
from pipeline.read.package import Kind, custom_fields, local_name, parsed, parts_of
from pipeline.read.raised import written

if TYPE_CHECKING:
    from lxml.etree import _Element

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KIND = Kind(".docx", "an old .doc", "Word")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT_W = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
MAIN = re.compile(r"word/document\d*\.xml")
WANTED = re.compile(
    rf"{MAIN.pattern}|word/(?:(?:foot|end)notes|numbering|styles)\.xml|docProps/(?:core|custom)\.xml"
)
LISTS = ("numbering", "styles")
NOTES = ("footnotes", "endnotes")
DRAWN = {"chart": "charts", "diagram": "SmartArt diagrams"}
# Deleted, moved away, ruby glosses, fallbacks for old programs, codes of fields: not on the page.
UNSEEN = frozenset(
    ["del", "moveFrom", "delText", "instrText", "rt", "Fallback", "rPr", "pPr", "sectPr", "tblPr"]
)
CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
PICTURE = "\ufffc"  # the place of an object, no character of the text
FLOWING = {"p": "p", "tr": "row", "tc": "cell"}
NO_WORD = "this is no .docx (its content is no Word document): look what kind of file it is"


def read(path: str, data: bytes, limits: Limits) -> Source:
    """Read a Word document.

    Footnotes and endnotes stand at the end, under marks. Word declares when a file was created and
    changed, never when it was published; only a property that somebody named so is that day. Raises
    ReadError for what is no .docx, is encrypted or damaged, or inflates beyond the limit.
    """
    parts = parts_of(data, WANTED, KIND, limits)
    main = next((data for name, data in parts.items() if MAIN.fullmatch(name)), None)
    if main is None:
        raise ReadError(NO_WORD)
    root = _parsed(main)
    fill_merged(root)
    numbers, styles = (_optional(parts.get(f"word/{name}.xml")) for name in LISTS)
    numbering, hidden = Numbering(numbers, styles), _hidden_styles(styles)
    body = [text for text in _paragraphs(root, numbering, hidden) if text.strip()]
    notes = [note for name in NOTES for note in _notes(parts.get(f"word/{name}.xml"))]
    text, marks = with_notes("\n".join(body), notes)
    day = declared_day(custom_fields(parts.get("docProps/custom.xml"), KIND))
    return Source(
        path,
        text,
        media_type=MEDIA_TYPE,
        title=_title(parts.get("docProps/core.xml")),
        published=day,
        published_basis="declared" if day else "",
        marks=marks,
        message=_undrawn(root),
    )


def _optional(data: bytes | None) -> "_Element | None":
    return None if data is None else _parsed(data)


def _undrawn(root: "_Element") -> str:
    """Say which drawings with text of their own are not read: charts, SmartArt."""
    kinds = [
        (data.get("uri") or "").rpartition("/")[2]
        for data in root.iter("{*}graphicData")
        if not any(local_name(above) == "Fallback" for above in data.iterancestors())
    ]
    said = [f"{count} {DRAWN[kind]}" for kind in DRAWN if (count := kinds.count(kind))]
    return f"not read: {', '.join(said)}" if said else ""


def _parsed(data: bytes) -> "_Element":
    """Parse a part; the strict dialect's names become those of the common one."""
    return parsed(data.replace(STRICT_W[1:-1].encode(), W[1:-1].encode()), KIND)


def _paragraphs(
    root: "_Element", numbering: Numbering | None = None, styles: frozenset[str] = frozenset()
) -> Iterator[str]:
    """Yield the text of each paragraph as it is read, a table row by row; a text box precedes the
    paragraph that it is anchored in. `styles` are those of hidden text.
    """
    from lxml import etree

    flow = Flow()
    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = local_name(element)
        if name in UNSEEN or (name == "r" and _is_hidden(element, styles)):
            hidden += 1 if event == "start" else -1
        elif name in FLOWING and element.tag.startswith(W):
            if event == "end":
                yield from flow.close(FLOWING[name])
                continue
            flow.open(FLOWING[name])
            if name == "p" and numbering and not hidden:
                flow.label(numbering.label(element))
        elif event == "start" and flow.paragraphs and not hidden:
            said = _characters(name, element)
            raised = name == "t" and said and _is_raised(element)
            flow.say(written(said, flow.said()) if raised else said)


def _characters(name: str, element: "_Element") -> str:
    """Return the characters that an element puts on the page."""
    if name == "t":
        return (element.text or "").replace(PICTURE, "")
    return CHARACTERS.get(name, "") if element.getparent() is not None else ""


def _is_raised(text: "_Element") -> bool:
    """Tell whether a text stands in a run that is set as superscript."""
    run = text.getparent()
    align = run.find(f"{W}rPr/{W}vertAlign") if run is not None else None
    return align is not None and align.get(f"{W}val") == "superscript"


def _is_hidden(run: "_Element", styles: frozenset[str]) -> bool:
    """Tell whether a run is formatted as hidden text, by itself, its style or its paragraph's."""
    vanish = run.find(f"{W}rPr/{W}vanish")
    if vanish is not None or not styles:
        return _is_on(vanish)
    paragraph = run.getparent()
    named = [run.find(f"{W}rPr/{W}rStyle")]
    if paragraph is not None:
        named.append(paragraph.find(f"{W}pPr/{W}pStyle"))
    return any(name is not None and name.get(f"{W}val") in styles for name in named)


def _is_on(vanish: "_Element | None") -> bool:
    return vanish is not None and vanish.get(f"{W}val", "1") not in ("0", "false", "off")


def _hidden_styles(styles: "_Element | None") -> frozenset[str]:
    """Return the names of the styles whose text is hidden."""
    found = styles.iterfind(f"{W}style") if styles is not None else ()
    hidden = (style for style in found if _is_on(style.find(f"{W}rPr/{W}vanish")))
    return frozenset(style.get(f"{W}styleId", "") for style in hidden)


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
