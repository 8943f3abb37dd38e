"""What several test modules need: tools built once, and one run over the shipped sample articles."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import pipeline.run
from pipeline.lexicon import Lexicons
from pipeline.run import RunResult, Settings, Tools, run

ROOT = Path(__file__).parent.parent
STANDARD = Settings()
CORPUS = ROOT / "corpus"


@pytest.fixture(autouse=True, scope="session")
def tools_built_once() -> Iterator[None]:
    """Let runs over the same lexicons share their tools: building them takes a second."""
    build, built = pipeline.run.build_tools, {}

    def build_once(lexicons: Lexicons, settings: Settings = STANDARD) -> Tools:
        key = (tuple(sorted(lexicons.digests.items())), settings)
        if key not in built:
            built[key] = build(lexicons, settings)
        return built[key]

    pipeline.run.build_tools = build_once
    yield
    pipeline.run.build_tools = build


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, RunResult]:
    """Return the output folder and the result of a run over corpus/."""
    outputs = tmp_path_factory.mktemp("outputs")
    return outputs, run(CORPUS, outputs)
