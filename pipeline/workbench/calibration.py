"""Judged events to a calibration plot: how often day and verb are right in rows of a confidence, as a
workbook.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.outputs.workbook import begun
from pipeline.workbench.fit import Seen
from pipeline.workbench.score import Precision, wilson

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

BANDS = 10  # of equal width, from 0 to 1
PRECISION = ("table", "by", "value", "right", "judged", "share", "low", "high")
CALIBRATION = ("confidence", "right", "judged", "share", "below", "above")
SIZE = {"width": 640, "height": 480}  # pixels


@dataclass(frozen=True, slots=True)
class Band:
    """Judged events of nearly the same confidence: its mean, and how many of them are right."""

    confidence: float
    right: int
    judged: int


def calibration(seen: Iterable[Seen]) -> list[Band]:
    """Return the bands of confidence that judged events lie in, the lowest first."""
    bands: dict[int, list[Seen]] = {}
    for one in seen:
        bands.setdefault(min(int(one.confidence * BANDS), BANDS - 1), []).append(one)
    return [
        Band(
            sum(one.confidence for one in some) / len(some),
            sum(one.is_right for one in some),
            len(some),
        )
        for _, some in sorted(bands.items())
    ]


def workbook(found: Sequence[Precision], bands: Sequence[Band]) -> bytes:
    """Return the figures as an .xlsx file: the precision of each group, and the bands of confidence
    as a plot with their 95 % intervals; a band below the dashed line is surer than it is right.
    """
    buffer = io.BytesIO()
    book = begun(buffer)
    lines = [(r.table, r.group, r.value, r.right, r.judged, r.share, r.low, r.high) for r in found]
    _filled(book, "precision", PRECISION, lines)
    if bands:
        sheet = _filled(book, "calibration", CALIBRATION, map(_line, bands))
        _plot(book, sheet, len(bands))
    book.close()
    return buffer.getvalue()


def _line(band: Band) -> tuple[float, ...]:
    share = band.right / band.judged
    low, high = wilson(band.right, band.judged)
    return band.confidence, band.right, band.judged, share, share - low, high - share


def _filled(
    book: "Workbook", name: str, columns: Sequence[str], lines: Iterable[Sequence[Any]]
) -> "Worksheet":
    """Add a sheet of figures, its header in bold."""
    sheet = book.add_worksheet(name)
    sheet.write_row(0, 0, columns, book.add_format({"bold": True, "bottom": 1}))
    for line, cells in enumerate(lines, 1):
        sheet.write_row(line, 0, cells)
    sheet.freeze_panes(1, 0)
    return sheet


def _plot(book: "Workbook", sheet: "Worksheet", number: int) -> None:
    def cells(column: str) -> list[str | int]:
        place = CALIBRATION.index(column)
        return [sheet.name, 1, place, number, place]

    def values(column: str) -> str:
        letter = chr(ord("A") + CALIBRATION.index(column))
        return f"={sheet.name}!${letter}$2:${letter}${number + 1}"

    chart = book.add_chart({"type": "scatter", "subtype": "straight_with_markers"})
    intervals = {
        "type": "custom", "plus_values": values("above"), "minus_values": values("below"),
    }  # fmt: skip
    chart.add_series({
        "name": "share right", "categories": cells("confidence"), "values": cells("share"),
        "y_error_bars": intervals, "marker": {"type": "circle", "size": 7},
    })  # fmt: skip
    chart.add_series({
        "name": "as sure as right", "categories": cells("confidence"),
        "values": cells("confidence"), "line": {"color": "gray", "dash_type": "dash"},
        "marker": {"type": "none"},
    })  # fmt: skip
    for set_axis, name in ((chart.set_x_axis, "confidence"), (chart.set_y_axis, "share right")):
        set_axis({"name": name, "min": 0.5 if name == "confidence" else 0, "max": 1})
    chart.set_title({"name": "Calibration, with 95 % intervals"})
    chart.set_legend({"position": "bottom"})
    chart.set_size(SIZE)
    sheet.insert_chart(1, len(CALIBRATION) + 1, chart)
