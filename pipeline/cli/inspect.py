"""`zhengju restore` and `zhengju repair`: look at what was removed from a text, and get it back."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.help import give_up


def restore_command(
    doc_id: Annotated[str, typer.Argument(help="Id of a document, as documents.csv gives it.")],
    outputs: Annotated[Path, typer.Option("--outputs", "-o", help="Folder of a run.")] = Path(
        "outputs"
    ),
) -> None:
    """Rebuild a source from its clean text and repairs.csv, and say whether they are equal."""
    from pipeline.outputs.restore import RestoreError, restore_document

    try:
        source, removals = restore_document(outputs, doc_id)
    except RestoreError as error:
        give_up(str(error))
    typer.echo(
        f"{doc_id}: clean text and {removals} repairs give the {len(source)} source characters "
        "back, all equal"
    )


def repair_command(
    file: Annotated[Path, typer.Argument(help="An article.")],
    lexicons: Annotated[
        Path | None, typer.Option(help="Your own lexicon folder, laid over the shipped rows.")
    ] = None,
) -> None:
    """Show a file's text with what repair removes struck out in red, and the rule beside it."""
    from rich.console import Console

    from pipeline.lexicon import LexiconError
    from pipeline.read.failure import ReadError
    from pipeline.workbench.removals import struck_out

    if not file.is_file():
        give_up(f"{file}: there is no such file. Name one article")
    try:
        shown = struck_out(file, lexicons)
    except (ReadError, LexiconError) as error:
        give_up(f"{file}: {error}")
    Console(soft_wrap=True).print(shown, highlight=False)
