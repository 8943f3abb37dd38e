"""A comparison of two runs as a page that needs nothing else, and as a workbook."""

import io
from functools import cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING

from pipeline.outputs.workbook import WIDE, begun, fitting
from pipeline.read.naming import shortened
from pipeline.report.page import source_hash
from pipeline.workbench.compare.result import Comparison, Difference

if TYPE_CHECKING:
    from jinja2 import Template
    from xlsxwriter.workbook import Workbook

ASSETS = files("pipeline.workbench.compare") / "assets"
MOST_COLUMNS = 8  # of an added or removed row, in the page
# What says least to a person, and stands in the workbook.
UNTOLD = frozenset({"doc_id", "rule", "words", "sha256"})
LONGEST = 200  # characters shown of a cell
COLUMNS = ("change", "cause", "found by", "article", "was")
WIDTHS = (10, WIDE, 16, 30, WIDE)


def page(found: Comparison) -> bytes:
    """Return a comparison as HTML: no script, the style named by its hash, everything escaped."""
    style = (ASSETS / "diff.css").read_text(encoding="utf-8")
    tables = [(name, [_told(row) for row in found.table(name)]) for name in found.tables]
    return (
        _template()
        .render(found=found, tables=tables, style=style, style_hash=source_hash(style))
        .encode()
    )


def _told(row: Difference) -> dict[str, object]:
    """Return what the page says of a row: the cells that changed, or the first ones."""
    change, cells = row.change, row.change.cells
    cut = partial(shortened, longest=LONGEST)
    was = change.before or {}
    changed = [(name, cut(was[name]), cut(cells[name])) for name in change.columns]
    whole = [
        (name, cut(cell))
        for name, cell in cells.items()
        if cell and not name.endswith(("_id", "_ids", "start", "end")) and name not in UNTOLD
    ]
    return {
        "sign": change.sign, "path": row.path, "words": cut(change.words),
        "changed": changed,
        "cells": [] if changed else whole[:MOST_COLUMNS],
        "causes": list(map(str, row.causes)), "how": row.how,
    }  # fmt: skip


@cache
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string((ASSETS / "diff.html").read_text(encoding="utf-8"))


def workbook(found: Comparison) -> bytes:
    """Return a comparison as a workbook: the causes, then a sheet for each table that differs; every
    cell is text.
    """
    buffer = io.BytesIO()
    book = begun(buffer)
    _sheet(book, "causes", ["rows", "cause"], [[str(n), cause] for cause, n in found.causes])
    for name in found.tables:
        rows = found.table(name)
        columns = list(dict.fromkeys(column for row in rows for column in row.change.cells))
        lines = [
            [*_why(row), *(row.change.cells.get(name, "") for name in columns)] for row in rows
        ]
        _sheet(book, name, [*COLUMNS, *columns], lines)
    book.close()
    return buffer.getvalue()


def _why(row: Difference) -> list[str]:
    was = row.change.before or {}
    changed = "\n".join(f"{name}: {was[name]}" for name in row.change.columns)
    return [row.change.sign, "\n".join(map(str, row.causes)), row.how, row.path, changed]


def _sheet(book: "Workbook", name: str, header: list[str], lines: list[list[str]]) -> None:
    sheet = book.add_worksheet(name)
    plain = book.add_format({"num_format": "@", "valign": "top", "text_wrap": True})
    bold = book.add_format({"bold": True, "bottom": 1})
    for place, width in enumerate(WIDTHS if header[: len(COLUMNS)] == list(COLUMNS) else (8, WIDE)):
        sheet.set_column(place, place, width)
    for line, cells in enumerate([header, *lines]):
        for place, cell in enumerate(cells):
            sheet.write_string(line, place, fitting(cell), plain if line else bold)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(lines)), len(header) - 1)
