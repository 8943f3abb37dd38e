"""The proof, before a table is written, that every row leads back to its source and nothing was
dropped silently.
"""

from pipeline.tables.rows import DocumentRows
from pipeline.text import restore


class AuditError(AssertionError):
    """A row that does not lead back to the source: a defect of the program, never of the
    document.
    """


def audit(rows: DocumentRows) -> None:
    """Check conservation, `quote == source[start:end]` for every row, and that it names its rule.

    Raises AuditError, which fails this document and no other.
    """
    source = rows.source_text
    for table in (rows.repairs, rows.dates, rows.events, rows.organization_mentions,
                  rows.technology_mentions, rows.place_mentions, rows.instrument_mentions,
                  rows.name_pairs, rows.rejected):  # fmt: skip
        for row in table:
            if not row.quote or row.quote != source[row.start : row.end]:
                raise AuditError(f"{row} does not quote its source")
            if not getattr(row, "rule", True):
                raise AuditError(f"{row} names no rule")
    for event in rows.events:
        if not event.trigger or not 0 <= event.trigger_start < event.trigger_end <= len(source):
            raise AuditError(f"{event} has no trigger in the source")
    ledger = ((row.start, row.end, row.quote, row.replacement) for row in rows.repairs)
    try:
        conserved = restore(rows.clean_text, ledger) == source
    except ValueError as error:
        raise AuditError(str(error)) from None
    if not conserved:
        raise AuditError("the clean text and the repairs do not give the source back")
