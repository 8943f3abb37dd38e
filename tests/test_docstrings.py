"""The examples in docstrings run, and every room has some."""

import doctest
import importlib
import pkgutil

import pytest

import pipeline

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(pipeline.__path__, "pipeline.")
    if not module.name.startswith(("pipeline.cli", "pipeline.__main__"))
)
ROOMS = sorted({name.split(".")[1] for name in MODULES})
WITHOUT = {"batch", "document", "tools"}  # they write folders, or only hold things


def examples(name: str) -> list[doctest.DocTest]:
    found = doctest.DocTestFinder(exclude_empty=True).find(importlib.import_module(name))
    return [test for test in found if test.examples]


@pytest.mark.parametrize("name", [name for name in MODULES if examples(name)])
def test_examples_run(name: str) -> None:
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    for test in examples(name):
        runner.run(test)
    assert runner.failures == 0


def test_every_room_shows_examples() -> None:
    shown = {name.split(".")[1] for name in MODULES if examples(name)}
    assert set(ROOMS) - shown == WITHOUT
