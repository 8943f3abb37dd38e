"""Files that hold many articles: each line of a .jsonl, each row of a .csv, to a source."""

import csv
import datetime as dt
import hashlib
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.document import Source
from pipeline.read.day import read_day
from pipeline.read.encoding import Decoded, decode
from pipeline.read.failure import Failure, ReadError, problem_of
from pipeline.read.limits import Limits
from pipeline.read.markdown import declared_fields, with_markdown

FIELDS = ("text", "id", "title", "published", "url")
# What else the column of the articles is called.
TEXTS = ("text", "body", "content", "full_text", "正文", "内容", "內容", "全文")
DELIMITERS = ",;\t|"
VERDICTS = frozenset({"id", "quote", "verdict"})  # the columns of verdicts.csv, of any name
SEPARATOR = re.compile(r"\"?sep=(.)\"?\s*", re.I)  # the first line of a table that Excel wrote
LONGEST_ID = 1_000  # characters
NO_RECORDS = "there is no record in the file: put one article on each line"


@dataclass(frozen=True, slots=True)
class Record:
    """One record as it stands in its file: where, its bytes, and a function that gives its fields
    or raises ReadError.
    """

    line: int
    data: bytes
    fields: Callable[[], Mapping[str, Any]]


def read_jsonl(path: str, data: bytes, limits: Limits) -> Iterator[Source | Failure]:
    """Yield the article of each line of a .jsonl file: {"text": "…", "id": "a1"} of news.jsonl to
    news.jsonl#a1.

    A line that is broken fails alone, named by its number. Blank lines are no records.
    """
    decoded = Decoded("", "utf-8", "JSON is UTF-8")
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    lines = enumerate(io.BytesIO(data), 1)
    records = (
        Record(number, line, lambda line=line: _json_fields(line, limits))  # type: ignore[misc]
        for number, line in lines
        if line.strip()
    )
    return _sources(path, records, decoded, "application/jsonl")


def _json_fields(line: bytes, limits: Limits) -> Mapping[str, Any]:
    """Parse one line. Raises ReadError where it is no JSON object in UTF-8."""
    limits.check_bytes(len(line), "the record")
    try:
        fields = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ReadError(f"byte {error.start} is not UTF-8: write JSON as UTF-8") from None
    except json.JSONDecodeError as error:
        raise ReadError(f"this is no JSON ({error.msg}): one object a line") from None
    except RecursionError:
        raise ReadError("this is no JSON (nested too deep): one object a line") from None
    except ValueError:  # Python refuses integers of more than 4,300 digits
        raise ReadError("a number has thousands of digits: write it as a string") from None
    if not isinstance(fields, dict):
        raise ReadError('this is no JSON object: write {"text": "…", "id": "…"}')
    return fields


def read_csv(path: str, data: bytes, limits: Limits) -> Iterator[Source | Failure]:
    """Yield the article of each row of a .csv file with a column `text`: row 2 of news.csv to
    news.csv#2, or its id where there is a column id.

    A row with too many cells fails alone. Raises ReadError where there is no column `text`.
    """
    decoded = decode(data)
    if not decoded.text.strip():
        return _sources(path, iter(()), decoded, "text/csv")
    lines = io.StringIO(decoded.text, newline="").readlines()
    said = SEPARATOR.fullmatch(lines[0])
    lines[0] = "" if said else lines[0]
    delimiter = said[1] if said else max(DELIMITERS, key=lines[0].count)
    rows = ((line, cells, end) for line, cells, end in _rows(lines, delimiter) if cells)
    first = next(rows, None)
    names = [name.strip() for name in first[1]] if first and isinstance(first[1], list) else []
    if set(names) >= VERDICTS:
        raise ReadError(
            "these are verdicts: name the file verdicts.csv, and the next run follows them"
        )
    if not any(_is_text(name) for name in names):
        raise ReadError(
            "there is no column `text`: name the column of the articles so in the first line, "
            "or move the table out of the corpus folder"
        )
    records = (
        Record(
            line,
            "".join(lines[line - 1 : end]).encode(),
            lambda cells=cells: _cells(names, cells),  # type: ignore[misc]
        )
        for line, cells, end in rows
        if not isinstance(cells, list) or any(cell.strip() for cell in cells)
    )
    return _sources(path, records, decoded, "text/csv")


def _rows(lines: list[str], delimiter: str) -> Iterator[tuple[int, list[str] | ReadError, int]]:
    """Yield the first line, the cells and the last line of each row; after an error nothing: where
    a row with a quotation mark too many ends would be a guess.
    """
    former = csv.field_size_limit()
    longest = max(former, 1 + sum(map(len, lines)))
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    end = 0
    while True:
        csv.field_size_limit(longest)
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            problem = ReadError(
                f"not readable as CSV from here on ({error}): look for a quotation mark too many"
            )
            yield end + 1, problem, len(lines)
            return
        finally:
            csv.field_size_limit(former)
        yield end + 1, cells, reader.line_num
        end = reader.line_num


def _cells(names: list[str], cells: list[str] | ReadError) -> Mapping[str, Any]:
    """Give each cell its column's name."""
    if isinstance(cells, ReadError):
        raise cells
    if len(cells) > len(names) and any(cells[len(names) :]):
        raise ReadError(
            f"{len(cells)} cells, the first line has {len(names)}: "
            "quote the cell that holds a comma"
        )
    return dict(zip(names, [*cells, *[""] * (len(names) - len(cells))], strict=False))


def _is_text(name: str) -> bool:
    return name.strip().lower() in TEXTS


def _sources(
    path: str, records: Iterator[Record], decoded: Decoded, media_type: str
) -> Iterator[Source | Failure]:
    """Yield the source of each record, or why it has none; an empty one for a file without any."""
    seen: dict[str, int] = {}
    number = 0
    for number, record in enumerate(records, 1):
        name = f"{path}#line-{record.line}"
        try:
            fields = record.fields()
            name = _unique(f"{path}#{_identity(fields, number)}", record, seen)
            yield _source(name, fields, record, decoded, media_type)
        except Exception as error:  # a defect must fail this record, and no other one
            digest = hashlib.sha256(record.data).hexdigest()
            yield Failure(name, f"line {record.line}: {problem_of(error)}", digest)
    if not number:
        yield Source(
            path,
            "",
            media_type=media_type,
            encoding=decoded.encoding,
            encoding_basis=decoded.basis,
            message=NO_RECORDS,
        )


def _unique(name: str, record: Record, seen: dict[str, int]) -> str:
    """Return a record's name. Raises ReadError where an earlier record has it."""
    if name in seen:
        raise ReadError(f"its id stands in line {seen[name]} too: ids must differ")
    seen[name] = record.line
    return name


def _identity(fields: Mapping[str, Any], number: int) -> str:
    """Return the id of a record, or its number in the file where it has none."""
    identity = fields.get("id")
    if identity in (None, ""):
        return str(number)
    if len(told := str(identity).strip()) > LONGEST_ID:
        raise ReadError(f"the id has more than {LONGEST_ID:,} characters: shorten it")
    return told


def _source(
    name: str, fields: Mapping[str, Any], record: Record, decoded: Decoded, media_type: str
) -> Source:
    """Make the source of a record; what its fields do not tell, front matter of its text may.

    Raises ReadError for a field that is not what it should be.
    """
    named = {str(key).strip().lower(): value for key, value in fields.items()}
    text = next((named[name] for name in TEXTS if named.get(name) is not None), None)
    if not isinstance(text, str):
        raise ReadError('the field `text` is missing or no string: write "text": "…"')
    title, day, url = declared_fields(named)
    published = _day(fields.get("published")) or day
    return with_markdown(
        Source(
            name,
            text,
            sha256=hashlib.sha256(record.data).hexdigest(),
            media_type=media_type,
            encoding=decoded.encoding,
            encoding_basis=decoded.basis,
            title=" ".join(str(fields.get("title") or "").split()) or title,
            published=published,
            published_basis="declared" if published else "",
            url=str(fields.get("url") or "").strip() or url,
        )
    )


def _day(value: Any) -> dt.date | None:
    """Return the day of 2024-05-06 or 2024-05-06T08:00:00Z, None where there is none."""
    if value in (None, ""):
        return None
    try:
        return read_day(str(value))
    except ValueError:
        raise ReadError(f"published “{value}” is no date: write YYYY-MM-DD") from None
