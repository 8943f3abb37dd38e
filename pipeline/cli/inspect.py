"""`zhengju read`, `zhengju repair` and `zhengju restore`: look at a text as it was read and at what was
removed from it, and get it back.
"""

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


def read_command(file: Annotated[Path, typer.Argument(help="An article.")]) -> None:
    """Show a file's text as it is read: title, day and where they are from, and what is left out."""
    from pipeline.read import read_article
    from pipeline.read.failure import ReadError
    from pipeline.read.metadata import load_metadata
    from pipeline.workbench.reading import left_out, summary

    if not file.is_file():
        give_up(f"{file}: there is no such file. Name one article")
    try:
        source = read_article(file.parent, file.name, load_metadata(file.parent))
    except ReadError as error:
        give_up(f"{file}: {error}")
    typer.echo(summary(source))
    typer.echo(source.text)
    for text in left_out(file):
        typer.echo(f"- {text}")
