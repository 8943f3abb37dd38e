"""The rows of a run: made, gathered over the corpus, audited, and written as CSV."""

from pipeline.tables.csv import UnknownTableError, read_frame

__all__ = ["UnknownTableError", "read_frame"]
