"""Cells that span rows, copied into each of them: up to what tables hold, so that no table fills the
memory with one long cell.
"""

from copy import deepcopy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_COPIED = 300_000  # characters and elements of a document; a long table copies a tenth


class Copies:
    """What was copied so far of one document."""

    def __init__(self) -> None:
        self._size = 0

    def of(self, element: "_Element") -> "_Element | None":
        """Return a copy of an element, or None where too much was copied."""
        if self._size < MOST_COPIED:
            self._size += sum(
                1 + len(part.text or "") + len(part.tail or "") for part in element.iter()
            )
        return deepcopy(element) if self._size < MOST_COPIED else None
