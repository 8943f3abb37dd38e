"""Write predictions: python -m tests.evaluation.organizations GOLD.jsonl OUT.jsonl."""

import json
import sys
from pathlib import Path

from pipeline import lexicon
from pipeline.dates import find_dates
from pipeline.document import Source
from pipeline.lexicon import gazetteer
from pipeline.names import find_pairs, name_context
from pipeline.organizations import find_organizations
from pipeline.segment import SEGMENTERS, Tokenizer, segment
from pipeline.spans import Taken
from pipeline.text import TracedText


def main(gold: Path, out: Path) -> None:
    """Find the organizations of each sentence, with the shipped lexicons."""
    lexicons = lexicon.load()
    names = gazetteer.build(lexicons)
    tokenizer = Tokenizer(SEGMENTERS["rjieba"](), names, frozenset(lexicons.words("abbreviation")))
    with out.open("w", encoding="utf-8") as file:
        for line in gold.read_text(encoding="utf-8").splitlines():
            sentence = json.loads(line)
            source = Source(sentence["id"], sentence["text"])
            document, _ = segment(source, TracedText.of(source.text), tokenizer)
            dates, _ = find_dates(document, lexicons)
            view = name_context(document, Taken(date.span for date in dates), lexicons)
            found, _ = find_organizations(view, find_pairs(view, lexicons), names, lexicons)
            spans = [[mention.span.start, mention.span.end] for mention in found]
            file.write(json.dumps({"id": sentence["id"], "orgs": spans}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
