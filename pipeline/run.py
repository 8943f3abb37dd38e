"""The whole journey of one document: the stages in their order, from a source to its rows."""

import datetime as dt
import hashlib
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from pipeline import lexicon
from pipeline.dates import find_dateline, find_dates
from pipeline.document import Document, Findings, Source
from pipeline.events import find_events
from pipeline.lexicon import Lexicons
from pipeline.names import find_pairs, referred
from pipeline.organizations import find_organizations, ner
from pipeline.read.markdown import with_markdown
from pipeline.repair import repair
from pipeline.segment import segment
from pipeline.tables.audit import audit
from pipeline.tables.build import document_rows
from pipeline.tables.rows import DocumentRows, document_id
from pipeline.technologies import find_technologies
from pipeline.tools import Tools, build_tools


def examine(source: Source, tools: Tools) -> DocumentRows:
    """Take one source through all stages.

    Raises AuditError where a row would not lead back to its source.
    """
    repaired = repair(source, tools.lexicons)
    document, refused = segment(source, repaired.text, tools.tokenizer)
    document = with_dateline(document)
    found = find_all(document, tools)
    found = replace(found, rejections=[*refused, *found.rejections])
    rows = document_rows(document_id(source.path), document, found, repaired.refused)
    audit(rows)
    return rows


def find_all(document: Document, tools: Tools) -> Findings:
    """Find everything that stands in a document, stage by stage."""
    lexicons = tools.lexicons
    dates, refused_dates = find_dates(document, lexicons)
    pairs = find_pairs(document, lexicons)
    organizations, refused_names = find_organizations(
        document, pairs, tools.tokenizer.gazetteer, lexicons
    )
    if tools.recognizer:
        seen = ner.recognized_names(document, organizations, tools.recognizer, lexicons)
        organizations = sorted([*organizations, *seen], key=lambda mention: mention.span)
    technologies, refused_terms = find_technologies(
        document, organizations, tools.tokenizer.gazetteer, lexicons
    )
    events = find_events(document, dates, organizations, technologies, lexicons)
    return Findings(
        dates,
        organizations,
        technologies,
        referred(pairs, [*organizations, *technologies]),
        events,
        [*refused_dates, *refused_names, *refused_terms],
    )


def with_dateline(document: Document) -> Document:
    """Take the publication date from the text's own dateline where nothing else gave one."""
    found = None if document.published else find_dateline(document.plain)
    if found is None:
        return document
    source = replace(document.source, published=found[0], published_basis="dateline")
    return replace(document, source=source)


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
    """
    if published is not None and not isinstance(published, dt.date):
        raise TypeError(f"published: give a datetime.date, not {published!r}")
    if isinstance(lexicons, Lexicons):
        tools = _tools_of(lexicons)
    else:
        tools = _tools_for(Path(lexicons) if lexicons is not None else None)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    basis = "metadata" if published else ""
    source = Source(name, text, digest, published=published, published_basis=basis)
    return examine(with_markdown(source), tools)
