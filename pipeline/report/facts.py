"""The rows of a run as the facts that its report shows: events, mentions, names, rules."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from pipeline.read.naming import shown
from pipeline.report.article import Mark, Removed
from pipeline.tables.rows import DocumentRows, EventRow
from pipeline.tables.rules import rule_ids

Json = Any
# The tables whose rows are shown in an article: the class of their color, the column of their name.
SHOWN = (
    ("dates", "d", ""),
    ("organization_mentions", "o", "org_id"),
    ("technology_mentions", "t", "tech_id"),
    ("place_mentions", "p", "place_id"),
    ("instrument_mentions", "i", "instrument_id"),
)
# All that the pages show of a document, beside its row.
NEEDED = ("source_text", "repairs", "events", *(table for table, _, _ in SHOWN))
NAMES = (
    ("organizations", "o", "org_id", "kind"),
    ("technologies", "t", "tech_id", "category"),
    ("places", "p", "place_id", ""),
    ("instruments", "i", "instrument_id", "kind"),
)
CLAUSE, TRIGGER = "c", "e"


class Facts:
    """What the tables of a run say, by the letters that the report's script reads."""

    def __init__(self, tables: Mapping[str, Sequence[Any]]):
        self._names = dict(_names(tables))
        self._rules = {row.rule: row.meaning for row in tables["rules"]}

    def of(self, documents: Sequence[DocumentRows]) -> Json:
        """Return the facts of some documents: rows in full, and the names and rules they use."""
        chains: defaultdict[str, int] = defaultdict()  # each is told once, and has a number
        chains.default_factory = chains.__len__
        articles = [self._article(rows, chains) for rows in documents]
        events = [
            _event(row, number, key, chains)
            for number, rows in enumerate(documents)
            for key, row in enumerate(rows.events)
        ]
        used = dict.fromkeys(name for article in articles for name in _named(article))
        used |= dict.fromkeys(
            name for event in events for role in "aorxp" for _, ids in event[role] for name in ids
        )
        rules = dict.fromkeys(rule for chain in chains for rule in rule_ids(chain))
        return {
            "docs": articles,
            "events": events,
            "chains": list(chains),
            "names": {name: self._names[name] for name in used if name in self._names},
            "rules": {rule: self._rules[rule] for rule in rules if rule in self._rules},
        }

    def _article(self, rows: DocumentRows, chains: Mapping[str, int]) -> Json:
        row = rows.document
        return {
            "id": row.doc_id, "title": shown(row.title), "path": shown(row.path), "url": row.url,
            "day": row.published, "lang": row.language, "sha": row.sha256,
            "copy": getattr(row, "duplicate_of", ""), "m": list(self._mentions(rows, chains)),
        }  # fmt: skip

    def _mentions(self, rows: DocumentRows, chains: Mapping[str, int]) -> Iterator[list[Json]]:
        """Yield kind, id without the document's, name's id, what the row says if its name does not,
        and the number of its rules.
        """
        cut = len(rows.document.doc_id) + 1
        for row, kind, name in _shown(rows):
            row_id = row.date_id if kind == "d" else row.mention_id
            says = _date(row, cut) if kind == "d" else "" if name in self._names else row.name
            yield [kind, row_id[cut:], name, says, chains[row.rule]]


def marks(rows: DocumentRows) -> list[Mark]:
    """Return the places of a document's rows, numbered as `Facts` numbers them: events first."""
    found: list[Mark] = []
    for key, event in enumerate(rows.events):
        found.append(Mark(event.start, event.end, key, CLAUSE))
        found.append(Mark(event.trigger_start, event.trigger_end, key, TRIGGER))
    for key, (row, kind, _) in enumerate(_shown(rows), len(rows.events)):
        found.append(Mark(row.start, row.end, key, kind))
    return found


def removals(rows: DocumentRows) -> list[Removed]:
    """Return what repair took away from a document."""
    return [Removed(row.start, row.end, row.rule, row.replacement) for row in rows.repairs]


def _shown(rows: DocumentRows) -> Iterator[tuple[Any, str, str]]:
    for table, kind, column in SHOWN:
        for row in getattr(rows, table, ()):
            yield row, kind, getattr(row, column) if column else ""


def _date(row: Any, cut: int) -> list[str]:
    """Return the first and last day of a date, its TIMEX3 value, basis and anchor."""
    return [row.start_date, row.end_date, row.timex, row.basis, row.anchor_date_id[cut:]]


def _named(article: Json) -> Iterator[str]:
    return (mention[2] for mention in article["m"] if mention[2])


def _event(row: EventRow, article: int, key: int, chains: Mapping[str, int]) -> Json:
    cut = len(row.doc_id) + 1
    reviewed = {"v": row.review} if row.review else {}
    return reviewed | {
        "d": article, "k": key, "i": row.event_id[cut:], "s": row.start_date, "e": row.end_date,
        "t": row.date_text, "a": _items(row, "actors", "actor_ids"), "g": row.trigger,
        "o": _items(row, "objects", "object_ids"), "r": _items(row, "recipients", "recipient_ids"),
        "x": _items(row, "technologies", "technology_ids"),
        "p": _items(row, "places", "place_ids"), "y": row.event_type, "m": row.modality,
        "c": row.confidence, "u": chains[row.rule], "q": row.quote, "w": row.date_id[cut:],
        "z": row.same_as[cut:],
    }  # fmt: skip


def _items(row: EventRow, texts: str, ids: str) -> list[Json]:
    """Return the items of a list, each with the ids that it leads to."""
    pairs = zip_longest(getattr(row, texts), getattr(row, ids), fillvalue="")
    return [[text, known.split("+") if known else []] for text, known in pairs if text]


def _names(tables: Mapping[str, Sequence[Any]]) -> Iterable[tuple[str, Json]]:
    for table, letter, column, group in NAMES:
        for row in tables.get(table, ()):
            yield getattr(row, column), {
                "l": letter, "zh": row.name_zh_hans, "en": row.name_en,
                "g": getattr(row, group) if group else "", "c": getattr(row, "country", ""),
                "s": list(row.aliases_seen), "n": row.mentions, "f": row.documents,
            }  # fmt: skip
