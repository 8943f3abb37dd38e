"""The lexicons looked at as a whole: files in, findings out, each with file, line, column and
remedy. Errors are those that keep a run from starting; warnings are only told here.
"""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from pipeline.lexicon import LexiconError, load, shipped_folder
from pipeline.lexicon.cache import undisturbed
from pipeline.lexicon.findings import WARNING, Finding
from pipeline.lexicon.gazetteer import HAN_ONLY
from pipeline.lexicon.layers import Layers, Use, read_layer
from pipeline.lexicon.lexicons import own_contents, shipped_contents
from pipeline.lexicon.mistakes import dictionary, meanings, mistakes, strangers
from pipeline.workbench.cells import oddities

# A word of two characters that jieba's dictionary counts this often is no name on its own.
COMMON = 1_000
COMMON_TAGS = ("n", "v", "a", "d", "vn", "c", "p", "r", "m", "q", "u", "f", "b", "ad", "an")
LONGEST_COMMON = 2


def check(overlay: Path | None = None) -> list[Finding]:
    """Return what is wrong in the shipped lexicons, or in a user's folder laid over them.

    Warnings on shipped rows are left out where a folder is given: nobody can mend them there.
    """
    with undisturbed():
        layers, found = shipped_layers()
        if overlay:
            contents = own_contents(overlay)
            rows, wrong = read_layer(contents, user=True)
            own = Layers(layers.shipped_folder, layers.shipped, overlay, rows)
            own.__dict__["shipped_uses"] = layers.shipped_uses
            odd = [finding for content in contents for finding in oddities(content)]
            found = [*found, *wrong, *mistakes(own), *strangers(overlay), *odd, *_doubts(own)]
        else:
            odd = [finding for content in shipped_contents() for finding in oddities(content)]
            found = [*found, *odd, *_doubts(layers)]
    return sorted(
        dict.fromkeys(found),
        key=lambda item: (item.severity, str(item.path), item.line, item.column),
    )


def shipped_layers() -> tuple[Layers, list[Finding]]:
    """Return the shipped rows that can be used, and the errors in the others."""
    digests = tuple(hashlib.sha256(data).hexdigest() for _, _, data in shipped_contents())
    return _shipped_layers(digests)


@lru_cache(maxsize=1)
def _shipped_layers(digests: tuple[str, ...]) -> tuple[Layers, list[Finding]]:
    with suppress(LexiconError):  # whatever loads has no errors, and its rows may be remembered
        return Layers(shipped_folder(), load().keyed), []
    rows, findings = read_layer(shipped_contents(), user=False)
    layers = Layers(shipped_folder(), rows)
    return layers, [*findings, *mistakes(layers)]


def _doubts(layers: Layers) -> Iterator[Finding]:
    """Yield warnings on surfaces: beside the others, and beside the words of the language."""
    for plain in layers.own_uses if layers.folder else layers.shipped_uses:
        found = layers.uses(plain)
        if len(found) > 1:
            yield from (one for one in meanings(layers, found) if one.severity == WARNING)
            yield from _doubled(layers, found)
        for use in found:
            yield from _word(layers, plain, use)


def _doubled(layers: Layers, found: list[Use]) -> Iterator[Finding]:
    """Find a surface that is a sure and a weak name of the same row."""
    sure = [use for use in found if not use.is_weak and use.row.table != "places"]
    for use in (use for use in found if use.is_weak):
        if any(one.row is use.row for one in sure):
            problem = f"“{use.surface}” is a sure and a weak name of the same row"
            yield layers.at(use.row, use.column, WARNING, problem, "Keep one of the two")


def _word(layers: Layers, plain: str, use: Use) -> Iterator[Finding]:
    """Look at a surface as a word: 苹果 is a fruit, 芯片 alone a head noun."""
    if use.is_weak or use.row.table == "places" or not HAN_ONLY.fullmatch(plain):
        return
    frequency, tag = dictionary().get(plain, (0, ""))
    if len(plain) <= LONGEST_COMMON and frequency >= COMMON and tag in COMMON_TAGS:
        problem = (
            f"“{use.surface}” is a common word (jieba's dictionary counts it {frequency} times)"
        )
        remedy = "Move it to weak_aliases, or use a longer name"
        yield layers.at(use.row, use.column, WARNING, problem, remedy)
    if use.row.table == "technologies":
        for other in _inner_names(layers, plain):
            problem = f"“{use.surface}” swallows {other.name}: that name is not found in it"
            remedy = "Leave the name out of the term"
            yield layers.at(use.row, use.column, WARNING, problem, remedy)


def _inner_names(layers: Layers, plain: str) -> Iterator[Use]:
    """Yield organizations at the beginning of a term: 华为 in 华为芯片, not 高通 in 高通量测序."""
    for end in range(2, len(plain)):
        if any(plain[:longer] in dictionary() for longer in range(end + 1, len(plain) + 1)):
            continue
        for use in layers.uses(plain[:end]):
            if use.row.table == "organizations" and not use.is_weak:
                yield use
                return
