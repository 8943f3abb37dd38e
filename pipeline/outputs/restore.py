"""A document's source, rebuilt from the files of a run: the clean text and the ledger of
repairs.
"""

from pathlib import Path

from pipeline.tables.csv import read_frame
from pipeline.text import restore


class RestoreError(ValueError):
    """Files of a run that are missing or do not fit together; says what to do."""


def restore_document(outputs: Path, doc_id: str) -> tuple[str, int]:
    """Return the rebuilt source text and the number of repairs.

    Raises RestoreError where the run has no such document, or where the rebuilt text is not the
    source.
    """
    clean, source = (outputs / "text" / f"{doc_id}.{kind}.txt" for kind in ("clean", "source"))
    try:
        clean_text, source_text = (path.read_bytes().decode() for path in (clean, source))
    except OSError as error:
        raise RestoreError(
            f"{error.filename}: not found. "
            f"Give an id from {outputs / 'documents.csv'}, and the folder of a run with -o"
        ) from None
    ledger = read_frame(outputs, "repairs").query("doc_id == @doc_id").sort_values("start")
    rows = zip(ledger["start"], ledger["end"], ledger["quote"], ledger["replacement"], strict=True)
    try:
        rebuilt = restore(
            clean_text, ((int(start), int(end), quote, space) for start, end, quote, space in rows)
        )
    except ValueError as error:
        raise RestoreError(
            f"{doc_id}: {error}. The files were changed after the run: run again"
        ) from None
    if rebuilt != source_text:
        raise RestoreError(
            f"{doc_id}: the rebuilt text is not the source. "
            "The files were changed after the run: run again"
        )
    return rebuilt, len(ledger)
