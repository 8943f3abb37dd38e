"""The tables that users extend: read, checked, laid over each other, and looked up in a text."""

from pipeline.lexicon.lexicons import Lexicons, load, shipped_folder
from pipeline.lexicon.schema import LexiconError, Row

__all__ = ["LexiconError", "Lexicons", "Row", "load", "shipped_folder"]
