"""The files of a run into its output folder: staged in a hidden folder there, then moved into place.
The tables that stand there are the former ones or the new ones, never some of both.
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath, PureWindowsPath

from filelock import FileLock, Timeout

from pipeline.read import OWN, RUN_FILE, is_run
from pipeline.read.naming import is_writable

EDITED = ".edited"
# What stands in the hidden folder: who works here; what is to be moved; new files before they are
# moved, former ones after it.
LOCK, PROCESS, JOURNAL, STAGED, FORMER = "lock", "process", "publish.json", "next", "former"
ASIDE = "aside"  # for what a run needs in between


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
        (outputs / OWN).mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=outputs / OWN):
            pass
    except OSError as error:
        raise OutputError(
            f"{outputs}: cannot write there ({error.strerror}). "
            "Choose another folder with -o, or change its permissions"
        ) from None
    if (outputs / OWN).is_symlink():
        raise OutputError(f"{outputs / OWN}: this is a link. Remove it and run again")


@contextmanager
def claimed(outputs: Path) -> Iterator[Path]:
    """Hold an output folder for one run, what a killed one left there brought to its end; yields
    the hidden folder, in it an empty one for the new files.

    Raises OutputError where another run holds it, or nothing can be written.
    """
    check_writable(outputs)
    own = outputs / OWN
    lock = FileLock(own / LOCK)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        raise OutputError(
            f"{outputs}: another run{_holder(own)} is writing there. "
            "Wait for it, or choose another folder with -o"
        ) from None
    try:
        (own / PROCESS).write_text(str(os.getpid()))
        finish(outputs)
        for left in (own / STAGED, own / FORMER, own / ASIDE, *outputs.glob(".staged-*")):
            shutil.rmtree(left, ignore_errors=True)
        (own / STAGED).mkdir()
        yield own
    finally:
        if not (own / JOURNAL).exists():
            shutil.rmtree(own / STAGED, ignore_errors=True)
        (own / PROCESS).unlink(missing_ok=True)
        lock.release()


def _holder(own: Path) -> str:
    with suppress(OSError):
        return f" (process {(own / PROCESS).read_text()})"
    return ""


def former_files(outputs: Path) -> dict[str, str]:
    """Return the files that the last run wrote, with their sha256, as its run.json lists them."""
    try:
        listed = json.loads((outputs / RUN_FILE).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
    if not isinstance(listed, dict):
        return {}
    named = {name: digest for name, digest in listed.items() if _is_below(name)}
    folders = {(outputs / name).parent for name in named}
    inside = {folder for folder in folders if folder.resolve().is_relative_to(outputs.resolve())}
    return {name: digest for name, digest in named.items() if (outputs / name).parent in inside}


def _is_below(name: str) -> bool:
    """Tell whether a name that run.json lists stays in the output folder, on any system.

    >>> _is_below('text/a.clean.txt'), _is_below('../a.csv'), _is_below('C:a.csv')
    (True, False, False)
    """
    parts = PurePosixPath(name.replace("\\", "/")).parts
    is_anchored = PureWindowsPath(name).anchor or PureWindowsPath(name).drive
    return (
        is_writable(name)
        and not is_anchored
        and ".." not in parts
        and parts[:1] not in ((), (OWN,))
    )


def check_replaceable(outputs: Path, names: Iterable[str]) -> None:
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


def publish(outputs: Path, files: Mapping[str, str]) -> list[Path]:
    """Put staged files, named with their sha256, into the place of those of the run before.

    A file that somebody edited since is kept under another name. Returns the paths of the kept
    ones. Raises OutputError where a file cannot be moved; the former files then stand again.
    """
    check_replaceable(outputs, files)
    staged, former = outputs / OWN / STAGED, former_files(outputs)
    found = {name: digest_of(outputs / name) for name in former if (outputs / name).is_file()}
    for name, digest in files.items():
        if found.get(name) == digest:
            (staged / name).unlink()
    plan = {
        "edited": sorted(
            name for name in found if found[name] not in (former[name], files.get(name))
        ),
        "gone": [
            RUN_FILE,
            *sorted(name for name in former if found.get(name) != files.get(name, "")),
        ],
        "come": [*(name for name in files if (staged / name).exists()), RUN_FILE],
    }
    journal = outputs / OWN / JOURNAL
    journal.with_suffix(".new").write_text(json.dumps(plan), encoding="utf-8")
    journal.with_suffix(".new").replace(journal)
    return finish(outputs)


def mend(outputs: Path) -> None:
    """Bring to its end what a killed run began to publish, for those who only read."""
    if (outputs / OWN / JOURNAL).exists():
        with suppress(OutputError), claimed(outputs):
            pass


def finish(outputs: Path) -> list[Path]:
    """Carry out what the journal of a run says, from wherever it was when it was killed; nothing
    where there is none. Returns the paths of edited files.
    """
    journal = outputs / OWN / JOURNAL
    with suppress(FileNotFoundError):
        plan = json.loads(journal.read_text(encoding="utf-8"))
        kept: dict[str, Path] = {}
        try:
            _take_away(outputs, plan, kept)
            for name in plan["come"]:
                _move(outputs / OWN / STAGED / name, outputs / name)
        except OSError as error:
            _put_back(outputs, plan, kept)
            raise OutputError(
                f"{error.filename}: cannot be written ({error.strerror}). "
                "Close the file if Excel has it open, and run again"
            ) from None
        journal.unlink()
        shutil.rmtree(outputs / OWN / FORMER, ignore_errors=True)
        _remove_empty(outputs, plan["gone"])
        return list(kept.values())
    return []


def _take_away(outputs: Path, plan: Mapping[str, list[str]], kept: dict[str, Path]) -> None:
    """Move the former files out of the way, run.json first; `kept` is told where edited ones go."""
    staged = outputs / OWN / STAGED
    for name in plan["gone"]:
        if name in plan["come"] and not (staged / name).exists():
            continue  # what stands there is the new one
        if name in plan["edited"] and os.path.lexists(outputs / name):
            kept[name] = _free(outputs / name)
            _move(outputs / name, kept[name])
        else:
            _move(outputs / name, outputs / OWN / FORMER / name)


def _put_back(outputs: Path, plan: Mapping[str, list[str]], kept: Mapping[str, Path]) -> None:
    """Let the former files stand again; whatever cannot be moved the next run moves."""
    with suppress(OSError):
        for name in reversed(plan["come"]):
            if not (outputs / OWN / STAGED / name).exists():
                _move(outputs / name, outputs / OWN / STAGED / name)
        for name in reversed(plan["gone"]):
            _move(kept.get(name, outputs / OWN / FORMER / name), outputs / name)
        (outputs / OWN / JOURNAL).unlink()


def _move(path: Path, place: Path) -> None:
    """Move a file, if it is still there."""
    if os.path.lexists(path):
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)


def _remove_empty(outputs: Path, names: Iterable[str]) -> None:
    for folder in {(outputs / name).parent for name in names} - {outputs}:
        with suppress(OSError):
            folder.rmdir()


def _free(path: Path) -> Path:
    """Return a free name for a file that somebody edited: events.edited.csv for events.csv, then
    events.edited2.csv.
    """
    number = 1
    while (
        kept := path.with_name(f"{path.stem}{EDITED}{number if number > 1 else ''}{path.suffix}")
    ).exists():
        number += 1
    return kept


def digest_of(path: Path) -> str:
    """Return the sha256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
