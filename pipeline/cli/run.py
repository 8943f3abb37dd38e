"""`zhengju run`: a folder of articles to a folder of tables, with a summary of what was found."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.help import ALL_WELL, SOME_FAILED, give_up
from pipeline.read.limits import DEFAULTS, MEBIBYTE
from pipeline.read.naming import shown

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.batch.run import RunResult

LIMITS = "Limits: what goes beyond them fails, with a message"
NO_TEXT = "no text of an article is in it"
# What a newcomer opens first.
TABLES_SHOWN = {
    "events": "who did what, when",
    "dates": "date expressions, resolved",
    "organization_mentions": "organizations, each mention",
    "technology_mentions": "technology terms, each mention",
    "place_mentions": "countries, regions and cities, each mention",
    "instrument_mentions": "laws, regulations, lists and codes, each mention",
    "name_pairs": "names that a text itself translates or shortens",
    "repairs": "what was removed, and by which rule",
    "rejected": "what was looked at and refused, and why",
    "candidates": "names that are in no lexicon, worth a look",
    "rules": "what each rule means, and how many rows it made",
}


class FormatName(StrEnum):
    """As which files the tables are written."""

    csv = "csv"
    parquet = "parquet"
    both = "both"


class SegmenterName(StrEnum):
    """Which engine cuts Chinese words."""

    rjieba = "rjieba"
    jieba = "jieba"


def run_command(
    corpus: Annotated[Path, typer.Argument(help="Folder with the articles, or one article.")],
    outputs: Annotated[Path, typer.Option("--outputs", "-o", help="Folder for the tables.")] = Path(
        "outputs"
    ),
    lexicons: Annotated[
        Path | None, typer.Option(help="Your own lexicon folder, laid over the shipped rows.")
    ] = None,
    verdicts: Annotated[
        Path | None,
        typer.Option(help="What reviewers said of rows; else verdicts.csv beside the articles."),
    ] = None,
    confidence: Annotated[
        Path | None,
        typer.Option(
            help="How far confidence is off (zhengju review fit); else confidence.csv beside the "
            "articles."
        ),
    ] = None,
    segmenter: Annotated[
        SegmenterName, typer.Option(help="Word segmenter: rjieba is fast, jieba the reference.")
    ] = SegmenterName.rjieba,
    ner: Annotated[
        str,
        typer.Option(
            metavar="MODEL",
            help="A spaCy pipeline whose ORG names are added: an installed one, or a folder.",
        ),
    ] = "",
    workers: Annotated[
        int,
        typer.Option(
            min=0,
            help="Processes that share the work; rows do not change. 0: the command's own process, "
            "which no limit of time or memory ends.",
        ),
    ] = 1,
    engine: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="Scheduler of a Dask cluster (tcp://host:8786) that reads the articles; "
            "see docs/cluster.md.",
        ),
    ] = "",
    form: Annotated[
        FormatName, typer.Option("--format", help="Write tables as .csv, as .parquet, or as both.")
    ] = FormatName.csv,
    max_megabytes: Annotated[
        int, typer.Option(min=1, help="Largest article read.", rich_help_panel=LIMITS)
    ] = DEFAULTS.bytes // MEBIBYTE,
    max_pages: Annotated[
        int, typer.Option(min=1, help="Most pages of a PDF read.", rich_help_panel=LIMITS)
    ] = DEFAULTS.pages,
    max_unpacked: Annotated[
        int, typer.Option(min=1, help="Most megabytes unpacked.", rich_help_panel=LIMITS)
    ] = DEFAULTS.decompressed // MEBIBYTE,
    max_characters: Annotated[
        int, typer.Option(min=1, help="Longest text of an article.", rich_help_panel=LIMITS)
    ] = DEFAULTS.characters,
    max_seconds: Annotated[
        float,
        typer.Option(
            min=0,
            help="Longest computing for each megabyte of a file; 0: any.",
            rich_help_panel=LIMITS,
        ),
    ] = DEFAULTS.seconds,
    max_memory: Annotated[
        int,
        typer.Option(
            min=0,
            help="Most megabytes of memory that an article takes; 0: any.",
            rich_help_panel=LIMITS,
        ),
    ] = DEFAULTS.memory // MEBIBYTE,
) -> None:
    """Read every article of a folder, or one file, and write the tables.

    A metadata.csv in the folder (path,title,published,url) gives publication dates.

    Exit code 0: all well. 1: some documents failed; they are named, the rest is written.
    2: nothing could run.
    """
    from pipeline.lexicon.cache import undisturbed

    with undisturbed():
        from pipeline.batch.run import run
        from pipeline.lexicon import LexiconError
        from pipeline.organizations.ner import NerError
        from pipeline.outputs.publish import OutputError
        from pipeline.tools import Settings

    if verdicts is not None and not verdicts.is_file():
        give_up(f"{verdicts}: there is no such file. Name the verdicts.csv of a review")
    if confidence is not None and not confidence.is_file():
        give_up(f"{confidence}: there is no such file. Name what zhengju review fit wrote")
    if not corpus.exists():
        give_up(f"{corpus}: there is no such folder. Name the folder that holds the articles")
    limits = replace(
        DEFAULTS,
        bytes=max_megabytes * MEBIBYTE,
        pages=max_pages,
        decompressed=max_unpacked * MEBIBYTE,
        characters=max_characters,
        seconds=max_seconds,
        memory=max_memory * MEBIBYTE,
    )
    started, former = time.perf_counter(), _own_lexicons(outputs)
    settings = Settings(segmenter=segmenter.value, ner=ner, limits=limits)
    try:
        with _progress() as advance:
            result = run(
                corpus, outputs, overlay=lexicons, settings=settings, workers=workers,
                verdicts=verdicts, confidence=confidence, form=form.value, engine=engine, on_document=advance,
            )  # fmt: skip
    except (LexiconError, NerError, OutputError, FileNotFoundError, ModuleNotFoundError) as error:
        give_up(str(error))
    _report_lexicons(lexicons, former, result.outputs)
    _report(result, corpus, started)
    raise typer.Exit(SOME_FAILED if result.failed else ALL_WELL)


def _own_lexicons(outputs: Path) -> list[str]:
    """Return the files of the user's own lexicons that the run in a folder used, if any."""
    from pipeline.lexicon.lexicons import OWN
    from pipeline.lexicon.snapshot import RecordError
    from pipeline.outputs.reader import Recorded

    with suppress(RecordError, KeyError, TypeError):
        names: list[str] = sorted(Recorded(outputs).facts["lexicons"])
        return [name.removeprefix(OWN) for name in names if name.startswith(OWN)]
    return []


def _report_lexicons(lexicons: Path | None, former: list[str], outputs: Path) -> None:
    """Say which lexicons the tables rest on, and whether the run before had more."""
    layers, where = ["the shipped ones"], shown(str(outputs))
    if lexicons:
        files = ", ".join(_own_lexicons(outputs)) or "no file of a lexicon in it"
        layers.append(f"over them {shown(str(lexicons))}/ ({files})")
    typer.echo(f"Lexicons: {', '.join(layers)}")
    if former and not lexicons:
        typer.secho(
            f"The run before used your own lexicons ({', '.join(former)}), this one did not: give "
            f"their folder with --lexicons (make run LEXICONS=…) to have their rows in {where}/",
            fg=typer.colors.YELLOW,
        )


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """Show a progress bar with the time that is left on a terminal, nothing when piped. No thread
    draws it: processes are forked meanwhile.
    """
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress

    console = Console(stderr=True)
    columns = (*Progress.get_default_columns(), MofNCompleteColumn())
    hidden = not console.is_terminal
    with Progress(
        *columns, console=console, transient=True, auto_refresh=False, disable=hidden
    ) as bar:
        task = bar.add_task("Reading articles", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total, refresh=True)


def _report(result: "RunResult", corpus: Path, started: float) -> None:
    """Print what was found, where to look first, and what failed."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from pipeline import report

    console = Console(highlight=False, markup=False, emoji=False)
    read = sum(row.status == "ok" for row in result.documents)
    where = shown(str(result.outputs))
    told = f" of {shown(corpus.name)}" if corpus.is_file() else ""
    taken = f" ({result.taken} taken from the run before)" if result.taken else ""
    title = f"{read} of {len(result.documents)} documents{told} read{taken}, tables in {where}/"
    console.print(Text(title), soft_wrap=True)
    if result.followed:
        console.print(f"Verdicts of reviewers followed: {result.followed}", soft_wrap=True)
    form = ".csv" if (result.outputs / "events.csv").exists() else ".parquet"
    table = Table()
    table.add_column("rows", justify="right")
    table.add_column("file", no_wrap=True)
    table.add_column("what it holds")
    for name, meaning in TABLES_SHOWN.items():
        table.add_row(str(result.counts[name]), f"{name}{form}", meaning)
    console.print(table)
    _report_troubles(result, console)
    seconds = time.perf_counter() - started
    rows = sum(result.counts.values())
    is_reported = (result.outputs / report.FILE).exists()
    first = Path(where) / (report.FILE if is_reported else f"events{form}")
    console.print(Text(f"Open first: {first} ({rows:,} rows in {seconds:.1f} s)"), soft_wrap=True)


def _report_troubles(result: "RunResult", console: "Console") -> None:
    for message in result.left_out:
        console.print(shown(f"Left out: {message}"), style="yellow", soft_wrap=True)
    for path in result.edited:
        message = (
            f"A table had been edited by hand: your copy is kept as {path}. To keep its changes in "
            f"the next run: zhengju review import {path}"
        )
        console.print(shown(message), soft_wrap=True)
    for verdict in result.unmatched:
        message = f"A verdict belongs to no row any more: {verdict.verdict} {verdict.id}"
        console.print(shown(message), style="yellow", soft_wrap=True)
    styles = {"failed": "red", "skipped": "yellow", "empty": "yellow"}
    for row in result.documents:
        if row.status in styles:
            message = f"{row.status}: {row.path}: {row.message or NO_TEXT}"
            console.print(shown(message), style=styles[row.status], soft_wrap=True)
