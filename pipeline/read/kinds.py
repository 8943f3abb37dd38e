"""Kinds of files by the end of their names: which module reads each, and which none does."""

from pathlib import PurePosixPath

from pipeline.read.archive import is_archive
from pipeline.read.failure import Failure
from pipeline.read.unread import remedy_for

# Suffix to module and function: one source a file.
READERS = {
    ".txt": ("plaintext", "read"),
    ".md": ("plaintext", "read_markdown"),
    ".markdown": ("plaintext", "read_markdown"),
    ".pdf": ("pdf", "read"),
    ".html": ("html", "read"),
    ".htm": ("html", "read"),
    ".xhtml": ("html", "read"),
    ".docx": ("docx", "read"),
    ".docm": ("docx", "read"),
    ".doc": ("doc", "read"),
    ".odt": ("odt", "read"),
    ".pptx": ("pptx", "read"),
    ".pptm": ("pptx", "read"),
    ".ppsx": ("pptx", "read"),
    ".rtf": ("rtf", "read"),
    ".epub": ("epub", "read"),
    ".eml": ("mail", "read"),
    ".mhtml": ("mhtml", "read"),
    ".mht": ("mhtml", "read"),
}
# Suffix to module and function: many sources a file.
COLLECTIONS = {".jsonl": ("records", "read_jsonl"), ".csv": ("records", "read_csv")}
CLOSED = "/"  # the end of a folder's path that may not be listed
KINDS = (
    ".txt, .md, .pdf, .html, .mhtml, .docx, .odt, .rtf, .pptx, .epub, .eml, .jsonl, .csv or .zip"
)


def suffix_of(path: str) -> str:
    """Return the end of a name in lower case: .docx of 公告.DOCX."""
    return PurePosixPath(path).suffix.lower()


def is_readable(path: str) -> bool:
    """Tell whether there is a reader for a file of this name."""
    known = suffix_of(path) in READERS or suffix_of(path) in COLLECTIONS or is_archive(path)
    return path.endswith(CLOSED) or known


def skipped(path: str, digest: str = "") -> Failure:
    """Return the row of a file that no reader reads, with what makes an article of it."""
    return Failure(path, remedy_for(path, KINDS), digest, status="skipped")
