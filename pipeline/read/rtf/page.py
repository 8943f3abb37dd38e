"""What an RTF file writes on its page: paragraphs, rows of tables, notes, text boxes."""

from pipeline.read.flow import lines_of

LONGEST_FILLED = 500  # characters of a merged cell that is put into the rows below


class Page:
    """The lines that are done, the paragraph and the row that are open, and the notes."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.notes: list[str] = []
        self.pieces: list[str] = []
        self.cell: list[str] = []
        self.row: list[list[str]] = []
        self.nested: list[list[str]] = []
        self.edges: list[
            tuple[int, str]
        ] = []  # of the row's cells: where it ends, how it is merged
        self.merge = ""
        self.above: dict[int, str] = {}

    def say(self, text: str) -> None:
        """Add text to the open paragraph."""
        self.pieces.append(text)

    def said(self) -> str:
        """Return the end of what the open paragraph says."""
        return "".join(self.pieces[-12:])[-12:]

    def _taken(self) -> str:
        text, self.pieces = "".join(self.pieces), []
        return text

    def end_paragraph(self, *, in_table: bool) -> None:
        """End the open paragraph, in the open cell or on the page."""
        if in_table:
            self.cell.append(self._taken())
            return
        if self.row or self.cell:
            self.end_row()
        self.lines.append(self._taken())
        self.above = {}

    def end_cell(self) -> None:
        """End the open cell and its last paragraph."""
        self.row.append([*self.cell, self._taken()])
        self.cell = []

    def end_nested_cell(self) -> None:
        """End a cell of a table in a cell."""
        self.nested.append([self._taken()])

    def end_nested_row(self) -> None:
        """End a row of a table in a cell: a line of it."""
        self.cell += lines_of(self.nested)
        self.nested = []

    def begin_row(self) -> None:
        """Forget how the cells of the row before were merged."""
        self.edges, self.merge = [], ""

    def add_edge(self, place: int) -> None:
        """Take down where a cell of the row ends."""
        self.edges.append((place, self.merge))
        self.merge = ""

    def end_row(self) -> None:
        """End the open row: cells that go on the one above say what it says."""
        row = [*self.row, self.cell] if self.cell else self.row
        below: dict[int, str] = {}
        for cell, (place, merge) in zip(row, self.edges, strict=False):
            if merge == "on" and not "".join(cell).strip():
                cell[:] = [self.above.get(place, "")]
            told = " ".join(" ".join(cell).split())
            if merge and len(told) <= LONGEST_FILLED:
                below[place] = told
        self.lines += lines_of(row)
        self.row, self.cell, self.above = [], [], below
