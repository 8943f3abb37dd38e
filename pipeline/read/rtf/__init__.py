r"""A Rich Text file (.rtf) to its source text: a paragraph a line, a table row by row.

striprtf, the library for it, writes hidden and deleted text and the targets of links into the text,
leaves out notes and text boxes, and stumbles over Chinese characters whose second byte is written
as a letter (\'83e).
"""

import re

from pipeline.document import Source
from pipeline.read.failure import ReadError
from pipeline.read.flow import with_notes
from pipeline.read.limits import Limits
from pipeline.read.package import OLE
from pipeline.read.rtf.tokens import tokens
from pipeline.read.rtf.walk import Walk

MEDIA_TYPE = "application/rtf"
START = re.compile(rb"\s*\{\\rtf")
NO_RTF = "this is no .rtf, whatever its name says: look what kind of file it is"
CUT_OFF = "the end of the file is missing: it may be cut off"
NO_WORD_FILE = "this is a Word file in the name of an .rtf: name it .docx or .doc"
NO_TITLE = re.compile(r"[\W\d_]*")
MARK = b"\xef\xbb\xbf"


def read(path: str, data: bytes, limits: Limits) -> Source:
    """Read a Rich Text file.

    Footnotes and endnotes stand at the end, under marks. Raises ReadError for what is no .rtf, or is
    damaged beyond reading.
    """
    if data.startswith((OLE, b"PK")):
        raise ReadError(NO_WORD_FILE)
    if not START.match(data.removeprefix(MARK)):
        raise ReadError(NO_RTF)
    walk = Walk()
    for token in tokens(data.removeprefix(MARK)):
        if walk.is_done:
            break
        walk.take(token)
    is_whole = walk.is_done
    walk.finish()
    page = walk.page
    body = "\n".join(_whole(line) for line in page.lines if line.strip())
    text, marks = with_notes(body, [_whole(note) for note in page.notes])
    title = " ".join(_whole("".join(walk.title)).split())
    return Source(
        path,
        text,
        media_type=MEDIA_TYPE,
        title="" if NO_TITLE.fullmatch(title) else title,
        marks=marks,
        message="" if is_whole else CUT_OFF,
    )


def _whole(text: str) -> str:
    r"""Join the halves of characters beyond U+FFFF, which RTF writes as two; one alone is lost."""
    return (
        text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\0", "")
    )
