"""Tell whether a place in a Chinese text lies inside a word: the break in 补充协⏎议 cuts 协议 in two."""

import sys
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from typing import TYPE_CHECKING, Any

from pipeline.lazy import lazy
from pipeline.plain import HAN, plain_form

if TYPE_CHECKING:
    import rjieba

REACH = 8  # characters looked at on either side: no word is longer
BEFORE = lazy(rf"[{HAN}]{{1,{REACH}}}\Z")
AFTER = lazy(rf"[{HAN}]{{1,{REACH}}}")


@cache
def cutter() -> "rjieba.Jieba":
    """Return the segmenter with its own dictionary, to which nobody adds a word. It is built once:
    that takes a tenth of a second.
    """
    own: rjieba.Jieba = _extension().Jieba()
    return own


def _extension() -> Any:
    """Return the compiled part of rjieba: the package, once imported, builds a segmenter that nobody
    asked for.
    """
    name = "rjieba.rjieba"
    if name not in sys.modules:
        package = find_spec("rjieba")
        folders = package.submodule_search_locations if package else ()
        spec = PathFinder.find_spec(name, folders)
        if not (spec and spec.loader):
            raise ModuleNotFoundError("rjieba is not installed", name="rjieba")
        sys.modules[name] = module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


def cut_word(text: str, start: int, end: int) -> str:
    """Return the Chinese word, in its plain form, between whose halves a span stands; nothing where
    it stands between two words.

    >>> cut_word('签署了补充协\\n2、议并生效', 6, 9), cut_word('签署了协议\\n2、并生效', 5, 8)
    ('补充协议', '')
    """
    before = BEFORE.search(text, max(0, start - REACH), start)
    after = AFTER.match(text, end)
    if not (before and after):
        return ""
    border, position = len(before[0]), 0
    for word in cutter().cut(plain_form(before[0] + after[0]), False):
        position += len(word)
        if position >= border:
            return word if position > border and cutter().has_word(word) else ""
    return ""


def cuts_word(text: str, start: int, end: int) -> bool:
    """Tell whether a span stands between the halves of a Chinese word."""
    return bool(cut_word(text, start, end))


def word_before(text: str, end: int) -> str:
    """Return the Chinese word that ends at a place, in its plain form: 测控 in front of -8-."""
    before = BEFORE.search(text, max(0, end - REACH), end)
    return cutter().cut(plain_form(before[0]), False)[-1] if before else ""


def word_after(text: str, start: int) -> str:
    """Return the Chinese word that begins at a place, in its plain form: 日本 behind 。2."""
    after = AFTER.match(text, start)
    return cutter().cut(plain_form(after[0]), False)[0] if after else ""
