"""The files of a corpus folder to batches of similar size, each file with the digest of all that its
rows are made from.
"""

import hashlib
import json
import platform
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from pipeline.lexicon import Lexicons
from pipeline.read import state_of
from pipeline.read.metadata import Metadata
from pipeline.tools import Settings, code_digest, library_versions

# A batch ends with the file that reaches one of these; a small corpus has this many batches.
BATCH_BYTES, BATCH_FILES = 256 * 1024, 16
SMALL_BATCH, FEWEST_BATCHES = 16 * 1024, 16
TAIL = 4  # a batch holds at most this fraction of what is left: the last ones end at the same time
SPENT = ("seconds", "memory")  # limits of what a document takes


@dataclass(frozen=True, slots=True)
class File:
    """A file of the corpus: its size and sha256 when the run began, and the digest of all that its
    rows are made from, lexicons aside; no digests where it is not read, or cannot be.
    """

    path: str
    size: int
    sha256: str
    key: str


@dataclass(frozen=True)
class Job:
    """What every file of a run is examined with."""

    corpus: Path
    metadata: Metadata
    lexicons: Lexicons
    settings: Settings


def files_of(job: Job, paths: Iterable[str]) -> list[File]:
    """Return the files at these paths as they are now."""
    program = [code_digest(), version("zhengju"), platform.python_version(), library_versions()]
    shared = json.dumps([program, decisive(job.settings)])
    return [_file(job, path, shared) for path in paths]


def _file(job: Job, path: str, shared: str) -> File:
    size, sha256 = state_of(job.corpus, path, job.settings.limits)
    made_from = json.dumps([shared, path, sha256, job.metadata.told(path)])
    key = hashlib.sha256(made_from.encode()).hexdigest()[:40]
    return File(path, size, sha256, key if sha256 else "")


def decisive(settings: Settings) -> dict[str, object]:
    """Return the settings that decide rows: a file that was done in time, and in this memory, has
    the same rows in more.
    """
    told = settings.recorded()
    limits = {name: most for name, most in told["limits"].items() if name not in SPENT}
    return {**told, "limits": limits}


def digest_of(lexicons: Lexicons) -> str:
    """Return one digest of all files of a set of lexicons."""
    return hashlib.sha256(json.dumps(sorted(lexicons.digests.items())).encode()).hexdigest()


def batches(files: list[File]) -> Iterator[list[File]]:
    """Yield neighboring files together, so many that a batch is worth its part, fewer toward the
    end: the same ones for any number of workers.
    """
    left = sum(file.size for file in files)
    share = min(BATCH_BYTES, left // FEWEST_BATCHES)
    batch: list[File] = []
    size = 0
    for file in files:
        batch.append(file)
        size += file.size
        if size >= max(SMALL_BATCH, min(share, left // TAIL)) or len(batch) >= BATCH_FILES:
            yield batch
            left -= size
            batch, size = [], 0
    if batch:
        yield batch
