"""`zhengju metadata`: the articles that nothing dates, as rows of a metadata.csv to fill."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.help import give_up
from pipeline.read.naming import shown

if TYPE_CHECKING:
    from pipeline.workbench.undated import Skeleton

PRINTED = Path("-")
MOST_NAMED = 10


def metadata_command(
    corpus: Annotated[Path, typer.Argument(help="Folder with the articles.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="The file to write; - prints it. Else CORPUS/metadata.csv."
        ),
    ] = None,
    merge: Annotated[
        bool,
        typer.Option("--merge", help="Add to a file that is there; its rows stay as they are."),
    ] = False,
) -> None:
    """List the articles that nothing dates, for you to fill in their days.

    Each gets a row: path, title, published (empty) and url, and what was seen:
    day_in_name (2024-03-05-x.md), days_in_text, first_line.

    Write the day into `published` (YYYY-MM-DD) where you are sure, and run again.
    Nothing else is used: what was seen dates no article by itself.
    A file that is there is not touched without --merge.

    Exit code 0: written, or nothing to write. 2: nothing could run.
    """
    from pipeline.lexicon import LexiconError
    from pipeline.workbench.undated import skeleton

    if not corpus.is_dir():
        give_up(f"{corpus}: there is no such folder. Name the folder that holds the articles")
    target = output or corpus / "metadata.csv"
    is_there = target != PRINTED and os.path.lexists(target)
    if is_there and not merge:
        give_up(
            f"{target}: this file is there. Add --merge to keep its rows and add new ones, or -o FILE"
        )
    try:
        made = skeleton(corpus, target if is_there else None)
    except LexiconError as error:
        give_up(str(error))
    if target == PRINTED:
        typer.echo(made.csv().decode("utf-8-sig"), nl=False)
    elif made.undated:
        _write(target, made.csv())
    _report(made, target)


def _write(target: Path, data: bytes) -> None:
    """Write a file at once: whoever stops it halfway keeps the old one."""
    half = target.with_name(f"{target.name}.part")
    try:
        half.write_bytes(data)
        half.replace(target)
    except OSError as error:
        half.unlink(missing_ok=True)
        give_up(f"{target}: cannot be written ({error.strerror}). Choose another place with -o")


def _report(made: "Skeleton", target: Path) -> None:
    """Say how many articles want a day, and which could not be looked at."""
    said = f"{made.undated} of {made.articles} articles have no day of publication"
    if made.undated and target != PRINTED:
        said += f": fill the column `published` of {target}"
    typer.echo(shown(said), err=True)
    if made.unread:
        more = f" and {len(made.unread) - MOST_NAMED} more" if len(made.unread) > MOST_NAMED else ""
        names = ", ".join(made.unread[:MOST_NAMED])
        typer.echo(shown(f"not looked at ({len(made.unread)}): {names}{more}"), err=True)
