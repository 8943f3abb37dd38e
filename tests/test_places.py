"""Places: each mention that no other name holds, and no language."""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

import pipeline
from pipeline import lexicon
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


# Names that English writes otherwise than the standard: Bavaria for Bayern.
EXONYMS = {
    "BE-VLG", "CD", "CN-NM", "CN-XZ", "DE-BY", "DE-NW", "DE-SN", "DE-ST", "ES-CT", "JE", "MY-07",
    "PS", "VA",
}  # fmt: skip
# Codes that the standard leaves to its users: the European Union and Kosovo.
RESERVED = {"EU", "XK"}


def _folded(name: str) -> str:
    """Return a name in small letters without accents: Gujarāt to gujarat."""
    signs = unicodedata.normalize("NFKD", name.lower())
    return "".join(sign for sign in signs if not unicodedata.combining(sign))


def test_ids_are_those_of_iso_3166() -> None:
    pycountry = pytest.importorskip("pycountry")
    countries = {one.alpha_2: one for one in pycountry.countries}
    parts = {one.code: one for one in pycountry.subdivisions}
    for row in lexicon.load()["places"]:
        place = row["id"]
        if place in RESERVED or not re.fullmatch(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?", place):
            continue
        if place.startswith(("R-", "G-")) or place in EXONYMS:
            continue
        entry = countries.get(place) or parts.get(place)
        assert entry is not None, f"{place} is no code of ISO 3166"
        names = [_folded(name) for name in (row["name_en"], *row.items("aliases"))]
        told = [getattr(entry, kind, "") for kind in ("name", "common_name", "official_name")]
        theirs = [_folded(name) for name in told if name]
        assert any(a == b or b in a or a in b for a in names for b in theirs if a), (place, theirs)


def test_every_country_has_a_row() -> None:
    pycountry = pytest.importorskip("pycountry")
    ids = {row["id"] for row in lexicon.load()["places"]}
    states = {one.alpha_2 for one in pycountry.countries if getattr(one, "official_name", "")}
    assert states <= ids | {"BQ"}  # three islands, of which none is named together
