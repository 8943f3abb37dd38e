"""An output folder holds the former tables or the new ones, whenever the run that writes is killed."""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.outputs import publish
from pipeline.outputs.publish import OutputError, claimed
from pipeline.read import OWN, RUN_FILE
from tests.killed import killed

OLD = {
    "a.csv": "old a",
    "b.csv": "old b",
    "gone.csv": "old",
    "text/x.txt": "x",
    "text/z.txt": "old",
}
NEW = {
    "a.csv": "new a",
    "b.csv": "new b",
    "come.csv": "new",
    "text/x.txt": "x",
    "text/y.txt": "new",
}
MINE = {"b.csv": "mine", "notes.txt": "mine", "text/notes.txt": "mine"}

forking = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")


def write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def run_file(files: Mapping[str, str]) -> str:
    listed = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in files.items()}
    return json.dumps({"program": "zhengju", "files": listed})


def publish_files(outputs: Path, files: Mapping[str, str]) -> list[Path]:
    with claimed(outputs) as own:
        write(own / publish.STAGED, {**files, RUN_FILE: run_file(files)})
        return publish.publish(outputs, json.loads(run_file(files))["files"])


def shown(outputs: Path) -> dict[str, str]:
    """Return the files that a user sees."""
    return {
        path.relative_to(outputs).as_posix(): path.read_text()
        for path in outputs.rglob("*")
        if path.is_file() and OWN not in path.parts
    }


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    """Return a folder with the files of a run, one of them edited, and files of the user."""
    folder = tmp_path / "out"
    publish_files(folder, OLD)
    write(folder, MINE)
    return folder


BEFORE = {**OLD, **MINE, RUN_FILE: run_file(OLD)}
AFTER = {**MINE, **NEW, "b.edited.csv": "mine", RUN_FILE: run_file(NEW)}


def test_new_files_take_the_place_of_former_ones(outputs: Path) -> None:
    assert shown(outputs) == BEFORE
    assert publish_files(outputs, NEW) == [outputs / "b.edited.csv"]
    assert shown(outputs) == AFTER
    assert publish_files(outputs, NEW) == []
    assert shown(outputs) == AFTER
    assert sorted(path.name for path in (outputs / OWN).iterdir()) in ([], ["lock"])


@forking
def test_a_kill_at_any_moment_leaves_the_former_tables_or_the_new_ones(
    outputs: Path, tmp_path: Path
) -> None:
    moment, states = 0, set[str]()
    while True:
        moment += 1
        copy = tmp_path / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(outputs, copy)
        if not killed(lambda copy=copy: publish_files(copy, NEW), copy, moment):
            break
        seen = shown(copy)
        old = {**BEFORE, "b.edited.csv": "mine"}
        assert seen.items() <= old.items() or seen.items() <= AFTER.items()
        assert RUN_FILE not in seen or seen in (BEFORE, AFTER)
        publish.mend(copy)
        assert shown(copy) in (BEFORE, AFTER)
        states.add("before" if shown(copy) == BEFORE else "after")
        publish_files(copy, NEW)
        assert shown(copy) == AFTER
    assert moment > 40
    assert states == {"before", "after"}


@forking
def test_a_kill_while_a_kill_is_mended(outputs: Path, tmp_path: Path) -> None:
    for first in range(30, 60, 4):
        for second in range(1, 30, 5):
            copy = tmp_path / "copy"
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(outputs, copy)
            killed(lambda copy=copy: publish_files(copy, NEW), copy, first)
            killed(lambda copy=copy: publish_files(copy, OLD), copy, second)
            assert "b.edited2.csv" not in shown(copy)
            publish_files(copy, NEW)
            assert shown(copy) == AFTER


def test_a_file_that_cannot_be_moved_leaves_the_former_ones(
    outputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if path.name == "gone.csv":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputError, match=r"gone\.csv: cannot be written"):
        publish_files(outputs, NEW)
    assert shown(outputs) == BEFORE
    monkeypatch.undo()
    publish_files(outputs, NEW)
    assert shown(outputs) == AFTER


def test_a_second_run_at_the_same_time_is_refused(outputs: Path) -> None:
    with (
        claimed(outputs),
        pytest.raises(OutputError, match=f"process {os.getpid()}"),
        claimed(outputs),
    ):
        pass
    with claimed(outputs):
        pass


NAMES = [
    "/etc/hosts", "../beside.csv", "a/../../beside.csv", "..\\beside.csv", "C:\\beside.csv",
    "C:beside.csv", "", ".", "link/beside.csv", f"{OWN}/lock",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_run_file_leads_to_no_file_outside(name: str, tmp_path: Path) -> None:
    outputs, beside = tmp_path / "out", tmp_path / "beside.csv"
    publish_files(outputs, OLD)
    beside.write_text("mine")
    (outputs / "link").symlink_to(tmp_path)
    absolute = str(beside)
    told = {"program": "zhengju", "files": {name: "", absolute: "", **dict.fromkeys(OLD, "")}}
    (outputs / RUN_FILE).write_text(json.dumps(told))
    assert name not in publish.former_files(outputs)
    publish_files(outputs, NEW)
    assert beside.read_text() == "mine"
    assert [path.name for path in tmp_path.glob("*.csv")] == ["beside.csv"]


def test_what_a_killed_run_left_is_taken_away(outputs: Path) -> None:
    for left in (f"{OWN}/{publish.STAGED}/x", f"{OWN}/{publish.FORMER}/x", ".staged-1/x"):
        write(outputs, {left: "left"})
    with claimed(outputs) as own:
        assert not list((own / publish.STAGED).iterdir())
    assert not list(outputs.rglob("x"))
