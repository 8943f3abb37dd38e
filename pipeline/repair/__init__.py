"""Source text in, repaired text out: what extractor or site put there is deleted, by rules."""

from pipeline.repair.stages import Repaired, repair

__all__ = ["Repaired", "repair"]
