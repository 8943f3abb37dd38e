"""A file's text for the eye: what repair removes is struck out, with the rule beside it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import lexicon
from pipeline.read import read_article
from pipeline.read.metadata import Metadata
from pipeline.repair import RepairKnowledge, repair
from pipeline.text import TracedText

if TYPE_CHECKING:
    from rich.text import Text

REMOVED, KEPT, RULE = "red strike", "", "dim italic"


def struck_out(folder: Path, name: str, overlay: Path | None = None) -> "Text":
    """Return the source text with removals struck out and their rules beside them.

    Raises ReadError for a file that cannot be read, LexiconError for lexicons that cannot be used.
    """
    from rich.text import Text

    source = read_article(folder, name, Metadata({}))
    repaired = repair(source, RepairKnowledge(lexicon.load(overlay)))
    return Text.assemble(*_pieces(source.text, repaired.text))


def _pieces(source: str, text: TracedText) -> Iterator[tuple[str, str]]:
    position = 0
    for removal in text.removals:
        start, end = removal.span.start, removal.span.end
        yield source[position:start], KEPT
        yield source[start:end], REMOVED
        yield f"[{removal.rule}]", RULE
        position = end
    yield source[position:], KEPT
