"""A run whose articles a Dask cluster of two workers reads: the same bytes, also when a worker or the
run itself is killed in the middle.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.batch.run import run
from pipeline.outputs.publish import OutputError
from tests.test_run import digests

pytest.importorskip("distributed")

ARTICLES = 48
STARTING = 90  # seconds that a cluster may take to start
KILLED_RUN = """
import os, sys
from pathlib import Path
from pipeline.batch.run import run

def die(done, total):
    if done:
        os.kill(os.getpid(), 9)

run(Path(sys.argv[1]), Path(sys.argv[2]), engine=sys.argv[3], on_document=die)
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of short articles, so many that they make several batches."""
    folder = tmp_path_factory.mktemp("articles")
    for number in range(ARTICLES):
        text = f"2023年{number % 12 + 1}月，美国商务部发布了第{number}号规则。荷兰政府随后加强了审查。\n"
        (folder / f"{number:02}.txt").write_text(text * 9, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def wanted(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the digests of a run without a cluster."""
    outputs = tmp_path_factory.mktemp("wanted")
    run(corpus, outputs)
    return digests(outputs)


class Machines:
    """A scheduler and its workers, each a process."""

    def __init__(self, folder: Path):
        self._folder, self._told = folder, folder / "scheduler.json"
        self._scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0")
        while not self._told.exists() or not self._told.read_text():
            time.sleep(0.1)
        self.address: str = json.loads(self._told.read_text())["address"]
        self.workers = list[subprocess.Popen[bytes]]()

    def _start(self, what: str, *options: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "dask", what, "--scheduler-file", str(self._told)]
        return subprocess.Popen(
            [*command, "--no-dashboard", *options],
            cwd=Path(__file__).parent.parent, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def ready(self, number: int, *options: str) -> str:
        """Have so many workers; return the address of the scheduler."""
        from distributed import Client

        self.workers[:] = [worker for worker in self.workers if worker.poll() is None]
        while len(self.workers) < number:
            place = str(self._folder / f"worker {time.monotonic_ns()}")
            options = (*(options or ("--no-nanny",)), "--nthreads", "1", "--local-directory", place)
            self.workers.append(self._start("worker", *options))
        deadline = time.monotonic() + STARTING
        with Client(self.address) as client:
            while len(client.nthreads()) != number and time.monotonic() < deadline:
                time.sleep(0.1)
        return self.address

    def stop(self) -> None:
        """End all of them."""
        for process in (*self.workers, self._scheduler):
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """Yield a cluster."""
    machines = Machines(tmp_path_factory.mktemp("cluster"))
    yield machines
    machines.stop()


def test_a_worker_that_is_lost_changes_nothing(
    corpus: Path, wanted: dict[str, str], machines: Machines, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("pipeline.batch.inputs.BATCH_FILES", 4)
    address = machines.ready(2)

    def kill(done: int, total: int) -> None:
        if 0 < done < total // 2:
            machines.workers[0].kill()

    result = run(corpus, tmp_path / "out", engine=address, on_document=kill)
    assert (result.failed, result.taken) == ((), 0)
    assert machines.workers[0].wait(STARTING) != 0
    assert digests(tmp_path / "out") == wanted


def test_a_run_that_is_killed_is_taken_up(
    corpus: Path, wanted: dict[str, str], machines: Machines, tmp_path: Path
) -> None:
    address, out = machines.ready(2), tmp_path / "out"
    arguments = [sys.executable, "-c", KILLED_RUN, str(corpus), str(out), address]
    done = subprocess.run(
        arguments, cwd=Path(__file__).parent.parent, check=False, timeout=3 * STARTING
    )
    assert done.returncode != 0
    assert 0 < run(corpus, out, engine=address).taken <= ARTICLES
    assert digests(out) == wanted


def test_a_cluster_of_no_use_says_why(corpus: Path, machines: Machines, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no Dask scheduler"):
        run(corpus, tmp_path / "out", engine="tcp://127.0.0.1:1")
    for worker in machines.workers:
        worker.kill()
        worker.wait()
    with pytest.raises(OutputError, match="--no-nanny"):
        run(corpus, tmp_path / "out", engine=machines.ready(1, "--nanny"))
