"""Run articles that have gold, cases, and the public suites; hold the figures against floors.json.

`make evaluate` runs everything; `--without-seed-rows` leaves every lexicon row out whose names
occur in the seeds, which is how a reader's next article feels. A floor only rises.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from pipeline import lexicon
from pipeline.batch.run import run
from pipeline.lexicon import Lexicons, gazetteer
from pipeline.plain import plain_form

FLOORS = Path(__file__).parent.parent / "floors.json"
CHINESE_DATES = ("recognizers_zh", "jionlp_zh", "duckling_zh")
DATE_SUITES = (*CHINESE_DATES, "recognizers_en")
DATE_FIGURES = {
    "core": r"core +P [\d.]+ R [\d.]+ F1 ([\d.]+)",
    "value": r"end-to-end value recall ([\d.]+)",
}
ERROR_RATES = ("cer", "noise")  # the lower, the better
NAME_SUITES = ("uner_zh_gsdsimp_dev", "uner_zh_gsd_dev", "uner_en_ewt_dev")


def score_articles(corpus: Path, gold: Path, scorer: Path, folder: Path) -> dict[str, float]:
    """Run over articles that have gold and return the scorer's figures in total."""
    outputs, report = folder / "outputs", folder / "report.json"
    run(corpus, outputs)
    subprocess.run([sys.executable, scorer, outputs, gold, "--json", report], check=True)
    total = json.loads(report.read_text(encoding="utf-8"))["TOTAL"]
    return {
        name: value["f1"] if isinstance(value, dict) else value for name, value in total.items()
    }


def score_cases(cases: Path, folder: Path) -> dict[str, float]:
    """Run the cases and return the share that passes by area, look-alikes together; say which
    kinds fail how often.
    """
    report = folder / "cases.json"
    runner = [sys.executable, cases / "run_cases.py", cases / "visible.jsonl", "--json", report]
    subprocess.run(runner, check=True, capture_output=True)
    passed: dict[str, list[bool]] = {}
    failing: Counter[str] = Counter()
    for case in json.loads(report.read_text(encoding="utf-8")):
        part = "look-alikes" if case["negative"] else case["area"]
        passed.setdefault(part, []).append(not case["wrong"])
        failing[case["kind"]] += bool(case["wrong"])
    kinds = (f"{kind} {count}" for kind, count in failing.most_common() if count)
    print(f"cases that fail, by kind: {', '.join(kinds)}")
    return {part: sum(results) / len(results) for part, results in sorted(passed.items())}


@contextmanager
def without_rows_of(seeds: Path) -> Iterator[None]:
    """Leave out every organization and technology row with a surface in the articles.

    List entries that are such a surface standing alone are left out too; places, triggers and
    head nouns stay.
    """
    shipped = lexicon.load()
    reduced = Lexicons(dict(_rows_left(shipped, seeds)), shipped.digests)
    with patch.object(lexicon, "load", lambda overlay=None: reduced):
        yield


def _rows_left(shipped: Lexicons, seeds: Path) -> Iterator[tuple[str, Any]]:
    found, surfaces = _in_articles(shipped, seeds)
    for table, rows in shipped.rows.items():
        kind = gazetteer.KINDS.get(table, "")
        if kind in ("organization", "technology"):
            yield table, tuple(row for row in rows if (kind, row["id"]) not in found)
        elif table in ("word_lists", "name_words"):
            yield table, tuple(row for row in rows if plain_form(row["word"]) not in surfaces)
        else:
            yield table, rows


def _in_articles(shipped: Lexicons, seeds: Path) -> tuple[set[tuple[str, str]], set[str]]:
    """Return the ids whose surfaces stand in an article, however found, and those surfaces."""
    names = gazetteer.build(shipped)
    ids: set[tuple[str, str]] = set()
    surfaces: set[str] = set()
    for path in sorted(seeds.glob("*.txt")):
        plain = plain_form(path.read_text(encoding="utf-8"))
        for text in (plain, "".join(plain.split())):
            for start, end, surface in names.find(text):
                ids.update((sense.kind, sense.id) for sense in surface.senses)
                if any(sense.kind != "place" for sense in surface.senses):
                    surfaces.add(text[start:end])
    return ids, surfaces


def score_dates(evaluation: Path, folder: Path) -> dict[str, float]:
    """Run the date suites; return core F1 and end-to-end value, the Chinese ones pooled."""
    from tests.evaluation import dates

    suites = evaluation / "dates"
    for name in DATE_SUITES:
        dates.main([str(suites / f"{name}.jsonl"), str(folder / f"{name}.jsonl")])
    pooled = {"zh": CHINESE_DATES, "en": ("recognizers_en",)}
    figures: dict[str, float] = {}
    for language, names in pooled.items():
        gold, predictions = (folder / f"{language}.{kind}.jsonl" for kind in ("gold", "found"))
        gold.write_text("".join(_lines(suites / f"{n}.jsonl") for n in names), encoding="utf-8")
        predictions.write_text(
            "".join(_lines(folder / f"{n}.jsonl") for n in names), encoding="utf-8"
        )
        told = _scored(suites / "score.py", gold, predictions)
        for figure, pattern in DATE_FIGURES.items():
            if found := re.search(pattern, told):
                figures[f"dates.{language}.{figure}"] = float(found[1])
    return figures


def _lines(path: Path) -> str:
    return path.read_text(encoding="utf-8").rstrip("\n") + "\n"


def _scored(scorer: Path, gold: Path, predictions: Path) -> str:
    """Run a suite's own scorer in its own process and return what it prints."""
    done = subprocess.run(
        [sys.executable, scorer, gold, predictions], check=True, capture_output=True, text=True
    )
    print(f"{gold.stem}: {done.stdout.strip()}")
    return done.stdout


def score_names(evaluation: Path, folder: Path) -> dict[str, float]:
    """Run the organization suites; return exact F1 and precision of each."""
    from tests.evaluation import organizations

    figures: dict[str, float] = {}
    suites = evaluation / "organizations"
    for name in NAME_SUITES:
        found = folder / f"{name}.jsonl"
        organizations.main(suites / f"{name}.jsonl", found)
        told = json.loads(_scored(suites / "score.py", suites / f"{name}.jsonl", found))
        figures |= {f"names.{name}.f1": told["F1"], f"names.{name}.precision": told["P"]}
    return figures


def verdict(part: str, figures: dict[str, float]) -> int:
    """Count the figures that miss their floor, which an error rate must stay below."""
    failed = 0
    for name, floor in json.loads(FLOORS.read_text(encoding="utf-8"))[part].items():
        value = figures[name]
        holds = value <= floor if name.endswith(ERROR_RATES) else value >= floor
        failed += not holds
        print(f"{'holds' if holds else 'FAILS'}  {part:18} {name:32} {value:.4f} (floor {floor})")
    return failed


def main() -> int:
    """Print all figures; return 1 where one is under its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=Path, required=True, help="folder with the articles")
    parser.add_argument("--evaluation", type=Path, required=True, help="scorers, gold and suites")
    parser.add_argument("--without-seed-rows", action="store_true", help="only that measurement")
    options = parser.parse_args()
    seeds, evaluation = options.seeds, options.evaluation
    scorer, articles = evaluation / "score.py", evaluation / "articles"
    if not scorer.exists():
        print(f"{evaluation}: no score.py there, nothing to evaluate")
        return 0
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seeds_and_gold = (seeds, evaluation / "gold", scorer, folder)
        if not options.without_seed_rows:
            failed += verdict("seeds", score_articles(*seeds_and_gold))
            real = score_articles(articles / "corpus", articles / "gold", scorer, folder)
            failed += verdict("articles", real)
            failed += verdict("cases", score_cases(evaluation / "cases", folder))
            failed += verdict(
                "suites", score_dates(evaluation, folder) | score_names(evaluation, folder)
            )
        with without_rows_of(seeds):
            failed += verdict("without_seed_rows", score_articles(*seeds_and_gold))
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
