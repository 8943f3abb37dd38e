"""`zhengju export`: the rows of a run for other programs."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.help import give_up
from pipeline.read.naming import shown

app = typer.Typer(no_args_is_help=True, help="Write a run's rows for other programs.")


class Language(StrEnum):
    """Sentences to write."""

    all = "all"
    zh = "zh"
    en = "en"


@app.callback()
def export() -> None:
    """Write a run's rows for other programs."""


@app.command("spacy")
def spacy_command(
    file: Annotated[Path, typer.Argument(help="The .spacy file to write.")],
    outputs: Annotated[Path, typer.Option("--outputs", "-o", help="Folder of a run.")] = Path(
        "outputs"
    ),
    language: Annotated[
        Language, typer.Option(help="Sentences of one language only; mixed ones count as both.")
    ] = Language.all,
) -> None:
    """Write the mentions of a run as a DocBin for `spacy train`: ORG, TECH and DATE."""
    from pipeline.lexicon.snapshot import RecordError
    from pipeline.outputs.spacy_export import export_spacy

    try:
        counts = export_spacy(outputs, file, language.value)
    except RecordError as error:
        give_up(str(error))
    except OSError as error:
        give_up(f"{file}: cannot be written ({error.strerror}). Choose another place")
    labels = ", ".join(f"{counts[label]} {label}" for label in ("ORG", "TECH", "DATE"))
    typer.echo(f"{file}: {counts['sentences']} sentences with {labels}")


@app.command("graph")
def graph_command(
    file: Annotated[
        Path, typer.Argument(help="The file to write: .graphml, or .csv for the edges alone.")
    ],
    outputs: Annotated[Path, typer.Option("--outputs", "-o", help="Folder of a run.")] = Path(
        "outputs"
    ),
) -> None:
    """Write who did what to whom, and when, as a graph; each edge has the id of its event.

    .graphml opens in Gephi, yEd, Cytoscape and networkx, and needs zhengju[graph].
    """
    from pipeline.lexicon.snapshot import RecordError
    from pipeline.outputs.graph_export import GraphError, export_graph

    try:
        nodes, edges = export_graph(outputs, file)
    except (GraphError, RecordError) as error:
        give_up(str(error))
    except OSError as error:
        give_up(f"{file}: cannot be written ({error.strerror}). Choose another place")
    typer.echo(shown(f"{file}: {edges} edges between {nodes} names"))
