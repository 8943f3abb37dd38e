"""Run articles that have gold and hold the scorer's figures against tests/floors.json."""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from pipeline.run import run

FLOORS = Path(__file__).parent.parent / "floors.json"


def figure(report: dict[str, Any], name: str) -> float:
    """Return one figure of the scorer's report: repair_cer, or dates.exact (its f1)."""
    value = report["TOTAL"][name]
    return float(value["f1"] if isinstance(value, dict) else value)


def main() -> int:
    """Print the scorer's figures; return 1 where one is under its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=Path, required=True, help="folder with the articles")
    parser.add_argument(
        "--evaluation", type=Path, required=True, help="folder with score.py and gold/"
    )
    options = parser.parse_args()
    if not (options.evaluation / "score.py").exists():
        print(f"{options.evaluation}: no score.py there, nothing to evaluate")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        outputs, report = Path(folder) / "outputs", Path(folder) / "report.json"
        run(options.seeds, outputs)
        subprocess.run(
            [
                sys.executable,
                options.evaluation / "score.py",
                outputs,
                options.evaluation / "gold",
                "--json",
                report,
            ],
            check=True,
        )
        return verdict(json.loads(report.read_text(encoding="utf-8")))


def verdict(report: dict[str, Any]) -> int:
    """Compare figures with the floors: an error rate must stay below, all others above."""
    failed = 0
    for name, floor in json.loads(FLOORS.read_text(encoding="utf-8"))["seeds"].items():
        value = figure(report, name)
        holds = value <= floor if name.endswith("cer") else value >= floor
        failed += not holds
        print(f"{'holds ' if holds else 'FAILS '} {name:16} {value:.4f} (floor {floor})")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
