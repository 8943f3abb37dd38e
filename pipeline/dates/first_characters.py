"""A regular expression to the characters that its matches may begin with: the gate of a shape,
derived from its pattern.
"""

import re
from re import _parser  # type: ignore[attr-defined]
from typing import Any

ANY: frozenset[str] = frozenset()
WIDEST = 256  # characters of a range; a wider class is any character
SPACES, DIGITS = " \t\n\r\f\v", "0123456789"


class _AnythingError(Exception):
    """A match may begin with any character."""


def first_characters(source: str, flags: int = 0) -> frozenset[str]:
    """Return the characters that a match may begin with, in lower case where case is ignored; empty
    where any character may.

    >>> sorted(first_characters('(?:Q|H)[1-4]|[0-9]{2}年'))[:3]
    ['0', '1', '2']
    """
    try:
        found, may_be_empty = _of_all(_parser.parse(source, flags))
    except _AnythingError:
        return ANY
    if may_be_empty:
        return ANY
    is_either = flags & re.IGNORECASE
    return frozenset(one.lower() for one in found) if is_either else frozenset(found)


def _of_all(items: Any) -> tuple[set[str], bool]:
    """Return the first characters of a sequence, and whether it may be empty."""
    found: set[str] = set()
    for name, value in items:
        some, may_be_empty = _of_one(str(name), value)
        found |= some
        if not may_be_empty:
            return found, False
    return found, True


def _of_one(name: str, value: Any) -> tuple[set[str], bool]:
    """Return the first characters of one item of a pattern, and whether it may be empty."""
    if name == "LITERAL":
        return {chr(value)}, False
    if name == "IN":
        return _of_class(value), False
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        fewest, _, inside = value
        found, may_be_empty = _of_all(inside)
        return found, may_be_empty or fewest == 0
    if name == "BRANCH":
        both = [_of_all(branch) for branch in value[1]]
        return set().union(*(found for found, _ in both)), any(empty for _, empty in both)
    if name in ("SUBPATTERN", "ATOMIC_GROUP"):
        return _of_all(value[-1] if name == "SUBPATTERN" else value)
    if name in ("AT", "ASSERT", "ASSERT_NOT"):
        return set(), True
    raise _AnythingError


def _of_class(items: Any) -> set[str]:
    """Return the characters of a class: [0-9年]."""
    found: set[str] = set()
    for name, value in items:
        if str(name) == "LITERAL":
            found.add(chr(value))
        elif str(name) == "RANGE" and value[1] - value[0] < WIDEST:
            found |= set(map(chr, range(value[0], value[1] + 1)))
        elif str(value) == "CATEGORY_DIGIT":
            found |= set(DIGITS)
        elif str(value) == "CATEGORY_SPACE":
            found |= set(SPACES)
        else:
            raise _AnythingError
    return found
