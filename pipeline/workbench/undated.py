"""The articles that nothing dates to rows of metadata.csv for a person to fill: beside each stands
what was seen, a day in the file's name, days in the text, its first line.
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import lexicon
from pipeline.dates import find_dates
from pipeline.document import Document, Source
from pipeline.lexicon.cells import problems
from pipeline.lexicon.file import read_bytes, read_cells
from pipeline.read import article_paths, read_articles
from pipeline.read.failure import Failure, ReadError
from pipeline.read.guarded import guard, unguard
from pipeline.read.metadata import TABLE, load_metadata
from pipeline.repair import repair
from pipeline.run import with_dateline
from pipeline.segment import segment
from pipeline.tools import Tools, build_tools

SEEN = ("day_in_name", "days_in_text", "first_line")
COLUMNS = (*TABLE.columns, *SEEN)
Cells = Mapping[str, str]
FIRST_DAYS = 4  # of a text, and its last one
AROUND = 12  # characters on each side of a day
LONGEST_LINE = 80
# 2024-03-05-x.md, 20240305.txt, 2024年3月5日.pdf, 2024/03/05/x.html
NAMED = re.compile(
    r"(?<![\d.])((?:19|20)\d\d)(?:([-_./])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d\d)(\d\d))(?!\d)"
)


@dataclass(frozen=True)
class Skeleton:
    """Rows of a metadata.csv: those that were there, unchanged, and those of articles that nothing
    dates; how many articles were looked at, and which could not be read or named.
    """

    columns: tuple[str, ...]
    rows: tuple[Cells, ...]
    undated: int
    articles: int
    unread: tuple[str, ...]

    def csv(self) -> bytes:
        """Return the rows as CSV: UTF-8 with BOM, every cell quoted and disarmed."""
        buffer = io.StringIO(newline="")
        writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow(self.columns)
        for row in self.rows:
            writer.writerow([guard(row.get(name, "")) for name in self.columns])
        return buffer.getvalue().encode("utf-8-sig")


def skeleton(corpus: Path, merged: Path | None = None) -> Skeleton:
    """Look at the articles of a folder and return a row for each that nothing dates. Rows of the
    file `merged` stay as they are; only what was seen is new in one without a day.

    Raises LexiconError where metadata.csv or the merged file cannot be used.
    """
    columns, former = _former(merged)
    tools, metadata = build_tools(lexicon.load(None)), load_metadata(corpus)
    found: dict[str, Cells] = {}
    articles, unread = 0, []
    for path in article_paths(corpus):
        for item in read_articles(corpus, path, metadata):
            articles += 1
            try:
                row = _row(item, tools)
            except Exception:  # a defect must hide this article, and no other one
                unread.append(item.path)
                continue
            if row:
                found[item.path] = row
            elif not isinstance(item, Source):
                unread.append(item.path)
    known = {_path(row) for row in former}
    rows = [_merged(row, found.get(_path(row), {})) for row in former]
    rows += [row for path, row in found.items() if path not in known]
    return Skeleton(columns, tuple(rows), len(found), articles, tuple(unread))


def _former(merged: Path | None) -> tuple[tuple[str, ...], list[Cells]]:
    """Return the columns and rows of a file that is there, with the columns that are new."""
    if merged is None or not merged.exists():
        return COLUMNS, []
    names, lines = read_cells(merged, read_bytes(merged), TABLE)
    rows = [dict(zip(names, map(unguard, cells), strict=False)) for _, cells in lines]
    return tuple(dict.fromkeys([*names, *SEEN])), list(rows)


def _path(row: Cells) -> str:
    return row.get("path", "").strip().replace("\\", "/")


def _merged(row: Cells, seen: Cells) -> Cells:
    """Return a row that was there with what was seen now, where it has no day."""
    if row.get("published", "").strip():
        return row
    return {**row, **{name: seen[name] for name in SEEN if name in seen}}


def _row(source: Source | Failure, tools: Tools) -> Cells:
    """Return the row of an article that nothing dates; no cells for any other and for empty ones.

    Raises ReadError for a name that metadata.csv cannot hold.
    """
    if isinstance(source, Failure) or source.published or not source.text.strip():
        return {}
    document, _ = segment(source, repair(source, tools.repair).text, tools.tokenizer)
    if with_dateline(document).published:
        return {}
    row = {
        "path": source.path,
        "title": _plain(source.title),
        "published": "",
        "url": _plain(source.url),
        "day_in_name": "|".join(days_in_name(source.path)),
        "days_in_text": "|".join(_days_in_text(document, tools)),
        "first_line": _first_line(document.clean),
    }
    if not _may_stand(row):
        raise ReadError("the name cannot stand in metadata.csv: rename the file")
    return row


def _plain(text: str) -> str:
    """Return a text as a cell may hold it: one line, no signs that nobody sees."""
    return " ".join("".join(char for char in text if char.isprintable() or char.isspace()).split())


def _may_stand(row: Cells) -> bool:
    """Tell whether the cells of a row may stand in metadata.csv: a name with a tab may not."""
    cells = [row[name] for name in TABLE.columns]
    return not any(problems(TABLE, cells, {name: row[name] for name in TABLE.columns}))


def days_in_name(path: str) -> list[str]:
    """Return the days that a path names.

    >>> days_in_name('2024/x-2024-3-5.md'), days_in_name('v2.20240399.txt')
    (['2024-03-05'], [])
    """
    days = (_day([part for part in match.groups() if part]) for match in NAMED.finditer(path))
    return list(dict.fromkeys(day for day in days if day))


def _day(parts: Sequence[str]) -> str:
    try:
        return dt.date(*(int(part) for part in parts if part.isdigit())).isoformat()
    except ValueError:
        return ""


def _days_in_text(document: Document, tools: Tools) -> Iterator[str]:
    """Yield the first days that a text writes out with their year, and the last one, each with the
    words around it.
    """
    found: dict[str, str] = {}
    mentions, _ = find_dates(document, tools.dates)
    for mention in mentions:
        is_day = mention.precision == "day" and mention.start_date == mention.end_date
        if is_day and mention.basis == "explicit" and mention.start_date:
            start, end = mention.span.start, mention.span.end
            around = document.clean[max(0, start - AROUND) : end + AROUND]
            found.setdefault(mention.start_date, _plain(around).replace("|", " "))
    days = list(found)
    for day in [*days[:FIRST_DAYS], *(days[-1:] if len(days) > FIRST_DAYS else [])]:
        yield f"{day} ({found[day]})"


def _first_line(text: str) -> str:
    line = next((line for line in text.splitlines() if line.strip()), "")
    return _plain(line)[:LONGEST_LINE]
