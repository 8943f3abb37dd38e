"""The cells of a construction: whether its pattern can be read, and whether it marks what it tells."""

import difflib
import re
from collections.abc import Iterator, Mapping

from pipeline.lexicon.kinds import MARKS
from pipeline.lexicon.lists import WORD_CLASSES
from pipeline.lexicon.patterns import PatternError, atoms, read_pattern, told

Problem = tuple[str, str, str]
MARKED = re.compile(r"`[^`]+`")
# Classes of words that have a file of their own.
OTHER_CLASSES = ("light_verb", "nominal", "function")


def construction_problems(values: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what is wrong in a row of constructions.csv: column, problem, remedy."""
    try:
        tree = read_pattern(values["pattern"])
    except PatternError as error:
        yield "pattern", error.problem, error.remedy
        return
    for name in (n for atom in atoms(tree) if atom.kind == "classes" for n in atom.names):
        if name not in WORD_CLASSES and name not in OTHER_CLASSES:
            near = difflib.get_close_matches(name, WORD_CLASSES, 1)
            remedy = f"Did you mean {near[0]}?" if near else "lexicons/README.md names the lists"
            yield "pattern", f"“{name}” is no class of words", remedy
    yield from _marks(values, frozenset(told(tree)))
    if not MARKED.search(values["example"]):
        yield "example", "nothing stands between backticks", "Write `…` around what it marks"
    if "`" in values["not"]:
        yield "not", "a backtick in a text that must not be marked", "Delete it"


def _marks(values: Mapping[str, str], names: frozenset[str]) -> Iterator[Problem]:
    """Find marks that nothing has, and pieces that the pattern does not tell."""
    for item in filter(None, values["adds"].split("|")):
        name, _, mark = item.partition("=")
        if name not in names:
            yield "adds", f"the pattern tells no “{name}”", f"Write {name}:… in the pattern"
        if mark not in MARKS:
            near = difflib.get_close_matches(mark, MARKS, 1)
            remedy = f"Did you mean {near[0]}?" if near else f"Use one of: {', '.join(MARKS)}"
            yield "adds", f"“{mark}” is no mark", remedy
