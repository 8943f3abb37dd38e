"""What a lexicon file may hold: its columns, what may stand in them, and how a row and a mistake are
told.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ORGANIZATION_KINDS = frozenset(
    ["government", "company", "international", "research", "military", "media", "alliance", "other"]
)
TECHNOLOGY_CATEGORIES = frozenset(
    [
        "ai",
        "computing",
        "quantum",
        "semiconductors",
        "communications",
        "space",
        "biotech",
        "energy",
        "materials",
        "defence",
        "robotics",
        "cyber",
        "manufacturing",
        "navigation_sensing",
        "transport",
        "other",
    ]
)
EVENT_TYPES = frozenset(
    [
        "legislation",
        "regulation",
        "agreement",
        "meeting",
        "statement",
        "publication",
        "investment",
        "establishment",
        "milestone",
        "deal",
        "personnel",
        "other",
    ]
)
MODALITIES = frozenset(["actual", "planned", "negated", "uncertain"])
LANGUAGES = frozenset({"zh", "en"})


class LexiconError(ValueError):
    """A lexicon that cannot be used: says file, line, column, what is wrong and what to do."""

    def __init__(self, path: Path, line: int, column: str, problem: str, remedy: str):
        place = f"{path}, line {line}" + (f", column {column}" if column else "")
        super().__init__(f"{place}: {problem}. {remedy}")
        self.path, self.line, self.column = path, line, column
        self.problem, self.remedy = problem, remedy


@dataclass(frozen=True)
class Table:
    """A lexicon file: its columns, the ones that must be filled, what may stand in them, what
    tells rows apart.
    """

    name: str
    columns: tuple[str, ...]
    required: tuple[str, ...]
    key: tuple[str, ...]
    allowed: Mapping[str, frozenset[str]] = field(default_factory=dict)


NAMES = ["aliases", "weak_aliases", "note"]
TABLES = (
    Table(
        "organizations",
        ("id", "name_zh_hans", "name_en", "kind", "country", *NAMES),
        ("id", "kind"),
        ("id",),
        {"kind": ORGANIZATION_KINDS},
    ),
    Table(
        "technologies",
        ("id", "name_zh_hans", "name_en", "category", *NAMES),
        ("id", "category"),
        ("id",),
        {"category": TECHNOLOGY_CATEGORIES},
    ),
    Table("places", ("id", "name_zh_hans", "name_en", "aliases"), ("id",), ("id",)),
    Table("country_cues", ("cue", "country", "note"), ("cue", "country"), ("cue",)),
    Table(
        "event_triggers",
        ("trigger", "language", "forms", "objects", "event_type", "note"),
        ("trigger", "language", "event_type"),
        ("trigger", "language", "objects"),
        {"language": LANGUAGES, "event_type": EVENT_TYPES},
    ),
    Table(
        "modality_cues",
        ("cue", "language", "modality", "note"),
        ("cue", "language", "modality"),
        ("cue", "language"),
        {"language": LANGUAGES, "modality": MODALITIES},
    ),
    Table("light_verbs", ("verb", "language", "note"), ("verb", "language"), ("verb", "language")),
    Table(
        "organization_heads",
        ("head", "language", "kind", "note"),
        ("head", "language", "kind"),
        ("head", "language"),
        {"language": LANGUAGES, "kind": ORGANIZATION_KINDS},
    ),
    Table(
        "technology_heads",
        ("head", "language", "category", "note"),
        ("head", "language", "category"),
        ("head", "language"),
        {"language": LANGUAGES, "category": TECHNOLOGY_CATEGORIES},
    ),
    Table(
        "word_lists",
        ("list", "word", "note"),
        ("list", "word"),
        ("list", "word"),
    ),
    Table("date_words", ("list", "word", "value", "note"), ("list", "word"), ("list", "word")),
    Table("name_words", ("list", "word", "note"), ("list", "word"), ("list", "word")),
    Table("boilerplate", ("phrase", "kind", "note"), ("phrase", "kind"), ("phrase", "kind")),
)


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
