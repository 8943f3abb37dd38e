"""What reviewers said of rows, read from verdicts.csv and laid over the rows of the next run."""

from pipeline.review.applied import Applied, apply_verdicts
from pipeline.review.confidence import Correction
from pipeline.review.verdicts import FILE, Verdict, read_verdicts

__all__ = ["FILE", "Applied", "Correction", "Verdict", "apply_verdicts", "read_verdicts"]
