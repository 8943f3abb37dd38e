"""The whole journey: files of a corpus folder to the files of an output folder."""

import datetime as dt
import hashlib
import platform
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import lru_cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline import gather, gazetteer, lexicon, lexicon_record, ner, publish
from pipeline.audit import AuditError, audit
from pipeline.dates import find_dateline, find_dates
from pipeline.document import Document, Findings, Source
from pipeline.events import find_events
from pipeline.lexicon import Lexicons
from pipeline.names import find_pairs
from pipeline.organizations import find_organizations
from pipeline.plain import plain_form
from pipeline.read import KINDS, article_paths, is_readable, read_articles
from pipeline.read.failure import Failure
from pipeline.read.limits import DEFAULTS, Limits
from pipeline.read.metadata import Metadata, load_metadata
from pipeline.repair import Repaired, repair
from pipeline.rows import DocumentRow, DocumentRows, IsoDate, document_id, document_rows
from pipeline.segment import SEGMENTERS, Tokenizer, segment
from pipeline.tables import TABLES, all_rows, csv_bytes, datapackage, json_bytes
from pipeline.technologies import find_technologies

# Libraries whose version can change a row.
DECIDING = (
    "ahocorasick_rs", "charset-normalizer", "jieba", "lxml", "numpy", "opencc", "pdfminer.six",
    "rapidfuzz", "rjieba", "spacy", "trafilatura",
)  # fmt: skip


@dataclass(frozen=True)
class Settings:
    """What a user may choose and what decides results; `ner` names a spaCy pipeline or its
    folder.
    """

    segmenter: str = "rjieba"
    ner: str = ""
    limits: Limits = DEFAULTS

    def recorded(self) -> dict[str, Any]:
        """Return what run.json says of them."""
        return {
            "segmenter": self.segmenter,
            "ner": ner.describe(self.ner) if self.ner else None,
            "limits": asdict(self.limits),
        }


@dataclass(frozen=True)
class Tools:
    """Everything that is built once for a set of lexicons."""

    lexicons: Lexicons
    tokenizer: Tokenizer
    settings: Settings
    recognizer: ner.Recognizer | None = None


@dataclass(frozen=True)
class RunResult:
    """What a run found and where it went; `edited` are tables that somebody changed by hand,
    kept under a new name.
    """

    documents: tuple[DocumentRow, ...]
    counts: dict[str, int]
    edited: tuple[Path, ...]

    @property
    def failed(self) -> tuple[DocumentRow, ...]:
        """Documents that could not be read or whose rows did not lead back."""
        return tuple(row for row in self.documents if row.status == "failed")


def build_tools(lexicons: Lexicons, settings: Settings = Settings()) -> Tools:
    """Build matchers and tokenizers for a set of lexicons."""
    tokenizer = Tokenizer(
        SEGMENTERS[settings.segmenter](),
        gazetteer.build(lexicons),
        frozenset(lexicons.words("abbreviation")),
    )
    recognizer = ner.load(settings.ner) if settings.ner else None
    return Tools(lexicons, tokenizer, settings, recognizer)


def examine(source: Source, tools: Tools) -> DocumentRows:
    """Take one source through all stages.

    Raises AuditError where a row would not lead back to its source.
    """
    repaired = repair(source, tools.lexicons)
    source = with_dateline(source, repaired)
    document, refused = segment(source, repaired.text, tools.tokenizer)
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
        pairs,
        events,
        [*refused_dates, *refused_names, *refused_terms],
    )


def with_dateline(source: Source, repaired: Repaired) -> Source:
    """Take the publication date from the text's own dateline where nothing else gave one."""
    if source.published:
        return source
    found = find_dateline(plain_form(repaired.text.value))
    return replace(source, published=found[0], published_basis="dateline") if found else source


def examine_file(corpus: Path, metadata: Metadata, tools: Tools, path: str) -> list[DocumentRows]:
    """Take each article of one file of the corpus to its rows; what fails gives a row that says
    why.
    """
    if not is_readable(path):
        message = f"this kind of file is not read; save it as {KINDS}"
        return [_without_rows(path, "skipped", message)]
    return [
        _examine_found(found, tools)
        for found in read_articles(corpus, path, metadata, tools.settings.limits)
    ]


def _examine_found(found: Source | Failure, tools: Tools) -> DocumentRows:
    if isinstance(found, Failure):
        return _without_rows(found.path, "failed", found.message, found.sha256)
    try:
        return examine(found, tools)
    except AuditError as error:
        return _without_rows(found.path, "failed", str(error), found.sha256)


def _without_rows(path: str, status: str, message: str, sha256: str = "") -> DocumentRows:
    row = DocumentRow(
        document_id(path),
        path,
        sha256,
        "",
        "",
        "",
        "",
        "",
        IsoDate(""),
        "",
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        status,
        message,
    )
    return DocumentRows(row)


def run(
    corpus: Path,
    outputs: Path,
    *,
    overlay: Path | None = None,
    settings: Settings = Settings(),
    workers: int = 1,
    on_document: Callable[[int, int], None] = lambda done, total: None,
) -> RunResult:
    """Read a corpus folder and write one output folder; `on_document` is told how many documents
    are done.

    Raises LexiconError, NerError, OutputError or FileNotFoundError where nothing can run.
    """
    paths = article_paths(corpus)
    if not any(map(is_readable, paths)):
        raise FileNotFoundError(
            f"{corpus}: there is no article in this folder. Put articles there and run again"
        )
    publish.check_writable(outputs)
    publish.check_replaceable(outputs, {f"{name}.csv" for name in TABLES})
    metadata, lexicons = load_metadata(corpus), lexicon.load(overlay)
    settings.recorded()  # a model that is missing stops the run here
    documents: list[DocumentRows] = []
    examined = _examined(corpus, metadata, lexicons, settings, workers, paths)
    for files_done, found in enumerate(examined, 1):
        documents += found
        on_document(files_done, len(paths))
    documents.sort(key=lambda rows: rows.document.path)
    files, counts = output_files(documents, lexicons, settings)
    edited = publish.publish(outputs, files)
    return RunResult(tuple(rows.document for rows in documents), counts, tuple(edited))


def _examined(
    corpus: Path,
    metadata: Metadata,
    lexicons: Lexicons,
    settings: Settings,
    workers: int,
    paths: list[str],
) -> Iterator[list[DocumentRows]]:
    """Yield the rows of every file's documents in order, examined here or by several
    processes.
    """
    if workers <= 1 or len(paths) <= 1:
        yield from map(
            partial(examine_file, corpus, metadata, build_tools(lexicons, settings)), paths
        )
        return
    job = partial(_examine_in_worker, corpus, metadata, lexicons, settings)
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(job, paths, chunksize=4)


_worker_tools: list[Tools] = []  # the tools of a worker process, built at its first document


def _examine_in_worker(
    corpus: Path, metadata: Metadata, lexicons: Lexicons, settings: Settings, path: str
) -> list[DocumentRows]:
    if not _worker_tools:
        _worker_tools.append(build_tools(lexicons, settings))
    return examine_file(corpus, metadata, _worker_tools[0], path)


def output_files(
    documents: list[DocumentRows], lexicons: Lexicons, settings: Settings
) -> tuple[dict[str, bytes], dict[str, int]]:
    """Return the files of a run by name, and the number of rows by table."""
    gathered: dict[str, list[Any]] = {
        "organizations": gather.organization_rows(documents, lexicons),
        "technologies": gather.technology_rows(documents, lexicons),
        "candidates": gather.candidate_rows(documents, lexicons),
    }
    tables = {
        name: gathered[name] if name in gathered else all_rows(documents, name) for name in TABLES
    }
    files = {f"{name}.csv": csv_bytes(name, rows) for name, rows in tables.items()}
    for rows in documents:
        if rows.document.status in ("ok", "empty"):
            files[f"text/{rows.document.doc_id}.source.txt"] = rows.source_text.encode()
            files[f"text/{rows.document.doc_id}.clean.txt"] = rows.clean_text.encode()
    files["datapackage.json"] = datapackage()
    files[lexicon_record.FILE] = lexicon_record.record(lexicons)
    counts = {name: len(rows) for name, rows in tables.items()}
    files[publish.RUN_FILE] = json_bytes(
        {
            "program": "zhengju",
            "version": version("zhengju"),
            "python": platform.python_version(),
            "libraries": {name: version(name) for name in DECIDING},
            "settings": settings.recorded(),
            "lexicons": dict(sorted(lexicons.digests.items())),
            "inputs": {rows.document.path: rows.document.sha256 for rows in documents},
            "counts": counts,
            "documents": dict(sorted(Counter(rows.document.status for rows in documents).items())),
            "files": publish.digests(files),
        }
    )
    return files, counts


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
    if isinstance(lexicons, Lexicons):
        tools = _tools_of(lexicons)
    else:
        tools = _tools_for(Path(lexicons) if lexicons is not None else None)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    basis = "metadata" if published else ""
    return examine(Source(name, text, digest, published=published, published_basis=basis), tools)
