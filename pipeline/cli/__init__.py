"""The command line: nothing else parses arguments or prints."""

import typer

from pipeline.cli import constructions, export, inspect, lexicon, metadata, review, run
from pipeline.cli.help import HELP

app = typer.Typer(
    name="zhengju",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help=HELP,
)
app.command("run")(run.run_command)
app.command("read")(inspect.read_command)
app.command("metadata")(metadata.metadata_command)
app.command("restore")(inspect.restore_command)
app.command("repair")(inspect.repair_command)
app.command("explain")(inspect.explain_command)
app.add_typer(lexicon.app, name="lexicon")
app.add_typer(review.app, name="review")
app.add_typer(constructions.app, name="constructions")
app.add_typer(export.app, name="export")
