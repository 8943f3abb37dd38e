"""Why a row says what it says, as a record and as text for the eye."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.outputs.reader import Cells
from pipeline.read.naming import shortened
from pipeline.tables.rules import meaning, rule_ids

Part = tuple[str, str]  # text and its style

KEPT, REMOVED, ROW = "", "red strike", "bold green"
LABEL, FAINT = "bold", "dim"
WIDTH = 12  # of the labels
# What stands elsewhere in an explanation, or says where the row is.
OUTSIDE = frozenset(
    (
        "doc_id", "date_id", "event_id", "mention_id", "pair_id", "repair_id", "sentence_id",
        "anchor_date_id", "quote", "plain", "words", "start", "end", "trigger_start",
        "trigger_end", "rule",
    )
)  # fmt: skip
LONGEST = 160  # characters of a lexicon's row


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the source: `style` tells the row, what repair removed, and the rest."""

    text: str
    style: str = KEPT
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What was looked at in this place, and what became of it; offsets are those of the source."""

    start: int
    end: int
    text: str
    origin: str
    verdict: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that chose or refused something here."""

    rule: str
    stage: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a lexicon: 美国商务部 of organizations.csv, line 12."""

    file: str
    line: int
    cells: Cells


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a row is what it is.

    `cells` are the row's, `context` the source around it, `removals` the rows of repairs.csv there;
    `plain` and `words` (each with jieba's part of speech) are what the rules saw. `candidates` were
    looked at, `rules` chose and refused, `entries` are rows of the lexicons; `leans_on` are the rows
    that this one was made from: its anchor, an event's date. `published` is the day of publication
    and where it is from.
    """

    table: str
    row_id: str
    cells: Cells
    context: tuple[Piece, ...]
    removals: tuple[Cells, ...] = ()
    plain: str = ""
    words: tuple[tuple[str, str], ...] = ()
    candidates: tuple[Candidate, ...] = ()
    entries: tuple[Entry, ...] = ()
    leans_on: tuple[Cells, ...] = ()
    published: str = ""

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that chose and refused, each with its meaning, in the order of the chain."""
        rows = (self.cells, *self.leans_on, *self.removals)
        chains = [row["rule"] for row in rows if row.get("rule")]
        chains += [candidate.rule for candidate in self.candidates if candidate.rule]
        ids = dict.fromkeys(rule for chain in chains for rule in rule_ids(chain))
        return tuple(Rule(rule, *meaning(rule)) for rule in ids)

    def parts(self) -> Iterator[Part]:
        """Yield the text of the explanation, piece by piece, each with its style for a terminal."""
        yield f"{self.table}.csv  {self.row_id}\n", LABEL
        yield from _labelled("says", filter(None, [_said(self.cells)]))
        if self.cells.get("rule"):
            yield from _labelled("rule", [self.cells["rule"]])
        yield f"{'source':{WIDTH}}", LABEL
        yield from _pieces(self.context)
        yield "\n", KEPT
        yield from _labelled("removed", map(_removal, self.removals))
        yield from _labelled("plain form", [self.plain] if self.plain else [])
        words = " ".join(f"{text}/{tag}" for text, tag in self.words)
        yield from _labelled("words", [words] if words else [])
        yield from _labelled("candidates", map(_candidate, self.candidates))
        yield from _labelled("rules", (f"{r.rule} · {r.stage} · {r.meaning}" for r in self.rules))
        yield from _labelled("lexicons", map(_entry, self.entries))
        yield from _labelled("leans on", map(_row, self.leans_on))
        yield from _labelled("published", [self.published] if self.published else [])

    def __str__(self) -> str:
        return "".join(text for text, _ in self.parts()).rstrip()


@dataclass(frozen=True, slots=True)
class Explained:
    """The explanations of a text's rows, in the order of the tables."""

    rows: tuple[Explanation, ...]

    def __str__(self) -> str:
        return "\n\n".join(map(str, self.rows))


def _labelled(label: str, lines: Iterable[str]) -> Iterator[Part]:
    for number, line in enumerate(lines):
        yield f"{'' if number else label:{WIDTH}}", LABEL
        yield f"{_in_line(line)}\n", KEPT


def _pieces(pieces: Iterable[Piece]) -> Iterator[Part]:
    """Yield the source with the row between » and «, removals struck out with their rule."""
    for piece in pieces:
        text = _in_line(piece.text)
        if piece.style == ROW:
            yield f"»{text}«", ROW
            yield f"[{piece.rule}]" if piece.rule else "", FAINT
        elif piece.style == REMOVED:
            yield f"~~{text}~~", REMOVED
            yield f"[{piece.rule}]", FAINT
        else:
            yield text, KEPT


def _in_line(text: str) -> str:
    return text.replace("\r\n", "⏎").replace("\n", "⏎").replace("\r", "⏎")


def _said(cells: Cells) -> str:
    told = (
        f"{column} {value}" for column, value in cells.items() if value and column not in OUTSIDE
    )
    return " · ".join(told)


def _removal(cells: Cells) -> str:
    return f"{cells['start']}-{cells['end']} “{cells['quote'][:LONGEST]}” {cells['rule']}"


def _candidate(one: Candidate) -> str:
    return f"{one.start}-{one.end} {one.text[:LONGEST]} · {one.origin} · {one.verdict}"


def _entry(entry: Entry) -> str:
    told = " · ".join(filter(None, entry.cells.values()))
    return f"{entry.file}:{entry.line} {shortened(told, LONGEST)}"


def _row(cells: Cells) -> str:
    row_id = cells.get("event_id") or cells.get("date_id", "")
    days = "..".join(dict.fromkeys((cells["start_date"], cells["end_date"])))
    told = (row_id, cells.get("text") or cells["quote"], cells.get("timex", days), cells["rule"])
    return " · ".join(filter(None, told))
