"""Why a document cannot be read, said so that a person knows what to do."""

from dataclasses import dataclass

LONGEST_DEFECT = 500  # characters
OUT_OF_MEMORY = (
    "the memory does not suffice for it: cut the file into several, or use fewer workers"
)


class ReadError(ValueError):
    """A file that cannot be read; the text says the reason and the remedy."""


class UnsupportedError(ReadError):
    """A file of a kind that is not read here; the text says which extra reads it."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that cannot be read: its path below the corpus, the reason and the remedy, and
    the sha256 of its bytes where they could be had; skipped is one of a kind that is not read.
    """

    path: str
    message: str
    sha256: str = ""
    status: str = "failed"


def failure_of(path: str, error: Exception, sha256: str = "") -> Failure:
    """Return the row of a document over which a reader stumbled."""
    status = "skipped" if isinstance(error, UnsupportedError) else "failed"
    return Failure(path, problem_of(error), sha256, status)


def problem_of(error: Exception) -> str:
    """Say why a document fails: a ReadError says it itself; any other exception is a defect of the
    program, or the end of the memory.
    """
    if isinstance(error, ReadError):
        return str(error)
    if isinstance(error, MemoryError):
        return OUT_OF_MEMORY
    defect = f"a defect of the program ({type(error).__name__}: {error}); please report it"
    return defect[:LONGEST_DEFECT]
