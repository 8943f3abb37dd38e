"""A piece of text tried against the lexicons: which surfaces stand in it, from which row and after
which conversion, which one wins, and why the others do not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import lexicon
from pipeline.document import Document, Findings, NameMention, Rejection, Sense, Source
from pipeline.lexicon import Row
from pipeline.lexicon.gazetteer import APART, REGIONS, Gazetteer
from pipeline.lexicon.surfaces import Surface
from pipeline.plain import converter, fold, lookup_form, lowered, plain_form
from pipeline.run import find_all
from pipeline.segment import segment
from pipeline.tables.build import document_rows
from pipeline.tables.rows import DocumentRows
from pipeline.text import Span, TracedText
from pipeline.tools import Tools, build_tools

FILES = {
    "organization": "organizations.csv",
    "technology": "technologies.csv",
    "place": "places.csv",
    "instrument": "instruments.csv",
}
WINS, REFUSED = "wins", "refused"
REGION_NAMES = {"s2twp": "Taiwan wording", "s2hk": "Hong Kong wording"}
MOST_NEAREST = 3
# Below this ratio two names share little but a head noun.
FEWEST_SIMILAR = 60.0


@dataclass(frozen=True)
class Trial:
    """A surface that stands in the text: its row, how it came to match, and what became of it."""

    text: str
    start: int
    end: int
    sense: Sense
    row: Row
    way: str
    verdict: str


@dataclass(frozen=True)
class Tried:
    """All that a text gives: the plain form, the trials, the rows of the tables."""

    plain: str
    trials: list[Trial]
    rows: DocumentRows
    nearest: list[tuple[str, str, float]]


def try_text(text: str, overlay: Path | None = None) -> Tried:
    """Take a text through the stages and tell what each lexicon surface in it came to.

    Raises LexiconError for lexicons that cannot be used.
    """
    tools = build_tools(lexicon.load(overlay))
    document, refused = segment(Source("text", text), TracedText.of(text), tools.tokenizer)
    found = find_all(document, tools)
    found = replace(found, rejections=[*refused, *found.rejections])
    tried = list(trials(document, tools.tokenizer.gazetteer, found, Span(0, len(document.plain))))
    nearest = [] if tried else _nearest(text, tools)
    return Tried(document.plain, tried, document_rows("text", document, found, ()), nearest)


def trials(
    document: Document, gazetteer: Gazetteer, found: Findings, about: Span
) -> Iterator[Trial]:
    """Yield the surfaces that touch a span, from left to right, with what each came to."""
    names = [*found.organizations, *found.technologies]
    plain = document.plain
    free = {(start, end) for start, end, _ in gazetteer.find(plain)}
    hits = gazetteer.surfaces.find(lowered(plain))
    for start, end, surface in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        span = Span(start, end)
        if not span.overlaps(about):
            continue
        for sense in surface.senses:
            row = gazetteer.rows[sense.kind, sense.id]
            if (start, end) in free:
                own = found.instruments if sense.kind == APART else names
                verdict = _verdict(document, span, sense, own, found.rejections)
            else:
                verdict = _border(plain, span, surface)
            way = way_of(document.clean[start:end], plain[start:end], row)
            yield Trial(document.clean[start:end], start, end, sense, row, way, verdict)


def _border(plain: str, span: Span, surface: Surface) -> str:
    """Tell why a surface was not looked at further: AI in TAIWAN, Apple in apple."""
    if surface.spellings and plain[span.start : span.end] not in surface.spellings:
        return f"{REFUSED}: must be written {' or '.join(sorted(surface.spellings))}"
    return f"{REFUSED}: a part of a longer Latin word or number"


def _verdict(
    document: Document, span: Span, sense: Sense, names: Sequence[NameMention],
    rejections: Sequence[Rejection],
) -> str:  # fmt: skip
    """Tell what became of a surface with free borders."""
    for rejection in rejections:
        if rejection.span == span and rejection.kind == sense.kind:
            return f"{REFUSED}: {rejection.reason} ({rejection.rule})"
    matches = document.laws if sense.kind == APART else document.matches
    chosen = next((match for match in matches if match.span == span), None)
    if chosen is None:
        longer = next((m for m in matches if m.span.overlaps(span)), None)
        if longer is None:
            return f"{REFUSED}: a part of another word (boundary)"
        return f"loses to {document.clean[longer.span.start : longer.span.end]}"
    if sense.kind == "place":
        return WINS
    mention = next((name for name in names if name.id == sense.id and name.span.covers(span)), None)
    if mention:
        whole = document.clean[mention.span.start : mention.span.end]
        return WINS if mention.span == span else f"{WINS} as {whole}"
    other = next((name for name in names if name.span.overlaps(span)), None)
    if other and other.id:
        return f"loses to {other.id} {other.name}"
    weak = "a weak alias, and nothing in the text supports it"
    return weak if sense.weak else "loses to another meaning of the surface"


def way_of(text: str, plain: str, row: Row) -> str:
    """Tell how a text came to match a row: the column, and the conversions in between.

    人工智慧 is name_zh_hans 人工智能 in Taiwan wording.
    """
    steps = (
        [] if text == plain else ["full width"] if fold(text) == plain else ["traditional script"]
    )
    written = [
        (column, name)
        for column in ("name_zh_hans", "name_en", "aliases", "weak_aliases")
        if column in row.cells
        for name in ((row[column],) if column.startswith("name") else row.items(column))
        if name
    ]
    for column, name in written:
        if lookup_form(name) == lowered(plain):
            return ", ".join([f"{column} {name}", *steps])
    for column, name in written:
        for region in REGIONS:
            if lowered(plain_form(converter(region)(plain_form(name)))) == lowered(plain):
                return ", ".join([f"{column} {name}", REGION_NAMES[region], *steps])
    return ", ".join(["another spelling of a name (space, plural)", *steps])


def _nearest(text: str, tools: Tools) -> list[tuple[str, str, float]]:
    """Return the entries whose names are most like the whole text: id, name, similarity."""
    from rapidfuzz import fuzz, process

    names = [
        (row["id"], name)
        for table in ("organizations", "technologies", "instruments")
        for row in tools.lexicons[table]
        for name in (row["name_zh_hans"], row["name_en"])
        if name
    ]
    found = process.extract(
        plain_form(text), [name for _, name in names], scorer=fuzz.ratio, limit=MOST_NEAREST,
        score_cutoff=FEWEST_SIMILAR,
    )  # fmt: skip
    return [(names[at][0], name, round(score / 100, 2)) for name, score, at in found]
