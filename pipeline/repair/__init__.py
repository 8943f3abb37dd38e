"""Source text in, repaired text out: what extractor or site put there is deleted, by rules."""

from pipeline.repair.knowledge import RepairKnowledge
from pipeline.repair.stages import Repaired, repair

__all__ = ["RepairKnowledge", "Repaired", "repair"]
