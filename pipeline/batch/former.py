"""What former runs left in the hidden folder of the outputs to the documents that a run takes from
there: of files that have not changed, made with lexicons whose change does not show in them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path

from pipeline.batch import parts
from pipeline.batch.changed import may_differ
from pipeline.batch.inputs import File, digest_of
from pipeline.batch.parts import Entry
from pipeline.lexicon import Lexicons, snapshot
from pipeline.lexicon.snapshot import RecordError

PARTS, LEXICONS = "parts", "lexicons"  # folders: of parts, and of the lexicons that made them
TEXTS = ("source_text", "clean_text")


def taken(own: Path, files: Iterable[File], lexicons: Lexicons) -> Iterator[Entry]:
    """Yield the documents of former runs that stand for these files."""
    (own / PARTS).mkdir(exist_ok=True)
    _keep(own / LEXICONS, lexicons)
    keys = {file.key for file in files if file.key}
    changes: dict[str, Callable[[str, str], bool]] = {}
    known = [entry for entry in parts.listed(own / PARTS) if entry.key in keys]
    for found in _whole_files(known):
        key, made_with = found[0].key, found[0].lexicons
        if made_with not in changes:
            changes[made_with] = _change(own / LEXICONS, made_with, lexicons)
        texts = _texts(found, made_with, lexicons)
        if key in keys and not any(changes[made_with](*sides) for sides in texts):
            keys.remove(key)  # another part may have the file too
            yield from found


def _whole_files(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Yield the documents of each file of which all are there, made with the same lexicons."""

    def of_file(entry: Entry) -> tuple[str, str]:
        return entry.key, entry.lexicons

    for _, group in groupby(sorted(entries, key=of_file), key=of_file):
        found = {entry.number: entry for entry in group}
        in_order = [found[number] for number in sorted(found)]
        if in_order[-1].is_last and in_order[-1].number == len(in_order) - 1:
            yield in_order


def _texts(
    entries: Iterable[Entry], made_with: str, lexicons: Lexicons
) -> Iterator[tuple[str, str]]:
    """Yield the texts of documents, where other lexicons made them."""
    if made_with != digest_of(lexicons):
        for rows in parts.load(entries, TEXTS):
            yield rows.source_text, rows.clean_text


def _change(folder: Path, made_with: str, lexicons: Lexicons) -> Callable[[str, str], bool]:
    """Return what tells whether a change of lexicons may show in a document: in any, where the
    former ones are not known any more.
    """
    with suppress(OSError, RecordError):
        return may_differ(snapshot.read_record((folder / made_with).read_bytes()), lexicons)
    return lambda source, clean: True


def _keep(folder: Path, lexicons: Lexicons) -> None:
    """Keep the lexicons of this run, for a later one to compare."""
    folder.mkdir(exist_ok=True)
    path = folder / digest_of(lexicons)
    if not path.exists():
        staged = path.with_suffix(".new")
        staged.write_bytes(snapshot.record(lexicons))
        staged.replace(path)


def kept_lexicons(own: Path, lexicons: Lexicons) -> bytes:
    """Return the record of the lexicons of this run."""
    return (own / LEXICONS / digest_of(lexicons)).read_bytes()


def clear(own: Path, entries: Sequence[Entry], lexicons: Lexicons) -> None:
    """Take away the parts that hold no document of the run, lexicons that made none of them and are
    not those of the run, and what was half written.
    """
    kept = {Path(entry.part) for entry in entries}
    digests = {digest_of(lexicons), *(entry.lexicons for entry in entries)}
    kept |= {own / LEXICONS / digest for digest in digests}
    for path in (path for name in (PARTS, LEXICONS) for path in (own / name).iterdir()):
        if path not in kept:
            path.unlink(missing_ok=True)
