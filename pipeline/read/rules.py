"""The rules of reading, by id: what a reader marks as furniture, for repair to remove."""

from collections.abc import Mapping

RULES: Mapping[str, str] = {
    "document-note": "a footnote or endnote of a text document, the speaker's notes of a slide",
    "pdf-page-number": "a number at the edge of a PDF's page that climbs with the pages: - 3 -",
    "pdf-running-head": "words at the same height of two or more pages of a PDF",
}
