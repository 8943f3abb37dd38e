"""The whole journey of one document: the stages in their order, from a source to its rows."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from pipeline import lexicon
from pipeline.dates import find_dateline, find_dates
from pipeline.document import POSTING, Document, Findings, Source
from pipeline.events import EventNames, find_events
from pipeline.instruments import find_instruments, without_instruments
from pipeline.lexicon import Lexicons
from pipeline.names import find_pairs, name_context, on_dates, referred
from pipeline.organizations import find_organizations, ner
from pipeline.persons import find_persons
from pipeline.places import find_places
from pipeline.plain import plain_form
from pipeline.read.markdown import with_markdown
from pipeline.repair import repair
from pipeline.repair.stages import Refused
from pipeline.segment import segment
from pipeline.spans import Taken
from pipeline.tables.audit import audit
from pipeline.tables.build import document_rows
from pipeline.tables.rows import DocumentRows, document_id
from pipeline.technologies import find_technologies
from pipeline.tools import Tools, build_tools

LONGEST_TO_CLIPPING = dt.timedelta(days=7)


def examine(source: Source, tools: Tools) -> DocumentRows:
    """Take one source through all stages.

    Raises AuditError where a row would not lead back to its source.
    """
    document, found, refused = looked_through(source, tools)
    rows = document_rows(document_id(source.path), document, found, refused)
    audit(rows)
    return rows


def looked_through(source: Source, tools: Tools) -> tuple[Document, Findings, Refused]:
    """Return the repaired and segmented document of a source, what was found in it, and what
    repair left alone.
    """
    repaired = repair(source, tools.repair)
    document, refused = segment(source, repaired.text, tools.tokenizer)
    document = with_dateline(document)
    found = find_all(document, tools)
    found = replace(found, rejections=[*refused, *found.rejections])
    return document, found, repaired.refused


def find_all(document: Document, tools: Tools) -> Findings:
    """Find everything that stands in a document, stage by stage."""
    gazetteer = tools.tokenizer.gazetteer
    dates, refused_dates = find_dates(document, tools.dates)
    taken = Taken([*(date.span for date in dates), *document.addresses])
    view = name_context(document, taken, tools.names)
    pairs = find_pairs(view, tools.names)
    organizations, refused_names = find_organizations(view, pairs, gazetteer, tools.organizations)
    instruments, refused_laws = find_instruments(
        document, organizations, (date.span for date in dates), tools.instruments
    )
    organizations = without_instruments(organizations, instruments)
    taken = taken.also(name.span for name in organizations)
    if tools.recognizer:
        seen = list(ner.recognized_names(document, taken, tools.recognizer, tools.organizations))
        organizations = sorted([*organizations, *seen], key=lambda mention: mention.span)
        taken = taken.also(name.span for name in seen)
    technologies, refused_terms = find_technologies(
        view, pairs, taken, gazetteer=gazetteer, knowledge=tools.technologies
    )
    places, refused_places = find_places(document, taken, tools.places)
    names = EventNames(
        organizations, technologies,
        find_persons(view, organizations, document.published, tools.persons), places, instruments,
    )  # fmt: skip
    events, refused_events = find_events(document, dates, names, tools.events)
    return Findings(
        dates,
        organizations,
        technologies,
        places,
        instruments,
        referred(pairs, [*organizations, *technologies], document.plain),
        events,
        [
            *refused_dates,
            *on_dates(document, view.dates),
            *refused_names,
            *refused_laws,
            *refused_terms,
            *refused_places,
            *refused_events,
        ],
    )


def with_dateline(document: Document) -> Document:
    """Take the publication date from the text's own posting line or dateline where nothing else gave
    one, nor disagreed about it: a field `date` of the days behind it is that of a clipping.
    """
    source = document.source
    if not source.is_field_open and (source.published or source.published_basis):
        return document
    day = next((day for day in _told_days(document) if _may_be_clipped(source, day)), None)
    if day is None:
        return document
    source = replace(source, published=day, published_basis="dateline")
    return replace(document, source=source)


def _told_days(document: Document) -> Iterator[dt.date]:
    """Yield the day of the posting line that repair took out, then that of the text's dateline."""
    text = document.source.text
    lines = (one.span for one in document.text.removals if one.rule == POSTING)
    posted = (find_dateline(plain_form(text[line.start : line.end].strip())) for line in lines)
    if found := next(filter(None, posted), None):
        yield found[0]
    if told := find_dateline(document.plain):
        yield told[0]


def _may_be_clipped(source: Source, day: dt.date) -> bool:
    """Tell whether a text that its own line dates came a few days later into the folder."""
    return source.published is None or day < source.published <= day + LONGEST_TO_CLIPPING


@lru_cache(maxsize=4)
def _tools_for(folder: Path | None) -> Tools:
    return build_tools(lexicon.load(folder))


@lru_cache(maxsize=4)
def _tools_of(lexicons: Lexicons) -> Tools:
    return build_tools(lexicons)


def analyze(
    text: str,
    *,
    name: str = "text",
    published: dt.date | None = None,
    lexicons: Path | str | Lexicons | None = None,
) -> DocumentRows:
    """Take one string through all stages; nothing is written.

    `lexicons` is a folder laid over the shipped rows, loaded lexicons, or None for the shipped
    ones. Tools are built once for each of them. Raises LexiconError for a folder that cannot be
    used.

    >>> found = analyze('去年10月，美国商务部公布新规。', published=dt.date(2023, 5, 2))
    >>> [(row.start_date, row.actors, row.trigger) for row in found.events]
    [('2022-10-01', ('美国商务部',), '公布')]
    """
    source, tools = source_of(text, name, published), tools_for(lexicons)
    return examine(source, tools)


def source_of(text: str, name: str, published: dt.date | None) -> Source:
    """Return one string as a source. Raises TypeError for a day that is no date."""
    if published is not None and not isinstance(published, dt.date):
        raise TypeError(f"published: give a datetime.date, not {published!r}")
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    basis = "metadata" if published else ""
    return with_markdown(Source(name, text, digest, published=published, published_basis=basis))


def tools_for(lexicons: Path | str | Lexicons | None) -> Tools:
    """Return the tools for a set of lexicons, built once for each."""
    if isinstance(lexicons, Lexicons):
        return _tools_of(lexicons)
    return _tools_for(Path(lexicons) if lexicons is not None else None)
