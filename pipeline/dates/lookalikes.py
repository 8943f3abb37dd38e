"""Plain text to what has the shape of a date and is none: page numbers, document numbers, issues,
versions, telephone numbers; each with the reason.
"""

import re
from collections.abc import Iterator

from pipeline.dates.chinese.years import has_year_before
from pipeline.dates.english.slashed import is_slashed_day
from pipeline.document import Rejection
from pipeline.text import Span

KIND = "date"
YEAR = r"(?:19|20)[0-9]{2}"
# Shapes by the characters they begin with, so that each search is a scan; those of digits are
# tried at each number.
LOOKALIKES = {
    "page": (
        re.compile(r"第\s?[0-9]{1,4}\s?页(?:\s?[,/]?\s?共\s?[0-9]{1,4}\s?页)?"),
        re.compile(r"[Pp]age\s[0-9]{1,4}(?:\s(?:of|/)\s[0-9]{1,4})?"),
        re.compile(r"[Pp]p?\.\s?[0-9]{1,4}(?:\s?[-–—]\s?[0-9]{1,4})?(?![0-9])"),
    ),
    "document_number": (
        re.compile(rf"[〔\[(【]\s?{YEAR}\s?[〕\])】]\s?(?:第\s?)?[0-9]{{1,5}}\s?号"),
        re.compile(rf"No\.[^\S\n]{{0,12}}{YEAR}-[0-9]{{1,5}}(?![0-9-])"),
        # (2019) 22 HKCFAR 1, [2018] EWCA Civ 12: where a judgment is reported.
        re.compile(
            rf"[(\[]{YEAR}[)\]]\s(?:[0-9]{{1,3}}\s)?(?:[A-Z][A-Z.]{{1,9}}|All\sER)(?:\s(?:Civ|Crim|Admin|Ch))?\s[0-9]{{1,5}}(?![0-9])"
        ),
    ),
    "issue": (
        re.compile(
            rf"[Vv]ol(?:ume|\.)\s?[0-9]{{1,4}}(?:,?\s?(?:[Nn]o|[Ii]ssue)\.?\s?[0-9]{{1,4}})?(?:,?\s?\(?{YEAR}\)?)?"
        ),
    ),
    "isbn": (
        re.compile(r"ISBN[\s:]{0,2}[0-9][0-9Xx\-]{8,20}"),
        re.compile(r"ISSN[\s:]{0,2}[0-9]{4}-[0-9Xx]{4}"),
    ),
    "identifier": (
        re.compile(
            rf"[A-Z]{{2,8}}[-/](?:[A-Z0-9]{{1,6}}[-/]){{0,2}}{YEAR}[-/][0-9]{{1,8}}(?:[-/][0-9]{{1,6}})?(?![0-9])"
        ),
    ),
}
NUMBER = re.compile(r"(?<![0-9])[0-9]++(?=[/.\-·•・‧ 年,(])")
OF_DIGITS = re.compile(
    rf"""(?P<document_number>{YEAR}\s?年第\s?[0-9]{{1,5}}\s?号)
      | (?P<issue>{YEAR}\s?年?\s?[,(]?\s?第\s?[0-9]{{1,4}}\s?[期卷辑版]\)?(?:\s?\(总第\s?[0-9]{{1,5}}\s?[期卷辑]\))?|{YEAR}\s?年\s?[0-9]{{1,4}}\s?[期卷辑]
          |{YEAR},?\s?\([0-9]{{1,3}}\)(?:\s?:\s?[0-9]{{1,4}})?)
      | (?P<fraction>[0-9]{{1,2}}/[0-9]{{1,3}}(?:G\b)?(?![0-9/.\-]))
      | (?P<isbn>97[89]-[0-9\-]{{8,14}})
      | (?P<phone>[0-9]{{2,4}}-[0-9]{{3,4}}-[0-9]{{4}}(?![0-9\-]))
      | (?P<version>[0-9]{{1,3}}\.[0-9]{{1,3}}\.[0-9]{{1,3}}(?:\.[0-9]{{1,3}})?(?![0-9.]|年))
      | (?P<event>[0-9]{{1,2}}[·•・‧][0-9]{{1,2}}(?![0-9]))""",
    re.VERBOSE,
)
GLUED = frozenset("/.-")
REASONS = {
    "page": "a page number",
    "document_number": "the number of an official document",
    "issue": "the issue of a journal",
    "fraction": "a fraction, a count or a day without a name of its month",
    "isbn": "a book or journal number",
    "phone": "a telephone number",
    "version": "a version number",
    "event": "the name of an event or a decimal",
    "identifier": "an identifier",
    "lunar-calendar": "a date of the lunar calendar",
    "recurrence": "days that come back every week or year",
    "year-without-era": "a year of three digits, and no era says whose",
    "digits": "a number without a word that makes it a day",
    "duration": "a span of years, not a year",
    "quantity": "a quantity, not a year",
    "day-month-order": "the order of day and month is open",
}


def find_shapes(plain: str) -> Iterator[Rejection]:
    """Yield what a word or a bracket in front of it gives away: 第17页, 〔2025〕8号, ISBN."""
    for rule, shapes in LOOKALIKES.items():
        for shape in shapes:
            for match in shape.finditer(plain):
                if match.start() == 0 or not (
                    match.group()[0].isascii() and plain[match.start() - 1].isalnum()
                ):
                    yield Rejection(Span(*match.span()), KIND, rule, REASONS[rule])


def find_numbers(plain: str) -> Iterator[Rejection]:
    """Yield numbers whose own shape is none of a date: 4/5G, 2.1.3, 2021年第6期."""
    end = 0
    for number in NUMBER.finditer(plain):
        start = number.start()
        if start < end or (start and plain[start - 1] in GLUED):
            continue
        if match := OF_DIGITS.match(plain, start):
            end, rule = match.end(), match.lastgroup or ""
            is_fraction = rule == "fraction"
            if is_fraction and (has_year_before(plain, start, end) or is_slashed_day(plain, start)):
                continue
            yield Rejection(Span(start, end), KIND, rule, REASONS[rule])
