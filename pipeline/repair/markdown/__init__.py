"""Markdown's syntax out of a text, and what a clipped page has around its article."""

from collections.abc import Iterator

from pipeline.repair.markdown.blocks import Sheet, read_sheet
from pipeline.repair.phrases import Phrases
from pipeline.text import Edit, Span, TracedText

__all__ = ["repair_markdown"]


def repair_markdown(text: TracedText, phrases: Phrases) -> Iterator[Edit]:
    """Propose to take away front matter, marks, link targets, images, tags and comments."""
    sheet = read_sheet(text.value)
    yield from _merged(sheet)


def _merged(sheet: Sheet) -> Iterator[Edit]:
    """Yield the edits, neighbors of one rule as one: ** is one removal."""
    last: Edit | None = None
    for edit in sorted(sheet.edits, key=lambda edit: (edit.span.start, -edit.span.end)):
        if last and edit.span.start < last.span.end:
            continue
        if (
            last
            and last.span.end == edit.span.start
            and last.rule == edit.rule
            and not (last.replacement or edit.replacement)
        ):
            last = Edit(Span(last.span.start, edit.span.end), "", last.rule)
            continue
        if last:
            yield last
        last = edit
    if last:
        yield last
