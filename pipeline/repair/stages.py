"""The order of the repairs: each stage proposes edits for the text at hand, and they are applied before the next."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pipeline.document import Rejection, Source
from pipeline.repair.boilerplate import remove_boilerplate
from pipeline.repair.chunk_markers import remove_chunk_markers
from pipeline.repair.cut_words import join_cut_words
from pipeline.repair.echo_characters import undouble_characters
from pipeline.repair.echo_headings import undouble_headings
from pipeline.repair.echo_latin import undouble_latin, undouble_years
from pipeline.repair.echo_lines import remove_displaced_copies
from pipeline.repair.echo_pieces import undouble_pieces
from pipeline.repair.echo_runs import undouble_runs
from pipeline.repair.footnotes import remove_note_marks
from pipeline.repair.fragments import join_fragments
from pipeline.repair.hyphens import close_hyphens, undo_hyphens
from pipeline.repair.invisible import remove_invisible
from pipeline.repair.knowledge import RepairKnowledge
from pipeline.repair.letters import (
    join_spaced_characters,
    join_spaced_dates,
    write_ligatures,
)
from pipeline.repair.page_numbers import remove_page_numbers
from pipeline.repair.parting_lines import remove_parting_lines
from pipeline.repair.phrases import Phrases
from pipeline.repair.ragged_lines import join_ragged_lines
from pipeline.repair.references import remove_references
from pipeline.repair.running_heads import remove_running_heads
from pipeline.repair.spacing import join_lines
from pipeline.repair.titles import remove_repeated_titles
from pipeline.repair.watermarks import remove_watermarks
from pipeline.text import Edit, SourceSpan, TracedText, place_of

Stage = Callable[[TracedText, Phrases], Iterable[Edit | Rejection]]

Refusals = list[tuple[SourceSpan, Rejection]]
Refused = tuple[tuple[SourceSpan, Rejection], ...]

STAGES: tuple[Stage, ...] = (
    remove_invisible,
    write_ligatures,
    join_spaced_dates,
    join_spaced_characters,
    remove_chunk_markers,
    remove_page_numbers,
    remove_running_heads,
    remove_watermarks,
    remove_parting_lines,
    remove_references,
    remove_boilerplate,
    undouble_characters,
    undouble_latin,
    undouble_years,
    undouble_pieces,
    undouble_headings,
    undouble_runs,
    remove_displaced_copies,
    remove_note_marks,
    remove_repeated_titles,
    join_cut_words,
    join_fragments,
    join_lines,
    join_ragged_lines,
    undo_hyphens,
)

MARKDOWN = "text/markdown"
# The readers of all kinds but plain text know what a paragraph is.
PARAGRAPHED_STAGES = tuple(stage for stage in STAGES if stage is not join_ragged_lines)
# No page of paper lies between the lines of a web page or of Markdown.
UNPAGED_STAGES = tuple(stage for stage in PARAGRAPHED_STAGES if stage is not remove_parting_lines)
# Markdown says itself where a paragraph ends: a blank line stays one.
MARKDOWN_STAGES = tuple(
    stage for stage in UNPAGED_STAGES if stage not in (join_fragments, join_lines)
)
# The reader of PDFs breaks a line only where a paragraph ends, and behind a hyphen.
PDF = "application/pdf"
PDF_STAGES = (*PARAGRAPHED_STAGES, close_hyphens)
# Plain text, in a file, a record or a string: lines may break anywhere.
UNPARTED = frozenset(["text/plain", "text/csv", "application/jsonl"])

FENCE = re.compile(r"[ \t>]*(?:```|~~~)")

# One repair can uncover the next: a page number between two copies. Damage is rarely nested deeper than this.
MOST_ROUNDS = 6

# No page of these kinds draws a paragraph over itself: what stands there twice was written twice.
DRAWN_ONCE = frozenset([
    "text/html", "multipart/related", "application/epub+zip", "message/rfc822", "application/rtf",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Repaired:
    """The repaired text, and the candidates that were left alone, at their place in the source."""

    text: TracedText
    refused: Refused


@dataclass(frozen=True, slots=True)
class _Written:
    """What a page shows as it was written: whether nothing on it is drawn twice, and where code
    stands.
    """

    is_drawn_once: bool
    code: tuple[SourceSpan, ...]

    def holds(self, text: TracedText, edit: Edit) -> bool:
        """Tell whether an edit would take something that was written."""
        if self.is_drawn_once and _is_whole_passage(text.value, edit):
            return True
        if not self.code:
            return False
        origin = text.origin(edit.span)
        return any(span.start <= origin.start and origin.end <= span.end for span in self.code)


def repair(source: Source, knowledge: RepairKnowledge) -> Repaired:
    """Delete what the extractor or the site put into a text: page numbers, doubled runs, site lines."""
    phrases = knowledge.phrases
    text = TracedText.of(source.text)
    text = text.apply(_disjoint(_marked(source, text)))
    stages = STAGES if source.media_type in UNPARTED else PARAGRAPHED_STAGES
    if source.media_type == PDF:
        stages = PDF_STAGES
    if source.media_type in DRAWN_ONCE:
        stages = UNPAGED_STAGES
    if source.media_type == MARKDOWN:
        from pipeline.repair.markdown import repair_markdown

        stages = MARKDOWN_STAGES
        edits = repair_markdown(text, phrases, source.title, source.url)
        text = text.apply(_disjoint(edits))
    written = _Written(source.media_type in DRAWN_ONCE, tuple(_code(source.text, text)))
    refused: dict[Stage, Refusals] = {}
    idle = 0
    for stage in stages * MOST_ROUNDS:
        repaired, refused[stage] = _through(stage, text, phrases, written)
        idle = idle + 1 if repaired is text else 0
        text = repaired
        if idle == len(stages):
            break
    gathered = sorted(
        (item for refusals in refused.values() for item in refusals), key=lambda item: item[0]
    )
    return Repaired(text, tuple(gathered))


def _marked(source: Source, text: TracedText) -> Iterator[Edit]:
    """Propose to remove what the reader knows to be furniture."""
    for mark in source.marks:
        span = text.locate(mark.span)
        if span:
            yield Edit(span, "", mark.rule)


def _code(source: str, text: TracedText) -> Iterator[SourceSpan]:
    """Yield the code between fences that were taken away: what stands twice in it was written so."""
    fences = [
        removal.span
        for removal in text.removals
        if removal.rule == "markdown-code" and FENCE.match(source, removal.span.start)
    ]
    for first, last in zip(fences[::2], fences[1::2], strict=False):
        yield SourceSpan(first.end, last.start)


def _through(
    stage: Stage, text: TracedText, phrases: Phrases, written: _Written
) -> tuple[TracedText, Refusals]:
    """Apply one stage's edits; return its refusals at their place in the source."""
    edits: list[Edit] = []
    refused: Refusals = []
    for proposal in stage(text, phrases):
        if isinstance(proposal, Edit):
            if not written.holds(text, proposal):
                edits.append(proposal)
        else:
            refused.append((text.origin(proposal.span), proposal))
    return text.apply(_disjoint(edits)), refused


def _is_whole_passage(text: str, edit: Edit) -> bool:
    """Tell whether an edit takes out whole paragraphs that stand there twice."""
    if edit.rule != "echo-passage":
        return False
    start, end = edit.span.start, edit.span.end
    starts_line = text[start - 1 : start] in ("", "\n") or text[start] == "\n"
    return starts_line and (text[end : end + 1] in ("", "\n") or text[end - 1] == "\n")


def _disjoint(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Drop every edit that overlaps an earlier one."""
    position = 0
    for edit in sorted(edits, key=place_of):
        if edit.span.start >= position:
            position = edit.span.end
            yield edit
