"""`zhengju lexicon`: extend the lexicons, and see what an extension does."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.help import ALL_WELL, SOME_FAILED, give_up

if TYPE_CHECKING:
    from pipeline.workbench.impact import Difference, Impact

app = typer.Typer(
    no_args_is_help=True, help="Extend the lexicons: check, describe, suggest, add, try, impact."
)

Outputs = Annotated[Path, typer.Option("--outputs", "-o", help="Folder of a run.")]
Overlay = Annotated[
    Path | None, typer.Option("--lexicons", help="Your own lexicon folder, over the shipped rows.")
]


class Suggested(StrEnum):
    """Lexicons that `suggest` knows."""

    organizations = "organizations"
    technologies = "technologies"
    instruments = "instruments"
    event_triggers = "event_triggers"


class Addable(StrEnum):
    """Lexicons that `add` knows."""

    organizations = "organizations"
    technologies = "technologies"
    places = "places"
    instruments = "instruments"


@contextmanager
def _clear_errors() -> Iterator[None]:
    """Turn the errors that a user can mend into a message and exit code 2."""
    from pipeline.lexicon import LexiconError
    from pipeline.lexicon.snapshot import RecordError

    try:
        yield
    except (LexiconError, RecordError) as error:
        give_up(str(error))


@app.command("check")
def check_command(
    folder: Annotated[
        Path | None, typer.Argument(help="Your own lexicon folder; the shipped one if none.")
    ] = None,
    show: Annotated[int, typer.Option(min=0, help="Most warnings to print; 0: all.")] = 50,
) -> None:
    """Look for mistakes in the lexicons: each with file, line, column and remedy.

    Exit code 0: no errors. 1: errors. 2: there is no such folder.
    """
    from rich.console import Console

    from pipeline.lexicon.findings import ERROR
    from pipeline.workbench.check import check

    if folder is not None and not folder.is_dir():
        give_up(f"{folder}: there is no such folder. Give the folder with your CSV files")
    findings = check(folder)
    errors = [finding for finding in findings if finding.severity == ERROR]
    warnings = [finding for finding in findings if finding.severity != ERROR]
    console = Console(soft_wrap=True, highlight=False, markup=False)
    for finding in [*errors, *(warnings[:show] if show else warnings)]:
        place = f"{finding.path}:{finding.line}" + (f" {finding.column}" if finding.column else "")
        style = "red" if finding.severity == ERROR else "yellow"
        console.print(finding.severity, style=style, end=" ")
        console.print(f"{place}: {finding.problem}. {finding.remedy}")
    console.print(f"{len(errors)} errors, {len(warnings)} warnings")
    raise typer.Exit(SOME_FAILED if errors else ALL_WELL)


@app.command("describe")
def describe_command(
    write: Annotated[
        Path | None, typer.Option(help="Write the page as this file instead of printing.")
    ] = None,
) -> None:
    """Describe every file, column and list of the lexicons: what it does, who reads it."""
    from pipeline.lexicon import load
    from pipeline.workbench.describe import description

    with _clear_errors():
        page = description(load())
    if write is None:
        typer.echo(page, nl=False)
        return
    write.write_text(page, encoding="utf-8", newline="\n")
    typer.echo(f"{write}: written")


@app.command("suggest")
def suggest_command(
    table: Annotated[
        Suggested, typer.Argument(help="Which lexicon to extend.")
    ] = Suggested.organizations,
    outputs: Outputs = Path("outputs"),
    lexicons: Overlay = None,
    top: Annotated[int, typer.Option(min=1, help="How many names.")] = 20,
    write: Annotated[
        Path | None, typer.Option(help="Write the rows as a lexicon file instead of printing.")
    ] = None,
) -> None:
    """Propose rows for names and verbs that a run found and no lexicon has, the most used first."""
    from pipeline.workbench.suggest import as_csv, suggest

    with _clear_errors():
        found = suggest(outputs, table.value, lexicons)[:top]
    text = as_csv(table.value, [suggestion.row for suggestion in found])
    if write is None:
        for line, item in zip(text.splitlines()[1:], found, strict=True):
            seen, near = item.candidate, item.candidate["nearest_name"]
            nearest = f"; nearest {seen['nearest_id']} {near} {seen['similarity']}" if near else ""
            typer.secho(
                f"# {item.novelty}; {seen['mentions']} mentions in {seen['documents']} documents"
                f"{nearest}; "
                f"“…{seen['example']}…”",
                fg=typer.colors.BRIGHT_BLACK,
            )
            typer.echo(line)
        return
    if write.exists():
        give_up(f"{write}: this file is there already. Choose another name")
    write.parent.mkdir(parents=True, exist_ok=True)
    write.write_text(text, encoding="utf-8-sig", newline="")
    typer.echo(f"{write}: {len(found)} rows. Review them, then run with --lexicons {write.parent}")


@app.command("add")
def add_command(
    table: Annotated[Addable, typer.Argument(help="Which lexicon.")],
    lexicons: Annotated[Path, typer.Option(help="Your own lexicon folder; made where missing.")],
    zh: Annotated[str, typer.Option(help="Name in simplified Chinese.")] = "",
    en: Annotated[str, typer.Option(help="Name in English.")] = "",
    kind: Annotated[str, typer.Option(help="Kind of an organization: company, …")] = "",
    category: Annotated[str, typer.Option(help="Category of a technology: ai, …")] = "",
    country: Annotated[str, typer.Option(help="Country id of an organization: NL")] = "",
    aliases: Annotated[str, typer.Option(help="Other names, joined by |")] = "",
    weak_aliases: Annotated[str, typer.Option(help="Names that need support, joined by |")] = "",
    note: Annotated[str, typer.Option(help="Where you know it from.")] = "",
    row_id: Annotated[str, typer.Option("--id", help="Id; made from the name if none.")] = "",
) -> None:
    """Add one row to your own folder, checked before and after; shipped rows stay as they are."""
    from pipeline.workbench.add import add_row
    from pipeline.workbench.suggest import proposed_id

    if not zh and not en:
        give_up("A row needs a name. Give --zh or --en, or both")
    cells = {
        "id": row_id or proposed_id(zh, en), "name_zh_hans": zh, "name_en": en, "kind": kind,
        "category": category, "country": country, "aliases": aliases,
        "weak_aliases": weak_aliases, "note": note,
    }  # fmt: skip
    with _clear_errors():
        added = add_row(lexicons, table.value, cells)
    for doubt in added.doubts:
        typer.secho(f"warning: {doubt.problem}. {doubt.remedy}", fg=typer.colors.YELLOW)
    typer.echo(f"{added.path}, line {added.line}: {cells['id']} added. Try it: zhengju lexicon try "
               f"“{zh or en}” --lexicons {lexicons}")  # fmt: skip


@app.command("try")
def try_command(
    text: Annotated[str, typer.Argument(help="A name, a term or a sentence.")],
    lexicons: Overlay = None,
) -> None:
    """Show which rows match a text, after which conversion, which one wins and why not the rest."""
    from rich.console import Console

    from pipeline.tables.csv import ENTITIES, PRIMARY_KEYS
    from pipeline.workbench.explain_surface import FILES, WINS, try_text

    with _clear_errors():
        tried = try_text(text, lexicons)
    console = Console(highlight=False, markup=False, soft_wrap=True)
    console.print(f"plain form: {tried.plain}")
    for trial in tried.trials:
        whose = " (yours)" if trial.row.user else ""
        place = f"{FILES[trial.sense.kind]}:{trial.row.line} {trial.sense.id}{whose}"
        console.print(f"{trial.start}-{trial.end} {trial.text} · {place} · {trial.way} · ", end="")
        console.print(trial.verdict, style="green" if trial.verdict.startswith(WINS) else "yellow")
    if not tried.trials:
        console.print("no surface of the lexicons stands in it")
    for row_id, name, similarity in tried.nearest:
        console.print(f"nearest: {row_id} {name} {similarity}")
    for name, entities in ENTITIES.items():
        for row in getattr(tried.rows, name):
            row_id, how = getattr(row, PRIMARY_KEYS[entities]), getattr(row, "basis", row.rule)
            console.print(f"{name}.csv: {row.text} → {row_id or '(no id)'} {row.name} ({how})")


@app.command("impact")
def impact_command(
    outputs: Outputs = Path("outputs"),
    lexicons: Overlay = None,
    show: Annotated[int, typer.Option(min=0, help="Most rows to print for each table.")] = 10,
) -> None:
    """Show what a change of the lexicons adds to the tables of the last run and takes from them.

    Nothing is written: run again to have the new tables.
    """
    from pipeline.workbench.impact import impact

    with _clear_errors():
        found = impact(outputs, lexicons)
    for warning in found.warnings:
        typer.secho(f"Note: {warning}", fg=typer.colors.YELLOW)
    typer.echo(
        f"{len(found.rows)} lexicon rows differ from the last run; "
        f"{len(found.examined)} of {found.documents} documents show them"
    )
    _print_tables(found, show)


def _print_tables(found: "Impact", show: int) -> None:
    for name, difference in found.tables.items():
        if difference:
            typer.secho(
                f"{name}.csv: +{len(difference.added)} -{len(difference.removed)} "
                f"changed {len(difference.changed)}",
                bold=True,
            )
            _print_rows(difference, show)
    for name, (come, gone) in found.entities.items():
        for sign, ids in (("+", come), ("-", gone)):
            if ids:
                typer.echo(f"{name}.csv: {sign}{len(ids)} ({', '.join(ids[:show])})")


def _print_rows(difference: "Difference", show: int) -> None:
    from pipeline.tables.csv import ENTITIES, PRIMARY_KEYS

    shown = [
        *(("  +", row, {}) for row in difference.added),
        *(("  -", row, {}) for row in difference.removed),
        *(("  ~", row, before) for before, row in difference.changed),
    ]
    for sign, row, before in shown[:show]:
        cells = [
            row[column]
            for column in (*(PRIMARY_KEYS[name] for name in ENTITIES.values()), "rule", "reason")
            if row.get(column)
        ]
        was = [f"{column}: {old} → {row[column]}" for column, old in before.items()
               if old != row[column]]  # fmt: skip
        typer.echo(
            f"{sign} {row['doc_id']} {row['start']}-{row['end']} {row['quote'][:60]} "
            f"{' '.join(was or cells)}"
        )
    if len(shown) > show:
        typer.echo(f"    … and {len(shown) - show} more (--show)")
