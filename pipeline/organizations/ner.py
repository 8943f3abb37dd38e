"""Organizations that a statistical model sees and nothing else found: a spaCy pipeline with named
entity recognition, installed or trained by the user.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.document import Document, NameMention, Sentence
from pipeline.organizations.knowledge import OrganizationKnowledge
from pipeline.organizations.linked import open_id
from pipeline.plain import lowered
from pipeline.spans import Taken
from pipeline.text import Span

if TYPE_CHECKING:
    from spacy.language import Language

LABEL = "ORG"
RECOGNIZING = {"ner", "entity_ruler"}
SHORTEST = 2
REMEDY = (
    "Install one (python -m spacy download zh_core_web_sm), "
    "or give the folder that spacy train wrote (model-best)"
)


class NerError(ValueError):
    """A model that cannot be used; says why and what to do."""


@dataclass(frozen=True)
class Recognizer:
    """A loaded model, its name, and the language of the sentences that it reads."""

    name: str
    language: str
    model: "Language"

    def reads(self, sentence: Sentence) -> bool:
        """Tell whether a sentence is in the model's language; mixed ones are for every model."""
        return self.language not in ("zh", "en") or sentence.language in (self.language, "mixed")


def locate(model: str) -> Path:
    """Return the folder of a model: the one given, or that of an installed package.

    Raises NerError where there is none.
    """
    from spacy import util

    if (Path(model) / "meta.json").is_file():
        return Path(model)
    if not util.is_package(model):
        raise NerError(
            f"{model}: no spaCy pipeline is installed under this name or in it. {REMEDY}"
        )
    package = util.get_package_path(model)
    return next((path.parent for path in sorted(package.glob("*/meta.json"))), package)


def describe(model: str) -> dict[str, str]:
    """Return what run.json says of a model: name, version, digest of its files; no path.

    Raises NerError for a model that cannot be used.
    """
    folder = locate(model)
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    parts = meta.get("pipeline", [])
    if not RECOGNIZING & set(parts):
        raise NerError(f"{model}: its pipeline ({', '.join(parts)}) recognizes no names. {REMEDY}")
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if "__pycache__" not in name:
            digest.update(f"{name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    name = f"{meta.get('lang', 'xx')}_{meta.get('name', 'pipeline')}"
    return {"name": name, "version": meta.get("version", ""), "sha256": digest.hexdigest()}


def load(model: str) -> Recognizer:
    """Load a model. Raises NerError where it cannot be used."""
    import spacy

    name = describe(model)["name"]
    try:
        loaded = spacy.load(locate(model))
    except (OSError, ValueError, ImportError) as error:
        raise NerError(f"{model}: cannot be loaded ({error}). {REMEDY}") from None
    return Recognizer(name, loaded.lang or "", loaded)


def recognized_names(
    document: Document, taken: Taken, recognizer: Recognizer, knowledge: OrganizationKnowledge
) -> Iterator[NameMention]:
    """Yield the model's organizations that no other mention and no date overlaps.

    The model reads the plain form, sentence by sentence, with its own tokenizer.
    """
    barred, kinds = knowledge.barred, knowledge.names.organization_heads.chinese
    sentences = [sentence for sentence in document.sentences if recognizer.reads(sentence)]
    texts = (document.plain[s.span.start : s.span.end] for s in sentences)
    for sentence, read in zip(sentences, recognizer.model.pipe(texts), strict=True):
        for entity in read.ents:
            text = entity.text.strip()
            start = sentence.span.start + entity.start_char + entity.text.find(text)
            span = Span(start, start + len(text))
            if entity.label_ != LABEL or len(text) < SHORTEST or "\n" in text:
                continue
            if taken.is_free(span) and lowered(text) not in barred:
                yield NameMention(
                    span, open_id(text), text, _kind(text, kinds), "model",
                    f"ner:{recognizer.name}",
                )  # fmt: skip


def _kind(text: str, kinds: Mapping[str, str]) -> str:
    """Return the kind of organization that a name's head noun tells, else other."""
    return next((kinds[text[at:]] for at in range(len(text)) if text[at:] in kinds), "other")
