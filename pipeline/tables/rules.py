"""The rules of all rooms, in the order of the journey, and the table of those that a run met. What a
rule means stands in its room in English, in rules_zh.csv in Chinese.

A row's `rule` is the chain of decisions that made it, joined by `+`:
organizations.csv:us-doc+country-beside. What stands behind a colon is the row of the lexicon, or the
model; the rule stands before it.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from pipeline.dates import rules as dates
from pipeline.events import rules as events
from pipeline.instruments import rules as instruments
from pipeline.names import rules as names
from pipeline.organizations import rules as organizations
from pipeline.persons import rules as persons
from pipeline.places import rules as places
from pipeline.read import rules as read
from pipeline.repair import rules as repair
from pipeline.segment import rules as segment
from pipeline.tables.rows import DocumentRows, RuleRow
from pipeline.technologies import rules as technologies

STAGES: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("read", read.RULES),
    ("repair", repair.RULES),
    ("segment", segment.RULES),
    ("dates", dates.RULES),
    ("names", names.RULES),
    ("organizations", organizations.RULES),
    ("instruments", instruments.RULES),
    ("persons", persons.RULES),
    ("technologies", technologies.RULES),
    ("places", places.RULES),
    ("events", events.RULES),
)
RULED = ("repairs", "dates", "events", "organization_mentions", "technology_mentions",
         "place_mentions", "instrument_mentions", "rejected")  # fmt: skip
UNDECLARED = ("", "a rule that is not declared: please report it")


def rule_ids(chain: str) -> Iterator[str]:
    """Yield the rules of a chain: organizations.csv and country-beside."""
    for link in chain.split("+"):
        yield link.partition(":")[0]


def meaning(rule: str) -> tuple[str, str]:
    """Return the stage of a rule and what it means, in one line."""
    found = ((stage, rules[rule]) for stage, rules in STAGES if rule in rules)
    return next(found, UNDECLARED)


@cache
def meanings_zh() -> Mapping[str, str]:
    """Return what each rule means in Chinese."""
    text = (files("pipeline.tables") / "rules_zh.csv").read_text(encoding="utf-8")
    return {row["rule"]: row["meaning"] for row in csv.DictReader(text.splitlines())}


def rule_rows(documents: Iterable[DocumentRows]) -> list[RuleRow]:
    """Return the rules that a run met, in the order of the journey, with the number of their rows."""
    chains = Counter(
        row.rule for rows in documents for table in RULED for row in getattr(rows, table)
    )
    counts = Counter[str]()
    for chain, number in chains.items():
        counts.update(dict.fromkeys(rule_ids(chain), number))
    order = {stage: place for place, (stage, _) in enumerate(STAGES)}
    met = [
        RuleRow(rule, *meaning(rule), count, meanings_zh().get(rule, ""))
        for rule, count in counts.items()
    ]
    return sorted(met, key=lambda row: (order.get(row.stage, len(order)), row.rule))
