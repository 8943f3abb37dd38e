"""A run that is killed at any moment leaves the tables that stood there or its own, and the next one ends with
those of a run from nothing. ZHENGJU_FUZZ=full (make fuzz) kills 200 runs.
"""

import os
import random
import shutil
import time
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.batch.run import run
from pipeline.outputs.publish import OutputError, claimed
from tests.killed import killed_after
from tests.test_run import digests

KILLS = 200 if os.environ.get("ZHENGJU_FUZZ") == "full" else 3
ARTICLES = 12
LEFT = 10.0  # seconds that what a killed run had started may live
FROM_NOTHING = 0.2  # the share of runs into a folder that does not exist

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")


def write(corpus: Path, rule: str) -> None:
    """Write the articles as they are on one day or on another: every third one differs."""
    for number in range(ARTICLES):
        told = rule if number % 3 == 0 else "规则"
        text = (
            f"2023年{number + 1}月，美国商务部发布了第{number}号{told}。荷兰政府随后加强了审查。\n"
        )
        (corpus / f"{number}.txt").write_text(text * 9, encoding="utf-8")


def let_go(outputs: Path) -> None:
    """Wait until nobody holds an output folder, and bring to its end what a killed run began."""
    until = time.monotonic() + LEFT
    while time.monotonic() < until:
        with suppress(OutputError), claimed(outputs):
            return
        time.sleep(0.01)
    raise AssertionError("what the killed run had started is still there")


def test_a_run_that_is_killed_leaves_the_former_tables_or_its_own(tmp_path: Path) -> None:
    corpus, outputs = tmp_path / "articles", tmp_path / "out"
    corpus.mkdir()
    wanted = {}
    for day in ("通知", "公告"):
        write(corpus, day)
        begun = time.monotonic()
        run(corpus, tmp_path / day, workers=1)
        whole = time.monotonic() - begun
        wanted[day] = digests(tmp_path / day)
    shutil.copytree(tmp_path / "公告", outputs)
    chance, former, kills = random.Random(14), "公告", 0
    seen = set[str]()
    while kills < KILLS:
        day = "通知" if former == "公告" else "公告"
        write(corpus, day)
        stood = wanted[former]
        if chance.random() < FROM_NOTHING:
            shutil.rmtree(outputs)
            stood = {}
        workers, is_group = chance.choice((0, 1, 2)), chance.random() < 0.5
        was_killed, passed = killed_after(
            lambda workers=workers: run(corpus, outputs, workers=workers),
            chance.uniform(0, 1.1 * whole),
            is_group=is_group,
        )
        if not was_killed:
            whole = passed
        kills += was_killed
        if outputs.exists():
            let_go(outputs)
        found = digests(outputs)
        assert found in (stood, wanted[day]), (kills, workers, is_group)
        seen.add("former" if found == stood else "new")
        run(corpus, outputs)
        assert digests(outputs) == wanted[day], (kills, workers, is_group)
        former = day
    assert "former" in seen
