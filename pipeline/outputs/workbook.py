"""The tables of a run as one workbook: a sheet a table, every cell text, a number or a real date,
so that no spreadsheet retypes what stands in it.
"""

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

from pipeline.review.verdicts import CHOICES
from pipeline.tables.csv import PRIMARY_KEYS, TABLES, cells_of, columns_of, join_items
from pipeline.tables.rows import IsoDate, Items

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from pipeline.outputs.sheet import Sheet, Write

FILE = "tables.xlsx"
MOST_ROWS = 1_048_575  # of a sheet, below its header
LONGEST_CELL = 32_767  # UTF-16 units
MOST_HELD = 50_000  # rows that are held, so that each text is written once
MOST_LINKS = 20_000  # of a sheet: all links are held until it is written; Excel allows 65,530
EARLIEST = "1900-03-01"  # before it Excel counts a day that never was
DAY_ZERO = dt.date(1899, 12, 30).toordinal()
VERDICT, QUOTE = "verdict", "quote"
LINKED = "#0b57d0"  # a quote leads to its place in the report
REVIEWED = frozenset({"dates", "events", "organization_mentions", "technology_mentions",
                      "place_mentions", "instrument_mentions"})  # fmt: skip
# Sheets in the order of a reader; the other tables follow.
FIRST = ("events", "stories", "dates", "organizations", "technologies", "places", "instruments",
         "documents")  # fmt: skip
Cells = tuple[Any, ...]  # of a row
NARROW, WIDE = 11, 60  # characters
MOST_LINES = 5  # of a row: the rest of a longer cell stands in the bar above the sheet
WIDTHS = {
    "quote": WIDE, "text": 24, "plain": 24, "title": 40, "article": 40, "message": 40,
    "actors": 28, "objects": 36, "recipients": 28, "technologies": 24, "places": 18,
    "meaning": WIDE, "meaning_zh": WIDE, "reason": WIDE, "disagreements": WIDE, "example": WIDE, "aliases_seen": 36, "trigger": 14,
    "words": 24, "url": 30, "path": 30, "name": 28, "name_zh_hans": 24, "name_zh_hant": 24,
    "name_en": 36, "rule": 30,
}  # fmt: skip
WRAPPED = frozenset({"quote", "actors", "objects", "recipients", "meaning", "meaning_zh", "reason", "example", "message", "article",
                     "disagreements"})  # fmt: skip
# Ids and places are for programs: folded away, a click on the sheet's + shows them.
FOLDED = frozenset({
    "event_id", "date_id", "sentence_id", "mention_id", "repair_id", "pair_id", "doc_id", "start",
    "end", "trigger_start", "trigger_end", "actor_ids", "object_ids", "recipient_ids",
    "technology_ids", "place_ids", "same_as", "anchor_date_id", "sha256", "kept_start", "kept_end",
    "example_doc_id", "example_start", "example_end", "story_id", "event_ids",
})  # fmt: skip


def write_workbook(
    file: io.BytesIO | Path, tables: Mapping[str, Sequence[Any]], report: str = ""
) -> None:
    """Write the tables of a run as an .xlsx file, long ones row by row: no clock, the same bytes
    with the same version of XlsxWriter.

    A table with more rows than a sheet holds is named on the sheet `contents`, and left out. With
    the name of a report beside it, quotes lead to their places there.
    """
    book = begun(file, by_row=sum(map(len, tables.values())) > MOST_HELD)
    order = sorted(TABLES, key=lambda name: FIRST.index(name) if name in FIRST else len(FIRST))
    contents = book.add_worksheet("contents")
    styles = _Styles(book)
    for name in order:
        if len(tables[name]) <= MOST_ROWS:
            _write_sheet(book, name, tables[name], styles, report)
    _write_contents(contents, order, tables, styles)
    book.close()


def begun(file: io.BytesIO | Path, *, by_row: bool = False) -> "Workbook":
    """Return an empty workbook that holds no clock and takes no text for an address or a formula;
    one that is written row by row holds no more than a row (and each text as often as it stands).
    """
    import xlsxwriter

    options = {"strings_to_urls": False, "strings_to_formulas": False}
    options["constant_memory" if by_row else "in_memory"] = True
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"created": dt.datetime(2000, 1, 1)})
    return book


def offer_verdicts(sheet: "Worksheet", number: int) -> None:
    """Let the first column of so many rows be chosen from the verdicts."""
    if number:
        choices = {"validate": "list", "source": list(CHOICES)}
        sheet.data_validation(1, 0, number, 0, choices)


class _Styles:
    """The formats of a workbook."""

    def __init__(self, book: "Workbook"):
        top = {"valign": "top", "font_size": 10}
        self.header: Format = book.add_format({"bold": True, "bottom": 1, **top})
        self.link: Format = book.add_format({"font_color": LINKED, "underline": 1, **top})
        self.number: Format = book.add_format(top)
        self.plain: Format = book.add_format({"num_format": "@", **top})
        self.day: Format = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", **top})
        wrapped = {"num_format": "@", "text_wrap": True, **top}
        self.wrapped: Format = book.add_format(wrapped)
        self.quote: Format = book.add_format({"font_color": LINKED, **wrapped})
        for style in vars(self).values():
            style._get_xf_index()  # numbered in this order, whatever stands in the tables


def _write_contents(
    sheet: "Worksheet", order: Iterable[str], tables: Mapping[str, Sequence[Any]], styles: _Styles
) -> None:
    sheet.set_column(0, 0, 26)
    sheet.set_column(2, 2, 70)
    for column, title in enumerate(("table", "rows", "what a row is")):
        sheet.write_string(0, column, title, styles.header)
    for line, name in enumerate(order, 1):
        number, fits = len(tables[name]), len(tables[name]) <= MOST_ROWS
        meaning = TABLES[name][1] if fits else f"too long for a sheet: read {name}.csv"
        if fits:
            sheet.write_url(line, 0, f"internal:'{name}'!A1", styles.link, name)
        else:
            sheet.write_string(line, 0, name, styles.plain)
        sheet.write_number(line, 1, number, styles.number)
        sheet.write_string(line, 2, meaning, styles.plain)


def _write_sheet(
    book: "Workbook", name: str, rows: Sequence[Any], styles: _Styles, report: str
) -> None:
    from pipeline.outputs.sheet import Sheet

    kinds = get_type_hints(TABLES[name][0])
    columns = columns_of(name)
    sheet: Sheet = book.add_worksheet(name, Sheet)
    shift = int(name in REVIEWED)
    if shift:
        sheet.set_column(0, 0, NARROW)
        offer_verdicts(sheet, len(rows))
    is_linked = bool(report and shift and len(rows) <= MOST_LINKS)
    writers: list[Write] = []
    for place, column in enumerate(columns, shift):
        folded = {"level": 1, "hidden": True} if column in FOLDED else {}
        sheet.set_column(place, place, WIDTHS.get(column, NARROW), None, folded)
        style = styles.wrapped if column in WRAPPED else styles.plain
        style = styles.quote if is_linked and column == QUOTE else style
        writers.append(_writer(sheet, place, kinds[column], style, styles))
    titles = [VERDICT] * shift + columns
    cells = cells_of(name, rows)
    if is_linked:
        key = columns.index(PRIMARY_KEYS[name])
        cells = _linked(cells, key, sheet, titles.index(QUOTE), report)
    written = _written(cells, columns, writers, shift)
    sheet.add_rows(chain([(1, _header(sheet, titles, styles))], written), len(titles))
    sheet.freeze_panes(1, shift)
    sheet.autofilter(0, 0, max(1, len(rows)), len(titles) - 1)


def _header(sheet: "Sheet", titles: Iterable[str], styles: _Styles) -> list[str]:
    return [sheet.text(place, styles.header)(1, title) for place, title in enumerate(titles)]


def _linked(
    rows: Iterable[Cells], key: int, sheet: "Sheet", place: int, report: str
) -> Iterator[Cells]:
    """Yield rows, a cell of each leading to its place in the report, which has the name of its key."""
    for line, cells in enumerate(rows, 1):
        sheet.write_url(line, place, f"external:{report}#{cells[key]}")
        yield cells


def _written(
    rows: Iterable[Cells], columns: Sequence[str], writers: Sequence["Write"], shift: int
) -> Iterator[tuple[int, list[str]]]:
    """Yield rows as their number of lines and the XML of their cells, below the header; the first
    column is left free for verdicts where there is one.
    """
    free = [""] * shift
    wrapped = [(columns.index(name), WIDTHS[name]) for name in columns if name in WRAPPED]
    for number, cells in enumerate(rows, 2):
        lines = 1
        for place, width in wrapped:
            lines = max(lines, _lines(cells[place], width))
        written = [write(number, cell) for write, cell in zip(writers, cells, strict=True)]
        yield lines, free + written


def _lines(cell: str | Items, width: int) -> int:
    """Return how many lines a cell takes in a column, at most MOST_LINES.

    >>> _lines("中国商务部", 6), _lines("a rule", 6), _lines("one\\ntwo", 6)
    (2, 1, 2)
    """
    if not cell:
        return 1
    text = cell if isinstance(cell, str) else join_items(cell)
    if len(text) * 2 <= width and "\n" not in text:
        return 1
    # A Chinese character has three bytes and stands for two letters.
    pieces = (len(piece) + len(piece.encode()) for piece in text.split("\n"))
    return min(MOST_LINES, sum(max(1, -(-wide // (2 * width))) for wide in pieces))


def _writer(sheet: "Sheet", place: int, kind: Any, style: "Format", styles: _Styles) -> "Write":
    """Return what writes the cells of a column: numbers, days that Excel can count, else text."""
    text = sheet.text(place, style)
    if kind is IsoDate:
        day = sheet.number(place, styles.day)

        def write_day(row: int, cell: str) -> str:
            if cell >= EARLIEST:
                return day(row, dt.date.fromisoformat(cell).toordinal() - DAY_ZERO)
            return text(row, cell) if cell else ""

        return write_day
    if kind in (int, float, int | None):
        number = sheet.number(place, styles.number)
        return lambda row, cell: "" if cell is None else number(row, cell)
    if kind == Items:
        return lambda row, cell: text(row, fitting(join_items(cell))) if cell else ""
    return lambda row, cell: text(row, fitting(cell)) if cell else ""


def fitting(cell: str) -> str:
    """Cut a cell at Excel's limit, which counts UTF-16 units; the CSV has all of it."""
    if len(cell) * 2 <= LONGEST_CELL or len(cell.encode("utf-16-le")) // 2 <= LONGEST_CELL:
        return cell
    return cell.encode("utf-16-le")[: LONGEST_CELL * 2 - 2].decode("utf-16-le", "ignore") + "…"
