"""An OpenDocument text (.odt) to its source text: what a reader of the page sees, a paragraph a line.

The XML is walked as that of Word files is: odfpy, the library for it, gives the tree alone, and was
last released in 2020.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.document import Source
from pipeline.read.failure import ReadError
from pipeline.read.flow import Flow, with_notes
from pipeline.read.limits import Limits
from pipeline.read.markdown import declared_day
from pipeline.read.odt.lists import Lists
from pipeline.read.odt.merged import fill_spanned
from pipeline.read.odt.styles import Styles, attribute
from pipeline.read.package import Kind, local_name, parsed, parts_of
from pipeline.read.raised import written

if TYPE_CHECKING:
    from lxml.etree import _Element

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
KIND = Kind(".odt", "an old file", "LibreOffice or Word")
WANTED = re.compile(r"content\.xml|styles\.xml|meta\.xml|META-INF/manifest\.xml")
LOCKED = "the .odt has a password: open it in LibreOffice and save it without one"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
FLOWING = {
    "p": "p",
    "h": "p",
    "table-row": "row",
    "table-cell": "cell",
    "covered-table-cell": "cell",
}
# Deleted text, comments, ruby readings, descriptions of pictures, templates of indexes: not on the page.
UNSEEN = frozenset([
    "tracked-changes", "annotation", "ruby-text", "forms", "title", "desc", "event-listeners",
    "sequence-decls", "variable-decls", "user-field-decls", "dde-connection-decls", "binary-data",
    "alphabetical-index-auto-mark-file", "table-of-content-source", "illustration-index-source",
    "table-index-source", "object-index-source", "user-index-source", "alphabetical-index-source",
    "bibliography-source", "math", "script", "scripts", "font-face-decls", "automatic-styles",
    "note-citation",
])  # fmt: skip
SPACE = re.compile(r"[ \t\r\n]+")
MOST_SPACES = 200  # that one element may stand for


def read(path: str, data: bytes, limits: Limits) -> Source:
    """Read an OpenDocument text.

    Footnotes and endnotes stand at the end, under marks. ODF declares when a file was created and
    changed, never when it was published; only a property that somebody named so is that day. Raises
    ReadError for what is no .odt, is encrypted or damaged, or inflates beyond the limit.
    """
    parts = parts_of(data, WANTED, KIND, limits)
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise ReadError(LOCKED)
    if "content.xml" not in parts:
        raise ReadError(KIND.not_this)
    root = parsed(parts["content.xml"], KIND)
    body = root.find("{*}body/{*}text")
    if body is None:
        raise ReadError(KIND.not_this)
    shared = parsed(parts["styles.xml"], KIND) if "styles.xml" in parts else None
    styles = Styles([tree for tree in (shared, root) if tree is not None])
    fill_spanned(body)
    notes: list[str] = []
    lines = _Walk(styles, Lists(styles), notes).lines(body)
    text, marks = with_notes("\n".join(line for line in lines if line.strip()), notes)
    meta = parsed(parts["meta.xml"], KIND) if "meta.xml" in parts else None
    day = declared_day(_properties(meta)) if meta is not None else None
    title = meta.findtext(f".//{TITLE}") if meta is not None else None
    return Source(
        path,
        text,
        media_type=MEDIA_TYPE,
        title=" ".join((title or "").split()),
        published=day,
        published_basis="declared" if day else "",
        marks=marks,
        message=_undrawn(body),
    )


def _properties(meta: "_Element") -> dict[str, str]:
    """Return the properties that somebody named, by name in lower case."""
    return {
        attribute(item, "name").strip().lower(): item.text or ""
        for item in meta.iterfind(".//{*}user-defined")
    }


def _undrawn(body: "_Element") -> str:
    """Say how many charts, formulas and other objects are not read."""
    count = sum(1 for _ in body.iterfind(".//{*}frame/{*}object"))
    return f"not read: {count} embedded objects (charts, formulas)" if count else ""


class _Walk:
    """One passage through the text of a document, or of a note in it."""

    def __init__(self, styles: Styles, lists: Lists, notes: list[str]) -> None:
        self.styles, self.lists, self.notes = styles, lists, notes
        self.flow = Flow()

    def lines(self, root: "_Element") -> Iterator[str]:
        """Yield the text of each paragraph as it is read, a table row by row."""
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            name = local_name(element)
            if event == "end":
                yield from self._end(name, element, is_root=element is root)
            elif name in UNSEEN or (name == "note" and element is not root) or self._hides(element):
                walk.skip_subtree()
                if name == "note":
                    self._note(element)
            else:
                self._start(name, element)

    def _start(self, name: str, element: "_Element") -> None:
        if name in ("list", "list-item", "list-header"):
            self.lists.open(name, element)
        elif name in FLOWING:
            self.flow.open(FLOWING[name])
            if FLOWING[name] == "p":
                self.flow.label(self.lists.label(element))
        elif name == "s":
            self.flow.say(" " * _count(attribute(element, "c")))
        elif name in ("tab", "line-break"):
            self.flow.say("\t" if name == "tab" else "\n")
        if name and element.text:
            self._say(element.text, element)

    def _end(self, name: str, element: "_Element", *, is_root: bool) -> Iterator[str]:
        was_seen = not (name in UNSEEN or name == "note" or self._hides(element))
        if was_seen and name in ("list", "list-item", "list-header"):
            self.lists.close(name)
        elif was_seen and name in FLOWING:
            yield from self.flow.close(FLOWING[name])
        if element.tail and not is_root:
            self._say(element.tail, element.getparent())

    def _say(self, text: str, holder: "_Element") -> None:
        """Add the text of an element; white space is one blank, and none where a paragraph begins."""
        said = self.flow.said()
        text = SPACE.sub(" ", text)
        if not said or said[-1] in " \n":
            text = text.lstrip(" ")
        is_raised = text and self.styles.is_raised(attribute(holder, "style-name"))
        self.flow.say(written(text, said) if is_raised else text)

    def _hides(self, element: "_Element") -> bool:
        """Tell whether an element is hidden: by its style, or by a condition."""
        return (
            attribute(element, "is-hidden") == "true"
            or attribute(element, "display") == "none"
            or self.styles.is_hidden(attribute(element, "style-name"))
        )

    def _note(self, note: "_Element") -> None:
        """Put the text of a note apart."""
        body = note.find("{*}note-body")
        if body is not None:
            lines = _Walk(self.styles, Lists(self.styles), self.notes).lines(body)
            text = " ".join(line.strip() for line in lines if line.strip())
            self.notes += [text] if text else []


def _count(told: str) -> int:
    return min(int(told), MOST_SPACES) if told.isascii() and told.isdigit() and len(told) < 9 else 1
