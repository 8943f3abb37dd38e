"""Cells that a spreadsheet would run as a formula, disarmed, and given back as they were."""

import re

# A spreadsheet takes such a cell for a formula; one apostrophe in front disarms it.
FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")
GUARDED = re.compile(r"'+[=+\-@＝＋－＠\t\r\n]")


def guard(cell: str) -> str:
    """Disarm a text cell that a spreadsheet would run as a formula.

    >>> guard('=1+1'), guard('3E001')
    ("'=1+1", '3E001')
    """
    return "'" + cell if FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """Give a guarded cell back as it was.

    >>> unguard("'=1+1"), unguard("'90s")
    ('=1+1', "'90s")
    """
    return cell[1:] if cell[:1] == "'" and GUARDED.match(cell) else cell
