"""Two runs to what differs between their tables, and why."""

from pipeline.workbench.compare.result import Comparison, Difference
from pipeline.workbench.compare.runs import compare

__all__ = ["Comparison", "Difference", "compare"]
