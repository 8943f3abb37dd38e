"""Markdown's syntax out of a text, and what a clipped page has around its article."""

from collections.abc import Iterator

from pipeline.repair.markdown.blocks import read_sheet
from pipeline.repair.markdown.features import Feature, features_of
from pipeline.repair.markdown.menus import mark_menus
from pipeline.repair.markdown.sheet import Sheet
from pipeline.repair.markdown.zones import drops, outside
from pipeline.repair.phrases import Phrases
from pipeline.text import Edit, Span, TracedText, place_of

__all__ = ["repair_markdown"]


def repair_markdown(text: TracedText, phrases: Phrases, title: str, url: str) -> Iterator[Edit]:
    """Propose to take away Markdown's syntax, and the blocks of a page that are not its article."""
    sheet = read_sheet(text.value)
    mark_menus(sheet, url)
    features = look_at(sheet, phrases)
    dropped = [
        Edit(Span(start, end), "", rule)
        for start, end, rule in drops(features, outside(features, title))
    ]
    yield from _merged(dropped, sheet)


def look_at(sheet: Sheet, phrases: Phrases) -> list[Feature]:
    """Look at the blocks of a sheet that show something, in their order."""
    shown = sorted((b for b in sheet.blocks if b.words), key=place_of)
    return features_of(shown, phrases)


def _merged(dropped: list[Edit], sheet: Sheet) -> Iterator[Edit]:
    """Yield the edits, those inside a dropped block left out, neighbors of one rule as one: ** is
    one removal.
    """
    last: Edit | None = None
    order = sorted(
        [*((edit, 0) for edit in dropped), *((edit, 1) for edit in sheet.edits)],
        key=lambda pair: (pair[0].span.start, pair[1], -pair[0].span.end),
    )
    for edit, _ in order:
        if last and edit.span.start < last.span.end:
            continue
        joined = last and last.span.end == edit.span.start and last.rule == edit.rule
        if last and joined and not (last.replacement or edit.replacement):
            last = Edit(Span(last.span.start, edit.span.end), "", last.rule)
            continue
        if last:
            yield last
        last = edit
    if last:
        yield last
