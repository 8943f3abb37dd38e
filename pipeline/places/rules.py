"""The rules of places, by id."""

from collections.abc import Mapping

RULES: Mapping[str, str] = {
    "places.csv": "the row of this lexicon whose id stands behind the colon",
    "language": "the name of a language, not of a country: written in Chinese",
}
