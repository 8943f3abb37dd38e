"""The tables of a run as one workbook: a sheet a table, every cell text, a number or a real date,
so that no spreadsheet retypes what stands in it.
"""

import datetime as dt
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

from pipeline.review.verdicts import CHOICES
from pipeline.tables.csv import PRIMARY_KEYS, TABLES, join_items
from pipeline.tables.rows import IsoDate

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

FILE = "tables.xlsx"
MOST_ROWS = 1_048_575  # of a sheet, below its header
LONGEST_CELL = 32_767  # UTF-16 units
MOST_HELD = 50_000  # rows that are held, so that each text is written once
MOST_LINKS = 20_000  # of a sheet: all links are held until it is written; Excel allows 65,530
EARLIEST = "1900-03-01"  # before it Excel counts a day that never was
VERDICT = "verdict"
REVIEWED = frozenset({"dates", "events", "organization_mentions", "technology_mentions",
                      "place_mentions", "instrument_mentions"})  # fmt: skip
# Sheets in the order of a reader; the other tables follow.
FIRST = ("events", "stories", "dates", "organizations", "technologies", "places", "instruments",
         "documents")  # fmt: skip
NARROW, WIDE = 11, 60  # characters
WIDTHS = {
    "quote": WIDE, "text": 24, "plain": 24, "title": 40, "article": 40, "message": 40,
    "actors": 28, "objects": 36, "recipients": 28, "technologies": 24, "places": 18,
    "meaning": WIDE, "reason": WIDE, "disagreements": WIDE, "example": WIDE, "aliases_seen": 36, "trigger": 14,
    "words": 24, "url": 30, "path": 30, "name": 28, "name_zh_hans": 24, "name_zh_hant": 24,
    "name_en": 36, "rule": 30,
}  # fmt: skip
WRAPPED = frozenset({"quote", "objects", "meaning", "reason", "example", "message", "article",
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
    the name of a report beside it, ids lead to their rows there.
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
        self.plain: Format = book.add_format({"num_format": "@", **top})
        self.wrapped: Format = book.add_format({"num_format": "@", "text_wrap": True, **top})
        self.day: Format = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", **top})
        self.number: Format = book.add_format(top)
        self.link: Format = book.add_format({"font_color": "#0b57d0", "underline": 1, **top})


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
    kinds = get_type_hints(TABLES[name][0])
    columns = [field.name for field in fields(TABLES[name][0])]
    sheet = book.add_worksheet(name)
    shift = int(name in REVIEWED)
    if shift:
        _add_verdicts(sheet, len(rows), styles)
    linked = PRIMARY_KEYS.get(name) if report and shift and len(rows) <= MOST_LINKS else None
    writers: list[tuple[int, str, Write]] = []
    for place, column in enumerate(columns, shift):
        folded = {"level": 1, "hidden": True} if column in FOLDED else {}
        sheet.set_column(place, place, WIDTHS.get(column, NARROW), None, folded)
        sheet.write_string(0, place, column, styles.header)
        write = _writer(sheet, kinds[column], column, styles)
        if column == linked:
            write = _linker(sheet, report, styles)
        writers.append((place, column, write))
    for line, row in enumerate(rows, 1):
        for place, column, write in writers:
            write(line, place, getattr(row, column))
    sheet.freeze_panes(1, shift)
    sheet.autofilter(0, 0, max(1, len(rows)), len(columns) - 1 + shift)


def _add_verdicts(sheet: "Worksheet", number: int, styles: _Styles) -> None:
    """Give a sheet a first column with a list to choose a verdict from."""
    sheet.write_string(0, 0, VERDICT, styles.header)
    sheet.set_column(0, 0, NARROW)
    offer_verdicts(sheet, number)


Write = Callable[[int, int, Any], object]


def _writer(sheet: "Worksheet", kind: Any, column: str, styles: _Styles) -> Write:
    """Return what writes the cells of a column: numbers, days that Excel can count, else text."""
    style = styles.wrapped if column in WRAPPED else styles.plain

    def number(line: int, place: int, cell: Any) -> None:
        if cell is not None:
            sheet.write_number(line, place, cell, styles.number)

    def day(line: int, place: int, cell: str) -> None:
        if cell and cell >= EARLIEST:
            sheet.write_datetime(line, place, dt.date.fromisoformat(cell), styles.day)
        elif cell:
            sheet.write_string(line, place, cell, style)

    def text(line: int, place: int, cell: Any) -> None:
        if cell:
            written = join_items(cell) if isinstance(cell, tuple) else cell
            sheet.write_string(line, place, fitting(written), style)

    if kind is IsoDate:
        return day
    return number if kind in (int, float, int | None) else text


def _linker(sheet: "Worksheet", report: str, styles: _Styles) -> Write:
    """Return what writes ids that lead to their rows in the report."""

    def link(line: int, place: int, cell: str) -> None:
        sheet.write_url(line, place, f"external:{report}#{cell}", styles.link, cell)

    return link


def fitting(cell: str) -> str:
    """Cut a cell at Excel's limit, which counts UTF-16 units; the CSV has all of it."""
    if len(cell) * 2 <= LONGEST_CELL or len(cell.encode("utf-16-le")) // 2 <= LONGEST_CELL:
        return cell
    return cell.encode("utf-16-le")[: LONGEST_CELL * 2 - 2].decode("utf-16-le", "ignore") + "…"
