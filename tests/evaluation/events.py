"""How far `confidence` can be trusted: events of the articles with gold, right or wrong by band.

Run: python -m tests.evaluation.events --seeds FOLDER --evaluation FOLDER (with gold/). A row is right where the
gold has an event (optional ones count) with the same date, an overlapping trigger and the same type.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from pipeline import analyze
from pipeline.tables.rows import EventRow

BANDS = (0.9, 0.8, 0.7, 0.5, 0.0)


def is_right(row: EventRow, gold: dict[str, Any]) -> bool:
    """Tell whether the gold has this event."""
    covered = _clean_span(gold, row.trigger_start, row.trigger_end)
    dated = _clean_span(gold, row.start, row.end)
    return any(
        _overlap(dated, event["date"])
        and any(_overlap(covered, [t["start"], t["end"]]) for t in event["triggers"])
        and row.event_type in event.get("types", [event["type"]])
        for event in gold["events"]
    )


def _clean_span(gold: dict[str, Any], start: int, end: int) -> list[int]:
    places = [place for place in gold["map"][start:end] if place >= 0]
    return [min(places), max(places) + 1] if places else [-1, -1]


def _overlap(one: list[int], other: list[int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def main() -> int:
    """Print the share of right rows by band; return 1 where the highest band is under it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=Path, required=True, help="folder with the articles")
    parser.add_argument("--evaluation", type=Path, required=True, help="folder with gold/")
    options = parser.parse_args()
    right: Counter[float] = Counter()
    rows: Counter[float] = Counter()
    for path in sorted((options.evaluation / "gold").glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        article = next(options.seeds.glob(f"{gold['doc']}*"))
        for row in analyze(article.read_text(encoding="utf-8")).events:
            band = next(band for band in BANDS if row.confidence >= band)
            rows[band] += 1
            right[band] += is_right(row, gold)
    for band in BANDS:
        if rows[band]:
            print(f"confidence >= {band}: {right[band]} of {rows[band]} right")
    return int(right[BANDS[0]] < BANDS[0] * rows[BANDS[0]])


if __name__ == "__main__":
    raise SystemExit(main())
