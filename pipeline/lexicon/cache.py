"""What was built from lexicons, kept between runs in the user's cache folder: a key goes in, the
value built under it comes out.

A value never differs from a fresh one: the key holds the digest of what it is built from, of the
code that builds it and of the converter's version. A file that is torn, foreign or cannot be
written only costs the time to build again.
"""

import contextlib
import gc
import hashlib
import marshal
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

# A folder, or `off`; where it is not set, the system's cache folder is taken.
VARIABLE = "ZHENGJU_CACHE"
OFF = "off"
BUILDERS = (
    "document", "plain", "lexicon/lexicons", "lexicon/cache", "lexicon/file", "lexicon/schema",
    "lexicon/bodies", "lexicon/gazetteer", "lexicon/surfaces", "lexicon/cells", "lexicon/date_lists",
    "lexicon/event_lists", "lexicon/findings", "lexicon/kinds", "lexicon/layers", "lexicon/lists",
    "lexicon/mistakes", "lexicon/name_lists", "lexicon/values", "lexicon/word_list",
    "segment/english", "loglinear", "dates/first_characters",
)  # fmt: skip
# Each change of a lexicon makes new files; the oldest go.
MOST_FILES = 16
DIGEST = 32


def folder() -> Path | None:
    """Return the folder of the cache, or None where it is switched off: ~/.cache/zhengju."""
    chosen = os.environ.get(VARIABLE, "")
    if chosen:
        return None if chosen.lower() == OFF else Path(chosen)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = "~/Library/Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME", "") or "~/.cache"
    with contextlib.suppress(RuntimeError):  # a user without a home
        return Path(base).expanduser() / "zhengju" if base else None
    return None


def remembered(name: str, material: bytes, build: Callable[[], Any]) -> Any:
    """Return what `build` makes of the material, from the cache where it was built before.

    The value consists of strings, bytes, numbers, tuples, lists and dicts. Errors of `build` pass;
    those of the cache do not.
    """
    place = folder()
    if place is None:
        return build()
    path = place / f"{name}-{_key(material)}.bin"
    with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
        return _read(path)
    value = build()
    with contextlib.suppress(OSError):
        _write(path, value)
        _prune(place)
    return value


def _key(material: bytes) -> str:
    return hashlib.sha256(_maker() + material).hexdigest()[:40]


@cache
def _maker() -> bytes:
    """Return a digest of all that decides a value besides its material: code, Python, OpenCC."""
    here = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for part in (version("zhengju"), version("opencc"), platform.python_version()):
        digest.update(part.encode() + b"\0")
    for name in BUILDERS:
        with contextlib.suppress(OSError):  # code in an archive: the version tells it apart
            digest.update((here / f"{name}.py").read_bytes())
    return digest.digest()


def _read(path: Path) -> Any:
    """Read a value; raises ValueError where the file is torn."""
    data = path.read_bytes()
    if hashlib.sha256(data[DIGEST:]).digest() != data[:DIGEST]:
        raise ValueError(f"{path}: torn")
    return marshal.loads(data[DIGEST:])


def _write(path: Path, value: Any) -> None:
    """Write a value beside its place and move it there, so that no run sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = marshal.dumps(value)
    handle, staged = tempfile.mkstemp(dir=path.parent, prefix=".staged-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(data).digest() + data)
        Path(staged).replace(path)
    except OSError:
        Path(staged).unlink(missing_ok=True)
        raise


def _prune(place: Path) -> None:
    """Take away the oldest files beyond the number kept."""
    aged = sorted(place.glob("*.bin"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in aged[MOST_FILES:]:
        path.unlink(missing_ok=True)


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Hold the garbage collector back while many small lasting objects are made: it would walk
    through all of them again and again, and once more when it goes on, if they were not old by then.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()  # all are of the oldest generation now
            gc.enable()
