"""Rules: each is declared with its meaning, each is met by a case, and a row names the chain of those
that made it.
"""

import datetime as dt
import json
from collections import Counter
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from pipeline import analyze
from pipeline.batch.run import RunResult
from pipeline.document import Source
from pipeline.repair import repair
from pipeline.run import tools_for
from pipeline.tables.csv import read_frame
from pipeline.tables.rows import DocumentRows
from pipeline.tables.rules import (
    RULED,
    STAGES,
    UNDECLARED,
    meaning,
    meanings_zh,
    rule_ids,
    rule_rows,
)
from tests.naming import find

FOLDER = Path(__file__).parent
CASES = json.loads((FOLDER / "cases" / "rules.json").read_text(encoding="utf-8"))
OF_NAMES = frozenset(("names.json", "organizations.json", "persons.json", "technologies.json"))
DECLARED = [rule for _, rules in STAGES for rule in rules]
# Met by no case yet: the tests of their readers and of --ner meet the first four. A new rule comes
# with a case, so that this list only gets shorter.
UNMET = {
    "document-note", "pdf-page-number", "pdf-running-head", "ner",
    "first-of-several", "verb-hui", "clip-title", "clip-contact",
}  # fmt: skip


def analyzed(case: dict[str, Any]) -> DocumentRows:
    """Return the rows of a case's text."""
    day = case.get("published")
    return analyze(case["text"], published=dt.date.fromisoformat(day) if day else None)


def met_in(rows: DocumentRows) -> set[str]:
    """Return the rules that made or refused the rows of a document."""
    chains = (row.rule for table in RULED for row in getattr(rows, table))
    return set(chain.from_iterable(map(rule_ids, chains)))


def met_in_repair(text: str, kind: str) -> set[str]:
    """Return the rules of repair that a damaged text meets."""
    media_type = "text/markdown" if kind == "markdown" else "text/plain"
    source = Source("a.txt", text, media_type=media_type)
    repaired = repair(source, tools_for(None).repair)
    refused = {refusal.rule for _, refusal in repaired.refused}
    return refused | {removal.rule for removal in repaired.text.removals}


@cache
def met() -> frozenset[str]:
    """Return the rules that the cases and the articles of the tests meet."""
    found: set[str] = set()
    for path in sorted((FOLDER / "cases").glob("*.json")):
        for case in json.loads(path.read_text(encoding="utf-8")):
            if isinstance(case.get("text"), str):
                found |= met_in(analyzed(case))
            elif "raw" in case:
                found |= met_in_repair(case["raw"], path.stem)
            if path.name in OF_NAMES:
                day = dt.date.fromisoformat(case["published"]) if "published" in case else None
                few = find(case["text"], path.name == "persons.json", day)
                for one in (*few.organizations, *few.persons, *few.technologies, *few.rejections):
                    found |= set(rule_ids(one.rule))
    for path in sorted((FOLDER / "articles").glob("*.txt")):
        found |= met_in(analyze(path.read_bytes().decode()))
    return frozenset(found)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']}: {case['text'][:20]}")
def test_a_row_names_the_chain_that_made_it(case: dict[str, Any]) -> None:
    rows = getattr(analyzed(case), case["table"])
    assert case["rule"] in [row.rule for row in rows if row.quote == case["quote"]]


@pytest.mark.parametrize(
    ("chain", "ids"),
    [
        ("page", ["page"]),
        ("organizations.csv:us-doc+country-beside", ["organizations.csv", "country-beside"]),
        ("ner:zh_pipeline", ["ner"]),
        ("zh-month-day+year-carried", ["zh-month-day", "year-carried"]),
    ],
)
def test_a_chain_is_read_link_by_link(chain: str, ids: list[str]) -> None:
    assert list(rule_ids(chain)) == ids


def test_a_rule_is_declared_once_and_in_one_line() -> None:
    assert [rule for rule, times in Counter(DECLARED).items() if times > 1] == []
    assert [rule for rule in DECLARED if not meaning(rule)[1] or "\n" in meaning(rule)[1]] == []


def test_each_rule_is_told_in_chinese_too() -> None:
    """In the order of the declarations, one line each, with the same kind of verdict in front."""
    chinese = meanings_zh()
    assert list(chinese) == DECLARED
    assert [rule for rule, told in chinese.items() if not told or "\n" in told] == []
    for rule in DECLARED:
        english = meaning(rule)[1].split(" ")[0].strip(":")
        assert chinese[rule].startswith("未采纳") == (english == "refused"), rule
        assert chinese[rule].startswith("不明") == (english == "unknown"), rule


def test_rules_that_are_met_are_declared(sample_run: tuple[Path, RunResult]) -> None:
    in_samples = set(read_frame(sample_run[0], "rules")["rule"])
    assert sorted((met() | in_samples) - set(DECLARED)) == []


def test_rules_that_are_declared_are_met(sample_run: tuple[Path, RunResult]) -> None:
    in_samples = set(read_frame(sample_run[0], "rules")["rule"])
    assert set(DECLARED) - met() - in_samples == UNMET


def test_a_rule_that_nobody_declared_is_told() -> None:
    assert meaning("no-such-rule") == UNDECLARED


def test_the_table_counts_the_rows_of_each_rule(sample_run: tuple[Path, RunResult]) -> None:
    outputs, _ = sample_run
    counts: Counter[str] = Counter()
    for table in RULED:
        for rule in read_frame(outputs, table)["rule"]:
            counts.update(set(rule_ids(rule)))
    rules = read_frame(outputs, "rules")
    assert dict(zip(rules["rule"], rules["rows"], strict=True)) == counts
    assert list(dict.fromkeys(rules["stage"])) == [
        stage for stage, _ in STAGES if stage in set(rules["stage"])
    ]


def test_a_rule_counts_once_in_a_row() -> None:
    rows = analyze("量子雷达芯片", published=None)
    told = {row.rule: row.rows for row in rule_rows([rows, rows])}
    assert all(count % 2 == 0 for count in told.values())
