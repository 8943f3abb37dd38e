"""The command line: nothing else parses arguments or prints."""

import atexit
import gc
from typing import Annotated

import typer

from pipeline import __version__
from pipeline.cli import constructions, diff, export, inspect, lexicon, metadata, review, run
from pipeline.cli.help import HELP

app = typer.Typer(
    name="zhengju",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)


def _show_version(is_wanted: bool) -> None:
    if is_wanted:
        typer.echo(f"zhengju {__version__}")
        raise typer.Exit


@app.callback(help=HELP)
def main(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Say the version."),
    ] = False,
) -> None:
    """Policy articles to tables: the help of the commands says the rest."""
    # All memory goes with the process. A last search for cycles takes a seventh of a short run.
    atexit.register(gc.freeze)


app.command("run")(run.run_command)
app.command("read")(inspect.read_command)
app.command("metadata")(metadata.metadata_command)
app.command("restore")(inspect.restore_command)
app.command("repair")(inspect.repair_command)
app.command("diff")(diff.diff_command)
app.command("explain")(inspect.explain_command)
app.add_typer(lexicon.app, name="lexicon")
app.add_typer(review.app, name="review")
app.add_typer(constructions.app, name="constructions")
app.add_typer(export.app, name="export")
