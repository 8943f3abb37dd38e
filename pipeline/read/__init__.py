"""Files of a corpus folder to sources: one module per format, decoded once, every newline kept.

A new format is a module with a function `read(path, data, limits)` and a line in READERS, or in
COLLECTIONS where one file holds many articles. A module is imported when the first file of its
kind is read: plain text never waits for a PDF library.
"""

import hashlib
import json
import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path, PurePosixPath

from pipeline.document import Source
from pipeline.read.failure import Failure, ReadError
from pipeline.read.limits import DEFAULTS, Limits
from pipeline.read.metadata import Metadata

# Suffix to module and function: one source a file.
READERS = {
    ".txt": ("plaintext", "read"),
    ".md": ("plaintext", "read_markdown"),
    ".markdown": ("plaintext", "read_markdown"),
    ".pdf": ("pdf", "read"),
    ".html": ("html", "read"),
    ".htm": ("html", "read"),
    ".xhtml": ("html", "read"),
    ".docx": ("docx", "read"),
}
RUN_FILE = "run.json"
# Suffix to module and function: many sources a file.
COLLECTIONS = {".jsonl": ("records", "read_jsonl"), ".csv": ("records", "read_csv")}
KINDS = ".txt, .md, .pdf, .html, .docx, .jsonl or .csv"


def article_paths(corpus: Path) -> list[str]:
    """Return the files below a folder that deserve a row, as sorted paths with `/`.

    Hidden files, Office's lock files (~$), metadata.csv and the outputs of a run are no articles.
    """
    found = []
    for folder, folders, files in os.walk(corpus):
        below = Path(folder).relative_to(corpus)
        if below != Path() and RUN_FILE in files and is_run(Path(folder)):
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            unicodedata.normalize("NFC", (below / name).as_posix())
            for name in files
            if not name.startswith((".", "~$")) and not (name == "metadata.csv" and below == Path())
        ]
    return sorted(found)


def is_run(folder: Path) -> bool:
    """Tell whether a folder holds the tables of a run."""
    try:
        told = json.loads((folder / RUN_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(told, dict) and told.get("program") == "zhengju"


def is_readable(path: str) -> bool:
    """Tell whether there is a reader for a file of this name."""
    return _suffix(path) in READERS or _suffix(path) in COLLECTIONS


def read_articles(
    corpus: Path, path: str, metadata: Metadata, limits: Limits = DEFAULTS
) -> Iterator[Source | Failure]:
    """Yield the articles of one file below the corpus folder; what metadata.csv says of them wins
    over what they say themselves.

    A file, or a record in it, that cannot be read gives a Failure with the reason and the remedy.
    """
    digest = ""
    try:
        is_collection = _suffix(path) in COLLECTIONS
        data = _bytes(corpus, path, limits.collection if is_collection else limits.bytes)
        digest = hashlib.sha256(data).hexdigest()
        for found in _read(path, data, limits):
            yield found if isinstance(found, Failure) else _completed(found, digest, metadata)
    except ReadError as error:
        yield Failure(path, str(error), digest)


def read_article(corpus: Path, path: str, metadata: Metadata, limits: Limits = DEFAULTS) -> Source:
    """Read the one article of a file.

    Raises ReadError with a remedy where the file cannot be read, or holds several articles.
    """
    found = list(read_articles(corpus, path, metadata, limits))
    if len(found) != 1:
        raise ReadError(f"the file holds {len(found)} articles: name one file of its own")
    if isinstance(found[0], Failure):
        raise ReadError(found[0].message)
    return found[0]


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def _read(path: str, data: bytes, limits: Limits) -> Iterable[Source | Failure]:
    """Hand the bytes of a file to the reader of its kind."""
    suffix = _suffix(path)
    module, function = READERS.get(suffix) or COLLECTIONS[suffix]
    reader = getattr(import_module(f"pipeline.read.{module}"), function)
    if suffix in READERS:
        return (reader(path, data, limits),)
    found: Iterable[Source | Failure] = reader(path, data, limits)
    return found


def _bytes(corpus: Path, path: str, most: int) -> bytes:
    """Read a whole file that nobody writes to.

    Raises ReadError where it is too large, no regular file, not permitted, or changes meanwhile.
    """
    file = corpus / path
    if not file.exists():  # macOS writes é as e and an accent
        file = corpus / unicodedata.normalize("NFD", path)
    try:
        before = file.stat()
        if not stat.S_ISREG(before.st_mode):
            raise ReadError("this is no regular file: put a copy of the article here")
        Limits(most).check_bytes(before.st_size)
        data = file.read_bytes()
        after = file.stat()
    except OSError as error:
        raise ReadError(
            f"the file cannot be read ({error.strerror}): check its permissions"
        ) from None
    if _state(before) != _state(after) or len(data) != after.st_size:
        raise ReadError("the file changed while it was read: run again when nothing writes to it")
    return data


def _state(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_size, status.st_mtime_ns, status.st_ino


def _completed(source: Source, digest: str, metadata: Metadata) -> Source | Failure:
    """Add the file's digest and what metadata.csv says; refuse a text that UTF-8 cannot hold."""
    source = replace(source, sha256=source.sha256 or digest)
    try:
        (source.text + source.title).encode()
        return metadata.complete(source)
    except UnicodeEncodeError as error:
        problem = f"character {error.start} is half of a pair (a lone surrogate): remove it"
        return Failure(source.path, problem, source.sha256)
    except ReadError as error:
        return Failure(source.path, str(error), source.sha256)
