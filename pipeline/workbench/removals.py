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
# How removals are shown where nothing can be struck out, as wdiff and git do.
OPEN, CLOSE = "[-", "-]"


def struck_out(
    folder: Path, name: str, overlay: Path | None = None, *, is_plain: bool = False
) -> "Text":
    """Return the source text with removals struck out and their rules beside them; `is_plain` puts
    them between signs instead: [-第3页-]{page-number}.

    Raises ReadError for a file that cannot be read, LexiconError for lexicons that cannot be used.
    """
    from rich.text import Text

    source = read_article(folder, name, Metadata({}))
    repaired = repair(source, RepairKnowledge(lexicon.load(overlay)))
    pieces = list(_pieces(source.text, repaired.text))
    if is_plain:
        return Text("".join(_signed(piece, style) for piece, style in pieces))
    return Text.assemble(*((f"[{p}]" if style == RULE else p, style) for p, style in pieces))


def _signed(piece: str, style: str) -> str:
    if style == REMOVED:
        return f"{OPEN}{piece}{CLOSE}"
    return f"{{{piece}}}" if style == RULE else piece


def _pieces(source: str, text: TracedText) -> Iterator[tuple[str, str]]:
    position = 0
    for removal in text.removals:
        start, end = removal.span.start, removal.span.end
        yield source[position:start], KEPT
        yield source[start:end], REMOVED
        yield removal.rule, RULE
        position = end
    yield source[position:], KEPT
