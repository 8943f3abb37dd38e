"""What is built once for a set of lexicons and serves every document: matchers and tokenizers."""

from dataclasses import asdict, dataclass
from typing import Any

from pipeline.lexicon import Lexicons, gazetteer
from pipeline.organizations import ner
from pipeline.read.limits import DEFAULTS, Limits
from pipeline.segment import SEGMENTERS, Tokenizer

# Libraries whose version can change a row.
DECIDING = (
    "ahocorasick_rs", "charset-normalizer", "jieba", "lxml", "markdown-it-py", "numpy", "opencc",
    "pdfminer.six", "pypdfium2", "PyYAML", "rapidfuzz", "rjieba", "spacy", "trafilatura",
)  # fmt: skip


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
    """Everything that is built once for a set of lexicons."""

    lexicons: Lexicons
    tokenizer: Tokenizer
    settings: Settings
    recognizer: ner.Recognizer | None = None


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
