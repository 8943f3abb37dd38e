"""Score date extraction: `dates.py SUITE.jsonl PREDICTIONS.jsonl` writes predictions for the
suites' own score.py, `dates.py --gold DOC.gold.json …` prints span and value figures on gold
documents (clean text in, `score.py`'s rules).

The suites read open ends where our tables give the period itself: since and after open to the
right, until to the left. That mapping lives here, outside the pipeline; it uses the modifier alone.
"""

import datetime as dt
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.dates import DateKnowledge, find_dates
from pipeline.document import DateMention, Document, Source
from pipeline.lexicon import load
from pipeline.lexicon.gazetteer import build
from pipeline.segment import RustSegmenter, Tokenizer, segment
from pipeline.text import TracedText

DAY = dt.timedelta(days=1)


def tools() -> tuple[DateKnowledge, Tokenizer]:
    """Load the shipped lexicons and build the tokenizer once."""
    lexicons = load()
    return DateKnowledge(lexicons), Tokenizer(
        RustSegmenter(), build(lexicons), frozenset({"mr", "ms", "dr", "no"})
    )


def read(text: str, published: dt.date | None, tokenizer: Tokenizer) -> Document:
    """Make a document of a string."""
    source = Source(path="text", text=text, published=published)
    return segment(source, TracedText.of(text), tokenizer)[0]


def open_sided(mention: DateMention) -> tuple[str | None, str | None]:
    """Return the days of a mention in the suites' convention."""
    start, end = mention.start_date or None, mention.end_date or None
    if mention.modifier == "since":
        return start, None
    if mention.modifier == "until":
        return None, end
    if mention.modifier == "after" and start:
        return (_day_after(mention) if _is_exclusive(mention) else start), None
    return start, end


def _is_exclusive(mention: DateMention) -> bool:
    return "inclusive" not in mention.rule.split("+")


def _day_after(mention: DateMention) -> str:
    """Return the first day after the period that an after-mention names, read from its TIMEX3
    value.
    """
    start = dt.date.fromisoformat(mention.start_date)
    if re.fullmatch(r"\d{4}", mention.timex):
        return f"{start.year + 1}-01-01"
    if re.fullmatch(r"\d{4}-\d\d", mention.timex):
        return (start.replace(day=28) + 4 * DAY).replace(day=1).isoformat()
    return (start + DAY).isoformat()


def predictions(path: Path) -> Iterator[dict[str, Any]]:
    """Yield a suite's items with the mentions found; fuzzy ones without days are left out."""
    knowledge, tokenizer = tools()
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        document = read(item["text"], dt.date.fromisoformat(item["reference"][:10]), tokenizer)
        mentions = []
        for mention in find_dates(document, knowledge)[0]:
            start, end = open_sided(mention)
            span = {"start": mention.span.start, "end": mention.span.end}
            mentions.append({**span, "value_start": start, "value_end": end})
        yield {"id": item["id"], "mentions": mentions}


@dataclass
class Tally:
    """Counts over gold documents."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    valued: int = 0
    matched: int = 0

    def __str__(self) -> str:
        precision = self.right / (self.right + self.wrong)
        recall = self.right / (self.right + self.missed)
        f1 = 2 * precision * recall / (precision + recall)
        value = f"value {self.matched}/{self.valued}"
        return f"exact P {precision:.3f} R {recall:.3f} F1 {f1:.3f}; {value}"


def score_gold(paths: list[Path]) -> None:
    """Print exact precision, recall, F1 and value accuracy on gold documents."""
    knowledge, tokenizer = tools()
    tally = Tally()
    for path in paths:
        gold = json.loads(path.read_text(encoding="utf-8"))
        document = read(gold["clean"], _published(gold), tokenizer)
        mentions = [
            mention
            for mention in find_dates(document, knowledge)[0]
            if not _touches(mention.span.start, mention.span.end, gold["optional_zones"])
        ]
        _count(tally, gold, mentions)
    print(tally)


def _count(tally: Tally, gold: dict[str, Any], mentions: list[DateMention]) -> None:
    """Count a document's dates as score.py does: optional ones count for neither side."""
    zones = gold["optional_zones"]
    items = [one for one in gold["dates"] if not _touches(one["start"], one["end"], zones)]
    optional = [(one["start"], one["end"]) for one in items if one["optional"]]
    required = [one for one in items if not one["optional"]]
    spans = {(one["start"], one["end"]) for one in required}
    for mention in mentions:
        start, end = mention.span.start, mention.span.end
        tally.right += (start, end) in spans
        if (start, end) not in spans and not _touches(start, end, optional):
            tally.wrong += 1
            print("  spurious", gold["doc"], start, gold["clean"][start:end], mention.timex)
    for item in required:
        hits = [m for m in mentions if m.span.start < item["end"] and item["start"] < m.span.end]
        is_exact = any((m.span.start, m.span.end) == (item["start"], item["end"]) for m in hits)
        is_right = any(_is_right(item, hit) for hit in hits)
        tally.missed += not is_exact
        tally.valued += bool(hits)
        tally.matched += is_right
        if not is_exact or not is_right:
            quote = gold["clean"][item["start"] : item["end"]]
            print("  missed" if not is_exact else "  value", gold["doc"], item["start"], quote)


def _touches(start: int, end: int, spans: Iterable[Sequence[int]]) -> bool:
    return any(first < end and start < last for first, last in spans)


def _published(gold: dict[str, Any]) -> dt.date | None:
    from pipeline.dates import find_dateline
    from pipeline.plain import plain_form

    found = find_dateline(plain_form(gold["clean"]))
    print(gold["doc"], "dateline", found)
    return found[0] if found else None


def _is_right(item: dict[str, Any], mention: DateMention) -> bool:
    for value in [item["value"], *item["accept"]]:
        if [mention.start_date, mention.end_date] == list(value):
            return True
        if (
            any(v.startswith("XXXX") for v in value)
            and not mention.start_date
            and mention.timex in value
        ):
            return True
    return False


def main(arguments: list[str]) -> None:
    """Run one of the two scorings."""
    if arguments[0] == "--gold":
        score_gold([Path(name) for name in arguments[1:]])
        return
    with Path(arguments[1]).open("w", encoding="utf-8") as handle:
        for prediction in predictions(Path(arguments[0])):
            handle.write(json.dumps(prediction) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
