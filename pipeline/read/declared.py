"""The publication days that an HTML page declares in its head, its data and its scripts.

htmldate, trafilatura's own search, goes on to class names, addresses and years in the text, and
bounds its guesses by today's date. Here only what the page declares about itself counts, and a
date that could belong to another article (a recommended one, the crawl) is none.
"""

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What an article's own data says; nothing is stronger but metadata.csv.
ARTICLE_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time",
    "bytedance:published_time",
)  # fmt: skip
# In the order of trust; names are compared in lower case. Crawlers write `date` and `dc.date` too;
# Baidu's pages have no other day than `dateUpdate`.
META_NAMES = (
    "datepublished", "citation_publication_date", "dcterms.issued", "dc.date.issued",
    "dcterms.date.issued", "pubdate", "publishdate", "publish_date", "publish-date",
    "publication_date", "publication-date", "published_time", "published-date", "publishtime",
    "publish_time", "publish-time", "publishedtime", "pubtime", "apub:time", "og:time",
    "og:release_date", "firstpublishedtime", "parsely-pub-date", "sailthru.date",
    "weibo: article:create_at", "citation_date", "citation_online_date", "dc.date",
    "dcterms.date", "dcterms.created", "dc.date.created", "date", "dateupdate",
)  # fmt: skip
ARTICLE = re.compile(r"Article|Posting|Report(?!age)|PressRelease|Legislation|Review")
PAGE = re.compile(r"WebPage|CreativeWork|AboutPage|ItemPage")
PUBLISHED_KEYS = ("datePublished", "pubDate")
CDATA = re.compile(
    r"^\s*+(?:(?://|/\*)\s*+)?<!\[CDATA\[(?:\s*+\*/)?|(?:(?://|/\*)\s{0,9})?\]\]>\s*+(?:\*/\s*+)?$"
)
LAST_COMMA = re.compile(r",(?=\s{0,80}[}\]])")
OTHER = re.compile(
    r"relat|recommend|aside|sidebar|footer|nav|comment|more|hot|rank|list|widget|teaser|card|推荐",
    re.I,
)
MICROFORMAT = frozenset(["published", "dt-published"])
OUTSIDE = frozenset(["aside", "footer", "nav", "li"])
DAY = re.compile(
    r"\s*(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年\s?(\d{1,2})月\s?(\d{1,2})日|(\d\d)(\d\d)(?!\d))(?!\d)"
)
NAMED = re.compile(
    r"\s*(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b",
    re.I,
)
UNIVERSAL = re.compile(r"T\d\d:?\d\d.*(?:Z|[+-]00:?00)\s*$")
# What scripts call the day of the page: pubtime:'2019-09-23 07:48', var publish_time = "2024-03-05".
SCRIPTED = re.compile(
    r"\b(?:page)?(?:pub_?(?:time|date)|publish_?(?:time|date|_at)|p_?time|newsTime|createTime)[\"']?\s*[:=]\s*"
    r"[\"'](\d{4}[-/年]\d{1,2}[-/月]\d{1,2}(?:日|[T ][\d:.]*Z?)?)[\"' ]",
    re.I,
)


def article_days(tree: "HtmlElement") -> set[dt.date]:
    """Return the days that a page's own article data gives: JSON-LD and article:published_time.

    Two of them disagree; articles that JSON-LD lists say nothing about the page.
    """
    linked = _days(_linked(tree, ARTICLE))
    named = _days(value for name in ARTICLE_NAMES for value in _contents(tree).get(name, ()))
    return _settled([linked, named])


def meta_day(tree: "HtmlElement") -> dt.date | None:
    """Return the day of the most trusted meta element that has one, then that of JSON-LD about
    the page or about nothing it names.

    A year or a month alone is no day, and days are not made up.
    """
    contents = _contents(tree)
    for name in META_NAMES[:-4]:
        days = _days(contents.get(name, ()))
        if len(days) == 1:
            return days.pop()
    for days in (
        _days(_linked(tree, PAGE)),
        *(_days(contents.get(n, ())) for n in META_NAMES[-4:]),
    ):
        if len(days) == 1:
            return days.pop()
    return None


def marked_days(tree: "HtmlElement") -> set[dt.date]:
    """Return the days of elements marked as the publication: <time pubdate>, itemprop, the class of
    a microformat.
    """
    marked = (
        element
        for element in tree.iter()
        if isinstance(element.tag, str)
        and element.tag != "meta"
        and _is_marked(element)
        and not is_aside(element)
    )
    return _days(
        element.get("content") or _machine_day(element) or element.text_content()
        for element in marked
    )


def _is_marked(element: "HtmlElement") -> bool:
    """Tell whether an element says that it holds the day of publication."""
    if "datePublished" in (element.get("itemprop") or "") or element.get("pubdate") is not None:
        return True
    is_microformat = not MICROFORMAT.isdisjoint((element.get("class") or "").split())
    return is_microformat and bool(_machine_day(element))


def _machine_day(element: "HtmlElement") -> str:
    """Return the day that an element gives for programs: <abbr title="2023-07-04">."""
    title = element.get("title") if element.tag == "abbr" else ""
    return element.get("datetime") or title or ""


def only_time(tree: "HtmlElement") -> dt.date | None:
    """Return the only day that the time elements of a page have."""
    times = (time for time in tree.iterfind(".//time") if not is_aside(time))
    days = _days(time.get("datetime") or time.text_content() for time in times)
    return days.pop() if len(days) == 1 else None


def scripted_day(tree: "HtmlElement") -> dt.date | None:
    """Return the one day that the scripts of a page call its publication."""
    found = (
        match[1] for script in tree.iter("script") for match in SCRIPTED.finditer(script.text or "")
    )
    days = _days(found)
    return days.pop() if len(days) == 1 else None


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
    """Return the day of the form that mail and feeds use, Mon, 06 May 2024 08:00:00 GMT, or that
    of a name of the month and figures: April 21, 2022 | 4:39 pm.
    """
    from email.utils import parsedate_to_datetime

    named = NAMED.match(value) if isinstance(value, str) else None
    if named:
        value = f"{named['day']} {named['month']} {named['year']} 00:00:00"
    try:
        return parsedate_to_datetime(value).date()
    except (TypeError, ValueError, IndexError, AttributeError, OverflowError):
        return None


def _days(values: Iterable[Any]) -> set[dt.date]:
    """Return the days of values; one in universal time gives way to a local one beside it: 23:30Z
    is the next day in Beijing.
    """
    found: dict[dt.date, bool] = {}
    for value in values:
        day = parse_day(value)
        if day:
            found[day] = found.get(day, True) and bool(UNIVERSAL.search(value))
    local = {day for day, is_universal in found.items() if not is_universal}
    near = {day for day in found if any(abs(day - other).days <= 1 for other in local)}
    return local if local and near == set(found) else set(found)


def _settled(sources: Iterable[set[dt.date]]) -> set[dt.date]:
    """Gather what sources say that name one day each: several days tell of several articles."""
    return {day for days in sources if len(days) == 1 for day in days}


def _linked(tree: "HtmlElement", kind: re.Pattern[str]) -> Iterator[Any]:
    """Yield what JSON-LD calls the publication of things of a kind; a thing without a type, as
    Baidu wants it, is the page.
    """
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        data = _json(CDATA.sub("", CDATA.sub("", script.text or "")))
        for item in _things(data):
            kinds = item.get("@type") or ""
            name = " ".join(map(str, kinds)) if isinstance(kinds, list) else str(kinds)
            if kind.search(name or "WebPage"):
                yield from (item[key] for key in PUBLISHED_KEYS if item.get(key))


def _json(text: str) -> Any:
    """Read JSON, with a comma too many behind the last of its fields where it must be."""
    for said in (text, LAST_COMMA.sub("", text)):
        try:
            return json.loads(said, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _things(data: Any) -> Iterator[dict[str, Any]]:
    """Yield what JSON-LD describes at its top: not what stands in its lists and links."""
    if isinstance(data, list):
        for item in data:
            yield from _things(item)
    elif isinstance(data, dict):
        yield from _things(data.get("@graph"))
        yield data


def _contents(tree: "HtmlElement") -> dict[str, list[str]]:
    """Return the contents of meta elements by name, in lower case and without blanks around it."""
    found: dict[str, list[str]] = {}
    for meta in tree.iterfind(".//meta"):
        if not is_aside(meta):
            for attribute in ("property", "name", "itemprop"):
                name = (meta.get(attribute) or "").strip().lower()
                found.setdefault(name, []).append((meta.get("content") or "").strip())
    return found


def is_aside(element: "HtmlElement") -> bool:
    """Tell whether an element stands in a list of other articles, a sidebar, a comment."""
    for parent in (element, *element.iterancestors()):
        if parent.tag in ("body", "html", "head"):
            return False
        if parent.tag in OUTSIDE or OTHER.search(
            f"{parent.get('class') or ''} {parent.get('id') or ''}"
        ):
            return True
    return False
