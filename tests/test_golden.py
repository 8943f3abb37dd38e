"""Golden tables: whole documents and the rows that they must give. `make golden` rewrites them."""

from pathlib import Path

import pytest

from pipeline.batch.run import RunResult
from tests.golden_tables import GOLDEN, TABLES


@pytest.mark.parametrize("name", TABLES)
def test_the_sample_articles_give_the_golden_tables(
    name: str, sample_run: tuple[Path, RunResult]
) -> None:
    found = (sample_run[0] / f"{name}.csv").read_text(encoding="utf-8-sig").splitlines()
    wanted = (GOLDEN / f"{name}.csv").read_text(encoding="utf-8-sig").splitlines()
    missing = [line for line in wanted if line not in found]
    added = [line for line in found if line not in wanted]
    assert (missing, added) == ([], []), "if this is meant: make golden, and read the diff"
