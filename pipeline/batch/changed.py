"""Two sets of lexicons to a test of documents: may the rows of one differ between them?

Only what can be proved is taken over. New, changed and lost names of organizations and technology
terms are seen where a surface of theirs stands, or a name that is spelled almost so. A change of
anything else (word lists, rules, places, persons) may show anywhere; which body is a part of which
shows in the tables of the corpus alone.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator
from itertools import chain

from ahocorasick_rs import AhoCorasick

from pipeline.lexicon import Lexicons, Row, gazetteer
from pipeline.lexicon.schema import BODIES, TABLES
from pipeline.organizations.linked import LINKING_WORDS, by_reduced_name
from pipeline.plain import lowered, plain_form
from pipeline.repair.phrases import phrases_of
from pipeline.technologies.elements import METAL

NAMED = ("organizations", "technologies")
# A name is linked to an entry that is spelled almost so (FEWEST_SIMILAR). Of one difference the two
# must have 17 characters, so that 8 stand in two runs: one of 4 is the least that they share.
SHARED_RUN = 4
NO_LETTER = re.compile("[^a-z]+")
Cells = tuple[bool, tuple[str, ...]]


def may_differ(before: Lexicons, after: Lexicons) -> Callable[[str, str], bool]:
    """Return a test of the source and the clean text of a document."""
    rows = _changed_names(before, after)
    if rows is None:
        return lambda source, clean: True
    stands = _finder(chain.from_iterable(_surfaces(side, before) for side in rows))
    linked = (row for row in chain(*rows) if row.table == "organizations")
    is_near = _finder(_runs(linked))
    former, now = (phrases_of(lexicons).vocabulary for lexicons in (before, after))
    is_joined = _finder(former ^ now)

    def differs(source: str, clean: str) -> bool:
        sides = [lowered(plain_form(side)) for side in (source, clean)]
        return is_joined(NO_LETTER.sub("", sides[0])) or any(
            stands(side) or is_near(LINKING_WORDS.sub("", side)) for side in sides
        )

    return differs


def _changed_names(before: Lexicons, after: Lexicons) -> tuple[list[Row], list[Row]] | None:
    """Return the rows of names that differ, as they were and as they are; None where more differs
    than names can show.
    """
    rows: tuple[list[Row], list[Row]] = ([], [])
    for table in TABLES:
        if table.name == BODIES:
            continue
        former, now = ({_key(row): row for row in side[table.name]} for side in (before, after))
        if table.name in NAMED and _in_order(former, now) == _in_order(now, former):
            for found, side, other in zip(rows, (former, now), (now, former), strict=True):
                found += [
                    row
                    for key, row in side.items()
                    if key not in other or _cells(row) != _cells(other[key])
                ]
        elif list(map(_cells, former.values())) != list(map(_cells, now.values())):
            return None
    persons = {row["organization"] for side in (before, after) for row in side["persons"]}
    if any(row["id"] in persons or _is_element(row) for row in chain(*rows)):
        return None
    return rows


def _in_order(rows: Iterable[str], others: Container[str]) -> list[str]:
    """Return the keys that both sides have: which row comes first can decide."""
    return [key for key in rows if key in others]


def _key(row: Row) -> str:
    return row["id"] if "id" in row.cells else repr(_cells(row))


def _cells(row: Row) -> Cells:
    return row.user, tuple(cell for name, cell in row.cells.items() if name != "note")


def _is_element(row: Row) -> bool:
    """Tell whether one character of a name counts in a list: 镓 of 金属镓."""
    names = (row["name_zh_hans"], *row.items("aliases"))
    return any(METAL in plain_form(name) for name in names)


def _surfaces(rows: Iterable[Row], lexicons: Lexicons) -> list[str]:
    """Return the surfaces of rows, the derived ones too."""
    alone: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    for row in rows:
        alone[row.table].append(row)
    held = {name: tuple(found) for name, found in alone.items()}
    return gazetteer.build(Lexicons(held, lexicons.digests)).surfaces.keys


def _runs(rows: Iterable[Row]) -> Iterator[str]:
    """Yield what a name must have of an entry to be linked to it: 净室工会 of 洁净室工会联合会."""
    for name in by_reduced_name(rows):
        for start in range(max(1, len(name) - SHARED_RUN + 1)):
            yield name[start : start + SHARED_RUN]


def _finder(strings: Iterable[str]) -> Callable[[str], bool]:
    """Return a test of texts: does one of the strings stand there?"""
    wanted = sorted(filter(None, set(strings)))
    automaton = AhoCorasick(wanted)
    return lambda text: next(iter(automaton.find_matches_as_indexes(text)), None) is not None
