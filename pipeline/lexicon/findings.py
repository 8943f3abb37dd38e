"""Something that is wrong in a lexicon file: where, what, and what to do about it."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.lexicon.schema import LexiconError

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True)
class Finding:
    """A mistake with its place and remedy; an error keeps the lexicons from being used."""

    path: Path
    line: int
    column: str
    severity: str
    problem: str
    remedy: str

    @classmethod
    def of(cls, error: LexiconError) -> "Finding":
        """Return the finding that an error of the loader amounts to."""
        return cls(error.path, error.line, error.column, ERROR, error.problem, error.remedy)

    def error(self, others: int = 0) -> LexiconError:
        """Return the error that the finding is to a loader; `others` counts further mistakes."""
        more = f". {others} more: zhengju lexicon check" if others else ""
        return LexiconError(self.path, self.line, self.column, self.problem, f"{self.remedy}{more}")
