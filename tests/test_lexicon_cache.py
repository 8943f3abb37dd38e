"""The cache gives what a fresh build gives, survives every accident, and can be switched off."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.lexicon import cache
from pipeline.lexicon.cache import VARIABLE, folder, remembered


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def counting() -> tuple[list[int], Any]:
    calls: list[int] = []
    return calls, lambda: calls.append(1) or {"a": [1, ("二", b"x", 1.5, None, True)]}


def test_a_value_is_built_once(place: Path) -> None:
    calls, build = counting()
    values = [remembered("rows", b"key", build) for _ in range(3)]
    assert len(calls) == 1
    assert values[0] == values[2] == build()
    remembered("rows", b"another key", build)
    assert len(calls) == 3


@pytest.mark.parametrize("damage", [b"", b"torn", b"\0" * 5_000])
def test_a_torn_file_is_built_again(damage: bytes, place: Path) -> None:
    calls, build = counting()
    remembered("rows", b"key", build)
    (path,) = place.glob("*.bin")
    path.write_bytes(path.read_bytes()[:40] + damage if damage != b"\0" * 5_000 else damage)
    assert remembered("rows", b"key", build) == build()
    assert remembered("rows", b"key", build) == build()
    assert len(calls) == 4


def test_it_can_be_switched_off(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "off")
    calls, build = counting()
    remembered("rows", b"key", build)
    remembered("rows", b"key", build)
    assert len(calls) == 2
    assert folder() is None
    assert not place.exists()


def test_a_folder_that_cannot_be_written_is_no_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "file" / "cache"))
    calls, build = counting()
    assert remembered("rows", b"key", build) == build()
    assert len(calls) == 2


def test_old_files_go(place: Path) -> None:
    for number in range(cache.MOST_FILES + 5):
        remembered("rows", str(number).encode(), lambda: 1)
    assert len(list(place.iterdir())) == cache.MOST_FILES


def test_errors_of_the_builder_pass(place: Path) -> None:
    def fail() -> None:
        raise ValueError("bad row")

    with pytest.raises(ValueError, match="bad row"):
        remembered("rows", b"key", fail)


def test_cached_surfaces_are_the_fresh_ones(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline import lexicon
    from pipeline.lexicon import gazetteer

    fresh, kept = (gazetteer.build(lexicon.load()) for _ in range(2))
    monkeypatch.setenv(VARIABLE, "off")
    without = gazetteer.build(lexicon.load())
    assert fresh.surfaces.keys == kept.surfaces.keys == without.surfaces.keys
    assert list(fresh.surfaces) == list(kept.surfaces) == list(without.surfaces)
