"""How fast a run is, and how that grows: `make bench ARTICLES=folder` measures a folder of articles end
to end and stage by stage, beside the chain of libraries that others would use, and draws it.

Seconds are those of computing (of all processes) where other work on the machine must not count;
`passed` is what a clock says.
"""

import argparse
import inspect
import json
import logging
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial, wraps
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pipeline.run
from pipeline import lexicon
from pipeline.batch import written
from pipeline.batch.former import PARTS
from pipeline.batch.gathered import Documents, in_order
from pipeline.batch.parts import listed
from pipeline.document import Source
from pipeline.read import OWN, article_paths, read_articles
from pipeline.read.metadata import load_metadata
from pipeline.tables.csv import TABLES
from pipeline.tools import Tools, build_tools
from tests.evaluation.speed_chart import draw

HERE = Path(__file__).parents[2]
SHARES = (0.25, 0.5, 1.0)  # of the articles, for growth in documents
LENGTHS = (1, 4, 16, 64)  # times one article, for growth in length
REPEATED = 3  # times that what is short is measured; the least counts
PEERS = ("OpenCC", "jieba", "jionlp")
SHORT = {
    "Chinese": "2024年3月5日，商务部发布公告。\n",
    "English": "On 5 March 2024, the Commerce Department published new export rules.\n",
}
# What is written for readers, beside the tables: timed apart.
FOR_READERS = ("workbook", "report", "database")
Figures = dict[str, Any]


# -- the command ------------------------------------------------------------------------------------


def command(articles: Path, *options: str) -> Figures:
    """Run the command in a new folder; return seconds and the memory of its largest process: `whole`
    counts from before Python starts until after it ended.
    """
    with tempfile.TemporaryDirectory() as folder:
        outputs = Path(folder) / "out"
        measured = [
            sys.executable,
            "-c",
            COMMAND,
            "run",
            str(articles),
            "-o",
            str(outputs),
            *options,
        ]
        begun = time.perf_counter()
        done = subprocess.run(measured, cwd=HERE, check=True, capture_output=True, text=True)
        whole = round(time.perf_counter() - begun, 2)
        return {"whole": whole, **json.loads(done.stdout.splitlines()[-1])}


COMMAND = """
import json, re, resource, sys, time
from pathlib import Path
from pipeline.cli import app

def most_megabytes():
    # ru_maxrss also counts the process that started this one
    status = Path("/proc/self/status")
    own = int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1]) if status.exists() else 0
    return max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1024

begun = time.perf_counter()
try:
    app(standalone_mode=False)
finally:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print()
    print(json.dumps({
        "passed": round(time.perf_counter() - begun, 2),
        "seconds": round(sum(u.ru_utime + u.ru_stime for u in used), 2),
        "parent": round(used[0].ru_utime + used[0].ru_stime, 2),
        "megabytes": most_megabytes(),
    }))
"""


def starting() -> Figures:
    """Return what the command takes for one short text of each language."""
    found: Figures = {}
    for language, text in SHORT.items():
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "a.txt").write_text(text, encoding="utf-8")
            taken = [command(Path(folder)) for _ in range(REPEATED)]
        found[language] = min(taken, key=lambda figures: figures["whole"])
    return found


def end_to_end(articles: Path, characters: int, for_readers: float) -> Figures:
    """Return what the whole command takes with one and two workers, so many seconds of it for what is
    written beside the tables.
    """
    found: Figures = {}
    for workers in (1, 2):
        taken = command(articles, "--workers", str(workers))
        found[f"{workers} workers"] = taken | {
            "characters a second": round(characters / taken["passed"]),
            "characters a second of computing": round(characters / taken["seconds"]),
            "for the tables alone": round(characters / (taken["seconds"] - for_readers)),
        }
    once, twice = (found[f"{workers} workers"]["passed"] for workers in (1, 2))
    found["two workers against one"] = round(once / twice, 2)
    return found


def growth_in_documents(articles: Path, paths: list[str]) -> list[Figures]:
    """Return what a quarter, a half and all of the articles take."""
    found = []
    for share in SHARES:
        some = paths[:: round(1 / share)]
        with tempfile.TemporaryDirectory() as folder:
            for number, path in enumerate(some):
                shutil.copy(articles / path, Path(folder) / f"{number:06}{Path(path).suffix}")
            taken = command(Path(folder))
        found.append({"documents": len(some), **taken})
    return found


# -- the stages -------------------------------------------------------------------------------------


def seconds_of(work: Callable[[], Any]) -> float:
    """Return the seconds of computing that some work takes."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def stages(articles: Path, paths: list[str], tools: Tools) -> tuple[Figures, list[Source]]:
    """Return the seconds of reading and of each stage over all articles, and what was read."""
    metadata, sources, spent = load_metadata(articles), list[Source](), dict[str, float]()

    def read() -> None:
        for path in paths:
            sources.extend(
                s for s in read_articles(articles, path, metadata) if isinstance(s, Source)
            )

    spent["read"] = seconds_of(read)
    inside: list[float] = [0.0]  # of the stages that a stage calls

    def timed(name: str, stage: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(stage)
        def measured(*given: Any, **named: Any) -> Any:
            begun, before = time.process_time(), inside[0]
            inside[0] = 0.0
            try:
                return stage(*given, **named)
            finally:
                taken = time.process_time() - begun
                spent[name] = spent.get(name, 0.0) + taken - inside[0]
                inside[0] = before + taken

        return measured

    own = {
        name: stage for name, stage in vars(pipeline.run).items()
        if inspect.isfunction(stage) and stage.__module__.startswith("pipeline.")
        and stage.__module__ != "pipeline.run"
    }  # fmt: skip
    try:
        for name, stage in own.items():
            setattr(pipeline.run, name, timed(name, stage))
        whole = seconds_of(lambda: [pipeline.run.examine(source, tools) for source in sources])
    finally:
        for name, stage in own.items():
            setattr(pipeline.run, name, stage)
    named = {name: round(taken, 2) for name, taken in sorted(spent.items(), key=lambda i: -i[1])}
    return {"all but reading": round(whole, 2), **named}, sources


def growth_in_length(source: Source, tools: Tools) -> list[Figures]:
    """Return what one article takes, and the same written many times over."""
    found = []
    for times in LENGTHS:
        longer = Source(source.path, "\n\n".join([source.text] * times))
        work = partial(pipeline.run.examine, longer, tools)
        taken = min(seconds_of(work) for _ in range(REPEATED))
        found.append({"characters": len(longer.text), "seconds": round(taken, 3)})
    return found


def writing(articles: Path) -> Figures:
    """Return the seconds of what gathers and writes the tables of all articles, each alone."""
    from pipeline.batch.run import run

    spent: Figures = {}
    with tempfile.TemporaryDirectory() as folder:
        outputs, staged = Path(folder) / "out", Path(folder) / "staged"
        staged.mkdir()
        run(articles, outputs)
        documents = Documents(in_order(listed(outputs / OWN / PARTS)))
        tables = {name: documents.table(name) for name in TABLES}
        for name in written.GATHERED:
            begun = time.process_time()
            tables[name] = written.corpus_rows(documents, name)  # type: ignore[assignment]
            spent["gathering"] = spent.get("gathering", 0) + time.process_time() - begun
        held = (documents, tables)
        works: dict[str, Callable[[], Any]] = {
            "workbook": lambda: written.write_workbook(held, staged, "report.html"),
            "report": lambda: written.write_report(held, staged, ()),
            "database": lambda: written.write_database(held, staged),
            "texts": lambda: written.write_texts(held, staged),
            "csv": lambda: [written.write_table(held, staged, name, "csv") for name in TABLES],
            "parquet": lambda: [written.write_table(held, staged, name, "parquet") for name in TABLES],
        }  # fmt: skip
        spent |= {name: seconds_of(work) for name, work in works.items()}
    return {name: round(taken, 2) for name, taken in spent.items()}


# -- the peers --------------------------------------------------------------------------------------


def peers(sources: list[Source], tools: Tools) -> Figures:
    """Return what others' libraries take for parts of the work on the Chinese articles, and this
    program for all of it, one after the other in the same process.
    """
    import jieba.posseg
    import jionlp
    from opencc import OpenCC

    logging.disable(logging.CRITICAL)  # JioNLP logs each string that it cannot read
    chinese = [s for s in sources if sum("一" <= c <= "鿿" for c in s.text) > len(s.text) / 3]
    convert = OpenCC("t2s").convert
    base = {"year": 2024, "month": 1, "day": 1}
    works: dict[str, Callable[[str], Any]] = {
        "OpenCC": convert,
        "jieba.posseg": lambda text: list(jieba.posseg.cut(text)),
        "JioNLP's dates": lambda text: jionlp.ner.extract_time(text, time_base=base),
    }
    for work in works.values():
        work("2024年3月5日，商务部发布公告。")
    texts = [source.text for source in chinese]
    spent = {name: seconds_of(partial(list, map(work, texts))) for name, work in works.items()}
    own = seconds_of(lambda: [pipeline.run.examine(source, tools) for source in chinese])
    chain, characters = sum(spent.values()), sum(len(source.text) for source in chinese)
    return {
        "characters": characters,
        **{name: round(taken, 2) for name, taken in spent.items()},
        "their chain": round(chain, 2),
        "zhengju": round(own, 2),
        "chain against zhengju": round(chain / own, 2),
        "characters a second": {"their chain": round(characters / chain), "zhengju": round(characters / own)},
    }  # fmt: skip


# -- all of it -------------------------------------------------------------------------------------


def measured(articles: Path) -> Iterator[tuple[str, Any]]:
    """Yield all figures of a folder, each with its name."""
    tools, paths = build_tools(lexicon.load()), article_paths(articles)
    pipeline.run.examine(Source("a", "2024年3月5日，商务部发布公告。It was published."), tools)
    by_stage, sources = stages(articles, paths, tools)
    characters = sum(len(source.text) for source in sources)
    yield "articles", {"files": len(paths), "read": len(sources), "characters": characters}
    yield (
        "machine",
        {
            "python": platform.python_version(),
            "system": platform.system(),
            "cores": os.cpu_count(),
            "load": round(
                os.getloadavg()[0], 1
            ),  # of others: what passes says little where it is high
            "peers": {name: version(name) for name in PEERS},
        },
    )
    yield "stages", by_stage
    yield "peers", peers(sources, tools)
    middle = statistics.median(len(source.text) for source in sources)
    typical = min(sources, key=lambda source: (abs(len(source.text) - middle), source.path))
    yield "growth in length", growth_in_length(typical, tools)
    written_apart = writing(articles)
    yield "writing", written_apart
    yield "start", starting()
    for_readers = sum(written_apart[name] for name in FOR_READERS)
    yield "end to end", end_to_end(articles, characters, for_readers)
    yield "growth in documents", growth_in_documents(articles, paths)


def main() -> None:
    """Measure, print, write and draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--to", type=Path, default=HERE / "docs", help="folder of the figures")
    told = parser.parse_args()
    found: Figures = {}
    for name, figures in measured(told.articles):
        found[name] = figures
        print(f"{name}: {json.dumps(figures, ensure_ascii=False)}", flush=True)
    text = json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    (told.to / "bench.json").write_text(text, encoding="utf-8")
    draw(found, told.to / "bench.svg")


if __name__ == "__main__":
    main()
