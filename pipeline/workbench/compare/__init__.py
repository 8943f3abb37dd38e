"""Two runs to what differs between their tables, and why."""

from pipeline.workbench.compare.runs import Comparison, Difference, compare

__all__ = ["Comparison", "Difference", "compare"]
