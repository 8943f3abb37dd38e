"""A presentation (.pptx) to its source text: slide by slide, a paragraph a line, a table row by row.

The XML is walked as that of Word files is: python-pptx knows neither the numbers of lists nor hidden
slides, and does not look into mc:AlternateContent, where newer shapes stand.
"""

import re
from collections.abc import Iterator, Mapping
from posixpath import join, normpath
from typing import TYPE_CHECKING

from pipeline.document import Source
from pipeline.read.failure import ReadError
from pipeline.read.flow import with_notes
from pipeline.read.limits import Limits
from pipeline.read.markdown import declared_day
from pipeline.read.package import Kind, custom_fields, parsed, parts_of
from pipeline.read.pptx.slide import Slide, placeholder

if TYPE_CHECKING:
    from lxml.etree import _Element

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
KIND = Kind(".pptx", "an old .ppt", "PowerPoint, WPS or LibreOffice")
WANTED = re.compile(
    r"ppt/(?:_rels/)?presentation\.xml(?:\.rels)?|docProps/(?:core|custom)\.xml"
    r"|ppt/(?:slides|notesSlides|diagrams)/(?:_rels/)?[^/]+\.xml(?:\.rels)?"
)
MAIN = "ppt/presentation.xml"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
NO_TITLE = re.compile(
    r"powerpoint .{0,20}|presentation\s?\d*|(?:幻灯片|投影片|演示文稿)\s?\d*|slide \d+|untitled|无标题|.*\.\w{2,4}|[\W\d_]*",
    re.I,
)
STRICT, COMMON = b"http://purl.oclc.org/ooxml/", b"http://schemas.openxmlformats.org/"
KINDS_OF = (b"drawingml/main", b"presentationml/main", b"officeDocument/relationships")


def read(path: str, data: bytes, limits: Limits) -> Source:
    """Read a presentation.

    Hidden slides are left out and counted; the speaker's notes stand at the end, under marks. Raises
    ReadError for what is no .pptx, is encrypted or damaged, or inflates beyond the limit.
    """
    parts = parts_of(data, WANTED, KIND, limits)
    if MAIN not in parts:
        raise ReadError(KIND.not_this)
    slides = [_slide(name, parts) for name in _slide_names(parts)]
    shown = [slide for slide in slides if slide is not None and not slide.is_hidden]
    text, marks = with_notes(
        "\n\n".join(slide.text for slide in shown if slide.text.strip()),
        [slide.notes for slide in shown if slide.notes],
    )
    day = declared_day(custom_fields(parts.get("docProps/custom.xml"), KIND))
    return Source(
        path,
        text,
        media_type=MEDIA_TYPE,
        published=day,
        published_basis="declared" if day else "",
        title=_title(parts.get("docProps/core.xml")) or (shown[0].title if shown else ""),
        marks=marks,
        message="; ".join(_said(slides)),
    )


def _parsed(data: bytes) -> "_Element":
    """Parse a part; the strict dialect's names become those of the common one."""
    for kind in KINDS_OF:
        folder, _, rest = kind.partition(b"/")
        data = data.replace(STRICT + kind, COMMON + folder + b"/2006/" + rest)
    return parsed(data, KIND)


def _relations(name: str, parts: Mapping[str, bytes]) -> dict[str, tuple[str, str]]:
    """Return the parts that a part leads to, by id: the kind of each and its name."""
    folder, _, file = name.rpartition("/")
    data = parts.get(f"{folder}/_rels/{file}.rels")
    if data is None:
        return {}
    found = {}
    for relation in _parsed(data).iterfind("{*}Relationship"):
        target = relation.get("Target") or ""
        whole = target[1:] if target.startswith("/") else normpath(join(folder, target))
        found[relation.get("Id") or ""] = ((relation.get("Type") or "").rpartition("/")[2], whole)
    return found


def _slide_names(parts: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the names of the slides in the order in which they are shown."""
    relations = _relations(MAIN, parts)
    for slide in _parsed(parts[MAIN]).iterfind("{*}sldIdLst/{*}sldId"):
        ids = (value for key, value in slide.attrib.items() if str(key).endswith("}id"))
        yield relations.get(str(next(ids, "")), ("", ""))[1]


def _slide(name: str, parts: Mapping[str, bytes]) -> Slide | None:
    """Read a slide with its notes, None where it is lost."""
    if name not in parts:
        return None
    leading = list(_relations(name, parts).values())
    noted = [_parsed(parts[to]) for kind, to in leading if kind == "notesSlide" and to in parts]
    drawn = [_parsed(parts[to]) for kind, to in leading if kind == "diagramData" and to in parts]
    return Slide.of(_parsed(parts[name]), _notes(noted[0]) if noted else "", drawn)


def _notes(page: "_Element") -> str:
    """Return what a page of notes says beside the picture of its slide."""
    for shape in list(page.iterfind(".//{*}spTree/{*}sp")):
        if placeholder(shape) != "body":
            shape.getparent().remove(shape)
    return " ".join(Slide.of(page, "").text.split("\n")).strip()


def _title(data: bytes | None) -> str:
    """Return the title of the core properties, where somebody wrote it."""
    title = parsed(data, KIND).findtext(TITLE) if data is not None else None
    words = " ".join((title or "").split())
    return "" if NO_TITLE.fullmatch(words) else words


def _said(slides: list[Slide | None]) -> Iterator[str]:
    """Say what of a presentation is not read."""
    if lost := slides.count(None):
        yield f"{lost} slides are missing in the file"
    there = [slide for slide in slides if slide is not None]
    if hidden := sum(slide.is_hidden for slide in there):
        yield f"left out: {hidden} hidden slides"
    shown = [slide for slide in there if not slide.is_hidden]
    if automatic := sum(slide.automatic for slide in shown):
        yield f"left out: {automatic} automatic dates and slide numbers"
    drawn = [kind for slide in shown for kind in slide.drawn]
    said = [f"{drawn.count(kind)} {kind}" for kind in sorted(set(drawn))]
    if said:
        yield f"not read: {', '.join(said)}"
