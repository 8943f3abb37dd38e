"""What a lexicon file may hold: its columns, what may stand in them, and how a row and a mistake are
told.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.lexicon.kinds import (
    BOILERPLATE_KINDS,
    DATE_READERS,
    EVENT_TYPES,
    INSTRUMENT_KINDS,
    LANGUAGES,
    MODALITIES,
    ORGANIZATION_KINDS,
    TECHNOLOGY_CATEGORIES,
)


class LexiconError(ValueError):
    """A lexicon that cannot be used: says file, line, column, what is wrong and what to do."""

    def __init__(self, path: Path, line: int, column: str, problem: str, remedy: str):
        place = (
            str(path)
            + (f", line {line}" if line else "")
            + (f", column {column}" if column else "")
        )
        super().__init__(f"{place}: {problem}. {remedy}")
        self.path, self.line, self.column = path, line, column
        self.problem, self.remedy = problem, remedy


@dataclass(frozen=True)
class Table:
    """A lexicon file: its columns, the ones that must be filled, what tells rows apart, what it is
    for, which rooms of `pipeline/` read it, what may stand in its columns, and the columns that are
    taken as they stand, with line breaks and signs that nobody sees.
    """

    name: str
    columns: tuple[str, ...]
    required: tuple[str, ...]
    key: tuple[str, ...]
    meaning: str = ""
    rooms: str = ""
    allowed: Mapping[str, Collection[str]] = field(default_factory=dict)
    verbatim: Collection[str] = ()


BODIES = "bodies"
NAMES = ["aliases", "weak_aliases", "note"]
# What the cells of a column hold, the same in every file.
COLUMNS = {
    "id": "what the tables call the entry: a letter, then letters, digits, - and _",
    "name_zh_hans": "the name in simplified Chinese; this or name_en must be filled",
    "name_en": "the name in English",
    "kind": "what sort of thing it is",
    "category": "the field it belongs to",
    "country": "an id of places.csv, or empty",
    "aliases": "other names, joined by |, that mean the entry wherever they stand",
    "weak_aliases": "names, joined by |, that count only where the text supports them",
    "note": "for people; nothing reads it",
    "cue": "the word",
    "trigger": "the verb or noun",
    "language": "which language it belongs to",
    "forms": "other forms of the word, joined by |",
    "objects": "words, joined by |, of which one must stand in the clause; empty: none needed",
    "event_type": "the type of the event",
    "pattern": (
        "what the row looks for. constructions: words of which classes, in which order, with names "
        "for the pieces that are told (x:NP); date_shapes: a regular expression, in which "
        "`<month_en>` stands for the words of a list of date_words.csv or for a row whose reader is "
        "`part`, a blank for white space"
    ),
    "adds": "what the named pieces are, joined by |: x=adjunct",
    "example": "words that it marks, with `…` around what it marks",
    "not": "a clause that looks alike and is not marked",
    "modality": "how sure the text is of an event beside it",
    "verb": "the verb",
    "head": "the noun that names end with",
    "list": "the list that the word belongs to",
    "word": "the word",
    "value": "what the word stands for, where its list asks for it",
    "festival": "its name, as the list festival_zh of date_words.csv gives it",
    "year": "the year",
    "day": "its month and day in that year",
    "month": "1 to 12, 闰4 for the month that is put in behind the fourth",
    "first": "the first day of the month",
    "reader": "what makes a date of it",
    "counter_example": "a sentence in which the row must find no date",
    "phrase": "the words as the page shows them",
    "table": "the file that the row stands in, without .csv",
    "office": "titles of the office, joined by |, without the country: 商务部长, Commerce Secretary",
    "organization": "the id in organizations.csv of the body that the office leads or speaks for",
    "body": "the id in organizations.csv of the part: us-bis",
    "parent": "the id in organizations.csv of what it is a part of: us-doc",
    "from": "the first day in office: 2021-03-03, or a month or year where no more is known",
    "to": "the last day, written so too; empty while in office",
}
TABLES = (
    Table(
        "organizations", ("id", "name_zh_hans", "name_en", "kind", "country", *NAMES),
        ("id", "kind"), ("id",),
        "Organizations and all their names.", "lexicon organizations",
        {"kind": ORGANIZATION_KINDS},
    ),
    Table(
        "technologies", ("id", "name_zh_hans", "name_en", "category", *NAMES),
        ("id", "category"), ("id",),
        "Technology terms and all their names.", "lexicon technologies",
        {"category": TECHNOLOGY_CATEGORIES},
    ),
    Table(
        "places", ("id", "name_zh_hans", "name_en", "aliases"), ("id",), ("id",),
        "Countries, regions, cities, and groups of countries that act.", "lexicon organizations",
    ),
    Table(
        "instruments", ("id", "name_zh_hans", "name_en", "kind", "country", *NAMES),
        ("id", "kind"), ("id",),
        "Laws, regulations, announcements, lists, treaties, strategies, and all their names.",
        "lexicon instruments",
        {"kind": INSTRUMENT_KINDS},
    ),
    Table(
        "persons",
        ("id", "name_zh_hans", "name_en", "aliases", "weak_aliases", "office", "organization",
         "from", "to", "note"),
        ("id", "office", "organization", "from"), ("id",),
        "Who held which office when, one row for each term of office; a surname alone is a weak alias.",
        "persons",
    ),
    Table(
        BODIES, ("body", "parent", "note"), ("body", "parent"), ("body",),
        "Which organization is a part of which: a bureau of its ministry, a command of its service, "
        "an institute of its academy, a company of its group.", "tables",
    ),
    Table(
        "country_cues", ("cue", "country", "note"), ("cue", "country"), ("cue",),
        "Who speaks for a country: 雷蒙多 tells that a 商务部 beside her is the American one.",
        "organizations",
    ),
    Table(
        "event_triggers", ("trigger", "language", "forms", "objects", "event_type", "note"),
        ("trigger", "language", "event_type"), ("trigger", "language", "objects"),
        "Verbs and nouns of events with their type: 通过 with 法案 is legislation.", "events",
        {"language": LANGUAGES, "event_type": EVENT_TYPES},
    ),
    Table(
        "modality_cues", ("cue", "language", "modality", "note"),
        ("cue", "language", "modality"), ("cue", "language"),
        "Words that make an event planned, negated or uncertain: 将, 未, 可能.", "events",
        {"language": LANGUAGES, "modality": MODALITIES},
    ),
    Table(
        "light_verbs", ("verb", "language", "note"), ("verb", "language"), ("verb", "language"),
        "Verbs that carry a noun which is the event: 进行 合作.", "events",
        {"language": LANGUAGES},
    ),
    Table(
        "constructions", ("id", "language", "pattern", "adds", "example", "not", "note"),
        ("id", "language", "pattern", "adds", "example", "not"), ("id",),
        "How words stand together in a clause, and what that tells: 就 … 达成协议.", "events",
        {"language": LANGUAGES},
    ),
    Table(
        "organization_heads", ("head", "language", "kind", "note"),
        ("head", "language", "kind"), ("head", "language"),
        "What names of organizations end with, and the kind it tells: 研究院, Commission.",
        "names organizations",
        {"language": LANGUAGES, "kind": ORGANIZATION_KINDS},
    ),
    Table(
        "instrument_heads", ("head", "language", "kind", "note"),
        ("head", "language", "kind"), ("head", "language"),
        "What titles of laws and other instruments end with, and the kind it tells: 条例, Act.",
        "instruments",
        {"language": LANGUAGES, "kind": INSTRUMENT_KINDS},
    ),
    Table(
        "technology_heads", ("head", "language", "category", "note"),
        ("head", "language", "category"), ("head", "language"),
        "What technology terms end with, and the category it tells: 芯片, 算法.",
        "names technologies",
        {"language": LANGUAGES, "category": TECHNOLOGY_CATEGORIES},
    ),
    Table(
        "word_lists", ("list", "word", "note"), ("list", "word"), ("list", "word"),
        "Lists of the words around events, by name.", "events",
    ),
    Table(
        "date_words", ("list", "word", "value", "note"), ("list", "word"), ("list", "word"),
        "Lists of the words of dates, by name, with what they stand for.", "dates",
    ),
    Table(
        "festivals", ("festival", "year", "day", "note"), ("festival", "year", "day"),
        ("festival", "year"),
        "The days of festivals that follow the moon or the sun, as the lunar calendar of "
        "lunar_python 1.4.8 counts them.", "dates",
    ),
    Table(
        "lunar_months", ("year", "month", "first", "note"), ("year", "month", "first"),
        ("year", "month"),
        "The months of the lunar calendar, as lunar_python 1.4.8 counts them.", "dates",
    ),
    Table(
        "date_shapes",
        ("id", "language", "reader", "pattern", "example", "counter_example", "note"),
        ("id", "language", "reader", "pattern"), ("id",),
        "How dates are written: what a reader of the program finds dates by.", "dates",
        {"language": LANGUAGES, "reader": DATE_READERS},
    ),
    Table(
        "name_words", ("list", "word", "note"), ("list", "word"), ("list", "word"),
        "Lists of the words in and around names, by name.",
        "names organizations technologies instruments",
    ),
    Table(
        "boilerplate", ("phrase", "kind", "note"), ("phrase", "kind"), ("phrase", "kind"),
        "Phrases that sites print around an article; what repair removes has a row.", "repair",
        {"kind": BOILERPLATE_KINDS},
    ),
)  # fmt: skip
# Only in a user's folder: shipped rows that are to be taken away.
REMOVED = Table(
    "removed", ("table", "id", "note"), ("table", "id"), ("table", "id"),
    "Shipped rows to take away, in your own folder only: `organizations,us-doc`. Where a file has "
    "no ids, the cells that tell its rows apart, joined by |: `date_words,relative_zh|今年`.",
    "lexicon",
    {"table": [table.name for table in TABLES]},
)  # fmt: skip
TABLES_BY_NAME = {table.name: table for table in (*TABLES, REMOVED)}
FILES = tuple(f"{name}.csv" for name in TABLES_BY_NAME)


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A row of a lexicon file and where it stands; `user` marks rows of the user's own folder."""

    table: str
    cells: Mapping[str, str]
    line: int
    user: bool

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def items(self, column: str) -> tuple[str, ...]:
        """Return the items of a list cell: aliases joined by `|`."""
        return tuple(item for item in map(str.strip, self.cells[column].split("|")) if item)
