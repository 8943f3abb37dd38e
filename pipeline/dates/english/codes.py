"""English text at a site to dates in digits and codes, and to what stands above a month: 22/04/2016,
Q3 2024, FY2025, the 1990s, the 20th century, 2021.
"""

import re

from pipeline.dates.english import patterns
from pipeline.dates.expression import Expression, Partial
from pipeline.dates.numerals import english_number, english_year
from pipeline.text import Span

Point = tuple[Partial, int]

FIRST_YEAR, LAST_YEAR = 1500, 2199
# A two-digit year up to this is of the twenty-first century.
PIVOT = 50
YEAR = re.compile(rf"{patterns.YEAR}|{patterns.SPELLED_YEAR}", re.IGNORECASE)
DECADE_BEFORE = re.compile(r"\b(?:the|in|since|from|early|mid|late)[\s-]$|^$", re.IGNORECASE)


def any_year(text: str) -> int | None:
    """Read a year in digits or words: 1996, '96, nineteen ninety-six."""
    if text[0] in "'’" or (text.isdigit() and len(text) == 2):
        short = int(text.strip("'’"))
        return short + (2000 if short < PIVOT else 1900)
    return english_year(text)


def iso(plain: str, start: int) -> Point | None:
    """Read 2021-12-05, 2021/12/5, 2021-12."""
    found = patterns.ISO.match(plain, start)
    if not found or (
        found["day"] is None and not (found["sign"] == "-" and len(found["month"]) == 2)
    ):
        return None
    if found["day"] is None and not 1 <= int(found["month"]) <= 12:
        return None
    return Partial(
        year=int(found["year"]),
        month=int(found["month"]),
        day=int(found["day"]) if found["day"] else None,
        notation="numeric",
    ), found.end()


def numeric(plain: str, start: int) -> Point | None:
    """Read 22/04/2016 and 13.5.2015: the order of day and month must be beyond doubt, or the sign
    a German dot.
    """
    found = patterns.NUMERIC.match(plain, start)
    if not found:
        return None
    first, second, year = int(found["a"]), int(found["b"]), int(found["year"])
    if first == second or first > 12 or found["sign"] == ".":
        return Partial(year=year, month=second, day=first, notation="numeric"), found.end()
    american = Partial(year=year, month=first, day=second, notation="numeric")
    return (american, found.end()) if second > 12 else None


def quarter_code(plain: str, start: int) -> Point | None:
    """Read Q3 2024, 2024 Q3, H1 2024."""
    found = patterns.QUARTER_CODE.match(plain, start)
    if not found:
        return None
    letter, number = (
        (found["letter"] or found["letter2"]).upper(),
        int(found["number"] or found["number2"]),
    )
    text = found["year"] or found["before"]
    year = any_year(text) if text else None
    if letter == "H" and (number > 2 or year is None):
        return None
    if letter == "Q":
        return Partial(year=year, quarter=number), found.end()
    return Partial(year=year, half=number), found.end()


def fiscal(plain: str, start: int) -> Point | None:
    """Read FY2025, fiscal year 2025."""
    found = patterns.FISCAL.match(plain, start)
    year = any_year(found["year"]) if found else None
    return (Partial(year=year, fiscal=True), found.end()) if found and year else None


def decade(plain: str, start: int) -> Point | None:
    """Read the 1990s, the '90s, the nineties."""
    found = patterns.DECADE.match(plain, start)
    if not found or (found["word"] and not DECADE_BEFORE.search(plain[max(0, start - 10) : start])):
        return None
    if found["year"]:
        year = int(found["year"])
        return Partial(century=year // 100 + 1, decade=year // 10 % 10), found.end()
    tens = int(found["short"]) if found["short"] else patterns.DECADE_WORDS[found["word"].lower()]
    return Partial(century=20, decade=tens // 10), found.end()


def century(plain: str, start: int) -> Point | None:
    """Read the 20th century."""
    found = patterns.CENTURY.match(plain, start)
    number = english_number(found["number"]) if found else None
    return (Partial(century=number), found.end()) if found and number and number <= 22 else None


def year(plain: str, start: int) -> Point | None:
    """Read a bare year where a preposition makes it one and no counted noun follows: in 2021, not
    2021 units.
    """
    found = YEAR.match(plain, start)
    year = english_year(found.group()) if found else None
    if not found or year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return Partial(year=year), found.end()


def is_lonely(plain: str, start: int, end: int, partial: Partial) -> bool:
    """Tell whether a bare year has no word that makes it a year."""
    before = plain[max(0, start - 24) : start]
    if partial != Partial(year=partial.year):
        return False
    if not plain[start].isdigit():
        return not re.search(r"\b(?:in|since|until)\s$", before) or bool(
            patterns.COUNT_AFTER.match(plain, end)
        )
    if patterns.COUNT_AFTER.match(plain, end):
        return not re.search(r"\b(?:in|since|during)\s$", before, re.IGNORECASE)
    if patterns.SAFE_YEAR.search(before) or patterns.POSSESSIVE.match(plain, end):
        return False
    is_bracketed = before.endswith("(") and plain[end : end + 1] == ")"
    return not (is_bracketed or patterns.LOOSE_YEAR.search(before))


def ambiguous(plain: str, start: int) -> Expression | None:
    """Read 12/05/2021, whose day and month nobody can tell apart, to be refused."""
    found = patterns.NUMERIC.match(plain, start)
    if not found or found["a"] == found["b"] or not 1 <= int(found["a"]) <= 12:
        return None
    if not 1 <= int(found["b"]) <= 12 or found["sign"] == ".":
        return None
    return Expression(Span(*found.span()), rule="en-date", refused="day-month-order")


def counted(plain: str, start: int, end: int) -> Expression | None:
    """Read 2021 employees, a quantity that looks like a year, to be refused."""
    is_name = plain[max(0, start - 3) : start].lower() == "of "  # the Treaty of 1967 forbids
    if is_name or not plain[start].isdigit() or not patterns.COUNT_AFTER.match(plain, end):
        return None
    return Expression(Span(start, end), rule="en-date", refused="quantity")
