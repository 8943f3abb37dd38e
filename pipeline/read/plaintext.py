"""Plain text and Markdown: the file itself is the source text."""

from pipeline.document import Source
from pipeline.read.encoding import decode
from pipeline.read.limits import Limits


def read(path: str, data: bytes, limits: Limits) -> Source:
    """Read a plain text file. Raises ReadError where its bytes cannot be decoded."""
    decoded = decode(data)
    return Source(
        path,
        decoded.text,
        encoding=decoded.encoding,
        encoding_basis=decoded.basis,
        message=decoded.message,
    )


def read_markdown(path: str, data: bytes, limits: Limits) -> Source:
    """Read a Markdown file; its marks stay, they are part of the source."""
    decoded = decode(data)
    return Source(
        path,
        decoded.text,
        media_type="text/markdown",
        encoding=decoded.encoding,
        encoding_basis=decoded.basis,
        message=decoded.message,
    )
