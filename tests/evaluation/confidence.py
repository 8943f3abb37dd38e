"""Fit the weights of confidence to judged rows, and print how often rows of each band were right.

    python -m tests.evaluation.confidence judged.jsonl

A line of the file is a JSON object: `row` (cells of events.csv: date_text, trigger, event_type,
modality, actor_ids, rule, quote), and `verdict` with `useful`: date and trigger right, no noise. Rows
that stand in rejected.csv as doubtful today are judged with the rest, else nothing shows that the
figure below which they are left out is right: set LEAST to 0 for the run that they are drawn from.
"""

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from pipeline import lexicon
from pipeline.document import DateMention
from pipeline.events import EventKnowledge
from pipeline.events.confidence import WEIGHTS, confidence, features
from pipeline.events.draft import Argument, Draft
from pipeline.plain import plain_form
from pipeline.text import Span

STEPS, RATE, PENALTY = 8_000, 0.01, 1.5
BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 1.01)


def shown(judged: dict[str, Any], knowledge: EventKnowledge) -> list[str]:
    """Return the features of a judged row, as the pipeline saw them."""
    row = judged["row"]
    quote = plain_form(row["quote"])
    date_at = max(0, quote.find(plain_form(row["date_text"])))
    trigger = plain_form(row["trigger"])
    trigger_at = quote.find(trigger, date_at)
    trigger_at = quote.find(trigger) if trigger_at < 0 else trigger_at
    date = DateMention(
        Span(date_at, date_at + len(row["date_text"])), "", "", "", "", "", "", None, ""
    )
    agents = tuple(Argument(Span(0, 0), one) for one in row["actor_ids"].split("|"))
    draft = Draft(
        date, Span(trigger_at, trigger_at + len(trigger)), Span(0, len(quote)),
        row["event_type"], row["modality"], agents, row["rule"],
    )  # fmt: skip
    return list(features(quote, draft, knowledge.of("en" if trigger.isascii() else "zh")))


def fitted(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return weights by gradient descent; all but the first are drawn to nought."""
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        slope = x.T @ (1 / (1 + np.exp(-x @ weights)) - y)
        slope[1:] += PENALTY * weights[1:]
        weights -= RATE * slope
    return weights


def main() -> None:
    """Print the weights that fit best, and the reliability of those in use."""
    rows = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    names = list(WEIGHTS)
    knowledge = EventKnowledge(lexicon.load())
    seen = [shown(row, knowledge) for row in rows]
    x = np.array([[float(name in one) for name in names] for one in seen])
    y = np.array([float(row["verdict"]["useful"]) for row in rows])
    for name, weight in zip(names, fitted(x, y), strict=True):
        print(f"{name:10} {weight:6.2f}   in use {WEIGHTS[name]:6.2f}")
    told = np.array([confidence(iter(one)) for one in seen])
    for low, high in pairwise(BANDS):
        inside = (told >= low) & (told < high)
        if inside.any():
            print(f"{low:.1f}-{high:.1f}  {inside.sum():4} rows  right {y[inside].mean():.2f}")


if __name__ == "__main__":
    main()
