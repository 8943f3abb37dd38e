"""How much of a document is read at most: bytes, pages, and bytes after decompression."""

from dataclasses import dataclass

from pipeline.read.failure import ReadError

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Hard limits of one document; a larger one fails with a message that names the limit.

    `bytes` counts the file (of a .jsonl file: each record), `decompressed` what a .docx or a
    page's content inflates to, `collection` a whole file of many articles (.jsonl, .csv),
    `characters` the text of an article: two million are a book of 1,500 pages. An
    article stays far below all of them.

    `seconds` of computing, for each megabyte of a file, and `memory`, the bytes that it adds to the
    program's own, are held by a process that watches the one that examines it; 0 is no limit. The
    longest text takes 20 seconds and 500 megabytes, a PDF of 2,000 full pages 50 and 800.
    """

    bytes: int = 64 * MEBIBYTE
    pages: int = 2_000
    decompressed: int = 128 * MEBIBYTE
    characters: int = 2_000_000
    collection: int = 512 * MEBIBYTE
    seconds: float = 60
    memory: int = 850 * MEBIBYTE

    def check_bytes(self, size: int, what: str = "the file") -> None:
        """Refuse what is larger than the limit of bytes. Raises ReadError naming the limit."""
        if size > self.bytes:
            raise ReadError(
                f"{what} is larger than the limit of {self.bytes:,} bytes ({size:,}): "
                "cut it into several files or raise the limit"
            )

    def check_characters(self, size: int) -> None:
        """Refuse a text that is no article. Raises ReadError naming the limit."""
        if size > self.characters:
            raise ReadError(
                f"the text is longer than the limit of {self.characters:,} characters ({size:,}): "
                "cut it into several files or raise the limit"
            )

    def check_pages(self, pages: int) -> None:
        """Refuse a document with too many pages. Raises ReadError naming the limit."""
        if pages > self.pages:
            raise ReadError(
                f"the document has more pages than the limit of {self.pages:,}: "
                "split it or raise the limit"
            )

    def check_decompressed(self, size: int) -> None:
        """Refuse what inflates without end. Raises ReadError naming the limit."""
        if size > self.decompressed:
            raise ReadError(
                f"the file inflates beyond the limit of {self.decompressed:,} decompressed bytes: "
                "it is damaged or made to fill the memory; "
                "raise the limit only if you trust it"
            )


DEFAULTS = Limits()
