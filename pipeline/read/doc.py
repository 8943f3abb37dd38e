"""An old Word file (.doc) to its source text: turned into a .docx by msdoc2docx, an extra, and read
as one. What only bears the name is read as what it is: a Rich Text file, a page, a .docx.
"""

import re
import tempfile
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from pipeline.document import Source
from pipeline.read.failure import ReadError, UnsupportedError
from pipeline.read.limits import Limits
from pipeline.read.package import OLE

MEDIA_TYPE = "application/msword"
LIBRARY = "doc2docx"
HEAD = 1024  # bytes that tell what a file is
# What programs save in the name of Word: how it begins, and the module that reads it.
DISGUISED = (
    (re.compile(rb"\s*\{\\rtf"), "rtf"),
    (re.compile(rb"PK\x03\x04"), "docx"),
    (re.compile(rb"(?:[\w-]+:[^\n]*\n)*?MIME-Version:", re.I), "mhtml"),
    (re.compile(rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S), "html"),
)
NO_LIBRARY = (
    "old Word files need an extra (`pip install 'zhengju[doc]'`); or open it in Word or WPS and save "
    "it as .docx"
)
NO_WORD = "this is no .doc, whatever its name says: look what kind of file it is"
LOCKED = "the .doc has a password: open it in Word and save it as .docx without one"
DAMAGED = "the .doc cannot be taken apart ({}): open it in Word or WPS and save it as .docx"


def read(path: str, data: bytes, limits: Limits) -> Source:
    """Read an old Word file, with the title that it declares.

    Raises UnsupportedError where the extra is not installed, ReadError for what is no .doc, has a
    password or is damaged.
    """
    head = data[:HEAD].removeprefix(b"\xef\xbb\xbf")
    for start, module in DISGUISED:
        if start.match(head):
            found: Source = import_module(f"pipeline.read.{module}").read(path, data, limits)
            return found
    if not data.startswith(OLE):
        raise ReadError(NO_WORD)
    if find_spec(LIBRARY) is None:
        raise UnsupportedError(NO_LIBRARY)
    docx = import_module("pipeline.read.docx")
    source: Source = docx.read(path, _converted(data), limits)
    return replace(source, media_type=MEDIA_TYPE)


def _converted(data: bytes) -> bytes:
    """Return a .docx of the same content; the library works on files."""
    library = import_module(LIBRARY)
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder) / "a.doc", Path(folder) / "a.docx"
        old.write_bytes(data)
        try:
            library.convert(old, new)
        except MemoryError:
            raise
        except Exception as error:  # the library raises whatever its parsing stumbles over
            name = type(error).__name__
            raise ReadError(LOCKED if "Encrypted" in name else DAMAGED.format(name)) from None
        return new.read_bytes()
