"""English text at a site to dates in digits and codes, and to what stands above a month: 22/04/2016,
Q3 2024, FY2025, the 1990s, the 20th century, 2021.
"""

import re
from dataclasses import replace

from pipeline.dates.english import patterns
from pipeline.dates.expression import Expression, Partial
from pipeline.dates.numerals import english_number, english_year
from pipeline.dates.shape_rows import Found
from pipeline.text import Span

Point = tuple[Partial, int]

FIRST_YEAR, LAST_YEAR = 1500, 2199
# A two-digit year up to this is of the twenty-first century.
PIVOT = 50
# Years that name a thing: the 1875 treaty. The 2000 workers are counted.
NAMING_YEAR, ROUND = re.compile("(?:1[89]|20)[0-9]{2}"), ("00", "50")
SPELLED = re.compile(r"\b(?:in|since|until|year|by|of)\s$", re.IGNORECASE)
# In their early twenties: an age.
AGED = re.compile(
    r"\b(?:my|your|his|her|its|our|their)\s(?:early|mid|late)?[\s-]?\Z", re.IGNORECASE
)
LONGEST_AGED = 14  # bounds the work: AGED is shorter
LAST_CENTURY_SAID_SO = 1800  # the 1800s are a century, the 1990s and 2000s ten years
DECADE_BEFORE = re.compile(r"\b(?:the|in|since|from|early|mid|late)[\s-]$|^$", re.IGNORECASE)


def any_year(text: str) -> int | None:
    """Read a year in digits or words: 1996, '96, nineteen ninety-six."""
    if text[0] in "'’" or (text.isdigit() and len(text) == 2):
        short = int(text.strip("'’"))
        return short + (2000 if short < PIVOT else 1900)
    return english_year(text)


def iso(found: Found) -> Point | None:
    """Read 2021-12-05, 2021/12/5, 2021-12."""
    year, month, day = found["year"], found["month"], found["day"]
    if not day and not (found["sign"] == "-" and len(month) == 2):
        return None
    if not day and not 1 <= int(month) <= 12:
        return None
    date = Partial(
        year=int(year), month=int(month), day=int(day) if day else None, notation="numeric"
    )
    return date, found.end()


def numeric(found: Found) -> Point | None:
    """Read 22/04/2016 and 13.5.2015: the order of day and month must be beyond doubt, or the sign
    a German dot.
    """
    first, second, year = (int(found[name] or 0) for name in ("a", "b", "year"))
    if first == second or first > 12 or found["sign"] == ".":
        return Partial(year=year, month=second, day=first, notation="numeric"), found.end()
    american = Partial(year=year, month=first, day=second, notation="numeric")
    return (american, found.end()) if second > 12 else None


def month_year(found: Found) -> Point | None:
    """Read 11/2016."""
    month = Partial(year=int(found["year"]), month=int(found["month"]), notation="numeric")
    return month, found.end()


def week_number(found: Found) -> Point | None:
    """Read week 31 of 2024."""
    return Partial(year=int(found["year"]), week=int(found["number"])), found.end()


def quarter_code(found: Found) -> Point | None:
    """Read Q3 2024, 2024 Q3, H1 2024, 2Q24, 24Q3."""
    number, text = int(found["number"] or 0), found["year"]
    year = any_year(text) if text else None
    if found["letter"] in ("Q", "q"):
        return Partial(year=year, quarter=number), found.end()
    if number > 2 or year is None:
        return None
    return Partial(year=year, half=number), found.end()


def fiscal_code(found: Found) -> Point | None:
    """Read Q3 FY2024, FY24 H1: of the fiscal year, not of the calendar's."""
    code = quarter_code(found)
    return (replace(code[0], fiscal=True), code[1]) if code and code[0].year else None


def fiscal(found: Found) -> Point | None:
    """Read FY2025, fiscal year 2025."""
    year = any_year(found["year"])
    return (Partial(year=year, fiscal=True), found.end()) if year else None


def decade(found: Found) -> Point | None:
    """Read the 1990s, the '90s, the nineties."""
    word, text = found["word"], found.match.string
    if word and not DECADE_BEFORE.search(text[max(0, found.start() - 10) : found.start()]):
        return None
    if word and AGED.search(text, max(0, found.start() - LONGEST_AGED), found.start()):
        return None
    if (year := found["year"]) and year.endswith("00") and int(year) <= LAST_CENTURY_SAID_SO:
        return Partial(century=int(year) // 100 + 1), found.end()
    if year:
        return Partial(century=int(year) // 100 + 1, decade=int(year) // 10 % 10), found.end()
    tens = int(found["short"] or 0) or patterns.DECADE_WORDS[word.lower()]
    return Partial(century=20, decade=tens // 10), found.end()


def century(found: Found) -> Point | None:
    """Read the 20th century."""
    number = english_number(found["number"])
    is_told = number and number <= 22
    return (Partial(century=number), found.end()) if is_told else None


def calendar_year(found: Found) -> Point | None:
    """Read calendar year 2021, CY21."""
    return Partial(year=any_year(found["year"])), found.end()


def year(found: Found) -> Point | None:
    """Read a bare year where a preposition makes it one and no counted noun follows: in 2021, not
    2021 units.
    """
    number = english_year(found.group())
    if number is None or not FIRST_YEAR <= number <= LAST_YEAR:
        return None
    return Partial(year=number), found.end()


def is_lonely(plain: str, start: int, end: int, partial: Partial) -> bool:
    """Tell whether a bare year has no word that makes it a year."""
    before = plain[max(0, start - 24) : start]
    if partial != Partial(year=partial.year):
        return False
    if plain[start] in "Cc" or patterns.UP_TO_NOW.match(plain, end):  # calendar year 2021
        return False
    if not plain[start].isdigit():
        return not SPELLED.search(before) or bool(patterns.COUNT_AFTER.match(plain, end))
    if names_a_thing(plain, Span(start, end)):
        return False
    if patterns.COUNT_AFTER.match(plain, end):
        return not re.search(r"\b(?:in|since|during)\s$", before, re.IGNORECASE)
    if patterns.SAFE_YEAR.search(before) or patterns.POSSESSIVE.match(plain, end):
        return False
    is_bracketed = before.endswith("(") and plain[end : end + 1] == ")"
    is_beside = patterns.LOOSE_YEAR.search(before) or patterns.YEARS_BESIDE.search(before)
    return not (is_bracketed or is_beside)


def names_a_thing(plain: str, span: Span) -> bool:
    """Tell whether a year tells which thing is meant: its 1990 invasion; a round number may count."""
    found = patterns.NAMED_BY_YEAR.match(plain, span.end)
    year = plain[span.start : span.end]
    if not found or not NAMING_YEAR.fullmatch(year):
        return False
    is_round = year.endswith(ROUND) and found.group()[-1].islower()
    before = plain[max(0, span.start - patterns.LONGEST_PREFIX) : span.start]
    return not is_round and patterns.DETERMINED.search(before) is not None


def ambiguous(found: Found | None) -> Expression | None:
    """Read 12/05/2021, whose day and month nobody can tell apart, to be refused."""
    if found is None or found["a"] == found["b"] or found["sign"] == ".":
        return None
    if not all(1 <= int(found[name] or 0) <= 12 for name in ("a", "b")):
        return None
    return Expression(Span(found.start(), found.end()), rule="en-date", refused="day-month-order")


def counted(plain: str, start: int, end: int) -> Expression | None:
    """Read 2021 employees, a quantity that looks like a year, to be refused."""
    is_name = plain[max(0, start - 3) : start].lower() == "of "  # the Treaty of 1967 forbids
    if is_name or not plain[start].isdigit() or not patterns.COUNT_AFTER.match(plain, end):
        return None
    return Expression(Span(start, end), rule="en-date", refused="quantity")
