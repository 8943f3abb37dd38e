"""Instruments: laws, lists, orders and codes by title, number and form, and what only looks like one."""

import json
from pathlib import Path
from typing import Any

import pytest

import pipeline
from pipeline import lexicon
from pipeline.batch.run import RunResult
from pipeline.instruments.nature import Nature
from pipeline.lexicon.kinds import INSTRUMENT_KINDS
from pipeline.outputs.reader import read_cells

CASES = json.loads((Path(__file__).parent / "cases/instruments.json").read_text(encoding="utf-8"))
LOCAL = "LOCAL"  # an id of the document's own


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_case(case: dict[str, Any]) -> None:
    rows = pipeline.analyze(case["text"])
    found = [
        [row.text, LOCAL if row.instrument_id.startswith("inst-") else row.instrument_id]
        for row in rows.instrument_mentions
    ]
    assert found == case["expect"]
    refused = [
        row.quote
        for row in rows.rejected
        if row.kind == "instrument" and row.rule not in ("boundary", "date")
    ]
    assert refused == case.get("refused", [])
    if case.get("one_id"):
        assert len({row.instrument_id for row in rows.instrument_mentions}) == 1


def test_negatives_are_as_many_as_positives() -> None:
    negatives = sum(not case["expect"] for case in CASES)
    assert 0.8 <= negatives / (len(CASES) - negatives) <= 1.25


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Executive Order 13692", "order", "US"),
        ("Regulation (EU) 2022/1", "regulation", "EU"),
        ("ECCN 3E001", "code", ""),
        ("HS 8542.31", "code", ""),
        ("National Defense Authorization Act for Fiscal Year 2024", "law", "US"),
        ("商务部公告2019年第1号", "announcement", "CN"),
        ("中华人民共和国某某法", "law", "CN"),
        ("新加坡某某条例", "regulation", "SG"),
        ("Chip Fabs Support Act of 2031", "law", ""),
    ],
)
def test_a_name_tells_kind_and_country(name: str, kind: str, country: str) -> None:
    assert Nature(lexicon.load()).of(name) == (kind, country)


@pytest.mark.parametrize(
    ("text", "object_id"),
    [
        ("2022年8月9日，拜登签署《芯片与科学法案》。", "us-chips-act"),
        ("2022年8月9日，拜登签署了美国芯片法案。", "us-chips-act"),
        ("On August 9, 2022, President Biden signed the CHIPS and Science Act.", "us-chips-act"),
        ("2023年10月30日，拜登签署第14110号行政令。", "us-eo-14110"),
        ("2022年8月9日，拜登签署一份备忘录。", ""),
        ("2019年10月23日，港府撤回《逃犯条例》修订草案。", ""),
    ],
)
def test_an_object_that_is_one_has_its_id(text: str, object_id: str) -> None:
    events = pipeline.analyze(text).events
    assert [event.object_ids for event in events] == [(object_id,)]


def test_the_lexicon_has_substance() -> None:
    rows = lexicon.load()["instruments"]
    assert len(rows) >= 200
    assert {row["kind"] for row in rows} | {"code"} == set(INSTRUMENT_KINDS)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("基本法委员会主任发言。", ["基本法委员会"]),
        ("海关总署公告2019年第7号列出了目录。", ["海关总署"]),
        ("It rests on the Export Administration Regulations.", []),
    ],
)
def test_a_body_stays_beside_a_law(text: str, names: list[str]) -> None:
    assert [row.text for row in pipeline.analyze(text).organization_mentions] == names


def test_no_organization_is_an_instrument(sample_run: tuple[Path, RunResult]) -> None:
    folder = sample_run[0]
    laws = {
        (row["doc_id"], row["start"], row["end"])
        for row in read_cells((folder / "instrument_mentions.csv").read_bytes())
    }
    bodies = read_cells((folder / "organization_mentions.csv").read_bytes())
    assert laws
    assert not any(
        (row["doc_id"], row["start"], row["end"]) in laws
        for row in bodies
        if row["basis"] == "rule"
    )


def test_instruments_are_gathered(sample_run: tuple[Path, RunResult]) -> None:
    rows = {
        row["instrument_id"]: row
        for row in read_cells((sample_run[0] / "instruments.csv").read_bytes())
    }
    assert rows["us-chips-act"]["kind"] == "law"
    assert rows["us-chips-act"]["country"] == "US"
    assert all(row["kind"] in INSTRUMENT_KINDS for row in rows.values())
