"""A Markdown text to its blocks: headings, paragraphs, items, rows, each with its place, its visible
words and its links; and the edits that take its syntax away.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from markdown_it.token import Token

from pipeline.document import HEADING
from pipeline.repair.markdown.inline import inline_parser, read_inline
from pipeline.repair.markdown.joins import joins
from pipeline.repair.markdown.loose import take_loose_links
from pipeline.repair.markdown.marks import Marks
from pipeline.repair.markdown.masks import Masked, mask
from pipeline.repair.markdown.sheet import Block, Sheet, visible
from pipeline.text import Span

LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
PREFIX = re.compile(r"(?:[ \t\u00a0]|>|[-*+](?=[ \t])|#{1,6}(?=[ \t])|\d{1,9}[.)](?=[ \t]))*\Z")
SIGN = re.compile(r"(?:[>*+#-][>*+#\- \t]*)")
TASK = re.compile(r"\[[ xX]\][ \t]+")
CALLOUT = re.compile(r"\[!\w{1,20}(?:\|[^\]\n]*)?\][+-]?[ \t]*")
SECOND = re.compile(r"[¬•▪■●◆○➢►✓][ \t]+")  # a bullet of the page behind the list's own
TRAILING = re.compile(r"[ \t]{1,100}#+[ \t]*\Z")
PIPE = re.compile(r"\|")
LISTS = ("bullet_list_open", "ordered_list_open")
KINDS = {"heading_open": "heading", "list_item_open": "item", "td_open": "row", "th_open": "row"}


def read_sheet(text: str) -> Sheet:
    """Parse a Markdown text into blocks and edits."""
    masked = mask(text)
    sheet = Sheet(text)
    for piece in masked.hidden:
        sheet.drop(piece.start, piece.end, piece.rule)
    _Reader(sheet, masked).read()
    take_loose_links(sheet)
    for block in sheet.blocks:
        block.words, block.linked = visible(sheet, block.span)
    return sheet


class _Reader:
    """Walks over the tokens of markdown-it and writes blocks and edits down."""

    def __init__(self, sheet: Sheet, masked: Masked):
        self.sheet, self.references = sheet, masked.references
        self.lines = [
            match.span(1)
            for match in LINE.finditer(masked.text)
            if match.group() or not masked.text
        ]
        self.masked = masked.text
        self.group = self.level = self.outer = 0

    def read(self) -> None:
        source = "\n".join(self.masked[start:end] for start, end in self.lines)
        containers: list[str] = []
        position: dict[int, int] = {}
        for token in inline_parser().parse(source, {"references": self.references}):
            if token.nesting > 0:
                self.group += token.type == "table_open" or token.type in LISTS
                self.outer += token.type in LISTS and not _depth(containers)
                containers.append(token.type)
                self.level = int(token.tag[1]) if token.type == "heading_open" else 0
                if token.type == "heading_open" and token.map and token.markup in ("=", "-"):
                    self._drop_line(token.map[1] - 1, "markdown-rule")
                if token.type == "heading_open" and token.map:
                    self._empty_heading(token.map[0])
                if token.type == "table_open" and token.map:
                    self._drop_line(token.map[0] + 1, "markdown-table")
                if token.type == "blockquote_open" and token.map:
                    self._quote(*token.map)
                if token.type == "tr_open" and token.map:
                    self._row(token.map[0])
            elif token.nesting < 0:
                containers.pop()
            elif token.type == "inline" and token.map and token.content:
                self._inline(token, containers, position)
            elif token.type == "html_block" and token.map:
                self._paragraph(
                    token.content.rstrip("\n"), token.map[0], token.map[1], containers, "html"
                )
            elif token.type == "fence" and token.map:
                self._fence(token)
            elif token.type == "hr" and token.map:
                self._drop_line(token.map[0], "markdown-rule")
                self.sheet.blocks.append(
                    Block("rule", Span(*self._span(token.map[0], token.map[0] + 1)))
                )

    def _span(self, first: int, last: int) -> tuple[int, int]:
        """Return the place of lines: from the first to the one before the last."""
        last = max(first + 1, min(last, len(self.lines)))
        return self.lines[first][0], max(self.lines[first][0] + 1, self.lines[last - 1][1])

    def _drop_line(self, line: int, rule: str) -> None:
        if line < len(self.lines):
            self.sheet.drop(*self.lines[line], rule)

    def _empty_heading(self, line: int) -> None:
        """Take the signs of a heading that says nothing: ####."""
        start, end = self.lines[line]
        if not self.masked[start:end].strip(" \t>#"):
            self._drop_line(line, "markdown-sign")

    def _quote(self, first: int, last: int) -> None:
        """Take the signs of lines that have nothing else."""
        for line in range(first, min(last, len(self.lines))):
            start, end = self.lines[line]
            if not self.masked[start:end].strip(" \t>"):
                self._drop_line(line, "markdown-sign")

    def _fence(self, token: Token) -> None:
        """Take the fences of code; what stands between them is the author's."""
        first, last = token.map or (0, 0)
        self._drop_line(first, "markdown-code")
        end = (
            self.masked[slice(*self.lines[last - 1])].strip(" \t>")
            if last <= len(self.lines)
            else ""
        )
        if last - 1 > first and end and not end.strip(token.markup[0]):
            self._drop_line(last - 1, "markdown-code")
        self.sheet.blocks.append(Block("code", Span(*self._span(first, last))))

    def _row(self, line: int) -> None:
        """Take the pipes of a row that have blanks beside them or stand at its ends."""
        start, end = self.lines[line]
        row = self.masked[start:end]
        left, right = len(row) - len(row.lstrip(" \t>")), len(row.rstrip())
        for match in PIPE.finditer(row):
            at = match.start()
            if at and row[at - 1] == "\\":
                continue
            outer = at == left or at == right - 1
            if outer or row[at - 1].isspace() or row[at + 1 : at + 2].isspace():
                self.sheet.drop(start + at, start + at + 1, "markdown-table")
        self.sheet.blocks.append(Block("row", Span(start, max(start + 1, end)), group=self.group))

    def _inline(self, token: Token, containers: Sequence[str], position: dict[int, int]) -> None:
        first, last = token.map or (0, 0)
        kind = next((KINDS[name] for name in reversed(containers) if name in KINDS), "paragraph")
        if kind != "row":
            self._paragraph(token.content, first, last, containers, kind)
            return
        start, end = self.lines[first]
        cursor = position.get(first, start)
        at = self.masked.find(token.content, cursor, end)
        if at >= 0:
            position[first] = at + len(token.content)
            self._marks(read_inline(token.content, self.references), [at], [0])

    def _paragraph(
        self, content: str, first: int, last: int, containers: Sequence[str], kind: str
    ) -> None:
        """Write down a block of lines, the signs before each of them, and the marks inside."""
        group = self.group if "list_item_open" in containers else 0
        level = self.level if "heading_open" in containers else 0
        quoted = "blockquote_open" in containers
        depth = _depth(containers)
        outer = self.outer if depth else 0
        place = Span(*self._span(first, last))
        block = Block(kind, place, level, group, outer, depth, quoted)
        self.sheet.blocks.append(block)
        pieces = content.split("\n")
        starts, offsets, offset = [], [], 0
        for number, piece in enumerate(pieces):
            if first + number >= len(self.lines):
                break
            at = self._place(piece, first + number)
            if at is None:
                return
            starts.append(at)
            offsets.append(offset)
            offset += len(piece) + 1
        found = read_inline(content, self.references)
        block.images = found.images
        if kind != "html":
            breaks = [bisect_right(offsets, place) for place in found.soft_breaks]
            joined = joins(pieces, breaks)
            for number, blank in joined.items():
                end = starts[number - 1] + len(pieces[number - 1].rstrip())
                self.sheet.drop(end, starts[number], "line-break", blank)
        self._signs(pieces, starts, first)
        self._marks(found, starts, offsets)

    def _place(self, piece: str, line: int) -> int | None:
        """Return where a line of a paragraph's content stands in the source."""
        start, end = self.lines[line]
        words = self.masked[start:end]
        stripped = piece.strip()
        if not stripped:
            return end
        at = words.find(piece) if words.lstrip().startswith(piece) else words.rfind(piece)
        if at < 0:
            lead = len(piece) - len(piece.lstrip())
            at = words.rfind(stripped) - lead
            return start + at if at >= 0 and not lead else None
        return start + at

    def _signs(self, pieces: Sequence[str], starts: Sequence[int], first: int) -> None:
        """Take the signs at line starts and ends: ## , > , - , [x]; numbers stay."""
        for number, (piece, at) in enumerate(zip(pieces, starts, strict=False)):
            line_start, line_end = self.lines[first + number]
            before = self.masked[line_start:at]
            if not before or not PREFIX.fullmatch(before):
                continue
            for match in SIGN.finditer(before):
                rule = HEADING if "#" in match.group() else "markdown-sign"
                self.sheet.drop(line_start + match.start(), line_start + match.end(), rule)
            for pattern in (TASK, CALLOUT, SECOND):
                sign = pattern.match(piece)
                if sign and before.strip():
                    self.sheet.drop(at, at + sign.end(), "markdown-sign")
            rest = TRAILING.search(self.masked, at + len(piece), line_end)
            if rest and "#" in before:
                self.sheet.drop(*rest.span(), "markdown-sign")

    def _marks(self, found: Marks, starts: Sequence[int], offsets: Sequence[int]) -> None:
        """Write down the marks of a paragraph at their place in the source."""
        if not found.marks:
            return

        def place(position: int) -> int:
            line = bisect_right(offsets, position) - 1
            return starts[line] + position - offsets[line]

        for mark in sorted(found.marks, key=lambda mark: (mark.start, -mark.end)):
            start = place(mark.start)
            self.sheet.drop(
                start, max(start + 1, place(mark.end - 1) + 1), mark.rule, mark.replacement
            )
        for first, last in found.links:
            if first < last:
                self.sheet.link(place(first), place(last - 1) + 1)


def _depth(containers: Sequence[str]) -> int:
    """Return how many lists stand around what follows."""
    return sum(name in LISTS for name in containers)
