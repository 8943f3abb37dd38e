"""Files of a corpus folder to sources: one module per format, decoded once, every newline kept.

A new format is a module with a function `read(path, data, limits)` and a line in `kinds.py`. A module
is imported when the first file of its kind is read: plain text never waits for a PDF library. An
archive holds files of all these kinds.
"""

import hashlib
import json
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from importlib import import_module
from pathlib import Path, PurePosixPath

from pipeline.document import Source
from pipeline.read.archive import Member, is_archive, members
from pipeline.read.failure import Failure, ReadError, UnsupportedError, failure_of
from pipeline.read.kinds import CLOSED, COLLECTIONS, READERS, is_readable, skipped, suffix_of
from pipeline.read.limits import DEFAULTS, Limits
from pipeline.read.metadata import Metadata
from pipeline.read.naming import composed, is_writable

RUN_FILE = "run.json"
OWN = ".zhengju"  # the hidden folder of a run in its output folder
# What people write beside their articles about them.
BESIDE = ("metadata.csv", "verdicts.csv", "confidence.csv")
ZIP = "application/zip"
IN_ARCHIVE = (
    "metadata.csv, verdicts.csv and confidence.csv count beside the articles only: put them there, "
    "with paths such as news.zip#2024/a.txt"
)
CHANGED = "the file changed while it was read: run again when nothing writes to it"
NESTED = "an archive in an archive is not opened: unpack it"


def article_paths(corpus: Path) -> list[str]:
    """Return the files below a folder that deserve a row, as sorted paths with `/`.

    Hidden files, Office's lock files (~$), metadata.csv, verdicts.csv, confidence.csv and the
    outputs of a run are no articles. A folder that may not be listed, and a link to one, stands for its articles, with
    `/` at its end. Two names that differ only in how é is written are two files, told as they are.
    """
    found, closed = list[str](), list[OSError]()
    told = {corpus: ""}
    for folder, folders, files in os.walk(corpus, onerror=closed.append):
        below = told[Path(folder)]
        if below and (OWN in folders or (RUN_FILE in files and is_run(Path(folder)))):
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        names = _told([*folders, *files])
        told |= {Path(folder) / name: f"{below}{names[name]}/" for name in folders}
        found += [told[link] for link in _links(Path(folder), folders)]
        found += [
            below + names[name]
            for name in files
            if not name.startswith((".", "~$")) and not (name in BESIDE and not below)
        ]
    found += [told.get(Path(str(error.filename))) or CLOSED for error in closed]
    return sorted(found)


def _links(folder: Path, names: Iterable[str]) -> Iterator[Path]:
    """Yield the links to folders: they are not followed, they may lead in a circle."""
    for place in (folder / name for name in names):
        if place.is_symlink() and not is_run(place):
            yield place


def _told(names: Iterable[str]) -> dict[str, str]:
    """Return how the names in a folder are told: composed, where that tells them apart."""
    number = Counter(map(composed, names))
    return {name: name if number[composed(name)] > 1 else composed(name) for name in names}


def is_run(folder: Path) -> bool:
    """Tell whether a folder holds the tables of a run."""
    try:
        told = json.loads((folder / RUN_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(told, dict) and told.get("program") == "zhengju"


def state_of(corpus: Path, path: str, limits: Limits = DEFAULTS) -> tuple[int, str]:
    """Return the size and the sha256 of a file below the corpus folder; no digest where it is not
    read, or cannot be.
    """
    try:
        file = _located(corpus, path)
        state = file.stat()
        is_read = is_writable(path) and is_readable(path) and state.st_size <= limits.collection
        if not stat.S_ISREG(state.st_mode) or not is_read:
            return 0, ""
        with file.open("rb") as data:
            return state.st_size, hashlib.file_digest(data, "sha256").hexdigest()
    except (OSError, ValueError):
        return 0, ""


def read_articles(
    corpus: Path, path: str, metadata: Metadata, limits: Limits = DEFAULTS, *, expected: str = ""
) -> Iterator[Source | Failure]:
    """Yield the articles of one file below the corpus folder; what metadata.csv says of them wins
    over what they say themselves. `expected` is the sha256 that the file had when the run began.

    A file, or a record in it, that cannot be read gives a Failure with the reason and the remedy;
    so does one over which a reader stumbles: nothing in a file ends the run of the others.
    """
    digest = ""
    try:
        _check_name(corpus, path)
        if not is_readable(path):
            yield skipped(path)
            return
        is_collection = suffix_of(path) in COLLECTIONS or is_archive(path)
        data = _bytes(corpus, path, limits.collection if is_collection else limits.bytes)
        digest = hashlib.sha256(data).hexdigest()
        _check_same(digest, expected)
        for found in _unpacked(path, data, limits):
            yield (
                found if isinstance(found, Failure) else _completed(found, digest, metadata, limits)
            )
    except Exception as error:  # a defect of a reader must fail this file, and no other one
        yield failure_of(path, error, digest)


def _check_name(corpus: Path, path: str) -> None:
    """Refuse names that no table can hold, and folders that are not looked into."""
    if not is_writable(path):
        raise ReadError("the file's name is not UTF-8: rename the file (convmv does many at once)")
    if path.endswith(CLOSED) and _located(corpus, path).is_symlink():
        raise UnsupportedError("this link leads to a folder: put the folder itself here")
    if path.endswith(CLOSED):
        raise ReadError("the folder cannot be listed: check its permissions")


def _check_same(digest: str, expected: str) -> None:
    """Refuse a file that has changed since the run began."""
    if expected not in ("", digest):
        raise ReadError(CHANGED)


def read_article(corpus: Path, path: str, metadata: Metadata, limits: Limits = DEFAULTS) -> Source:
    """Read the one article of a file, or the named one of a file of many: news.zip#2024/a.txt.

    Raises ReadError with a remedy where it cannot be read, or a file holds several articles.
    """
    file = path if (corpus / path).exists() else path.partition("#")[0]
    found = list(read_articles(corpus, file, metadata, limits))
    if len(found) != 1 or file != path:
        named = [item for item in found if item.path == path]
        if len(named) != 1:
            known = f", such as {found[0].path}" if found else ""
            raise ReadError(f"the file holds {len(found)} articles: name one of them{known}")
        found = named
    if isinstance(found[0], Failure):
        raise ReadError(found[0].message)
    return found[0]


def _unpacked(path: str, data: bytes, limits: Limits) -> Iterator[Source | Failure]:
    """Yield the articles of a file, those of an archive member by member."""
    if not is_archive(path):
        yield from _read(path, data, limits)
        return
    number = 0
    for member in members(data, limits):
        number += 1
        yield from _of_member(f"{path}#{member.path}", member, limits)
    if not number:
        yield Source(path, "", media_type=ZIP, message="there is no file in the archive")


def _of_member(path: str, member: Member, limits: Limits) -> Iterator[Source | Failure]:
    """Yield the articles of one file of an archive; it fails alone."""
    if member.problem:
        yield Failure(path, member.problem)
    elif is_archive(path):
        yield Failure(path, NESTED, member.sha256, status="skipped")
    elif member.path in BESIDE:
        yield Failure(path, IN_ARCHIVE, member.sha256, status="skipped")
    elif not is_readable(path):
        yield skipped(path, member.sha256)
    else:
        try:
            for found in _read(path, member.data, limits):
                is_source = isinstance(found, Source) and not found.sha256
                yield replace(found, sha256=member.sha256) if is_source else found
        except Exception as error:  # a defect must fail this member, and no other one
            yield failure_of(path, error, member.sha256)


def _read(path: str, data: bytes, limits: Limits) -> Iterable[Source | Failure]:
    """Hand the bytes of a file to the reader of its kind."""
    suffix = suffix_of(path)
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
    try:
        file = _located(corpus, path)
        before = file.stat()
        if not stat.S_ISREG(before.st_mode):
            raise ReadError("this is no regular file: put a copy of the article here")
        Limits(most).check_bytes(before.st_size)
        data = file.read_bytes()
        after = file.stat()
    except FileNotFoundError:
        raise ReadError(
            "the file is gone, or a link that leads nowhere: put it back and run again"
        ) from None
    except OSError as error:
        raise ReadError(
            f"the file cannot be read ({error.strerror}): check its permissions"
        ) from None
    if _state(before) != _state(after) or len(data) != after.st_size:
        raise ReadError(CHANGED)
    return data


def _located(corpus: Path, path: str) -> Path:
    """Return where a path of `article_paths` lies: its names may be written in another form there,
    é as e and an accent, 﨑 as a compatibility character.
    """
    place = corpus
    for name in PurePosixPath(path).parts:
        if not os.path.lexists(place / name):
            twins = [entry.name for entry in place.iterdir() if composed(entry.name) == name]
            name = min(twins, default=name)
        place /= name
    return place


def _state(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_size, status.st_mtime_ns, status.st_ino


def _completed(source: Source, digest: str, metadata: Metadata, limits: Limits) -> Source | Failure:
    """Add the file's digest and what metadata.csv says; refuse what no table can hold."""
    source = replace(source, sha256=source.sha256 or digest)
    try:
        source = metadata.complete(source)
        limits.check_characters(len(source.text))
        _check_writable(source)
    except ReadError as error:
        return Failure(source.path, str(error), source.sha256)
    return source


def _check_writable(source: Source) -> None:
    """Refuse text that UTF-8 cannot hold, and NUL characters, wherever they stand."""
    for field in fields(source):
        value = getattr(source, field.name)
        if isinstance(value, str) and not is_writable(value):
            name = "id" if field.name == "path" else field.name
            raise ReadError(
                f"the {name} holds half of a pair (a lone surrogate such as \\ud800) or a NUL "
                "character: remove it"
            )
