"""The rows of a run as the facts that its report shows: events, mentions, names, rules.

A page holds thousands of rows: they are told as tables, the names of the columns once, and what
comes again (a name, a date's days, a chain of rules) stands once and is called by its number. The
script puts the rows together (state.js).
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from pipeline.lexicon.bodies import ancestors
from pipeline.read.naming import shown
from pipeline.report.article import TRIGGER, Mark, Removed
from pipeline.tables.rows import DocumentRows, EventRow
from pipeline.tables.rules import rule_ids

Json = Any
# The tables whose rows are shown in an article: the class of their color, what their ids call them,
# the column of their name.
SHOWN = (
    ("dates", "d", "date", ""),
    ("organization_mentions", "o", "organization", "org_id"),
    ("technology_mentions", "t", "technology", "tech_id"),
    ("place_mentions", "p", "place", "place_id"),
    ("instrument_mentions", "i", "instrument", "instrument_id"),
)
# All that the pages show of a document, beside its row.
NEEDED = ("source_text", "repairs", "events", *(table for table, *_ in SHOWN))
NAMES = (
    ("organizations", "o", "org_id", "kind"),
    ("technologies", "t", "tech_id", "category"),
    ("places", "p", "place_id", ""),
    ("instruments", "i", "instrument_id", "kind"),
)
NAME_COLUMNS = (
    "id",
    "kind",
    "zh",
    "en",
    "group",
    "country",
    "parent",
    "seen",
    "mentions",
    "articles",
)
EVENT_COLUMNS = (
    "doc", "suffix", "first", "last", "written", "agents", "trigger", "objects", "recipients",
    "technologies", "places", "type", "modality", "confidence", "rules", "quote", "date", "same",
    "review", "within",
)  # fmt: skip
CLAUSE = "c"


class Numbers(dict[Any, int]):
    """What is told once, in the order of its numbers: 0 for the first that is asked for."""

    def __missing__(self, told: Any) -> int:
        self[told] = number = len(self)
        return number


class Told:
    """What the rows of a page call by number."""

    def __init__(self) -> None:
        self.names, self.days, self.chains, self.removals = (Numbers() for _ in range(4))

    def ids(self, joined: str) -> list[int]:
        """Return the numbers of the ids that a cell joins: CN+US of 中美."""
        return [self.names[one] for one in joined.split("+") if one]


class Facts:
    """What the tables of a run say."""

    def __init__(self, tables: Mapping[str, Sequence[Any]]):
        self._names = dict(_names(tables))
        self._rules = {row.rule: (row.meaning, row.meaning_zh) for row in tables["rules"]}
        rows = tables.get("organizations", ())
        self._parents = {row.org_id: row.parent for row in rows if row.parent}

    def of(self, documents: Sequence[DocumentRows]) -> Json:
        """Return the facts of some documents: rows in full, and the names and rules they use."""
        told = Told()
        docs = [self._article(rows, told) for rows in documents]
        events = [
            _event(row, number, told, within)
            for number, rows in enumerate(documents)
            for row, within in _with_names(rows)
        ]
        for removed in (row for rows in documents for row in rows.repairs):
            told.removals[removed.rule]
        for name in [*told.names]:
            for parent in ancestors(name, self._parents):
                told.names[parent]
        links = (*told.chains, *told.removals)
        rules = dict.fromkeys(rule for chain in links for rule in rule_ids(chain))
        return {
            "docs": docs,
            "events": {"columns": EVENT_COLUMNS, "rows": events},
            "names": {
                "columns": NAME_COLUMNS,
                "rows": [self._names.get(name, [name]) for name in told.names],
            },
            "days": list(told.days),
            "chains": list(told.chains),
            "removals": list(told.removals),
            "rules": {rule: self._rules[rule] for rule in rules if rule in self._rules},
        }

    def _article(self, rows: DocumentRows, told: Told) -> Json:
        row = rows.document
        return {
            "id": row.doc_id, "title": shown(row.title), "path": shown(row.path), "url": row.url,
            "day": row.published, "sha": row.sha256, "copy": getattr(row, "duplicate_of", ""),
            "mentions": {
                kind: [self._mention(mention, kind, word, column, told) for mention in found]
                for kind, word, column, found in _shown(rows)
            },
        }  # fmt: skip

    def _mention(self, row: Any, kind: str, word: str, column: str, told: Told) -> list[Json]:
        """Return what its id adds to the document's and the kind's, the number of what it means, the
        number of its rules, and what else it says: a date's anchor, a name that no table has.
        """
        if kind == "d":
            cut = _cutter(row.doc_id, word)
            days = told.days[row.start_date, row.end_date, row.timex, row.basis]
            anchor = [cut(row.anchor_date_id)] if row.anchor_date_id else []
            return [cut(row.date_id), days, told.chains[row.rule], *anchor]
        name = getattr(row, column)
        meant: Json = told.ids(name)
        says = [] if meant else [row.name]
        chain = "+".join(_without(link, name) for link in row.rule.split("+"))
        suffix = _cutter(row.doc_id, word)(row.mention_id)
        return [suffix, meant[0] if len(meant) == 1 else meant, told.chains[chain], *says]


def marks(rows: DocumentRows) -> list[Mark]:
    """Return the places of a document's rows, numbered as `Facts` numbers them: events first."""
    found: list[Mark] = []
    for key, event in enumerate(rows.events):
        found.append(Mark(event.start, event.end, key, CLAUSE))
        found.append(Mark(event.trigger_start, event.trigger_end, key, TRIGGER))
    mentions = ((row, kind) for kind, _, _, found in _shown(rows) for row in found)
    for key, (row, kind) in enumerate(mentions, len(rows.events)):
        found.append(Mark(row.start, row.end, key, kind))
    return found


def removals(rows: DocumentRows, rules: Sequence[str]) -> list[Removed]:
    """Return what repair took away from a document, each with the number of its rule."""
    numbers = {rule: number for number, rule in enumerate(rules)}
    return [Removed(row.start, row.end, numbers[row.rule], row.replacement) for row in rows.repairs]


def _shown(rows: DocumentRows) -> Iterator[tuple[str, str, str, Sequence[Any]]]:
    """Yield each kind of mention, its word and column, and the rows, in the order of their keys."""
    for table, kind, word, column in SHOWN:
        yield kind, word, column, getattr(rows, table, ())


def _cutter(doc_id: str, word: str) -> Callable[[str], str]:
    """Return what cuts an id to what the script cannot know: 4-9 of news-1a2b.date.4-9."""
    return lambda row_id: row_id.removeprefix(f"{doc_id}.").removeprefix(f"{word}.")


def _without(link: str, name: str) -> str:
    """Return a link of a chain without the row of the lexicon where that is the name's own.

    >>> _without("organizations.csv:us-doc", "us-doc")
    'organizations.csv:'
    """
    return link.removesuffix(name) if name and link.endswith(f":{name}") else link


def _with_names(rows: DocumentRows) -> Iterator[tuple[EventRow, list[str]]]:
    """Yield the events of a document, each with what `_within` says of it."""
    named = [
        (found, [one.start for one in found], column)
        for found, column in (
            (rows.organization_mentions, "org_id"),
            (rows.place_mentions, "place_id"),
        )
    ]
    for row in rows.events:
        near = [
            (one, getattr(one, column))
            for found, starts, column in named
            for one in found[bisect_left(starts, row.start) : bisect_left(starts, row.end)]
        ]
        yield row, _within(row, near)


def _within(row: EventRow, near: Iterable[tuple[Any, str]]) -> list[str]:
    """Return whom the words name that say what is acted on, where they lead to no id as a whole:
    cn-huawei of 华为首席财务官孟晚舟, CN of 中国产电动汽车. Who acts is not among them. `near` are
    the mentions that begin in the event, and their ids.
    """
    affected = (*row.objects, *row.recipients)
    found = [
        name
        for mention, name in near
        if mention.end <= row.end and any(mention.text in text for text in affected)
    ]
    known = (*row.actor_ids, *row.object_ids, *row.recipient_ids)
    told = {one for cell in known for one in cell.split("+")}
    return [one for one in dict.fromkeys("+".join(found).split("+")) if one not in told]


def _event(row: EventRow, article: int, told: Told, within: Sequence[str]) -> list[Json]:
    """Return the cells of an event, those left out at the end that are empty."""
    event, date = _cutter(row.doc_id, "event"), _cutter(row.doc_id, "date")
    lists = (
        (row.actors, row.actor_ids), (row.objects, row.object_ids),
        (row.recipients, row.recipient_ids), (row.technologies, row.technology_ids),
        (row.places, row.place_ids),
    )  # fmt: skip
    agents, *affected = (_items(*pair, told) for pair in lists)
    cells = [
        article, event(row.event_id), row.start_date, row.end_date, row.date_text, agents,
        row.trigger, *affected, row.event_type, row.modality, row.confidence,
        told.chains[row.rule], row.quote, date(row.date_id), event(row.same_as), row.review,
        told.ids("+".join(within)) or "",
    ]  # fmt: skip
    while cells[-1] == "":
        cells.pop()
    return cells


def _items(texts: Sequence[str], ids: Sequence[str], told: Told) -> list[Json]:
    """Return the items of a list, each with the numbers of the ids that it leads to."""
    pairs = zip_longest(texts, ids, fillvalue="")
    return [[text, *told.ids(known)] for text, known in pairs if text]


def _names(tables: Mapping[str, Sequence[Any]]) -> Iterable[tuple[str, Json]]:
    for table, letter, column, group in NAMES:
        for row in tables.get(table, ()):
            row_id = getattr(row, column)
            yield row_id, [
                row_id, letter, row.name_zh_hans, row.name_en, getattr(row, group) if group else "",
                getattr(row, "country", ""), getattr(row, "parent", ""), list(row.aliases_seen),
                row.mentions, row.documents,
            ]  # fmt: skip
