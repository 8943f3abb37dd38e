"""Paragraphs, rows and cells of a document as they open and close, to the lines of its text."""

import re
from collections.abc import Sequence

from pipeline.document import Mark
from pipeline.read.raised import marked
from pipeline.text import SourceSpan

NOTE = "document-note"
# An entry of a table, on up to three lines: European⏎Commission. A page that is laid out as a table
# has two columns, and sentences or more lines in them.
SENTENCE = re.compile(r"[。！？；]|[.!?;](?:\s|$)")
LONGEST_ENTRY, MOST_LINES, FEWEST_COLUMNS = 60, 3, 3
TAIL = 12  # characters of the text before that tell a note mark from an exponent


class Flow:
    """The paragraphs and rows that are open. A text box closes before the paragraph that it is
    anchored in, and so precedes it.
    """

    def __init__(self) -> None:
        self.paragraphs: list[list[str]] = []
        self.labels: list[str] = []  # the numbers in front of the open paragraphs
        self.rows: list[list[list[str]]] = []  # of the open tables: their cells' paragraphs

    def open(self, kind: str) -> None:
        """Begin a paragraph (p), a row, or a cell of the innermost row."""
        if kind == "p":
            self.paragraphs.append([])
            self.labels.append("")
        elif kind == "row":
            self.rows.append([])
        elif self.rows:
            self.rows[-1].append([])

    def say(self, text: str) -> None:
        """Add text to the innermost paragraph; outside of any there is none."""
        if text and self.paragraphs:
            self.paragraphs[-1].append(text)

    def label(self, text: str) -> None:
        """Put a list's number before the innermost paragraph; where that stays empty it has none."""
        if self.labels:
            self.labels[-1] = text

    def said(self) -> str:
        """Return the end of what the innermost paragraph says so far."""
        return "".join(self.paragraphs[-1][-TAIL:])[-TAIL:] if self.paragraphs else ""

    def close(self, kind: str) -> list[str]:
        """End a paragraph, row or cell; return the lines that are done with it, none inside a
        table.
        """
        if kind == "p" and self.paragraphs:
            label, text = self.labels.pop(), "".join(self.paragraphs.pop())
            done = [label + text if text.strip() else text]
        elif kind == "row" and self.rows:
            done = lines_of(self.rows.pop())
        else:
            return []
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += done
            return []
        return done


def lines_of(row: Sequence[Sequence[str]]) -> list[str]:
    """Return a row as one line, its cells between tabs; where cells hold paragraphs (a page laid out
    as a table), these stay lines.
    """
    cells = [found for cell in row if (found := [text for text in cell if text.strip()])]
    is_row = all(len(cell) == 1 for cell in cells)
    if is_row or (len(cells) >= FEWEST_COLUMNS and all(_is_entry(cell) for cell in cells)):
        return ["\t".join(" ".join(text.strip() for text in cell) for cell in cells)]
    return [text for cell in cells for text in cell]


def _is_entry(paragraphs: Sequence[str]) -> bool:
    """Tell whether the paragraphs of a cell are the lines of one entry of a table."""
    is_short = len(paragraphs) <= MOST_LINES and sum(map(len, paragraphs)) <= LONGEST_ENTRY
    is_lines = is_short and not any(SENTENCE.search(text) for text in paragraphs)
    return len(paragraphs) == 1 or is_lines


def with_notes(body: str, notes: Sequence[str]) -> tuple[str, tuple[Mark, ...]]:
    """Return a text with its notes at the end, and the marks: of the notes, and of raised signs."""
    text, raised = marked(body)
    marks = list(raised)
    pieces, length = [text], len(text)
    for note in (marked(note)[0] for note in notes):
        pieces.append(f"\n{note}")
        marks.append(Mark(SourceSpan(length, length + len(note) + 1), NOTE))
        length += len(note) + 1
    return "".join(pieces), tuple(marks)
