"""The pattern of a row of date_shapes.csv: a regular expression with words of its own.

`<month_en>` stands for the words of a list of date_words.csv or for the pattern of another row whose
reader is `part`, `<year=four_digits>` gives what it stands for a name, and a blank is the white
space that texts have there: between English words some, between Chinese characters some or none.
"""

import re
from collections.abc import Iterator, Mapping

REFERENCE = re.compile(r"(?<!\(\?P)<(?:(?P<field>[a-z_][a-z0-9_]*)=)?(?P<name>[a-z][a-z0-9_-]*)>")
PART = "part"  # the reader of rows that other rows are made of
# A line may break inside an expression.
BLANKS = {
    "en": r"(?:[^\S\n]{1,3}|[^\S\n]{0,2}\n[^\S\n]{0,2})",
    "zh": r"[^\S\n]{0,3}(?:\n[^\S\n]{0,3})?",
}


def references(pattern: str) -> Iterator[str]:
    """Yield the names that a pattern refers to: month_en, four_digits."""
    yield from (found["name"] for found in REFERENCE.finditer(pattern))


def expanded(pattern: str, language: str, known: Mapping[str, str]) -> str:
    """Return a pattern as a regular expression; `known` holds what the names stand for.

    Raises KeyError for an unknown name.

    >>> expanded('<year=digits> 年', 'zh', {'digits': '[0-9]{4}'}).startswith('(?P<year>[0-9]{4})')
    True
    """

    def put(found: re.Match[str]) -> str:
        opening = f"(?P<{found['field']}>" if found["field"] else "(?:"
        return f"{opening}{known[found['name']]})"

    return REFERENCE.sub(put, pattern.replace(" ", BLANKS[language]))


def mistake(pattern: str, language: str) -> str:
    """Return what is wrong with a pattern by itself, nothing where it can be compiled."""
    anything = dict.fromkeys(references(pattern), "x")
    try:
        re.compile(expanded(pattern, language, anything))
    except re.error as error:
        return str(error)
    return ""
