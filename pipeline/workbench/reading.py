"""A file as it was read, for a person to look at: what it declares, and what was left out of it."""

from pathlib import Path

from pipeline.document import Source
from pipeline.read.limits import DEFAULTS

PAGES = (".html", ".htm", ".xhtml")
SAVED = (".mhtml", ".mht")


def summary(source: Source) -> str:
    """Return title, publication day with its basis, encoding and message, a line each."""
    day = source.published.isoformat() if source.published else "none"
    lines = [
        f"title: {source.title or 'none'}",
        f"published: {day}" + (f" ({source.published_basis})" if source.published_basis else ""),
        f"read as: {source.media_type}"
        + (f", {source.encoding} ({source.encoding_basis})" if source.encoding else ""),
    ]
    lines += [f"message: {source.message}"] if source.message else []
    return "\n".join([*lines, f"characters: {len(source.text)}", ""])


def left_out(file: Path) -> list[str]:
    """Return the lines of a web page that are not its article, under a heading; nothing for other
    files.
    """
    suffix = file.suffix.lower()
    if suffix not in (*PAGES, *SAVED):
        return []
    from pipeline.read.html import open_page
    from pipeline.read.mhtml import page_of

    data = page_of(file.read_bytes()) if suffix in SAVED else file.read_bytes()
    outside = open_page(data, DEFAULTS)[1].outside
    return (
        ["left out of the article:", *(" ".join(text.split()) for text in outside)]
        if outside
        else []
    )
