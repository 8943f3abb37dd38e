"""The lexicons looked at as a whole: files in, findings out, each with file, line, column and
remedy.
"""

import difflib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from pipeline.lexicon import shipped_folder
from pipeline.lexicon.gazetteer import HAN_ONLY
from pipeline.lexicon.schema import TABLES
from pipeline.workbench.cells import ERROR, WARNING, Finding
from pipeline.workbench.overlay import NAMED, Checked, Rows, Use, read_all

# A word of two characters that jieba's dictionary counts this often is no name on its own.
COMMON = 1_000
COMMON_TAGS = ("n", "v", "a", "d", "vn", "c", "p", "r", "m", "q", "u", "f", "b", "ad", "an")
LONGEST_COMMON = 2
LOCATED = ("organizations", "country_cues")
# Words at the border of a surface that belong to the sentence around it: 与华为, 商务部的.
BORDER_WORDS = (
    "的",
    "和",
    "与",
    "及",
    "在",
    "将",
    "对",
    "被",
    "把",
    "从",
    "并",
    "或",
    "了",
    "为了",
)


def check(overlay: Path | None = None) -> list[Finding]:
    """Return what is wrong in the shipped lexicons, or in a user's folder laid over them.

    Findings on shipped rows are left out where a folder is given: nobody can mend them there.
    """
    checked = read_all(overlay)
    rows, found = checked.shipped.rows, checked.shipped.findings
    surfaces = checked.shipped.uses
    if overlay:
        rows, surfaces = checked.own, checked.own_uses
        found = [*checked.findings, *_strangers(overlay)]
    found = [
        *found, *_surfaces(checked, surfaces), *_nameless(checked, rows), *_nowhere(checked, rows)
    ]  # fmt: skip
    folder = overlay or shipped_folder()
    mine = {finding for finding in found if finding.path.parent == folder}
    return sorted(mine, key=lambda item: (item.severity, str(item.path), item.line, item.column))


def _strangers(overlay: Path) -> Iterator[Finding]:
    """Find files that nothing reads: organisations.csv, organizations.xlsx."""
    names = [f"{table.name}.csv" for table in TABLES]
    for path in sorted(overlay.iterdir()):
        if path.is_file() and path.name not in names and not path.name.startswith((".", "~$")):
            near = difflib.get_close_matches(path.stem + ".csv", names, 1)
            remedy = f"Save it as {near[0]}" if near else f"Use one of: {', '.join(names)}"
            severity = ERROR if near else WARNING
            yield Finding(path, 0, "", severity, "no lexicon has this name", remedy)


def _surfaces(checked: Checked, surfaces: Iterable[str]) -> Iterator[Finding]:
    """Look at every surface: beside the others, and beside the words of the language."""
    for plain in surfaces:
        found = checked.uses(plain)
        yield from _meanings(checked, found)
        for use in found:
            yield from _word(checked, plain, use)


def _nameless(checked: Checked, rows: Rows) -> Iterator[Finding]:
    for row in (row for table in NAMED for row in rows.get(table, {}).values()):
        if not row["name_zh_hans"] and not row["name_en"]:
            use = Use("", "", "name_zh_hans", row)
            yield checked.at(use, ERROR, "the row has no name", "Fill name_zh_hans or name_en")


def _nowhere(checked: Checked, rows: Rows) -> Iterator[Finding]:
    """Find rows of a country that places.csv does not have: ZZ, usa."""
    for row in (row for table in LOCATED for row in rows.get(table, {}).values()):
        if (place := row["country"]) and checked.row("places", place) is None:
            use = Use(place, place, "country", row)
            problem = f"“{place}” is no id of places.csv"
            yield checked.at(use, ERROR, problem, "Use an id such as CN, US, EU, or add the place")


def _meanings(checked: Checked, found: list[Use]) -> Iterator[Finding]:
    """Look at one surface in several rows: one meaning must be sure, or all be weak."""
    sure = [use for use in found if not use.is_weak and use.row.table != "places"]
    for number, use in enumerate(sure[1:], 1):
        other = next((one for one in sure[:number] if one.row is not use.row), None)
        if other is None:
            continue
        across = other.row.table != use.row.table
        same_country = use.row.cells.get("country") == other.row.cells.get("country")
        case = use.surface != other.surface and use.surface.isascii()
        severity = ERROR if (across or same_country) and not case else WARNING
        problem = f"“{use.surface}” also means {other.name}"
        yield checked.at(use, severity, problem, "Move it to weak_aliases in one of the rows")
    for use in (use for use in found if use.is_weak):
        if any(one.row is use.row for one in sure):
            problem = f"“{use.surface}” is a sure and a weak name of the same row"
            yield checked.at(use, WARNING, problem, "Keep one of the two")


def _word(checked: Checked, plain: str, use: Use) -> Iterator[Finding]:
    """Look at a surface as a word: 苹果 is a fruit, 芯片 alone a head noun, 华为的 two words."""
    if use.is_weak or use.row.table == "places" or not HAN_ONLY.fullmatch(plain):
        return
    frequency, tag = dictionary().get(plain, (0, ""))
    if len(plain) <= LONGEST_COMMON and frequency >= COMMON and tag in COMMON_TAGS:
        problem = (
            f"“{use.surface}” is a common word (jieba's dictionary counts it {frequency} times)"
        )
        yield checked.at(use, WARNING, problem, "Move it to weak_aliases, or use a longer name")
    known = checked.shipped.uses
    border = next((w for w in BORDER_WORDS if plain.startswith(w) or plain.endswith(w)), "")
    if (
        border
        and plain not in dictionary()
        and plain.removeprefix(border).removesuffix(border) in known
    ):
        problem = f"“{use.surface}” swallows {border}, a word of the sentence"
        yield checked.at(use, ERROR, problem, f"Leave {border} out")
    if use.row.table == "technologies":
        for other in _inner_names(checked, plain):
            problem = f"“{use.surface}” swallows {other.name}: that name is not found in it"
            yield checked.at(use, WARNING, problem, "Leave the name out of the term")


def _inner_names(checked: Checked, plain: str) -> Iterator[Use]:
    """Yield organizations at the beginning of a term: 华为 in 华为芯片, not 高通 in 高通量测序."""
    for end in range(2, len(plain)):
        if any(plain[:longer] in dictionary() for longer in range(end + 1, len(plain) + 1)):
            continue
        for use in checked.uses(plain[:end]):
            if use.row.table == "organizations" and not use.is_weak:
                yield use
                return


@lru_cache(maxsize=1)
def dictionary() -> dict[str, tuple[int, str]]:
    """Return the words of jieba's dictionary with frequency and part of speech."""
    import jieba

    text = (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8")
    lines = (line.split(" ") for line in text.splitlines())
    return {word: (int(frequency), tag) for word, frequency, tag in lines}
