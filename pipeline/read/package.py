"""An office file or a book to its parts: XML in a zip file, inflated and parsed within limits."""

import io
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.read.failure import ReadError
from pipeline.read.limits import Limits

if TYPE_CHECKING:
    from lxml.etree import _Element

OLE = b"\xd0\xcf\x11\xe0"
# Elements and attributes of a part; a report of a thousand pages has half of them. A million take
# half a gigabyte.
MOST_NODES = 1_000_000


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file in the words of its messages: its suffix, the older kind that it replaced, and
    the program that opens it.
    """

    suffix: str
    older: str
    program: str

    @property
    def no_zip(self) -> str:
        """Say that a file is none of this kind, or only a part of one."""
        return (
            f"this is no {self.suffix}, or it is cut off (no whole zip file): open it in "
            f"{self.program} and save it as {self.suffix}, or get the file again"
        )

    @property
    def not_this(self) -> str:
        """Say that a file is whole, but something else."""
        return f"this is no {self.suffix} (its content is none): look what kind of file it is"

    @property
    def locked(self) -> str:
        """Say that a file has a password, or is of the older kind."""
        return (
            f"this is {self.older} or a password-protected document: open it in {self.program} and "
            f"save it as {self.suffix} without a password"
        )


def parts_of(data: bytes, wanted: re.Pattern[str], kind: Kind, limits: Limits) -> dict[str, bytes]:
    """Inflate the parts of a file whose names are wanted, up to the limit.

    Raises ReadError for what is no zip file, has a password, or inflates beyond the limit.
    """
    if data.startswith(OLE):
        raise ReadError(kind.locked)
    parts: dict[str, bytes] = {}
    size = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in sorted(set(filter(wanted.fullmatch, archive.namelist()))):
                with archive.open(name) as part:
                    parts[name] = part.read(limits.decompressed - size + 1)
                size += len(parts[name])
                limits.check_decompressed(size)
    except (ReadError, MemoryError):
        raise
    except Exception:  # zipfile and its unpackers raise whatever they stumble over
        raise ReadError(kind.no_zip) from None
    return parts


def parsed(data: bytes, kind: Kind) -> "_Element":
    """Parse a part; entities are not resolved, nothing is loaded from elsewhere.

    Raises ReadError where the XML breaks off, or has more elements than anybody reads.
    """
    from lxml import etree

    if data.count(b"<") - data.count(b"</") + data.count(b"=") > MOST_NODES:
        raise ReadError(
            f"the {kind.suffix} has more than {MOST_NODES:,} elements in one part: it is damaged or "
            "made to fill the memory; cut it into several files"
        )

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise ReadError(
            f"the {kind.suffix} is damaged (its XML breaks off): open it in {kind.program} and "
            "save it again"
        ) from None


def custom_fields(data: bytes | None, kind: Kind) -> dict[str, str]:
    """Return the properties that somebody named in a file of Word or PowerPoint, by name in lower
    case: 发布日期, Published.
    """
    if data is None:
        return {}
    return {
        (item.get("name") or "").strip().lower(): "".join(item.itertext()).strip()
        for item in parsed(data, kind).iterfind("{*}property")
    }


def local_name(element: "_Element") -> str:
    """Return an element's name without its namespace; comments have none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
