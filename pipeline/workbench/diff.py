"""Two sets of lexicons compared: which rows changed, and in which texts the change can be seen."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pipeline.lexicon import Lexicons, Row, gazetteer
from pipeline.lexicon.cache import undisturbed
from pipeline.lexicon.schema import TABLES
from pipeline.organizations.linked import Entries, nearest_entry
from pipeline.plain import lookup_form, lowered, plain_form

NAME_CELLS = {"name_zh_hans", "name_en", "aliases", "weak_aliases"}
WORD_COLUMNS = ("trigger", "forms", "objects", "cue", "verb", "head", "word")
# Tables whose rows decide what is removed from a text before anything is looked up in it.
REPAIRING = {"boilerplate"}
LATIN_WORD = re.compile("[A-Za-z]{5,}")


@dataclass(frozen=True, eq=False)
class Change:
    """A row before and after; one of them is missing where it was added or taken away."""

    table: str
    key: tuple[str, ...]
    before: Row | None
    after: Row | None

    @property
    def columns(self) -> set[str]:
        """Columns that differ, notes aside; all where the row is new or gone."""
        row = self.before or self.after
        assert row is not None
        if self.before is None or self.after is None:
            return set(row.cells) - {"note"}
        before, after = self.before.cells, self.after.cells
        return {name for name in after if name != "note" and before.get(name, "") != after[name]}

    @property
    def sides(self) -> tuple[Row, ...]:
        """The rows of both sides that are there."""
        return tuple(row for row in (self.before, self.after) if row is not None)


def changes(before: Lexicons, after: Lexicons) -> list[Change]:
    """Return the rows that were added, taken away or changed, notes aside."""
    found = []
    for table in TABLES:
        former, now = (
            {tuple(row[column] for column in table.key): row for row in lexicons[table.name]}
            for lexicons in (before, after)
        )
        for key in [*former, *(key for key in now if key not in former)]:
            change = Change(table.name, key, former.get(key), now.get(key))
            if change.columns:
                found.append(change)
    return found


def _only(lexicons: Lexicons, rows: Iterable[Row]) -> Lexicons:
    """Return lexicons with these rows alone."""
    kept: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    for row in rows:
        kept[row.table].append(row)
    return Lexicons({name: tuple(rows) for name, rows in kept.items()}, lexicons.digests)


def surfaces_changed(changed: Iterable[Change], before: Lexicons, after: Lexicons) -> list[str]:
    """Return the surfaces that mean something else now: 工业安全局 where only this alias is new.

    Regional and spelling variants are among them.
    """
    named = [change for change in changed if change.table in gazetteer.KINDS]
    changed_ids = {change.key[0] for change in named if change.columns - NAME_CELLS}
    former, now = (
        gazetteer.build(_only(lexicons, rows)).surfaces
        for lexicons, rows in (
            (before, [change.before for change in named if change.before]),
            (after, [change.after for change in named if change.after]),
        )
    )
    meanings = [dict(zip(side.keys, side, strict=True)) for side in (former, now)]
    return [
        key
        for key in {**meanings[0], **meanings[1]}
        if meanings[0].get(key) != meanings[1].get(key)
        or any(sense.id in changed_ids for sense in meanings[1][key].senses)
    ]


def words_changed(changed: Iterable[Change]) -> Iterator[str]:
    """Yield the words of changed lists, triggers and heads; English ones without their ending."""
    for change in changed:
        if change.table in gazetteer.KINDS or change.table in REPAIRING:
            continue
        for row in change.sides:
            for column in WORD_COLUMNS:
                for item in row.items(column) if column in row.cells else ():
                    word = lookup_form(item)
                    yield word[:-1] if LATIN_WORD.fullmatch(word) else word


def finder(strings: Iterable[str]) -> Callable[[str], bool]:
    """Return a test for plain texts: does one of the strings stand in it, in any case?"""
    from ahocorasick_rs import AhoCorasick

    with undisturbed():
        automaton = AhoCorasick(sorted(filter(None, set(strings))))

    def stands_in(plain: str) -> bool:
        text = lowered(plain)
        return next(iter(automaton.find_matches_as_indexes(text)), None) is not None

    return stands_in


def linking(changed: Iterable[Change]) -> Callable[[str, str], bool]:
    """Return a test for names that a rule made: can a changed entry, spelled almost so, be meant?"""
    rows = [row for change in changed if change.table == "organizations" for row in change.sides]
    countries = {row["country"] for row in rows} | {""}
    entries = Entries(rows)
    known: dict[tuple[str, str], bool] = {}

    def is_linked(name: str, kind: str) -> bool:
        key = (name, kind)
        if key not in known:
            entry = nearest_entry(plain_form(name), kind, sorted(countries), entries)
            known[key] = entry is not None
        return known[key]

    return is_linked
