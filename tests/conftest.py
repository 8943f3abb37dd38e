"""What several test modules need: tools built once, and one run over the shipped sample articles."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

import pipeline.batch.workers
import pipeline.run
import pipeline.workbench.compare.again
import pipeline.workbench.explain_row
from pipeline.batch.run import RunResult, run
from pipeline.lexicon import Lexicons
from pipeline.segment import SEGMENTERS
from pipeline.tools import STANDARD, Settings, Tools, build_tools

# The same examples on every run; `make fuzz` tries others.
settings.register_profile("steady", derandomize=True)
if not os.environ.get("ZHENGJU_FUZZ"):
    settings.load_profile("steady")

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus"


@pytest.fixture(autouse=True, scope="session")
def cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the loading cache out of the home folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHENGJU_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(autouse=True, scope="session")
def tools_built_once() -> Iterator[None]:
    """Let runs over the same lexicons share their tools: building them takes a second."""
    build = build_tools
    built: dict[Any, Tools] = {}

    def build_once(lexicons: Lexicons, settings: Settings = STANDARD) -> Tools:
        segmenter = SEGMENTERS[settings.segmenter]  # tests put others in its place
        key = (tuple(sorted(lexicons.digests.items())), settings, segmenter)
        if key not in built:
            built[key] = build(lexicons, settings)
        return built[key]

    with pytest.MonkeyPatch.context() as patch:
        for module in (pipeline.run, pipeline.batch.workers, pipeline.workbench.explain_row,
                       pipeline.workbench.compare.again):  # fmt: skip
            patch.setattr(module, "build_tools", build_once)
        yield


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, RunResult]:
    """Return the output folder and the result of a run over corpus/."""
    outputs = tmp_path_factory.mktemp("outputs")
    return outputs, run(CORPUS, outputs)
