"""How often something is mentioned, and in how many documents."""

from dataclasses import dataclass


@dataclass
class Count:
    """The mentions of something and their documents; those of a document come together."""

    mentions: int = 0
    documents: int = 0
    last_document: str = ""

    def add(self, doc_id: str) -> None:
        """Count one more mention."""
        self.mentions += 1
        self.documents += doc_id != self.last_document
        self.last_document = doc_id
