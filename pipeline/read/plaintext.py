"""Plain text and Markdown: the file itself is the source text."""

from pipeline.document import Source
from pipeline.read.encoding import decode
from pipeline.read.limits import Limits
from pipeline.read.markdown import with_declared, with_markdown


def read(path: str, data: bytes, limits: Limits) -> Source:
    """Read a plain text file; one that begins with front matter is Markdown.

    Raises ReadError where its bytes cannot be decoded.
    """
    return with_markdown(_source(path, data))


def read_markdown(path: str, data: bytes, limits: Limits) -> Source:
    """Read a Markdown file; its marks are part of the source, repair takes them."""
    return with_declared(_source(path, data))


def _source(path: str, data: bytes) -> Source:
    decoded = decode(data)
    return Source(path, decoded.text, encoding=decoded.encoding, encoding_basis=decoded.basis)
