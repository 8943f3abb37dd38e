"""The two READMEs: the same commands, the same tables, and answers that the sample articles give."""

import re
from pathlib import Path

import pytest

from pipeline.batch.run import RunResult
from pipeline.cli import app
from pipeline.tables.csv import read_frame, split_items
from tests.conftest import ROOT

ENGLISH, CHINESE = ROOT / "README.md", ROOT / "README.zh.md"
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
INLINE = re.compile(r"`([^`\n]+(?:\n[^`\n]+)?)`")
COMMENT = re.compile(r"\s+#.*$", re.M)
COMMANDS = (
    "zhengju ",
    "make ",
    "pip ",
    "python ",
    "datasette ",
    "frictionless ",
    "brew ",
    "--",
    "source ",
)
ANSWER = re.compile(r"(\d{4}-\d\d-\d\d) ([^<|]+?)(?: *<br>| *\|)")


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def blocks(path: Path) -> list[tuple[str, str]]:
    return [(kind, COMMENT.sub("", body)) for kind, body in FENCED.findall(text(path))]


def inline(path: Path) -> list[str]:
    """Return what stands between single backquotes, in order, outside blocks."""
    rest = FENCED.sub("", text(path))
    return [" ".join(piece.split()) for piece in INLINE.findall(rest)]


def test_both_have_the_same_blocks_of_code() -> None:
    assert blocks(ENGLISH) == blocks(CHINESE)
    assert len(blocks(ENGLISH)) >= 10


def test_both_name_the_same_commands_and_files() -> None:
    english, chinese = inline(ENGLISH), inline(CHINESE)
    commands = [piece for piece in english if piece.startswith(COMMANDS)]
    assert sorted(commands) == sorted(piece for piece in chinese if piece.startswith(COMMANDS))
    assert set(english) - set(chinese) == set()
    assert set(chinese) - set(english) == set()


def test_both_have_the_same_headings_tables_and_links() -> None:
    for pattern in (r"^#+ ", r"^\|", r"^- ", r"\]\((?!README)[^)]+\)"):
        counts = [len(re.findall(pattern, text(path), re.M)) for path in (ENGLISH, CHINESE)]
        assert counts[0] == counts[1], pattern
    for path in (ENGLISH, CHINESE):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text(path)):
            assert (ROOT / target).exists(), target


def test_every_command_that_they_name_is_there() -> None:
    import typer.main

    groups = typer.main.get_command(app)
    for piece in (*inline(ENGLISH), *(body for _, body in blocks(ENGLISH))):
        for name, second in re.findall(r"^(?:\$ )?zhengju ([a-z]+)(?: ([a-z]+))?", piece, re.M):
            command = groups.commands[name]  # type: ignore[attr-defined]
            assert not hasattr(command, "commands") or second in command.commands
    targets = set(re.findall(r"^([a-z-]+):", text(ROOT / "Makefile"), re.M))
    named = {piece.split()[1] for piece in inline(ENGLISH) if piece.startswith("make ")}
    assert named <= targets


@pytest.mark.parametrize("path", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_the_answers_are_rows_of_the_sample_articles(
    path: Path, sample_run: tuple[Path, RunResult]
) -> None:
    told = {
        " ".join(
            filter(
                None,
                (
                    row.start_date,
                    ", ".join(split_items(row.actors)),
                    row.trigger,
                    *split_items(row.objects),
                ),
            )
        )
        for row in read_frame(sample_run[0], "events").itertuples()
    }
    questions = text(path).split("| --- | --- | --- |\n")[1].split("\n\n")[0]
    wanted = [" ".join(found) for found in ANSWER.findall(questions)]
    assert len(wanted) == 8
    assert [answer for answer in wanted if not any(row.startswith(answer) for row in told)] == []
