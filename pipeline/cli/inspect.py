"""`zhengju read`, `zhengju repair`, `zhengju restore` and `zhengju explain`: look at a text as it was
read and at what was removed from it, get it back, and follow a row to all that decided it.
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
    file: Annotated[Path, typer.Argument(help="An article; one of many as news.zip#a.txt.")],
    lexicons: Annotated[
        Path | None, typer.Option(help="Your own lexicon folder, laid over the shipped rows.")
    ] = None,
) -> None:
    """Show a file's text with what repair removes struck out in red, and the rule beside it.

    Without color (a pipe, a file, NO_COLOR) it stands between signs: [-removed-]{rule}.
    """
    from rich.console import Console

    from pipeline.lexicon import LexiconError
    from pipeline.read.failure import ReadError
    from pipeline.workbench.removals import struck_out

    folder, name = _check_there(file)
    console = Console(soft_wrap=True)
    is_plain = console.no_color or not console.is_terminal
    try:
        shown = struck_out(folder, name, lexicons, is_plain=is_plain)
    except (ReadError, LexiconError) as error:
        give_up(f"{file}: {error}")
    console.print(shown, highlight=False)


def explain_command(
    row_id: Annotated[
        str,
        typer.Argument(
            help="Id of a row (date_id, event_id, mention_id, …); of a refused candidate "
            "DOC_ID.START-END."
        ),
    ],
    outputs: Annotated[Path, typer.Option("--outputs", "-o", help="Folder of a run.")] = Path(
        "outputs"
    ),
) -> None:
    """Tell why a row says what it says: source, repairs, words, candidates, rules, lexicon rows."""
    from rich.console import Console
    from rich.text import Text

    from pipeline.lexicon.snapshot import RecordError
    from pipeline.workbench.explain_row import explain_row
    from pipeline.workbench.row_ids import RowError

    try:
        explained = explain_row(row_id, outputs)
    except (RecordError, RowError) as error:
        give_up(str(error))
    console = Console(soft_wrap=True, highlight=False, markup=False)
    for row in explained.rows:
        console.print(Text.assemble(*row.parts()), end="\n" * (row is not explained.rows[-1]))


def read_command(
    file: Annotated[Path, typer.Argument(help="An article; one of many as news.zip#a.txt.")],
) -> None:
    """Show a file's text as it is read: title, day and where they are from, and what is left out."""
    from pipeline.read import read_article
    from pipeline.read.failure import ReadError
    from pipeline.read.metadata import load_metadata
    from pipeline.workbench.reading import left_out, summary

    folder, name = _check_there(file)
    try:
        source = read_article(folder, name, load_metadata(folder))
    except ReadError as error:
        give_up(f"{file}: {error}")
    typer.echo(summary(source))
    typer.echo(source.text)
    for text in left_out(file) if file.is_file() else ():
        typer.echo(f"- {text}")


def _check_there(file: Path) -> tuple[Path, str]:
    """Return the folder and the name of an article, which may be one of a file of many:
    news.zip#2024/a.txt.
    """
    if file.is_file():
        return file.parent, file.name
    container, sign, rest = str(file).partition("#")
    if not sign or not Path(container).is_file():
        give_up(f"{file}: there is no such file. Name one article")
    return Path(container).parent, f"{Path(container).name}#{rest}"
