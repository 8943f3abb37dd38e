"""Who held which office when: rows of persons.csv go in, the offices of a name on a day come out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice

from pipeline.lexicon import Lexicons, Row
from pipeline.plain import plain_forms

SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Term:
    """A term of office: the row, the name, the titles in plain form, the body and its country, and
    the first and the last day, which may be a month or a year only; an open end is empty.
    """

    row: str
    name: str
    titles: tuple[str, ...]
    organization: str
    country: str
    first: str
    last: str

    def holds_on(self, day: str) -> bool:
        """Tell whether a day, month or year lies in the term: 2022-10 in 2021-03-03 to 2025-01-20.

        >>> Term('x', '', (), 'us-doc', 'US', '2021-03-03', '2025-01').holds_on('2025-01-31')
        True
        """
        if not day:
            return False
        begun = self.first[: len(day)] <= day[: len(self.first)]
        ended = self.last and day[: len(self.last)] > self.last[: len(day)]
        return begun and not ended


@dataclass(frozen=True, slots=True)
class Known:
    """What a name can mean: terms that it means wherever it stands, and those that need support."""

    sure: tuple[Term, ...]
    weak: tuple[Term, ...]


@dataclass(frozen=True, eq=False)
class Offices:
    """The terms of all persons, by name and by title."""

    lexicons: Lexicons

    @cached_property
    def known(self) -> dict[str, Known]:
        """What each name in plain form can mean: 雷蒙多, Raimondo."""
        rows = self.lexicons["persons"]
        terms = dict(zip((row["id"] for row in rows), self._terms(rows), strict=True))
        written = [(name, row["id"], is_weak) for row in rows for name, is_weak in _names(row)]
        sure: dict[str, list[Term]] = {}
        weak: dict[str, list[Term]] = {}
        plain = plain_forms([name for name, _, _ in written])
        for name, (_, row_id, is_weak) in zip(plain, written, strict=True):
            found = (weak if is_weak else sure).setdefault(name, [])
            if len(name) >= SHORTEST and terms[row_id] not in found:
                found.append(terms[row_id])
        names = dict.fromkeys((*sure, *weak))
        return {name: Known(tuple(sure.get(name, ())), tuple(weak.get(name, ()))) for name in names}

    def _terms(self, rows: Sequence[Row]) -> Iterator[Term]:
        countries = {row["id"]: row["country"] for row in self.lexicons["organizations"]}
        offices = [row.items("office") for row in rows]
        plain = iter(plain_forms(list(chain.from_iterable(offices))))
        for row, office in zip(rows, offices, strict=True):
            titles = tuple(islice(plain, len(office)))
            body, name = row["organization"], row["name_zh_hans"] or row["name_en"]
            country = countries.get(body, "")
            yield Term(row["id"], name, titles, body, country, row["from"], row["to"])

    @cached_property
    def bodies(self) -> dict[str, dict[str, str]]:
        """The body of each title by country, where a country has one: 首相 of GB is gb-no10."""
        found: dict[str, dict[str, set[str]]] = {}
        for known in self.known.values():
            for term in known.sure:
                for title in term.titles:
                    bodies = found.setdefault(title, {}).setdefault(term.country, set())
                    bodies.add(term.organization)
        return {
            title: {place: min(bodies) for place, bodies in places.items() if len(bodies) == 1}
            for title, places in found.items()
        }


def _names(row: Row) -> Iterator[tuple[str, bool]]:
    """Yield the names of a row and whether they need support."""
    for name in (row["name_zh_hans"], row["name_en"], *row.items("aliases")):
        if name:
            yield name, False
    yield from ((name, True) for name in row.items("weak_aliases"))


def organization_on(terms: Iterable[Term], day: str) -> str:
    """Return the body that a person led on a day, or nothing."""
    return next((term.organization for term in terms if term.holds_on(day)), "")
