"""What `zhengju --help` says, how a command gives up, and how it writes a file that is asked for."""

from pathlib import Path
from typing import NoReturn

import typer

from pipeline.read.naming import shown

HELP = (
    "[bold]zhengju[/bold] (证据, evidence) turns Chinese and English policy articles into tables "
    "of dated events, organizations and technology terms. "
    "Every row leads back to the characters it came from.\n\n"
    "Put articles into a folder and run:\n\n"
    "    zhengju run corpus -o outputs\n\n"
    "Then open outputs/report.html: the events, and behind each one its place in the article."
)

ALL_WELL, SOME_FAILED, NOTHING_RAN = 0, 1, 2


def give_up(message: str) -> NoReturn:
    """Say why nothing could run and what to do, and leave with exit code 2."""
    typer.secho(shown(message), err=True, fg=typer.colors.RED)
    raise typer.Exit(NOTHING_RAN)


def write(file: Path, data: bytes) -> None:
    """Write a file and say so, or give up."""
    try:
        file.write_bytes(data)
    except OSError as error:
        give_up(f"{file}: cannot be written ({error.strerror}). Choose another place")
    typer.echo(shown(f"{file}: written"))
