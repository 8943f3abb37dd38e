"""Every pattern of the program and hostile texts of its own alphabet, and how their time grows."""

import functools
import gc
import importlib
import pkgutil
import random
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from re import _constants as signs  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import FunctionType, ModuleType
from typing import Any

import pipeline
from pipeline.lazy import Lazy

FOUR_TIMES, MOST_GROWTH = 4, 6.0
LEAST_MEASURED = 0.02  # seconds of the longer text: less is noise
TOO_SLOW = 0.5  # seconds: no longer text is tried
CATEGORIES = {
    signs.CATEGORY_DIGIT: "1", signs.CATEGORY_SPACE: " ", signs.CATEGORY_WORD: "a",
    signs.CATEGORY_NOT_DIGIT: "a", signs.CATEGORY_NOT_SPACE: "a", signs.CATEGORY_NOT_WORD: "-",
}  # fmt: skip
ANYTHING = "a中1, 。"


# -- the patterns -------------------------------------------------------------------------------


def modules() -> list[ModuleType]:
    """Import all modules of the program."""
    names = [found.name for found in pkgutil.walk_packages(pipeline.__path__, "pipeline.")]
    return [importlib.import_module(name) for name in names]


def patterns(roots: Iterable[Any]) -> dict[str, re.Pattern[str]]:
    """Return every compiled pattern that can be reached from modules and tools, by a name: what
    modules define, what cached functions keep, what knowledge holds.
    """
    found: dict[tuple[str, int], tuple[str, re.Pattern[str]]] = {}
    seen: set[int] = set()
    waiting = [(_name(root), root) for root in roots]
    while waiting:
        name, thing = waiting.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        thing = thing.compiled if isinstance(thing, Lazy) else thing
        if isinstance(thing, re.Pattern):
            if isinstance(thing.pattern, str):
                key = (thing.pattern, thing.flags)
                found[key] = min(found.get(key, (name, thing)), (name, thing), key=lambda x: x[0])
        elif _is_ours(thing):
            waiting += [(f"{name}{part}", held) for part, held in _held(thing)]
    named: dict[str, re.Pattern[str]] = {}
    for name, pattern in sorted(found.values(), key=lambda item: (item[0], item[1].pattern)):
        named[name if name not in named else f"{name}~{len(named)}"] = pattern
    return named


def _name(root: Any) -> str:
    return str(getattr(root, "__name__", type(root).__name__)).removeprefix("pipeline.")


def _is_ours(thing: Any) -> bool:
    """Tell whether to look into a thing: containers, and what the program defines."""
    if isinstance(thing, ModuleType):
        return thing.__name__.startswith("pipeline")
    if isinstance(thing, dict | list | tuple | set | frozenset):
        return True
    owner = thing if isinstance(thing, type | FunctionType) else type(thing)
    if isinstance(thing, functools._lru_cache_wrapper | functools.partial):
        return True
    return str(getattr(owner, "__module__", "")).startswith("pipeline") or type(thing).__name__ in (
        "cell",
        "method",
        "mappingproxy",
        "property",
        "cached_property",
    )


def _held(thing: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(thing, ModuleType):
        own = vars(thing).items()
        yield from ((f".{key}", value) for key, value in own if not isinstance(value, ModuleType))
    elif isinstance(thing, dict):
        for key, value in thing.items():
            yield (f".{key}" if isinstance(key, str) else "[]"), value
            yield "[key]", key
    elif isinstance(thing, list | tuple | set | frozenset):
        yield from (("[]", value) for value in thing)
    elif isinstance(thing, FunctionType):
        yield from (
            ("()", held) for held in (thing.__defaults__, thing.__closure__, thing.__dict__)
        )
    else:
        own = getattr(thing, "__dict__", {})
        yield from ((f".{key}", value) for key, value in own.items())
        yield from (("", held) for held in gc.get_referents(thing) if held is not own)


# -- hostile texts ------------------------------------------------------------------------------


def units(pattern: re.Pattern[str], many: int) -> list[str]:
    """Return what to repeat: characters and words of a pattern, and beginnings of what it
    matches.
    """
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    chance = random.Random(repr(pattern.pattern))
    found = dict.fromkeys([*_characters(tree), *_words(tree)])
    for _ in range(many):
        whole = "".join(_drawn(tree, chance))
        if whole:
            found[whole] = None
            found[whole[: chance.randint(1, len(whole))]] = None
            found[whole[chance.randrange(len(whole)) :]] = None
    return [unit for unit in found if unit]


def _children(argument: Any) -> Iterator[Any]:
    if isinstance(argument, parser.SubPattern):
        yield argument
    elif isinstance(argument, tuple | list):
        for item in argument:
            yield from _children(item)


def _characters(tree: Any) -> Iterator[str]:
    for operation, argument in tree:
        if operation in (signs.LITERAL, signs.IN, signs.ANY, signs.NOT_LITERAL, signs.CATEGORY):
            yield from _of_one(operation, argument)
        else:
            for child in _children(argument):
                yield from _characters(child)


def _of_one(operation: Any, argument: Any) -> list[str]:
    """Return a few characters that one place of a pattern takes."""
    if operation is signs.LITERAL:
        return [chr(argument)]
    if operation is signs.CATEGORY:
        return [CATEGORIES[argument]]
    if operation is signs.ANY:
        return list(ANYTHING)
    if operation is signs.RANGE:
        return [chr(argument[0]), chr(argument[1])]
    if operation is signs.NOT_LITERAL:
        return [char for char in ANYTHING if ord(char) != argument]
    if argument and argument[0][0] is signs.NEGATE:
        taken = {char for item in argument[1:] for char in _of_one(*item)}
        spans = [item[1] for item in argument[1:] if item[0] is signs.RANGE]
        return [
            char
            for char in ANYTHING
            if char not in taken and not any(a <= ord(char) <= b for a, b in spans)
        ] or ["\x07"]
    return [char for item in argument for char in _of_one(*item)][:6]


def _words(tree: Any) -> Iterator[str]:
    """Yield the literal words of a pattern."""
    word = ""
    for operation, argument in tree:
        if operation is signs.LITERAL:
            word += chr(argument)
            continue
        if len(word) > 1:
            yield word
        word = ""
        for child in _children(argument):
            yield from _words(child)
    if len(word) > 1:
        yield word


def _drawn(tree: Any, chance: random.Random) -> Iterator[str]:
    """Yield pieces of a text that a pattern (nearly) matches."""
    for operation, argument in tree:
        if operation in (signs.LITERAL, signs.IN, signs.ANY, signs.NOT_LITERAL, signs.CATEGORY):
            yield chance.choice(_of_one(operation, argument) or [" "])
        elif operation in (signs.MAX_REPEAT, signs.MIN_REPEAT, signs.POSSESSIVE_REPEAT):
            least, most, inner = argument
            for _ in range(chance.choice([least, min(most, max(least, 2))])):
                yield from _drawn(inner, chance)
        elif operation is signs.BRANCH:
            yield from _drawn(chance.choice(argument[1]), chance)
        elif operation not in (signs.ASSERT_NOT, signs.ASSERT, signs.AT, signs.GROUPREF):
            for child in _children(argument):
                yield from _drawn(child, chance)


# -- how a pattern is used ----------------------------------------------------------------------

SCANNING = frozenset(("search", "finditer", "findall", "split", "sub", "subn"))
SOURCES = Path(pipeline.__file__).parent


@functools.cache
def _sources() -> dict[str, str]:
    """Return the text of each module, by its name without the program's."""
    return {
        ".".join(file.relative_to(SOURCES).with_suffix("").parts).removesuffix(".__init__"): (
            file.read_text(encoding="utf-8")
        )
        for file in sorted(SOURCES.rglob("*.py"))
    }


METHODS = SCANNING | {"match", "fullmatch"}


@functools.cache
def _uses(module: str) -> dict[str, set[str]]:
    """Return how a module uses what may be a pattern, by its name: match, search."""
    uses: dict[str, set[str]] = {}
    for word, use in re.findall(r"\b(\w+)\.(\w+)\(", _sources()[module]):
        if use in METHODS:
            uses.setdefault(word, set()).add(use)
    return uses


@functools.cache
def _importers(module: str) -> list[str]:
    """Return a module and those that take something from it."""
    told = f"from pipeline.{module} import"
    return [name for name, text in _sources().items() if name == module or told in text]


def is_scanned(name: str) -> bool:
    """Tell whether a pattern is looked for anywhere in a text, not only at places or in pieces that
    are known: LINE.fullmatch(line).
    """
    word = re.sub(r"(?:\[.*|~.*)", "", name).split(".")[-1]
    here = max((key for key in _sources() if name.startswith(f"{key}.")), key=len, default="")
    modules = _importers(here) if here else list(_sources())
    uses = {use for module in modules for use in _uses(module).get(word, ())}
    if not uses:  # it is handed to a function
        uses = {use for module in modules for use in _uses(module).get("pattern", ())}
    return bool(uses & SCANNING) or not uses


# -- time ---------------------------------------------------------------------------------------


def seconds(work: Callable[[str], Any], text: str) -> float:
    """Return the seconds of computing that some work takes on a text."""
    gc.collect(0)
    gc.disable()  # it looks at all that the program keeps, whatever the text
    try:
        start = time.process_time()
        work(text)
        return time.process_time() - start
    finally:
        gc.enable()


def growth(work: Callable[[str], Any], unit: str, sizes: Sequence[int]) -> float:
    """Return how many times longer some work takes on four times the text, at the first of the sizes
    where that is no more than it should be, or at the last that is not too slow to go on.
    """
    ratio = 1.0
    for size in sizes:
        short, long = repeated(unit, size), repeated(unit, size * FOUR_TIMES)
        before, after = seconds(work, short), seconds(work, long)
        if after > MOST_GROWTH * before:  # once more: the machine may have done something else
            before, after = max(before, seconds(work, short)), min(after, seconds(work, long))
        ratio = after / max(before, 1e-6)
        if after >= LEAST_MEASURED and (ratio <= MOST_GROWTH or after > TOO_SLOW):
            return ratio
    return ratio if after >= LEAST_MEASURED else 1.0


def repeated(unit: str, size: int) -> str:
    """Return a text of about so many characters."""
    return unit * max(1, size // len(unit))
