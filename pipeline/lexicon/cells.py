"""The cells of one row: what is wrong in them, so that the row cannot be used."""

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping

from pipeline.lazy import lazy
from pipeline.lexicon.construction_cells import construction_problems
from pipeline.lexicon.kinds import LANGUAGES
from pipeline.lexicon.lists import LISTS
from pipeline.lexicon.schema import Table
from pipeline.lexicon.shape_pattern import mistake
from pipeline.plain import fold

Problem = tuple[str, str, str]  # column, what is wrong, what to do
NAMED = ("organizations", "technologies", "places", "instruments")
PERSONS = "persons"  # several rows may name the same person
NAME_COLUMNS = ("name_zh_hans", "name_en", "aliases", "weak_aliases")
LIST_COLUMNS = ("aliases", "weak_aliases")
SHAPES, TICK = "date_shapes", "`"
BREAK = re.compile(r"[\t\r\n]")
# Letters that a spreadsheet never takes for a number: 12e456 is infinity, MAR-1 stays text.
ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
INVISIBLE = ("Cf", "Cc", "Co", "Zl", "Zp")
# Marks of width zero that Unicode counts among letters and accents.
UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
NUMERAL = "[〇零一二三四五六七八九十廿]"
MONTH_NAME = "(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
DATE = lazy(
    r"\d{1,4}年(?:\d{1,2}月(?:\d{1,2}[日号]?)?)?|\d{1,2}月(?:\d{1,2}[日号])?|\d{1,2}[日号]"
    rf"|{NUMERAL}{{4}}年(?:{NUMERAL}{{1,2}}月)?(?:{NUMERAL}{{1,3}}[日号])?"
    rf"|{NUMERAL}{{1,2}}月{NUMERAL}{{1,3}}[日号]"
    r"|\d{4}([-/.])\d{1,2}(?:\1\d{1,4})?|\d{1,2}([-/.])\d{1,2}\2\d{2,4}"
    rf"|{MONTH_NAME}\.?[ -]\d{{1,4}}(?:, ?\d{{4}})?|\d{{1,2}}[ -]{MONTH_NAME}(?:[ ,.-]+\d{{2,4}})?",
    re.IGNORECASE,
)
DAY = re.compile(r"[12]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
NUMBER = re.compile(r"[-+]?\d[\d.,:%]*(?:e[+-]\d+)?", re.IGNORECASE)
# What a spreadsheet makes of a cell that it takes for a formula.
FORMULA = re.compile(r"=.*|#(?:NAME\?|REF!|VALUE!|DIV/0!|N/A|NUM!|NULL!)")
WORD = re.compile(r"\w")
# Where more values are allowed than this, only the nearest is told.
MOST_SHOWN = 20
# How every name begins that is none: most cells have no such item and need no closer look.
SUSPECT = re.compile(rf"(?:^|\|)\s*(?:[^\w\s|]|\d|{NUMERAL}|{MONTH_NAME})", re.IGNORECASE)


def problems(table: Table, cells: list[str], values: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what is wrong in a row; `cells` as they are written, `values` without outer spaces."""
    for name in table.required:
        if not values[name]:
            yield name, "the cell is empty", "Fill it or remove the row"
    if not (whole := "".join(cells)).isprintable() or UNSEEN.search(whole):
        yield from _invisible(table, values)
    for name, allowed in table.allowed.items():
        if values[name] and values[name] not in allowed:
            yield name, f"“{values[name]}” is not allowed", one_of(values[name], allowed)
    if table.key == ("id",):
        yield from _identity(values)
    if table.name == "constructions":
        yield from construction_problems(values)
    if table.name in (*NAMED, PERSONS):
        yield from _names(values)
    if table.name == PERSONS:
        yield from _term(values)
    if table.name == SHAPES:
        yield from _shape(values)
    if table.name in LISTS and values["list"]:
        yield from _listed(table.name, values)


def _shape(values: Mapping[str, str]) -> Iterator[Problem]:
    """Look at the pattern of a way to write dates, and at its example."""
    is_known = values["language"] in LANGUAGES
    wrong = mistake(values["pattern"], values["language"]) if is_known else ""
    if wrong:
        remedy = "Close what is open; write \\ before a sign that stands for itself"
        yield "pattern", f"the pattern cannot be read: {wrong}", remedy
    if values["example"] and values["example"].count(TICK) != len((TICK, TICK)):
        yield "example", "the example marks no date", "Put the date between two `"


def one_of(written: str, allowed: Collection[str]) -> str:
    """Say what may be written instead, the nearest first: paywal, Did you mean …"""
    near = difflib.get_close_matches(written, allowed, 1)
    if len(allowed) > MOST_SHOWN and near:
        return f"Did you mean {near[0]}?"
    hint = f"Did you mean {near[0]}? " if near else ""
    return f"{hint}Use one of: {', '.join(sorted(allowed))}"


def _invisible(table: Table, values: Mapping[str, str]) -> Iterator[Problem]:
    """Find characters that nobody sees, and line breaks: a zero-width space, NUL."""
    for name in table.columns:
        if name in table.verbatim:
            continue
        value = values[name]
        if name != "note" and BREAK.search(value):
            yield name, "a tab or a line break inside the cell", "Remove it; names are joined by |"
        for char in dict.fromkeys(value):
            hidden = unicodedata.category(char) in INVISIBLE or UNSEEN.match(char)
            if hidden and char not in "\t\r\n" and (name != "note" or char == "\0"):
                code = f"U+{ord(char):04X} {unicodedata.name(char, 'a control character')}"
                remedy = "Retype the cell, or paste it as plain text"
                yield name, f"invisible character {code}", remedy


def _identity(values: Mapping[str, str]) -> Iterator[Problem]:
    if values["id"] and not ID.fullmatch(values["id"]):
        problem = f"“{values['id']}” is no id"
        yield "id", problem, "Start with a letter; go on with letters, digits, - and _: my-lab"


def _names(values: Mapping[str, str]) -> Iterator[Problem]:
    """Find rows without a name, and names that are dates, numbers or a spreadsheet's errors."""
    if not values["name_zh_hans"] and not values["name_en"]:
        remedy = "Fill name_zh_hans or name_en; to take a shipped row away, list it in removed.csv"
        yield "name_zh_hans", "the row has no name", remedy
    for column in NAME_COLUMNS:
        cell = values.get(column, "")
        for item in cell.split("|") if SUSPECT.search(cell) else ():
            if (name := item.strip()) and (what := _no_name(name, column)):
                yield column, f"“{name}” is {what}", "Write the name as text, or remove it"


def _term(values: Mapping[str, str]) -> Iterator[Problem]:
    """Find terms of office without days: 3.3.2021, and those that end before they begin."""
    for column in ("from", "to"):
        if values[column] and not DAY.fullmatch(values[column]):
            yield column, f"“{values[column]}” is no day", "Write 2021-03-03, 2021-03 or 2021"
    if values["to"] and values["to"] < values["from"][: len(values["to"])]:
        yield "to", f"“{values['to']}” is before “{values['from']}”", "Look at both days"


def _no_name(name: str, column: str) -> str:
    """Tell what a name is instead: 2021年3月12日 is a date; 360 alone may be a weak alias."""
    plain = fold(name)
    if DATE.fullmatch(plain):
        return "a date"
    if NUMBER.fullmatch(plain) and not (column == "weak_aliases" and plain.isdigit()):
        return "a number"
    if FORMULA.fullmatch(plain):
        return "a formula, not a name"
    return "" if WORD.search(plain) else "no word"


def _listed(file: str, values: Mapping[str, str]) -> Iterator[Problem]:
    """Look at the list that a row names, and at the value beside the word."""
    known = LISTS[file].get(values["list"])
    if known is None:
        near = difflib.get_close_matches(values["list"], LISTS[file], 1)
        others = [f"{other}.csv" for other in LISTS if values["list"] in LISTS[other]]
        remedy = (
            f"Move the row to {others[0]}"
            if others
            else f"Did you mean {near[0]}?"
            if near
            else "lexicons/README.md names the lists"
        )
        yield "list", f"“{values['list']}” is no list of {file}.csv", remedy
    elif "value" in values and not known.value.holds(values["value"]):
        shown = f"“{values['value']}” is no {known.value.name} for {known.name}"
        if not known.value.meaning:
            shown = f"{known.name} has no values"
        yield "value", shown, known.value.remedy(values["value"])
