"""Instruments of the lexicon: what supports an ambiguous name, and whose law it is."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.document import Document, Match, NameMention, Rejection
from pipeline.instruments.knowledge import COUNTRY_CODE, InstrumentKnowledge
from pipeline.instruments.naming import Meaning, name_of, open_id
from pipeline.lexicon import Row
from pipeline.plain import lookup_form
from pipeline.text import Span

KIND = "instrument"
# A list names what it is about: 中国实体清单 may be an American one. An acronym is no part of a name.
OWNED = frozenset(("law", "regulation", "strategy"))
OWN_TERRITORIES = {"CN": frozenset(("HK", "MO"))}
UNION = "EU"
MEMBERS = frozenset((
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT",
    "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
))  # fmt: skip
MOST_BETWEEN = 16
# 一项至关重要的网络安全法 is no name.
COUNTED = re.compile(r"(?:一|某|这|那|首|哪|每)(?:项|部|个|份)[^,。;:《》\n]{0,10}\Z")
NEAR_COUNT = 14
NEAR = 80  # characters in which a word supports an ambiguous name or number
LATIN = re.compile(r"[\x00-\x7f’]+")
TITLE = re.compile(r"《([^《》\n]{2,90})》|(?<![《〈])〈([^《》〈〉\n]{2,90})〉")


@dataclass(frozen=True, eq=False)
class Countries:
    """The countries that a document names, and where."""

    document: Document
    knowledge: InstrumentKnowledge

    @cached_property
    def _ends(self) -> list[tuple[int, str]]:
        return [
            (match.span.end, sense.id)
            for match in self.document.matches
            if (sense := match.sense("place")) and len(sense.id) == COUNTRY_CODE
        ]

    @cached_property
    def named(self) -> frozenset[str]:
        """The countries that the document names."""
        return frozenset(place for _, place in self._ends)

    @cached_property
    def main(self) -> str:
        """The country that the document names most often, or nothing."""
        counts = Counter(place for _, place in self._ends)
        return min(counts, key=lambda place: (-counts[place], place), default="")

    @cached_property
    def _by_end(self) -> dict[int, str]:
        return dict(self._ends)

    def before(self, position: int) -> str:
        """Return the country directly before a name, signs between: 新加坡|《网络安全法》."""
        for end in range(position, max(-1, position - MOST_BETWEEN), -1):
            place = self._by_end.get(end)
            if place:
                between = self.knowledge.between.fullmatch(self.document.plain, end, position)
                return place if between else ""
        return ""

    def of(self, start: int, title: str) -> str:
        """Return the country of a title: the one before it, else the only one that stands before
        the same title elsewhere.
        """
        if before := self.before(start):
            return before
        told = self._told.get(lookup_form(title), frozenset())
        return next(iter(told)) if len(told) == 1 else ""

    @cached_property
    def _told(self) -> dict[str, frozenset[str]]:
        """The countries that stand before each title."""
        told: dict[str, frozenset[str]] = {}
        for found in TITLE.finditer(self.document.plain):
            if place := self.before(found.start()):
                title = lookup_form(found[1] or found[2]).strip()
                told[title] = told.get(title, frozenset()) | {place}
        return told


# The rows that a document names in full, its countries, and what the lexicons know.
Known = tuple[frozenset[str], Countries, InstrumentKnowledge]


def is_of(country: str, row: Row) -> bool:
    """Tell whether a row can belong to a country: 中国's 香港国安法 does."""
    own = row["country"]
    if not own or own == country or own in OWN_TERRITORIES.get(country, ()):
        return True
    return own == UNION and country in MEMBERS


def known_instruments(
    document: Document, countries: Countries, knowledge: InstrumentKnowledge
) -> Iterator[NameMention | Rejection]:
    """Yield the instruments of the lexicon, ambiguous ones with their support or a refusal."""
    sure = frozenset(_told_in_full(document, knowledge))
    known = (sure, countries, knowledge)
    for match in document.laws:
        start = match.span.start
        if COUNTED.search(document.plain, max(0, start - NEAR_COUNT), start):
            yield Rejection(match.span, KIND, "no-instrument", "some law, which has no name here")
        else:
            yield _read(document, match, known)


def _read(document: Document, match: Match, known: Known) -> NameMention | Rejection:
    """Return what a name of the lexicon means where it stands."""
    _, countries, knowledge = known
    text = " ".join(document.plain[match.span.start : match.span.end].split())
    country = countries.of(match.span.start, text)
    rows = [knowledge.rows[sense.id] for sense in match.senses]
    kind = rows[0]["kind"]
    foreign = country and not any(is_of(country, row) for row in rows)
    if foreign and kind in OWNED and _has_head(text, knowledge):
        return Meaning(open_id(text, country, knowledge), text, kind).at(
            match.span, "other-country"
        )
    if chosen := _chosen(document, match, country, known):
        row, reason = chosen
        rule = f"instruments.csv:{row['id']}{reason}"
        return NameMention(match.span, row["id"], name_of(row), row["kind"], "lexicon", rule)
    if _has_head(text, knowledge):
        return NameMention(match.span, "", text, kind, "lexicon", "instrument-ambiguous")
    reason = "nothing in the text supports this meaning"
    return Rejection(match.span, KIND, "instrument-ambiguous", reason)


def _told_in_full(document: Document, knowledge: InstrumentKnowledge) -> Iterator[str]:
    """Yield the rows that a document names by a sure name."""
    for match in document.laws:
        text = document.plain[match.span.start : match.span.end]
        for sense in match.senses:
            if not sense.weak and (
                len(match.senses) == 1 or is_written(text, knowledge.rows[sense.id])
            ):
                yield sense.id


def _has_head(text: str, knowledge: InstrumentKnowledge) -> bool:
    """Tell whether a name ends like one: 芯片法案, not EAR."""
    last = text.rpartition(" ")[2]
    heads = knowledge.heads
    return text.endswith(knowledge.longest_heads) or last in heads.english or last == "Law"


def _chosen(document: Document, match: Match, country: str, known: Known) -> tuple[Row, str] | None:
    """Return the row that a surface means here and why; a sure name needs no reason."""
    told, countries, knowledge = known
    rows = [(knowledge.rows[sense.id], sense.weak) for sense in match.senses]
    beside = [row for row, _ in rows if country and row["country"] == country]
    if beside and (len(rows) > 1 or rows[0][1]):
        return beside[0], "+law-of-country"
    text = document.plain[match.span.start : match.span.end]
    sure = [row for row, weak in rows if not weak and (len(rows) == 1 or is_written(text, row))]
    if sure:
        return sure[0], ""
    full = [row for row, _ in rows if row["id"] in told]
    if len(full) == 1:
        return full[0], "+law-named-in-full"
    placed = [row for row, _ in rows if row["country"] in countries.named]
    if not LATIN.fullmatch(text):
        placed = [row for row in placed if row["country"] == countries.main]
    is_told = len(rows) > 1 or LATIN.fullmatch(text)
    if len(placed) == 1 and is_told and _has_head(text, knowledge):
        return placed[0], "+law-of-text"
    if (
        len(rows) == 1
        and LATIN.fullmatch(text)
        and is_near(document.plain, match.span, knowledge.support)
    ):
        return rows[0][0], "+supported-by-word"
    return None


def is_written(text: str, row: Row) -> bool:
    """Tell whether a row writes its name so: CHIPS Act and Chips Act are two laws."""
    return not text.isascii() or text in (row["name_en"], *row.items("aliases"))


def is_near(plain: str, span: Span, proof: re.Pattern[str]) -> bool:
    """Tell whether a word near an ambiguous name belongs to it: Section 301 tariffs, S. 1260."""
    before = proof.search(plain, max(0, span.start - NEAR), span.start)
    return bool(before or proof.search(plain, span.end, span.end + NEAR))
