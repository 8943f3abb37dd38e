"""From a title to the instrument it means: the row of the lexicon, else an id of its own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.document import NameMention
from pipeline.instruments.knowledge import InstrumentKnowledge
from pipeline.lexicon import Row
from pipeline.names.ids import made_id
from pipeline.plain import lookup_form
from pipeline.text import Span

OWN = "inst-"  # what the id begins with that a title has of its own
REPUBLIC = "中华人民共和国"
YEAR_FIRST = re.compile(r"(?:19|20)[0-9]{2}\s?(?:年\s?(?:的|版)?|(?=[\u4e00-\u9fff]))")
INNER = re.compile(r" \([a-z]+\)(?= )")  # American Rescue Plan (ARP) Act
ACRONYM = re.compile(r"[^ ] ?\(([A-Z]{3,10})\)$")  # 出口管制条例(EAR)
SIGNS = re.compile(r"[\s《》〈〉“”\"'’]")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a title means: its id, its canonical name, its kind, and the rule that led there."""

    id: str
    name: str
    kind: str
    rule: str = ""

    def at(self, span: Span, rule: str, basis: str = "rule") -> NameMention:
        """Return the mention of it at a place of the text."""
        return NameMention(span, self.id, self.name, self.kind, basis, rule + self.rule)


def meaning_of(title: str, kind: str, country: str, knowledge: InstrumentKnowledge) -> Meaning:
    """Return what a title means, behind the name of a country or none: 新加坡《网络安全法》."""
    row = row_of(title, country, knowledge)
    if row is not None:
        return Meaning(
            row["id"], name_of(row), row["kind"], f"+instruments.csv:{row['id']}+linked-by-name"
        )
    return Meaning(open_id(title, country, knowledge), title, kind)


def meaning_of_number(name: str, kind: str, own_id: str, knowledge: InstrumentKnowledge) -> Meaning:
    """Return what a number means: the row that has its id or its name, else what it is itself."""
    row = knowledge.rows.get(own_id) or row_of(name, "", knowledge)
    if row is None:
        return Meaning(own_id, name, kind)
    return Meaning(row["id"], name_of(row), row["kind"], f"+instruments.csv:{row['id']}")


def name_of(row: Row) -> str:
    """Return the canonical name of a row, Chinese before English."""
    return row["name_zh_hans"] or row["name_en"]


def row_of(title: str, country: str, knowledge: InstrumentKnowledge) -> Row | None:
    """Return the row that has a title among its names, of the country before it where there is one."""
    if acronym := ACRONYM.search(title):
        for row in knowledge.named.get(acronym[1].lower(), ()) + knowledge.weak.get(acronym[1], ()):
            if not country or row["country"] in (country, ""):
                return row
    for form, place in _forms(title, country, knowledge):
        for row in knowledge.named.get(form, ()):
            if not place or row["country"] in (place, ""):
                return row
    return None


def _forms(title: str, country: str, knowledge: InstrumentKnowledge) -> Iterator[tuple[str, str]]:
    """Yield a title without what a name may lack, each with the country that it is of: 2022年,
    (征求意见稿), 美国.
    """
    whole = lookup_form(title)
    yield whole, country
    if INNER.search(whole) or " & " in whole:
        yield INNER.sub("", whole).replace(" & ", " and "), country
    short = YEAR_FIRST.sub("", without_stage(whole, knowledge), count=1)
    yield short, country
    if short.startswith(REPUBLIC):
        yield short.removeprefix(REPUBLIC), "CN"
    elif found := knowledge.country_first.match(short):
        rest = short[found.end() :].lstrip("的 ")
        yield YEAR_FIRST.sub("", rest, count=1), knowledge.countries[found.group()]


def without_stage(title: str, knowledge: InstrumentKnowledge) -> str:
    """Return a title without what says how far it has come: 条例(草案)."""
    former = ""
    while title != former:
        former, title = title, knowledge.stage.sub("", title)
    return title


def open_id(title: str, country: str, knowledge: InstrumentKnowledge) -> str:
    """Return the id of an instrument that no lexicon has: a function of its plain form."""
    core = SIGNS.sub("", without_stage(lookup_form(title), knowledge)).removeprefix(REPUBLIC)
    core = core if not country or country == "CN" else f"{country}:{core}"
    return made_id(OWN, core)


def numbered_id(name: str) -> str:
    """Return the id of what is known by a number: Executive Order 14110 to us-eo-14110."""
    return re.sub("[^a-z0-9]+", "-", name.lower()).strip("-")
