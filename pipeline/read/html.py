"""An HTML page to its source text: the article without the site around it, by trafilatura."""

import codecs
import datetime as dt
import logging
import re

from pipeline.document import Source
from pipeline.read.declared import declared_date
from pipeline.read.encoding import Decoded, decode, decode_hinted
from pipeline.read.failure import ReadError
from pipeline.read.limits import Limits

MEDIA_TYPE = "text/html"
# Characters of markup, embedded pictures aside. trafilatura takes 1.4 s for a million characters in
# short paragraphs, but 19 s for five million, and libxml2 drops longer texts than 10,000,000.
LONGEST_PAGE = 4_000_000
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.I)
HEAD = 8192  # bytes in which a page must declare its charset, with room for long heads
EMBEDDED = re.compile(r"data:[\w/+.;=-]{1,80},[\w+/=%]{256,}")
NOTHING_FOUND = "no article was found in the page: save its text as .txt if it holds one"
# trafilatura looks for a date in any case; its answer, which may be a guess, is not used.
DATE_SEARCH = {"extensive_search": False, "original_date": True, "max_date": "2999-12-31"}


def read(path: str, data: bytes, limits: Limits) -> Source:
    """Read the article of a web page, its title and its declared publication date.

    Raises ReadError for a page in no known encoding, one beyond the limits, and one that no
    parser reads.
    """
    limits.check_bytes(len(data), "the page")
    decoded = _decoded(data)
    page = EMBEDDED.sub("data:,", decoded.text)
    if len(page) > LONGEST_PAGE:
        raise ReadError(
            f"the page has {len(page):,} characters, the limit of web pages is {LONGEST_PAGE:,}: "
            "save its text as .txt"
        )
    try:
        text, title, published = _article(page)
    except Exception as error:  # trafilatura and lxml raise whatever they stumble over
        raise ReadError(
            f"the page cannot be taken apart ({type(error).__name__}): save its text as .txt"
        ) from None
    return Source(
        path,
        text,
        media_type=MEDIA_TYPE,
        encoding=decoded.encoding,
        encoding_basis=decoded.basis,
        title=title,
        published=published,
        published_basis="declared" if published else "",
        message="" if text else NOTHING_FOUND,
    )


def _decoded(data: bytes) -> Decoded:
    """Decode a page: by mark or as UTF-8, then as it declares if that fits, then by detection."""
    match = CHARSET.search(data[:HEAD])
    if not match:
        return decode(data)
    try:
        return decode_hinted(data, codecs.lookup(match[1].decode("ascii")).name)
    except LookupError:
        return decode(data)


def _article(page: str) -> tuple[str, str, dt.date | None]:
    """Return the text, the title and the declared date of a page; no text where there is none."""
    from trafilatura import bare_extraction, load_html

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    tree = load_html(page)
    if tree is None:  # trafilatura wants a whole page
        tree = load_html(f"<html><body>{page}</body></html>")
    if tree is None:
        return "", "", None
    published = declared_date(tree)
    found = bare_extraction(
        tree,
        include_comments=False,
        deduplicate=False,
        with_metadata=True,
        date_extraction_params=dict(DATE_SEARCH),
    )
    if found is None or isinstance(found, dict):
        return "", "", published
    return (found.text or "").strip(), " ".join((found.title or "").split()), published
