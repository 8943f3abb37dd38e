"""The publication date that an HTML page declares: JSON-LD, meta elements, time elements.

htmldate, trafilatura's own search, goes on to class names, addresses and years in the text, and
bounds its guesses by today's date. Here only what the page declares about itself counts, and a
date that could belong to another article (a recommended one, the crawl) is none.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# In the order of trust; names are compared in lower case. Crawlers write `date` and `dc.date` too.
META_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "citation_publication_date", "dcterms.issued", "dc.date.issued", "dcterms.date.issued",
    "pubdate", "publishdate", "publish_date", "publish-date", "publication_date",
    "publication-date", "published_time", "published-date", "publishtime", "firstpublishedtime",
    "parsely-pub-date", "sailthru.date", "bytedance:published_time", "citation_date", "dc.date",
    "dcterms.date", "dcterms.created", "dc.date.created", "date",
)  # fmt: skip
ARTICLE = re.compile(r"Article|Posting|Report|WebPage|CreativeWork|PressRelease|Legislation|Review")
OTHER = re.compile(
    r"relat|recommend|aside|sidebar|footer|nav|comment|more|hot|rank|list|widget|teaser|card|推荐",
    re.I,
)
OUTSIDE = frozenset(["aside", "footer", "nav", "li"])
DAY = re.compile(
    r"\s*(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年\s?(\d{1,2})月\s?(\d{1,2})日|(\d\d)(\d\d)(?!\d))(?!\d)"
)


def declared_date(tree: "HtmlElement") -> dt.date | None:
    """Return the day on which a page says that it was published, or None.

    A year or a month alone is no day, and days are not made up.
    """
    for days in (_linked_data(tree), _meta(tree), _times(tree)):
        found = next(days, None)
        if found:
            return found
    return None


def parse_day(value: Any) -> dt.date | None:
    """Return the day that a value starts with: 2024-05-06T08:00+08:00, 2024年5月6日, 20240506.

    >>> parse_day('2024-03-05T08:00:00+08:00')
    datetime.date(2024, 3, 5)
    """
    match = DAY.match(value) if isinstance(value, str) else None
    if not match:
        return _spelled_out(value)
    year, month, day = (int(part) for part in match.groups() if part)
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _spelled_out(value: Any) -> dt.date | None:
    """Return the day of the form that mail and feeds use: Mon, 06 May 2024 08:00:00 GMT."""
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(value).date()
    except (TypeError, ValueError, IndexError, AttributeError):
        return None


def _linked_data(tree: "HtmlElement") -> Iterator[dt.date]:
    """Yield the one day that the articles described in JSON-LD were published; several days tell
    of several articles, and then there is none.
    """
    days = set()
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        days |= {parse_day(item.get("datePublished")) for item in _articles(data)}
    days.discard(None)
    if len(days) == 1:
        yield from (day for day in days if day)


def _articles(data: Any) -> Iterator[dict[str, Any]]:
    """Yield the articles that JSON-LD describes at its top: not those in its lists and links."""
    if isinstance(data, list):
        for item in data:
            yield from _articles(item)
    elif isinstance(data, dict):
        yield from _articles(data.get("@graph"))
        kinds = data.get("@type")
        if ARTICLE.search(" ".join(kinds) if isinstance(kinds, list) else str(kinds)):
            yield data


def _meta(tree: "HtmlElement") -> Iterator[dt.date]:
    """Yield the days of meta elements, the most trusted name first."""
    found: dict[str, dt.date] = {}
    for meta in tree.iterfind(".//meta"):
        day = parse_day(meta.get("content"))
        for attribute in ("property", "name", "itemprop"):
            name = (meta.get(attribute) or "").lower()
            if day and name in META_NAMES and not _is_aside(meta):
                found.setdefault(name, day)
    yield from (found[name] for name in META_NAMES if name in found)


def _times(tree: "HtmlElement") -> Iterator[dt.date]:
    """Yield the day of a time element marked as the publication, else the only day that time
    elements in the article have.
    """
    plain = set()
    for time in tree.iterfind(".//time"):
        day = parse_day(time.get("datetime") or time.text_content())
        if day is None or _is_aside(time):
            continue
        if "datePublished" in (time.get("itemprop") or "") or time.get("pubdate") is not None:
            yield day
        plain.add(day)
    if len(plain) == 1:
        yield from plain


def _is_aside(element: "HtmlElement") -> bool:
    """Tell whether an element stands in a list of other articles, a sidebar, a comment."""
    for parent in (element, *element.iterancestors()):
        if parent.tag in ("body", "html", "head"):
            return False
        if parent.tag in OUTSIDE or OTHER.search(
            f"{parent.get('class') or ''} {parent.get('id') or ''}"
        ):
            return True
    return False
