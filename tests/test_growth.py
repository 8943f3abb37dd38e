"""Time grows with the text, not with its square: every pattern of the program and every stage over
what they may stumble over. ZHENGJU_FUZZ=full (make fuzz) tries many more pieces.
"""

import inspect
import os
import re
import time
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any

import pytest

import pipeline.run
from pipeline.lexicon import load
from pipeline.repair import markdown, stages
from pipeline.run import examine, source_of
from pipeline.tools import Tools, build_tools
from tests import growth
from tests.hostile_texts import MARKDOWN, MORE, PIECES

FULL = os.environ.get("ZHENGJU_FUZZ") == "full"
# A pattern that takes less on a short text is not suspected.
SCREENED, SUSPECTED = 800, 0.0025
PATTERN_SIZES = (1_000, 4_000, 16_000)
STAGE_SIZES = (1_000, 4_000, 16_000)
NEVER = 1e-3  # seconds of a stage that had nothing to do
UNITS, DRAWN = (400, 6) if FULL else (5, 1)
ARTICLES = Path(__file__).parent / "articles"


@pytest.fixture(scope="module")
def tools() -> Tools:
    """Return tools that have built what they build when a text first needs it."""
    built = build_tools(load())
    for name in ("en-european-chips-act.txt", "tw-tsmc-history.txt", "zh-rare-earths.txt"):
        text = (ARTICLES / name).read_text(encoding="utf-8")
        examine(source_of(text, name, None), built)
    for words in (built.events.chinese, built.events.english):
        assert all(row.pattern for row in words.constructions.rows)  # compiled where they stand
    return built


def test_patterns_are_found_where_they_are_kept(tools: Tools) -> None:
    found = growth.patterns([*growth.modules(), tools])
    assert {"dates.cues.any_zh", "plain.ADDRESS", "names.initials.LAST_BORDER"} <= {
        name.removeprefix("Tools.") for name in found
    }
    assert not growth.is_scanned("read.day.DAY")
    assert growth.is_scanned("plain.ADDRESS")


def test_four_times_the_text_costs_a_pattern_four_times(tools: Tools) -> None:
    failing = [
        f"{name} over {unit!r}: {ratio:.0f} times ({pattern.pattern[:80]})"
        for name, pattern in growth.patterns([*growth.modules(), tools]).items()
        for unit, ratio in _grown(name, pattern)
    ]
    assert not failing, "\n".join(failing)


def _grown(name: str, pattern: re.Pattern[str]) -> list[tuple[str, float]]:
    """Return the unit over which a pattern takes too long, and how many times longer."""

    def scan(text: str) -> None:
        for _ in pattern.finditer(text):
            pass

    def look(text: str) -> None:
        pattern.match(text)
        pattern.fullmatch(text)

    work = scan if growth.is_scanned(name) else look
    for unit in growth.units(pattern, DRAWN)[:UNITS]:
        if growth.seconds(work, growth.repeated(unit, SCREENED)) > SUSPECTED:
            ratio = growth.growth(work, unit, PATTERN_SIZES)
            if ratio > growth.MOST_GROWTH:
                return [(unit, ratio)]
    return []


class Watch:
    """The seconds of each stage: what `run` calls, and each repair."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def timed(self, name: str, stage: Callable[..., Any]) -> Callable[..., Any]:
        """Return a stage that is timed."""

        @wraps(stage)
        def measured(*given: Any, **named: Any) -> Any:
            started = time.process_time()
            result = stage(*given, **named)
            if inspect.isgenerator(result):
                result = list(result)
            taken = time.process_time() - started
            self.seconds[name] = self.seconds.get(name, 0.0) + taken
            return result

        return measured


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """Watch all stages."""
    watch = Watch()
    for name, stage in vars(pipeline.run).items():
        is_stage = inspect.isfunction(stage) and stage.__module__.startswith("pipeline.")
        if is_stage and stage.__module__ != "pipeline.run":
            monkeypatch.setattr(pipeline.run, name, watch.timed(name, stage))
    for order in ("STAGES", "PDF_STAGES", "UNPAGED_STAGES", "MARKDOWN_STAGES"):
        timed = tuple(watch.timed(stage.__name__, stage) for stage in getattr(stages, order))
        monkeypatch.setattr(stages, order, timed)
    timed_markdown = watch.timed("repair_markdown", markdown.repair_markdown)
    monkeypatch.setattr(markdown, "repair_markdown", timed_markdown)
    return watch


KINDS = {"application/pdf": PIECES, "text/markdown": MARKDOWN}


@pytest.mark.parametrize(
    ("kind", "piece"),
    [(kind, piece) for kind in KINDS for piece in ((*PIECES, *MORE) if FULL else KINDS[kind])],
)
def test_four_times_the_text_costs_a_stage_four_times(
    kind: str, piece: str, tools: Tools, watch: Watch
) -> None:
    slow: dict[str, float] = {}
    for size in STAGE_SIZES:
        before = _stage_seconds(growth.repeated(piece, size), kind, tools, watch)
        after = _stage_seconds(growth.repeated(piece, size * 4), kind, tools, watch)
        slow = {
            stage: round(taken / before.get(stage, NEVER), 1)
            for stage, taken in after.items()
            if taken >= growth.LEAST_MEASURED
            and taken > growth.MOST_GROWTH * before.get(stage, NEVER)
        }
        if not slow or max(after[stage] for stage in slow) > growth.TOO_SLOW:
            break
    assert not slow


def _stage_seconds(text: str, kind: str, tools: Tools, watch: Watch) -> dict[str, float]:
    """Return the seconds that each stage takes on a text."""
    watch.seconds.clear()
    source = replace(source_of(text, "a", None), media_type=kind)
    growth.seconds(lambda _: examine(source, tools), text)
    return dict(watch.seconds)
