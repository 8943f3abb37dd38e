"""The mentions of a run as training data for spaCy: one Doc for each sentence, with the run's words
and the entities ORG, TECH and DATE.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.outputs.reader import Cells, Recorded
from pipeline.plain import plain_form
from pipeline.spans import longest
from pipeline.tables.csv import split_items
from pipeline.text import SourceSpan, Span, TracedText

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

LABELS = {"organization_mentions": "ORG", "technology_mentions": "TECH", "dates": "DATE"}
LANGUAGES = {"zh": ("zh", "mixed"), "en": ("en", "mixed"), "all": ("zh", "en", "mixed")}


class Entity(NamedTuple):
    """A mention in the repaired text, under spaCy's name for its kind."""

    span: Span
    label: str


def export_spacy(outputs: Path, file: Path, language: str = "all") -> Counter[str]:
    """Write the mentions of a run as a DocBin for `spacy train`; return the number of each label.

    The text is the plain form, as `--ner` gives it to a model. Raises RecordError for a folder
    without a run, OSError where the file cannot be written.
    """
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    vocab, counts = Vocab(), Counter[str]()
    store = DocBin(attrs=["ENT_IOB", "ENT_TYPE", "SENT_START"])
    for doc in sentence_docs(Recorded(outputs), LANGUAGES[language], vocab):
        store.add(doc)
        counts.update(entity.label_ for entity in doc.ents)
        counts["sentences"] += 1
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(store.to_bytes())
    return counts


def sentence_docs(recorded: Recorded, languages: Iterable[str], vocab: "Vocab") -> Iterator["Doc"]:
    """Yield a Doc for each sentence of a run in one of the languages."""
    sentences = _by_document(recorded, "sentences")
    mentions = {table: _by_document(recorded, table) for table in LABELS}
    for doc_id in recorded.documents:
        text = recorded.traced(doc_id)
        plain = plain_form(text.value)
        entities = _entities(
            text, {table: rows.get(doc_id, []) for table, rows in mentions.items()}
        )
        for row in sentences.get(doc_id, []):
            span = text.locate(SourceSpan(int(row["start"]), int(row["end"])))
            if span and row["language"] in languages:
                yield _doc(plain, span, split_items(row["words"]), entities, vocab)


def _by_document(recorded: Recorded, table: str) -> dict[str, list[Cells]]:
    found: dict[str, list[Cells]] = {}
    for row in recorded.table(table):
        found.setdefault(row["doc_id"], []).append(row)
    return found


def _entities(text: TracedText, mentions: dict[str, list[Cells]]) -> list[Entity]:
    """Return the mentions in the repaired text; of overlapping ones the longest stays."""
    return longest(
        Entity(span, LABELS[table])
        for table, rows in mentions.items()
        for row in rows
        if (span := text.locate(SourceSpan(int(row["start"]), int(row["end"]))))
    )


def _doc(
    plain: str, sentence: Span, words: list[str], entities: list[Entity], vocab: "Vocab"
) -> "Doc":
    """Build the Doc of a sentence: the run's words, cut where an entity begins or ends in one."""
    from spacy.tokens import Doc

    inside = [(span, label) for span, label in entities if sentence.covers(span)]
    borders = {position for span, _ in inside for position in (span.start, span.end)}
    position = sentence.start
    for word in words:
        position = plain.index(word, position)
        borders |= {position, position + len(word)}
        position += len(word)
    cuts = sorted(borders | {sentence.start, sentence.end})
    pieces = [plain[start:end] for start, end in pairwise(cuts)]
    doc = Doc(vocab, *_words_and_spaces(pieces))
    ents = [
        doc.char_span(span.start - sentence.start, span.end - sentence.start, label=label)
        for span, label in inside
    ]
    doc.ents = [entity for entity in ents if entity is not None]
    return doc


def _words_and_spaces(pieces: list[str]) -> tuple[list[str], list[bool]]:
    """Tell words from the single spaces behind them, as spaCy keeps both."""
    words: list[str] = []
    spaces: list[bool] = []
    for piece in pieces:
        if piece == " " and words and not spaces[-1]:
            spaces[-1] = True
        else:
            words.append(piece)
            spaces.append(False)
    return words, spaces
