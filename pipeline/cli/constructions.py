"""`zhengju constructions`: try what the rows of constructions.csv mark in a sentence."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.help import give_up

app = typer.Typer(no_args_is_help=True, help="See how constructions read a sentence.")


@app.callback()
def group() -> None:
    """See how constructions read a sentence."""


@app.command("try")
def try_command(
    sentence: Annotated[str, typer.Argument(help="A sentence, in quotation marks.")],
    lexicons: Annotated[
        Path | None, typer.Option(help="Your own lexicon folder, laid over the shipped rows.")
    ] = None,
    classes: Annotated[bool, typer.Option(help="Show the classes of every word, too.")] = False,
) -> None:
    """Show the words of a sentence as patterns see them, and what each construction marks."""
    from pipeline.lexicon import LexiconError
    from pipeline.workbench.constructions import tried

    try:
        words, markings = tried(sentence, lexicons)
    except LexiconError as error:
        give_up(str(error))
    if classes:
        for word in words:
            typer.echo(f"{word.text}\t{word.tag}\t{' '.join(word.classes)}")
    else:
        typer.echo(" ".join(f"{word.text}/{word.tag}" for word in words))
    for marking in markings:
        typer.echo(f"{marking.rule}\t{marking.mark}\t{marking.text}")
    if not markings:
        typer.echo("no construction marks anything here")
