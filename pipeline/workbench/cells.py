"""The cells of one lexicon file looked at one by one, for what is odd and can be used all the same:
what Excel, an input method or a copied web page leaves in them.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.lexicon import LexiconError
from pipeline.lexicon.cells import LIST_COLUMNS, NAME_COLUMNS, NAMED
from pipeline.lexicon.file import decode, read_cells
from pipeline.lexicon.findings import WARNING, Finding
from pipeline.lexicon.layers import Content
from pipeline.plain import HAN, fold

FULL_WIDTH = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u3000]")
HAN_CHARACTER = re.compile(f"[{HAN}]")
# 、 stands inside names too, with 和 before the last part: 科学、创新和技术部.
OTHER_JOINT = re.compile(r"[;；](?=.)|^[^与和及暨、]+、[^与和及暨]+$")
MIXED_ENDS = re.compile(rb"(?<!\r)\n")
UTF_16 = b"\xff\xfe"


def oddities(content: Content) -> Iterator[Finding]:
    """Yield warnings on a file; what keeps it from being read is the loader's to say."""
    table, path, data = content
    try:
        decode(path, data)
        yield from _line_ends(path, data)
        names, lines = read_cells(path, data, table)
        for line, cells in lines:
            for name, cell in zip(names, cells, strict=False):
                if name not in table.columns or name == "note":
                    continue
                found = list(_cell_oddities(cell))
                if name in NAME_COLUMNS and table.name in NAMED:
                    found += _surface_oddities(name, cell)
                for problem, remedy in found:
                    yield Finding(path, line, name, WARNING, problem, remedy)
    except LexiconError:
        return


def _line_ends(path: Path, data: bytes) -> Iterator[Finding]:
    """Look at line ends: \\r\\n in some lines only is a file put together from two."""
    if b"\r\n" in data and (bare := MIXED_ENDS.search(data)) and not data.startswith(UTF_16):
        yield Finding(
            path, data.count(b"\n", 0, bare.start()) + 1, "", WARNING,
            "line ends of two kinds (CRLF and LF)", "Save the file once more from one program",
        )  # fmt: skip


def _cell_oddities(cell: str) -> Iterator[tuple[str, str]]:
    if cell != cell.strip() and cell.strip():
        yield "spaces at the beginning or the end", "Remove them"
    if wide := "".join(FULL_WIDTH.findall(cell)):
        yield f"full-width {wide}", f"Write {fold(wide)}".rstrip() or "Remove it"


def _surface_oddities(name: str, cell: str) -> Iterator[tuple[str, str]]:
    """Look at names: 部 is one character, A;B is one name for the loader."""
    if name == "name_en" and HAN_CHARACTER.search(cell):
        yield "Chinese characters in an English name", "Move them to aliases"
    items = [item.strip() for item in cell.split("|")] if name in LIST_COLUMNS else [cell.strip()]
    for item in filter(None, items):
        if len(item) == 1:
            yield f"“{item}” has one character and is never looked up", "Remove it"
        if name in LIST_COLUMNS and HAN_CHARACTER.search(item) and OTHER_JOINT.search(item):
            yield f"“{item}” holds a separator", "Names are joined by |"
    for item in dict.fromkeys(items):
        if item and items.count(item) > 1:
            yield f"“{item}” stands twice in the cell", "Keep one"
