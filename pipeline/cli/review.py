"""`zhengju review`: rows to judge, what the judges found, and verdicts from where people wrote them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.help import give_up, write
from pipeline.read.naming import shown

if TYPE_CHECKING:
    from pipeline.outputs.reader import Recorded
    from pipeline.workbench.fit import Fit
    from pipeline.workbench.judged import Judged
    from pipeline.workbench.score import Precision

app = typer.Typer(no_args_is_help=True, help="Judge rows, and keep what was judged.")
Outputs = Annotated[Path, typer.Option("--outputs", "-o", help="Folder of a run.")]
BAR = 20  # characters of the bar that draws a share


@app.command("import")
def import_command(
    file: Annotated[
        Path,
        typer.Argument(
            help="verdicts.csv, a workbook with verdicts, or an edited table of the run."
        ),
    ],
    outputs: Outputs = Path("outputs"),
    to: Annotated[
        Path, typer.Option(help="The verdicts.csv to write; verdicts that it has are kept.")
    ] = Path("verdicts.csv"),
) -> None:
    """Gather verdicts into verdicts.csv: put it beside the articles, and the next run follows it."""
    from pipeline.lexicon import LexiconError
    from pipeline.lexicon.snapshot import RecordError
    from pipeline.outputs.reader import Recorded
    from pipeline.review import read_verdicts
    from pipeline.workbench.imported import VerdictsError, as_csv, merged, verdicts_of

    try:
        new = verdicts_of(file, Recorded(outputs))
        kept = merged(read_verdicts(to), new)
        to.write_bytes(as_csv(kept))
    except (LexiconError, RecordError, VerdictsError) as error:
        give_up(str(error))
    except OSError as error:
        give_up(f"{error.filename}: {error.strerror}. Name a file that can be read and written")
    typer.echo(shown(f"{to}: {len(kept)} verdicts, {len(new)} of them from {file}"))


@app.command("sample")
def sample_command(
    file: Annotated[Path, typer.Argument(help="The .xlsx or .html file to write.")] = Path(
        "sample.xlsx"
    ),
    outputs: Outputs = Path("outputs"),
    rows: Annotated[int, typer.Option(min=1, help="How many rows.")] = 200,
    table: Annotated[
        list[str] | None, typer.Option(help="Only rows of this table (may be given again).")
    ] = None,
) -> None:
    """Draw rows to judge, evenly from tables, languages, rules and bands of confidence.

    The workbook shows each row with its context, the page (.html) in its article; neither tells how
    sure the program is. Choose a verdict in the first column, or judge in the page and save, then
    gather them by `zhengju review import`, or count by `zhengju review score`.
    """
    from pipeline.lexicon.snapshot import RecordError
    from pipeline.outputs.reader import Recorded
    from pipeline.workbench.sample import SAMPLED, draw, page, workbook

    if unknown := [name for name in table or () if name not in SAMPLED]:
        give_up(f"{unknown[0]}: no table that can be judged. Choose from {', '.join(SAMPLED)}")
    recorded = Recorded(outputs)
    try:
        drawn = draw(recorded, rows, table or tuple(SAMPLED))
        write = page if file.suffix.lower() == ".html" else workbook
        file.write_bytes(write(recorded, drawn))
    except RecordError as error:
        give_up(str(error))
    except OSError as error:
        give_up(f"{file}: cannot be written ({error.strerror}). Choose another place")
    typer.echo(shown(f"{file}: {len(drawn)} rows to judge"))


@app.command("score")
def score_command(
    file: Annotated[Path, typer.Argument(help="verdicts.csv, or a judged workbook.")],
    outputs: Outputs = Path("outputs"),
    xlsx: Annotated[
        Path | None,
        typer.Option("--xlsx", help="Write the figures and a calibration plot: score.xlsx"),
    ] = None,
) -> None:
    """Say how many judged rows are right, with 95 % intervals: by table, language, rule, confidence."""
    from pipeline.workbench.calibration import calibration, workbook
    from pipeline.workbench.fit import seen_events
    from pipeline.workbench.score import precision

    recorded, judged = _judged(file, outputs)
    found = precision(recorded, judged)
    _show(found)
    if xlsx is not None:
        write(xlsx, workbook(found, calibration(seen_events(judged))))


@app.command("fit")
def fit_command(
    file: Annotated[Path, typer.Argument(help="verdicts.csv, or a judged workbook.")],
    outputs: Outputs = Path("outputs"),
    to: Annotated[Path, typer.Option(help="The file to write, where confidence is off.")] = Path(
        "confidence.csv"
    ),
) -> None:
    """Say how far confidence is off in judged events, and correct it in the next runs.

    Judge a sample (zhengju review sample --table events), whose rows stand for all: rows that
    somebody chose to judge do not. Put confidence.csv beside the articles, or name it with
    --confidence: the next run says how often rows like these were right. Which rows there are stays
    the same.
    """
    from pipeline.workbench.fit import FEWEST, as_csv, fit, seen_events

    recorded, judged = _judged(file, outputs)
    seen = seen_events(judged)
    if len(seen) < FEWEST:
        give_up(
            f"{file}: {len(seen)} judged events, a fit needs {FEWEST}. Judge more of them "
            "(zhengju review sample --table events)"
        )
    found = fit(seen)
    _show_fit(found)
    if found.is_better:
        write(to, as_csv(found.correction.after(recorded.correction), found))
    else:
        typer.echo(shown(f"A correction would not help: {to} is not written"))


def _judged(file: Path, outputs: Path) -> "tuple[Recorded, list[Judged]]":
    """Return a run, and its rows that were judged in a file; give up where there are none."""
    from pipeline.lexicon import LexiconError
    from pipeline.lexicon.snapshot import RecordError
    from pipeline.outputs.reader import Recorded
    from pipeline.workbench.imported import VerdictsError, verdicts_of
    from pipeline.workbench.judged import judged_rows

    recorded = Recorded(outputs)
    try:
        judged = judged_rows(recorded, verdicts_of(file, recorded))
    except (LexiconError, RecordError, VerdictsError) as error:
        give_up(str(error))
    except OSError as error:
        give_up(f"{file}: cannot be read ({error.strerror}). Name a file of verdicts")
    if not judged:
        give_up(f"{file}: no row of {outputs} is judged there. Fill in its column verdict")
    return recorded, judged


def _show_fit(found: "Fit") -> None:
    from rich.console import Console
    from rich.table import Table

    from pipeline.workbench.calibration import calibration
    from pipeline.workbench.score import wilson

    table = Table()
    for column in ("confidence", "right", "judged", "share", "95 % interval", "fitted"):
        table.add_column(column, justify="right")
    for band in calibration(found.seen):
        low, high = wilson(band.right, band.judged)
        table.add_row(
            f"{band.confidence:.2f}", str(band.right), str(band.judged),
            f"{band.right / band.judged:.0%}", f"{low:.0%} – {high:.0%}",
            f"{found.correction.of(band.confidence):.2f}",
        )  # fmt: skip
    console, judged = Console(highlight=False), len(found.seen)
    console.print(table)
    low, high = wilson(found.right, judged)
    console.print(
        f"{judged} events judged: confidence says that day and verb are right in {found.said:.0%}, "
        f"they are in {found.right / judged:.0%} ({low:.0%} – {high:.0%})",
        soft_wrap=True,
    )
    console.print(
        f"Mean log loss on articles that a fit had not seen: {found.corrected:.3f}; "
        f"of confidence as it is: {found.as_it_is:.3f}",
        soft_wrap=True,
    )


def _show(found: "list[Precision]") -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table()
    for column in ("table", "by", "value"):
        table.add_column(column)
    for column in ("right", "judged", "share", "95 % interval"):
        table.add_column(column, justify="right")
    table.add_column("")
    for row in found:
        bar = "█" * round(row.share * BAR)
        table.add_row(
            row.table, row.group, row.value, str(row.right), str(row.judged), f"{row.share:.0%}",
            f"{row.low:.0%} – {row.high:.0%}", bar,
        )  # fmt: skip
    Console(highlight=False).print(table)
