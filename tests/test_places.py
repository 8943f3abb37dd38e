"""Places: each mention that no other name holds, and no language."""

import json
from pathlib import Path
from typing import Any

import pytest

import pipeline
from pipeline.batch.run import RunResult
from pipeline.outputs.reader import read_cells

CASES = json.loads((Path(__file__).parent / "cases/places.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_case(case: dict[str, Any]) -> None:
    rows = pipeline.analyze(case["text"])
    found = [[row.text, row.place_id] for row in rows.place_mentions]
    assert found == case["places"]
    refused = [row.quote for row in rows.rejected if row.rule == "language"]
    assert refused == case.get("refused", [])


def test_no_place_lies_in_an_organization(sample_run: tuple[Path, RunResult]) -> None:
    tables = {
        name: list(read_cells((sample_run[0] / f"{name}.csv").read_bytes()))
        for name in ("place_mentions", "organization_mentions")
    }
    held = {
        (row["doc_id"], position)
        for row in tables["organization_mentions"]
        for position in range(int(row["start"]), int(row["end"]))
    }
    assert len(tables["place_mentions"]) > 100
    assert all((row["doc_id"], int(row["start"])) not in held for row in tables["place_mentions"])


def test_places_are_gathered_and_counted(sample_run: tuple[Path, RunResult]) -> None:
    rows = {row["place_id"]: row for row in read_cells((sample_run[0] / "places.csv").read_bytes())}
    assert rows["NL"]["name_en"] == "Netherlands"
    assert int(rows["NL"]["documents"]) >= 1
    assert not any("+" in place for place in rows)
