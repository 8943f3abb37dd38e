"""What is built once for a set of lexicons and serves every document: matchers, tokenizers, and
what each room knows.
"""

import hashlib
from dataclasses import asdict, dataclass
from functools import cache, cached_property
from importlib.metadata import distributions, version
from pathlib import Path
from typing import Any

from pipeline.dates import DateKnowledge
from pipeline.events import EventKnowledge
from pipeline.instruments import InstrumentKnowledge
from pipeline.lexicon import Lexicons, gazetteer
from pipeline.names import NameKnowledge
from pipeline.organizations import OrganizationKnowledge, ner
from pipeline.persons import PersonKnowledge
from pipeline.places import PlaceKnowledge
from pipeline.read.limits import DEFAULTS, Limits
from pipeline.repair import RepairKnowledge
from pipeline.segment import SEGMENTERS, Tokenizer
from pipeline.technologies import TechnologyKnowledge

# Libraries whose version can change a row.
DECIDING = (
    "ahocorasick_rs", "charset-normalizer", "jieba", "lxml", "markdown-it-py", "numpy", "opencc",
    "pdfminer.six", "pypdfium2", "PyYAML", "rapidfuzz", "rjieba", "spacy", "trafilatura",
)  # fmt: skip
OF_EXTRAS = ("msdoc2docx",)
# Rooms whose code changes no row.
SHOWING = ("__", "batch/", "cli/", "outputs/", "report/", "workbench/")


@cache
def library_versions() -> dict[str, str]:
    """Return the versions that run.json names: of the libraries that decide, and of the extras that
    are installed.
    """
    extras = [name for name in OF_EXTRAS if any(distributions(name=name))]
    return {name: version(name) for name in (*DECIDING, *extras)}


@cache
def code_digest() -> str:
    """Return the sha256 of what decides rows: the code of all rooms but those that only show them, and
    the weights of the choice.
    """
    here = Path(__file__).parent
    digest = hashlib.sha256()
    files = [*here.rglob("*.py"), *here.glob("weights/*.csv")]
    for path in sorted(files, key=lambda path: path.relative_to(here).as_posix()):
        name = path.relative_to(here).as_posix()
        if not name.startswith(SHOWING):
            text = path.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{name}\0".encode() + hashlib.sha256(text).digest())
    return digest.hexdigest()


@dataclass(frozen=True)
class Settings:
    """What a user may choose and what decides results; `ner` names a spaCy pipeline or its
    folder.
    """

    segmenter: str = "rjieba"
    ner: str = ""
    limits: Limits = DEFAULTS

    def recorded(self) -> dict[str, Any]:
        """Return what run.json says of them."""
        return {
            "segmenter": self.segmenter,
            "ner": ner.describe(self.ner) if self.ner else None,
            "limits": asdict(self.limits),
        }


@dataclass(frozen=True)
class Tools:
    """Everything that is built once for a set of lexicons. What a room knows it builds itself, part
    by part, when a document first needs it: two threads may both do so, and build the same.
    """

    lexicons: Lexicons
    tokenizer: Tokenizer
    settings: Settings
    recognizer: ner.Recognizer | None = None

    @cached_property
    def repair(self) -> RepairKnowledge:
        """What repair knows: the phrases of sites."""
        return RepairKnowledge(self.lexicons)

    @cached_property
    def dates(self) -> DateKnowledge:
        """What the search for dates knows: its words and grammars."""
        return DateKnowledge(self.lexicons)

    @cached_property
    def names(self) -> NameKnowledge:
        """What the search for names knows: word lists, head nouns, titles."""
        return NameKnowledge(self.lexicons)

    @cached_property
    def organizations(self) -> OrganizationKnowledge:
        """What the search for organizations knows: entries, cues, contexts."""
        return OrganizationKnowledge(self.lexicons, self.names)

    @cached_property
    def persons(self) -> PersonKnowledge:
        """What the search for persons knows: offices, titles."""
        return PersonKnowledge(self.lexicons, self.names)

    @cached_property
    def places(self) -> PlaceKnowledge:
        """What the search for places knows: names, groups, languages."""
        return PlaceKnowledge(self.lexicons)

    @cached_property
    def instruments(self) -> InstrumentKnowledge:
        """What the search for instruments knows: entries, heads of titles."""
        return InstrumentKnowledge(self.lexicons, self.names)

    @cached_property
    def technologies(self) -> TechnologyKnowledge:
        """What the search for technology terms knows: elements, modifiers."""
        return TechnologyKnowledge(self.lexicons, self.names)

    @cached_property
    def events(self) -> EventKnowledge:
        """What the search for events knows: triggers, cues, word classes."""
        return EventKnowledge(self.lexicons)


STANDARD = Settings()


def build_tools(lexicons: Lexicons, settings: Settings = STANDARD) -> Tools:
    """Build matchers and tokenizers for a set of lexicons."""
    tokenizer = Tokenizer(
        SEGMENTERS[settings.segmenter](),
        gazetteer.build(lexicons),
        frozenset(lexicons.words("abbreviation")),
    )
    recognizer = ner.load(settings.ner) if settings.ner else None
    return Tools(lexicons, tokenizer, settings, recognizer)
