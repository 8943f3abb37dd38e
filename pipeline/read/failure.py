"""Why a document cannot be read, said so that a person knows what to do."""

from dataclasses import dataclass


class ReadError(ValueError):
    """A file that cannot be read; the text says the reason and the remedy."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that cannot be read: its path below the corpus, the reason and the remedy, and
    the sha256 of its bytes where they could be had.
    """

    path: str
    message: str
    sha256: str = ""
