"""The files of a run into the output folder: staged beside it, then moved into place; nothing
half written.
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from pipeline.read import RUN_FILE, is_run
from pipeline.read.naming import is_writable

EDITED = ".edited"


class OutputError(OSError):
    """An output folder that cannot be used; says why and what to do."""


def check_apart(outputs: Path, corpus: Path) -> None:
    """Refuse an output folder that is the corpus, or a link that leads to itself.

    Raises OutputError with the remedy.
    """
    try:
        is_corpus = outputs.resolve() == corpus.resolve()
    except (OSError, RuntimeError):  # Python 3.13 no longer raises: check_writable does
        raise OutputError(
            f"{outputs}: this link leads to itself. Remove it, or choose another folder with -o"
        ) from None
    if is_corpus:
        raise OutputError(
            f"{outputs}: the tables would stand among the articles. Choose another folder with -o"
        )


def check_writable(outputs: Path) -> None:
    """Create the output folder and prove that files can be written there.

    Raises OutputError with the remedy.
    """
    try:
        outputs.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=outputs):
            pass
    except OSError as error:
        raise OutputError(
            f"{outputs}: cannot write there ({error.strerror}). "
            "Choose another folder with -o, or change its permissions"
        ) from None


def former_files(outputs: Path) -> dict[str, str]:
    """Return the files that the last run wrote, with their sha256, as its run.json lists them."""
    try:
        listed = json.loads((outputs / RUN_FILE).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
    if not isinstance(listed, dict):
        return {}
    return {name: digest for name, digest in listed.items() if _is_inside(name)}


def _is_inside(name: str) -> bool:
    """Tell whether a name that run.json lists stays in the output folder."""
    path = Path(name)
    return is_writable(name) and not path.is_absolute() and ".." not in path.parts


def check_replaceable(outputs: Path, names: Mapping[str, bytes] | set[str]) -> None:
    """Refuse to overwrite a file that no run wrote. Raises OutputError naming it."""
    known = former_files(outputs)
    if is_run(outputs):
        known = {**known, RUN_FILE: ""}
    for name in sorted({*names, RUN_FILE}):
        if name not in known and os.path.lexists(outputs / name):
            raise OutputError(
                f"{outputs / name}: this file was not written by a run. "
                "Move it away, or choose another folder with -o"
            )


def publish(outputs: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Put the files of a run into the output folder and take away those of the run before.

    Everything is staged in a folder beside them first, so that a run that dies leaves the former
    tables whole. A file that somebody edited since is kept under another name. Returns the paths of
    the kept ones.
    """
    check_replaceable(outputs, files)
    former = former_files(outputs)
    check_writable(outputs)
    staged = Path(tempfile.mkdtemp(prefix=".staged-", dir=outputs))
    try:
        for name, data in files.items():
            (staged / name).parent.mkdir(parents=True, exist_ok=True)
            (staged / name).write_bytes(data)
        kept = [
            _set_aside(outputs / name)
            for name, digest in sorted(former.items())
            if _edited(outputs / name, digest)
        ]
        for name in files:
            (outputs / name).parent.mkdir(parents=True, exist_ok=True)
            (staged / name).replace(outputs / name)
        for name in sorted(former.keys() - files.keys()):
            (outputs / name).unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(
            f"{error.filename}: cannot be written ({error.strerror}). "
            "Close the file if Excel has it open, and run again"
        ) from None
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return kept


def _edited(path: Path, digest: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() != digest


def _set_aside(path: Path) -> Path:
    """Rename a file that somebody edited: events.csv to events.edited.csv, then
    events.edited2.csv.
    """
    number = 1
    while (
        kept := path.with_name(f"{path.stem}{EDITED}{number if number > 1 else ''}{path.suffix}")
    ).exists():
        number += 1
    path.replace(kept)
    return kept


def digests(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the sha256 of every file, by name.

    >>> digests({'a.csv': b''})['a.csv'][:8]
    'e3b0c442'
    """
    return {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}
