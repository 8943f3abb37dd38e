"""Write predictions: python -m tests.evaluation.organizations GOLD.jsonl OUT.jsonl."""

import json
import sys
from pathlib import Path

from pipeline import lexicon
from pipeline.dates import find_dates
from pipeline.document import Source
from pipeline.names import find_pairs, name_context
from pipeline.organizations import find_organizations
from pipeline.segment import segment
from pipeline.spans import Taken
from pipeline.text import TracedText
from pipeline.tools import build_tools


def main(gold: Path, out: Path) -> None:
    """Find the organizations of each sentence, with the shipped lexicons."""
    tools = build_tools(lexicon.load())
    names = tools.tokenizer.gazetteer
    with out.open("w", encoding="utf-8") as file:
        for line in gold.read_text(encoding="utf-8").splitlines():
            sentence = json.loads(line)
            source = Source(sentence["id"], sentence["text"])
            document, _ = segment(source, TracedText.of(source.text), tools.tokenizer)
            dates, _ = find_dates(document, tools.dates)
            view = name_context(document, Taken(date.span for date in dates), tools.names)
            pairs = find_pairs(view, tools.names)
            found, _ = find_organizations(view, pairs, names, tools.organizations)
            spans = [[mention.span.start, mention.span.end] for mention in found]
            file.write(json.dumps({"id": sentence["id"], "orgs": spans}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
