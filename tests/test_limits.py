"""What takes too much time or memory gives one failed row, and nothing of the others changes: proved
with documents that compute, wait or grow without end.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import pipeline.batch.workers
from pipeline.batch.attempts import MOST_TIMES, Attempt, Chore, EndedError
from pipeline.batch.crew import Processes, crew
from pipeline.batch.inputs import File, Job, files_of
from pipeline.batch.parts import entries_of
from pipeline.batch.run import run
from pipeline.document import Source
from pipeline.lexicon import load
from pipeline.outputs.publish import OutputError
from pipeline.read.limits import DEFAULTS, MEBIBYTE
from pipeline.read.metadata import Metadata
from pipeline.tables.rows import DocumentRows
from pipeline.tools import STANDARD, Settings, Tools
from tests.test_run import digests

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
ARTICLE = "2023年6月，美国商务部发布了出口管制规则。同年12月，荷兰政府加强了审查。\n"
SECONDS, MEGABYTES = 0.5, 150
TOO_LONG, TOO_MUCH = "not done within the limit of 0.5 seconds", "the limit of 150 megabytes"


def compute() -> None:
    """Never come back, and let nothing else of the process run."""
    sum(range(10**12))


def wait() -> None:
    """Never come back, and do nothing."""
    time.sleep(10**6)


def grow() -> None:
    """Take more memory, and more."""
    kept = []
    while True:
        kept.append(b"x" * MEBIBYTE)


def grow_at_once() -> None:
    """Take much memory in one go, during which nothing else of the process runs."""
    assert b"x" * (2_000 * MEBIBYTE)


HOSTILE: dict[str, tuple[Callable[[], None], str]] = {
    "computes": (compute, TOO_LONG),
    "waits": (wait, TOO_LONG),
    "grows": (grow, TOO_MUCH),
    "grows at once": (grow_at_once, TOO_MUCH),
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return a folder with articles around one that is hostile, and records around another."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).write_text(ARTICLE, encoding="utf-8")
    return folder


def limited(seconds: float = SECONDS, megabytes: int = MEGABYTES) -> Settings:
    """Return settings with these limits."""
    return Settings(limits=replace(DEFAULTS, seconds=seconds, memory=megabytes * MEBIBYTE))


def at(monkeypatch: pytest.MonkeyPatch, path: str, act: Callable[[], object]) -> None:
    """Have something done when this document is examined, in whichever process that is."""
    real = pipeline.batch.workers.examine

    def examine(source: Source, tools: Tools) -> DocumentRows:
        if source.path == path:
            act()
        return real(source, tools)

    monkeypatch.setattr(pipeline.batch.workers, "examine", examine)


def tables(outputs: Path) -> dict[str, str]:
    """Return the digests of what a run wrote, but for the file that names its limits."""
    return {name: digest for name, digest in digests(outputs).items() if name != "run.json"}


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_document_fails_alone(
    case: str, workers: int, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    act, reason = HOSTILE[case]
    at(monkeypatch, "b.txt", act)
    # On a machine that has much to do a process may stand still before it has grown.
    limits = limited(SECONDS if reason == TOO_LONG else 10 * SECONDS)
    result = run(corpus, tmp_path / "out", workers=workers, settings=limits)
    assert [row.status for row in result.documents] == ["ok", "failed", "ok"]
    assert reason in result.documents[1].message
    monkeypatch.undo()
    again = run(corpus, tmp_path / "out", settings=limited())
    assert (again.failed, again.taken) == ((), 2)  # another machine may have the time
    run(corpus, tmp_path / "wanted", settings=limited(0, 0))
    assert tables(tmp_path / "out") == tables(tmp_path / "wanted")


def test_the_first_document_does_not_pay_for_what_all_need(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def work() -> None:
        """Compute for most of the time that a document has."""
        begun = time.process_time()
        while time.process_time() < begun + 0.6 * SECONDS:
            pass

    for path in ("", "a.txt"):  # what builds the tools has no path
        at(monkeypatch, path, work)
    assert run(corpus, tmp_path / "out", workers=1, settings=limited()).failed == ()


def test_records_around_a_hostile_one_are_kept(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = "\n".join(json.dumps({"text": ARTICLE}) for _ in range(5))
    (corpus / "d.jsonl").write_text(records, encoding="utf-8")
    at(monkeypatch, "d.jsonl#2", grow)
    at(monkeypatch, "d.jsonl#4", compute)
    result = run(corpus, tmp_path / "out", workers=1, settings=limited())
    assert [row.path for row in result.failed] == ["d.jsonl#2", "d.jsonl#4"]
    assert len(result.documents) == 8


def test_what_another_document_left_behind_fails_nobody(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = list[bytes]()
    for path in ("a.txt", "b.txt", "c.txt"):
        at(monkeypatch, path, lambda: kept.append(b"x" * (100 * MEBIBYTE)))
    assert run(corpus, tmp_path / "out", workers=1, settings=limited(0)).failed == ()


def test_limits_of_nothing_end_nothing(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "a.txt", lambda: time.sleep(2 * SECONDS))
    at(monkeypatch, "b.txt", lambda: b"x" * (2 * MEGABYTES * MEBIBYTE))
    assert run(corpus, tmp_path / "out", workers=1, settings=limited(0, 0)).failed == ()


def test_a_document_that_waits_among_others_is_no_hostile_one(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crowded() -> None:
        """Compute for a twentieth of the time, as a process among twenty does."""
        for _ in range(10):
            begun = time.process_time()
            while time.process_time() < begun + SECONDS / 100:
                pass
            time.sleep(SECONDS / 5)

    at(monkeypatch, "b.txt", crowded)
    assert run(corpus, tmp_path / "out", workers=1, settings=limited()).failed == ()


def test_a_process_that_was_started_anew_is_watched_too(corpus: Path, tmp_path: Path) -> None:
    (corpus / "b.txt").write_text(ARTICLE * 9_000, encoding="utf-8")
    job = Job(corpus, Metadata({}), load(), limited())
    processes = Processes(job, 1, forks=False)
    try:
        made = list(processes.examine([files_of(job, ["a.txt", "b.txt", "c.txt"])], tmp_path))
    finally:
        processes.stop()
    assert sum(number for number, _ in made) == 3
    entries = (entry for _, paths in made for path in paths for entry in entries_of(Path(path)))
    found = {entry.file: entry.document for entry in entries}
    assert [found[name].status for name in sorted(found)] == ["ok", "failed", "ok"]
    assert TOO_LONG in found["b.txt"].message


def test_a_larger_file_has_more_time() -> None:
    def seconds(size: float) -> float:
        attempt = Attempt([File("a.pdf", int(size * MEBIBYTE), "", "")], Path())
        return attempt.seconds(("a.pdf", 0, ""), replace(DEFAULTS, seconds=60))

    assert [seconds(size) for size in (0, 1, 2.5, 50)] == [60, 60, 150, 60 * MOST_TIMES]


def test_a_batch_is_taken_up_around_the_file_that_ended_it() -> None:
    files = [File(f"{number}.txt", 9, "", "") for number in range(5)]
    pieces = Attempt(files, Path()).after(EndedError(-9, ("2.txt", 0, "2.txt")))
    assert [[file.path for file in piece.batch] for piece in pieces] == [
        ["2.txt"], ["0.txt", "1.txt"], ["3.txt", "4.txt"],
    ]  # fmt: skip
    assert all(not piece.spoiled for piece in pieces)
    (again,) = pieces[0].after(EndedError(-9, ("2.txt", 0, "2.txt")))
    assert "twice" in again.spoiled["2.txt", 0, "2.txt"]


def test_a_process_that_ends_over_the_tables_is_replaced_once(corpus: Path, tmp_path: Path) -> None:
    job = Job(corpus, Metadata({}), load(), STANDARD)
    with crew(job, 2, 0) as hands:
        assert hands.do(tmp_path, [(die_once, ("a",)), (die_once, ("b",))]) == ["a", "b"]
        with pytest.raises(OutputError, match="fewer workers"):
            hands.do(tmp_path, [(die, ())])
        with pytest.raises(ZeroDivisionError):
            hands.do(0, [(divide, ())])
    with pytest.raises(OutputError):
        Chore((die, ()), 0, is_last=True).after(EndedError(-9))


def die_once(folder: Path, name: str) -> str:
    """End the process unless it did so before."""
    if not (folder / name).exists():
        (folder / name).touch()
        os.kill(os.getpid(), 9)
    return name


def die(folder: Path) -> None:
    """End the process."""
    os.kill(os.getpid(), 9)


def divide(held: int) -> float:
    """Raise what no table raises."""
    return 1 / held


COMMAND = """
import resource, sys
import pipeline.batch.workers as workers
from pipeline.cli import app
from tests.test_limits import grow

workers.examine = lambda source, tools: grow()
try:
    app(["run", sys.argv[1], "-o", sys.argv[2]])
finally:
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


def test_the_command_holds_a_gigabyte_by_default(corpus: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, str(corpus), str(tmp_path / "out")],
        cwd=Path(__file__).parent.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert done.stdout.count("the limit of 850 megabytes of memory") == 3
    assert int(done.stdout.split()[-1]) < 1_100
