r"""The tokens of an RTF file, one by one, to what they write on the page."""

import re
from dataclasses import dataclass, replace
from typing import Any

from pipeline.read.failure import ReadError
from pipeline.read.raised import written
from pipeline.read.rtf.charsets import LAST, OF_FILE, OF_FONT, codec_of_page, text_of
from pipeline.read.rtf.groups import BOXES, CHARACTERS, HOLLOW, LABELS, OPENING, STARRED, UNSEEN
from pipeline.read.rtf.page import Page
from pipeline.read.rtf.tokens import Token

MOST_GROUPS = 5_000  # open at a time
NESTED = "the .rtf is damaged (its groups never end): open it in Word and save it as .docx"
# Number or letter in front of a paragraph; o alone is a bullet.
NUMBER = re.compile(r"\d|[\u3400-\u9fff]|[A-Za-z][.)]|[(（][A-Za-z]")
SILENT = ("nowhere", "hollow", "fonts", "upr")
TOGGLES = {"v": "is_hidden", "deleted": "is_deleted", "super": "is_raised"}
PAGE_WORDS = {
    "cell": Page.end_cell,
    "row": Page.end_row,
    "trowd": Page.begin_row,
    "nestcell": Page.end_nested_cell,
    "nestrow": Page.end_nested_row,
}


@dataclass(frozen=True, slots=True)
class State:
    """What holds inside a group until it ends."""

    into: str = "page"  # page, nowhere, hollow, fonts, title, note, label, box, upr
    around: str = "page"  # where the Unicode form in an \\upr belongs
    is_starred: bool = False
    uc: int = 1
    font: int | None = None
    is_hidden: bool = False
    is_deleted: bool = False
    is_raised: bool = False
    in_table: bool = False


class Walk:
    """One passage through the tokens of a file."""

    def __init__(self) -> None:
        self.page = Page()
        self.title: list[str] = []
        self.state = State()
        self.groups: list[State] = []
        self.codecs: dict[int, str] = {}
        self.of_file = LAST
        self.default_font: int | None = None
        self.font_in_table = 0
        self.run = bytearray()  # bytes that are not decoded yet
        self.skip = 0  # characters that only old programs show
        self.gathered: list[str] = []  # of the number in front of a paragraph
        self.set_aside: list[
            tuple[list[str], list[str]]
        ] = []  # paragraphs around a note or a text box
        self.is_done = False

    def take(self, token: Token) -> None:
        """Follow one token."""
        if token.kind in "{}":
            self.skip = 0
            self._flush()
            self._open() if token.kind == "{" else self._close()
        elif token.kind == "word":
            self._word(token.word, token.number)
        else:
            self._text(token)

    def _text(self, token: Token) -> None:
        """Take bytes of text, without those that stand for a Unicode character before them."""
        skipped = min(self.skip, len(token.data))
        self.skip -= skipped
        if self.state.into not in SILENT:
            self.run += token.data[skipped:]

    def _open(self) -> None:
        if len(self.groups) >= MOST_GROUPS:
            raise ReadError(NESTED)
        self.groups.append(self.state)
        self.state = replace(self.state, is_starred=False)

    def _close(self) -> None:
        ended = self.state
        self.state = self.groups.pop() if self.groups else ended
        if ended.into != self.state.into:
            self._end_of(ended.into)
        self.is_done = not self.groups

    def _end_of(self, into: str) -> None:
        """End what a group wrote into."""
        if into == "label":
            label, self.gathered = "".join(self.gathered).strip(), []
            if NUMBER.search(label):
                self.page.say(f"{label} " if label[-1].isascii() else label)
        elif into == "note" and self.set_aside:
            lines = [*self.page.lines, "".join(self.page.pieces)]
            note = " ".join(line.strip() for line in lines if line.strip())
            self.page.notes += [note] if note else []
            self.page.lines, self.page.pieces = self.set_aside.pop()
        elif into == "box" and self.set_aside:
            lines, pieces = self.set_aside.pop()
            lines += [*self.page.lines, "".join(self.page.pieces)]
            self.page.lines, self.page.pieces = lines, pieces

    def finish(self) -> None:
        """End what a file that breaks off left open."""
        self._flush()
        while self.groups:
            self._close()
        self.page.end_paragraph(in_table=False)

    def _flush(self) -> None:
        """Decode the bytes that were gathered, and write them where they belong."""
        if self.run:
            font = self.default_font if self.state.font is None else self.state.font
            of_font = self.codecs.get(font, "") if font is not None else ""
            text = text_of(bytes(self.run), of_font, self.of_file)
            self.run.clear()
            self._write(text)

    def _write(self, text: str) -> None:
        state = self.state
        if state.is_hidden or state.is_deleted or state.into in SILENT:
            return
        if state.into == "title":
            self.title.append(text)
        elif state.into == "label":
            self.gathered.append(text)
        else:
            self.page.say(written(text, self.page.said()) if state.is_raised else text)

    def _word(self, word: str, number: int | None) -> None:
        if word == "u" and number is not None:
            self._flush()
            self._write(chr(number % 0x10000))
            self.skip = self.state.uc
            return
        if self.skip and word in CHARACTERS:
            self.skip -= 1
            return
        self._flush()
        if word == "*":
            self.state = replace(self.state, is_starred=True)
        elif self.state.is_starred and word not in STARRED:
            self.state = replace(self.state, into="nowhere", is_starred=False)
        elif self.state.into == "nowhere":
            return
        elif not self._destination(word):
            self._control(word, number)

    def _destination(self, word: str) -> bool:
        """Follow a word that says where the text of its group belongs."""
        into = self.state.into
        if word in UNSEEN:
            self.state = replace(self.state, into="nowhere")
        elif word in HOLLOW:
            self.state = replace(self.state, into="hollow", is_starred=False)
        elif word == "upr":
            self.state = replace(self.state, into="upr", around=into)
        elif word == "ud" and into == "upr":
            self.state = replace(self.state, into=self.state.around, is_starred=False)
        elif word == "fonttbl":
            self.state = replace(self.state, into="fonts", is_starred=False)
        elif word == "title" and into == "hollow":
            self.state = replace(self.state, into="title")
        elif word in LABELS:
            self.state = replace(self.state, into="label", is_starred=False)
        elif word in BOXES or word == "footnote":
            self.set_aside.append((self.page.lines, self.page.pieces))
            self.page.lines, self.page.pieces = [], []
            into = "note" if word == "footnote" else "box"
            self.state = replace(
                self.state, into=into, in_table=False, is_raised=False, is_starred=False
            )
        elif word in OPENING and into == "hollow":
            self.state = replace(self.state, into="page", is_starred=False)
        else:
            return False
        return True

    def _control(self, word: str, number: int | None) -> None:
        """Follow a word that writes or formats."""
        if word in CHARACTERS:
            self._write(CHARACTERS[word])
        elif word in TOGGLES:
            toggled: dict[str, Any] = {TOGGLES[word]: number != 0}
            self.state = replace(self.state, **toggled)
        elif word in ("nosupersub", "sub"):
            self.state = replace(self.state, is_raised=False)
        elif word == "plain":
            self.state = replace(
                self.state, is_hidden=False, is_raised=False, is_deleted=False, font=None
            )
        elif word in ("pard", "intbl"):
            self.state = replace(self.state, in_table=word == "intbl")
        elif word in ("f", "uc", "deff", "fcharset", "ansicpg", "cpg") or word in OF_FILE:
            self._encoding(word, number or 0)
        else:
            self._layout(word, number or 0)

    def _encoding(self, word: str, number: int) -> None:
        """Follow a word about fonts and their encodings."""
        if word == "f" and self.state.into == "fonts":
            self.font_in_table = number
        elif word == "f":
            self.state = replace(self.state, font=number)
        elif word == "uc":
            self.state = replace(self.state, uc=max(0, min(number, 8)))
        elif word == "deff":
            self.default_font = number
        elif word == "fcharset":
            self.codecs[self.font_in_table] = OF_FONT.get(number, "")
        elif word == "ansicpg":
            self.of_file = codec_of_page(number)
        elif word in OF_FILE:
            self.of_file = OF_FILE[word]

    def _layout(self, word: str, number: int) -> None:
        """Follow a word that ends a paragraph, a cell or a row, or tells how cells are merged."""
        page = self.page
        if self.state.into not in ("page", "note", "box"):
            return
        if word in ("par", "sect", "\r", "\n"):
            page.end_paragraph(in_table=self.state.in_table)
        elif word in PAGE_WORDS:
            PAGE_WORDS[word](page)
        elif word == "cellx":
            page.add_edge(number)
        elif word in ("clvmgf", "clvmrg"):
            page.merge = "first" if word == "clvmgf" else "on"
