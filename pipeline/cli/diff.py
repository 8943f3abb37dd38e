"""`zhengju diff`: what differs between the tables of two runs, and why."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.help import give_up, write
from pipeline.read.naming import shortened, shown

if TYPE_CHECKING:
    from pipeline.workbench.compare import Comparison, Difference

SIGNS = {"added": "+", "removed": "-", "changed": "~"}
LONGEST = 60  # characters shown of a cell


def diff_command(
    old: Annotated[Path, typer.Argument(help="Output folder of the former run.")],
    new: Annotated[Path, typer.Argument(help="Output folder of the new run.")],
    show: Annotated[int, typer.Option(min=0, help="Most rows to print for each table.")] = 10,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write all as a page: diff.html")
    ] = None,
    xlsx: Annotated[
        Path | None, typer.Option("--xlsx", help="Write all as a workbook: diff.xlsx")
    ] = None,
) -> None:
    """Show which rows two runs do not share, each with its cause.

    Causes: the article's text, its metadata, a lexicon row, a verdict, a setting, the program or a
    library. They are found by running the article again with each of them from the new run and the
    rest from the former one; the program is named when all else is excluded.
    """
    from pipeline.lexicon.snapshot import RecordError
    from pipeline.workbench.compare import compare
    from pipeline.workbench.compare.shown import page, workbook

    try:
        found = compare(old, new)
    except RecordError as error:
        give_up(str(error))
    for file, made in ((html, page), (xlsx, workbook)):
        if file is not None:
            write(file, made(found))
    _print(found, show)


def _print(found: "Comparison", show: int) -> None:
    for note in found.notes:
        typer.secho(shown(f"Note: {note}"), fg=typer.colors.YELLOW)
    typer.echo(
        shown(f"{found.title}: {found.documents} articles, {len(found.differences)} rows differ")
    )
    if found.moved:
        typer.echo(f"{found.moved} more rows only stand elsewhere in a text that changed")
    for cause, number in found.causes:
        typer.echo(shown(f"{number:>6} {cause}"))
    for name in found.tables:
        _print_table(name, found.table(name), show)


def _print_table(name: str, rows: "list[Difference]", show: int) -> None:
    numbers = {sign: sum(row.change.sign == sign for row in rows) for sign in SIGNS}
    told = ", ".join(f"{number} {sign}" for sign, number in numbers.items() if number)
    typer.secho(f"\n{name}.csv: {told}", bold=True)
    for row in rows[:show]:
        typer.echo(shown(_line(row)))
    if len(rows) > show:
        typer.echo(f"  … and {len(rows) - show} more (--show, --html, --xlsx)")


def _line(row: "Difference") -> str:
    """Return a row as one line: sign, place, words, what changed, and why."""
    cells = row.change.cells
    place = f"{cells['start']}-{cells['end']}" if "start" in cells else ""
    cut = partial(shortened, longest=LONGEST)
    was = row.change.before or {}
    changed = (f"{name}: {cut(was[name])} → {cut(cells[name])}" for name in row.change.columns)
    told = (row.path, place, cut(row.change.words), "; ".join(changed))
    causes = " + ".join(map(str, row.causes))
    return f"  {SIGNS[row.change.sign]} {' '.join(filter(None, told))} · {causes} ({row.how})"
