"""An HTML page to its source text: the article without the site around it.

trafilatura says which text is the article; the text itself is taken from the page's own tree, as a
browser shows it.
"""

import codecs
import logging
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.document import Mark, Source
from pipeline.read.encoding import Decoded, decode, decode_hinted
from pipeline.read.failure import ReadError
from pipeline.read.html.article import article_blocks, first_paragraph
from pipeline.read.html.blocks import blocks_of
from pipeline.read.html.grid import fill_spans
from pipeline.read.html.numbers import item_numbers
from pipeline.read.html.published import Published, publication
from pipeline.read.html.raised import set_raised_apart
from pipeline.read.html.titles import headings_of, page_title, title_block
from pipeline.read.html.visible import show_only_visible
from pipeline.read.limits import Limits
from pipeline.read.raised import marked

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MEDIA_TYPE = "text/html"
# Characters of markup, embedded pictures aside. trafilatura takes 1.4 s for a million characters in
# short paragraphs, but 19 s for five million, and libxml2 drops longer texts than 10,000,000.
LONGEST_PAGE = 4_000_000
MOST_ELEMENTS = 250_000  # each costs as much as 50 characters
CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})"
    rb"|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,30})",
    re.I,
)
HEAD = 8192  # bytes in which a page must declare its charset, with room for long heads
EMBEDDED = re.compile(r"data:[\w/+.;=-]{1,80},[\w+/=%]{256,}")
# Some templates close the page before its body: a parser would stop there.
EARLY_END = re.compile(r"</html\s*>(?=\s*(?:<!--(?:[^-]|-(?!->))*-->\s*)*<body\b)", re.I)
NONCHARACTERS = re.compile(r"[\ufdd0-\ufdef]")
NOTHING_FOUND = "no article was found in the page: save its text as .txt if it holds one"


@dataclass(frozen=True, slots=True)
class Page:
    """What was taken out of a page: its text with the note marks in it, its title, its day, and
    how many visible and hidden characters were left out.
    """

    text: str = ""
    marks: tuple[Mark, ...] = ()
    title: str = ""
    published: Published = field(default_factory=Published)
    outside: tuple[str, ...] = ()
    hidden: int = 0


def read(path: str, data: bytes, limits: Limits) -> Source:
    """Read the article of a web page, its title and its declared publication date.

    Raises ReadError for a page in no known encoding, one beyond the limits, and one that no
    parser reads.
    """
    decoded, page = open_page(data, limits)
    return Source(
        path,
        page.text,
        media_type=MEDIA_TYPE,
        encoding=decoded.encoding,
        encoding_basis=decoded.basis,
        title=page.title,
        published=page.published.day,
        published_basis=page.published.basis,
        marks=page.marks,
        message="; ".join(filter(None, [decoded.message, _message(page)])),
    )


def open_page(data: bytes, limits: Limits) -> tuple[Decoded, Page]:
    """Decode a page and take it apart. Raises ReadError as `read` does."""
    limits.check_bytes(len(data), "the page")
    decoded = _decoded(data)
    page = NONCHARACTERS.sub("", EARLY_END.sub("", EMBEDDED.sub("data:,", decoded.text)))
    if len(page) > LONGEST_PAGE:
        raise ReadError(
            f"the page has {len(page):,} characters, the limit of web pages is {LONGEST_PAGE:,}: "
            "save its text as .txt"
        )
    if page.count("<") - page.count("</") > MOST_ELEMENTS:
        raise ReadError(f"the page has more than {MOST_ELEMENTS:,} elements: save its text as .txt")
    try:
        return decoded, _taken_apart(page)
    except Exception as error:  # trafilatura and lxml raise whatever they stumble over
        raise ReadError(
            f"the page cannot be taken apart ({type(error).__name__}): save its text as .txt"
        ) from None


def _decoded(data: bytes) -> Decoded:
    """Decode a page: by mark or as UTF-8, then as it declares if that fits, then by detection."""
    match = CHARSET.search(data[:HEAD])
    if not match:
        return decode(data)
    try:
        return decode_hinted(data, codecs.lookup((match[1] or match[2]).decode("ascii")).name)
    except LookupError:
        return decode(data)


def _taken_apart(page: str) -> Page:
    """Return the article of a page; no text where there is none."""
    tree = _tree(page)
    if tree is None:
        return Page()
    visible = _tree(page)
    assert visible is not None
    hidden = show_only_visible(visible)
    fill_spans(visible)
    set_raised_apart(visible)
    blocks = list(blocks_of(visible))
    kept = article_blocks(blocks, _found(visible))
    start = first_paragraph(blocks, kept)
    title = page_title(tree, headings_of(blocks))
    published = publication(tree, blocks, title_block(blocks, title, start), start)
    shown = zip(item_numbers(blocks), blocks, kept, strict=True)
    text, marks = marked("\n".join(number + b.text for number, b, is_kept in shown if is_kept))
    outside = tuple(b.text for b, is_kept in zip(blocks, kept, strict=True) if not is_kept)
    return Page(text, marks, title, published, outside, hidden)


def _tree(page: str) -> "HtmlElement | None":
    """Parse a page; trafilatura's parser wants a whole one."""
    from trafilatura import load_html

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    tree: HtmlElement | None = load_html(page)
    return load_html(f"<html><body>{page}</body></html>") if tree is None else tree


def _found(visible: "HtmlElement") -> str:
    """Return the text that trafilatura takes for the article of a tree, nothing where it fails."""
    from copy import deepcopy

    from trafilatura import bare_extraction

    found = bare_extraction(
        deepcopy(visible), include_comments=False, deduplicate=False, with_metadata=False
    )
    return "" if found is None or isinstance(found, dict) else found.text or ""


def _message(page: Page) -> str:
    """Say what of a page was left out."""
    if not page.text:
        return NOTHING_FOUND
    outside = sum(len("".join(text.split())) for text in page.outside)
    said = [f"{outside} characters outside the article"] if outside else []
    said += [f"{page.hidden} hidden characters"] if page.hidden else []
    return f"left out: {', '.join(said)}" if said else ""
