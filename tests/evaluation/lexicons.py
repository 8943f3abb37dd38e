"""Print what lexicons of 100,000 surfaces cost: loading them the first time and again, and the
stages that find names with them; and how long the impact of a change takes for a corpus of 1,000
articles.

    python -m tests.evaluation.lexicons            # loading and finding
    python -m tests.evaluation.lexicons --impact   # the impact of a change as well
"""

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline import lexicon
from pipeline.batch.run import run
from pipeline.document import Source
from pipeline.lexicon import gazetteer
from pipeline.lexicon.cache import VARIABLE
from pipeline.names import find_pairs, name_context
from pipeline.organizations import find_organizations
from pipeline.segment import segment
from pipeline.spans import Taken
from pipeline.technologies import find_technologies
from pipeline.text import TracedText
from pipeline.tools import build_tools
from pipeline.workbench.impact import impact

SURFACES = 100_000
FIRST, AGAIN = 2.0, 0.5
FASTEST, RUNS = 400_000, 40
ARTICLES = 1_000
PLANTED, RARE = "洁净室试验台", 50  # stands in every fiftieth article
HEADER = "id,name_zh_hans,name_en,kind,country,aliases,weak_aliases,note\n"
SYLLABLES = "安博昌达恒宏华嘉金凯康联隆美南鹏启瑞森盛泰通万维新鑫信兴亚永远云泽正智中众卓"
HEADS = ("科技公司", "研究院", "委员会", "协会", "集团", "基金会", "实验室", "大学")
ROOT = Path(__file__).parent.parent.parent
SAMPLES = ROOT / "tests" / "articles"


def generated_rows(surfaces: int) -> str:
    """Return made-up organizations with three aliases each that amount to so many surfaces."""
    chance = random.Random(5)
    rows, stems = [], set[str]()
    for number in range(surfaces // 4):
        while (stem := "".join(chance.choices(SYLLABLES, k=4))) in stems:
            pass
        stems.add(stem)
        names = [f"{stem}{head}" for head in chance.sample(HEADS, 4)]
        rows.append(f"gen-{number},{names[0]},,company,,{'|'.join(names[1:])},,\n")
    return HEADER + "".join(rows)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds that a piece of work takes, and what it gives."""
    start = time.perf_counter()
    value = work()
    return time.perf_counter() - start, value


def loaded(overlay: Path) -> gazetteer.Gazetteer:
    """Load the lexicons and build the automaton, as a run does."""
    return gazetteer.build(lexicon.load(overlay))


def print_speed(own: Path) -> bool:
    """Print how many characters a second the stages take together that find names: words, pairs,
    organizations, technology terms; the best of several runs. Tell whether they are fast enough.
    """
    tools = build_tools(lexicon.load(own))
    tokenizer, surfaces = tools.tokenizer, tools.tokenizer.gazetteer
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("zh-*.txt"))]

    def find() -> None:
        for text in texts:
            document, _ = segment(Source("a", text), TracedText.of(text), tokenizer)
            view = name_context(document, Taken(), tools.names)
            pairs = find_pairs(view, tools.names)
            names, _ = find_organizations(view, pairs, surfaces, tools.organizations)
            taken = Taken(name.span for name in names)
            knowledge = tools.technologies
            find_technologies(view, pairs, taken, gazetteer=surfaces, knowledge=knowledge)

    find()  # what is built when it is first needed
    seconds = min(timed(find)[0] for _ in range(RUNS))
    speed = sum(map(len, texts)) / seconds
    print(f"names: {speed:,.0f} characters/s (≥ {FASTEST:,})")
    return speed >= FASTEST


def print_loading(folder: Path) -> bool:
    """Print the figures of loading and finding; tell whether all hold."""
    os.environ[VARIABLE] = str(folder / "cache")
    own = folder / "mine"
    own.mkdir()
    (own / "organizations.csv").write_text(HEADER, encoding="utf-8")
    loaded(own)  # imports, OpenCC's dictionaries
    shipped = len(loaded(own).surfaces)
    for missing in (SURFACES - shipped, max(0, SURFACES - shipped) + 20_000):
        text = generated_rows(max(0, missing))
        (own / "organizations.csv").write_text(text, encoding="utf-8")
        first, built = timed(lambda: loaded(own))
        if len(built.surfaces) >= SURFACES:
            break
    again = min(timed(lambda: loaded(own))[0] for _ in range(3))
    is_fast = print_speed(own)
    os.environ[VARIABLE] = "off"
    without, _ = timed(lambda: loaded(own))
    print(f"{len(built.surfaces)} surfaces: first {first:.2f} s (≤ {FIRST}), again {again:.2f} s "
          f"(≤ {AGAIN}), without a cache {without:.2f} s")  # fmt: skip
    return first <= FIRST and again <= AGAIN and is_fast


def write_articles(folder: Path, number: int) -> None:
    """Write articles put together from the paragraphs of the shipped samples."""
    chance = random.Random(7)
    paragraphs = [
        line
        for path in sorted((ROOT / "corpus").glob("*.txt"))
        for line in path.read_bytes().decode("utf-8", "ignore").splitlines()
        if len(line) > 40
    ]
    folder.mkdir()
    for index in range(number):
        text = "\n".join(chance.sample(paragraphs, 12))
        if index % RARE == 0:
            text += f"\n昨天，{PLANTED}发布了报告。"
        (folder / f"{index:04}.txt").write_text(text, encoding="utf-8")


def print_impact(folder: Path, number: int) -> None:
    """Print the time of a run over generated articles, and of the impact of two changes."""
    os.environ[VARIABLE] = str(folder / "cache")
    write_articles(folder / "articles", number)
    took, result = timed(lambda: run(folder / "articles", folder / "out", workers=2))
    print(f"{len(result.documents)} articles: run {took:.1f} s with 2 workers")
    for name, alias in (("a rare name", PLANTED), ("a frequent name", "供应链")):
        own = folder / name
        own.mkdir()
        row = f"my-x,试验台研究所,,research,,{alias},,\n"
        (own / "organizations.csv").write_text(HEADER + row, encoding="utf-8")
        took, found = timed(lambda own=own: impact(folder / "out", own))
        changes = sum(len(d.added) + len(d.removed) + len(d.changed) for d in found.tables.values())
        print(f"impact of {name}: {took:.1f} s, {len(found.examined)} documents, {changes} rows")


def main() -> int:
    """Print the figures; return 1 where loading or finding takes longer than it may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--impact", action="store_true", help="time the impact of a change, too")
    parser.add_argument("--articles", type=int, default=ARTICLES)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        holds = print_loading(Path(folder))
        if options.impact:
            print_impact(Path(folder), options.articles)
    return int(not holds)


if __name__ == "__main__":
    raise SystemExit(main())
