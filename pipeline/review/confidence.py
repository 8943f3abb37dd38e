"""How far confidence is off on articles of one kind: two numbers, fitted to judged rows, that are laid
over the confidence of the next runs.
"""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pipeline.lexicon.file import read_bytes, read_table
from pipeline.lexicon.schema import LexiconError, Row, Table
from pipeline.loglinear import SUREST, UNIT, probability
from pipeline.read.guarded import unguard
from pipeline.tables.rows import DocumentRows, EventRow

FILE = "confidence.csv"
NUMBERS = ("intercept", "slope")
TABLE = Table("confidence", (*NUMBERS, "judged", "right"), NUMBERS, NUMBERS)
FALSEST = round(1 - SUREST, 2)
NUMBER = re.compile(r"-?[0-9]{1,2}(?:\.[0-9]{1,2})?")


@dataclass(frozen=True, slots=True)
class Correction:
    """What confidence, as log odds, is multiplied by and what is added to it (Cox 1958), both in whole
    hundredths: a row is written the same on every machine.
    """

    intercept: int = 0
    slope: int = UNIT

    def of(self, confidence: float) -> float:
        """Return a confidence corrected, to two places; what a person added stays certain.

        >>> Correction(-40, 90).of(0.8), Correction(-40, 90).of(0.95), Correction(-40, 90).of(1.0)
        (0.7, 0.9, 1.0)
        """
        if confidence >= 1:
            return confidence
        odds = math.log(confidence / (1 - confidence))
        return max(FALSEST, probability(round(self.intercept + self.slope * odds)))

    def after(self, former: "Correction") -> "Correction":
        """Return the one correction that does what a former one and then this one do.

        >>> Correction(-40, 90).after(Correction(20, 50))
        Correction(intercept=-22, slope=45)
        """
        return Correction(
            round(self.intercept + self.slope * former.intercept / UNIT),
            round(self.slope * former.slope / UNIT),
        )

    def recorded(self) -> dict[str, int]:
        """Return the correction as run.json keeps it."""
        return asdict(self)


NONE = Correction()


def read_correction(path: Path) -> Correction:
    """Return the correction that a file tells, NONE where there is no such file.

    Raises LexiconError naming line and column of what cannot be used.
    """
    if not path.exists():
        return NONE
    rows = list(read_table(path, read_bytes(path), TABLE))
    if len(rows) != 1:
        raise LexiconError(path, 0, "", f"{len(rows)} rows, one is needed", "Keep one of them")
    return Correction(*(_hundredths(path, rows[0], name) for name in NUMBERS))


def _hundredths(path: Path, row: Row, name: str) -> int:
    written = unguard(row[name])
    if not NUMBER.fullmatch(written) or (name == "slope" and written.startswith("-")):
        raise LexiconError(
            path, row.line, name, f"“{written}” is no number that a fit gives",
            "Write one such as 0.85, or fit again (zhengju review fit)",
        )  # fmt: skip
    return round(float(written) * UNIT)


def corrected(rows: DocumentRows, correction: Correction) -> DocumentRows:
    """Return a document with the confidence of its events corrected."""
    return replace(rows, events=tuple(corrected_events(rows.events, correction)))


def corrected_events(events: Iterable[EventRow], correction: Correction) -> Iterator[EventRow]:
    """Return events with their confidence corrected."""
    if correction == NONE:
        return iter(events)
    return (replace(row, confidence=correction.of(row.confidence)) for row in events)
