"""Change each number that a room decides by to its neighbors, and print those whose change no case notices.

    python -m tests.evaluation.thresholds repair                       # a room
    python -m tests.evaluation.thresholds repair --only SHORTEST_LINE  # constants of that name

A changed module is imported anew in a child process, with the number replaced in its source: so numbers
that went into a pattern or were imported elsewhere change as well. The data-driven tests of the
room are then run, those for the constant first, up to the first that fails.
"""

import argparse
import ast
import importlib
import inspect
import os
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.machinery import SourceFileLoader
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parent.parent.parent
SHARED = (
    "tools",
    "shipped_tools",
)  # built from rooms that come before: they need not be built anew
SKIPPED = ("time", "twin", "again")  # tests that repeat the others in another way
SHIFT = 0.1  # share of itself by which a float changes


@dataclass(frozen=True)
class Threshold:
    """A number at the top of a module: where its digits stand in the source, and what it is."""

    module: str
    name: str
    value: int | float
    start: int
    end: int

    @property
    def path(self) -> str:
        """The name as the cases write it: repair.breaks.SHORTEST_LINE."""
        return f"{self.module.removeprefix('pipeline.')}.{self.name}"

    @property
    def neighbors(self) -> tuple[int | float, int | float]:
        """The values on either side."""
        if isinstance(self.value, int):
            return self.value - 1, self.value + 1
        return self.value * (1 - SHIFT), self.value * (1 + SHIFT)


def thresholds_of(room: str) -> list[Threshold]:
    """Return the numbers of a room in the order of its modules: NEAR, PLAN = 8, 14 are two of them."""
    folder = ROOT / "pipeline" / room
    return [item for path in sorted(folder.rglob("*.py")) for item in _of_module(path)]


def _of_module(path: Path) -> Iterator[Threshold]:
    """Yield the numbers that a module names outside its functions."""
    source = path.read_bytes()
    parts = path.relative_to(ROOT).with_suffix("").parts
    module = ".".join(parts).removesuffix(".__init__")
    starts = [0, *(index + 1 for index, byte in enumerate(source) if byte == ord("\n"))]
    for name, node in chain.from_iterable(map(_named, ast.parse(source).body)):
        if isinstance(node, ast.Constant) and type(node.value) in (int, float):
            start = starts[node.lineno - 1] + node.col_offset
            end = starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
            yield Threshold(module, name, node.value, start, end)


def _named(statement: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    """Yield the names that a statement gives, each with what it stands for."""
    if not isinstance(statement, ast.Assign):
        return
    target, value = statement.targets[0], statement.value
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for name, part in zip(target.elts, value.elts, strict=True):
            if isinstance(name, ast.Name):
                yield name.id, part


def is_noticed(threshold: Threshold, value: int | float) -> bool:
    """Tell whether a case fails with another value, in a child process."""
    child = os.fork()
    if not child:
        sys.stdout = sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115
        try:
            noticed = _fails(threshold, value)
        except BaseException:
            noticed = True  # the module no longer loads
        os._exit(1 if noticed else 0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0


def _fails(threshold: Threshold, value: int | float) -> bool:
    room = threshold.module.split(".")[1]
    before = {name: sys.modules[f"tests.{name}"] for name in _modules(room)}
    naming = sys.modules.get("tests.naming")
    _forget(room)
    _replace(threshold, value)
    after = [importlib.import_module(f"tests.{name}") for name in before]
    if room not in ("lexicon", "segment"):
        pairs = [
            *zip(before.values(), after, strict=True),
            (naming, sys.modules.get("tests.naming")),
        ]
        for old, new in pairs:
            for name in SHARED:
                if old and new and hasattr(old, name):
                    setattr(new, name, getattr(old, name))
    return any(_fails_one(test, case) for test, case in _cases(room, after, threshold.path))


def _forget(room: str) -> None:
    """Take a room, those behind it and the tests out of what is imported."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers: list[str] = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    behind = set(layers[: layers.index(room) + 1])
    for name in list(sys.modules):
        top, _, rest = name.partition(".")
        if (top == "pipeline" and rest.split(".")[0] in behind) or top == "tests":
            del sys.modules[name]


def _replace(threshold: Threshold, value: int | float) -> None:
    """Let the import of a module read another number."""
    read = SourceFileLoader.get_code

    def get_code(self: SourceFileLoader, fullname: str) -> Any:
        if fullname != threshold.module:
            return read(self, fullname)
        source = Path(self.path).read_bytes()
        changed = source[: threshold.start] + repr(value).encode() + source[threshold.end :]
        return compile(changed, self.path, "exec")

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign]


def _modules(room: str) -> tuple[str, ...]:
    """Return the test modules of a room, the one of the thresholds first."""
    own = {"lexicon": "test_gazetteer"}.get(room, f"test_{room}")
    return ("test_thresholds", own)


def _cases(room: str, modules: list[ModuleType], path: str) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Yield the tests of some modules with their arguments, those for a constant before the others."""
    found = [
        (test, arguments)
        for module in modules
        for test in vars(module).values()
        if inspect.isfunction(test) and test.__module__ == module.__name__
        for arguments in _arguments(test)
    ]
    own = [item for item in found if _constant(item[1]) == path]
    others = [item for item in found if _constant(item[1]) != path]
    yield from own
    for test, arguments in others:
        if _constant(arguments).split(".")[0] in ("", room):
            yield test, arguments


def _constant(arguments: dict[str, Any]) -> str:
    case = arguments.get("case")
    return str(case.get("constant", "")) if isinstance(case, dict) else ""


def _arguments(test: Any) -> Iterator[dict[str, Any]]:
    """Yield the arguments of a test that takes nothing but those that stand with it."""
    marks = [mark for mark in getattr(test, "pytestmark", ()) if mark.name == "parametrize"]
    skipped = any(word in test.__name__ for word in SKIPPED)
    if skipped or len(marks) != 1 or not test.__name__.startswith("test_"):
        return
    names, values = marks[0].args[:2]
    names = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    if names != list(inspect.signature(test).parameters):
        return
    for value in values:
        row = getattr(value, "values", None)
        row = row if isinstance(row, tuple) else (value if len(names) > 1 else (value,))
        yield dict(zip(names, row, strict=True))


def _fails_one(test: Any, arguments: dict[str, Any]) -> bool:
    try:
        test(**arguments)
    except Exception:
        return True
    return False


def main() -> None:
    """Print the constants of a room whose change no case notices."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("room")
    parser.add_argument("--only", nargs="*", help="names of constants, or the ends of their paths")
    asked = parser.parse_args()
    thresholds = [
        item
        for item in thresholds_of(asked.room)
        if not asked.only or any(f".{item.path}".endswith(f".{name}") for name in asked.only)
    ]
    modules = [importlib.import_module(f"tests.{name}") for name in _modules(asked.room)]
    tests = list(_cases(asked.room, modules, ""))
    broken = [arguments for test, arguments in tests if _fails_one(test, arguments)]
    if broken:
        sys.exit(f"{len(broken)} cases fail before anything is changed: {broken[0]}")
    survivors = 0
    for threshold in thresholds:
        unnoticed = [value for value in threshold.neighbors if not is_noticed(threshold, value)]
        survivors += bool(unnoticed)
        if unnoticed:
            values = " and ".join(f"{value:g}" for value in unnoticed)
            print(f"{threshold.path} = {threshold.value}: no case notices {values}", flush=True)
    print(f"{survivors} of {len(thresholds)} numbers can change without a case that notices")


if __name__ == "__main__":
    main()
