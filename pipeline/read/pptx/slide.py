"""One slide to its lines: title first, then shape by shape, its notes and what is drawn beside."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.read.flow import Flow
from pipeline.read.package import local_name
from pipeline.read.pptx.numbers import Bullets
from pipeline.read.raised import written

if TYPE_CHECKING:
    from lxml.etree import _Element

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
FLOWING = {"p": "p", "tr": "row", "tc": "cell"}
FURNITURE = ("dt", "ftr", "sldNum", "hdr", "sldImg")
TITLES = ("title", "ctrTitle")
UNSEEN = frozenset(["Fallback", "pPr", "rPr", "endParaRPr", "extLst", "nvSpPr", "nvGrpSpPr"])
DRAWN = {"chart": "charts", "diagram": "SmartArt diagrams", "oleObject": "embedded objects"}
POINTS = ("node", "asst")
AUTOMATIC = ("datetime", "slidenum")
LONGEST_FILLED = 500  # characters of a merged cell that is put into the rows below


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide as it is shown: its title, its text, the speaker's notes; what is drawn and has text
    of its own, and how many fields fill themselves.
    """

    title: str
    text: str
    notes: str
    is_hidden: bool
    drawn: tuple[str, ...]
    automatic: int

    @classmethod
    def of(cls, root: "_Element", notes: str, diagrams: "Sequence[_Element]" = ()) -> "Slide":
        """Read the shapes of a slide in their order, which is that in which they were laid down;
        what its SmartArt says stands behind them.
        """
        shapes = [
            shape for shape in root.iterfind("{*}cSld/{*}spTree/*") if isinstance(shape.tag, str)
        ]
        _fill_merged(root)
        titles = [shape for shape in shapes if placeholder(shape) in TITLES]
        others = [shape for shape in shapes if placeholder(shape) not in TITLES]
        points = [point for diagram in diagrams for point in _points(diagram)]
        lines = [line for shape in (*titles, *others, *points) for line in _lines(shape)]
        title = " ".join(" ".join(line for shape in titles for line in _lines(shape)).split())
        automatic = sum(_is_automatic(field) for field in root.iter(f"{A}fld"))
        return cls(
            title,
            "\n".join(line for line in lines if line.strip()),
            notes,
            root.get("show") in ("0", "false"),
            tuple(kind for kind in _drawn(root) if not (points and kind == DRAWN["diagram"])),
            automatic,
        )


def _points(diagram: "_Element") -> Iterator["_Element"]:
    """Yield the texts of a diagram's boxes; its arrows have some of their own, hardly ever filled."""
    for point in diagram.iterfind("{*}ptLst/{*}pt"):
        if point.get("type", "node") in POINTS:
            yield from point.iterfind("{*}t")


def placeholder(shape: "_Element") -> str:
    """Return which part of the layout a shape is: title, body, dt (the day), ftr; a body's name may
    be left out.
    """
    found = shape.find("{*}nvSpPr/{*}nvPr/{*}ph")
    return "" if found is None else found.get("type") or "body"


def _lines(shape: "_Element") -> Iterator[str]:
    """Yield the paragraphs of a shape, a table row by row."""
    from lxml import etree

    flow, bullets = Flow(), Bullets()
    walk = etree.iterwalk(shape, events=("start", "end"))
    for event, element in walk:
        name = local_name(element)
        if event == "end":
            if name in FLOWING and element.tag.startswith(A) and not _is_unseen(name, element):
                yield from flow.close(FLOWING[name])
        elif _is_unseen(name, element):
            walk.skip_subtree()
        elif name == "txBody":
            bullets = Bullets()
        elif name in FLOWING and element.tag.startswith(A):
            flow.open(FLOWING[name])
            if name == "p":
                flow.label(bullets.label(element))
        elif name in ("br", "tab"):
            flow.say("\n" if name == "br" else "\t")
        elif name == "t":
            said = element.text or ""
            flow.say(written(said, flow.said()) if said and _is_raised(element) else said)


def _is_unseen(name: str, element: "_Element") -> bool:
    """Tell whether an element is not on the slide: hidden, furniture, a field that fills itself."""
    if name in UNSEEN or (name == "fld" and _is_automatic(element)):
        return True
    if name not in ("sp", "grpSp", "graphicFrame"):
        return False
    told = element.find("{*}nvSpPr/{*}cNvPr")
    told = element.find("{*}nvGrpSpPr/{*}cNvPr") if told is None else told
    told = element.find("{*}nvGraphicFramePr/{*}cNvPr") if told is None else told
    is_hidden = told is not None and told.get("hidden") in ("1", "true")
    return is_hidden or placeholder(element) in FURNITURE


def _is_automatic(field: "_Element") -> bool:
    """Tell whether a field shows the day of looking or the number of the slide."""
    return (field.get("type") or "").startswith(AUTOMATIC)


def _is_raised(text: "_Element") -> bool:
    run = text.getparent()
    told = run.find(f"{A}rPr") if run is not None else None
    baseline = (told.get("baseline") or "0") if told is not None else "0"
    return baseline.rstrip("%").isascii() and baseline.rstrip("%0").isdigit()


def _drawn(root: "_Element") -> Iterator[str]:
    """Yield the kind of each drawing with text of its own that is not read."""
    for data in root.iter(f"{A}graphicData"):
        kind = (data.get("uri") or "").rpartition("/")[2]
        if kind in DRAWN and not any(
            local_name(above) == "Fallback" for above in data.iterancestors()
        ):
            yield DRAWN[kind]


def _fill_merged(root: "_Element") -> None:
    """Let cells that go on the one above say what it says: a day holds for all its rows."""
    for table in root.iter(f"{A}tbl"):
        above: dict[int, str] = {}
        for row in table.iterchildren(f"{A}tr"):
            for column, cell in enumerate(row.iterchildren(f"{A}tc")):
                if cell.get("vMerge") not in ("1", "true"):
                    above[column] = " ".join("".join(cell.itertext(f"{A}t")).split())
                elif 0 < len(above.get(column, "")) <= LONGEST_FILLED:
                    _put(above[column], cell)


def _put(text: str, cell: "_Element") -> None:
    """Let an empty cell say a short text."""
    if not "".join(cell.itertext(f"{A}t")).strip():
        for child in list(cell):
            cell.remove(child)
        for name in ("txBody", "p", "r", "t"):
            child = cell.makeelement(f"{A}{name}")
            cell.append(child)
            cell = child
        cell.text = text
