"""A book (.epub) to its source text: its chapters in the order of reading, all that they show.

ebooklib, the library for it, gives the same parts by way of a parser that resolves entities.
"""

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from posixpath import join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from pipeline.document import Source
from pipeline.read.declared import parse_day
from pipeline.read.encoding import decode, decode_hinted
from pipeline.read.failure import ReadError
from pipeline.read.flow import with_notes
from pipeline.read.html.whole import Whole, whole_page
from pipeline.read.limits import Limits
from pipeline.read.package import Kind, parsed, parts_of

if TYPE_CHECKING:
    from lxml.etree import _Element

MEDIA_TYPE = "application/epub+zip"
KIND = Kind(".epub", "an encrypted file", "the program that made it")
WANTED = re.compile(r"META-INF/(?:container|encryption)\.xml|\A.*\.(?:opf|x?html?|xml)", re.I)
CONTAINER, ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
LOCKED = "the book is encrypted (DRM): get a copy without it, or save its text as .txt"
DC = "{http://purl.org/dc/elements/1.1/}"
EVENT = "{http://www.idpf.org/2007/opf}event"
PUBLICATION = ("publication", "original-publication", "issued")
PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
CHARSET = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,30})", re.I)
CLOCK = re.compile(r"T(\d\d:\d\d:\d\d)")
EARLIEST = 1000  # calibre writes the year 101 where it knows none


@dataclass(frozen=True, slots=True)
class Package:
    """What a book says of itself: title, day, the names of its chapters in reading order, and those
    of its tables of contents.
    """

    title: str
    published: dt.date | None
    chapters: tuple[str, ...]
    contents: tuple[str, ...] = ()


def read(path: str, data: bytes, limits: Limits) -> Source:
    """Read a book; footnotes stand at the end, under marks, its table of contents is left out.

    Raises ReadError for what is no .epub, is encrypted or damaged, or inflates beyond the limit.
    """
    parts = parts_of(data, WANTED, KIND, limits)
    name = _package_name(parts)
    package = _package(name, parsed(parts[name], KIND))
    _check_open(parts, package)
    chapters = [_chapter(parts[name]) for name in package.chapters if name in parts]
    text, marks = with_notes(
        "\n\n".join(chapter.text for chapter in chapters if chapter.text.strip()),
        [note for chapter in chapters for note in chapter.notes],
    )
    return Source(
        path,
        text,
        media_type=MEDIA_TYPE,
        title=package.title,
        published=package.published,
        published_basis="declared" if package.published else "",
        marks=marks,
        message="; ".join(_said(package, parts, chapters)),
    )


def _package_name(parts: Mapping[str, bytes]) -> str:
    """Return the name of the part that describes the book."""
    if CONTAINER in parts:
        for root in parsed(parts[CONTAINER], KIND).iterfind(".//{*}rootfile"):
            if (name := root.get("full-path") or "") in parts:
                return name
    found = [name for name in parts if name.lower().endswith(".opf")]
    if not found:
        raise ReadError(KIND.not_this)
    return found[0]


def _package(name: str, root: "_Element") -> Package:
    folder = name.rpartition("/")[0]
    items = {item.get("id"): item for item in root.iterfind("{*}manifest/{*}item")}
    spine = [items.get(item.get("idref")) for item in root.iterfind("{*}spine/{*}itemref")]
    pages = [item for item in spine if item is not None and item.get("media-type") in PAGES]
    names = {_part(folder, item): "nav" in (item.get("properties") or "").split() for item in pages}
    guide = {
        _part(folder, item)
        for item in root.iterfind("{*}guide/{*}reference")
        if item.get("type") == "toc"
    }
    contents = tuple(name for name, is_nav in names.items() if is_nav or name in guide)
    chapters = tuple(name for name in names if name not in contents)
    title = next((t for t in root.iterfind(f".//{DC}title") if (t.text or "").strip()), None)
    words = " ".join((title.text or "").split()) if title is not None else ""
    return Package(words, _published(root), chapters, contents)


def _part(folder: str, item: "_Element") -> str:
    """Return the name of the part that an element leads to."""
    return normpath(join(folder, unquote(item.get("href") or "").partition("#")[0]))


def _published(root: "_Element") -> dt.date | None:
    """Return the day on which a book says that it was published: the date that is called so, else
    its only date.
    """
    dates = [date for date in root.iterfind(f".//{DC}date") if (date.text or "").strip()]
    called = [date.text for date in dates if (date.get(EVENT) or "").lower() in PUBLICATION]
    changed = {
        parse_day(meta.text)
        for meta in root.iterfind(".//{*}meta")
        if meta.get("property") == "dcterms:modified"
    }
    bare = [date.text for date in dates if date.get(EVENT) is None]
    days = {parse_day(told) for told in called or bare if called or _is_meant(told, changed)}
    day = days.pop() if len(days) == 1 else None
    return day if day and day.year >= EARLIEST else None


def _is_meant(told: str, changed: Collection[dt.date | None]) -> bool:
    """Tell whether a date is one that somebody set: a clock time is that of a program, of the day
    on which it made the file, or 16:00 in London for midnight in Beijing.
    """
    clock = CLOCK.search(told)
    if clock is None or clock[1] == "00:00:00":
        return True
    return not clock[1].endswith("00:00") and bool(changed) and parse_day(told) not in changed


def _check_open(parts: Mapping[str, bytes], package: Package) -> None:
    """Refuse a book whose chapters are encrypted; fonts often are."""
    if ENCRYPTION not in parts:
        return
    locked = {
        unquote(reference.get("URI") or "")
        for reference in parsed(parts[ENCRYPTION], KIND).iterfind(".//{*}CipherReference")
    }
    if locked.intersection(package.chapters):
        raise ReadError(LOCKED)


def _chapter(data: bytes) -> Whole:
    """Return what a chapter shows."""
    named = CHARSET.search(data[:1000])
    try:
        hint = named[1].decode("ascii") if named else ""
        text = (decode_hinted(data, hint.lower()) if hint else decode(data)).text
    except LookupError:
        text = decode(data).text
    return whole_page(text, is_xml=True)


def _said(package: Package, parts: Mapping[str, bytes], chapters: list[Whole]) -> Iterator[str]:
    """Say what of a book is not read."""
    if lost := sum(name not in parts for name in package.chapters):
        yield f"{lost} chapters are missing in the file"
    if package.contents:
        yield "left out: the table of contents"
    if hidden := sum(chapter.hidden for chapter in chapters):
        yield f"left out: {hidden} hidden characters"
